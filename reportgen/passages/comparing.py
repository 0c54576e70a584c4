"""What a number is compared with, and whether it is a value, a change or what is compared with."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reportgen.lexicon import words
from reportgen.passages.naming import YEAR, known, role

FORMER = "原数"
PRIOR = re.compile(r"上年|去年|上一年|前一年")
_FROM = re.compile(r"(?:由|从)(?P<what>[^由从]{0,12}?)(?:的)?$")
_GOES = re.compile(r"\s*(?:[左右上下]{0,2})(?:增|提|升|减|降|下|上升|扩|压|缩|调|跌|涨)")
NEW = re.compile(
    r"(?:增加|增长|提高|上升|提升|扩大|增|升|减少|下降|降低|减|降|下滑|压减|压缩|缩减|调整)"
    r"了?(?:到|至|为|成)了?(?:约|近)?$"
)
ENDS_OF_NEW = frozenset("到至为成了约近\n")
_KEPT = 4096
_TAIL = "了约近达到为至额率幅度的：有所、 "


def kind_of(clause: str, after: str) -> tuple[str, str, str]:
    """Return what kind of number follows a clause, the words it is named by, and against what."""
    found = _against(clause)
    if found:
        own, rest = clause[: found.start()], clause[found.end() :]
        if not rest.strip("为是约的 "):
            return "base", own, found["what"] or "同期"
        told = found["what"] or ("上期" if "环" in found[0] else "上年")
        if NEW.search(rest) or not (sign(rest) or _compared_sign(rest)):
            return "value", own + (rest if role(rest)[0] else ""), told
        return "change", own + (rest if role(rest)[0] in known("roles", "apart") else ""), told
    if (told := _from(clause)) and _GOES.match(after):
        return "base", clause[: told.start()], told["what"] if _is_when(told["what"]) else FORMER
    if clause[-1:] in ENDS_OF_NEW and NEW.search(clause):
        return "value", NEW.sub("", clause), ""
    return ("change" if sign(clause) else "value"), clause, ""


@cache
def _compared() -> re.Pattern[str]:
    against = "|".join(known("against", "words"))
    return re.compile(
        r"同比|环比|(?<!经)(?<!经比|经对)(?:比较|对比|相?(?:较|比|与|同))于?"
        rf"(?P<what>\d{{4}}年(?:度|末|底)?的?(?:{against})?|(?:{against}))(?:的|数|同期|相比|水平|实际|累计|全年|支出)*"
    )


def _against(clause: str) -> re.Match[str] | None:
    """Return where a clause says what is compared with; no words do so without one of four."""
    if "较" in clause or "比" in clause or "与" in clause or "同" in clause:
        return _compared().search(clause)
    return None


def _from(clause: str) -> re.Match[str] | None:
    return _FROM.search(clause) if "由" in clause or "从" in clause else None


def _is_when(what: str) -> bool:
    return bool(YEAR.search(what) or PRIOR.search(what) or role(what)[0])


@lru_cache(_KEPT)
def sign(clause: str) -> str:
    """Return 增 or 减 where a clause ends in such a word, or has it behind a comparison."""
    tail = clause if clause.endswith("节约") else clause.rstrip(_TAIL)
    if tail.endswith(("新增", "累增")):
        return ""
    for sign in ("减", "增"):
        if tail.endswith(known("change", sign)):
            return sign
    found = _against(clause)
    return _compared_sign(clause[found.end() :]) if found else ""


def _compared_sign(rest: str) -> str:
    also = words("quantities")["change"]["compared"]
    for sign in ("减", "增"):
        if any(word in rest for word in (*known("change", sign), *also[sign])):
            return sign
    return ""


def plain(against: str, prior: int | None) -> str:
    """Return the words for what is compared with, the year before said as 上年."""
    found = YEAR.match(against)
    if not found:
        return against
    rest = against[found.end() :].removeprefix("的")
    return f"上年{rest}" if int(found[1]) == prior else against
