"""Words looked for before an expression is tried: never one too many."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reportgen.lexicon import words
from reportgen.review.writing import phrases
from reportgen.review.writing.needles import Joined, comes_again, doubled, needles, threes
from tests.helpers import labelled

EXPRESSIONS = (
    *(each["pattern"] for each in words("wording")["错字"]),
    *(form for group in words("styles")["groups"] for form in group["forms"]),
    *(each for found in words("left").values() if isinstance(found, list) for each in found),
)


@cache
def lines() -> tuple[str, ...]:
    return tuple({line for each in labelled.read() for line in each.text.splitlines()})


@pytest.mark.parametrize("pattern", EXPRESSIONS)
def test_nothing_matches_without_what_it_needs(pattern: str) -> None:
    needed, far = needles(pattern), doubled(pattern)
    matched = [line for line in lines() if re.search(pattern, line)]
    assert all(any(word in line for word in needed) for line in matched if needed)
    assert all(comes_again(threes(line), far) for line in matched if far)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("甲乙|丙丁", {"甲乙", "丙丁"}),
        ("甲乙|丙?", set()),
        ("甲乙|[^丙]", set()),
        ("(?<!甲乙)丙丁(?!戊己庚)", {"丙丁"}),
        ("(?:甲乙)?丙", {"丙"}),
        ("(?:甲乙){0,3}丙", {"丙"}),
        ("(?:甲乙)+丙", {"甲乙"}),
        ("甲+乙丙", {"乙丙"}),
        ("甲乙丙*", {"甲乙"}),
        (r"\u4e00甲", {"甲"}),
        (r"[一-龥]甲\d丁", {"甲"}),
        (r"[\]甲]乙丙", {"乙丙"}),
        ("(?i:ab cd)", {" "}),
        ("(?i:ab)", set()),
        (r"(甲乙){2}\1", {"甲乙"}),
        ("甲)乙", set()),
    ],
)
def test_only_what_is_surely_needed_is_told(pattern: str, expected: set[str]) -> None:
    assert needles(pattern) == expected


def test_words_are_found_in_each_text_once() -> None:
    joined = Joined.of(["甲乙甲乙", "", "丙", "甲"])
    assert joined.holding(["甲", "乙甲"]) == {0, 3}
    assert joined.holding([""]) == {0, 1, 2, 3}
    assert joined.holding(["乙丙"]) == set()


@pytest.mark.parametrize(("far", "again"), [(3, False), (4, True), (12, True)])
def test_the_same_three_characters_again(far: int, *, again: bool) -> None:
    assert comes_again(threes("，甲乙丙丁甲乙丙。"), far) is again


def test_every_set_phrase_is_long_enough_to_be_looked_up() -> None:
    assert all(len(key) == 3 for key in (*phrases.keys(), *phrases._exact()))
