"""RV18: days that cannot be, or stand before their turn."""

from __future__ import annotations

import pytest

from reportgen.review.dates import sequence
from tests.helpers.papers import case, found

SIGNED = "\n桃江县灰山港镇人民政府\n2021年4月20日"
FITS = [
    "于2021年4月20日开展了部门整体支出绩效评价工作。",
    "于2021年4月1日至4月15日开展了部门整体支出绩效自评工作。",
    "对2020年1月至12月的部门整体支出进行了绩效自评。",
    "评价时段为2020年1月1日至2020年12月31日，对整体支出开展了绩效评价。",
    "2020年7月，开展了整体支出绩效评价运行监控。",
    "2020年11月至2月开展清欠。",
    "2020年2月29日完成。",
    "项目于2019年8月至2020年11月实施。",
    "2021年4月至次年3月实施。",
]
WRONG = [
    ("于2021年5月开展了部门整体支出绩效评价工作。", "错误", "2021年5月"),
    ("于2021年4月1日至4月25日开展了整体支出绩效评价工作。", "错误", "4月25日"),
    ("于2020年4月开展了部门整体支出绩效评价工作。", "错误", "2020年4月"),
    ("于2021年2月30日完成汇总。", "错误", "2021年2月30日"),
    ("于2020年13月完成汇总。", "错误", "2020年13月"),
    ("4月31日上报。", "错误", "4月31日"),
    ("自2021年4月至3月实施。", "错误", "2021年4月"),
    ("自2021年4月至2020年3月实施。", "错误", "2021年4月"),
    ("2021年04月09日公示。", "提醒", "2021年04月09日"),
    ("根据通知（桃财绩〔2022〕14号）要求。", "错误", "〔2022〕14号"),
]


@pytest.mark.parametrize("text", FITS)
def test_days_in_order_are_left_alone(text: str) -> None:
    assert found(sequence.check(case(text + SIGNED))) == []


@pytest.mark.parametrize(("text", "severity", "words"), WRONG)
def test_days_out_of_order_are_told(text: str, severity: str, words: str) -> None:
    assert found(sequence.check(case(text + SIGNED))) == [("RV18", severity, words)]


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ("2020年11月30日", ["错误"]),
        ("2020年12月30日", ["提醒"]),
        ("2020年12月31日", []),
        ("二〇二一年四月二十日", []),
        ("2022年1月5日", ["提醒"]),
        ("2021年 月 日", ["提醒"]),
    ],
)
def test_the_day_of_signing_fits_the_year(signed: str, told: list[str]) -> None:
    faults = found(sequence.check(case(f"情况如下。\n灰山港镇人民政府\n{signed}")))
    assert [severity for _, severity, _ in faults] == told


@pytest.mark.parametrize(
    "title",
    [
        "灰山港镇2020年上半年预算绩效运行监控报告",
        "灰山港镇2020年度部门整体支出绩效中期评价报告",
        "灰山港镇2020年度预算绩效目标申报报告",
        "灰山港镇2020年农村人居环境整治项目绩效评价报告",
        "现下达2020年度乡村振兴专项资金100万元。",
    ],
)
def test_what_reports_on_no_finished_year_may_be_signed_within_it(title: str) -> None:
    text = f"{title}\n2020年7月5日组织开展了绩效自评工作。\n灰山港镇人民政府\n2020年7月15日"
    assert found(sequence.check(case(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "2020年6月，我镇开展了2019年度部门整体支出绩效自评。\n灰山港镇人民政府\n2021年4月20日",
        "情况如下。\n灰山港镇人民政府\n2021年4月20日\n附件1\n依据桃财绩〔2022〕7号。",
    ],
)
def test_the_evaluation_of_another_year_and_annexes_are_left_alone(text: str) -> None:
    assert found(sequence.check(case(text))) == []


def test_the_message_gives_both_days() -> None:
    [fault] = sequence.check(case("于2021年5月开展了部门整体支出绩效评价工作。" + SIGNED))
    assert fault.message == (
        "评价时间“2021年5月”晚于报告落款日期“2021年4月20日”：报告不会写在评价之前。"
    )


def test_what_a_clerk_typed_has_no_signature() -> None:
    text = "于2020年4月开展了部门整体支出绩效评价工作，2月30日完成。"
    faults = found(sequence.check(case(text, is_report=False)))
    assert faults == [("RV18", "错误", "2月30日")]
