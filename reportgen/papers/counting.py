"""Numbers as Word's automatic numbering writes them, and back: 十一, 甲, ③, iv."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HUNDREDS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ENCLOSED = {"①": 20, "⑴": 20, "⒈": 20, "㈠": 10, "㊀": 10}
"""The first of each row of ready-made characters, and how many follow one another."""
_MOST = 9999


def written(number: int, style: str) -> str:
    """Return a number in one of Word's numbering styles; digits where the style is unknown.

    >>> written(12, "chineseCounting"), written(12, "upperLetter"), written(12, "lowerRoman")
    ('十二', 'L', 'xii')
    >>> written(3, "decimalEnclosedCircle"), written(2, "ideographTraditional"), written(0, "none")
    ('③', '乙', '')
    """
    if style == "none":
        return ""
    if not 0 < number <= _MOST:
        return str(number)
    return _WRITERS.get(style, str)(number)


def counted(text: str) -> int | None:
    """Return the value of a heading's number, at most 99, None when it is none.

    >>> counted("二十一"), counted("十"), counted("１２"), counted("二〇"), counted("一二三")
    (21, 10, 12, 20, None)
    """
    if text.isdecimal():
        return int(text) if len(text) <= 3 else None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _digits(text)
    high, low = (1 if not tens else _digit(tens)), (0 if not ones else _digit(ones))
    return None if high is None or low is None else 10 * high + low


def _digits(text: str) -> int | None:
    values = [_digit(each) for each in text]
    if not values or len(values) > 2 or None in values:
        return None
    return int("".join(map(str, values))) or None


def _digit(text: str) -> int | None:
    text = text.replace("零", "〇").replace("○", "〇")
    return DIGITS.index(text) if len(text) == 1 and text in DIGITS else None


def _chinese(
    number: int, digits: str = DIGITS, places: tuple[str, ...] = ("", "十", "百", "千")
) -> str:
    words, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + places[power]
        gap = not digit
    return words.removeprefix(digits[1]) if 10 <= number < 20 and digits is DIGITS else words


def _formal(number: int) -> str:
    return _chinese(number, _LEGAL, ("", "拾", "佰", "仟"))


def _one_by_one(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    words, rest = "", number
    for value, letters in (*_HUNDREDS, *_ROMAN):
        words += letters * (rest // value)
        rest %= value
    return words


def _row(first: str) -> Callable[[int], str]:
    most = _ENCLOSED[first]
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


def _cycle(names: str) -> Callable[[int], str]:
    return lambda number: names[(number - 1) % len(names)]


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "koreanDigital2": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "decimalEnclosedCircle": _row("①"),
    "decimalEnclosedCircleChinese": _row("①"),
    "decimalEnclosedParen": _row("⑴"),
    "decimalEnclosedFullstop": _row("⒈"),
    "ideographEnclosedCircle": _row("㊀"),
} | dict.fromkeys(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "japaneseLegal",
    ),
    _chinese,
)
