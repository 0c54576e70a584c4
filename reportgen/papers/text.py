"""A text file → lines and tables, each with its line in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.papers import refusals
from reportgen.papers.contents import without_contents
from reportgen.papers.decoding import lines
from reportgen.papers.items import Line, indent_of, rectangle
from reportgen.papers.printed_lines import joined
from reportgen.papers.text_tables import tables
from reportgen.papers.wrapped import going_on

if TYPE_CHECKING:
    from reportgen.papers.items import Item
    from reportgen.papers.text_tables import Found


def items(text: str) -> list[Item]:
    """Return what a text says in its order; blank lines part nothing but tables."""
    written = lines(text)
    if len(written) > 4 * refusals.MOST_PARAGRAPHS:
        raise refusals.too_much("行数", refusals.MOST_PARAGRAPHS)
    found = {table.start: table for table in tables(written)}
    inside = {at for table in found.values() for at in range(table.start, table.end)}
    broken = going_on(written, inside)
    made: list[Item] = []
    at = 0
    while at < len(written):
        if at in found:
            made += _table(found[at])
            at = found[at].end
            continue
        before = made[-1] if made else None
        if at in broken and isinstance(before, Line):
            made[-1] = Line(joined([before.text, written[at].strip()]), nearby=before.nearby)
        elif words := written[at].strip():
            made.append(Line(words, nearby=f"第{at + 1}行"))
        at += 1
    return without_contents(made)


def _table(found: Found) -> list[Item]:
    rows = [
        [Line(text.strip(), nearby=f"第{line}行", indent=indent_of(text)) for text, line in row]
        for row in found.rows
    ]
    table = rectangle(rows)
    return [table] if table else []
