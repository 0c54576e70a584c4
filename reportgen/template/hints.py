"""What an editor who thinks in Chinese or in another language types, and what was meant."""

from __future__ import annotations

import re

KEYWORDS = {
    **dict.fromkeys(("如果", "若", "IF", "If"), "if"),
    **dict.fromkeys(
        ("else if", "elseif", "elsif", "ElseIf", "Elseif", "ELSEIF", "ELIF", "Elif", "否则如果"),
        "elif",
    ),
    **dict.fromkeys(("否则", "ELSE", "Else"), "else"),
    **dict.fromkeys(
        ("end if", "end", "END", "End", "ENDIF", "EndIf", "Endif", "结束", "如果结束"), "endif"
    ),
    **dict.fromkeys(("FOR", "For", "循环", "重复"), "for"),
    **dict.fromkeys(("end for", "ENDFOR", "EndFor", "Endfor", "循环结束"), "endfor"),
}
"""A block's first word, or its first two, to the keyword it stands for."""

JOINED = {
    **dict.fromkeys(("并且", "且", "而且", "AND", "And"), "and"),
    **dict.fromkeys(("或者", "或", "OR", "Or", "||"), "or"),
    **dict.fromkeys(("不是", "非", "NOT", "Not"), "not"),
    **dict.fromkeys(("等于", "是"), "=="),
    **dict.fromkeys(("不等于", "<>"), "!="),
    "大于": ">", "小于": "<", "大于等于": ">=", "小于等于": "<=", "不超过": "<=", "不低于": ">=",
}  # fmt: skip
"""A word between two names to the sign it stands for."""

_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "＝": "==", "=": "=="}
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")


def sign(text: str, position: int) -> tuple[str, str] | None:
    """Return what is wrong with a sign of a tag and the remedy, where it is a known slip.

    >>> sign("编制数 ≥ 5", 4)
    ('“≥”读不懂', '写成 >=。')
    """
    typed = text[position]
    if typed in "=＝":
        return f"“{typed}”不是判断相等的写法", "用 == 判断相等。"
    if typed in _SIGNS:
        return f"“{typed}”读不懂", f"写成 {_SIGNS[typed]}。"
    if typed in "&!":
        return f"“{typed}”读不懂", f"写成 {'and' if typed == '&' else 'not'}，前后空一格。"
    found = next((each for each in _PERCENT.finditer(text) if each.end() - 1 == position), None)
    if found:
        return f"“{found[0]}”读不懂", f"写 {found[1]}：单位为“%”的数按百分数比较。"
    return None
