"""Tags in a line of words: their names, and braces that do not make a tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, error
from reportgen.packs.sums import is_column_name, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.findings import Where

TAG = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_WIDE = re.compile("[｛｝]")
_BLOCK = re.compile(r"\{\s*[%#]|[%#]\s*\}")
_BRACE = re.compile(r"[{}｛｝]")
_QUOTED = 40
_AS_IT_SHOULD_BE = "照 {{ 名称 }} 的样子写：左右各两个半角花括号，中间只有名称。"


def names(text: str) -> Iterator[str]:
    """Yield the names of the tags in a line of words.

    >>> list(names("填报单位：{{ 单位全称 }}（{{年度}}）"))
    ['单位全称', '年度']
    """
    yield from (tag[1] for tag in TAG.finditer(text))


def is_broken(text: str) -> bool:
    """Tell whether braces are left over once the tags are taken away.

    >>> is_broken("{{ 年度 }}年"), is_broken("{ 年度 }年"), is_broken("{{ 年度 年")
    (False, True, True)
    """
    return _BRACE.search(TAG.sub("", text)) is not None


def broken(text: str, where: Where) -> Finding | None:
    """Return what is wrong with the braces of a line of words, None when nothing is."""
    rest = TAG.sub("", text)
    quoted = text.strip() if len(text) <= _QUOTED else f"{text.strip()[:_QUOTED]}…"
    if _BLOCK.search(rest):
        message = f"“{quoted}”写了 {{% %}} 一类的标签，这里只能写名称。"
        return error("PK21", where, message, "改用名称标签；有条件的话写在 report.docx 里。")
    if _WIDE.search(rest):
        message = f"“{quoted}”用了全角的花括号，不会被填写。"
        return error("PK21", where, message, "改为半角的花括号，如 {{ 年度 }}。")
    if _BRACE.search(rest):
        message = f"“{quoted}”里的花括号不成对，标签没有写完整。"
        return error("PK21", where, message, _AS_IT_SHOULD_BE)
    odd = [name for name in names(text) if not (is_name(name) or is_column_name(name))]
    if odd:
        message = f"标签 {{{{ {odd[0][:_QUOTED]} }}}} 里不是一个名称。"
        return error("PK21", where, message, _AS_IT_SHOULD_BE)
    return None
