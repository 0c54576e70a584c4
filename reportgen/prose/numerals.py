"""Numbers and days written in Chinese characters."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reportgen.prose.kinds import ProseError, blank, day, money, number

_PLAIN = "零一二三四五六七八九"
_PLAIN_PLACES = ("", "十", "百", "千")
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万")
_LARGEST_YUAN = 10**16


def chinese_number(value: object) -> str:
    """中文数字: a whole number from 0 to 9999, ``三``, ``十一``, ``一百零五``.

    >>> [chinese_number(n) for n in (0, 3, 10, 11, 20, 105, 110, 1001)]
    ['零', '三', '十', '十一', '二十', '一百零五', '一百一十', '一千零一']
    """
    if blank(value):
        return ""
    found = number(value, "中文数字").value
    if found != found.to_integral_value() or not 0 <= found <= 9999:
        raise ProseError(f"“中文数字”只能写0到9999的整数，这里是{found:f}。")
    words = _spelled(int(found), _PLAIN, _PLAIN_PLACES) or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def chinese_date(value: object) -> str:
    """中文日期: ``2021年4月20日``, no leading zeros (GB/T 9704)."""
    if blank(value):
        return ""
    found = day(value, "中文日期")
    return f"{found.year}年{found.month}月{found.day}日"


def year_month(value: object) -> str:
    """年月: ``2021年4月``."""
    if blank(value):
        return ""
    found = day(value, "年月")
    return f"{found.year}年{found.month}月"


def formal_amount(value: object) -> str:
    """大写金额: ``捌仟壹佰壹拾陆万玖仟元整``, in 元, rounded half up to 分.

    Source: 《会计基础工作规范》第五十二条: 到元或者角为止的写“整”，有分的不写；
    数字中间有“0”时写“零”，连续几个“0”只写一个。“人民币”由模板自己写。

    >>> from reportgen.prose.printable import Number
    >>> formal_amount(Number(Decimal("16409.02"), "元"))
    '壹万陆仟肆佰零玖元零贰分'
    """
    if blank(value):
        return ""
    amount = money(value, "大写金额", "元")
    if not amount.unit:
        raise ProseError("“大写金额”要知道单位是元、万元还是亿元，这个数没有单位。")
    cents = int((abs(amount.value) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    yuan, rest = divmod(cents, 100)
    if yuan >= _LARGEST_YUAN:
        raise ProseError(f"“大写金额”写不下这么大的数：{amount.value:f}元。")
    sign = "负" if amount.value < 0 and cents else ""
    return sign + _yuan_and_cents(yuan, rest)


def _yuan_and_cents(yuan: int, cents: int) -> str:
    jiao, fen = divmod(cents, 10)
    words = f"{_spelled(yuan, _FORMAL, _FORMAL_PLACES)}元" if yuan else ""
    if not cents:
        return f"{words or '零元'}整"
    if jiao:
        words += f"{_FORMAL[jiao]}角"
    elif yuan:
        words += "零"
    return words + (f"{_FORMAL[fen]}分" if fen else "整")


def _spelled(whole: int, names: str, places: tuple[str, ...]) -> str:
    """Spell a whole number below 10**16; a gap of zeros is one 零.

    Four digits make a group; 万亿 is 万 before the 亿 of the group below it.
    """
    words, gap = "", False
    for place in range(len(str(whole)) - 1, -1, -1):
        digit = whole // 10**place % 10
        if digit:
            words += ("零" if gap else "") + names[digit] + places[place % 4]
        gap = digit == 0
        if place % 4 == 0:
            words += _group_name(whole, place // 4)
    return words


def _group_name(whole: int, group: int) -> str:
    """Name a group of four digits; a group of zeros has no name, but 亿 is never left out."""
    is_empty = whole // 10_000**group % 10_000 == 0
    return "" if is_empty and _GROUPS[group] != "亿" else _GROUPS[group]
