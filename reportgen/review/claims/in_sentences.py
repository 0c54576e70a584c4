"""The statements of a report's sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.review.claims.context import is_of_a_plan, own_names, sections
from reportgen.review.claims.in_text import Reader, Said
from reportgen.review.claims.statement import Statement
from reportgen.review.claims.subjects import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity, Sentence
    from reportgen.review.model import Case


def read(case: Case) -> Iterator[Statement]:
    """Yield the statements of all sentences outside of tables."""
    under, own = sections(case.paper), own_names(case)
    for at, (sentence, quantities) in enumerate(zip(case.sentences, case.quantities, strict=True)):
        block = sentence.block
        if block.is_cell or block.level or not quantities:
            continue
        heads = under.get(block.number, "")
        if is_of_a_plan(heads):
            continue
        for said in _stated(case.year, own, sentence, heads, quantities):
            yield _statement(said, quantities[said.number], at)


_heard: dict[tuple[object, ...], tuple[Said, ...]] = {}


def _stated(
    year: int | None,
    own: tuple[str, ...],
    sentence: Sentence,
    heads: str,
    quantities: tuple[Quantity, ...],
) -> tuple[Said, ...]:
    """Return what a sentence states; of one that stood in another report too it is remembered."""
    key = (sentence.block.text, sentence.start, heads, year, own)
    if key not in _heard:
        if len(_heard) >= KEPT:
            del _heard[next(iter(_heard))]
        _heard[key] = tuple(Reader(year, own, sentence, heads).statements(quantities))
    return _heard[key]


def _statement(said: Said, quantity: Quantity, at: int) -> Statement:
    return Statement(
        said.subject,
        said.kind,
        said.year,
        said.role,
        said.scope,
        said.parent,
        said.measure,
        quantity.value,
        quantity.unit,
        quantity.base,
        quantity.half,
        quantity.text,
        quantity.span,
        at,
    )
