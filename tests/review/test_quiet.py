"""A text in which nothing was found is passed over the next time; what was found is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Where
from reportgen.papers.model import Block, Span
from reportgen.review import quiet
from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def block(text: str, number: int = 1) -> Block:
    return Block(number, text, Where("报告.txt"))


def test_only_silence_is_remembered() -> None:
    looked: list[tuple[str, str]] = []

    @quiet.quiet
    def look(words: Block, wanted: str) -> Iterator[Span]:
        looked.append((words.text, wanted))
        if wanted in words.text:
            yield Span(words, 0, 1)

    assert [each.block.number for each in look(block("甲乙", 1), "甲")] == [1]
    assert [each.block.number for each in look(block("甲乙", 2), "甲")] == [2]
    assert [*look(block("甲乙"), "丙"), *look(block("甲乙", 2), "丙")] == []
    assert looked == [("甲乙", "甲"), ("甲乙", "甲"), ("甲乙", "丙")]


def test_no_more_is_remembered_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "_MOST", 2)
    looked: list[str] = []

    @quiet.quiet
    def look(words: Block) -> Iterator[Span]:
        looked.append(words.text)
        yield from ()

    for text in ("甲", "乙", "丙", "丙", "甲"):
        assert not [*look(block(text))]
    assert looked == ["甲", "乙", "丙", "甲"]


def test_a_reading_is_kept_for_the_last_that_was_asked() -> None:
    asked: list[list[int]] = []

    @kept
    def read(whole: list[int]) -> int:
        asked.append(whole)
        return sum(whole)

    one, same_words = [1, 2], [1, 2]
    assert (read(one), read(one), read(same_words), read(one)) == (3, 3, 3, 3)
    assert [each is one for each in asked] == [True, False, True]
