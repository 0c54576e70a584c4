"""RV33: 我乡 in a 镇's report, 我镇 in a bureau's."""

from __future__ import annotations

import pytest

from reportgen.review.names import kinds
from tests.helpers.packs import shipped
from tests.helpers.papers import case, found

WRONG = """
2020年，我乡编制数223人。 # RV33 错误
在乡党委、乡政府的领导下，全乡上下齐心协力。 # RV33 错误；RV33 错误；RV33 错误
我局严格控制三公经费。 # RV33 错误
我街道完成了年度目标。 # RV33 错误
我村脱贫攻坚成效明显。 # RV33 提醒
我镇完成了年度目标。 # RV33 错误 # 桃江县财政局
我镇完成了年度目标。 # RV33 错误 # 桃江县浮邱山乡人民政府
镇党委高度重视，镇政府认真落实。 # RV33 错误；RV33 错误 # 桃江县浮邱山乡人民政府
我院认真落实制度。 # RV33 提醒 # 桃江县卫生健康局
""".strip().splitlines()


@pytest.mark.parametrize("line", WRONG)
def test_a_word_of_another_kind_of_unit_is_found(line):
    text, want, *agency = line.split(" # ")
    read = case(text, agency=agency[0] if agency else "桃江县灰山港镇人民政府", pack=shipped())
    told = "；".join(f"{each.code} {each.severity.value}" for each in kinds.check(read))
    assert told == want


def test_one_word_is_one_fault_with_all_its_places():
    [fault] = kinds.check(case("我乡编制223人。\n我乡在职218人。"))
    assert fault.message == "这是“灰山港镇”的报告，却有 2 处写“我乡”。"
    assert fault.remedy == "核对是不是从别的单位的报告抄来；是的，把“我乡”改为本单位的称呼。"
    assert [span.text for span in fault.spans] == ["我乡", "我乡"]


def test_one_place_is_said_as_one():
    [fault] = kinds.check(case("我院落实制度。", agency="桃江县卫生健康局"))
    assert fault.message == "这是“卫生健康局”的报告，却有一处写“我院”。"
    assert fault.remedy == ("核对“我院”指的是不是本单位；是从别的报告抄来的，改为本单位的自称。")


def test_another_towns_organs_are_told_as_another_town():
    """浮邱山乡党委 is a name: that is RV31's to say, once."""
    assert found(kinds.check(case("浮邱山乡党委高度重视。", pack=shipped()))) == []


def test_an_agency_of_no_known_kind_is_left_alone():
    assert found(kinds.check(case("我乡和我镇。", agency="桃江县人民武装部"))) == []
    assert found(kinds.check(case("我乡和我镇。", agency="", is_report=False))) == []


def test_an_organ_that_no_town_has_is_a_notice():
    [fault] = kinds.check(case("自觉接受镇人大监督和镇政协民主监督。"))
    assert (fault.code, fault.severity.value, fault.spans[0].text) == ("RV33", "提醒", "镇政协")
    assert fault.message == "写到“镇政协”，乡镇一级一般不设这个机构。"
    assert fault.remedy == "核对是不是“县政协”；是本单位的联络机构的，写它的全名。"
    assert found(kinds.check(case("镇政协联络处开展活动，接受县政协监督。"))) == []


def test_a_commission_is_no_bureau():
    faults = kinds.check(case("我局认真履职，我委积极作为。", agency="桃江县卫生健康委员会"))
    assert found(faults) == [("RV33", "提醒", "我局")]
