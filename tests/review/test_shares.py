"""RV02: shares in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.review.sums import shares
from tests.helpers.papers import case, found

HERE = Path(__file__).parents[1]


def check(text: str) -> list[tuple[str, str, str]]:
    return found(shares.check(case(text)))


@pytest.mark.parametrize(
    "text",
    [
        "整体收入合计9248.84万元，其中财政拨款9224.97万元，占比为99.74%。",
        "总支出3726.00万元。其中：基本支出2318.46万元（人员经费1986.20万元，公用经费332.26万元），占总支出的62.22%；项目支出1407.54万元，占总支出的37.78%。",
        "项目支出210万元，其中规划70万元，占比33.33%；监测70万元，占比33.33%；评审70万元，占比33.33%。",
        "在职人员218人，占编制数223人的97.76%。",
        "党员100名，其中女党员40名，占40%；大专以上学历75名，占75%。",
        "建材产业占比50.87%，规模企业产值64.69亿元；装备制造业占比37.49%，规模企业产值47.68亿元。",
        "总投资3200万元，其中省级资金800万元；已完成投资2800万元，占总投资的87.5%。",
    ],
)
def test_right_and_unknown_shares_are_left_alone(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "财政拨款支出8526.00万元。其中：基本支出6120.75万元，占比71.79%；项目支出2405.25万元，占比38.21%。",
            "38.21%",
        ),
        ("在职人员218人，占编制数223人的96.76%。", "96.76%"),
        ("本年支出1000万元。人员经费500万元，占本年支出的55%。", "55%"),
    ],
)
def test_wrong_shares_are_told(text: str, expected: str) -> None:
    assert check(text) == [("RV02", "错误", expected)]


def test_a_last_digit_off_is_a_notice() -> None:
    """0.236 is 0.24 rounded; cut off it is 0.23."""
    text = "收入合计9248.84万元，其中基金收入21.87万元，占比{}。"
    assert check(text.format("0.24%")) == []
    assert check(text.format("0.23%")) == [("RV02", "提醒", "0.23%")]
    assert check(text.format("0.26%")) == [("RV02", "错误", "0.26%")]


def test_the_message_gives_the_share_and_the_other_reading() -> None:
    text = "整体收入合计9248.84万元，其中财政拨款9224.97万元，占比99.74%，基金收入21.87万元，占比0.26%。"
    [fault] = shares.check(case(text))
    assert (
        fault.message == "“基金收入”21.87万元占“整体收入”9248.84万元的比例算得0.24%，文中为0.26%。"
    )
    assert (
        fault.remedy
        == "核对后改正。几种可能：一是占比应为0.24%；二是“基金收入”应为23.87万元（与占比0.26%相符）。"
    )


def test_shares_of_one_whole_are_not_above_it() -> None:
    [fault] = shares.check(case("甲产业占比60%，乙产业占比55%。"))
    assert fault.message == "同一总体的各项占比相加超过100%：60%＋55%＝115%。"
    assert check("甲产业占比60.5%，乙产业占比39.5%。") == []


def test_a_share_of_the_right_sum_is_no_second_fault() -> None:
    assert check("收入合计510万元，其中甲400万元，占80%；乙100万元，占20%。") == []


def test_a_good_report_has_none() -> None:
    assert check((HERE / "golden/2020/report.txt").read_text("utf-8")) == []


def test_a_whole_named_once_serves_the_next_share() -> None:
    text = "农林水支出745.20万元，占全年支出1615.96万元的46.12%；公共服务支出812.36万元，占{}。"
    assert check(text.format("50.27%")) == []
    assert check(text.format("52.07%")) == [("RV02", "错误", "52.07%")]


def test_rows_are_taken_in_their_order() -> None:
    text = "全国规模34993.1亿元。货物、工程、服务规模分别为9027.5亿元、15664.1亿元和10301.5亿元，占全国规模34993.1亿元的{}、44.8%和29.4%。"
    assert check(text.format("25.8%")) == []
    text = "整体支出1000万元，其中基本支出600万元、项目支出400万元，分别占60%、{}。"
    assert check(text.format("40%")) == []
    assert check(text.format("45%")) == [("RV02", "错误", "45%")]


def test_wholes_of_their_own_are_not_added() -> None:
    text = "采购节能产品633.7亿元，占同类产品采购规模的90%，采购环保产品718.7亿元，占同类产品采购规模的88%。"
    assert check(text) == []


def test_a_whole_of_the_sentence_before() -> None:
    text = "政府采购支出总额3862.50万元。授予中小企业合同金额3245.60万元，占政府采购支出总额的{}。"
    assert check(text.format("84.03%")) == []
    assert check(text.format("94.03%")) == [("RV02", "错误", "94.03%")]
