"""The example's report, built once for all tests that read it."""

from __future__ import annotations

from functools import cache

from reportgen import pipeline
from reportgen.pipeline import Built
from tests.helpers import reading
from tests.helpers.forms import EXAMPLE
from tests.helpers.packs import PACK


@cache
def example_report() -> Built:
    """Return the example's report as built."""
    return pipeline.build_one(EXAMPLE, PACK)


@cache
def example_text() -> str:
    """Return the text a reader sees, tables row by row."""
    docx = example_report().docx
    assert docx is not None
    return reading.read_text(docx)
