"""RV23: the grade is that of the points."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.model import error, notice
from reportgen.review.scores.sheets import claims, is_whole, scored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault

CODE = "RV23"
_FAR = Decimal(10)
_TOLD = re.compile(
    r"(?P<floor>\d{2,3})分?(?:[（(]含[）)])?分?及?以上(?:的|者)?为?[“]?(?P<label>优秀|良好|优|良|合格|中等)"
)
_SCALE = re.compile(r"\d分?(?:[（(]含[）)])?分?(?:以上|以下|[-—－～~至]\s*\d)")
_FIGURE = "综合得分"
_KEPT = 4096


class _Step(NamedTuple):
    """A word of the scale with the least and, but for the best, the first too many points."""

    floor: Decimal
    ceiling: Decimal


@cache
def _grade() -> re.Pattern[str]:
    given = words("scoring")
    before = "|".join(sorted(given["grade"]["before"], key=len, reverse=True))
    labels = "|".join(sorted(given["grades"], key=len, reverse=True))
    return re.compile(
        rf"(?:{before})[^，,。；;\n优良中差合一较不]{{0,4}}[“\"‘]?(?P<label>{labels})"
        r"(?=[”\"’]?(?:[，,。；;、（(）)\s]|等级|等次|档次?|$))"
    )


@lru_cache(_KEPT)
def _graded(text: str) -> re.Match[str] | None:
    return _grade().search(text)


def check(case: Case) -> Iterator[Fault]:
    """Yield the grades of text and tables that the points do not reach, or exceed."""
    scale, is_own = _scale(case)
    points = _points(case)
    if points is None:
        return
    value, span = points
    for block in (*case.paper.blocks, *case.paper.cells):
        found = _graded(block.text)
        if not found:
            continue
        told = {each["label"]: Decimal(each["floor"]) for each in _TOLD.finditer(block.text)}
        if _SCALE.search(block.text) and not told:
            continue
        if "满意" not in block.text[: found.start()][-12:] and found["label"] in scale:
            place = Span(block, found.start("label"), found.end("label"))
            if told and value >= told.get(found["label"], Decimal(0)):
                return
            yield from _held(place, span, value, scale, is_own=is_own or bool(told))
            if not scale[found["label"]].floor <= value < scale[found["label"]].ceiling:
                return


def _points(case: Case) -> tuple[Decimal, Span] | None:
    said = list(claims(case))
    if said:
        return said[0].value, said[0].span
    for one in scored(case):
        total = one.total_of(one.points)
        if total and is_whole(one):
            return total.value, total.span
    return None


def _scale(case: Case) -> tuple[dict[str, _Step], bool]:
    """Return the scale by its words: the pack's where there is one, else the country's."""
    grades = case.pack.grades if case.pack else ()
    own = {each.label: each.floor for each in grades if each.figure == _FIGURE}
    floors = own or {label: Decimal(floor) for label, floor in words("scoring")["grades"].items()}
    return {label: _Step(floor, _next(floor, floors)) for label, floor in floors.items()}, bool(own)


def _next(floor: Decimal, floors: dict[str, Decimal]) -> Decimal:
    return min((each for each in floors.values() if each > floor), default=Decimal("Infinity"))


def _held(
    place: Span, points: Span, value: Decimal, scale: dict[str, _Step], *, is_own: bool
) -> Iterator[Fault]:
    step = scale[place.text]
    if step.floor <= value < step.ceiling:
        return
    due = "、".join(label for label, each in scale.items() if each.floor <= value < each.ceiling)
    floors = sorted({each.floor for each in scale.values() if each.floor}, reverse=True)
    limits = "、".join(f"{floor:f}" for floor in floors)
    by = "按所定的等级标准" if is_own else f"按通行的标准（{limits}分）"
    message = f"等级为“{place.text}”，得分为{value:f}分，{by}应为“{due}”。"
    remedy = "核对得分和等级，改正写错的一处；如当地另有标准，在文中写明。"
    far = value < step.floor - _FAR
    yield (error if is_own or far else notice)(CODE, [place, points], message, remedy)
