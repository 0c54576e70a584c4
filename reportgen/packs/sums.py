"""Read 取数: signed sums of names, parted by ；. There is nothing more to the language."""

from __future__ import annotations

import re
import unicodedata

from reportgen.packs.model import Sum, Term
from reportgen.packs.own import TAG_WORDS

NAME = r"[^\W_]+"
_TERM = re.compile(rf"(?:(合计|平均|计数)\(({NAME}(?:\.{NAME})?)\))|({NAME}(?:\.{NAME})?)")
_SIGNS = re.compile(r"([+-])")
ALIKE = str.maketrans("＋－−–（）；．", "+---();.")
"""Full-width signs, to those the language is written with."""


def is_name(text: str) -> bool:
    """Tell whether a text may be a name: letters, Chinese characters and digits only.

    Names that differ only in width would be one name to Jinja, so a name must be its own
    NFKC form.

    Words that a tag uses itself (``and``, ``loop``) are no names either.

    >>> is_name("公务接待费本年决算"), is_name("收入-合计"), is_name("指标１"), is_name("2020年")
    (True, False, False, False)
    >>> is_name("and"), is_name("android")
    (False, True)
    """
    return (
        re.fullmatch(NAME, text) is not None
        and not text[0].isdigit()
        and unicodedata.normalize("NFKC", text) == text
        and text.lower() not in TAG_WORDS
    )


def is_column_name(text: str) -> bool:
    """Tell whether a text names a list's column: ``项目支出.名称``."""
    parts = text.split(".")
    return len(parts) == 2 and all(is_name(part) for part in parts)


def is_any_name(text: str) -> bool:
    """Tell whether a text may be the name of anything: of its own, or of a list's column."""
    return is_name(text) or is_column_name(text)


def operands(text: str) -> tuple[Sum, ...]:
    """Return the sums of a 取数 cell.

    Raises ValueError with Chinese words for the part that cannot be read.

    >>> [str(sum_) for sum_ in operands("上年结转 + 年初预算 - 年末结余；合计(项目支出.决算)")]
    ['上年结转＋年初预算－年末结余', '合计(项目支出.决算)']
    """
    return tuple(_sum(part) for part in text.translate(ALIKE).split(";"))


def _sum(text: str) -> Sum:
    pieces = [piece.strip() for piece in _SIGNS.split(text)]
    if pieces[0]:
        pieces.insert(0, "+")
    else:
        pieces.pop(0)
    if not pieces or len(pieces) % 2:
        raise ValueError(f"“{text.strip()}”应当是名称，用“+”“-”相连")
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    return Sum(tuple(_term(sign, word) for sign, word in pairs))


def _term(sign: str, word: str) -> Term:
    matched = _TERM.fullmatch(word.replace(" ", ""))
    if matched is None:
        raise ValueError(f"“{word}”不是名称，也不是 合计(表.列)、平均(表.列)、计数(表)")
    function, inside, alone = matched.groups()
    return Term(1 if sign == "+" else -1, function or "", inside or alone)
