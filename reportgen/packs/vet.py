"""Cross-check a pack's rows with one another: every name known, every point accounted for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near
from reportgen.packs import bands, columns, facts, grades, listed, names, tags, units
from reportgen.packs.facts import is_number
from reportgen.packs.model import Calculation, CheckRow, Field, Indicator, Kind, Pack, Sum, place
from reportgen.packs.own import CLAIMED, REASON, SCORED, TOTALS, YEARS
from reportgen.packs.sums import is_any_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reportgen.packs.model import Term

__all__ = ["implied_fields", "is_number", "known_figures", "known_tags", "vet"]
_NAMED = ("说明", "字段", "计算", "指标")
"""Sheets that define names of numbers."""
_OF_DATES, _OF_TEXT = "不晚于", "文字必填"
_COUNT = "计数"


def implied_fields(indicators: Iterable[Indicator]) -> Iterator[Field]:
    """Yield what every indicator asks the clerk for: claimed points, and why points were lost."""
    for each in indicators:
        full = f"{each.title}：满分{each.weight.normalize():f}分。"
        why = "没有得满分的，写明扣分原因。"
        yield _implied(f"{each.name}{CLAIMED}", Kind.NUMBER, full, each)
        yield _implied(f"{each.name}{REASON}", Kind.TEXT, why, each)


def _implied(name: str, kind: Kind, hint: str, each: Indicator) -> Field:
    points = kind is Kind.NUMBER
    return Field(
        name=name,
        kind=kind,
        unit="分" if points else "",
        places=2,
        required=points,
        low=Decimal(0) if points else None,
        high=None,
        choices=(),
        prior_name="",
        hint=hint,
        where=each.where,
    )


def known_figures(pack: Pack) -> set[str]:
    """Return every name that stands for a number once the form is scored."""
    scored = {f"{each.name}{tail}" for each in pack.indicators for tail in ("", SCORED)}
    return _before_scoring(pack) | scored | {*TOTALS}


def _before_scoring(pack: Pack) -> set[str]:
    """Return the names of the numbers that calculations and indicators can already use."""
    typed = {name for name, field in pack.fields.items() if field.kind is Kind.NUMBER}
    computed = {row.name for row in pack.calculations}
    facts = {name for name, text in pack.facts.items() if is_number(text)}
    return typed | computed | facts | {*YEARS}


def known_tags(pack: Pack) -> set[str]:
    """Return every name that may stand alone in a cell of the form."""
    texts = {name for name, field in pack.fields.items() if field.kind is not Kind.TABLE}
    words = {grade.name for grade in pack.grades}
    return known_figures(pack) | texts | words | set(pack.facts)


def vet(pack: Pack, told: Collection[Where] = ()) -> list[Finding]:
    """Return everything in the pack that does not fit together.

    ``told`` are the cells with an error already: what would follow from it is left unsaid.
    """
    known = known_tags(pack)
    sound = [each for each in pack.indicators if not {*told} & {*_of_points(each)}]
    unknown = [] if pack.unreadable & {*_NAMED} else [*_unknown_names(pack)]
    unsure = {each.where for each in unknown}
    first = [*facts.vet(pack, known, told)]
    unknown = _once_a_fact(unknown, {each.where for each in first if each.code == "PK07"})
    return [
        *first,
        *names.vet(pack),
        *([] if pack.unreadable & {*_NAMED} else listed.choices(pack)),
        *unknown,
        *_cycles(pack.calculations),
        *([] if pack.unreadable & {"指标", "说明"} else _points(pack, told)),
        *bands.vet(sound, pack.fields),
        *(found for found in units.vet(pack) if found.where not in unsure),
        *grades.vet(pack, told),
        *tags.vet(pack, known),
    ]


def _once_a_fact(found: Iterable[Finding], said: set[Where]) -> list[Finding]:
    """Leave out what has been said of a fact that is no number: many rows may use it."""
    once = []
    for each in found:
        if each.code != "PK07":
            once.append(each)
        elif each.where not in said:
            said.add(each.where)
            once.append(each)
    return once


def _of_points(each: Indicator) -> tuple[Where, ...]:
    return place(each, "分值"), place(each, "分档"), place(each, "评分"), place(each, "算法")


def _unknown_names(pack: Pack) -> Iterator[Finding]:
    figures, early = known_figures(pack), _before_scoring(pack)
    for calculation in pack.calculations:
        where, home = place(calculation, "取数"), columns.parts(calculation.name)[0]
        if calculation.verb == _COUNT:
            yield from _counted(calculation, where, pack)
            continue
        if home and home not in pack.fields:  # that list is told of; which is meant is unknown
            home = listed.ANY
        found = _unknown(calculation.operands, where, early, pack, home)
        yield from (listed.of_calculation(each, calculation.name) for each in found)
    for row in pack.checks:
        yield from _check(row, figures, pack)
    for indicator in pack.indicators:
        where = place(indicator, "取数")
        if indicator.formula == "选项":
            yield from _one_name(indicator.operands, where, [Kind.CHOICE], pack, "")
        else:
            yield from _unknown(indicator.operands, where, early, pack)
    for grade in pack.grades:
        if grade.figure in figures and columns.parts(grade.figure)[0]:
            remedy = "先在“计算”中用 合计、平均 算成一个数，再写它的名称"
            yield listed.one_figure(grade.figure, place(grade, "取数"), remedy)
        elif grade.figure and grade.figure not in figures:
            yield _unknown_name(grade.figure, place(grade, "取数"), figures)


def _counted(row: Calculation, where: Where, pack: Pack) -> Iterator[Finding]:
    """What is counted are the rows of lists, ``项目支出`` as well as ``计数(项目支出)``."""
    lists = [name for name, field in pack.fields.items() if field.kind is Kind.TABLE]
    for term in (term for each in row.operands for term in each.terms):
        known = term.name in pack.fields or term.name in known_figures(pack)
        if term.name in lists and term.function in ("", _COUNT):
            continue
        if known:
            message = f"“计数”数的是清单有几行，“{term}”不是清单。"
            yield error("PK08", where, message, "写成 计数(清单)，如 计数(项目支出)。")
        else:
            yield _unknown_name(term.name, where, lists)


def _check(row: CheckRow, figures: set[str], pack: Pack) -> Iterator[Finding]:
    sides = {"左边": row.left, **({"右边": row.right} if row.right else {})}
    words = [kind for kind in Kind if kind not in (Kind.NUMBER, Kind.TABLE)]
    yield from listed.one_list(row)
    for column, each in sides.items():
        if row.verb == _OF_DATES:
            yield from _one_name([each], place(row, column), [Kind.DATE], pack)
        elif row.verb == _OF_TEXT and column == "左边":
            yield from _one_name([each], place(row, column), words, pack)
        else:
            yield from _unknown([each], place(row, column), figures, pack, listed.ANY)


def _one_name(
    sums: Iterable[Sum],
    where: Where,
    kinds: Sequence[Kind],
    pack: Pack,
    home: str = listed.ANY,
) -> Iterator[Finding]:
    """Yield a finding unless each sum is the bare name of one field of these kinds.

    Where there is no ``home``, a list's column is none: it has a word in every row.
    """
    wanted = "、".join(kind.value for kind in kinds)
    fitting = [name for name, field in pack.fields.items() if field.kind in kinds]
    for each in (each for each in sums if each.terms):
        term = each.terms[0]
        field = pack.fields.get(term.name)
        if len(each.terms) > 1 or term.function or term.sign < 0:
            message = f"“{each}”不是一个名称，这里只能写一个字段的名称（类型：{wanted}）。"
            yield error("PK08", where, message, "只写一个字段的名称，不加减。")
        elif field is None and term.name in known_figures(pack):
            message = f"“{term.name}”是数，这里要写字段的名称（类型：{wanted}）。"
            yield error("PK08", where, message, f"改写类型是{wanted}的字段。")
        elif field is None:
            yield _unknown_name(term.name, where, fitting)
        elif field.kind not in kinds:
            message = f"“{term.name}”的类型是“{field.kind.value}”，这里要{wanted}。"
            yield error("PK08", where, message, f"改写类型是{wanted}的字段。")
        elif not home and columns.is_plain(term):
            yield listed.one_figure(term.name, where, "改用清单以外的字段")


def _unknown(
    sums: Iterable[Sum], where: Where, known: set[str], pack: Pack, home: str = ""
) -> Iterator[Finding]:
    """Yield operands that are unknown, or out of place in a rule that runs along ``home``."""
    for term in (term for each in sums for term in each.terms):
        plain = columns.is_plain(term)
        problem = (
            listed.amiss(term, where, home, pack)
            if plain
            else _term_amiss(term, where, known, pack)
        )
        if problem:
            yield problem


def _term_amiss(term: Term, where: Where, known: set[str], pack: Pack) -> Finding | None:
    field = pack.fields.get(term.name)
    if not term.function:
        if term.name in known:
            return None
        if field is None and pack.facts.get(term.name):
            return facts.not_a_number(pack, term.name, f"{where.spot} 要用它来算", [where])
        late = term.name in known_figures(pack)
        return _too_early(term.name, where) if late else _unknown_name(term.name, where, known)
    lists = {name for name, each in pack.fields.items() if each.kind is Kind.TABLE}
    fitting = lists if term.function == _COUNT else listed.numbers(pack)
    return None if term.name in fitting else _unknown_name(term.name, where, fitting)


def _too_early(name: str, where: Where) -> Finding:
    message = f"用到的“{name}”要到计分以后才有，“计算”和“指标”里还不能用。"
    return error("PK09", where, message, "改用计分之前就有的数；要核对得分，写在“勾稽”里。")


def _unknown_name(name: str, where: Where, known: Iterable[str]) -> Finding:
    message = f"用到的“{name}”没有定义。{near(name, filter(is_any_name, known))}"
    return error("PK09", where, message, "改正名称，或在“字段”“计算”中加上这一项。")


def _cycles(rows: Sequence[Calculation]) -> Iterator[Finding]:
    needs = {row.name: {term.name for each in row.operands for term in each.terms} for row in rows}
    for row in rows:
        reached = _reached(row.name, needs)
        if row.name in reached:
            circle = [
                name for name in needs if name in reached and row.name in _reached(name, needs)
            ]
            message = f"“{row.name}”绕了一圈又用到自己（{'、'.join(circle)}）。"
            yield error("PK10", place(row, "取数"), message, "改正取数，使各项计算有先有后。")


def _reached(name: str, needs: Mapping[str, set[str]]) -> set[str]:
    """Return every calculated name that a calculation needs, however far away."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = {each for each in needs[waiting.pop()] if each in needs} - found
        found |= new
        waiting += new
    return found


def _points(pack: Pack, told: Collection[Where]) -> Iterator[Finding]:
    full = pack.facts.get(facts.FULL, "")
    total = sum((each.weight for each in pack.indicators), Decimal(0))
    if not pack.indicators or not is_number(full) or total == Decimal(full):
        return
    if any(place(each, "分值") in told for each in pack.indicators):
        return
    message = f"各指标分值相加为 {total:f} 分，与满分 {full} 分相差 {total - Decimal(full):+f} 分。"
    remedy = "核对各指标分值与“说明”中的满分。"
    related = [pack.fact_places[facts.FULL]] if facts.FULL in pack.fact_places else []
    yield error("PK11", place(pack.indicators[0], "分值"), message, remedy, related)
