"""RV35: 我镇 and 我单位 in one report."""

from __future__ import annotations

import pytest

from reportgen.review.names import selves
from tests.helpers.papers import case, found


def test_the_rarer_word_is_the_place_and_both_are_counted():
    [fault] = selves.check(case("我镇编制223人。\n我镇在职218人。\n我单位进行了自评。"))
    assert [span.text for span in fault.spans] == ["我单位", "我镇"]
    assert fault.message == "对本单位的称呼不一致：“我镇”2 处，“我单位”1 处。"
    assert fault.remedy == "统一为一种，如都写“我镇”。"


def test_one_notice_for_a_whole_report():
    text = "我单位自评。\n我镇履职。\n2020年，本单位按要求自评。\n我镇发展。\n我镇稳定。"
    assert found(selves.check(case(text))) == [("RV35", "提醒", "我单位")]


@pytest.mark.parametrize(
    "text",
    [
        "我镇编制223人。\n我们将弘扬宪法精神。\n桃江县灰山港镇人民政府履职。",
        "我镇编制223人。\n对本单位职工开展培训，本单位职工38人。",
        "我镇编制223人。\n群众说：“我单位不错。”",
        "我单位编制223人。\n本单位按要求自评。",
        "我镇编制223人。\n我局履职。",
    ],
    ids=["我们", "本单位职工", "引号", "同一种", "别类单位由RV33说"],
)
def test_what_is_no_mixture(text):
    assert found(selves.check(case(text))) == []


def test_a_bureau_is_asked_the_same():
    text = "我局编制20人。\n我局履职。\n我单位自评。"
    assert found(selves.check(case(text, agency="桃江县财政局"))) == [("RV35", "提醒", "我单位")]
