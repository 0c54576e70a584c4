"""RV66: a file that nothing shows to be a report."""

from __future__ import annotations

import pytest

from reportgen import review
from reportgen.review.layout.unlike import check
from tests.helpers.papers import case, found


def test_a_wrong_file_is_told() -> None:
    [fault] = check(case("会议改到下午。\n请互相转告。"))
    assert found([fault]) == [("RV66", "提醒", "会议改到下午。")]
    assert fault.message == "没有认出绩效评价报告的标题、年度和章节，可能选错了文件。"
    assert fault.remedy == "核对选取的文件；确是报告的，补上标题、年度和各节标题。"


@pytest.mark.parametrize(
    "text",
    [
        "一、会议改到下午",
        "（二）会议改到下午",
        "2020年的会议改到下午。",
        "二〇二〇年的会议改到下午。",
        "部门整体支出绩效评价报告",
        "我镇干群同心。",
        "会议改到下午。\n| 决算 |\n| 5 |",
    ],
)
def test_an_excerpt_of_a_report_is_left_alone(text: str) -> None:
    assert found(check(case(text))) == []


def test_typed_texts_are_not_asked() -> None:
    assert found(review.run(case("会议改到下午。", is_report=False))) == []
