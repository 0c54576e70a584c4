"""Which name of an older pack each field of a new one takes its value from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from reportgen.findings import error, near, notice
from reportgen.packs import own, units
from reportgen.packs.model import Kind, place
from reportgen.packs.vet import known_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportgen.findings import Finding
    from reportgen.packs.model import Pack

MONEY = {"元": 0, "万元": 4, "亿元": 8}
"""Units that convert exactly, each with its power of ten."""
_COLUMN = "上年字段"
_WORDS = (Kind.TEXT, Kind.PARAGRAPHS, Kind.CHOICE)


class Mode(Enum):
    """What an older form is to the new one; the value is how messages call it."""

    LAST_YEAR = "上年"
    MIGRATE = "旧表"


@dataclass(frozen=True, slots=True)
class Link:
    """A field's name and the older name its value comes from.

    ``review`` asks the clerk to look at the value again; ``reason`` says why it can be carried
    for no unit at all.
    """

    name: str
    source: str
    review: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    kind: Kind
    unit: str


def links(new: Pack, old: Pack, mode: Mode) -> tuple[Link, ...]:
    """Return where values come from, in the order of the new pack's fields.

    Last year's values follow 上年字段. An older form of the unit's own data keeps its names,
    and follows 上年字段 only where that says that a field has another name now.
    """
    found = _by_prior_name(new, old) if mode is Mode.LAST_YEAR else _by_name(new, old)
    known = _known(old)
    judged = (
        replace(each, reason=each.reason or _reason(each, new, known, mode)) for each in found
    )
    return tuple(_one_list_each(judged, mode))


def _by_prior_name(new: Pack, old: Pack) -> Iterator[Link]:
    """A number under another name that is still asked for is last year's; the rest may be stale.

    A field that only has a new name starts with what the older pack said of the old name.
    """
    asked, before, renamed = names(new), priors(old), _renamed(new, old)
    for name, source in priors(new).items():
        is_number = new.fields[name].kind is Kind.NUMBER
        if name not in renamed:
            of_last_year = is_number and source != name and source in asked
            yield Link(name, source, not of_last_year)
        elif renamed[name]:
            yield Link(name, source, review=True, reason=renamed[name])
        elif source in before:
            first = before[source]
            yield Link(name, first, not (is_number and first != source))
        else:
            reason = f"它由“{source}”改名，上年的格式包没有给“{source}”写上年字段，每年新填"
            yield Link(name, source, review=True, reason=reason)


def _by_name(new: Pack, old: Pack) -> Iterator[Link]:
    """Yield names that stayed, and those that changed: all doubtful where the years differ."""
    told, renamed = priors(new), _renamed(new, old)
    for name, field in new.fields.items():
        if field.kind is Kind.TABLE:
            continue
        if name in old.fields:
            yield Link(name, name, old.year != new.year)
        elif name in renamed:
            yield Link(name, told[name], review=True, reason=renamed[name])


def _renamed(new: Pack, old: Pack) -> Mapping[str, str]:
    """Return new names whose 上年字段 is a field that is gone, each with why that is in doubt.

    Where the old pack had a column of last year's values for that field, and nobody knows what
    became of it, the new name may be the column's; so may one of two that claim the same.
    """
    told, before, asked = priors(new), priors(old), names(new)
    gone = old.fields.keys() - asked
    fresh = {n: source for n, source in told.items() if n not in old.fields and source in gone}
    claims = [*fresh.values()]
    lost = {source for name, source in before.items() if name != source and name in gone}
    lost -= {source for name, source in before.items() if name in claims}
    return {
        name: f"分不清它是“{source}”改名，还是“{source}”的上年数"
        if source in lost or claims.count(source) > 1
        else ""
        for name, source in fresh.items()
    }


def priors(pack: Pack) -> Mapping[str, str]:
    """Return 上年字段 by field; a list's own stands for those of its columns that have none."""
    found = {}
    for name, field in pack.fields.items():
        table, dot, column = name.partition(".")
        whole = pack.fields[table].prior_name if dot and table in pack.fields else ""
        source = field.prior_name or (f"{whole}.{column}" if whole else "")
        if source and field.kind is not Kind.TABLE:
            found[name] = source
    return found


def names(pack: Pack) -> frozenset[str]:
    """Return every name of a pack that can hold a value of one unit."""
    return frozenset(_known(pack)) | {
        name for name, field in pack.fields.items() if field.kind is Kind.TABLE
    }


def _known(pack: Pack) -> Mapping[str, _Known]:
    measured = units.of_names(pack)
    figures = known_figures(pack) - pack.facts.keys() - {*own.YEARS}
    found = {name: _Known(Kind.NUMBER, measured.get(name, "")) for name in figures}
    found |= {each.name: _Known(Kind.TEXT, "") for each in pack.grades}
    typed = (each for each in pack.fields.values() if each.kind is not Kind.TABLE)
    return found | {each.name: _Known(each.kind, units.plain(each.unit)) for each in typed}


def _reason(link: Link, new: Pack, known: Mapping[str, _Known], mode: Mode) -> str:
    """Return why a link can be followed for no unit; empty where it can."""
    field, source = new.fields[link.name], known.get(link.source)
    if source is None:
        return f"{mode.value}的格式包里没有“{link.source}”"
    if ("." in link.name) is not ("." in link.source):
        listed = link.name if "." in link.name else link.source
        return f"“{listed}”是清单的一列，另一个不是"
    if not _kinds_fit(source.kind, field.kind):
        return f"“{link.source}”是{source.kind.value}，现在要填{field.kind.value}"
    unit = units.plain(field.unit)
    if field.kind is Kind.NUMBER and unit != source.unit and not {unit, source.unit} <= {*MONEY}:
        was, now = (f"单位是{each}" if each else "没有单位" for each in (source.unit, unit))
        return f"“{link.source}”{was}，现在{now}，不能换算"
    return ""


def _kinds_fit(old: Kind, new: Kind) -> bool:
    return old is new or (old in _WORDS and new in _WORDS)


def _one_list_each(found: Iterator[Link], mode: Mode) -> Iterator[Link]:
    """The columns of a list must come from one list: rows of two do not belong together."""
    first: dict[str, str] = {}
    for link in found:
        table, dot, _ = link.name.partition(".")
        source = link.source.partition(".")[0]
        if dot and not link.reason and first.setdefault(table, source) != source:
            reason = f"“{table}”别的列取自{mode.value}的“{first[table]}”，两张清单的行不能拼在一起"
            yield replace(link, reason=reason)
        else:
            yield link


def unfollowed(found: Iterable[Link], new: Pack, old: Pack, mode: Mode) -> Iterator[Finding]:
    """Yield what can be carried for no unit: FM16 for a name that is nowhere, FM17 for the rest."""
    known = names(new) | names(old)
    for link in found:
        field = new.fields[link.name]
        where = place(field, _COLUMN) if field.prior_name else field.where
        if mode is Mode.LAST_YEAR and link.source not in known:
            message = f"“{_COLUMN}”写的“{link.source}”，上年的格式包里没有。"
            message += near(link.source, names(old))
            remedy = "写上年格式包里的名称：字段、计算、得分都行；没有对应的，空着。"
            yield error("FM16", where, message, remedy)
        elif link.reason:
            message = f"“{link.name}”各单位都没有带入：{link.reason}。"
            yield notice("FM17", where, message, "由各单位填写；应当能带入的，改正“上年字段”。")
