"""Lines and tables as they were read → a Paper: headings, places, titles and units."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.findings import Where
from reportgen.papers import titles
from reportgen.papers.headings import levels
from reportgen.papers.items import Line, Table
from reportgen.papers.marks import mark_of
from reportgen.papers.model import Block, Grid, Paper
from reportgen.papers.places import ANNEX, TITLE, Stop, places, ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.papers.items import Item, Margin
    from reportgen.papers.model import Mark


_ANNEX = 0.5
"""The level of a line such as 附件1, between the report and its headings."""


@dataclass(frozen=True, slots=True)
class Read:
    """A paper, and by the number of each block what it was read from."""

    paper: Paper
    sources: Mapping[int, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """A table whose cells have their numbers; their places wait for its name."""

    title: str
    unit: str
    section: tuple[Block, ...]
    table: Table
    cells: Mapping[Line, tuple[int, str]]


@dataclass(slots=True)
class _Made:
    """What is put together on the way through a report."""

    file: str
    number: int = 0
    blocks: list[Block] = field(default_factory=list)
    grids: list[_Unnamed] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)
    section: list[tuple[float, Block]] = field(default_factory=list)
    sources: dict[int, tuple[object, ...]] = field(default_factory=dict)

    def numbered(self, line: Line) -> int:
        """Return the next number; what has it was read from this line."""
        self.number += 1
        self.sources[self.number] = line.source
        return self.number

    def block(self, line: Line, spot: str, mark: Mark | None, level: int = 0) -> Block:
        """Return the next block."""
        where = _where(self.file, spot, line)
        return Block(self.numbered(line), line.text, where, level, mark, False, line.indent)


def assemble(
    file: str, items: Sequence[Item], margins: Iterable[Margin] = (), *, is_exact: bool = True
) -> Read:
    """Return the paper these items make, in their order."""
    marks, ranks = levels(items)
    stops = list(
        ranked(
            Stop(item.text, mark, level)
            for item, mark, level in zip(items, marks, ranks, strict=True)
            if isinstance(item, Line)
        )
    )
    spots = iter(zip(stops, places(stops), strict=True))
    made = _Made(file)
    for item, mark, level in zip(items, marks, ranks, strict=True):
        if isinstance(item, Table):
            _grid(item, made)
        else:
            stop, spot = next(spots)
            block = made.block(item, spot, mark, level)
            made.blocks.append(block)
            made.above.append(block)
            _enter(block, stop, made.section)
    grids = _named(made.grids, file)
    aside = _margins(margins, made)
    paper = Paper(file, tuple(made.blocks), grids, aside, is_exact=is_exact)
    return Read(paper, made.sources)


def _enter(block: Block, stop: Stop, section: list[tuple[float, Block]]) -> None:
    """Keep the headings a paragraph stands under, outermost first; an annex is above them all."""
    is_annex = stop.rank == 1 and ANNEX.fullmatch(block.text) is not None
    level = _ANNEX if is_annex else 0 if block.level == TITLE else block.level or stop.rank
    if not level:
        return
    while section and section[-1][0] >= level:
        section.pop()
    if block.level or is_annex:
        section.append((level, block))


def _where(file: str, spot: str, line: Line) -> Where:
    """Return a place; what stands near is said in brackets."""
    return Where(file, f"{spot}（{line.nearby}）" if line.nearby else spot)


def _grid(table: Table, made: _Made) -> None:
    cells: dict[Line, tuple[int, str]] = {}
    for row_number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell not in cells:
                cells[cell] = (made.numbered(cell), f" 第{row_number}行第{column}列")
    section = tuple(block for _, block in made.section)
    title, unit = titles.name(made.above, table.rows, section)
    made.grids.append(_Unnamed(title, unit, section, table, cells))
    made.above.clear()


def _named(grids: Sequence[_Unnamed], file: str) -> tuple[Grid, ...]:
    """Put each table's name into its cells' places: its own number where it has one."""
    told = [found[1] if (found := titles.NUMBERED.match(grid.title)) else "" for grid in grids]
    times = Counter(told)
    named = []
    for number, (grid, own) in enumerate(zip(grids, told, strict=True), 1):
        name = f"表{number}" if str(number) not in times else f"第{number}个表格"
        if own and times[own] == 1:
            name = f"表{own}"
        blocks = _blocks(grid, name, file)
        rows = tuple(tuple(map(blocks.__getitem__, row)) for row in grid.table.rows)
        named.append(Grid(number, grid.title, grid.unit, rows, grid.section))
    return tuple(named)


def _blocks(grid: _Unnamed, name: str, file: str) -> dict[Line, Block]:
    return {
        cell: Block(
            number,
            cell.text,
            _where(file, name + spot, cell),
            0,
            cell.mark or mark_of(cell.text),
            True,
            cell.indent,
        )
        for cell, (number, spot) in grid.cells.items()
    }


def _margins(margins: Iterable[Margin], made: _Made) -> tuple[Block, ...]:
    """Return what stands outside the text, each wording once for each kind."""
    seen: set[tuple[str, str]] = set()
    counts: Counter[str] = Counter()
    blocks = []
    for margin in margins:
        key = (margin.label, margin.line.text)
        if not margin.line.text or key in seen:
            continue
        seen.add(key)
        counts[margin.label] += 1
        spot = f"{margin.label}第{counts[margin.label]}段"
        blocks.append(made.block(margin.line, spot, mark_of(margin.line.text)))
    return tuple(blocks)
