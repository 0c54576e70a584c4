"""What sentences claim of a quantity against the year before or the budget, in words.

``Comparison`` is a subject, what it is compared with, and the words that claim something of the
two; ``directions`` and ``limits`` ask the figures.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.claims.context import (
    any_of,
    is_of_a_plan,
    listed,
    own_names,
    sections,
    topic,
    unscoped,
)
from reportgen.review.claims.statements import ACTUAL, PLANNED, index
from reportgen.review.claims.subjects import GENERIC, KEPT, amounts, mentioned, named
from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Sentence
    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case

ADJUSTED = (words("claims")["asked"]["adjusted"],)
_CLAUSE = re.compile(r"[^，,；;：:。！？\n]+")
_JOINER = r"(?:以及|和|及|与|、|或)"
_YEARS = re.compile(r"(\d{4})\s*年(?!初)")
BASE = (
    r"(?:(?:本年|当年|\d{4}年度?)?(?:调整后的?|批复的?|核定的?|下达的?|全年)?(?:年初)?预算"
    r"(?:数|金额|总额|安排数|安排|总数|控制数|指标|额度|批复数?)?"
    r"|(?:上一?年度?|去年|前一年|\d{4}年度?)(?:同期)?的?(?:年初)?"
    r"(?:决算数?|预算数?|实际支出数?|支出数?|实际|标准|水平|规模|总额)?)"
)
BASES = rf"(?P<bases>{BASE}(?:{_JOINER}{BASE})*)"
_TOKEN = re.compile(BASE)
_COMPARED = re.compile(rf"(?:[较比与同于超过破出]){BASE}")
_SAME = re.compile(rf"(?:较|比|与|同比|同){BASE}?")
_JOINED = re.compile(f"{_JOINER}?")
_DIGIT = re.compile(r"\d")


class Base(NamedTuple):
    """What a subject is compared with: its words, its year, the roles it may be stated in."""

    words: str
    year: int | None
    roles: tuple[str, ...]

    @property
    def is_budget(self) -> bool:
        """Tell whether it is a budget."""
        return self.roles in (PLANNED, ADJUSTED)

    @property
    def may_be_adjusted(self) -> bool:
        """Tell whether it is a budget that is neither said to be the first nor the adjusted one."""
        return self.roles == PLANNED and "年初" not in self.words


class Clause(NamedTuple):
    """A clause with what it is about."""

    sentence: int
    text: str
    span: Span
    subjects: tuple[str, ...]
    year: int | None
    heads: str


def clauses(case: Case, holds: re.Pattern[str]) -> Iterator[Clause]:
    """Yield the clauses of sentences in which a pattern is found, each with its subjects."""
    own = own_names(case)
    for at, sentence, words_, heads in _told(case):
        if not holds.search(words_):
            continue
        for text, start, end, subjects, year in _clauses(words_, case.year, own, heads):
            span = Span(sentence.block, sentence.start + start, sentence.start + end)
            yield Clause(at, text, span, subjects, year, heads)


@kept
def _told(case: Case) -> list[tuple[int, Sentence, str, str]]:
    """Return the sentences outside of tables and plans: number, sentence, words, headings."""
    under = sections(case.paper)
    return [
        (at, sentence, sentence.text, heads)
        for at, sentence in enumerate(case.sentences)
        if not (sentence.block.is_cell or sentence.block.level)
        if not is_of_a_plan(heads := under.get(sentence.block.number, ""))
    ]


@lru_cache(KEPT)
def _clauses(
    sentence: str, year: int | None, own: tuple[str, ...], heads: str
) -> tuple[tuple[str, int, int, tuple[str, ...], int | None], ...]:
    """Return the clauses of a sentence: words, start, end, subjects and year of each."""
    carried: tuple[str, ...] = ()
    clauses = []
    for found in _CLAUSE.finditer(sentence):
        text = found[0]
        subjects = _subjects(text, carried, heads)
        told = _YEARS.findall(_COMPARED.sub("", text)) if "年" in text else []
        if told and (subjects or not carried):
            year = int(told[-1])
        if subjects is None and carried and _DIGIT.search(text) and not _goes_on(text, own):
            carried = ()
        subjects = subjects or ()
        clauses.append((text, *found.span(), subjects or carried, year))
        carried = subjects or carried
    return tuple(clauses)


def _subjects(text: str, carried: tuple[str, ...], heads: str) -> tuple[str, ...] | None:
    """Return the subjects a clause mentions, None when it mentions none."""
    found = mentioned(text)
    if not found:
        return None
    kept: list[str] = []
    for number, (start, _, name, kind) in enumerate(found):
        meant = _meant(name, carried, heads) if kind == GENERIC else name
        joined = number and _JOINED.fullmatch(text[found[number - 1][1] : start])
        kept = [*kept, meant] if joined else [meant]
    return tuple(dict.fromkeys(kept))


def _meant(whole: str, carried: tuple[str, ...], heads: str) -> str:
    """Return what 支出总额 is of: the amount spoken of before, else a heading's, else the whole."""
    money = [each for each in carried if each in amounts()]
    return money[0] if len(money) == 1 else topic(heads) or whole


def _goes_on(text: str, own: tuple[str, ...]) -> bool:
    """Tell whether a clause with a number speaks on of the subject before it."""
    before = _DIGIT.split(text, maxsplit=1)[0]
    told = named(before, None, own)
    return not told.subject or told.is_difference or bool(_SAME.match(before))


def is_whole(case: Case, clause: Clause, subject: str, upto: int) -> bool:
    """Tell whether a claim is of the whole subject: nothing unknown stands between them."""
    before = clause.text[:upto]
    found = mentioned(before)
    after = before[found[-1][1] :] if found else before
    if any_of("scope", "words").search(before.replace(subject, "")):
        scope = set(listed("scope", "words")) - set(unscoped(subject))
        if any(word in before.replace(subject, "") and word not in subject for word in scope):
            return False
    if any_of("scope", "headings").search(clause.heads) and not unscoped(subject):
        return False
    after = _adverbs().sub("", after.strip("”“（）()"))
    return not named(after, case.year, own_names(case)).subject


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(rf"^(?:{one_of('direction', 'adverbs')})+")


def bases(text: str, clause: Clause, *, planned: bool) -> list[Base]:
    """Return the bases some words name."""
    return [_base(found[0], clause.year, planned) for found in _TOKEN.finditer(text)]


def _base(text: str, year: int | None, planned: bool) -> Base:
    told = _YEARS.search(text)
    if re.match(r"上一?年|去年|前一年", text):
        roles = PLANNED if planned or "预算" in text else ACTUAL
        return Base(text, year - 1 if year else None, roles)
    if "预算" in text:
        adjusted = "调整" in text or "全年" in text
        return Base(text, int(told[1]) if told else year, ADJUSTED if adjusted else PLANNED)
    roles = PLANNED if planned else ACTUAL
    return Base(text, int(told[1]) if told else None, roles)


def value(case: Case, subject: str, base: Base) -> Statement | None:
    """Return what the report states of a subject's base."""
    roles = base.roles
    if base.roles == PLANNED and "年初" in base.words:
        roles = ("年初预算", "预算")
    return index(case).value(subject, base.year, roles) if base.year else None


def current(case: Case, subject: str, year: int | None, *, planned: bool) -> Statement | None:
    """Return the value a claim is about."""
    return index(case).value(subject, year, PLANNED if planned else ACTUAL)


@cache
def one_of(part: str, key: str) -> str:
    """Return a list of words as an alternative of a pattern, longest first."""
    return "|".join(map(re.escape, sorted(words("claims")[part][key], key=len, reverse=True)))
