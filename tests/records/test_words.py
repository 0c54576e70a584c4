"""Text as typed, cleaned of what nobody can see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.records import words
from reportgen.records.words import Words, clean, key, paragraphs


@pytest.mark.parametrize(
    "text", ["灰山港镇", "A&B <b>{{ 甲 }}", "㙦𡐓𠮷", "😀", "一\n二\t三", "葛\U000e0100"]
)
def test_ordinary_and_rare_characters_stay(text):
    assert clean(text) == Words(text)


@pytest.mark.parametrize(
    "unseen",
    ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\x9f", "\xad", "\u200b", "\u200d",
     "\ufeff", "\u200f", "\u202e", "\u2066", "\ud800", "\udfff", "\ufdd0", "\ufffe", "\U0010ffff"],
)  # fmt: skip
def test_what_nobody_sees_is_removed_and_said(unseen):
    assert clean(f"灰{unseen}山") == Words("灰山", "已去掉 1 个看不见的字符")


def test_every_kind_of_line_end_is_one_line_end():
    assert clean("甲\r\n乙\r丙\n丁\u2028戊") == Words("甲\n乙\n丙\n丁\n戊")


def test_characters_of_ones_own_making_stay_and_are_named():
    assert clean("\ue000镇") == Words("\ue000镇", "含有 1 个自造字，换一台电脑可能显示不出")


@given(st.text())
def test_what_is_clean_stays_clean(text):
    once = clean(text).text
    assert clean(once).text == once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("指标１", "指标1"),
        ("Ⅳ", "IV"),
        ("金额（万元）", "金额(万元)"),
        ("单 位\u3000名\u00a0称", "单位名称"),
        ("甲\u200b乙", "甲乙"),
    ],
)
def test_labels_that_a_person_takes_for_the_same_have_one_key(one, other):
    assert key(one) == key(other)


def test_lines_that_say_nothing_are_no_paragraphs():
    assert paragraphs("　　一、抓实党建。\n\n \t\n二、办好实事。") == (
        "一、抓实党建。",
        "二、办好实事。",
    )
    assert paragraphs(" \n　") == ()


@pytest.mark.parametrize("plane", range(17))
def test_what_is_printable_needs_no_cleaning(plane: int) -> None:
    """``clean`` takes a short cut there: none of the characters it looks for may be printable."""
    looked_for = (words._LINE_ENDS, words._UNSEEN, words._PRIVATE)
    for code in range(plane << 16, (plane + 1) << 16):
        if chr(code).isprintable():
            assert not any(each.search(chr(code)) for each in looked_for), hex(code)
