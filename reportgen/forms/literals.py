"""Words, numbers and places as a formula of Excel has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.records.numbers import plain
from reportgen.workbook.cells import Address, ref

if TYPE_CHECKING:
    from decimal import Decimal

_LONGEST = 255
"""Excel refuses a formula with a longer piece of text in it."""


def words(text: str) -> str:
    r"""Return text as a formula has it, in pieces joined with & where it is long.

    >>> words('称"优"者'), words("一\n二")
    ('"称""优""者"', '"一"&CHAR(10)&"二"')
    """
    lines = ["&".join(_pieces(line)) for line in text.split("\n")]
    return "&CHAR(10)&".join(line or '""' for line in lines)


def _pieces(line: str) -> list[str]:
    cut = [line[start : start + _LONGEST] for start in range(0, len(line), _LONGEST)]
    return ['"' + piece.replace('"', '""') + '"' for piece in cut]


def number(value: Decimal) -> str:
    """Return a number as a formula has it, never with an exponent.

    >>> from decimal import Decimal
    >>> number(Decimal("1E+2")), number(Decimal("-0.050"))
    ('100', '(-0.05)')
    """
    text = plain(value)
    return f"({text})" if text.startswith("-") else text


def far(sheet: str, at: Address) -> str:
    """Return a cell as it is referred to from any sheet, wherever the formula is copied to.

    >>> far("镇's 表", (9, 4))
    "'镇''s 表'!$D$9"
    """
    title = sheet.replace("'", "''")
    return f"'{title}'!{fixed(at)}"


def fixed(at: Address) -> str:
    """Return a cell of the same sheet, wherever the formula is copied to.

    >>> fixed((9, 4))
    '$D$9'
    """
    letters = ref(at).rstrip("0123456789")
    return f"${letters}${at[0]}"
