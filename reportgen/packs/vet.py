"""Cross-check a pack's rows with one another: every name known, every point accounted for."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near, notice
from reportgen.packs.model import (
    Calculation,
    Field,
    Indicator,
    Kind,
    Pack,
    Slot,
    Sum,
    TableSlot,
    Term,
)
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORM = "form.xlsx"
TOTALS = ("综合得分", "自评合计", "最高可得分")
YEARS = ("年度", "上年度", "下年度")


def implied_fields(indicators: Iterable[Indicator]) -> Iterator[Field]:
    """Yield what every indicator asks the clerk for: claimed points, and why points were lost."""
    for each in indicators:
        full = f"{each.title}：满分{each.weight.normalize():f}分。"
        why = "没有得满分的，写明扣分原因。"
        yield _implied(f"{each.name}自评得分", Kind.NUMBER, full, each)
        yield _implied(f"{each.name}扣分原因", Kind.TEXT, why, each)


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
    scored = {f"{each.name}{tail}" for each in pack.indicators for tail in ("", "得分")}
    return _before_scoring(pack) | scored | {*TOTALS}


def _before_scoring(pack: Pack) -> set[str]:
    """Return the names of the numbers that calculations and indicators can already use."""
    typed = {name for name, field in pack.fields.items() if field.kind is Kind.NUMBER}
    computed = {row.name for row in pack.calculations}
    facts = {name for name, text in pack.facts.items() if is_number(text)}
    return typed | computed | facts | {*YEARS}


def is_number(text: str) -> bool:
    """Tell whether a fact of 说明 is a number (满意度满分: 5)."""
    return text.replace(".", "", 1).isdigit() and text.isascii()


def vet(pack: Pack) -> list[Finding]:
    """Return everything in the pack that does not fit together."""
    return [
        *_names_twice(pack),
        *_unknown_names(pack),
        *_cycles(pack.calculations),
        *_points(pack),
        *_bands(pack.indicators),
        *_tags_without_rows(pack),
        *_fields_without_cells(pack),
    ]


def _names_twice(pack: Pack) -> Iterator[Finding]:
    rows: list[Field | Calculation | Indicator]
    rows = [*pack.fields.values(), *pack.calculations, *pack.indicators]
    counts = Counter(row.name for row in rows)
    first: dict[str, Where] = {}
    for row in rows:
        if counts[row.name] > 1 and row.name in first:
            message = f"名称“{row.name}”用了不止一次。"
            remedy = "一个名称只能指一个数，请另取一个名称。"
            yield error("PK05", row.where, message, remedy, [first[row.name]])
        first.setdefault(row.name, row.where)


def _unknown_names(pack: Pack) -> Iterator[Finding]:
    figures, early = known_figures(pack), _before_scoring(pack)
    texts = {name for name, field in pack.fields.items() if field.kind is not Kind.TABLE}
    days = {name for name, field in pack.fields.items() if field.kind is Kind.DATE}
    of_verb = {"文字必填": figures | texts, "不晚于": days}
    for calculation in pack.calculations:
        yield from _unknown(calculation.operands, calculation.where, early, pack)
    for row in pack.checks:
        known = of_verb.get(row.verb, figures)
        yield from _unknown([row.left, *([row.right] if row.right else [])], row.where, known, pack)
    for indicator in pack.indicators:
        known = texts if indicator.formula == "选项" else early
        yield from _unknown(indicator.operands, indicator.where, known, pack)
    for grade in pack.grades:
        if grade.figure not in figures:
            yield _unknown_name(grade.figure, grade.where, figures)


def _unknown(sums: Iterable[Sum], where: Where, known: set[str], pack: Pack) -> Iterator[Finding]:
    for term in (term for each in sums for term in each.terms):
        problem = _term_amiss(term, where, known, pack)
        if problem:
            yield problem


def _term_amiss(term: Term, where: Where, known: set[str], pack: Pack) -> Finding | None:
    field = pack.fields.get(term.name)
    if not term.function:
        if term.name in known:
            return None
        late = term.name in known_figures(pack)
        return _too_early(term.name, where) if late else _unknown_name(term.name, where, known)
    wanted = Kind.TABLE if term.function == "计数" else Kind.NUMBER
    in_table = "." in term.name or term.function == "计数"
    if field is None or field.kind is not wanted or not in_table:
        listed = {
            name
            for name, each in pack.fields.items()
            if each.kind is wanted and ("." in name or term.function == "计数")
        }
        return _unknown_name(term.name, where, listed)
    return None


def _too_early(name: str, where: Where) -> Finding:
    message = f"用到的“{name}”要到计分以后才有，“计算”和“指标”里还不能用。"
    return error("PK09", where, message, "改用计分之前就有的数；要核对得分，写在“勾稽”里。")


def _unknown_name(name: str, where: Where, known: Iterable[str]) -> Finding:
    message = f"用到的“{name}”没有定义。{near(name, known)}"
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
            yield error("PK10", row.where, message, "改正取数，使各项计算有先有后。")


def _reached(name: str, needs: Mapping[str, set[str]]) -> set[str]:
    """Return every calculated name that a calculation needs, however far away."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = {each for each in needs[waiting.pop()] if each in needs} - found
        found |= new
        waiting += new
    return found


