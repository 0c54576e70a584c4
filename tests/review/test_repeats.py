"""RV45: the same words in two places."""

from __future__ import annotations

import pytest

from reportgen.review.writing import repeats
from tests.helpers.papers import case, found

SURVEY = "随机选取了各年龄层次的村民群众进行问卷调查，内容涵盖收入、工作机会、社会治安"
CLAUSE = "新农村建设正走在又快又好的发展道路上"


def told(text: str) -> list[tuple[str, str, str]]:
    return found(repeats.check(case(text)))


def test_a_long_copy_is_one_fault_with_both_places() -> None:
    text = f"一、概况\n（四）满意度调查。{SURVEY}，结果为满意。\n二、绩效\n资金效益方面，{SURVEY}，得分4.8分。"
    [fault] = repeats.check(case(text))
    assert (fault.code, fault.severity.value) == ("RV45", "提醒")
    assert [span.text for span in fault.spans] == [SURVEY, SURVEY]
    assert fault.spans[0].block.number > fault.spans[1].block.number
    assert fault.message == (
        "2处文字相同：“随机选取了各年龄层次的村民群……涵盖收入、工作机会、社会治安”（不计标点35字）。"
    )


def test_three_places_are_one_fault() -> None:
    text = "\n".join(["一、概况", *(f"{each}方面：{SURVEY}{each}。" for each in "甲乙丙")])
    [fault] = repeats.check(case(text))
    assert len(fault.spans) == 3
    assert fault.message.startswith("3处文字相同")


def test_a_short_copy_counts_only_as_a_whole_clause() -> None:
    whole = f"一、概况\n建材行业欣欣向荣。{CLAUSE}。\n二、绩效\n红薯片试水电商领域，{CLAUSE}。"
    assert told(whole) == [("RV45", "提醒", CLAUSE)]
    part = f"一、概况\n我镇{CLAUSE[:-1]}。\n二、绩效\n目前{CLAUSE}。"
    assert told(part) == []


def test_punctuation_between_the_same_words_does_not_matter() -> None:
    one, other = (
        "强化公开公示，接受社会监督、加大抽查力度，",
        "强化公开公示、接受社会监督，加大抽查力度。",
    )
    assert (
        len(told(f"一、概况\n我镇完善制度，{one}成效明显。\n二、绩效\n全年工作扎实，{other}")) == 1
    )


@pytest.mark.parametrize(
    "words",
    [
        "深入贯彻落实党的十九大和十九届四中、五中全会精神，",
        "以习近平新时代中国特色社会主义思想为指导，",
        "根据《桃江县财政局关于开展2020年度财政资金绩效自评工作的通知》，",
        "桃江县灰山港镇人民政府2020年度部门整体支出绩效评价报告，",
        "一般公共预算财政拨款、政府性基金预算财政拨款、国有资本经营预算财政拨款，",
    ],
)
def test_formulas_and_names_are_no_copies(words: str) -> None:
    assert told(f"一、概况\n{words}我镇完善制度。\n二、绩效\n{words}全年无事故。") == []


def test_parallel_sentences_with_other_figures_are_no_copies() -> None:
    lines = [
        f"{name}支出年初预算为{n}.00万元，决算为{n + 1}.50万元，完成年初预算的10{n}%，主要原因是{why}。"
        for n, (name, why) in enumerate(
            {"公务接待费": "批次增多", "公务用车": "油价上涨"}.items(), 3
        )
    ]
    assert told("一、概况\n" + "\n".join(lines)) == []


def test_paragraphs_that_differ_in_a_few_words_are_told() -> None:
    one = "我镇财政所牵头成立工作组，逐项核对账目，走访村组，听取意见，形成问题清单，限期整改到位。"
    text = "一、概况\n{0}\n二、绩效\n{1}"
    changed = one.replace("牵头", "负责").replace("核对", "检查").replace("听取", "收集")
    assert len(told(text.format(one * 2, changed * 2))) >= 1


def test_a_row_of_names_is_no_copy() -> None:
    names = "经济发展满意度、社会公众满意度、生态环境满意度、政府履职满意度"
    assert told(f"一、概况\n从{names}等角度了解。\n二、绩效\n获取了群众对{names}的评价。") == []


def test_headings_tables_and_annexes_are_left_out() -> None:
    text = f"一、概况\n{SURVEY}，结果满意。\n| 项目 | {SURVEY} |\n附件1\n{SURVEY}，结果满意。"
    assert told(text) == []


def test_typed_texts_are_compared_with_each_other() -> None:
    longer = f"{SURVEY}、医疗保障、政策公平、执法公正"
    typed = case(f"成效：{longer}满意。\n措施：{longer}不满意。", is_report=False)
    assert [code for code, _, _ in found(repeats.check(typed))] == ["RV45"]


def test_a_form_may_ask_for_the_same_measure_twice() -> None:
    typed = case(f"成效：{SURVEY}满意。\n措施：{SURVEY}不满意。", is_report=False)
    assert list(repeats.check(typed)) == []


def test_alike_items_of_one_sentence_are_no_copy() -> None:
    item = "支出0万元，年初预算为0万元，差值为0万元，原因为严格执行规定、压缩各项不必要开支；"
    assert (
        found(repeats.check(case(f"因公出国费{item}公务用车{item}公务接待费{item}合计为零。")))
        == []
    )


def test_a_short_fact_with_figures_may_stand_in_two_sections() -> None:
    fact = "实际完成农村危房改造264户，发放补助资金为278.8万元"
    text = f"一、目标\n本镇全年{fact}。\n二、资金\n年度内共{fact}，群众满意。"
    assert found(repeats.check(case(text))) == []
