"""CK05 需要文字说明的地方没有说明。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import evaluate, spots
from reportgen.calculations.wording import said, sentence
from reportgen.figures import Paragraphs, Text
from reportgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.figures import Record
    from reportgen.findings import Where
    from reportgen.packs.model import CheckRow

CODE = "CK05"
VERB = "文字必填"


def check(row: CheckRow, record: Record) -> Iterator[Finding]:
    """Yield a finding when a text is blank though its figure asks for one.

    The text is asked for always where the right side is blank, else where the right side is
    further from zero than the tolerance. A blank text has no cell in the record, so the
    finding stands at the figure that asks for it.
    """
    name = row.left.terms[0].name
    if _is_written(name, record):
        return
    reason = ""
    places: tuple[Where, ...] = (row.where,)
    if row.right is not None:
        figure = evaluate(row.right, record)
        if figure is None or abs(figure.value) <= row.tolerance:
            return
        reason = f"，而{row.right}为 {said(figure)}"
        places = (*spots(row.right, record), row.where)
    yield Finding(
        CODE,
        row.severity,
        places[0],
        f"“{name}”没有填写{reason}。{sentence(row.note)}",
        f"填写“{name}”{'，写明原因' if row.right else ''}。",
        places[1:],
    )


def _is_written(name: str, record: Record) -> bool:
    value = record.get(name)
    if isinstance(value, Text):
        return bool(value.value.strip())
    if isinstance(value, Paragraphs):
        return any(line.strip() for line in value.value)
    return value is not None
