"""Compile a template, only after every tag of it was judged."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from reportgen.document.program import PartProgram, Program
from reportgen.findings import ReportgenError, Severity
from reportgen.template import lint, translated
from reportgen.template.operations import names_used

if TYPE_CHECKING:
    from reportgen.template import Names


def compiled(template: bytes, known: Names) -> Program:
    """Return a template's program, or raise ReportgenError with the first thing wrong."""
    errors = [each for each in lint(template, known) if each.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        more = f"（另有 {len(errors) - 1} 处）" if len(errors) > 1 else ""
        raise ReportgenError(first.code, f"{first.where}：{first.message}{more}", first.remedy)
    found = translated(template, known)
    parts = tuple(PartProgram(p.name, p.operations, p.fixed, p.is_property) for p in found)
    used = set().union(*(names_used(part.operations) for part in parts))
    return Program(sha256(template).hexdigest(), tuple(sorted(used)), parts)
