"""Compile a template, only after every tag of it was judged."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from reportgen.document.program import PartProgram, Program
from reportgen.findings import ReportgenError
from reportgen.template import errors, translated
from reportgen.template.operations import names_used

if TYPE_CHECKING:
    from reportgen.template import Names


def compiled(template: bytes, known: Names) -> Program:
    """Return a template's program, or raise ReportgenError with the first thing wrong."""
    found = errors(template, known)
    if found:
        first = found[0]
        more = f"（另有 {len(found) - 1} 处）" if len(found) > 1 else ""
        raise ReportgenError(first.code, f"{first.where}：{first.message}{more}", first.remedy)
    made = translated(template, known)
    parts = tuple(PartProgram(p.name, p.operations, p.fixed, p.is_property) for p in made)
    used = set().union(*(names_used(part.operations) for part in parts))
    return Program(sha256(template).hexdigest(), tuple(sorted(used)), parts)
