"""The statements of a report's sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.review.claims.context import (
    YEAR,
    entity,
    is_planned,
    listed,
    own_names,
    sections,
    topic,
    unscoped,
    year_before,
)
from reportgen.review.claims.statement import Statement
from reportgen.review.claims.subjects import GENERIC, UNCLEAR, Named, mentioned, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity, Sentence
    from reportgen.review.model import Case

MEASURES = {"money": "元", "people": "人", "rate": "%", "points": "分"}
_PIECES = re.compile(r"[，,；;：:（(）)。]")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_MONTH = re.compile(r"(?<!\d)(?:[1-9]|1[01])月|(?<!12)月[末底]|日前|季度末")
_OVERSEAS = re.compile(r"[（(]境[）)]")
_DETAIL = re.compile(r"主要包括|主要是|主要用于|主要为|具体包括")
_COMPARED = re.compile(r"[较比与同]")
_PARTS = ("其中", "包括", "包含", "分别", "：", "构成", "分为")
_ALL_OF_IT = ("全部为", "均为", "全部是", "均用于")
_AFTER = ("的", "/", "每", "～", "~", "—", "-", "至", "倍", "／")
_NEXT = re.compile(r"(?:、|和|及|与)\s*\d")
_SCORE = re.compile(r"得分?为?\s*\d")
_OVER = re.compile(
    r"(?:全镇|全乡|全街道|共有|共辖|下辖|辖|辖有|管辖|现有)(?:共|共有|现有|有|共辖)?$"
)
_UNDER = re.compile(r"村[（(]社区[）)]|行政村|村民小组|社区")
_FROM = re.compile(r"(?:增加|上升|提高|增长|下降|减少|降低|压减|升|降|增|减)(?:到|至|为)")
_SHORTEST_NAME = 4


@dataclass(slots=True)
class _State:
    """What a sentence has said before the number at hand."""

    year: int | None = None
    last: Statement | None = None
    parent: str = ""
    parent_role: str = ""
    governing: str = ""
    before: str = ""
    entity: str = ""


def read(case: Case) -> Iterator[Statement]:
    """Yield the statements of all sentences outside of tables."""
    under, own = sections(case.paper), own_names(case)
    for at, (sentence, quantities) in enumerate(zip(case.sentences, case.quantities, strict=True)):
        block = sentence.block
        heads = under.get(block.number, "")
        if block.is_cell or block.level or not quantities or _any(heads, "plan", "heading"):
            continue
        yield from _Reader(case, own, at, sentence, heads).statements(quantities)


def _any(text: str, part: str, key: str) -> bool:
    return any(word in text for word in listed(part, key))


def _goes_on(told: Named) -> bool:
    """Tell whether words that are no name speak on of what was named before: 较上年增加."""
    if not told.is_difference or told.subject.endswith("率"):
        return False
    return bool(
        told.subject in listed("filler", "differences")
        or _COMPARED.match(told.subject)
        or mentioned(told.subject)
    )


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(
        self, case: Case, own: tuple[str, ...], at: int, sentence: Sentence, heads: str
    ) -> None:
        self.year, self.own, self.at = case.year, own, at
        self.sentence, self.heads = sentence, heads
        self.state = _State(year=year_before(sentence, case.year))

    def statements(self, quantities: tuple[Quantity, ...]) -> Iterator[Statement]:
        """Yield what the sentence states."""
        begin = self.sentence.start
        for quantity in quantities:
            between = quantity.block.text[begin : quantity.start]
            begin = quantity.end
            if found := self._statement(quantity, between):
                yield found

    def _statement(self, quantity: Quantity, between: str) -> Statement | None:
        state = self.state
        pieces = _PIECES.split(_BRACKETED.sub("", _OVERSEAS.sub("境", between)))
        clause, others = pieces[-1], pieces[:-1]
        self._look(between, others)
        if counted := _UNDER.match(quantity.block.text, quantity.end):
            is_all = quantity.unit == "个" and _OVER.search(clause) and not quantity.about
            name = f"辖区{counted[0].replace('(', '（').replace(')', '）')}数"
            return self._made(quantity, Named(name), (name, ""), "") if is_all else None
        if "、" in clause.strip("、") or self._is_of_row(quantity, between):
            state.last = None
            return None
        told = named(clause, self.year, self.own)
        if told.year and not _COMPARED.search(clause) and YEAR.search(clause):
            state.year = told.year
        if told.subject and not told.kind:
            state.entity = entity(told.subject) or state.entity
        subject, kind = self._subject(told, others, quantity)
        if not subject or not self._counts(quantity, kind, told, clause):
            if told.subject and not _goes_on(told):
                state.last = None
            return None
        state.last = self._made(quantity, told, (subject, kind), clause)
        is_old = _FROM.match(quantity.block.text, quantity.end) and told.year is None
        return None if is_old else state.last

    def _is_of_row(self, quantity: Quantity, between: str) -> bool:
        """Tell whether a number is one of a row of them: 分别为118.60万元、112.35万元."""
        if _NEXT.match(quantity.block.text, quantity.end):
            return True
        return bool(between) and not between.strip("、和及与 ")

    def _look(self, between: str, others: list[str]) -> None:
        """Note what the words before the clause of a number change."""
        state = self.state
        state.before += between
        if "；" in between or ";" in between:
            state.governing = state.entity = ""
        state.governing += "".join(others)
        if found := YEAR.findall("".join(p for p in others if not _COMPARED.search(p))):
            state.year = int(found[-1])
        if state.last and any(word in _DETAIL.sub("", between) for word in (*_PARTS, *_ALL_OF_IT)):
            state.parent, state.parent_role = state.last.subject, state.last.role
            state.governing += state.last.subject

    def _subject(self, told: Named, others: list[str], quantity: Quantity) -> tuple[str, str]:
        if told.kind == GENERIC:
            return self._of_whole(told.subject)
        if told.subject:
            return told.subject, told.kind
        for piece in reversed(others):
            over = {(name, kind) for _, _, name, kind in mentioned(piece) if kind != GENERIC}
            if len(over) > 1 or (over and told.is_difference):
                return "", ""
            if over:
                name, kind = over.pop()
                return name, kind
        last = self.state.last
        if last and last.measure == quantity.measure:
            return last.subject, last.kind
        return "", ""

    def _of_whole(self, whole: str) -> tuple[str, str]:
        """Return what 支出总额 is of: the whole, unless a part is spoken of before it."""
        last = self.state.last
        before = last.subject if last and last.kind == "money" else topic(self.heads)
        return (whole, "money") if before in ("", whole) else ("", "")

    def _counts(self, quantity: Quantity, kind: str, told: Named, clause: str) -> bool:
        """Tell whether a number certainly states the value of its subject for a year."""
        after = quantity.block.text[quantity.end : quantity.end + 4]
        if quantity.about or quantity.share or quantity.change or told.is_difference:
            return False
        before = self.state.before
        if after.startswith(_AFTER) or _MONTH.search(before) or _any(before, "plan", "sentence"):
            return False
        if kind == "points" and (not told.subject or self._is_of_items()):
            return False
        if kind:
            return quantity.measure == MEASURES[kind] or (kind == "points" and not quantity.unit)
        if len(told.subject) < _SHORTEST_NAME or quantity.measure in ("", "分", "%"):
            return False
        return not _any(clause, "plan", "clause")

    def _is_of_items(self) -> bool:
        """Tell whether a score is one of several: 投入类得分9分，过程类得分37分."""
        before = self.state.before
        return bool(_SCORE.search(before)) or _any(before, "quality", "items")

    def _made(
        self, quantity: Quantity, told: Named, name: tuple[str, str], clause: str
    ) -> Statement:
        subject, kind = name
        state = self.state
        role = told.role or (state.parent_role if state.parent and told.subject else "")
        role = role or (self._ambient_role() if kind == "money" else "")
        governing = state.governing + ("" if kind else clause)
        scope = {word for word in listed("scope", "words") if word in governing}
        scope |= {word for word in listed("scope", "headings") if word in self.heads}
        scope |= {state.entity} if kind and state.entity else set()
        scope -= set(unscoped(subject))
        scope = {word for word in scope if word not in subject}
        return Statement(
            subject,
            kind,
            told.year or state.year,
            role,
            frozenset(scope),
            state.parent if state.parent != subject else "",
            MEASURES.get(kind, quantity.measure),
            quantity.value,
            quantity.unit,
            quantity.base,
            quantity.half,
            quantity.text,
            quantity.span,
            self.at,
        )

    def _ambient_role(self) -> str:
        """Return what role an amount may have that names none itself: none, planned or unclear."""
        block = self.sentence.block
        if any(word in self.state.before for word in listed("planned", "actual")):
            return ""
        if is_planned(self.state.governing):
            return "预算"
        around = (self.state.before, block.text[: self.sentence.start], self.heads)
        return UNCLEAR if any(is_planned(text) for text in around) else ""
