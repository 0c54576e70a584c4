"""Follow the numbers at the head of paragraphs, and say where one is repeated or left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.review.body import is_part
from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.papers.model import Block, Mark

REPEATED, SKIPPED, HEADLESS, AGAIN = "repeated", "skipped", "headless", "again"
_MOST = 60
_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class Run:
    """Paragraphs numbered one after the other: 一、二、 of a report, （一）（二） of a section."""

    level: int
    last: int = 0
    blocks: list[Block] = field(default_factory=list)
    seen: dict[int, Block] = field(default_factory=dict)


@dataclass(slots=True)
class Slip:
    """One number that does not follow.

    ``kind`` says how: the number was there before (REPEATED), the one before it is missing
    (SKIPPED), the run does not begin with one (HEADLESS), the run begins anew (AGAIN). ``first``
    is the earlier paragraph it clashes with or follows. ``meant`` is the number it should have
    where the next one shows that only this one is wrong, else 0.
    """

    kind: str
    block: Block
    first: Block | None
    run: Run
    meant: int = 0


def mark(block: Block) -> Mark:
    """Return the number of a paragraph that is known to have one."""
    assert block.mark is not None  # noqa: S101 - callers ask only of numbered paragraphs
    return block.mark


def chinese(number: int) -> str:
    """Return a number below a hundred in Chinese characters.

    >>> [chinese(each) for each in (3, 10, 12, 20, 21)]
    ['三', '十', '十二', '二十', '二十一']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def written(level: int, number: int) -> str:
    """Return the number as a paragraph of a level bears it.

    >>> [written(level, 2) for level in (1, 2, 3, 4, 5)]
    ['二、', '（二）', '2.', '（2）', '②']
    """
    circled = chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)
    han = chinese(number)
    return ("", f"{han}、", f"（{han}）", f"{number}.", f"（{number}）", circled)[level]


@kept
def slips(blocks: Sequence[Block]) -> list[Slip]:
    """Return every number that does not follow the one before it, in reading order."""
    found: list[Slip] = []
    runs: list[Run] = []
    since: list[Block] = []
    for block in blocks:
        if is_part(block):
            runs.clear()
            since.clear()
            continue
        if not _counts(block):
            since.append(block)
            continue
        run = _run_of(block, runs)
        slip = _slip(block, run)
        if slip and not _is_inline(slip, since) and not _explained(slip, found):
            found.append(slip)
        run.last = mark(block).number
        run.blocks.append(block)
        run.seen.setdefault(run.last, block)
        since = [block]
    return found


def _counts(block: Block) -> bool:
    """Say whether a paragraph has a number that can be one of a run: no year, no amount."""
    return block.mark is not None and 1 <= block.mark.level <= 5 and 1 <= block.mark.number <= _MOST


def _run_of(block: Block, runs: list[Run]) -> Run:
    """Find the open run a number continues, or open one; what it outranks is closed."""
    level, number = mark(block).level, mark(block).number
    same = [at for at, run in enumerate(runs) if run.level == level]
    for at in reversed(same):
        if number == runs[at].last + 1:
            del runs[at + 1 :]
            return runs[at]
    inner = same and any(run.level < level for run in runs[same[-1] + 1 :])
    if same and not inner and (number > 1 or level <= 2):
        del runs[same[-1] + 1 :]
        return runs[same[-1]]
    if number == 1 and same and not inner:
        del runs[same[-1] :]
    while number > 1 and runs and runs[-1].level > level:
        runs.pop()
    runs.append(Run(level))
    return runs[-1]


def _slip(block: Block, run: Run) -> Slip | None:
    number = mark(block).number
    if number in run.seen:
        kind = AGAIN if number == 1 and run.level <= 2 else REPEATED
        slip = Slip(kind, block, run.seen[number], run)
        if kind == AGAIN:
            run.seen, run.blocks = {}, []
        return slip
    if not run.seen:
        return Slip(HEADLESS, block, None, run) if number > 1 else None
    if number > max(run.seen) + 1:
        return Slip(SKIPPED, block, run.blocks[-1], run)
    return None


def _is_inline(slip: Slip, since: Sequence[Block]) -> bool:
    """Say whether the missing number stands inside a paragraph: “……：1. 表甲”, then “2. 表乙”."""
    if slip.kind not in (SKIPPED, HEADLESS):
        return False
    before = mark(slip.block).number - 1
    shapes = (written(slip.run.level, before), f"{before}.", f"{before}、", f"({before})")
    chosen = shapes if slip.run.level >= 3 else (*shapes[:1], f"({chinese(before)})")
    said = (each.text if _counts(each) else "".join(each.text.split()) for each in since)
    return any(shape in text for text in said for shape in chosen)


def _explained(slip: Slip, found: list[Slip]) -> bool:
    """Say whether a slip is the other side of the last: 一二二四 repeats, then skips."""
    last = found[-1] if found else None
    if last is None or last.run is not slip.run or slip.run.blocks[-1:] != [last.block]:
        return False
    number, before = mark(slip.block).number, mark(last.block).number
    if last.kind == REPEATED and slip.kind == SKIPPED and number == before + 2:
        last.meant = before + 1
        return True
    if last.kind == SKIPPED and slip.kind == REPEATED and number == before:
        last.meant = before - 1
        return True
    return False
