"""雷同: shares of the forms and the places of each group."""

from __future__ import annotations

from dataclasses import replace

from reportgen.likeness.model import Likeness, Share
from tests.summary.counties import NAMES, alike, county, opened, outcome, rows, table


def test_each_form_has_its_shares_the_most_copied_first():
    """Of equal shares the better ranked comes first."""
    book = opened(county(tuple(outcome(at) for at in range(5)), likeness=alike()))
    lines = rows(book, "雷同")[3:]
    assert [line[0] for line in lines] == [NAMES[0], NAMES[1], NAMES[2], NAMES[4], NAMES[3]]
    assert lines[0] == [NAMES[0], 2000, 900, 0.45, 300, 0.15]
    assert lines[3] == [NAMES[4], 2000, 160, 0.08, 300, 0.15]


def test_a_unit_without_a_form_of_last_year_has_no_share_of_it():
    made = replace(alike(), shares={f"{NAMES[0]}.xlsx": Share(2_000, 0, None)})
    lines = rows(opened(county((outcome(0),), likeness=made)), "雷同")
    assert lines[3] == [NAMES[0], 2000, 0, 0, "—", "—"]


def test_each_group_names_both_places_and_quotes_the_words():
    found = table(opened(county((outcome(0),), likeness=alike())), "雷同段落", "文字")
    assert [(r["组"], r["类别"], r["单位"], r["位置"], r["雷同字数"]) for r in found] == [
        (1, "3个单位之间，只有名称、数字不同", NAMES[0], "单位概况!B66", 144),
        (1, "3个单位之间，只有名称、数字不同", NAMES[1], "单位概况!B66第2段", 144),
        (1, "3个单位之间，只有名称、数字不同", NAMES[2], "单位概况!B66第3段", 144),
        (2, "与本单位上年", NAMES[5], "单位概况!B70", 78),
        (2, "与本单位上年", f"{NAMES[5]}（上年）", "单位概况!B70", 78),
    ]
    text = alike().groups[1].copies[0].text
    assert found[3]["文字"] == text
    assert str(found[0]["文字"]) == alike().groups[0].copies[0].text


def test_long_texts_and_large_groups_are_cut_and_say_so():
    group = alike().groups[0]
    long = replace(group.copies[0], text="甲" * 161)
    made = Likeness((replace(group, copies=(long,) * 23),) * 501, {})
    book = opened(county((outcome(0),), likeness=made))
    found = table(book, "雷同段落", "文字")
    assert len(found) == 500 * 21
    assert (found[0]["文字"], found[20]["类别"]) == ("甲" * 160 + "……", "…另有3处")
    assert str(rows(book, "雷同段落")[1][0]).endswith("另有1组没有列出。")


def test_compared_and_found_nothing_is_not_the_same_as_not_compared():
    book = opened(county((outcome(0),), likeness=Likeness((), {})))
    assert book["雷同段落"]["A4"].value == "没有发现雷同段落。"