def _points(pack: Pack) -> Iterator[Finding]:
    full = pack.facts.get("满分", "")
    total = sum((each.weight for each in pack.indicators), Decimal(0))
    if pack.indicators and is_number(full) and total != Decimal(full):
        message = (
            f"各指标分值相加为 {total:f} 分，与满分 {full} 分相差 {total - Decimal(full):+f} 分。"
        )
        yield error("PK11", pack.indicators[0].where, message, "核对各指标分值与“说明”中的满分。")
    for each in pack.indicators:
        highest = max((band.points for band in each.bands), default=each.weight)
        if highest != each.weight:
            message = f"“{each.title}”最高档 {highest:f} 分，与分值 {each.weight:f} 分不等。"
            yield error("PK11", each.where, message, "使最高一档等于分值。")


def _bands(indicators: Iterable[Indicator]) -> Iterator[Finding]:
    """Bands are read in order, so they must go one way, and the last must take what is left."""
    for each in indicators:
        if each.scoring != "分档" or not each.bands:
            continue
        if each.bands[-1].test != "其余":
            message = f"“{each.title}”的分档没有写“其余”，落在各档之外的数没有分。"
            yield error("PK15", each.where, message, "在最后加上一档，如“其余 0”。")
        up = [band.limit for band in each.bands if band.test in ("≤", "<")]
        down = [band.limit for band in each.bands if band.test in ("≥", ">")]
        if up != sorted(up) or down != sorted(down, reverse=True):
            message = f"“{each.title}”的分档次序不对，前一档会盖住后一档。"
            yield error("PK15", each.where, message, "用“≤”的从小到大排，用“≥”的从大到小排。")


def known_tags(pack: Pack) -> set[str]:
    """Return every name that may stand alone in a cell of the form."""
    texts = {name for name, field in pack.fields.items() if field.kind is not Kind.TABLE}
    words = {grade.name for grade in pack.grades}
    return known_figures(pack) | texts | words | set(pack.facts)


def _tags_without_rows(pack: Pack) -> Iterator[Finding]:
    known = known_tags(pack)
    for layout in pack.layout:
        for slot in layout.slots:
            if slot.name not in known:
                yield _unknown_tag(slot, known)
        for table in layout.tables:
            yield from _unknown_columns(table, pack.fields)


def _unknown_tag(slot: Slot, known: Iterable[str]) -> Finding:
    where = Where(FORM, spot(slot.sheet, slot.address))
    message = f"标签“{slot.name}”没有定义。{near(slot.name, known)}"
    return error("PK13", where, message, "改正标签，或在 rules.xlsx 的“字段”中加上这一项。")


def _unknown_columns(table: TableSlot, fields: Mapping[str, Field]) -> Iterator[Finding]:
    for column, number in table.columns.items():
        name = f"{table.name}.{column}"
        if name not in fields:
            known = [each for each in fields if "." in each]
            yield _unknown_tag(Slot(name, table.sheet, (table.row, number)), known)


def _fields_without_cells(pack: Pack) -> Iterator[Finding]:
    placed = {slot.name for layout in pack.layout for slot in layout.slots}
    lists = {table.name: table for layout in pack.layout for table in layout.tables}
    for name, field in pack.fields.items():
        table, _, column = name.partition(".")
        there = column in lists[table].columns if table in lists and column else name in lists
        if name not in placed and not there:
            message = f"字段“{name}”在填报表中没有填写的位置。"
            remedy = f"在 form.xlsx 中填写处写上 {{{{ {name} }}}}，或删去这一行。"
            yield error("PK12", field.where, message, remedy)
    for layout in pack.layout:
        yield from _twice_on_a_sheet(layout.slots, pack.fields)


def _twice_on_a_sheet(slots: Iterable[Slot], fields: Mapping[str, Field]) -> Iterator[Finding]:
    first: dict[str, Slot] = {}
    for slot in slots:
        if slot.name in first and slot.name in fields:
            here = Where(FORM, spot(slot.sheet, slot.address))
            there = Where(FORM, spot(slot.sheet, first[slot.name].address))
            message = f"“{slot.name}”在同一张表上有两处。"
            remedy = "只留一处填写；另一处若是别的数，请另取名称。"
            yield notice("PK20", here, message, remedy, [there])
        first.setdefault(slot.name, slot)
