"""Does a review of an odd text take longer only as the text does? ``python -m benchmarks.growth``.

Each shape of tests/helpers/hostile.py is read and reviewed at n and at 4n. Work that grows as
the text takes 4 times as long, 16 times where each word is held against each other.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from reportgen import papers, review
from reportgen.review import case as cases
from tests.helpers import hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportgen.papers.model import Paper

LENGTH, TIMES, MOST = 150, 4, 6
SHORTEST = 0.05
"""Seconds: what is done in less is not worth a line."""
ROUNDS = 2
_AGENCY, _YEAR = "桃江县灰山港镇人民政府", 2020


def lines(length: int = LENGTH) -> Iterator[str]:
    """Yield a line for each shape that grows too fast, and the slowest of all."""
    measured = [
        (_taken(kind, shape, length), _taken(kind, shape, TIMES * length), kind, shape)
        for shape in hostile.SHAPES
        for kind in ("报告", "填报")
    ]
    _, slowest, kind, shape = max(measured, key=lambda each: each[1])
    yield f"怪文 {len(hostile.SHAPES)} 种，各长 {length} 和 {TIMES * length} 节，目标 {MOST} 倍以内"
    yield f"  最慢  {shape}（{kind}）{slowest * 1000:.0f} 毫秒"
    steep = [each for each in measured if each[1] > max(SHORTEST, MOST * each[0])]
    for once, again, kind, shape in steep:
        told = f"{once * 1000:.0f} → {again * 1000:.0f} 毫秒，{again / once:.1f} 倍"
        yield f"  超出  {shape}（{kind}）{told}"
    yield f"  超出目标的 {len(steep)}"


def _taken(kind: str, shape: str, length: int) -> float:
    """Return the least of some seconds: whatever else the machine did made it longer."""
    read = _reader(kind, shape, length)
    return min(_once(read) for _ in range(ROUNDS))


def _reader(kind: str, shape: str, length: int) -> Callable[[], Paper]:
    if kind == "填报":
        words = hostile.SHAPES[shape](length)
        return lambda: hostile.typed(words)
    text = hostile.text(shape, length)
    return lambda: papers.from_text(text, hostile.FILE)


def _once(read: Callable[[], Paper]) -> float:
    start = time.perf_counter()
    review.run(cases.read(read(), None, _AGENCY, _YEAR))
    return time.perf_counter() - start


if __name__ == "__main__":
    print(*lines(int(sys.argv[1]) if len(sys.argv) > 1 else LENGTH), sep="\n")
