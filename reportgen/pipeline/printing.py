"""A judged form → the bytes of its report, and the report's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import context
from reportgen.outputs.names import safe_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from reportgen.figures import Record
    from reportgen.packs.model import Pack
    from reportgen.scores import Scores

_NAME_FACT = "报告文件名"


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as printed, and every name its template asks for."""

    docx: bytes
    names: Collection[str]


def printed(pack: Pack, record: Record, scores: Scores) -> Printed:
    """Return the report these figures give, whatever is wrong with them."""
    from reportgen import document, template

    source = (pack.folder / "report.docx").read_bytes()
    program = document.compiled(source, template.names(pack))
    told = context.build(pack, record, scores)
    return Printed(document.render(program, source, told), program.names)


def stem(pack: Pack, record: Record, scores: Scores, otherwise: str) -> str:
    """Return the report's file name without ending, as the pack words it."""
    told = context.build(pack, record, scores)
    return safe_name(context.said(pack.facts.get(_NAME_FACT, otherwise), told))
