"""The formulas of 算法 in the 指标 sheet: an indicator's value before any points."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.calculations import evaluate
from reportgen.figures import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.figures import Figure, Record
    from reportgen.packs.model import Indicator


@dataclass(frozen=True, slots=True)
class Measured:
    """What an indicator's figures come to.

    At most one of ``value`` and ``choice`` is there; neither where the record lacks a figure
    or where the division cannot be done. ``above`` and ``below`` are numerator and
    denominator of a rate (for 变动率 the numerator is the difference).
    """

    value: Decimal | None = None
    choice: Text | None = None
    above: Decimal | None = None
    below: Decimal | None = None

    @property
    def is_over_zero(self) -> bool:
        """Tell whether the denominator is there and is zero."""
        return self.below is not None and self.below == 0


def ratio(rule: Indicator, record: Record) -> Measured:
    """比率: the first operand as a fraction of the second."""
    pair = _pair(rule, record)
    return Measured() if pair is None else _divided(pair[0].value, pair[1].value)


def change_rate(rule: Indicator, record: Record) -> Measured:
    """变动率: (本期－基期)÷基期, as a fraction."""
    pair = _pair(rule, record)
    if pair is None:
        return Measured()
    return _divided(pair[0].value - pair[1].value, pair[1].value)


def amount(rule: Indicator, record: Record) -> Measured:
    """数值: the sum itself, in the indicator's unit."""
    found = evaluate(rule.operands[0], record)
    return Measured() if found is None else Measured(found.value)


def option(rule: Indicator, record: Record) -> Measured:
    """选项: the word chosen on the form."""
    chosen = record.get(rule.operands[0].terms[0].name)
    return Measured(choice=chosen) if isinstance(chosen, Text) else Measured()


FORMULAS = MappingProxyType({"比率": ratio, "变动率": change_rate, "数值": amount, "选项": option})
"""算法 of an indicator as rules.xlsx writes it, to its function."""


def _pair(rule: Indicator, record: Record) -> tuple[Figure, Figure] | None:
    first, second = (evaluate(operand, record) for operand in rule.operands)
    return None if first is None or second is None else (first, second)


def _divided(above: Decimal, below: Decimal) -> Measured:
    """Divide; nothing is divided by zero or by a negative base, which would turn the sign."""
    return Measured(above / below if below > 0 else None, above=above, below=below)
