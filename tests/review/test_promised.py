"""RV19: what is promised and not there."""

from __future__ import annotations

import pytest

from reportgen.review.promises import promised
from tests.helpers.papers import case, found

COMPARED = "将2020年度整体支出情况与2019年度部门整体支出情况进行比较分析。"
SANGONG = """
“三公”经费情况表
| 项目 | 2019年决算 | 2020年决算 |
| {}公务用车运行维护费 | 6 | 6 |
| 公务接待费 | 32 | 34 |
"""
NOTE = "附件：1.2020年度基础数据表\n2.2020年度评分表\n附件1\n基础数据表"


def messages(text: str) -> list[str]:
    return [fault.message for fault in promised.check(case(text))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("收入情况见表3。", ["正文说见“表3”，报告中没有表3。"]),
        ("收入情况见表1。\n表1　收入情况表\n| 项目 | 数 |\n| 合计 | 3 |", []),
        ("收入情况见下表。", ["“见下表”之后没有表。"]),
        ("从上表可以看出，支出增加。", ["“从上表可以”之前没有表。"]),
        ("详见附件1和附表3。", ["正文提到“附件1”、“附表3”，报告没有附件，也没有列出附件名称。"]),
        ("按照县财政局通知附件1的要求填报。", []),
        ("附件1 2022年垦造水田项目绩效评价表\n| 序号 | 数 |\n| 1 | 3 |", []),
        ("一、收入支出决算总表（表1）", []),
        ("经比较，“三公”经费较上年决算数减少0.03万元，下降0.6%。", []),
        (
            f"见附件3、附件4。\n{NOTE}\n附件2\n评分表",
            ["正文提到“附件3”、“附件4”，报告所附的没有这几件。"],
        ),
        (NOTE, ["附件说明列出附件2，后面没有附件2。"]),
        (f"{NOTE}\n附件2\n评分表", []),
        (f"见附件3。\n{NOTE}\n附件2\n评分表", ["正文提到“附件3”，报告所附的没有这一件。"]),
        (f"{NOTE}\n附件2\n评分表\n附件3\n其他", ["后面有附件3，附件说明只列到附件2。"]),
        (
            "汇总归纳，填写基础数据表、评价指标评分表。",
            ["说是填写了“基础数据表”、“评价指标评分表”，报告没有附上，也没有附件说明。"],
        ),
        ("按月填报资金支付进度表。", []),
        (f"汇总归纳，填写基础数据表。\n{NOTE}\n附件2\n评分表", []),
        (
            COMPARED,
            ["说是与“2019年度部门整体支出情况”作了比较分析，报告里没有2019年整体支出的数。"],
        ),
        (f"{COMPARED}\n2019年度整体支出8438.53万元。", []),
        (f"{COMPARED}\n整体支出较上年增加808.31万元。", []),
        (
            f"{COMPARED}\n“三公”经费较上年增加2万元。",
            ["说是与“2019年度部门整体支出情况”作了比较分析，报告里没有2019年整体支出的数。"],
        ),
        (
            SANGONG.format(""),
            ["“三公”经费表没有因公出国（境）费、公务用车购置费一行；没有发生的也要列出，填0。"],
        ),
        (SANGONG.format("因公出国（境）费 | 0 | 0 |\n| "), []),
        ("未发生因公出国（境）费。\n" + SANGONG.format(""), []),
    ],
)
def test_promises_kept_and_not(text: str, told: list[str]) -> None:
    assert messages(text) == told


def test_every_promise_is_a_notice() -> None:
    assert found(promised.check(case("收入情况见表3。"))) == [("RV19", "提醒", "表3")]
