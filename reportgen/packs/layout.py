"""form.xlsx → where every tag stands on the form as it is issued.

The list of indicators is unfolded here, one row per indicator, so that the form that is
written and the form that is read back are laid out by the same hand.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.packs.model import Indicator, SheetLayout, Slot, TableSlot
from reportgen.packs.sums import is_column_name
from reportgen.workbook.cells import Address, Area, Book, CellKind, Sheet, spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

FORM = "form.xlsx"
TAG = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
INDICATORS = "指标"
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
    "得分": lambda each: f"{each.name}得分",
    "自评得分": lambda each: f"{each.name}自评得分",
    "扣分原因": lambda each: f"{each.name}扣分原因",
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
        layouts.append(_unfold(layout, sheet, indicators, findings))
    return tuple(layouts), findings


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Put the pack's facts in place of their tags; other tags stay."""
    return TAG.sub(lambda tag: facts.get(tag[1], tag[0]), text)


def _one_sheet(sheet: Sheet, facts: Mapping[str, str], findings: list[Finding]) -> SheetLayout:
    labels: dict[Address, str] = {}
    live: dict[Address, str] = {}
    tags: dict[Address, str] = {}
    for at, cell in sorted(sheet.cells.items()):
        text = filled(cell.text, facts) if cell.kind is CellKind.TEXT else cell.text
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
        members = list(group)
        rows = sorted({at[0] for _, at in members})
        if len(rows) > 1:
            others = "、".join(f"第{row}行" for row in rows)
            message = f"“{table}”的标签分在{others}，清单的标签应在同一行。"
            at = members[0][1]
            remedy = "把同一清单的标签移到同一行。"
            findings.append(error("PK14", Where(FORM, spot(title, at)), message, remedy))
        columns = {name[1]: at[1] for name, at in members}
        end = next((row for row in words if row > rows[-1]), 0)
        yield TableSlot(table, title, rows[0], columns, end)


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
