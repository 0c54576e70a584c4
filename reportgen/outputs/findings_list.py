"""The 问题清单 as a text file: the gravest first, each at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Severity, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.findings import Finding


def findings_list(title: str, findings: Iterable[Finding]) -> bytes:
    """Return the list as UTF-8 with a mark at its start and lines ended as Windows does.

    Notepad before Windows 10 takes a file without the mark for GBK, and a file with bare
    line feeds for one line. ``title`` says what was checked: ``灰山港镇.xlsx``.
    """
    ordered = sorted(findings, key=_rank)
    errors = sum(finding.severity is Severity.ERROR for finding in ordered)
    head = [f"问题清单　{title}", _summary(errors, len(ordered) - errors)]
    blocks = [f"{number}. {as_text(each)}" for number, each in enumerate(ordered, start=1)]
    text = "\n\n".join(["\n".join(head), *blocks]) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig", "backslashreplace")


def _summary(errors: int, notices: int) -> str:
    if errors:
        return f"错误 {errors} 处，提醒 {notices} 处。有错误时不生成正式报告。"
    if notices:
        return f"没有错误，提醒 {notices} 处。"
    return "没有发现问题。"


def _rank(finding: Finding) -> tuple[bool, str, tuple[object, ...], str, str]:
    """Errors first, then file, sheet, row and column: D9 stands before D10."""
    where = finding.where
    notice = finding.severity is not Severity.ERROR
    return (notice, where.file, _spot(where.spot), finding.code, finding.message)


def _spot(spot: str) -> tuple[object, ...]:
    """Part a spot into words and numbers, so that numbers sort as numbers."""
    import re

    sheet, _, cell = spot.rpartition("!")
    if found := re.fullmatch(r"([A-Z]{1,3})([0-9]+).*", cell):
        column, row = found.groups()
        return (sheet, 0, int(row), len(column), column, spot)
    digits = re.findall(r"[0-9]+|[^0-9]+", spot)
    parts = tuple((0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in digits)
    return (sheet, 1, parts, spot)
