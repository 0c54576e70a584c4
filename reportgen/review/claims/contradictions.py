"""RV12: two sentences of a report contradict each other.

Directions are compared here only where no figures decide; a score beside a word for the same
thing is told where nothing says out of how many points it is.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.claims.comparisons import clauses, current, is_whole, one_of, value
from reportgen.review.claims.context import fund, own_names, sections
from reportgen.review.claims.directions import claims
from reportgen.review.claims.statements import ACTUAL, index
from reportgen.review.claims.subjects import amounts, named
from reportgen.review.holding import holding
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.claims.comparisons import Clause
    from reportgen.review.claims.directions import Claim
    from reportgen.review.model import Case, Fault

CODE = "RV12"
SCORE, LEFT_OVER = words("claims")["asked"]["score"], words("claims")["asked"]["left_over"]
SATISFACTION = words("claims")["asked"]["satisfaction"]
_LARGEST_WITHOUT_SCALE = Decimal(10)
_OPPOSED = {
    frozenset(pair)
    for pair in (
        ("up", "down"),
        ("up", "not_up"),
        ("up", "flat"),
        ("down", "flat"),
        ("down", "near"),
    )
}
_LEFT_OVER = re.compile(r"年末(?:没有|无|未形成)(?:结转和?)?(?:结余|结转)(?:资金)?")
_COMPLETED = re.compile(
    r"(完成(?:年初|调整后?|全年)?预算数?的?(?:比例为)?100(?:\.0+)?[%％])[，,；;][^。；;\d]{0,6}"
    r"(决算数?(?:大于|小于|高于|低于|超出|超过)(?:了)?(?:年初|调整后?|全年)?预算数?(?:\d[\d.]*万?元)?)"
)
_SETTLED = re.compile("决算数?(?:大于|小于|高于|低于|超出|超过)")
"""Stands in every text that says that all was spent, and then that it was not."""
_QUALITY_OF = re.compile(
    r"满意度(?:综合评分|综合评价|评分|评价|调查结果)?(?:结果)?(?:均?为|是|：|达到)[“”]?"
)


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for each two sentences of which only one can be true."""
    yield from _opposed(case)
    yield from _unscaled(case)
    yield from _denied(case)
    yield from _left_over(case)
    yield from _completed(case)


def _opposed(case: Case) -> Iterator[Fault]:
    """Two directions of one quantity against one base, and no figures to decide."""
    found = [(claim, *key) for claim in claims(case) for key in _keys(case, claim)]
    told: set[object] = set()
    for (one, *key), (other, *same_key) in combinations(found, 2):
        if key != same_key or frozenset((one.way, other.way)) not in _OPPOSED or key[0] in told:
            continue
        if "略" in one.span.text + other.span.text and {one.way, other.way} & {"near"}:
            continue
        told.add(key[0])
        name = key[0] if str(key[0]).startswith("“") else f"“{key[0]}”"
        yield notice(
            CODE,
            [other.span, one.span],
            f"前后两句话不一致：关于{name}，一处说“{one.span.text}”，另一处说“{other.span.text}”。",
            f"核对{name}的数，两处改成一致的说法，并写出两个年度（或预算与决算）的数额。",
        )


def _keys(case: Case, claim: Claim) -> Iterator[tuple[str, int | None, tuple[str, ...]]]:
    for subject in claim.subjects:
        for base in claim.bases:
            new = current(case, subject, claim.clause.year, planned=claim.planned)
            if new is None or value(case, subject, base) is None:
                yield subject, base.year, base.roles


def _unscaled(case: Case) -> Iterator[Fault]:
    """A score of satisfaction with no scale, beside a word for the same or alone."""
    scores = [each for each in index(case).by_subject.get(SCORE, ()) if not each.in_table]
    scores = [each for each in scores if each.base <= _LARGEST_WITHOUT_SCALE]
    if not scores or _has_scale(case):
        return
    said = _qualities(case)
    score = scores[0]
    message = f"满意度评分“{score.shown}”没有写明满分是多少"
    if said:
        message = f"满意度一处说“{said[0].text}”，另一处说“{score.shown}”，一个是评语，一个是分数，"
        message += "而且没有写明满分是多少"
    yield notice(
        CODE,
        [*(each.span for each in scores), *said],
        f"{message}，读者无法判断高低。",
        "写明满分是多少和换算出的百分比，两处用同一种说法。",
    )


