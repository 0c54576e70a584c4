"""What makes the same name another quantity: a bracket, a heading, a unit, who gave the score."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.review.claims.context import listed

if TYPE_CHECKING:
    from reportgen.passages.model import Quantity, Sentence

_STOP = re.compile(r"[，,；;：:。]")
_TOTAL = re.compile(r"(?:总额|总数|合计|共计|总计|总和|之和|总支出|总收入|一共)")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(].{1,3}[)）]|\d+[.．、])\s*")
_OF_A_PROJECT = re.compile(r"项目(?:[（(][^（）()]*[)）])?$")
_OVER = re.compile(
    r"(?:全镇|全乡|全街道|共有|共辖|下辖|辖|辖有|管辖|现有)(?:共|共有|现有|有|共辖)?$"
)
_VILLAGES = r"村[（(]社区[）)]|行政村|村民小组|社区"
_UNDER = re.compile(rf"{_VILLAGES}|村(?=[、和]\d+个(?:城镇|城市)?社区)")
_UNDER_BEFORE = re.compile(rf"(?P<what>{_VILLAGES})(?:总数|数)?(?:共计|共有|共|有|为|是)?$")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")


def villages(quantity: Quantity, clause: str) -> str:
    """Return 辖区行政村数 where all villages are counted, 行政村 where some are, else nothing."""
    if behind := _UNDER.match(quantity.block.text, quantity.end):
        noun, over = behind[0], clause
    elif before := _UNDER_BEFORE.search(clause):
        noun, over = before["what"], clause[: before.start()]
    else:
        return ""
    noun = "行政村" if noun == "村" else noun.replace("(", "（").replace(")", "）")
    is_all = quantity.unit == "个" and _OVER.search(over) and not quantity.about
    return f"辖区{noun}数" if is_all else noun


def year_of_base(quantity: Quantity) -> int | None:
    """Return the year of what a number is compared with: 98万元 of 2020年较上年98万元增加."""
    return quantity.year if quantity.against and not quantity.change else None


def bounds(
    sentence: Sentence, quantity: Quantity, name: tuple[str, str], parent: str, heads: str
) -> set[str]:
    """Return the words that set a quantity apart from others of its name."""
    subject, kind = name
    found = set()
    owner = _owner(sentence, quantity)
    if owner and (not kind or (kind == "people" and unit_of(owner.split("、")[-1], ()))):
        found.add(owner)
    if kind == "people" and subject in listed("bounds", "posts"):
        over = f"{owner}{parent}"
        found |= {word for word in listed("bounds", "staff") if word in over}
    if kind == "points":
        before = sentence.block.text[max(sentence.start, quantity.start - 24) : quantity.start]
        said = "，".join(_STOP.split(before)[-2:])
        found |= {word for word in listed("bounds", "judges") if word in said}
    if kind in ("points", "rate"):
        found |= _project(heads)
    return found


def _owner(sentence: Sentence, quantity: Quantity) -> str:
    """Return the clause before the bracket that a number stands in, empty where there is none."""
    before = sentence.block.text[sentence.start : quantity.start]
    at = max(before.rfind("（"), before.rfind("("))
    if at < 0 or "）" in before[at:] or ")" in before[at:]:
        return ""
    return _STOP.split(_BRACKETED.sub("", before[:at]))[-1]


def _project(heads: str) -> set[str]:
    """Return the innermost heading where it names one project."""
    last = heads.rsplit("\n", maxsplit=1)[-1].strip()
    title = _NUMBERED.sub("", last)
    return {title} if _OF_A_PROJECT.search(title) and len(title) > len("项目") else set()


def is_of_list(clause: str, others: list[str]) -> bool:
    """Tell whether a number is the sum of names told one after the other: 甲、乙，丙总额."""
    before = others[-1] if others else ""
    return "、" in before and not re.search(r"\d", before) and bool(_TOTAL.search(clause))


def unit_of(piece: str, own: tuple[str, ...]) -> str:
    """Return the unit under the agency that a piece of a sentence ends in: 下设执法大队.

    >>> unit_of("下设执法大队", ("灰山港镇",)), unit_of("灰山港镇财政所", ("灰山港镇",))
    ('下设执法大队', '灰山港镇财政所')
    >>> unit_of("我局内设办公室、财务室", ()), unit_of("全镇", ())
    ('', '')
    """
    piece = _BRACKETED.sub("", piece).strip()
    given = words("claims")["bounds"]
    if "、" in piece or len(piece) < 3 or piece in own or not piece.endswith(tuple(given["units"])):
        return ""
    return "" if piece.startswith(tuple(given["not_units"])) else piece
