"""RV31 and RV32: another town where the own should stand; partners are no slip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.findings import Where
from reportgen.papers.model import Block
from reportgen.review.names import agencies, halves, kinds, selves
from tests.helpers.packs import shipped
from tests.helpers.papers import case, found, paper

OWN = "桃江县灰山港镇人民政府"
RIGHT = (Path(__file__).parent / "right_names.txt").read_text("utf-8").splitlines()
SEED = Path(__file__).parents[1] / "data" / "灰山港镇2020年度报告.txt"
GOLDEN = Path(__file__).parents[1] / "golden" / "2020" / "report.txt"

WRONG = """
保障了鸬鹚渡镇社会管理与发展的基本稳定。 # RV31 错误
2020年，鸬鹚渡镇人民政府整体支出9224.79万元。 # RV31 错误
奋力谱写鸬鹚渡高质量发展新篇章。 # RV31 错误
守护好鸬鹚渡的净土、碧水、蓝天。 # RV31 错误
在镇党委领导下，高桥镇各项工作取得显著成绩。 # RV31 错误
浮丘山乡人民政府高度重视绩效评价工作。 # RV31 错误
桃江县马迹塘镇财政所负责资金拨付。 # RV31 错误
组织马迹塘镇干部开展业务培训3次。 # RV31 错误
在沾溪镇党委、政府的坚强领导下，各项工作有序推进。 # RV31 错误
鸬鹚渡镇与各村签订安全生产责任状。 # RV31 错误
确保了新墙镇各项工作正常运转。 # RV32 提醒
2020年，新墙镇党委、政府带领全镇人民攻坚克难。 # RV32 提醒
四方坪街道办事处严格执行预算。 # RV32 提醒
桃花江镇干部职工凝心聚力。 # RV31 错误
鲊埠乡群众满意度达到95%。 # RV31 错误
推动三堂街镇经济社会高质量发展。 # RV31 错误
桃花江镇2020年度三公经费40万元。 # RV31 错误
大栗港镇党委书记任组长，成立绩效评价领导小组。 # RV31 错误
鸬鹚渡镇土地整治及灾毁项目资金10万元。 # RV31 错误
根据松木塘镇实际情况，制定内控制度。 # RV31 错误
经牛田镇党委会议研究决定。 # RV31 错误
全面提升武潭镇人居环境。 # RV31 错误
我们武潭镇将继续努力。 # RV31 错误
打造“生态石牛江、魅力石牛江”，推动石牛江经济发展。 # RV31 错误
2020年修山镇编制数共计223人，其中行政编制94人。 # RV31 错误
""".strip().splitlines()


def _faults(text, agency=OWN, pack=None):
    return list(agencies.check(case(text, agency=agency, pack=pack)))


def _two(fault):
    return f"{fault.code} {fault.severity.value}"


@pytest.mark.parametrize("line", WRONG)
def test_another_town_by_mistake_is_found(line):
    text, want = line.split(" # ")
    assert "；".join(_two(each) for each in _faults(text, pack=shipped())) == want


@pytest.mark.parametrize("pack", [True, False], ids=["名单", "无名单"])
@pytest.mark.parametrize("line", RIGHT[1:])
def test_what_is_rightly_written_is_left_alone(line, pack):
    """Neighbours, hosts, lists, addresses, villages, common words: by all four checks."""
    text, _, agency = line.partition(" # ")
    read = case(text, agency=agency or OWN, pack=shipped() if pack else None)
    modules = (agencies, kinds, halves, selves)
    assert found(fault for each in modules for fault in each.check(read)) == []


def test_the_message_quotes_the_clause_and_says_whose_report_it_is():
    [fault] = _faults(
        "服务到位，保障了鸬鹚渡镇社会管理与发展的基本稳定，成效明显。", pack=shipped()
    )
    assert fault.spans[0].text == "鸬鹚渡镇"
    assert fault.message == (
        "“保障了鸬鹚渡镇社会管理与发展的基本稳定”写的是“鸬鹚渡镇”，"
        "它是本县的另一个单位，这是“灰山港镇”的报告。"
    )
    assert fault.remedy == "改为“灰山港镇”；确是写对方的，写明与本单位的关系。"


def test_a_town_of_elsewhere_is_only_a_notice():
    [fault] = _faults("确保了新墙镇各项工作正常运转。", pack=shipped())
    assert fault.message == ("“确保了新墙镇各项工作正常运转”写到“新墙镇”，而这是“灰山港镇”的报告。")
    assert fault.remedy == "核对是不是从别处抄来没有改；确是写别处的，不必改。"


def test_without_a_roster_a_neighbour_is_a_notice():
    faults = _faults("保障了鸬鹚渡镇社会管理与发展的基本稳定。")
    assert found(faults) == [("RV32", "提醒", "鸬鹚渡镇")]


def test_a_word_of_partnership_that_may_mean_others_leaves_a_notice():
    faults = _faults("鸬鹚渡镇党委多次联合执法。", pack=shipped())
    assert found(faults) == [("RV31", "提醒", "鸬鹚渡镇")]


def test_a_partner_met_again_in_its_sentence_is_still_one_and_later_a_notice():
    text = "我镇与马迹塘镇联合清淤，我镇承担20万元，马迹塘镇承担16万元。保障了马迹塘镇的稳定。"
    [fault] = _faults(text, pack=shipped())
    assert (fault.severity.value, fault.spans[0].start) == ("提醒", text.rindex("马迹塘镇"))


def test_the_same_sentence_twice_is_one_fault_with_two_places():
    [fault] = _faults("鸬鹚渡镇各项工作到位。\n我镇发展。\n鸬鹚渡镇各项工作到位。", pack=shipped())
    assert [span.block.number for span in fault.spans] == [1, 3]


def test_a_signature_of_another_unit_has_its_own_words():
    text = "灰山港镇2020年度部门整体支出绩效评价报告\n灰山港镇各项工作到位，稳定发展。\n"
    text += "桃江县鸬鹚渡镇人民政府\n2021年4月20日"
    read = case(text, agency="", pack=shipped())
    [fault] = agencies.check(read)
    assert fault.message == (
        "落款的单位是“桃江县鸬鹚渡镇人民政府”，它是本县的另一个单位；报告其他各处写的是“灰山港镇”。"
    )
    assert fault.remedy == (
        "把落款的单位改为“灰山港镇”；报告确是“桃江县鸬鹚渡镇人民政府”的，改正其他各处。"
    )
    assert list(halves.check(read)) == []


def test_a_title_left_from_another_town_is_the_slip_and_not_the_whole_text():
    text = "鸬鹚渡镇2020年度部门整体支出绩效评价报告\n灰山港镇位于县境南部。灰山港镇现有33个村。\n"
    text += "桃江县灰山港镇人民政府\n2021年4月20日"
    faults = agencies.check(case(text, agency="", pack=shipped()))
    assert found(faults) == [("RV31", "错误", "鸬鹚渡镇")]


def test_cells_and_page_headers_are_read_too():
    text = "支出情况\n| 项目 | 决算 |\n| 鸬鹚渡镇土地整治 | 10.00 |"
    header = Block(99, "马迹塘镇人民政府绩效自评", Where("报告.txt", "页眉"))
    read = case(text, pack=shipped())
    read = replace(read, paper=replace(read.paper, margins=(header,)))
    spans = [(each.spans[0].text, each.spans[0].block.number) for each in agencies.check(read)]
    assert spans == [("鸬鹚渡镇", 4), ("马迹塘镇", 99)]


def test_a_table_that_lists_towns_is_no_slip():
    rows = "各乡镇情况\n| 单位 | 金额 |\n| 鸬鹚渡镇 | 1 |\n| 高桥镇 | 2 |\n| 灰山港镇 | 3 |"
    assert _faults(rows, pack=shipped()) == []


def test_a_single_cell_with_another_town_is_found():
    rows = "情况\n| 单位 | 金额 |\n| 鸬鹚渡镇 | 1 |\n| 公务接待 | 2 |"
    assert found(_faults(rows, pack=shipped())) == [("RV31", "提醒", "鸬鹚渡镇")]


def test_the_own_name_in_its_other_writing_is_right():
    text = "浮丘山乡党委、政府高度重视。"
    assert _faults(text, "桃江县浮邱山乡人民政府", shipped()) == []


def test_the_seed_has_exactly_one_and_its_villages_are_its_own():
    text = SEED.read_text("utf-8")
    faults = _faults(text, "", shipped())
    assert found(faults) == [("RV31", "错误", "鸬鹚渡镇")]


def test_a_good_report_has_none():
    text = GOLDEN.read_text("utf-8").replace("⏎", "\n")
    assert _faults(text, "", shipped()) == []


def test_typed_texts_are_asked_too_once_the_agency_is_known():
    text = "保障了鸬鹚渡镇的稳定。"
    typed = case(text, pack=shipped(), is_report=False)
    assert found(agencies.check(typed)) == [("RV31", "错误", "鸬鹚渡镇")]
    nobodys = case(text, agency="", pack=shipped(), is_report=False)
    assert paper(text).is_report
    assert list(agencies.check(nobodys)) == []


def test_a_comparison_with_a_sibling_is_no_error():
    for said in ("我镇资产利用率高于90%，马迹塘镇为88%。", "满意度为91%，马迹塘镇满意度为88%。"):
        assert found(_faults(said, OWN, shipped())) == [("RV31", "提醒", "马迹塘镇")]
