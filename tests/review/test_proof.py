"""RV31: only where the own name must stand is another town's an error."""

from __future__ import annotations

import pytest

from reportgen.review.names import agencies, proof
from tests.helpers.packs import shipped
from tests.helpers.papers import case, found

MUST_BE_OWN = """
鸬鹚渡镇党委、政府高度重视。
鸬鹚渡镇现辖33个行政村。
鸬鹚渡镇位于桃江县西部。
鸬鹚渡镇内设机构6个。
鸬鹚渡镇2020年度部门预算批复数为9224万元。
2020年鸬鹚渡镇财政拨款收入9224万元。
为鸬鹚渡镇经济发展提供了保障。
鸬鹚渡镇“三公”经费支出40万元。
根据鸬鹚渡镇财务管理制度，规范报销。
我镇鸬鹚渡镇党委。
使鸬鹚渡镇的面貌焕然一新。
（一）鸬鹚渡镇固定资产总额300万元。
桃江县鸬鹚渡镇人民政府2020年度总支出9224万元。
保障了鸬鹚渡乡社会稳定。
灰山港镇各项工作有序，保障了鸬鹚渡镇社会管理的基本稳定。
""".strip().splitlines()
MAY_BE_ANOTHERS = """
马迹塘镇大桥连接线征地拆迁完成。
县农商银行马迹塘镇支行发放贷款。
马迹塘镇消防队赶来支援。
马迹塘镇人均支出1200元，我镇人均支出1300元。
松木塘镇境内的志溪河上游水质下降，影响我镇取水。
牛田镇商会捐赠口罩2000只。
付马迹塘镇卫生院核酸检测费1.2万元。
高桥镇人张某捐款。
灰山港镇提升了马迹塘镇群众的满意度。
""".strip().splitlines()


def _faults(text):
    return found(agencies.check(case(text, pack=shipped())))


@pytest.mark.parametrize("text", MUST_BE_OWN)
def test_where_the_own_name_must_stand_another_is_an_error(text):
    assert [severity for _, severity, _ in _faults(text)] == ["错误"]


@pytest.mark.parametrize("text", MAY_BE_ANOTHERS)
def test_where_a_neighbour_may_be_meant_a_person_looks(text):
    assert [severity for _, severity, _ in _faults(text)] == ["提醒"]


def test_another_that_acts_beside_the_own_town_is_no_slip():
    text = "马迹塘镇海水养殖示范场为我镇提供种苗10万尾。"
    assert proof.is_beside_self(text, 0, 4, frozenset({"灰山港镇"}))
    assert _faults(text) == []


def test_a_house_named_for_a_town_without_its_kind_is_no_slip():
    assert _faults("桃花江人民医院定点救治12人次，桃花江人民广场改造完成。") == []
