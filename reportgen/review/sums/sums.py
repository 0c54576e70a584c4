"""RV01: a total in a sentence that is not the sum of its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.checks.slips import significant, slip
from reportgen.lexicon import words
from reportgen.review.model import Fault, error, notice
from reportgen.review.sums import unit_slips
from reportgen.review.sums.amounts import MONEY, base, measure, named, printed, summed, tolerance
from reportgen.review.sums.explained import explanations
from reportgen.review.sums.wholes import LED, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case
    from reportgen.review.sums.wholes import Relation

CODE = "RV01"
_REACH = 2000
_NEAR = Decimal("0.10")
_FAR = Decimal("0.30")
_EXACT = _FEW = 3
_TOO_FAR = Decimal("0.50")
_OPEN = re.compile(r"\s*(?:[（(][^（）()]*[）)])?\s*等")
_ERROR, _NOTICE = "error", "notice"


def check(case: Case) -> Iterator[Fault]:
    """Yield totals whose parts add up to something else."""
    met: dict[tuple[object, ...], list[tuple[Relation, str]]] = {}
    found = [_narrowed(relation) for relation in relations(case)]
    behind = [each for each in found if each.wording == "合计" and len(each.wholes) == 1]
    for relation in found:
        verdict = _verdict(relation)
        if verdict and not any(_belongs(relation, total) for total in behind):
            key = (base(relation.whole), tuple(base(part) for part in relation.parts))
            met.setdefault(key, []).append((relation, verdict))
    for alike in met.values():
        yield _fault(case, [relation for relation, _ in alike], alike[0][1])


def fits(whole: Quantity, parts: Iterable[Quantity]) -> bool:
    """Tell whether parts add up to a total, rounding allowed for."""
    parts = tuple(parts)
    return abs(summed(parts) - base(whole)) <= tolerance(whole, parts)


def holds(relation: Relation) -> bool:
    """Tell whether there is a way to read the sentence in which its total is right."""
    return any(
        fits(whole, parts)
        for whole in relation.wholes
        for parts in relation.readings
        if len(parts) > 1 or len(relation.parts) == 1
    )


def _narrowed(relation: Relation) -> Relation:
    """Return a relation without what is told behind a complete division: 男, 女, 党员."""
    parts = relation.parts
    if not _overlap(parts):
        return relation
    whole = next((k for k in range(2, len(parts)) if _is_partition(parts[:k])), len(parts))
    return replace(relation, parts=parts[:whole])


def _belongs(relation: Relation, total: Relation) -> bool:
    """Tell whether a total behind holds when the parts here end early: 其中 may speak of one."""
    if not 0 <= total.whole.start - relation.whole.start <= _REACH:
        return False
    whole, first, *others = (id(each) for each in (relation.whole, *relation.parts))
    named = [(parts, {id(each) for each in parts}) for parts in total.readings]
    return total.whole.block is relation.whole.block and any(
        whole in known
        and first not in known
        and not known.isdisjoint(others)
        and fits(total.whole, parts)
        for parts, known in named
    )


def _verdict(relation: Relation) -> str:
    if holds(relation) or unit_slips.odd(relation):
        return ""
    whole, parts = relation.whole, relation.parts
    gap = summed(parts) - base(whole)
    if len(parts) == 1:
        return _of_one(relation, gap)
    if _overlap(parts) or _nested(parts) or any(each.about for each in (whole, *parts)):
        return ""
    if any(each.unit == "" for each in parts) != (whole.unit == ""):
        return ""
    return _of_more(relation, gap)


def _of_one(relation: Relation, gap: Decimal) -> str:
    """A single part can only be too large, and only where it follows its total at once."""
    whole, part = relation.whole, relation.parts[0]
    near = len(relation.between) - len(part.text) <= 24 and relation.wording == "其中"
    named = whole.name and part.name and "；" not in relation.between
    too_large = gap > tolerance(whole, (part,)) and not (whole.about or part.about)
    return _ERROR if near and named and too_large and len(relation.wholes) == 1 else ""


def _of_more(relation: Relation, gap: Decimal) -> str:
    whole, parts = relation.whole, relation.parts
    near = abs(gap) <= _NEAR * base(whole) or bool(_slipped(whole, parts, gap))
    if gap > base(whole):  # parts of twice the size are likely parts of something else
        return "" if relation.wording == LED or _is_partition(parts) else _NOTICE
    if gap < 0 and _is_open(relation):
        return _NOTICE if near else ""
    if relation.wording in ("=", "＝") or _is_partition(parts):
        return _ERROR
    if relation.wording == LED and (not near or len(parts) < _FEW or len(relation.wholes) > 1):
        return _NOTICE if near else ""
    return _of_list(relation, gap, near=near)


def _of_list(relation: Relation, gap: Decimal, *, near: bool) -> str:
    whole, parts = relation.whole, relation.parts
    given = words("sums")["openers"]
    soft = _is_soft(relation.between)
    if near:
        return _NOTICE if soft and gap < 0 else _ERROR
    if gap > 0:
        is_doubtful = gap > _TOO_FAR * base(whole) and len(parts) > 2
        is_doubtful = is_doubtful or relation.wording in ("合计", "（", "(")
        return _NOTICE if is_doubtful else _ERROR
    if soft:
        return ""
    told = any(word in _before(whole) for word in given["total"]) or relation.wording == "合计"
    if relation.wording in given["whole"]:
        return _ERROR if abs(gap) <= _FAR * base(whole) and told else _NOTICE
    return _NOTICE if told else ""


def _is_open(relation: Relation) -> bool:
    """Tell whether 等 closes the list: there are more parts than those named."""
    last = relation.parts[-1]
    return bool(_OPEN.match(last.block.text, last.end))


def _is_soft(between: str) -> bool:
    """Tell whether the words between the numbers say that the list is not complete."""
    given = words("sums")["openers"]
    for word in given["firm"]:
        between = between.replace(word, "")
    return any(word in between for word in given["soft"])


def _before(whole: Quantity) -> str:
    return whole.block.text[max(0, whole.start - 8) : whole.start]


def _slipped(whole: Quantity, parts: tuple[Quantity, ...], gap: Decimal) -> list[Quantity]:
    found = []
    for each, wanted in ((whole, base(whole) + gap), *((p, base(p) - gap) for p in parts)):
        factor = base(each) / each.value if each.value else Decimal(1)
        if wanted > 0 and slip(each.value, wanted / factor):
            found.append(each)
    return found


def _is_partition(parts: tuple[Quantity, ...]) -> bool:
    """Tell whether the names of the parts are known to be all there is."""
    names = [part.name for part in parts]
    return any(
        len(names) >= len(known)
        and all(any(word in name for word in known) for name in names)
        and all(any(word in name for name in names) for word in known)
        for known in words("sums")["partitions"]["sets"]
    )


def _nested(parts: tuple[Quantity, ...]) -> bool:
    """Tell whether amounts in a list are those that one before them is made of, to the cent."""
    if measure(parts[0]) != MONEY:
        return False
    return any(
        summed(parts[at + 1 : end]) == base(parts[at])
        and (significant(parts[at].value) >= _EXACT or _is_partition(parts[at + 1 : end]))
        for at in range(len(parts) - 2)
        for end in range(at + 3, len(parts) + 1)
    )


def _overlap(parts: tuple[Quantity, ...]) -> bool:
    if measure(parts[0]) == "元" or _is_partition(parts):
        return False
    names = [part.name for part in parts]
    return any(word in name for word in words("sums")["parts"]["overlap"] for name in names)


def _fault(case: Case, alike: list[Relation], verdict: str) -> Fault:
    relation = alike[0]
    whole, parts = relation.whole, relation.parts
    total = printed(summed(parts), whole, parts)
    gap = printed(abs(summed(parts) - base(whole)), whole, parts)
    spans = [each.span for found in alike for each in (found.whole, *found.parts)]
    if len(parts) == 1:
        part = f"{named(parts[0])}{parts[0].text}"
        message = f"{part}是{named(whole)}{whole.text}中的一部分，却比它大{gap}。"
        return error(CODE, spans, message, "核对这两个数，改正填错的一个。")
    added = "＋".join(part.text for part in parts)
    message = f"{named(whole) or '合计'}{whole.text}与分项之和不符：{added}＝{total}，相差{gap}。"
    make = error if verdict == _ERROR else notice
    return make(CODE, spans, message, _remedy(case, relation, verdict))


def _remedy(case: Case, relation: Relation, verdict: str) -> str:
    if verdict == _NOTICE:
        total = printed(summed(relation.parts), relation.whole, relation.parts)
        return f"核对合计与各分项；如只列出一部分，写明“主要包括”。合计也可能应为{total}。"
    told = [text for text, _ in explanations(case, relation)[:5]]
    if len(told) > 1:
        counted = "一二三四五"
        listed = "；".join(f"{counted[at]}是{text}" for at, text in enumerate(told))
        return f"核对后改正。几种可能：{listed}。"
    likely = f"很可能是{told[0]}。" if told else ""
    missing = summed(relation.parts) < base(relation.whole)
    return f"核对合计和各分项，改正填错的一个{'；有漏列的，补上' if missing else ''}。{likely}"
