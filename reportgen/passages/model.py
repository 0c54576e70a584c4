"""What a sentence says in numbers: a quantity knows its name, unit, year and direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportgen.papers.model import Span

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.papers.model import Block

MONEY, RATE, POINTS_OF_RATE = "元", "%", "百分点"


class Sentence(NamedTuple):
    """From one full stop to the next inside a block: ``text`` with its stop, ``end`` after it."""

    block: Block
    start: int
    end: int
    text: str


class Read(NamedTuple):
    """A number and its unit where they stand in the sentence, before anything is said of it."""

    value: Decimal
    printed: str
    unit: str
    per: str
    about: bool
    start: int
    end: int


class Quantity(NamedTuple):
    """One number of a text with what the words around it say of it.

    ``value`` is as printed (9248.84 of 9248.84万元), negative only with a minus sign; a number
    in Chinese characters is read too. ``unit`` is as printed: 万元, 亿元, 元, 人, 个, %, 百分点,
    empty where none is. ``measure`` is what units can be compared by: 元 for all money, else
    the unit itself. ``base`` is the value in the measure's own unit: 92488400 for 9248.84万元,
    0.0026 for 0.26% and for 0.26个百分点. ``half`` is half of the last printed digit in that unit:
    two printings of one number differ by less than the sum of their halves.
    ``start`` and ``end`` are places in the block, unit included.
    ``name`` is what the number is of, taken from the words before it, without years, verbs and
    the unit's own name: ``一般公共预算财政拨款收入``; where those are no more than a verb, with the
    counted noun behind it: ``聘请村级保洁员`` of ``聘请150名村级保洁员``. It is empty where the
    words name nothing (``合计``). ``year`` is the year those words give, None when they give none.
    ``role`` is 年初预算, 调整后预算, 预算, 追加, 决算, 结转, 结余, 分值, 得分, 目标 or empty.
    ``change`` is 增 or 减 where the number is by how much something rose or fell, with ``against``
    the words for what it is compared with (``上年``, ``年初预算``). One with ``against`` and no
    ``change`` is itself what is compared with (8438.53 of 较上年8438.53万元增加808.31万元);
    ``against`` is ``原数`` where no more is said of it (38 of ``由38万元增加到40万元``).
    ``share`` is True where it is the part of a whole (``占比为``). ``about`` is True with 约, 近,
    左右, 以上, 余 and their like.
    """

    value: Decimal
    unit: str
    measure: str
    base: Decimal
    half: Decimal
    block: Block
    start: int
    end: int
    name: str = ""
    year: int | None = None
    role: str = ""
    change: str = ""
    against: str = ""
    share: bool = False
    about: bool = False

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.block, self.start, self.end)

    @property
    def text(self) -> str:
        """Return it as printed, with its unit."""
        return self.block.text[self.start : self.end]
