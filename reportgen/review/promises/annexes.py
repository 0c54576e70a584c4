"""RV19: annexes that the text names, lists or fills in, and the annexes that follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.passages.numerals import chinese
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block, Paper
    from reportgen.review.model import Fault

CODE = "RV19"
_NUMBER = r"(?P<number>\d{1,2}|[一二三四五六七八九十])"
_NAMED = re.compile(rf"附[件表]\s*{_NUMBER}|(?<=[见后])附[件表]|附[件表]?附?后")
_STARTS = re.compile(
    rf"\s*附[件表]\s*{_NUMBER}?(?:[-—]\d+)?\s*"
    r"(?P<rest>[：:].*|(?:\s*\d{4}年)?[^\d，。、；]*)$",
    re.DOTALL,
)
_LISTS = re.compile(r"\s*附[件表]?\s*[：:]")
_LISTED = re.compile(r"\s*(?:附[件表]?\s*[：:])?\s*(?P<number>\d{1,2})\s*[.．、]\s*(?=\d{4}年|\D)")
_OTHERS = re.compile(r"(?:通知|办法|文件|方案|规定|》|号|[〕】）)]号?[）)]?)的?(?:要求)?$")
_FORM = re.compile(r"[^，。；、（）()和及与“”《》]{2,30}表")
_LONGEST = 45


def faults(paper: Paper) -> Iterator[Fault]:
    """Yield a notice for annexes named, listed or filled in that are not there."""
    listed, first_line = _listed(paper)
    sections = dict(_sections(paper, first_line))
    named = list(_named(paper, set(listed.values()) | set(sections.values())))
    any_there = bool(listed or sections or first_line is not None)
    if named and not any_there:
        quoted = "、".join(f"“{words_}”" for words_ in dict.fromkeys(s.text for _, s in named))
        yield notice(
            CODE,
            [span for _, span in named],
            f"正文提到{quoted}，报告没有附件，也没有列出附件名称。",
            "补上附件和附件说明，或者删去正文中的提法。",
        )
    elif named:
        yield from _missing(named, set(listed) | set(sections))
    yield from _uneven(listed, sections)
    if not any_there:
        yield from _forms(paper)


def _value(text: str) -> int:
    return int(text) if text.isdigit() else chinese(text) or 0


def _listed(paper: Paper) -> tuple[dict[int, Block], Block | None]:
    """Return the annexes that the note “附件：1. …” names, and the line it begins with."""
    told: dict[int, Block] = {}
    first = next((block for block in paper.blocks if _notes(block)), None)
    if first is None:
        return told, None
    last = first.number
    for block in paper.blocks:
        if not 0 <= block.number - last <= 1 or len(block.text) > 4 * _LONGEST:
            continue
        for line in block.text.split("\n"):
            found = _LISTED.match(line)
            number = _value(found["number"]) if found else block.mark.number if block.mark else 0
            if number == len(told) + 1:
                told[number] = block
                last = block.number
    return told, first


def _notes(block: Block) -> bool:
    return bool(_LISTS.match(block.text)) and len(block.text) <= 4 * _LONGEST


def _sections(paper: Paper, note: Block | None) -> Iterator[tuple[int, Block]]:
    for block in paper.blocks:
        found = _STARTS.match(block.text)
        if found and block is not note and len(block.text) <= _LONGEST:
            yield _value(found["number"]) if found["number"] else 1, block


def _named(paper: Paper, own: set[Block]) -> Iterator[tuple[int, Span]]:
    for block in paper.blocks:
        if "附" not in block.text or block in own or _LISTS.match(block.text):
            continue
        for found in _NAMED.finditer(block.text):
            before = block.text[max(0, found.start() - _LONGEST) : found.start()]
            if not _OTHERS.search(before):
                number = _value(found["number"]) if found["number"] else 0
                yield number, Span(block, *found.span())


def _missing(named: list[tuple[int, Span]], there: set[int]) -> Iterator[Fault]:
    gone = [(number, span) for number, span in named if number and number not in there]
    if gone:
        one_of_each = {number: span.text for number, span in sorted(gone, key=_by_number)}
        quoted = "、".join(f"“{text}”" for text in one_of_each.values())
        these = "这一件" if len(one_of_each) == 1 else "这几件"
        yield notice(
            CODE,
            [span for _, span in gone],
            f"正文提到{quoted}，报告所附的没有{these}。",
            "补上这一附件，或者改正正文中的附件序号。",
        )


def _by_number(named: tuple[int, Span]) -> int:
    return named[0]


def _uneven(listed: dict[int, Block], sections: dict[int, Block]) -> Iterator[Fault]:
    if not sections or not listed:
        return
    for number in sorted(set(listed) - set(sections)):
        block = listed[number]
        message = f"附件说明列出附件{number}，后面没有附件{number}。"
        yield notice(CODE, [_whole(block)], message, "补上这一附件，或者从附件说明中删去。")
    for number in sorted(set(sections) - set(listed)):
        block = sections[number]
        message = f"后面有附件{number}，附件说明只列到附件{max(listed)}。"
        yield notice(CODE, [_whole(block)], message, "把这一附件补进附件说明，或者改正附件序号。")


def _whole(block: Block) -> Span:
    return Span(block, 0, len(block.text))


def _forms(paper: Paper) -> Iterator[Fault]:
    """Yield a notice for forms that were filled in and are not attached."""
    given = words("promised")["forms"]
    titles = "\n".join(
        [grid.title for grid in paper.grids]
        + [b.text for b in paper.blocks if len(b.text) <= _LONGEST and "。" not in b.text]
    )
    for block in paper.blocks:
        for verb in given["verbs"]:
            at = block.text.find(verb)
            if at < 0:
                continue
            clause = re.split("[。；，]", block.text[at + len(verb) :])[0]
            gone = [
                Span(block, at + len(verb) + form.start(), at + len(verb) + form.end())
                for form in _FORM.finditer(clause)
                if _key(form[0]) not in titles and any(w in form[0] for w in given["own"])
            ]
            if gone:
                quoted = "、".join(f"“{span.text.lstrip('了')}”" for span in gone)
                message = f"说是{verb}了{quoted}，报告没有附上，也没有附件说明。"
                remedy = "补上所填的表作附件，并在正文后列出附件名称。"
                yield notice(CODE, gone, message, remedy)


def _key(form: str) -> str:
    for general in words("promised")["forms"]["general"]:
        form = form.removeprefix("了").removeprefix(general)
    return form
