"""What is wrong, where, and what to do: the one currency every room pays in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


LIST_SHEET = "问题清单"
"""The sheet that an annotated copy of a form begins with."""


class Severity(Enum):
    """错误 stops the report; 提醒 walks along."""

    ERROR = "错误"
    NOTICE = "提醒"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place a person can open: a file and a spot in it.

    The spot of a workbook is ``基础数据表!D9``, of a Word file ``三、（二）第3段``.
    """

    file: str
    spot: str = ""

    def __str__(self) -> str:
        """Print as ``灰山港镇.xlsx 基础数据表!D9``."""
        return f"{self.file} {self.spot}".rstrip()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: the numbers that prove it, and a remedy that starts with a verb."""

    code: str
    severity: Severity
    where: Where
    message: str
    remedy: str
    related: tuple[Where, ...] = ()


class ReportgenError(Exception):
    """A broken world: no such file, locked, not a workbook. Its text is meant for the user."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        """Keep the three parts apart, so that JSON and the screen can each print them."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def error(
    code: str, where: Where, message: str, remedy: str, related: Iterable[Where] = ()
) -> Finding:
    """Return a finding that stops the report."""
    return Finding(code, Severity.ERROR, where, message, remedy, tuple(related))


def notice(
    code: str, where: Where, message: str, remedy: str, related: Iterable[Where] = ()
) -> Finding:
    """Return a finding that walks along with the report."""
    return Finding(code, Severity.NOTICE, where, message, remedy, tuple(related))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding stops the report."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def near(word: str, known: Iterable[str]) -> str:
    """Return a question that offers the nearest known word, empty when none is near.

    >>> near("三公经费决算书", ["三公经费决算数", "编制数"])
    '是不是“三公经费决算数”？'
    """
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), 1, 0.5)
    return f"是不是“{found[0]}”？" if found else ""


def as_text(finding: Finding) -> str:
    """Return a finding as the lines a person reads.

    Places in the finding's own file are named without repeating the file.
    """
    lines = [
        f"{finding.where}  {finding.severity.value} {finding.code}",
        f"  {finding.message}",
        f"  办法：{finding.remedy}",
    ]
    if finding.related:
        others = (
            place.spot if place.file == finding.where.file and place.spot else str(place)
            for place in finding.related
        )
        lines.append(f"  另见：{'、'.join(others)}")
    return "\n".join(lines)


def as_json(finding: Finding) -> dict[str, object]:
    """Return a finding as plain data for another program."""
    return {
        "编号": finding.code,
        "级别": finding.severity.value,
        "文件": finding.where.file,
        "位置": finding.where.spot,
        "问题": finding.message,
        "办法": finding.remedy,
        "另见": [str(place) for place in finding.related],
    }
