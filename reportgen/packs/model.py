"""A pack in memory: the rows of rules.xlsx and where each tag of form.xlsx stands.

Rates and limits given in % in the workbook are fractions here (100% is 1).
Every row's ``cells`` are the places of its cells by the titles of their columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from reportgen.findings import Severity, Where
    from reportgen.workbook.cells import Address, Area


class Kind(Enum):
    """What a field holds (字段 sheet, column 类型)."""

    NUMBER = "数"
    TEXT = "文字"
    PARAGRAPHS = "段落"
    DATE = "日期"
    CHOICE = "选项"
    TABLE = "表"


@dataclass(frozen=True, slots=True)
class Field:
    """One name the clerk fills in. A table's columns are fields named ``表.列``.

    ``choices_from`` is the column of another list whose filled cells are the choices
    (``项目支出.名称``); ``choices`` is then empty.
    """

    name: str
    kind: Kind
    unit: str
    places: int
    required: bool
    low: Decimal | None
    high: Decimal | None
    choices: tuple[str, ...]
    prior_name: str
    hint: str
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)
    choices_from: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One signed part of a sum: ``name`` itself, or ``function(name)``.

    ``function`` is empty, 合计 or 平均 (of a table's column ``表.列``), or 计数 (of a table).
    """

    sign: int
    function: str
    name: str

    def __str__(self) -> str:
        """Print the term without its sign, as the pack has it."""
        return f"{self.function}({self.name})" if self.function else self.name


@dataclass(frozen=True, slots=True)
class Sum:
    """A signed sum of terms: ``上年结转 + 年初预算 - 年末结余``."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        """Print as the pack has it, with full-width signs."""
        parts = (("＋" if term.sign > 0 else "－") + str(term) for term in self.terms)
        return "".join(parts).removeprefix("＋")


@dataclass(frozen=True, slots=True)
class Calculation:
    """One computed figure (计算). ``operands`` are the sums parted by ；in 取数.

    One named ``清单.列`` is computed for every row of the list.
    """

    name: str
    verb: str
    operands: tuple[Sum, ...]
    unit: str
    places: int
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One agreement (勾稽)."""

    verb: str
    left: Sum
    right: Sum | None
    tolerance: Decimal
    severity: Severity
    note: str
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Band:
    """One step of 分档: ``≤10% 4``. ``test`` is one of ≤ < ≥ > =, or 其余 (matches all).

    For 按选项 the test is ``选`` and ``choice`` is the option's text.
    """

    test: str
    limit: Decimal
    points: Decimal
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One third-level indicator (指标); only these are scored.

    ``formula`` is 算法 (比率, 变动率, 数值, 选项 or empty for 人工评分), ``scoring`` is 评分.
    """

    name: str
    dimension: str
    category: str
    title: str
    weight: Decimal
    formula: str
    operands: tuple[Sum, ...]
    unit: str
    scoring: str
    limit: Decimal | None
    step: Decimal | None
    points_per_step: Decimal | None
    part_step: str
    bands: tuple[Band, ...]
    zero_denominator: str
    standard: str
    explanation: str
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale (等级): the word ``label`` when ``figure`` is at least ``floor``."""

    name: str
    figure: str
    label: str
    floor: Decimal
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit of the county (名单): its short name, and how else it may rightly be written."""

    name: str
    others: tuple[str, ...]
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Headline:
    """One main figure of the county's summary (汇总).

    ``prior`` is the name of last year's value, empty where the form does not ask for it.
    ``summed`` tells whether the values of all units may be added up.
    """

    name: str
    prior: str
    summed: bool
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Trial:
    """One sentence that the report of an example must hold, or must not (试例).

    ``form`` is the name of a filled-in form in the pack's folder of examples.
    """

    form: str
    wanted: bool
    text: str
    where: Where
    cells: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)


def place(
    row: Field | Calculation | CheckRow | Indicator | Grade | Listed | Headline | Trial,
    column: str,
) -> Where:
    """Return the cell of a row under a title (取数, 分档); the row's own place if unknown."""
    return row.cells.get(column, row.where)


@dataclass(frozen=True, slots=True)
class Slot:
    """One tag's cell on the form as issued."""

    name: str
    sheet: str
    address: Address


@dataclass(frozen=True, slots=True)
class TableSlot:
    """A list's place on the form: its sample row, and which column of the sheet is which.

    The list ends before ``end``, the next row with words below it (0 where there is none).
    """

    name: str
    sheet: str
    row: int
    columns: Mapping[str, int]
    end: int


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet as issued: fixed words by address, and the cells that hold values.

    ``live`` are cells whose words are made from typed values (``填报单位：{{ 单位全称 }}``), or
    hold a formula of the editor's own: shown to the clerk, never read back.
    ``sample_row`` and ``added_rows`` say where the list of indicators was unfolded.
    """

    title: str
    labels: Mapping[Address, str]
    slots: tuple[Slot, ...]
    tables: tuple[TableSlot, ...]
    live: Mapping[Address, str]
    merges: tuple[Area, ...] = ()
    sample_row: int = 0
    added_rows: int = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """One year's format: what is asked, what must agree, what scores, what is printed.

    ``fact_places`` are the 内容 cells of 说明. ``unreadable`` names the sheets of rules.xlsx
    that are missing or whose titles are not as they should be: what would be said of names
    that stand there is not worth saying before they are mended. ``roster``, ``headlines`` and
    ``trials`` are empty where the pack has no sheet 名单, 汇总 or 试例.
    """

    folder: Path
    year: int
    name: str
    facts: Mapping[str, str]
    fields: Mapping[str, Field]
    calculations: tuple[Calculation, ...]
    checks: tuple[CheckRow, ...]
    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    layout: tuple[SheetLayout, ...]
    fingerprint: str
    form_fingerprint: str
    fact_places: Mapping[str, Where] = field(default_factory=dict, repr=False, compare=False)
    unreadable: frozenset[str] = frozenset()
    roster: tuple[Listed, ...] = ()
    headlines: tuple[Headline, ...] = ()
    trials: tuple[Trial, ...] = ()
