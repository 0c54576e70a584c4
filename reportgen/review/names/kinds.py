"""RV33: what a unit calls itself, or its organs, belongs to a unit of another kind."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.holding import holding, joined
from reportgen.review.model import error, notice
from reportgen.review.names import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.review.model import Case, Fault

OTHER_KIND = "RV33"
_TOWNS = ("街道", "苏木", "镇", "乡")
_SELF = ("我", "本")
_QUOTES = re.compile("“[^”]*”|《[^》]*》|「[^」]*」")


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each wrong word, with every place where it stands."""
    own = _kind(case.short)
    if not own:
        return
    known = frozenset({case.short, *_listed(case)})
    found: dict[str, list[Span]] = {}
    for block in holding(case.paper, _pattern(own)):
        for span in _foreign(block, own, known):
            found.setdefault(span.text, []).append(span)
    yield from (_fault(word, spans, case.short, own) for word, spans in found.items())
    if own in _TOWNS:
        yield from _without(case)


def _without(case: Case) -> Iterator[Fault]:
    """Yield organs that only a county has."""
    found: dict[str, list[Span]] = {}
    if not _lacking().search(joined(case.paper).text):
        return
    for block in case.paper.blocks:
        for match in _lacking().finditer(block.text):
            found.setdefault(match[0], []).append(Span(block, *match.span()))
    for word, spans in found.items():
        message = f"写到“{word}”，乡镇一级一般不设这个机构。"
        remedy = f"核对是不是“县{word[-2:]}”；是本单位的联络机构的，写它的全名。"
        yield notice(OTHER_KIND, spans, message, remedy)


@cache
def _lacking() -> re.Pattern[str]:
    told = words("names")["organs"]
    return re.compile(rf"(?:{'|'.join(told['lacking'])})(?!{'|'.join(told['fitting'])})")


def _kind(short: str) -> str:
    """Return how a unit's name ends: 镇, 乡, 局, 中心; nothing where that tells no kind."""
    if short.endswith("委员会"):
        return "委"
    kinds = (*_TOWNS, *words("names")["kinds"])
    return next((kind for kind in kinds if short.endswith(kind)), "")


def _listed(case: Case) -> Iterator[str]:
    for row in case.pack.roster if case.pack else ():
        yield from (row.name, *row.others)


@cache
def _pattern(own: str) -> re.Pattern[str]:
    """Return the words of all other kinds; a bureau may well speak of towns and their organs."""
    kinds = words("names")["kinds"]
    wrong = {
        word
        for kind, told in kinds.items()
        for word in told
        if kind != own and (own in _TOWNS or kind not in _TOWNS or word.startswith(_SELF))
    }
    return re.compile("|".join(sorted(wrong - {*kinds.get(own, ())}, key=len, reverse=True)))


def _foreign(block: Block, own: str, known: frozenset[str]) -> Iterator[Span]:
    text = block.text
    quoted = [found.span() for found in _QUOTES.finditer(text)]
    for found in _pattern(own).finditer(text):
        inside = any(start <= found.start() < end for start, end in quoted)
        if not inside and not _is_glued(text, found) and not _is_named(text, found, known):
            yield Span(block, *found.span())


def _is_glued(text: str, found: re.Match[str]) -> bool:
    """Tell whether the letters are part of other words: 各乡党委, 健全乡镇, 我社会."""
    glued = words("names")["glued"]
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    last = next(kind for kind in words("names")["kinds"] if kind in found[0])
    follows = tuple(glued.get(last, ()))
    if follows and found[0].endswith(last) and text.startswith(follows, found.end()):
        return True
    if found[0].startswith("我"):
        return False
    listed = text[: found.start()].endswith(tuple(glued["lists"]))
    if listed or _goes_on(text, found):
        return True
    return before != "" and before in glued["before"]


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Tell whether a list goes on with another kind: 镇人民政府、街道办事处 is of both."""
    others = (kind for kind in _TOWNS if not found[0].startswith(kind))
    return text.startswith(
        tuple(f"{mark}{kind}" for kind in others for mark in "、（和"), found.end()
    )


def _is_named(text: str, found: re.Match[str], known: frozenset[str]) -> bool:
    """Tell whether it belongs to a name: that 浮邱山乡党委 is another town's is told as RV31."""
    suffix = gazetteer.SUFFIX.match(text, found.start())
    if not suffix:
        return False
    before = text[: found.start()]
    free = not before or not "\u4e00" <= before[-1] <= "\u9fff" or before[-1] in _edges()
    if not free and not before.endswith(tuple(words("names")["glued"]["verbs"])):
        return True
    return gazetteer.ending_at(text, suffix.end(), known) != ""


def _edges() -> str:
    told = words("names")["townships"]["edges"]
    return str(told)


def _fault(word: str, spans: list[Span], short: str, own: str) -> Fault:
    times = f"有 {len(spans)} 处" if len(spans) > 1 else "有一处"
    message = f"这是“{short}”的报告，却{times}写“{word}”。"
    if own not in _TOWNS and (word[1:] not in _TOWNS or not word.startswith("我")):
        remedy = f"核对“{word}”指的是不是本单位；是从别的报告抄来的，改为本单位的自称。"
        return notice(OTHER_KIND, spans, message, remedy)
    remedy = f"核对是不是从别的单位的报告抄来；是的，把“{word}”改为本单位的称呼。"
    made = notice if word in words("names")["kinds"]["村"] else error
    return made(OTHER_KIND, spans, message, remedy)
