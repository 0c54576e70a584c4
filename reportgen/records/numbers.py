"""Number text to the number a person meant, or why it is none; never a guess.

One grammar: a sign, digits with thousands commas in their places, decimals, a unit. Typing
habits (full-width digits, blanks, brackets for minus) are cleaned and said; a unit is compared
with the field's; anything else is refused. No value here is ever worked out through float
arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from reportgen.records.nothing import is_placeholder
from reportgen.records.words import clean, key
from reportgen.workbook.cells import CellKind
from reportgen.workbook.formats import is_day, is_percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.workbook.cells import Cell

PERCENT = "%"
MOST = Decimal(10) ** 15
_LEAST = Decimal(10) ** -15
_EXCEL = Context(prec=15, rounding=ROUND_HALF_UP)
_MANY_FOLD = Decimal("1.5")

MONEY: Mapping[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(10) ** 3,
    "万元": Decimal(10) ** 4,
    "万": Decimal(10) ** 4,
    "百万元": Decimal(10) ** 6,
    "千万元": Decimal(10) ** 7,
    "亿元": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
}
"""What one of each is worth in 元: the only units turned into one another."""
_SAME_UNIT = {"平方米": "m2", "平米": "m2", "％": PERCENT}

_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，＋－−﹣‐‑–％（）ＥｅＮＡ", "0123456789.,+------%()EeNA"
)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))"
    r"(?P<tail>(?:\.\d+)?(?:[Ee][+-]?\d{1,3})?)"
    r"\s*(?P<unit>%|(?:[A-Za-z㎡\u4e00-\u9fff][A-Za-z0-9²㎡\u4e00-\u9fff]{0,5})?)",
    re.ASCII,
)
_STORED = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?", re.ASCII)
_SHORT = re.compile(r"-?[1-9][0-9]{0,9}(?:\.[0-9]{0,3}[1-9])?|0(?:\.[0-9]{0,3}[1-9])?")
"""Most numbers: no exponent, no idle nought, few enough digits for any way of rounding."""
_BRACKETED = re.compile(r"\(([^()+-]*)\)([^()]*)")
_COMMAS = re.compile(r"[+-]?[\d,.]*,[\d,.]*\D*", re.ASCII)
_ORDINARY = re.compile(r"-?\d+(\.\d+)?%?", re.ASCII)
"""What Excel itself takes as a number or a rate: nothing to be said about it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: its value, what was cleaned, or why there is none.

    A rate (unit ``%``) is a fraction: 8.15% is 0.0815. Exactly one of ``value``, ``problem``
    and ``missing`` is set. ``note`` and ``problem`` are Chinese clauses without a full stop,
    fit to stand behind what the cell says: 填的是“3-5”，不是一个数。
    """

    value: Decimal | None = None
    note: str = ""
    problem: str = ""
    missing: bool = False


def as_number(cell: Cell, unit: str) -> Number:
    """Return the number a cell holds, in the field's unit.

    A cell shown as per cent holds a fraction already; in any other cell a rate is in per cent.
    """
    match cell.kind:
        case CellKind.NUMBER:
            return stored(cell.text, unit, cell.number_format)
        case CellKind.TEXT:
            return typed(cell.text, unit)
        case CellKind.ERROR:
            return Number(problem="是错误值")
        case CellKind.UNCALCULATED:
            return Number(problem="是公式，但没有计算结果")
        case CellKind.BOOLEAN:
            return Number(problem="是逻辑值，不是数")


def stored(text: str, unit: str = "", number_format: str = "General") -> Number:
    """Return a number Excel stored, as Excel shows it: 15 digits.

    >>> stored("9224.969999999999").value, stored("0.0815", "%", "0.00%").value
    (Decimal('9224.97'), Decimal('0.0815'))
    >>> stored("8.15", "%").value, stored("1E999").problem
    (Decimal('0.0815'), '不是一个有限的数')
    """
    if _SHORT.fullmatch(text):  # Excel shows it as it is stored
        value = Decimal(text)
    else:
        if not _STORED.fullmatch(text):
            return Number(problem="不是一个数")
        value = Decimal(f"{float(text):.15g}")
        if not value.is_finite():
            return Number(problem="不是一个有限的数")
        if abs(value) > MOST:
            return Number(problem="超过 15 位，不会是填报的数")
        value = _as_excel(value)
    return _rate(value, number_format) if unit == PERCENT else _count(value, number_format)


def typed(text: str, unit: str) -> Number:
    """Return the number typed as text, in the field's unit.

    >>> typed("１,９２２.７６", "万元").value, typed("１,９２２.７６", "万元").note
    (Decimal('1922.76'), '按 1922.76 读取')
    >>> typed("57.35亿元", "万元").value, typed("8.15%", "%").value, typed("——", "").missing
    (Decimal('573500'), Decimal('0.0815'), True)
    >>> typed("92,24.97", "万元").problem, typed("约95", "人").problem
    ('千分位逗号的位置不对', '不是一个数')
    """
    if is_placeholder(text):
        return Number(missing=True)
    bare = clean(text).text.strip().lstrip("'’‘").strip().translate(_HALF_WIDTH)
    bracketed = _BRACKETED.fullmatch(bare)
    if bracketed:
        bare = f"-{bracketed[1]}{bracketed[2]}"
    found = _NUMBER.fullmatch(bare)
    if not found:
        commas = _COMMAS.fullmatch(bare)
        return Number(problem="千分位逗号的位置不对" if commas else "不是一个数")
    value = Decimal("".join(found.group("sign", "digits", "tail")).replace(",", ""))
    if abs(value) > MOST:
        return Number(problem="超过 15 位，不会是填报的数")
    return _in_unit(_as_excel(value), text, found["unit"], unit)


def plain(value: Decimal) -> str:
    """Return a number's digits without an exponent or idle zeros.

    >>> plain(Decimal("1E+3")), plain(Decimal("8116.90")), plain(Decimal("0E-9"))
    ('1000', '8116.9', '0')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_excel(value: Decimal) -> Decimal:
    """Round to the 15 digits Excel keeps; what is left of a subtraction, 1E-14, is nought."""
    value = _EXCEL.plus(value)
    return Decimal(0) if abs(value) < _LEAST else Decimal(plain(value))


