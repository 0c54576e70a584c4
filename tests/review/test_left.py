"""RV50: what drafting left behind."""

from __future__ import annotations

import pytest

from reportgen.review.writing import left
from tests.helpers.papers import case, found


def told(text: str) -> list[tuple[str, str, str]]:
    return found(left.check(case(text)))


def test_a_tag_of_a_template_is_told_with_all_its_places() -> None:
    [fault] = left.check(case("收入{{ 收入.合计 }}万元。\n支出为{{ 收入.合计 }}万元。"))
    assert (fault.code, fault.severity.value) == ("RV50", "错误")
    assert [span.text for span in fault.spans] == ["{{ 收入.合计 }}"] * 2
    assert fault.message == ("留有模板标签“{{ 收入.合计 }}”，共2处：“收入{{ 收入.合计 }}万元。”。")
    assert fault.remedy == "填上应有的内容，或者删去标签。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% if 有项目 %}共实施项目。", "{% if 有项目 %}"),
        ("收入｛｛收入｝｝万元。", "｛｛收入｝｝"),
        ("新增企业××家，投入XX万元。", "××"),
        ("投入ＸＸ万元。", "ＸＸ"),
        ("XX镇人民政府20XX年度报告", "XX"),
        ("20××年度报告", "20××"),
        ("截至2020年×月。", "×"),
        ("完成率为____%。", "____"),
        ("桃财绩〔 〕号", "〔 〕号"),
        ("桃财绩〔2021〕  号", "〔2021〕  号"),
        ("扣分原因：（此处填写扣分原因）", "（此处填写扣分原因）"),
        ("数据待补充。", "待补充"),
        ("TODO 补数据", "TODO"),
        ("由***负责。", "***"),
        ("合计#REF!万元，占#DIV/0!", "#REF!"),
        ("【请填写本单位职责】", "【请填写本单位职责】"),
        ("某某镇人民政府", "某某"),
        ("2021年 月 日", "2021年 月 日"),
        ("收入nan万元", "nan"),
        ("负责人为None。", "None"),
        ("牵头单位（）", "（）"),
    ],
)
def test_other_leftovers_are_told(text: str, words: str) -> None:
    assert words in [span for _, _, span in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "控制率=在职人数÷编制数×100%，得分=权重×完成率。",
        "长3×4米，共12㎡。",
        "单位负责人签字：________",
        "（盖章）  年  月  日",
        "救助困难群众王××户、李××等2户。",
        "联系电话：138****1234",
        "项目选址待定，由XXI世纪广场项目部负责。",
        "Nancy负责（由财务人员填写）。",
        "2021年4月20日",
        "依据〔2021〕14号文件。",
        "示范基地（一期）、“三公”经费、《预算法》。",
        "是□否☑",
        "WPS、Excel、5G、AAAA级景区、XX光年".replace("XX光年", "X光机"),
    ],
)
def test_formulas_signatures_and_masked_names_are_silent(text: str) -> None:
    assert told(text) == []


def test_cells_may_be_blank_for_a_pen() -> None:
    assert told("表\n| 审核意见 | 年 月 日 |\n| 结果 | #N/A |") == [("RV50", "错误", "#N/A")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公务接待费0万元，占 %，下降2%。", "空着的数“%”"),
        ("支出5万元，比上年减少 万元，减少2%。", "空着的数“万元”"),
        ("支出5万元，较上年增加（减少）3万元。", "待选的写法“增加（减少）”"),
    ],
)
def test_a_blank_number_and_a_choice_left_open_are_told(text: str, words: str) -> None:
    [fault] = left.check(case(text))
    assert words in fault.message


@pytest.mark.parametrize(
    "text", ["较上年增加（减少以“-”号填列）", "占比 5%", "支出5 万元", "增加（减少）情况见下表"]
)
def test_a_number_after_a_blank_is_right(text: str) -> None:
    assert found(left.check(case(text))) == []
