"""Words as typed to words as printed: what cannot be seen is taken out, and said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SHORT = 100
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line end, DEL, C1
    "\xad\u180e\u200b-\u200d\u2060-\u2064\ufeff"  # no width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of writing
    "\ud800-\udfff"  # halves of a character
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(1 << 16, 17 << 16, 1 << 16)
    )
    + "]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


@dataclass(frozen=True, slots=True)
class Words:
    """Text fit to print, and in Chinese what was done to it (empty: nothing worth saying)."""

    text: str
    note: str = ""


def clean(text: str) -> Words:
    r"""Return text without characters nobody can see, with one kind of line end.

    Left in, they begin a new page in the report, hide a digit or turn a sentence around.
    Rare characters and emoji stay. Private-use characters (自造字) stay too, but are named:
    another computer shows them as boxes.

    >>> clean("第一行\r\n第二行")
    Words(text='第一行\n第二行', note='')
    >>> clean("灰山\u200b港镇\x07")
    Words(text='灰山港镇', note='已去掉 2 个看不见的字符')
    """
    if text.isprintable():  # then it holds none of these characters
        return Words(text)
    text = _LINE_ENDS.sub("\n", text)
    notes = []
    text, removed = _UNSEEN.subn("", text)
    if removed:
        notes.append(f"已去掉 {removed} 个看不见的字符")
    private = _PRIVATE.findall(text)
    if private:
        notes.append(f"含有 {len(private)} 个自造字，换一台电脑可能显示不出")
    return Words(text, "；".join(notes))


def key(text: str) -> str:
    r"""Return what two labels are compared by: NFKC, without any blanks.

    >>> key("金额（万元）") == key(" 金 额(万元)\n"), key("指标１") == key("指标1")
    (True, True)
    """
    return _short_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())


@lru_cache(maxsize=4096)
def _short_key(text: str) -> str:
    """Labels are the same words in form after form."""
    return _key(text)


def paragraphs(text: str) -> tuple[str, ...]:
    r"""Return the lines of a cell that say something, without the blanks around them.

    >>> paragraphs("　　一、抓实党建。\n\n  二、办好实事。　")
    ('一、抓实党建。', '二、办好实事。')
    """
    lines = (line.strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)
