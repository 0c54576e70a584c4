"""RV49: marks that come in pairs, doubled marks, spaces inside sentences."""

from __future__ import annotations

import pytest

from reportgen.review.writing import pairs
from tests.helpers.papers import case, found


def told(text: str) -> list[tuple[str, str, str]]:
    return found(pairs.check(case(text)))


def test_a_quote_without_its_other_half_is_told() -> None:
    [fault] = pairs.check(case("各项“民生工程落实落地，成效明显。"))
    assert (fault.code, fault.severity.value) == ("RV49", "提醒")
    assert fault.spans[0].text == "“"
    assert fault.message == "引号不成对：“各项“民生工程落实落地”的““”没有后一半。"
    assert fault.remedy == "补上后一半，或者删去多余的““”。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("企业3家（甲公司、乙公司。", "（"),
        ("企业3家甲公司、乙公司）。", "）"),
        ("根据《预算法的规定执行。", "《"),
        ("依据桃财绩〔2021 14号。", "〔"),
        ("落实“三保）工作。", "“"),
        ("标点，，重复。", "，，"),
        ("句子结束。。", "。。"),
        ("各项任务；。", "；。"),
        ("执行《关于转发《预算法》的通知》。", "《关于转发《预算法》的通知》"),
        ('实行"三公"经费限额。', '"三公"'),
    ],
)
def test_other_slips_are_told(text: str, words: str) -> None:
    assert words in [span for _, _, span in told(text)]


def test_quotes_the_wrong_way_round_are_one_fault() -> None:
    [fault] = pairs.check(case("坚持”三公“经费限额。"))
    assert fault.message == "前后引号用反了：“”三公“”。"


@pytest.mark.parametrize(
    "text",
    [
        "1）车辆；2）房屋；a）其他。",
        "“三公”经费（含公务接待费（本级））从严控制。",
        "“公生明，廉生威。”我镇落实“三保”。",
        "《中华人民共和国预算法》（2018年修正）〔2021〕14号。",
        "省略……以及——破折号。“好。”“行。”",
        "会议指出：“抓好落实。\n“抓好整改。”",
        "’98系列活动和it’s。",
        "（一）情况",
        "真的吗？！",
        "全文（见\n附件）。",
    ],
)
def test_right_pairs_are_silent(text: str) -> None:
    assert told(text) == []


def test_a_space_inside_a_sentence_is_told() -> None:
    text = "我镇根据年初工作规划及财政预算计划，积极履职、强化 管理，完成了年度工作目标。"
    [fault] = pairs.check(case(text))
    assert fault.spans[0].text == " "
    assert fault.message.startswith("句子中间有空格，共1处：")
    assert told(text.replace("强化 管理", "2020 年")) == []
    assert told("单位负责人　　签字") == []


@pytest.mark.parametrize(
    "text",
    [
        "根据中共中央 国务院印发的意见，结合本镇实际，扎实开展各项工作，全面完成了年度目标任务。",
        "会议由镇长主持，参加人员有李四光、王 明、张小红等同志，会议研究了全年预算执行情况和安排。",
        "全年“三公”经费支出5.21万元， 与2021年度预算数相比，减少了0.3万元，完成预算的百分之九十。",
    ],
)
def test_spaces_that_are_usual_are_silent(text: str) -> None:
    assert found(pairs.check(case(text))) == []
