"""RV12: two sentences that contradict each other."""

from __future__ import annotations

import pytest

from reportgen.review.claims.contradictions import check
from tests.helpers.papers import case, found
from tests.review.test_statements import SANGONG


def test_a_word_and_a_score_without_its_scale() -> None:
    (fault,) = check(case("满意度综合评分为满意。\n满意度综合评分为4.8分。"))
    assert (fault.code, fault.severity.value) == ("RV12", "提醒")
    assert [span.text for span in fault.spans] == ["4.8分", "满意度综合评分为满意"]
    assert fault.message == (
        "满意度一处说“满意度综合评分为满意”，另一处说“4.8分”，一个是评语，一个是分数，"
        "而且没有写明满分是多少，读者无法判断高低。"
    )
    assert fault.remedy == "写明满分是多少和换算出的百分比，两处用同一种说法。"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("满意度评分为4.8分。", "4.8分"),
        ("公务接待费较上年有所下降。\n公务接待费较上年有所增加。", "较上年有所增加"),
        ("公务接待费较上年下降。\n公务接待费与上年持平。", "与上年持平"),
        (f"全年未发生公务接待费。\n{SANGONG}", "未发生公务接待费"),
        (f"我镇无公务用车运行维护费支出。\n{SANGONG}", "无公务用车运行维护费支出"),
        ("因公出国（境）费2.5万元。\n全年无因公出国（境）费用。", "无因公出国（境）费用"),
        ("年末结余24.05万元。\n年初无结转，年末无结余。", "年末无结余"),
    ],
)
def test_only_one_of_two_can_be_true(text: str, place: str) -> None:
    assert found(check(case(text))) == [("RV12", "提醒", place)]


@pytest.mark.parametrize(
    "text",
    [
        "满意度综合评分为4.8分（满分5分），综合评价为“满意”。",
        "群众满意度得分为95分。",
        "公务接待费较上年有所下降。\n公务接待费较预算有所增加。",
        "公务接待费较上年略有增加。\n公务接待费与上年基本持平。",
        f"公务接待费较上年下降。\n公务接待费较上年增加。\n{SANGONG}",
        f"无公务接待费超支现象，未安排因公出国（境）费。\n{SANGONG}",
        f"无公务用车购置费。\n{SANGONG}",
        "年末结余0万元，年末无结余。",
        "年末无结余。",
    ],
)
def test_both_can_be_true_or_the_figures_decide(text: str) -> None:
    assert found(check(case(text))) == []


def test_nothing_left_of_one_fund_is_not_nothing_left() -> None:
    left = "年末结转资金122.50万元。"
    text = "2020年度政府性基金预算收入100万元，支出100万元，年末无结转。"
    assert list(check(case(f"{left}\n{text}"))) == []
    assert list(check(case(f"{left}\n二、政府性基金预算收支情况\n年末无结转。"))) == []
    text = "2020年度收入100万元，其中政府性基金预算收入10万元，年末无结转。"
    assert found(check(case(f"{left}\n{text}"))) == [("RV12", "提醒", "年末无结转")]


def test_all_of_the_budget_and_more() -> None:
    text = "支出总计1741.75万元；完成年初预算100%，决算数{}。"
    (fault,) = check(case(text.format("大于预算数55.93万元")))
    assert fault.message == (
        "前面说“完成年初预算100%”，后面说“决算数大于预算数55.93万元”，两句话不一致。"
    )
    assert list(check(case(text.format("等于预算数")))) == []
