"""What became different between two packs, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.findings import Finding


class Kind(Enum):
    """What happened to a row, a cell or a sentence."""

    ADDED = "新增"
    GONE = "删去"
    RENAMED = "改名"
    CHANGED = "修改"
    MOVED = "移动"
    ORDER = "次序"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One column of a row, or the words of a sentence: as it was, as it is."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``section`` is a sheet of rules.xlsx, 分值, 填报表 or 报告.

    ``name`` says of what; ``old_place`` is set where it stood elsewhere, or stands no more.
    ``text`` are the words of what came or went.
    """

    section: str
    kind: Kind
    name: str
    place: str = ""
    old_place: str = ""
    aspects: tuple[Aspect, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, and what could not be read of either pack.

    ``same_bytes`` tells whether the three files are the same to the last byte.
    """

    changes: tuple[Change, ...]
    old_findings: tuple[Finding, ...]
    new_findings: tuple[Finding, ...]
    same_bytes: bool
