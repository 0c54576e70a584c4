"""Everything that can be said of a pack: what a lint sees, and what only trying it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import has_errors
from reportgen.pipeline import check_pack

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.findings import Finding
    from reportgen.packs.model import Pack


def vet(folder: Path) -> tuple[Pack, list[Finding]]:
    """Vet a pack, then print it with made-up values and run its examples.

    What has errors cannot be printed: then only the lint's findings are told.
    Raises ReportgenError (PK01) where it is no pack.
    """
    from reportgen.editor import opening, proving, trials

    with opening.named():
        pack, findings = check_pack(folder)
    if pack.unreadable or has_errors(findings):
        return pack, findings
    return pack, [*findings, *proving.prove(pack), *trials.run(pack)]
