"""form.xlsx → where every tag stands on the form as it is issued.

The list of indicators is unfolded here, one row per indicator, so that the form that is
written and the form that is read back are laid out by the same hand.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.findings import LIST_SHEET, Finding, Where, error
from reportgen.packs import covers, marks, stamp
from reportgen.packs.marks import TAG
from reportgen.packs.model import Indicator, SheetLayout, Slot, TableSlot
from reportgen.packs.own import CLAIMED, INDICATORS, REASON, SCORED
from reportgen.packs.sums import is_column_name
from reportgen.workbook.cells import Address, Area, Book, CellKind, Sheet, ref, spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["FORM", "INDICATORS", "MERGED", "TAG", "filled", "read"]
FORM = "form.xlsx"
_FIXED: dict[str, Callable[[Indicator], str]] = {
    "一级": lambda each: each.dimension,
    "二级": lambda each: each.category,
    "三级": lambda each: each.title,
    "分值": lambda each: format(each.weight.normalize(), "f"),
    "评分标准": lambda each: each.standard,
    "指标说明": lambda each: each.explanation,
}
_TYPED: dict[str, Callable[[Indicator], str]] = {
    "实际值": lambda each: each.name,
    SCORED: lambda each: f"{each.name}{SCORED}",
    CLAIMED: lambda each: f"{each.name}{CLAIMED}",
    REASON: lambda each: f"{each.name}{REASON}",
}
MERGED = ("一级", "二级")


def read(
    book: Book, facts: Mapping[str, str], indicators: Sequence[Indicator]
) -> tuple[tuple[SheetLayout, ...], list[Finding]]:
    """Return the layout of every sheet, with findings for lists that cannot be laid out."""
    findings: list[Finding] = []
    layouts = []
    for sheet in book.sheets:
        layout = _one_sheet(sheet, facts, findings)
        findings += _sheet_amiss(layout)
        layouts.append(layout)
    findings += _lists_twice(layouts)
    unfolded = [
        _unfold(layout, sheet, indicators, findings)
        for layout, sheet in zip(layouts, book.sheets, strict=True)
    ]
    return tuple(unfolded), findings


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Put the pack's facts in place of their tags; other tags stay."""
    return TAG.sub(lambda tag: facts.get(tag[1], tag[0]), text)


def _one_sheet(sheet: Sheet, facts: Mapping[str, str], findings: list[Finding]) -> SheetLayout:
    labels: dict[Address, str] = {}
    live: dict[Address, str] = {}
    tags: dict[Address, str] = {}
    for at, cell in sorted(sheet.cells.items()):
        text = filled(cell.text, facts) if cell.kind is CellKind.TEXT else cell.text
        if cell.kind is CellKind.TEXT and not cell.formula:
            amiss = marks.broken(cell.text, Where(FORM, spot(sheet.title, at)))
            findings += [amiss] if amiss else []
        alone = TAG.fullmatch(text.strip())
        if cell.formula:
            live[at] = cell.text
        elif alone:
            tags[at] = alone[1]
        elif TAG.search(text):
            live[at] = text
        else:
            labels[at] = text
    words = {at[0] for at in labels if sheet.cells[at].kind is CellKind.TEXT}
    words |= {at[0] for at in (*live, *tags)}
    tables = tuple(_tables(sheet.title, tags, sorted(words), findings))
    slots = [Slot(name, sheet.title, at) for at, name in tags.items() if not is_column_name(name)]
    return SheetLayout(sheet.title, labels, tuple(slots), tables, live, sheet.merges)


def _tables(
    title: str, tags: Mapping[Address, str], words: Sequence[int], findings: list[Finding]
) -> Iterator[TableSlot]:
    places = [(name.split("."), at) for at, name in tags.items() if is_column_name(name)]
    places.sort(key=lambda place: place[0][0])
    for table, group in groupby(places, key=lambda place: place[0][0]):
        members = [(name[1], at) for name, at in group]
        rows = sorted({at[0] for _, at in members})
        findings += _scattered(table, title, members)
        columns: dict[str, int] = {}
        for column, at in members:
            columns.setdefault(column, at[1])
        end = next((row for row in words if row > rows[-1]), 0)
        yield TableSlot(table, title, rows[0], columns, end)


def _scattered(table: str, title: str, members: Sequence[tuple[str, Address]]) -> Iterator[Finding]:
    """Yield a finding where a list's tags are not one sample row, each column once."""
    rows = sorted({at[0] for _, at in members})
    home = Where(FORM, spot(title, members[0][1]))
    if len(rows) > 1:
        others = "、".join(f"第{row}行" for row in rows)
        message = f"“{table}”的标签分在{others}，清单的标签应在同一行。"
        at = next(at for _, at in members if at[0] != rows[0])
        remedy = "把同一清单的标签移到同一行。"
        yield error("PK14", Where(FORM, spot(title, at)), message, remedy, [home])
        return
    first: dict[str, Address] = {}
    for column, at in members:
        if column in first:
            message = f"“{table}.{column}”的标签在一行里写了两次。"
            related = [Where(FORM, spot(title, first[column]))]
            remedy = "只留一处；另一列若是别的内容，另取名称。"
            yield error("PK14", Where(FORM, spot(title, at)), message, remedy, related)
        first.setdefault(column, at)


