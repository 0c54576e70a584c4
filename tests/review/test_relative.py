"""RV16, RV17: years that a reader must guess."""

from __future__ import annotations

import pytest

from reportgen.review.dates import relative
from tests.helpers.papers import case, found


def test_one_word_that_means_two_years_is_told_once() -> None:
    text = "2020年完成改造，今年拆除栏舍。\n今年共调解纠纷。\n2021年是第一年，今年将扎实推进。"
    [fault] = relative.check(case(text))
    assert fault.message == (
        "“今年”出现3处，指哪一年要靠上下文推断；1处前文说的是2020年，1处前文说的是2021年，"
        "同一个词所指不同。"
    )
    assert fault.code == "RV16"
    assert len(fault.spans) == 3


@pytest.mark.parametrize(
    "text",
    [
        "较上年减少5万元。",
        "以前年度结转资金100万元，目前年收入1万元，透明年度预算，至今年均增长5%。",
        "《去年以来工作的通报》已印发。",
    ],
)
def test_words_that_only_look_so_are_left_alone(text: str) -> None:
    assert found(relative.check(case(text))) == []


def test_two_digit_years_are_one_notice() -> None:
    [fault] = relative.check(case("20年预算为300万元，比19年增加10万元。"))
    assert (fault.code, fault.severity.value) == ("RV17", "提醒")
    assert fault.message == "年份只写了后两位：“20年”、“19年”，共2处。"


@pytest.mark.parametrize(
    "text",
    [
        "20年来坚持发展，承包期20年，历时3年，种植历史30年。",
        "工龄满20年的职工12人。",
        "制定了21年规划。",
        "2020年预算300万元。",
        "08年支出。",
    ],
)
def test_how_long_is_not_when(text: str) -> None:
    assert found(relative.check(case(text))) == []


@pytest.mark.parametrize(("year", "flagged"), [(17, True), (16, False), (23, True), (24, False)])
def test_years_far_from_the_report_are_not_guessed_at(year: int, flagged: bool) -> None:
    assert bool(found(relative.check(case(f"{year}年预算300万元。")))) is flagged
