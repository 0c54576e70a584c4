"""Fill the Word file: compile the template once, then print as many reports as there are.

A report costs text, a strict parse and the deflating of the parts that changed: less than a
twentieth of docxtpl's time (python -m benchmarks.render). docxtpl and jinja2 are met only in
compiling, never in filling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.document.program import Program
    from reportgen.findings import Finding
    from reportgen.prose import Context
    from reportgen.template import Names

__all__ = ["as_draft", "compile", "compiled", "render"]


def compiled(template: bytes, known: Names) -> Program:
    """Return a template's program, from the user's cache where it was compiled before."""
    from reportgen.document import cache

    return cache.compiled(template, known, compile)


def compile(template: bytes, known: Names) -> Program:  # noqa: A001  the room's own verb
    """Return a template's program.

    Raises ReportgenError with the first finding where the template does not lint clean.
    """
    from reportgen.document.compiling import compiled

    return compiled(template, known)


def render(program: Program, template: bytes, context: Context) -> bytes:
    """Return the filled report as the bytes of a .docx; the same input gives the same bytes.

    Every value is escaped, the result is parsed strictly and must hold all the fixed text of
    the template, else ReportgenError.
    """
    from reportgen.document.fill import fill

    return fill(program, template, context)


def as_draft(docx: bytes, findings: Iterable[Finding]) -> bytes:
    """Return a filled report marked 草稿 on every page, its findings listed before page one."""
    from reportgen.document import draft

    return draft.as_draft(docx, findings)
