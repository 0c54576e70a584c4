"""Numbers of rules.xlsx within their bounds: decimals, points, tolerances, limits."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import notice

if TYPE_CHECKING:
    from reportgen.packs.entries import Entry

MOST_DECIMALS = 6
_DECIMALS = ("", *map(str, range(MOST_DECIMALS + 1)))
_QUOTED = 30
SUSPICIOUS = Decimal("1.5")
"""A rate beyond 150% that is written without % is more often 10% written as 10."""


def decimals(entry: Entry) -> int:
    """Return 小数位: 0 to 6, two where the cell is blank."""
    text = entry.text("小数位")
    if text in _DECIMALS:
        return int(text or 2)
    said = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    message = f"“小数位”写的是“{said}”，不是 0 到 {MOST_DECIMALS} 的整数。"
    remedy = f"写 0 到 {MOST_DECIMALS} 的整数，如 2；不要小数写 0。"
    entry.note("PK07", "小数位", message, remedy)
    return 2


def above_zero(entry: Entry, column: str, example: str) -> Decimal | None:
    """Return a number greater than zero (一步); None when blank or noted."""
    found = entry.number(column)
    if found is not None and found <= 0:
        message = f"“{column}”是 {found:f}，应当大于零。"
        entry.note("PK07", column, message, f"填写大于零的数，如 {example}。")
        return None
    return found


def not_negative(entry: Entry, column: str) -> Decimal | None:
    """Return a number that is zero or more (容差); None when blank or noted."""
    found = entry.number(column)
    if found is not None and found < 0:
        message = f"“{column}”是 {found:f}，不能小于零。"
        entry.note("PK07", column, message, "填写零或大于零的数。")
        return None
    return found


def points(entry: Entry, column: str) -> Decimal | None:
    """Return points (每步扣分): zero or more, and no percentage; None when blank or noted."""
    if entry.is_percent(column) and entry.number(column) is not None:
        message = f"“{column}”写成了百分数（{_as_percent(entry, column)}），这一栏是分数。"
        entry.note("PK07", column, message, "写成分数，如 0.5。")
        return None
    return not_negative(entry, column)


def _as_percent(entry: Entry, column: str) -> str:
    value = entry.number(column) or Decimal(0)
    return f"{(value * 100).normalize():f}%"


def low_and_high(entry: Entry) -> tuple[Decimal | None, Decimal | None]:
    """Return 下限 and 上限 in their order; noted when they are the wrong way round."""
    low, high = entry.number("下限"), entry.number("上限")
    if low is not None and high is not None and low > high:
        message = f"“下限”{low:f} 大于“上限”{high:f}，填什么数都不行。"
        entry.note("PK07", "下限", message, "核对下限和上限，看是不是写颠倒了。")
        return None, None
    return low, high


def doubt_percent(entry: Entry, column: str) -> None:
    """Add a notice where a rate seems to be written without its %."""
    if entry.is_percent(column):
        return
    value = entry.number(column)
    if value is not None and abs(value) > SUSPICIOUS:
        doubt(entry, column, f"“{column}”写的是 {value.normalize():f}", value)


def doubt(entry: Entry, column: str, said: str, value: Decimal) -> None:
    """Add the notice that a rate of this value may lack its %."""
    plain = value.normalize()
    message = f"{said}，就是 {(value * 100).normalize():f}%。是不是 {plain:f}%？"
    remedy = f"少写了 % 的，改为 {plain:f}%；确是 {(value * 100).normalize():f}% 的，写上 %。"
    entry.findings.append(notice("PK24", entry.where(column), message, remedy))
