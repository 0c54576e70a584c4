"""RV02: a share in a sentence that its part and its whole do not give."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.checks.slips import slip
from reportgen.lexicon import words
from reportgen.review.model import Fault, error, notice
from reportgen.review.once import once
from reportgen.review.sums import rows
from reportgen.review.sums.amounts import base, exactness, measure, named, printed, summed
from reportgen.review.sums.wholes import LED, is_amount, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.passages.model import Quantity
    from reportgen.review.model import Case
    from reportgen.review.sums.wholes import Relation

CODE = "RV02"
_OF = re.compile(
    r"占(?!比|总的?[为达约]?$)(?P<what>[^，。；、占]{2,24}?)的?(?:比重|比例|份额)?(?:为|达|约)?的?$"
)
_INSIDE = re.compile(r"(.{2,8}(?:支出|收入|经费))中(?=.{2})")
_FILLER = re.compile("总额|金额|部门|整体|总|本年|全年|合计|年度|财政拨款")
_OPENS, _CLOSES = re.compile("[（(]"), re.compile("[）)]")
_FLOWS = ("支出", "收入", "经费", "资金")
_NEAR = Decimal("0.02")
_ALL = re.compile(r"占(?:比|总)?$|比重|比例|份额")


def check(case: Case) -> Iterator[Fault]:
    """Yield shares that differ from what the printed amounts give, and shares above a whole."""
    if not any(each.share for line in case.quantities for each in line):
        return
    wholes = _wholes(case)
    wrong = list(once(_wrong(case, wholes)))
    yield from wrong
    told = {span.order for fault in wrong for span in fault.spans}
    lines = (line for line in case.quantities if not any(e.span.order in told for e in line))
    yield from once(fault for line in lines for fault in _above_all(line))


def _wholes(case: Case) -> dict[int, tuple[Quantity, tuple[Quantity, ...]]]:
    """Return of each part, known by its identity, its total and the parts of that total."""
    found: dict[int, tuple[Quantity, tuple[Quantity, ...]]] = {}
    for relation in relations(case):
        if relation.wording == LED and not _is_near(relation):
            continue
        for part in relation.parts:
            found.setdefault(id(part), (relation.whole, relation.parts))
    return found


def _is_near(relation: Relation) -> bool:
    """Tell whether parts are those of a total that may stand far off: they almost add up to it."""
    gap = abs(summed(relation.parts) - base(relation.whole))
    return gap <= base(relation.whole) * _NEAR


def _wrong(case: Case, wholes: dict[int, tuple[Quantity, tuple[Quantity, ...]]]) -> Iterator[Fault]:
    for line in case.quantities:
        told: Quantity | None = None
        for at, share in enumerate(line):
            if not share.share or share.about:
                continue
            part, direct = _part(line, at)
            if part is None or part.about:
                continue
            told = direct or told
            row = rows.around(line, at)
            first = line[row[0]] if row else share
            candidates = _candidates(case, line[:at], part, first, direct, wholes)
            if (
                not candidates
                and told
                and _ALL.search(_words_before(share))
                and _can_be(told, part)
            ):
                candidates = [told]
            if candidates and not any(_fits(share, part, whole) for whole in candidates):
                yield from _fault(part, candidates[0], share, wholes.get(id(part)))


def _words_before(share: Quantity) -> str:
    return share.block.text[max(0, share.start - 30) : share.start].rstrip("为约达")


def _part(line: tuple[Quantity, ...], at: int) -> tuple[Quantity | None, Quantity | None]:
    """Return the amount a share is of, and the whole where it stands between them."""
    before = line[at - 1] if at else None
    if before is None:
        return None, None
    if (row := rows.around(line, at)) or rows.around(line, at - 1):
        return rows.partner(line, row) if row else None, None
    words_between = before.block.text[before.end : line[at].start]
    said = before.block.text[max(0, before.start - 16) : before.start]
    if (
        at > 1
        and is_amount(before)
        and re.search(r"占[^，。；]*$", said)
        and len(words_between) < 4
    ):
        part = _outside(line[: at - 1], before)
        fits = part and is_amount(part) and part.measure == before.measure
        return (part, before) if fits else (None, None)
    for each in reversed(line[:at]):
        between = each.block.text[each.end : line[at].start]
        if re.search(r"^[^（(]*[）)]", between) and line[at].name != each.name:
            continue
        if is_amount(each):
            near = not re.search("[；。]", between)
            same = each.name == line[at].name
            return (each, None) if near and same else (None, None)
        if each.share and not each.change:
            return None, None
    return None, None


def _outside(line: tuple[Quantity, ...], whole: Quantity) -> Quantity | None:
    """Return the number before a whole; what stands in a bracket closed by then is left out."""
    text = whole.block.text
    depth = 0
    for at in range(len(line) - 1, -1, -1):
        end = line[at + 1].start if at + 1 < len(line) else whole.start
        between = text[line[at].end : end]
        depth += len(_CLOSES.findall(between)) - len(_OPENS.findall(between))
        if depth <= 0:
            return line[at]
    return None


def _candidates(
    case: Case,
    before: tuple[Quantity, ...],
    part: Quantity,
    share: Quantity,
    direct: Quantity | None,
    wholes: dict[int, tuple[Quantity, tuple[Quantity, ...]]],
) -> list[Quantity]:
    if direct is not None:
        return [direct]
    text = share.block.text[max(0, share.start - 30) : share.start]
    if (named := _OF.search(text)) and not _ALL.fullmatch(named[0]):
        return _named(case, before, part, named["what"])
    if (inside := _INSIDE.match(part.name)) and (found := _named(case, before, part, inside[1])):
        return found
    own = wholes.get(id(part))
    if own is None:
        return []
    return [own[0], *(each for each in before if each is not part and _can_be(each, part))]


def _can_be(whole: Quantity, part: Quantity) -> bool:
    return is_amount(whole) and measure(whole) == measure(part) and base(whole) > base(part)


def _named(case: Case, before: tuple[Quantity, ...], part: Quantity, what: str) -> list[Quantity]:
    """Return the amounts of the name a share is said to be of; those near by come first."""
    what = re.sub(r"^(?:全部|全年|本年|当年|总的|我镇|我局|全镇|总)", "", what).strip("的")
    near = [each for each in reversed(before) if each is not part and _can_be(each, part)]
    if found := [each for each in near if _alike(each.name, what)]:
        return found + near
    every = [
        e for line in case.quantities for e in line if _alike(e.name, what) and _can_be(e, part)
    ]
    told = {base(each) for each in every if not each.role or each.role == "决算"}
    return every if len(told) == 1 else []


def _alike(name: str, what: str) -> bool:
    plain = [
        re.sub("总额|金额|部门|整体|总|本年|全年|合计|年度|财政拨款", "", each)
        for each in (name, what)
    ]
    if plain[1] in _FLOWS:
        return name == what or plain[0] == plain[1]
    return bool(name) and (name == what or (len(plain[1]) > 1 and plain[0].endswith(plain[1])))


def _fits(share: Quantity, part: Quantity, whole: Quantity) -> bool:
    if not base(whole):
        return True
    low, high = _bounds(part, whole)
    return low - share.half <= share.base <= high + share.half


def _bounds(part: Quantity, whole: Quantity) -> tuple[Decimal, Decimal]:
    part_half, whole_half = (exactness(each, (part, whole)) for each in (part, whole))
    low = (base(part) - part_half) / (base(whole) + whole_half)
    return low, (base(part) + part_half) / max(base(whole) - whole_half, whole_half)


def _fault(
    part: Quantity,
    whole: Quantity,
    share: Quantity,
    own: tuple[Quantity, tuple[Quantity, ...]] | None,
) -> Iterator[Fault]:
    rate = base(part) / base(whole)
    by_sum = own and summed(own[1])
    if by_sum and abs(base(part) / by_sum - share.base) <= share.half:
        return
    right = f"{(rate * 100).quantize(share.value)}{share.unit}"
    spans = (share.span, part.span, whole.span)
    of = f"{named(whole)}{whole.text}"
    message = f"{named(part)}{part.text}占{of}的比例算得{right}，文中为{share.text}。"
    remedy = f"核对{part.text}和{whole.text}；两数无误的，占比改为{right}"
    if fit := _other_part(part, whole, share):
        remedy = (
            f"核对后改正。几种可能：一是占比应为{right}；"
            f"二是{named(part)}应为{fit}（与占比{share.text}相符）"
        )
    make = notice if abs(rate - share.base) <= 2 * share.half * Decimal("1.5") else error
    yield make(CODE, spans, message, f"{remedy}。")


def _other_part(part: Quantity, whole: Quantity, share: Quantity) -> str:
    """Return the amount one slip away from a part that gives the printed share, if there is one."""
    digits = str(part.value)
    factor = base(part) / part.value if part.value else Decimal(1)
    tried = (
        Decimal(digits[:at] + digit + digits[at + 1 :])
        for at, old in enumerate(digits)
        if old.isdigit()
        for digit in "0123456789"
        if digit != old
    )
    for value in tried:
        if abs(value * factor / base(whole) - share.base) <= share.half and slip(part.value, value):
            return printed(value * factor, part)
    return ""


def _above_all(line: tuple[Quantity, ...]) -> Iterator[Fault]:
    """Yield shares of one whole, told one after the other, that are more than the whole."""
    shares = [each for each in line if each.share and not each.about]
    if len(shares) < 2 or len({_whole_said(each) for each in shares}) > 1:
        return
    if any(word in each.name for each in shares for word in words("sums")["parts"]["overlap"]):
        return
    if any(word in _whole_said(shares[0]) for word in words("sums")["parts"]["own_whole"]):
        return
    if len({each.name for each in shares}) < len(shares) or any(e.change for e in line):
        return
    total = sum((each.base for each in shares), Decimal(0))
    slack = sum(each.half for each in shares)
    if total > 1 + slack and not _nested(shares):
        added = "＋".join(each.text for each in shares)
        message = f"同一总体的各项占比相加超过100%：{added}＝{(total * 100).normalize():f}%。"
        spans = [each.span for each in shares]
        yield error(CODE, spans, message, "核对各项占比和它们所占的总体，改正填错的一项。")


def _whole_said(share: Quantity) -> str:
    text = share.block.text[max(0, share.start - 30) : share.start]
    found = _OF.search(text)
    return found["what"] if found and not _ALL.fullmatch(found[0]) else ""


def _nested(shares: Iterable[Quantity]) -> bool:
    first, *_, last = shares
    return bool(re.search(r"其中|（|\(", first.block.text[first.end : last.start]))
