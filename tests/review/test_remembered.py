"""What was read of a text once is not read again; texts that differ in digits are read alike."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from importlib import import_module

import pytest

from reportgen.lexicon import lines, words
from reportgen.review import remembered
from reportgen.review.remembered import Texts, each_telling, keys, telling
from tests.helpers import labelled

READS = (
    ("writing.left", "_read"),
    ("writing.wording", "_read"),
    ("writing.pairs", "_read"),
    ("writing.marks", "_read"),
    ("writing.styles", "_forms"),
    ("writing.styles", "_printed"),
    ("writing.styles", "_particles"),
    ("layout.lists", "_read"),
)


def given(*texts: str) -> Texts:
    by_key: dict[str, list[str]] = {}
    for text, key in zip(texts, keys(texts), strict=True):
        by_key.setdefault(key, []).append(text)
    return Texts((), by_key)


def test_a_text_is_read_once() -> None:
    asked: list[str] = []

    @each_telling
    def read(text: str) -> int:
        asked.append(text)
        return text.count("错")

    assert read(given("错", "对", "错错")) == {"错": 1, "错错": 2}
    assert read(given("对", "错错", "错错错")) == {"错错": 2, "错错错": 3}
    assert sorted(asked) == ["对", "错", "错错", "错错错"]


def test_new_texts_are_given_together() -> None:
    asked: list[list[str]] = []

    @telling
    def read(texts: Sequence[str]) -> list[int]:
        asked.append(sorted(texts))
        return [1 for _ in texts]

    assert read(given()) == {}
    assert read(given("甲", "乙乙")) == {"甲": 1, "乙乙": 1}
    assert read(given("丙", "甲")) == {"丙": 1, "甲": 1}
    assert asked == [[], ["乙乙", "甲"], ["丙"]]


def test_what_says_nothing_says_nothing_with_other_digits() -> None:
    asked: list[str] = []

    @each_telling
    def read(text: str) -> bool:
        asked.append(text)
        return "错" in text

    assert read(given("收入12万元", "错1")) == {"错1": True}
    assert read(given("收入34万元", "错2")) == {"错2": True}
    assert sorted(asked) == ["收入12万元", "错1", "错2"]


def test_a_long_text_is_not_kept() -> None:
    asked: list[str] = []

    @each_telling
    def read(text: str) -> int:
        asked.append(text)
        return len(text)

    long = "甲" * (remembered.LONGEST + 1)
    assert read(given(long)) == read(given(long)) == {long: len(long)}
    assert asked == [long, long]


def test_no_more_texts_are_kept_than_there_is_room_for() -> None:
    asked: list[str] = []

    @each_telling
    def read(text: str) -> int:
        asked.append(text)
        return 1

    many = ["甲" * (number % 7) + chr(0x5000 + number) for number in range(remembered.MOST + 5)]
    assert len(read(given(*many))) == len(many)
    asked.clear()
    read(given(*many))
    assert len(asked) >= 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("占比12.5%", "占比34.7%", True),
        ("占比12.5%", "占比4.7%", False),
        ("2021年", "2024年", True),
        ("2020年", "1920年", False),
        ("二○1〇年", "二○2〇年", False),
        ("甲\x001", "甲\x002", True),
    ],
)
def test_keys(one: str, other: str, *, same: bool) -> None:
    first, second = keys((one, other))
    assert (first == second) is same


def listed() -> list[str]:
    left = (each for kind in words("left").values() for each in kind)
    forms = (form for group in words("styles")["groups"] for form in group["forms"])
    return [*(each["pattern"] for each in words("wording")["错字"]), *left, *forms]


@pytest.mark.parametrize("pattern", listed())
def test_no_listed_expression_tells_one_digit_from_another(pattern: str) -> None:
    """But for 19 and 20, and noughts after 二, which the keys keep."""
    blind = pattern.replace("([\\u4e00-\\u9fff]{3,12})\\1", "")
    for known in (
        r"\\u[0-9a-f]{4}",
        r"\{[\d,]+\}",
        "19|20",
        "20",
        r"二\[○Oo0\]\[○Oo0",
        "0-9",
        r"#DIV/0",
    ):
        blind = re.sub(known, "", blind)
    assert not re.search(r"[0-9]", blind.replace("DIV/0", ""))


@pytest.mark.parametrize("name", ["wording", "clauses", "terms", "confusions", "homophones"])
def test_no_listed_phrase_holds_a_digit(name: str) -> None:
    assert not any(each.isascii() and each.isdigit() for line in lines(name) for each in line)


@pytest.mark.parametrize(("module", "read"), READS)
def test_whether_something_is_found_depends_on_no_digit(module: str, read: str) -> None:
    unwrapped = getattr(import_module(f"reportgen.review.{module}"), read).__wrapped__
    one_by_one = getattr(unwrapped, "__wrapped__", None)
    for passage in labelled.read():
        for text in passage.text.split("\n"):
            other = _with_other_digits(text)
            found = (
                [one_by_one(text), one_by_one(other)] if one_by_one else [*unwrapped([text, other])]
            )
            assert bool(found[0]) == bool(found[1]), (text, other)


def _with_other_digits(text: str) -> str:
    chosen = random.Random(text)
    for _ in range(20):
        other = re.sub(
            r"20|19|[0-9]",
            lambda found: found[0] if len(found[0]) > 1 else chosen.choice("0123456789"),
            text,
        )
        if keys((text,)) == keys((other,)):
            return other
    return text