def _sheet_amiss(layout: SheetLayout) -> Iterator[Finding]:
    title = layout.title.strip()
    if title in stamp.RESERVED:
        message = f"工作表不能叫“{title}”：发表时程序要用这个名称{stamp.RESERVED[title]}。"
        where = Where(FORM, spot(layout.title, (1, 1)))
        yield error("PK02", where, message, "另取一个工作表名称。")
    if title == LIST_SHEET:
        message = f"有工作表“{title}”：这是 pack lint 写出的批注件，只供对照，不能当填报表。"
        where = Where(FORM, spot(layout.title, (1, 1)))
        yield error(
            "PK02", where, message, "放回原来的 form.xlsx，在它上面改；或删去这张工作表和批注。"
        )
    yield from _rows_shared(layout)
    for table in layout.tables:
        yield from _merged(table, layout)
    yield from covers.findings(layout)


def _rows_shared(layout: SheetLayout) -> Iterator[Finding]:
    first: dict[int, TableSlot] = {}
    for table in sorted(layout.tables, key=lambda each: (each.row, min(each.columns.values()))):
        other = first.setdefault(table.row, table)
        if other is not table:
            message = f"“{table.name}”的标签和“{other.name}”的写在同一行，一行只能放一张清单。"
            remedy = f"把“{table.name}”移到另外的行。"
            yield error("PK14", _home(table), message, remedy, [_home(other)])


def _home(table: TableSlot) -> Where:
    return Where(FORM, spot(table.sheet, (table.row, min(table.columns.values()))))


def _lists_twice(layouts: Sequence[SheetLayout]) -> Iterator[Finding]:
    first: dict[str, TableSlot] = {}
    for table in (table for layout in layouts for table in layout.tables):
        other = first.setdefault(table.name, table)
        if other is not table:
            message = f"清单“{table.name}”放了两处，一张清单只能放一处。"
            remedy = "只留一处；另一处要汇总数的，用“计算”。"
            yield error("PK14", _home(table), message, remedy, [_home(other)])


def _merged(table: TableSlot, layout: SheetLayout) -> Iterator[Finding]:
    """Yield merged cells that hide a cell of a list; one row's cell may be as wide as it likes."""
    for first, left, last, right in sorted(layout.merges):
        below = first > table.row if table.name == INDICATORS else table.end and first >= table.end
        inside = [column for column in table.columns.values() if left <= column <= right]
        if last < table.row or below or not inside or (first == last and inside == [left]):
            continue
        where = Where(FORM, spot(layout.title, (first, left)))
        area = f"{ref((first, left))}:{ref((last, right))}"
        message = f"清单“{table.name}”要填写的格被合并（{area}），一格盖住了另一格。"
        remedy = "取消合并；一行里的一格可以向右合并，不能跨行，也不能盖住清单的另一列。"
        yield error("PK22", where, message, remedy)


def _unfold(
    layout: SheetLayout, sheet: Sheet, indicators: Sequence[Indicator], findings: list[Finding]
) -> SheetLayout:
    """Give every indicator a row of its own, and move down what stands below."""
    sample = next((table for table in layout.tables if table.name == INDICATORS), None)
    if sample is None:
        return layout
    findings.extend(_unknown_columns(sample))
    added = max(len(indicators) - 1, 0)

    def moved(row: int) -> int:
        return row + added if row > sample.row else row

    rows = list(enumerate(indicators, sample.row))
    labels = {(moved(row), column): text for (row, column), text in layout.labels.items()}
    slots = [Slot(s.name, s.sheet, (moved(s.address[0]), s.address[1])) for s in layout.slots]
    for name, column in sample.columns.items():
        if name in _FIXED:
            labels |= _fixed(name, column, rows)
        elif name in _TYPED:
            slots += [Slot(_TYPED[name](each), sample.sheet, (row, column)) for row, each in rows]
    return SheetLayout(
        title=layout.title,
        labels=labels,
        slots=tuple(sorted(slots, key=lambda slot: slot.address)),
        tables=tuple(_moved_table(t, moved) for t in layout.tables if t is not sample),
        live={(moved(row), column): text for (row, column), text in layout.live.items()},
        merges=(
            *((moved(a), b, moved(c), d) for a, b, c, d in sheet.merges),
            *_merges(sample, rows),
        ),
        sample_row=sample.row,
        added_rows=added,
    )


def _fixed(name: str, column: int, rows: Sequence[tuple[int, Indicator]]) -> dict[Address, str]:
    shown = [run[0] for run in _runs(name, rows)] if name in MERGED else rows
    return {(row, column): _FIXED[name](each) for row, each in shown if _FIXED[name](each)}


def _merges(sample: TableSlot, rows: Sequence[tuple[int, Indicator]]) -> Iterator[Area]:
    for name in MERGED:
        column = sample.columns.get(name)
        for run in _runs(name, rows) if column else ():
            if column and len(run) > 1:
                yield run[0][0], column, run[-1][0], column


def _runs(
    name: str, rows: Sequence[tuple[int, Indicator]]
) -> Iterator[list[tuple[int, Indicator]]]:
    """Part the indicators where the word changes; a category breaks where its dimension does."""

    def same(row: tuple[int, Indicator]) -> tuple[str, str]:
        return row[1].dimension, row[1].category if name == "二级" else ""

    for _, run in groupby(rows, key=same):
        yield list(run)


def _moved_table(table: TableSlot, moved: Callable[[int], int]) -> TableSlot:
    end = moved(table.end) if table.end else 0
    return TableSlot(table.name, table.sheet, moved(table.row), table.columns, end)


def _unknown_columns(sample: TableSlot) -> Iterator[Finding]:
    known = (*_FIXED, *_TYPED)
    for name, column in sample.columns.items():
        if name not in known:
            where = Where(FORM, spot(sample.sheet, (sample.row, column)))
            message = f"“{INDICATORS}.{name}”不是评分表的栏目。"
            yield error("PK13", where, message, f"改为以下之一：{'、'.join(known)}。")
