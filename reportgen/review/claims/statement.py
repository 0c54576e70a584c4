"""One thing a report states: a subject has a value."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Span


class Statement(NamedTuple):
    """A value of a subject.

    ``kind`` is money, people, rate or points for a subject of the lexicon, else empty. ``role``
    is 年初预算, 调整后预算, 追加, 预算, 决算, empty, or ``?`` where it may be planned or not.
    ``scope`` holds the words that make it only a part (``财政拨款``), ``parent`` the subject it
    is listed under. ``value``, ``unit``, ``base``, ``half`` and ``measure`` are as in a Quantity.
    ``sentence`` is the number of the sentence in the case, -1 for a table; ``place`` says in
    words where it stands, ``grid`` which table and ``column`` which column of it, ``row`` the
    label of its row, ``is_total`` whether that is the row of the sum.
    """

    subject: str
    kind: str
    year: int | None
    role: str
    scope: frozenset[str]
    parent: str
    measure: str
    value: Decimal
    unit: str
    base: Decimal
    half: Decimal
    shown: str
    span: Span
    sentence: int = -1
    place: str = "文中"
    grid: int = 0
    column: int = -1
    row: str = ""
    is_total: bool = False

    @property
    def in_table(self) -> bool:
        """Tell whether it stands in a table."""
        return self.grid > 0

    @property
    def name(self) -> str:
        """Return the subject in quotation marks, once."""
        return self.subject if self.subject.startswith("“") else f"“{self.subject}”"


def told(one: Statement, year: str = "") -> str:
    """Return what a statement is of: ``2020年“基本支出”决算数``; a rate has no role."""
    has_role = one.role not in ("", "?") and one.kind not in ("rate", "points", "people")
    role = f"{one.role}数" if has_role and one.measure != "%" else ""
    return f"{year}{one.name}{role}"


def difference(one: Statement, other: Statement) -> str:
    """Return how far two statements are apart, in the unit of the first.

    >>> plain(Decimal("220500.00")), plain(Decimal("1E+1"))
    ('220500', '10')
    """
    gap = abs(one.base - other.base)
    if one.measure == "%":
        return f"{plain(gap * 100)}个百分点"
    return f"{plain(gap / size(one.unit))}{one.unit}"


def size(unit: str) -> Decimal:
    """Return how many of its measure one of a unit is.

    >>> size("公里"), size("万元/人"), size("个")
    (Decimal('1000'), Decimal('10000'), Decimal('1'))
    """
    _, factor = words("quantities")["units"].get(unit.partition("/")[0], ("", "1"))
    return Decimal(factor)


def plain(value: Decimal) -> str:
    """Return a number without needless zeros."""
    return f"{value.normalize():f}"


def rate_of_change(new: Decimal, old: Decimal) -> Decimal | None:
    """Return by which part of the old value the new one differs, None where that has no sense."""
    return (new - old) / old if old > 0 else None


def percent(share: Decimal) -> str:
    """Return a share as it is printed: two decimals.

    >>> percent(Decimal("0.052631")), percent(Decimal("-0.2908"))
    ('5.26%', '-29.08%')
    """
    return f"{(share * 100).quantize(Decimal('0.01'))}%"


def places(statements: Sequence[Statement]) -> str:
    """Return where statements stand: ``文中（2处）、表“…”合计行``."""
    counted: dict[str, int] = {}
    for each in statements:
        counted[each.place] = counted.get(each.place, 0) + 1
    return "、".join(
        place if count == 1 else f"{place}（{count}处）" for place, count in counted.items()
    )
