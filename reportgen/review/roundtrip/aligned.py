"""Two printings of one report laid side by side: which paragraph, row and number is which."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from reportgen.review.roundtrip.tokens import HOLE, Masked, masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportgen.papers.model import Block, Grid, Paper
    from reportgen.review.roundtrip.tokens import Token

_ALIKE = 60
"""Of a hundred: two wordings less alike than this are two paragraphs."""
T = TypeVar("T")
Pair: TypeAlias = tuple[Masked | None, Masked | None]


def paragraphs(expected: Paper, actual: Paper) -> Iterator[Pair]:
    """Yield each paragraph beside its other printing, None where it has none."""
    yield from _lines(_all_masked(expected), _all_masked(actual))


def cells(expected: Paper, actual: Paper) -> Iterator[Pair]:
    """Yield each cell of each table beside its other printing, None where it has none."""
    for before, after in _paired(expected.grids, actual.grids, _grid_words):
        rows = _paired(before.rows if before else (), after.rows if after else (), _row_words)
        for first, second in rows:
            left = _row(first)
            right = _row(second)
            if len(left) == len(right):
                yield from zip(left, right, strict=True)
            else:
                yield from _lines(left, right)


def numbers(before: Masked, after: Masked) -> Iterator[tuple[Token | None, Token | None]]:
    """Yield each number of a paragraph beside its other printing, None where it has none."""
    if before.words == after.words:
        yield from zip(before.tokens, after.tokens, strict=True)
        return
    from rapidfuzz.distance import Levenshtein

    left, right = iter(before.tokens), iter(after.tokens)
    for step in Levenshtein.opcodes(before.words, after.words):
        old = [next(left) for _ in _holes(before.words[step.src_start : step.src_end])]
        new = [next(right) for _ in _holes(after.words[step.dest_start : step.dest_end])]
        if len(old) == len(new):
            yield from zip(old, new, strict=True)
        else:
            yield from ((token, None) for token in old)
            yield from ((None, token) for token in new)


def _holes(text: str) -> str:
    return HOLE * text.count(HOLE)


def _all_masked(paper: Paper) -> list[Masked]:
    return [masked(block) for block in paper.blocks if block.text.strip()]


def _row(row: Sequence[Block] | None) -> list[Masked]:
    seen = dict.fromkeys(row or ())
    return [masked(cell) for cell in seen]


def _lines(before: Sequence[Masked], after: Sequence[Masked]) -> Iterator[Pair]:
    yield from _paired(before, after, lambda line: line.words)


def _grid_words(grid: Grid) -> str:
    head = "".join(_row_words(row) for row in grid.rows[:2])
    return f"{grid.title}{head}"


def _row_words(row: Sequence[Block]) -> str:
    return "|".join(each.words for each in _row(row))


def _paired(
    before: Sequence[T], after: Sequence[T], words: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair two sequences by their words, first what is the same, then what is most alike.

    What stands in one only comes with None, in its own order.
    """
    old, new = [words(each) for each in before], [words(each) for each in after]
    pairs = dict(_same(old, new))
    left = [at for at in range(len(old)) if at not in pairs]
    right = sorted(set(range(len(new))) - set(pairs.values()))
    pairs |= dict(_alike(old, new, left, right))
    taken = set(pairs.values())
    for at, each in enumerate(before):
        yield each, (after[pairs[at]] if at in pairs else None)
    yield from ((None, each) for at, each in enumerate(after) if at not in taken)


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield from zip(
                range(step.src_start, step.src_end),
                range(step.dest_start, step.dest_end),
                strict=True,
            )


def _alike(
    old: Sequence[str], new: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    from rapidfuzz import fuzz

    scores = [
        (fuzz.ratio(old[i], new[j], score_cutoff=_ALIKE), -abs(i - j), -i, -j)
        for i in left
        for j in right
    ]
    used_left, used_right = set[int](), set[int]()
    for score, _, i, j in sorted(scores, reverse=True):
        if score and -i not in used_left and -j not in used_right:
            used_left.add(-i)
            used_right.add(-j)
            yield -i, -j
