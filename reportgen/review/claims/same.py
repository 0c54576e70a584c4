"""RV08: one quantity has two values: in two sentences, in a sentence and a table, in two tables."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportgen.checks.slips import slip
from reportgen.lexicon import words
from reportgen.review.claims import quoted
from reportgen.review.claims.context import fund
from reportgen.review.claims.statement import difference, places, told
from reportgen.review.claims.statements import index, same
from reportgen.review.model import error, notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case, Fault

CODE = "RV08"
_LONG_NAME = 5
_BUDGETS = frozenset(words("claims")["asked"]["budgets"])


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each quantity of which the report gives two values."""
    explained = {each.span for each in quoted.misquoted(case)}
    for stated in index(case).by_subject.values():
        if len(stated) < 2 or not any(not same(each, stated[0]) for each in stated[1:]):
            continue
        kept = [each for each in stated if each.span not in explained] if explained else stated
        for group in _groups(kept):
            if fault := _fault(group):
                yield fault


def _groups(stated: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Yield statements of one quantity: same year, scope and measure, same role, one whole."""
    by_key: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for each in stated:
        by_key[each.year, each.scope, each.measure].append(each)
    for (year, *_), told_of in by_key.items():
        if year is None:
            continue
        group = _of_one_column(told_of)
        for role in dict.fromkeys(each.role or "决算" for each in group):
            for one in _of_one_whole(_in_role(group, role)):
                yield from _of_one_fund(one)


def _of_one_column(group: Sequence[Statement]) -> list[Statement]:
    """Return those that are alone in their row of a table: two columns are two quantities."""
    columns: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    for each in group:
        columns[each.grid, each.row, each.role].add(each.column)
    return [e for e in group if not e.in_table or len(columns[e.grid, e.row, e.role]) < 2]


def _in_role(group: Sequence[Statement], role: str) -> list[Statement]:
    """Return those in a role; an amount that names none must not fit another role's value."""
    if role in ("?", ""):
        return []
    others = [each for each in group if each.role not in (role, "")]
    of_role = [each for each in group if each.role == role]
    if role == "决算":
        of_role += [each for each in group if not each.role and not _fits(each, others)]
    if role in _BUDGETS:
        others = [each for each in others if each.role in _BUDGETS]
        of_role = [
            each for each in of_role if role != "预算" or each.in_table or not _fits(each, others)
        ]
    return of_role


def _fits(one: Statement, others: Iterable[Statement]) -> bool:
    return any(same(one, other) for other in others)


def _of_one_whole(group: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Yield those that may be listed under one whole; an unknown name needs a whole it shares."""
    if not group:
        return
    first = group[0]
    if first.kind and first.subject not in words("claims")["parents"]["kept"]:
        yield list(group)
        return
    if not first.kind:
        for whole in dict.fromkeys(each.parent for each in group):
            yield [each for each in group if each.parent == whole]
        return
    for whole in dict.fromkeys(each.parent for each in group):
        yield [each for each in group if each.parent == whole]


def _of_one_fund(group: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Yield those whose sentences speak of one fund; only a rate may be of one and not say so.

    Beside the rates of two funds one that names none is that of the whole.
    """
    funds = [_fund(each) if each.kind == "rate" else "" for each in group]
    told = dict.fromkeys(funds)
    if len(told.keys() - {""}) < 2:
        yield list(group)
        return
    for fund_ in told:
        yield [each for each, of in zip(group, funds, strict=True) if of == fund_]


def _fund(one: Statement) -> str:
    if one.in_table:
        return ""
    before = one.span.block.text[: one.span.start]
    return fund(before[before.rfind("。") + 1 :])


def _fault(group: Sequence[Statement]) -> Fault | None:
    values = _values(group)
    if len(values) < 2 or not _is_specific(group):
        return None
    values.sort(key=lambda each: (len(each), any(one.in_table for one in each)))
    odd, *others = values
    place, first = odd[0], others[-1][0]
    spans = [each.span for value in (odd, *reversed(others)) for each in value]
    message = f"{told(place, f'{place.year}年')}前后不一致：{_sides(odd, list(reversed(others)))}"
    message += (
        "。" if len(values) > 2 else f"，相差{difference(place, first)}{_slip(place, first)}。"
    )
    remedy = f"核对{place.name}的数据来源（决算报表、台账等），确定哪一处正确，把其余各处改成一致；"
    remedy += "如果口径不同（范围、时点、资金来源），在文中写明。"
    make = error if group[0].kind or group[0].parent else notice
    if any(each.role == "预算" and not each.kind for each in group) or _at_two_times(group):
        make = notice
    return make(CODE, spans, message, remedy)


def _at_two_times(group: Sequence[Statement]) -> bool:
    """Tell whether people are counted now and at the end of the year."""
    if group[0].kind != "people":
        return False
    said = [each.span.block.text[max(0, each.span.start - 16) : each.span.start] for each in group]
    given = words("claims")["bounds"]
    now, end = (
        [any(word in text for word in given[key]) for text in said] for key in ("now", "end")
    )
    return any(now) and any(end)


def _values(group: Sequence[Statement]) -> list[list[Statement]]:
    values: list[list[Statement]] = []
    for each in group:
        for value in values:
            if same(each, value[0]):
                value.append(each)
                break
        else:
            values.append([each])
    return values


def _is_specific(group: Sequence[Statement]) -> bool:
    """An unknown name counts where its whole is known, or where it is long and stands in texts."""
    first = group[0]
    if first.kind or first.parent:
        return True
    blocks = {each.span.block.number for each in group}
    return len(first.subject) >= _LONG_NAME and len(blocks) == len(group)


def _sides(odd: list[Statement], others: list[list[Statement]]) -> str:
    if len(others) == 1 and not any(each.in_table for each in (*odd, *others[0])):
        count = f"（{len(others[0])}处）" if len(others[0]) > 1 else ""
        return f"文中一处为{odd[0].shown}，另一处{count}为{others[0][0].shown}"
    return "；".join(f"{places(value)}为{value[0].shown}" for value in (odd, *others))


def _slip(one: Statement, other: Statement) -> str:
    how = slip(one.value, other.value) if one.unit == other.unit else ""
    return f"（两数{how}，可能是录入笔误）" if how else ""