def _count(value: Decimal, number_format: str) -> Number:
    """Return a number that is no rate; what its cell shows may look otherwise."""
    if is_day(number_format):
        return Number(value, f"单元格是日期格式，按数 {plain(value)} 读取")
    if is_percent(number_format) and value:
        return Number(value, f"单元格显示为 {plain(value * 100)}%，按数 {plain(value)} 读取")
    return Number(value)


def _rate(value: Decimal, number_format: str) -> Number:
    if not is_percent(number_format):
        return _per_cent(value)
    if abs(value) > _MANY_FOLD:
        return Number(value, f"单元格是 {plain(value * 100)}%，请核对是否多写了一百倍")
    return Number(value)


def _per_cent(value: Decimal) -> Number:
    """Return a rate given in per cent; one up to 1 may have been meant as a fraction."""
    note = ""
    if 0 < abs(value) <= 1:
        larger = plain(value * 100)
        note = f"按 {plain(value)}% 读取；如应为 {larger}%，请改填 {larger}"
    return Number(value.scaleb(-2), note)


def _in_unit(value: Decimal, text: str, found: str, unit: str) -> Number:
    """Return a typed number in the field's unit, with a note on what was cleaned."""
    given, wanted = (_SAME_UNIT.get(key(each), key(each)) for each in (found, unit))
    if not given and unit == PERCENT:
        return _per_cent(value)
    if given and given != wanted:
        if given not in MONEY or wanted not in MONEY:
            return Number(problem=_other_unit(found, unit))
        value = _as_excel(value * MONEY[given] / MONEY[wanted])
    note = _cleaned(text, plain(value) + (unit if given else ""))
    return Number(value.scaleb(-2) if unit == PERCENT else value, note)


def _cleaned(text: str, shown: str) -> str:
    """Return the note on a number that was not typed plainly.

    Blanks around it are worth a note: with them, Excel's own totals leave the cell out.
    """
    if _ORDINARY.fullmatch(text):
        return ""
    only_blanks = _ORDINARY.fullmatch(text.strip())
    return f"去掉空格后按 {shown} 读取" if only_blanks else f"按 {shown} 读取"


def _other_unit(given: str, unit: str) -> str:
    if not unit:
        return f"其中的“{given}”不应填入，本栏只填数"
    return f"其中的“{given}”不是本栏单位“{unit}”"