def _has_scale(case: Case) -> bool:
    scales = words("claims")["quality"]["scales"]
    texts = [each.text for each in case.sentences if "满意" in each.text]
    texts += [grid.title for grid in case.paper.grids if "满意" in grid.title]
    return any(scale in text for text in texts for scale in scales)


def _qualities(case: Case) -> list[Span]:
    found = []
    pattern = re.compile(f"{_QUALITY_OF.pattern}(?:{one_of('quality', 'words')})(?![度率\\d])")
    for sentence in case.sentences:
        if SATISFACTION in sentence.text and not sentence.block.is_cell:
            for each in pattern.finditer(sentence.text):
                at = sentence.start
                found.append(Span(sentence.block, at + each.start(), at + each.end()))
    return found


def _denied(case: Case) -> Iterator[Fault]:
    """“未发生因公出国（境）费”, and an amount for it elsewhere."""
    for clause in clauses(case, _none()):
        found = _none().search(clause.text)
        if found is None or len(clause.subjects) != 1 or not _is_plain(case, clause, found):
            continue
        subject = clause.subjects[0]
        stated = index(case).value(subject, clause.year, ACTUAL)
        if subject not in amounts() or stated is None or stated.base <= 0:
            continue
        if is_whole(case, clause, subject, found.start()):
            at = clause.span.start
            where = stated.place if stated.in_table else f"{stated.place}{stated.name}"
            span = Span(clause.span.block, at + found.start(), clause.span.end)
            yield notice(
                CODE,
                [span, stated.span],
                f"文中说“{span.text}”，而{where}为{stated.shown}。",
                "核对这项支出有没有发生；没有发生的改数，发生了的改文字。",
            )


def _is_plain(case: Case, clause: Clause, found: re.Match[str]) -> bool:
    """Tell whether nothing but the subject is denied: not 无公务接待费超支."""
    before = clause.text[: found.start()]
    denied = named(clause.text[found.end() :], case.year, own_names(case))
    head = named(before, case.year, own_names(case)) if before else None
    known = denied.subject in clause.subjects or _after(clause.text[found.end() :], clause)
    return known and (head is None or not head.subject or before.endswith(_before()))


def _after(text: str, clause: Clause) -> bool:
    tails = tuple(words("claims")["none"]["after"])
    while text.endswith(tails):
        text = text.removesuffix(next(tail for tail in tails if text.endswith(tail)))
        if named(text, None).subject in clause.subjects:
            return True
    return False


def _before() -> tuple[str, ...]:
    return tuple(words("claims")["none"]["before"])


def _left_over(case: Case) -> Iterator[Fault]:
    stated = index(case).value(LEFT_OVER, case.year, ("", "决算"))
    if stated is None or stated.base <= 0:
        return
    under = sections(case.paper)
    for sentence in case.sentences:
        for found in _LEFT_OVER.finditer(sentence.text):
            heads = under.get(sentence.block.number, "")
            if fund(sentence.text[: found.start()]) or fund(heads):
                continue
            start = sentence.start + found.start()
            yield notice(
                CODE,
                [Span(sentence.block, start, sentence.start + found.end()), stated.span],
                f"文中说“{found[0]}”，而{stated.place}年末结余为{stated.shown}。",
                "核对年末有没有结余，两处改成一致。",
            )


def _completed(case: Case) -> Iterator[Fault]:
    """“完成年初预算100%，决算数大于预算数”: all of it, and more."""
    blocks = {block.number for block in holding(case.paper, _SETTLED)}
    for sentence in case.sentences if blocks else ():
        if sentence.block.number not in blocks:
            continue
        if found := _COMPLETED.search(sentence.text):
            at = sentence.start
            parts = [Span(sentence.block, at + found.start(n), at + found.end(n)) for n in (1, 2)]
            yield notice(
                CODE,
                parts,
                f"前面说“{parts[0].text}”，后面说“{parts[1].text}”，两句话不一致。",
                "核对预算数和决算数，重新计算完成预算的比例，改正写错的一处。",
            )


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('none', 'verbs')})(?=[“”]?[一-鿿])")
