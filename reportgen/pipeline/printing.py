"""A judged form → the bytes of its report, and the report's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import context
from reportgen.outputs.names import safe_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from reportgen.document.program import Program
    from reportgen.packs.model import Pack
    from reportgen.prose.printable import Context

_NAME_FACT = "报告文件名"
_TEMPLATES: dict[tuple[Path, str], tuple[Program, bytes]] = {}
"""The one last used: forms come by the hundred, packs one at a time."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as printed, and every name its template asks for."""

    docx: bytes
    names: Collection[str]


def printed(pack: Pack, told: Context) -> Printed:
    """Return the report that a context gives, whatever is wrong with its figures."""
    from reportgen import document

    program, source = template_of(pack)
    return Printed(document.render(program, source, told), program.names)


def template_of(pack: Pack) -> tuple[Program, bytes]:
    """Return a pack's template, compiled once for all the reports of a run.

    Raises ReportgenError with the first finding where the template does not lint clean.
    """
    from reportgen import document, template

    key = (pack.folder, pack.fingerprint)
    if key not in _TEMPLATES:
        source = (pack.folder / "report.docx").read_bytes()
        _TEMPLATES.clear()
        _TEMPLATES[key] = (document.compiled(source, template.names(pack)), source)
    return _TEMPLATES[key]


def stem(pack: Pack, told: Context, otherwise: str) -> str:
    """Return the report's file name without ending, as the pack words it."""
    return safe_name(context.said(pack.facts.get(_NAME_FACT, otherwise), told))
