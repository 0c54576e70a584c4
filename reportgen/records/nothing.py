"""What says nothing, though something is typed: 无, —, /. The issued form tells by it as well."""

from __future__ import annotations

from itertools import product

from reportgen.records.words import clean

_WORDS = ("无", "暂无", "待定", "待填", "不适用", "未填", "N/A", "NA", "n/a", "na", "Ｎ/Ａ", "ＮＡ")
_SLASHES = "/／\\＼"
_DASHES = "-‐‑‒–—―－−─﹣"
_OTHERS = ".．。…·•,，、;；:：*＊×_＿~～?？!！+＋=＝|｜#＃√○●□■△"
"""Marks that a text field may be filled with; any text of marks alone says nothing."""
_LONGEST_RUN = 12


def is_placeholder(text: str) -> bool:
    """Tell whether a cell says that there is nothing to say.

    >>> [is_placeholder(text) for text in ("", "　", "——", "/", "无", "N/A", "待定", "0", "无误")]
    [True, True, True, True, True, True, True, False, False]
    """
    bare = "".join(clean(text).text.split())
    return bare in _WORDS or not bare.strip(_DASHES) or (len(bare) == 1 and bare in _SLASHES)


def says_nothing(text: str) -> bool:
    """Tell whether a text is a placeholder (无, —) or holds nothing but marks."""
    return is_placeholder(text) or not any(each.isalnum() for each in text)


def spellings() -> tuple[str, ...]:
    """Return what says nothing in a text, blanks aside, as a form can look it up.

    Of the texts of marks alone these are the likely ones: a mark again and again, and any two.
    """
    marks = _SLASHES + _DASHES + _OTHERS
    runs = (mark * length for mark in marks for length in range(1, _LONGEST_RUN + 1))
    pairs = ("".join(pair) for pair in product(marks, repeat=2))
    return tuple(dict.fromkeys(["", *_WORDS, *runs, *pairs]))
