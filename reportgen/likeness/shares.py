"""Groups → how much of each form stands also elsewhere, every character counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reportgen.likeness.model import Share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reportgen.likeness.gather import Gathered
    from reportgen.likeness.groups import Part

Covered: TypeAlias = "dict[int, frozenset[int] | None]"


def shares(
    all_: Gathered, leaders: Sequence[int], free: Collection[int], told: Iterable[Sequence[Part]]
) -> dict[str, Share]:
    """Return the share of each form of this year; forms of one path are taken together."""
    elsewhere: Covered = {}
    last_year: Covered = {}
    for parts in told:
        _cover(all_, parts, elsewhere, last_year)
    before = {each.who for each in all_.forms[all_.first_old : all_.first_known]}
    found = {
        each.form: Share(0, 0, 0 if each.who in before else None)
        for each in all_.forms[: all_.first_old]
    }
    for number, owner in enumerate(all_.owners):
        if owner < all_.first_old and leaders[all_.kind[number]] not in free:
            form = all_.forms[owner].form
            share = found[form]
            found[form] = Share(
                share.total + all_.size(number),
                share.elsewhere + _size(all_, number, elsewhere),
                None
                if share.last_year is None
                else share.last_year + _size(all_, number, last_year),
            )
    return found


def _cover(all_: Gathered, parts: Sequence[Part], elsewhere: Covered, last_year: Covered) -> None:
    now = {all_.unit(part.number) for part in parts if all_.is_now(part.number)}
    old = {all_.unit(part.number) for part in parts if all_.is_old(part.number)}
    for part in parts:
        if all_.is_old(part.number):
            continue
        if len(now) > 1:
            _add(elsewhere, part)
        if all_.unit(part.number) in old:
            _add(last_year, part)


def _add(covered: Covered, part: Part) -> None:
    there = covered.get(part.number, frozenset())
    if there is None or part.sentences is None:
        covered[part.number] = None
    else:
        covered[part.number] = there | part.sentences


def _size(all_: Gathered, number: int, covered: Covered) -> int:
    return all_.size(number, covered[number]) if number in covered else 0
