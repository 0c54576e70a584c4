"""What became of one form of a batch: all that the county's summary and the next run need."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from reportgen.findings import Finding


class State(Enum):
    """How far a form came."""

    DONE = "已生成"
    ERRORS = "有错误"
    UNREADABLE = "无法读取"
    TWICE = "重复报送"
    STOPPED = "中途停止"
    UNWRITTEN = "没有写成"
    BROKEN = "程序故障"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's points, in 分; ``points`` are None where it could not be scored."""

    name: str
    title: str
    weight: Decimal
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """What a form scored, in 分; ``total`` is None while any indicator has no points."""

    total: Decimal | None
    claimed: Decimal | None
    grade: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """One main figure: its value (a rate is a fraction), unit, decimals, and cell."""

    value: Decimal
    unit: str
    places: int
    spot: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph a clerk typed: its cell (``单位概况!B66``), which line of it, its words."""

    spot: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One form's result. Nothing in it tells the hour or the machine.

    ``form`` is the form's path below the input folder, with ``/``; ``folder`` that of its report
    below the output folder. ``unit`` is the unit's short name (灰山港镇), ``full_name`` its full
    one, each empty where the form could not be read. ``figures`` are by name, those that the
    pack's 汇总 sheet asks for, each with its last year's where the form has it. ``files`` maps
    the names of the written files in ``folder`` to their sha256; ``receipt`` is the name of the
    receipt that vouches for them. ``left`` are files of earlier runs of this form that were not
    written again, by their paths below the output folder. ``marks`` are the passages as
    likeness compares them, empty where they were not made yet.
    """

    form: str
    sha256: str
    state: State
    unit: str = ""
    full_name: str = ""
    findings: tuple[Finding, ...] = ()
    score: Score | None = None
    figures: Mapping[str, Amount] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    marks: str = ""
    folder: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    receipt: str = ""
    left: tuple[str, ...] = ()
