"""Units printed twice: by the filter, and again by the words behind the tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.template.grammar import Parsed, parse
from reportgen.template.office import FILE
from reportgen.template.tags import Tag, scan
from reportgen.template.tokens import Refused
from reportgen.template.wordml import paragraphs, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_PER_CENT = ("%", "％")
_ENDS = {
    "万元": ("万元", "元"),
    "亿元": ("亿元", "元"),
    "百分比": _PER_CENT,
    "百分点": ("个百分点", "百分点", *_PER_CENT),
    "同比": _PER_CENT,
    "较": _PER_CENT,
    "增减": ("万元", "元", "亿元", "个百分点", *_PER_CENT),
    "大写金额": ("万元", "元整", "元", "整"),
}
"""What a filter has already said, should it follow once more; the longest first."""


def said_twice(root: Element, spots: dict[Element, str]) -> Iterator[Finding]:
    """Yield a 提醒 for each unit that a report would print twice in a row."""
    for paragraph in paragraphs(root):
        text = text_of(paragraph)
        for tag in scan(text)[0]:
            ends = _ENDS.get(_last_filter(tag), ())
            unit = next((end for end in ends if _follows(end, text, tag.end)), "")
            if unit:
                yield notice(
                    "TP21",
                    Where(FILE, spots[paragraph]),
                    f"标签 {tag.text} 印出来已经带单位，后面又有“{unit}”，单位会印两遍。",
                    f"删去标签后面的“{unit}”，或去掉标签里的写法。",
                )


def _follows(unit: str, text: str, at: int) -> bool:
    """Tell whether a unit stands there as a word of its own: 元, not 元旦."""
    behind = text[at + len(unit) : at + len(unit) + 1]
    return text.startswith(unit, at) and not (len(unit) == 1 and behind.isalpha())


def _last_filter(tag: Tag) -> str:
    """Return the filter whose words a tag prints, empty where it has none."""
    try:
        parsed = Parsed("") if tag.is_block else parse(tag)
    except Refused:
        return ""
    tree = parsed.expression
    return str(tree[1]) if tree and tree[0] == "filter" else ""
