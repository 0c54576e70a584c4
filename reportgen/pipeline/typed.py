"""The texts a clerk typed, reviewed as the sentences of a report are, each at its own cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen import review as reviews
from reportgen.figures import Paragraphs, Table, Text
from reportgen.packs.model import Kind
from reportgen.papers.model import Block, Paper
from reportgen.review import case as cases
from reportgen.workbook.cells import address_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reportgen.figures import Record, Value
    from reportgen.findings import Where
    from reportgen.packs.model import Pack
    from reportgen.review.model import Fault
    from reportgen.workbook.cells import Address, Book

FREE = (Kind.TEXT, Kind.PARAGRAPHS)
"""Kinds of fields that hold a clerk's own words."""
AGENCY_FACT = "单位字段"


def faults(paper: Paper, pack: Pack, agency: str) -> list[Fault]:
    """Return what is wrong in the words of a form; figures in cells of their own are not words."""
    return reviews.run(cases.read(paper, pack, agency, pack.year))


def agency(record: Record, pack: Pack) -> str:
    """Return the name of the unit that filled the form, empty when it did not say."""
    named = record.get(pack.facts.get(AGENCY_FACT, ""))
    return named.value if isinstance(named, Text) else ""


def paper(record: Record, pack: Pack, book: Book, kinds: Collection[Kind] = FREE) -> Paper:
    """Lay the typed texts out in the order of the form, each line a paragraph."""
    order = {sheet.title: number for number, sheet in enumerate(book.sheets)}
    typed = sorted(
        (each for name, value in record.items() for each in _texts(name, value, pack, kinds)),
        key=lambda each: _place(each[0], order),
    )
    lines = [(where, line) for where, text in typed for line in text if line.strip()]
    blocks = (Block(number, line, where) for number, (where, line) in enumerate(lines, 1))
    return Paper(book.file, tuple(blocks), is_report=False)


def _texts(
    name: str, value: Value, pack: Pack, kinds: Collection[Kind]
) -> Iterator[tuple[Where, tuple[str, ...]]]:
    if isinstance(value, Table):
        for row in value.rows:
            for column, each in row.items():
                yield from _texts(f"{name}.{column}", each, pack, kinds)
    elif (field := pack.fields.get(name)) and field.kind in kinds:
        if isinstance(value, Text):
            yield value.where, (value.value,)
        elif isinstance(value, Paragraphs):
            yield value.where, value.value


def _place(where: Where, order: dict[str, int]) -> tuple[int, Address, str]:
    sheet, _, cell = where.spot.rpartition("!")
    return (order.get(sheet, len(order)), address_of(cell) or (0, 0), where.spot)
