"""What a sentence says of its numbers one after the other: name, role, year, way of change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.passages.comparing import ENDS_OF_NEW, FORMER, NEW, PRIOR, kind_of, plain, sign
from reportgen.passages.naming import YEAR, is_bare_total, known, name, role

if TYPE_CHECKING:
    from reportgen.passages.model import Read

_NEAR = 16
"""Characters: more than the longest words that end a clause with 增加到."""
RATES = ("%", "％", "‰")
_CLAUSE = re.compile(r"[，,；;：:。！？\n（）()]")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_KEPT = re.compile(r"[（(][\u4e00-\u9fff]{1,3}[）)](?=[\u4e00-\u9fff])")
_EDGE = re.compile(r"[（()）]")
_JOINED = re.compile(r"\s*(?:、|和|及|与)\s*")
_BEGIN = re.compile(r"(?<![较比与同])(\d{4})\s*年年?初(?!预算)")
_CURRENT = re.compile(r"本年|当年")
_SHARE = re.compile(r"(?:所)?占(?:比|总)?|(?:的)?(?:比重|比例|份额)(?:为|达|是)*(?:约)?$")


@dataclass(slots=True)
class Heard:
    """What has been heard of a sentence so far, number by number.

    ``year`` is the report's, ``at`` the year the sentence speaks of.
    """

    text: str
    year: int | None
    end: int = 0
    name: str = ""
    amount: str = ""
    role: str = ""
    at: int | None = None
    base: str = ""
    way: str = ""
    shared: bool = False
    part: str | None = None
    outside: list[tuple[str, str]] = field(default_factory=list)
    brackets: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look once whether there is a bracket at all."""
        self.brackets = _EDGE.search(self.text) is not None

    def said(self, place: Read) -> tuple[str, int | None, str, str, str, bool, bool]:
        """Return what is said of the next number: a Quantity's fields from ``name`` on."""
        raw = self.text[self.end : place.start]
        between = raw
        if self.brackets:
            self._leave(raw)
            between = _opened(raw)
        *before, clause = _CLAUSE.split(between)
        self._dated(before)
        kind, own, told = kind_of(clause, self.text[place.end :])
        way = sign(clause) if kind == "change" else ""
        if kind == "value" and raw.strip() in ("（", "(") and place.unit in RATES and self.way:
            kind, told, way = "change", self.base, self.way
        self._dated([own])
        share = self._is_share(place, clause, kind)
        share = share or (self.shared and kind == "value" and bool(_JOINED.fullmatch(raw)))
        self.shared = share
        given, of = self._named(place, own, before, kind=kind, share=share)
        against = told if kind != "value" else ""
        if kind == "base" and against != FORMER and (told_role := role(against)[0]):
            of = told_role
        year = self._year(clause, kind, against, of)
        if kind == "change" and not against:
            against = self.base
        self._keep(place, kind, given, of, against)
        self.way = way
        given = _with_counted(given, self.text, place).replace("\1", "（").replace("\2", "）")
        told = plain(against, self._prior())
        about = place.about or _about(self.text, clause, place)
        return given, year, of, way, told, share, about

    def _dated(self, clauses: list[str]) -> None:
        for clause in clauses:
            if "年" not in clause:
                continue
            if found := YEAR.findall(clause):
                self.at = int(found[-1])
            elif _CURRENT.search(clause) and self.year:
                self.at = self._of_begin() or self.year

    def _of_begin(self) -> int | None:
        """Return the year whose beginning the sentence told of: 本年 is that year then."""
        found = _BEGIN.findall(self.text[: self.end])
        return int(found[-1]) if found else None

    def _leave(self, between: str) -> None:
        """Forget what was told in a bracket when it closes."""
        depth = 0
        for mark in _EDGE.findall(between):
            depth += 1 if mark in "（(" else -1
        while depth > 0:
            self.outside.append((self.name, self.role))
            depth -= 1
        while depth < 0 and self.outside:
            self.name, self.role = self.outside.pop()
            depth += 1

    def _prior(self) -> int | None:
        now = self.at or self.year
        return now - 1 if now else None

    def _is_share(self, place: Read, clause: str, kind: str) -> bool:
        if place.unit not in RATES or kind != "value":
            self.part = self.name if "占" in clause and place.unit not in RATES else None
            return False
        if self.part is not None and len(clause) <= 2:
            return True
        return bool(_SHARE.search(clause)) and "占用" not in clause

    def _named(
        self, place: Read, own: str, before: list[str], *, kind: str, share: bool
    ) -> tuple[str, str]:
        if share:
            own = _SHARE.split(own)[0] if self.part is None else self.part
        of, word = role(own)
        given = name(own, word, of)
        if own.strip("、 ").endswith("等") and "、" in own:
            return "", of
        if kind == "value" and not share and self._is_bare(place, own):
            return self._above(before[1:] if self.end else before), of
        if given in known("name", "empty"):
            if given in known("name", "flows") and self._is_flow():
                return given, of
            if kind == "value" and not share and _is_total(own) and not given:
                return self._above(before), of
            of = of or self._spent(own, kind, share=share)
            given = self._subject(place) or self._above(before)
        return given, of or self._aim(own)

    def _is_bare(self, place: Read, own: str) -> bool:
        """Tell whether a number is the sum of those before; 两项 of 两项共 is a number itself."""
        if is_bare_total(own):
            return True
        clause = _CLAUSE.split(self.text[max(0, place.start - 20) : place.start])[-1]
        return len(clause) > len(own) and is_bare_total(clause)

    def _subject(self, place: Read) -> str:
        """Return what was last spoken of; an amount is not of the rate named before it."""
        rate = place.unit in RATES or "百分点" in place.unit
        return self.name if rate else self.amount or self.name

    def _is_flow(self) -> bool:
        return (
            not self.name
            or self.role in ("结转", "结余")
            or any(flow in self.name for flow in known("name", "flows"))
        )

    def _above(self, before: list[str]) -> str:
        clause = next((each for each in reversed(before) if each.strip()), "")
        of, word = role(clause)
        return name(clause, word, of) if len(clause) <= 30 else ""

    def _spent(self, own: str, kind: str, *, share: bool) -> str:
        if kind == "value" and not share:
            bare = name(own)
            told = bare in words("quantities")["roles"]["spent"]
            return "决算" if told and "预算" in self.role else ""
        return self.role

    def _aim(self, own: str) -> str:
        told = self.text[: self.end] + own if self.end else self.text[: self.text.find(own)]
        for word in words("quantities")["roles"]["aims"]:
            if word in told:
                return "目标"
        return ""

    def _year(self, clause: str, kind: str, against: str, of: str) -> int | None:
        if kind == "base":
            if found := YEAR.findall(against):
                return int(found[-1])
            if PRIOR.search(against):
                return self._prior()
            return None if against == FORMER else self.at
        if kind != "value" or of == "结转" or "年" not in clause:
            return self.at
        return self._prior() if PRIOR.search(clause) and not YEAR.search(clause) else self.at

    def _keep(self, place: Read, kind: str, given: str, of: str, against: str) -> None:
        self.end = place.end
        self.name = given or self.name
        if place.unit not in RATES:
            self.amount = self.name
        if kind != "value":
            self.base = against
        elif not self._is_new(place.start):
            self.base, self.role = "", of

    def _is_new(self, end: int) -> bool:
        """Tell whether the clause that ends at a place says what something rose or fell to."""
        if not end or self.text[end - 1] not in ENDS_OF_NEW:
            return False
        return bool(NEW.search(_CLAUSE.split(self.text[max(0, end - _NEAR) : end])[-1]))


def _opened(between: str) -> str:
    """Return the words between two numbers without what stands in brackets, short words aside."""
    if "（" not in between and "(" not in between:
        return between
    kept = _KEPT.sub(lambda found: f"\1{found[0][1:-1]}\2", between)
    return _BRACKETED.sub("", kept)


def _is_total(clause: str) -> bool:
    return clause.strip("为是约达、 ").endswith(("合计", "共计", "总计", "一共", "总额", "总数"))


_COUNTED = re.compile(r"[\u4e00-\u9fff（）“”]{2,12}")
_SAYS_LITTLE = 3


def _with_counted(given: str, text: str, place: Read) -> str:
    """Return 聘请村级保洁员 of 聘请150名村级保洁员: a bare verb is no name."""
    if len(given) > _SAYS_LITTLE or not place.unit or place.unit in RATES or "元" in place.unit:
        return given
    found = _COUNTED.match(text, place.end)
    return given + found[0].removeprefix("的") if found else given


def _about(text: str, clause: str, place: Read) -> bool:
    before = clause.rstrip().removesuffix("节约")
    return before.endswith(known("around", "before")) or text.startswith(
        known("around", "after"), place.end
    )
