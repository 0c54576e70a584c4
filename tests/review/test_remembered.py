"""What was read of a text once is not read again, whatever it was."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.review import remembered
from reportgen.review.remembered import each_once


def test_a_text_is_read_once() -> None:
    asked: list[str] = []

    @each_once
    def read(text: str) -> int:
        asked.append(text)
        return len(text)

    assert read(["甲", "乙乙", "甲"]) == [1, 2, 1]
    assert read(["乙乙", "丙丙丙", ""]) == [2, 3, 0]
    assert asked == ["甲", "乙乙", "丙丙丙", ""]


def test_new_texts_are_given_together() -> None:
    asked: list[list[str]] = []

    @remembered.remembered
    def read(texts: Sequence[str]) -> list[int]:
        asked.append(list(texts))
        return [len(text) for text in texts]

    assert read([]) == []
    assert read(["甲", "乙乙"]) == [1, 2]
    assert read(["丙", "甲"]) == [1, 1]
    assert asked == [["甲", "乙乙"], ["丙"]]


def test_a_long_text_is_not_kept() -> None:
    asked: list[str] = []

    @each_once
    def read(text: str) -> int:
        asked.append(text)
        return len(text)

    long = "甲" * (remembered.LONGEST + 1)
    assert read([long, long]) == read([long, long]) == [len(long)] * 2
    assert asked == [long, long]


def test_no_more_texts_are_kept_than_there_is_room_for() -> None:
    asked: list[str] = []

    @each_once
    def read(text: str) -> int:
        asked.append(text)
        return len(text)

    many = [str(number) for number in range(remembered.MOST + 5)]
    assert read(many) == [len(each) for each in many]
    assert read(many[:2]) == [1, 1]
    assert len(asked) == len(many)
    assert read(many[-2:]) == [5, 5]
    assert len(asked) == len(many) + 2
