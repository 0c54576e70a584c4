"""RV53 one thing written two ways, RV54 的 where 地 belongs."""

from __future__ import annotations

import pytest

from reportgen.review.writing import styles
from tests.helpers.papers import case, found


def told(text: str) -> list[tuple[str, str, str]]:
    return found(styles.check(case(text)))


def test_two_writings_are_one_fault_at_the_rarer() -> None:
    [fault] = styles.check(case("“三公”经费下降，“三公”经费公开，严控三公经费。"))
    assert (fault.code, fault.severity.value) == ("RV53", "提醒")
    assert [span.text for span in fault.spans] == ["三公经费"]
    assert fault.message == ("同一说法写法不一：加引号的“三公”经费2处，不加引号的三公经费1处。")
    assert fault.remedy == "统一写法，宜用“三公”经费。"


def test_other_pairs_are_told() -> None:
    assert told("在县委、县政府领导下，县委县政府重视。") == [("RV53", "提醒", "县委县政府")]
    assert told("自评得分为96.2分。综合得分为96.20，等级优秀。") == [("RV53", "提醒", "96.2")]
    assert told("商品和服务支出9万元，商品及服务支出8万元。") == [
        ("RV53", "提醒", "商品及服务支出")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费下降，“三公经费”控制率为70.92%。",
        "依据《关于严控三公经费的通知》，“三公”经费下降。",
        "县委、县政府重视，省委、省政府部署。",
        "综合得分为96.20分，满意度96.2%。",
        "自评得分为96.20分，综合得分为96.20分。",
    ],
)
def test_one_writing_is_right(text: str) -> None:
    assert told(text) == []


def test_de_before_a_verb_is_told() -> None:
    [fault] = styles.check(case("我镇较好的完成了年度工作目标。"))
    assert (fault.code, fault.severity.value) == ("RV54", "提醒")
    assert fault.spans[0].text == "较好的完成了"
    assert fault.message == "“较好的完成了”中的“的”应为“地”：动词前面用“地”。"
    assert fault.remedy == "改为“较好地完成了”。"


@pytest.mark.parametrize(
    "text", ["更好的为群众提供服务", "有效的推动产业发展", "扎实的开展了整治行动"]
)
def test_other_verbs_are_told(text: str) -> None:
    assert [code for code, _, _ in told(text)] == ["RV54"]


@pytest.mark.parametrize(
    "text", ["严格的执行财务制度，", "全面的加强农村人居环境整治。", "及时的组织干部学习。"]
)
def test_de_before_a_verb_with_its_object_is_told(text: str) -> None:
    assert [code for code, _, _ in told(text)] == ["RV54"]


def test_de_after_a_verb_is_told() -> None:
    [fault] = styles.check(case("各项任务完成的较好，群众满意。"))
    assert fault.message == "“完成的较好”中的“的”应为“得”：动词后面用“得”。"
    assert fault.remedy == "改为“完成得较好”。"


@pytest.mark.parametrize(
    "text",
    [
        "严格的执行标准，严格的执行力度，",
        "科学的管理财政资金的办法，",
        "决策部署得到切实有效的贯彻执行，",
        "做的好事，做的较好的有三个村，最需要做的不是这个",
        "合理的预算管理，统一的管理机关，全面的建设项目管理",
        "二〇二一年，其他费用，预决算公开",
    ],
)
def test_nouns_and_clauses_after_de_are_right(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "rare"),
    [
        ("其他收入、其他支出、其它费用", "其它"),
        ("二〇二一年，二〇二二年，二○二三年", "二○二三年"),
        ("预决算公开、预决算公开、预、决算公开", "预、决算公开"),
    ],
)
def test_more_pairs_are_told_at_the_rarer(text: str, rare: str) -> None:
    assert told(text) == [("RV53", "提醒", rare)]


@pytest.mark.parametrize(
    "text",
    [
        "较好地完成了年度工作目标",
        "较好的完成率",
        "有效的解决方案",
        "提供更好的服务",
        "得到了有效的落实，",
        "科学的管理制度",
        "更好的发展环境",
        "全面的保障体系",
        "发挥了积极的促进作用",
        "基本的生活保障",
        "严格的落实机制",
        "合理的控制目标",
    ],
)
def test_nouns_after_de_are_right(text: str) -> None:
    assert told(text) == []
