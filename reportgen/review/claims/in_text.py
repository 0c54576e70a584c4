"""What one sentence states by its numbers, read from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.passages.comparing import FORMER
from reportgen.passages.naming import is_bare_total
from reportgen.review.claims.bounds import bounds, is_of_list, unit_of, villages, year_of_base
from reportgen.review.claims.context import (
    CURRENT,
    YEAR,
    any_of,
    entity,
    is_governed,
    is_planned,
    listed,
    this_year,
    topic,
    unscoped,
    year_before,
)
from reportgen.review.claims.subjects import GENERIC, KEPT, UNCLEAR, Named, mentioned, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Quantity, Sentence

MEASURES = {"money": "元", "people": "人", "rate": "%", "points": "分"}
_PIECES = re.compile(r"[，,；;：:（(）)。]")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_MONTH = re.compile(r"(?<!\d)(?:[1-9]|1[01])月|(?<!12)月[末底]|日前|季度末")
_OVERSEAS = re.compile(r"[（(]境[）)]")
_DETAIL = re.compile(r"主要包括|主要是|主要用于|主要为|具体包括")
_COMPARED = re.compile(r"[较比与同]")
_PARTS = re.compile("其中|包括|包含|分别|：|构成|分为|全部为|均为|全部是|均用于")
_AFTER = ("的", "/", "每", "～", "~", "—", "-", "至", "倍", "／")
_NEXT = re.compile(r"(?:、|和|及|与)\s*\d")
_SCORE = re.compile(r"得分?为?\s*\d")
_FROM = re.compile(r"(?:增加|上升|提高|增长|下降|减少|降低|压减|升|降|增|减)(?:到|至|为)")
_CLOSED = re.compile(r"[^（(]*[）)]")
_SHORTEST_NAME = 4


class Said(NamedTuple):
    """What a sentence states by one of its quantities, the fields as in a Statement."""

    number: int
    subject: str
    kind: str
    year: int | None
    role: str
    scope: frozenset[str]
    parent: str
    measure: str


@dataclass(slots=True)
class _State:
    """What a sentence has said before the number at hand."""

    year: int | None = None
    last: Said | None = None
    parent: str = ""
    parent_role: str = ""
    governing: str = ""
    before: str = ""
    entity: str = ""


def _unbracketed(text: str) -> str:
    if "（" not in text and "(" not in text:
        return text
    return _BRACKETED.sub("", _OVERSEAS.sub("境", text))


def _any(text: str, part: str, key: str) -> bool:
    return any_of(part, key).search(text) is not None


def _goes_on(told: Named) -> bool:
    """Tell whether words that are no name speak on of what was named before: 较上年增加."""
    if not told.is_difference or told.subject.endswith("率"):
        return False
    return bool(
        told.subject in listed("filler", "differences")
        or _COMPARED.match(told.subject)
        or mentioned(told.subject)
    )


@lru_cache(KEPT)
def _among(key: str, text: str) -> frozenset[str]:
    return frozenset(word for word in listed("scope", key) if word in text)


class Reader:
    """Reads one sentence from left to right."""

    def __init__(
        self, year: int | None, own: tuple[str, ...], sentence: Sentence, heads: str
    ) -> None:
        """Begin before the first word; ``year`` is the report's, ``own`` are the unit's names."""
        self.year, self.own, self.number = year, own, 0
        self.sentence, self.heads = sentence, heads
        self.state = _State(year=year_before(sentence, year))

    def statements(self, quantities: tuple[Quantity, ...]) -> Iterator[Said]:
        """Yield what the sentence states."""
        begin = self.sentence.start
        for self.number, quantity in enumerate(quantities):
            between = quantity.block.text[begin : quantity.start]
            begin = quantity.end
            if found := self._statement(quantity, between):
                yield found

    def _statement(self, quantity: Quantity, between: str) -> Said | None:
        state = self.state
        pieces = _PIECES.split(_unbracketed(between))
        clause, others = pieces[-1], pieces[:-1]
        self._look(between, others)
        if counted := villages(quantity, clause):
            is_all = counted.endswith("数")
            return self._made(quantity, Named(counted), (counted, ""), "") if is_all else None
        if (
            "、" in clause.strip("、")
            or self._is_of_row(quantity, between)
            or is_of_list(clause, others)
        ):
            state.last = None
            return None
        if self._is_other_flow(clause) or (
            not any(others) and is_bare_total(self._whole_clause(quantity))
        ):
            state.last = None
            return None
        told = named(clause, self.year, self.own)
        if told.year and not _COMPARED.search(clause) and YEAR.search(clause):
            state.year = told.year
        elif CURRENT.search(between) and (own := this_year(state.before, self.year)) != self.year:
            state.year, told = own, told._replace(year=None)
        if told.subject and not told.kind:
            state.entity = entity(told.subject) or state.entity
        elif told.kind == "people" and others:
            state.entity = unit_of(others[-1], self.own) or state.entity
        subject, kind = self._subject(told, others, quantity)
        if not subject or not self._counts(quantity, kind, told, clause):
            if told.subject and not _goes_on(told):
                state.last = None
            return None
        state.last = self._made(quantity, told, (subject, kind), clause)
        is_old = _FROM.match(quantity.block.text, quantity.end) and told.year is None
        return None if is_old or quantity.against == FORMER else state.last

    def _is_other_flow(self, clause: str) -> bool:
        """Tell whether 收入 or 支出 is not of the amount before: 年初结转5万元，收入9万元."""
        last, bare = self.state.last, clause.strip("共计为是 ")
        if last is None or bare not in ("收入", "支出"):
            return False
        return last.subject in listed("flows", "names") and bare not in last.subject

    def _whole_clause(self, quantity: Quantity) -> str:
        begin = max(self.sentence.start, quantity.start - 24)
        return _PIECES.split(quantity.block.text[begin : quantity.start])[-1]

    def _is_of_row(self, quantity: Quantity, between: str) -> bool:
        """Tell whether a number is one of a row of them: 分别为118.60万元、112.35万元."""
        if _NEXT.match(quantity.block.text, quantity.end):
            return True
        return bool(between) and not between.strip("、和及与 ")

    def _look(self, between: str, others: list[str]) -> None:
        """Note what the words before the clause of a number change."""
        state = self.state
        state.before += between
        if _CLOSED.match(between):
            state.entity = ""
        if "；" in between or ";" in between:
            state.governing = state.entity = ""
            state.last = None if state.parent else state.last
        state.governing += "".join(others)
        if found := YEAR.findall("".join(p for p in others if not _COMPARED.search(p))):
            state.year = int(found[-1])
        opens = any(word in between for word in ("其中", "包括"))
        if opens and state.last is None and state.parent:
            state.parent_role = UNCLEAR
        if state.last and _PARTS.search(_DETAIL.sub("", between)):
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
        is_all = before in ("", whole, *listed("flows", "names"))
        return (whole, "money") if is_all else ("", "")

    def _counts(self, quantity: Quantity, kind: str, told: Named, clause: str) -> bool:
        """Tell whether a number certainly states the value of its subject for a year."""
        after = quantity.block.text[quantity.end : quantity.end + 4]
        if quantity.about or quantity.share or quantity.change or told.is_difference:
            return False
        before = self.state.before
        if after.startswith(_AFTER) or _MONTH.search(before) or _any(before, "plan", "sentence"):
            return False
        if self._is_of_several(kind, told, clause):
            return False
        if kind:
            return quantity.measure == MEASURES[kind] or (kind == "points" and not quantity.unit)
        if len(told.subject) < _SHORTEST_NAME or quantity.measure in ("", "分", "%"):
            return False
        is_plan = _any(clause, "plan", "clause")
        return not (is_plan or is_governed(before, self.year, self.own))

    def _is_of_several(self, kind: str, told: Named, clause: str) -> bool:
        """Tell whether the sentence has such rates or scores of several things."""
        if kind == "rate":
            return bool(clause) and self.sentence.text.count(clause) > 1
        return kind == "points" and (not told.subject or self._is_of_items())

    def _is_of_items(self) -> bool:
        """Tell whether a score is one of several: 投入类得分9分，过程类得分37分."""
        before = self.state.before
        return bool(_SCORE.search(before)) or _any(before, "quality", "items")

    def _made(self, quantity: Quantity, told: Named, name: tuple[str, str], clause: str) -> Said:
        subject, kind = name
        state = self.state
        role = told.role or (state.parent_role if state.parent and told.subject else "")
        role = role or (self._ambient_role() if kind == "money" else "")
        governing = state.governing + ("" if kind else clause)
        scope = set(_among("words", governing) if _any(governing, "scope", "words") else ())
        scope |= _among("headings", self.heads)
        scope |= {state.entity} if kind and state.entity else set()
        scope |= bounds(self.sentence, quantity, name, state.parent, self.heads)
        scope -= set(unscoped(subject))
        scope = {word for word in scope if word not in subject}
        return Said(
            self.number,
            subject,
            kind,
            year_of_base(quantity) or told.year or state.year,
            role,
            frozenset(scope),
            self._parent(subject),
            MEASURES.get(kind, quantity.measure),
        )

    def _parent(self, subject: str) -> str:
        """Return what a subject is listed under: said in the sentence, or by the heading."""
        parent = self.state.parent
        if not parent and subject in listed("parents", "kept"):
            parent = topic(self.heads)
        return parent if parent != subject else ""

    def _ambient_role(self) -> str:
        """Return what role an amount may have that names none itself: none, planned or unclear."""
        block = self.sentence.block
        if _any(self.state.before, "planned", "actual"):
            return ""
        if is_planned(self.state.governing):
            return "预算"
        around = (self.state.before, block.text[: self.sentence.start], self.heads)
        return UNCLEAR if any(is_planned(text) for text in around) else ""
