"""Read report.docx once: judge its tags, and turn what a person wrote into operations."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from reportgen.findings import Severity
from reportgen.template.known import Names, names, plain

if TYPE_CHECKING:
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack
    from reportgen.template.outline import Spot
    from reportgen.template.translation import Translated

_ERRORS: dict[tuple[str, str], tuple[Finding, ...]] = {}
"""Of the template linted last: whoever prints a pack has mostly vetted it a moment before."""

__all__ = ["Names", "errors", "lint", "names", "plain", "tags_of", "translated", "unused"]


def lint(template: bytes, known: Names, year: int = 0) -> list[Finding]:
    """Return everything wrong with a template, part by part; ``year`` is the pack's, if known."""
    from reportgen.template import linting as room

    found = room.lint(template, known, year)
    _ERRORS.clear()
    _ERRORS[_key(template, known)] = tuple(f for f in found if f.severity is Severity.ERROR)
    return found


def errors(template: bytes, known: Names) -> tuple[Finding, ...]:
    """Return what keeps a template from being printed; one just linted is not judged again."""
    if _key(template, known) not in _ERRORS:
        lint(template, known)
    return _ERRORS[_key(template, known)]


def _key(template: bytes, known: Names) -> tuple[str, str]:
    return sha256(template).hexdigest(), plain(known)


def unused(template: bytes, pack: Pack) -> list[Finding]:
    """Return a 提醒 for each field that neither the report prints nor any rule uses."""
    from reportgen.template import leftover as room

    return room.unused(template, pack)


def translated(template: bytes, known: Names) -> tuple[Translated, ...]:
    """Return the operations of every part that holds tags; the template must lint clean."""
    from reportgen.template import translation as room

    return room.translated(template, known)


def tags_of(template: bytes, part: str, expression: list[Any]) -> list[Spot]:
    """Return the tags of a part that hold an expression: where its value failed to print."""
    from reportgen.template import search as room

    return room.spots_of(template, part, expression)
