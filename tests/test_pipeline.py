"""The corridor: what comes out of one room is what the next one works with."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook

from reportgen import pipeline
from reportgen.figures import Figure
from reportgen.findings import ReportgenError, Severity, has_errors
from tests.helpers.built import example_report, example_text
from tests.helpers.forms import EXAMPLE, ROOT, cell_of
from tests.helpers.packs import PACK, changed


def test_the_example_checks_clean_and_scores_what_the_rules_give():
    """Only that ten people are few to ask; the seed's 96.2 is not forced."""
    checked = pipeline.check_one(EXAMPLE, PACK)
    assert [finding.code for finding in checked.findings] == ["RV14"]
    assert f"{checked.scores.total:.2f}" == "92.68"
    assert checked.scores.grade == "优秀"


def test_a_computed_figure_stands_where_the_form_shows_it():
    """A clerk opens the form, not rules.xlsx."""
    checked = pipeline.check_one(EXAMPLE, PACK)
    total = checked.record["收入合计"]
    assert isinstance(total, Figure)
    sheet, _ = cell_of("一般公共预算收入")
    assert str(total.where).startswith(f"灰山港镇.xlsx {sheet}!")
    assert len(total.sources) == 4


def test_the_report_is_what_the_reader_saw_last():
    """A change of wording or of a figure shows as a change of tests/golden/2020/report.txt."""
    golden = ROOT / "tests" / "golden" / "2020" / "report.txt"
    assert example_text() == golden.read_text(encoding="utf-8")


def test_the_same_form_gives_the_same_bytes():
    """Nothing of the clock or of this machine gets into a report."""
    again = pipeline.build_one(EXAMPLE, PACK)
    assert again.docx == example_report().docx
    assert again.receipt == example_report().receipt


def test_a_form_with_errors_has_no_report():
    """Nothing but --draft prints it."""
    built = pipeline.build_one(ROOT / "templates" / "2020" / "form.xlsx", PACK)
    assert built.docx is None
    assert list(built.receipt.figures) == []
    assert has_errors(built.checked.findings)


def test_a_form_that_is_not_there_is_a_broken_world():
    """An error with a remedy, not a finding."""
    with pytest.raises(ReportgenError) as raised:
        pipeline.check_one(ROOT / "没有.xlsx", PACK)
    assert raised.value.code == "WB01"


def test_a_pack_is_vetted_with_its_word_file():
    """Rows, form and report in one list."""
    _, findings = pipeline.check_pack(PACK)
    assert findings == []


def test_a_pack_with_errors_judges_no_form(tmp_path):
    """Its editor is told, not the clerk, and nothing crashes on the half-read rules."""

    def change(book):
        book["勾稽"]["A3"] = "相当"

    with pytest.raises(ReportgenError) as raised:
        pipeline.check_one(EXAMPLE, changed(tmp_path, "rules.xlsx", change))
    assert raised.value.code == "PK30"
    assert raised.value.message == (
        "格式包“pack”有 1 处错误，不能用来核对。例如 "
        "rules.xlsx 勾稽!A3：“规则”写的是“相当”，不是规定的词。是不是“相等”？"
    )


def test_a_workbook_that_is_no_form_is_told_once(tmp_path):
    """Sixteen indicators without points would say nothing new."""
    other = tmp_path / "工资.xlsx"
    book = Workbook()
    book.active["A1"] = "姓名"
    book.save(other)
    assert [f.code for f in pipeline.check_one(other, PACK).findings] == ["RC19"]


def form_saying(folder, **texts):
    """The example form with some of its texts typed otherwise."""
    book = load_workbook(EXAMPLE)
    for name, text in texts.items():
        title, at = cell_of(name)
        book[title].cell(*at).value = text
    book.save(folder / EXAMPLE.name)
    return folder / EXAMPLE.name


CLAIM = "全年支出结构得到改善，“三公”经费较上年实现下降。"


def test_what_only_the_whole_report_shows_is_told_at_the_cell_it_was_typed_in(tmp_path):
    """The sentence alone is harmless; table 4 of the report says that 38 became 40."""
    checked = pipeline.check_one(form_saying(tmp_path, 资产管理情况=CLAIM), PACK)
    [wrong] = [each for each in checked.findings if each.severity is Severity.ERROR]
    assert (wrong.code, str(wrong.where)) == ("RV10", f"{EXAMPLE.name} 绩效文字!B18")


def test_check_and_build_say_the_same(tmp_path):
    form = form_saying(tmp_path, 资产管理情况=CLAIM)
    built = pipeline.build_one(form, PACK)
    assert built.docx is None
    assert built.checked.findings == pipeline.check_one(form, PACK).findings


def test_a_fault_of_a_typed_text_is_told_once(tmp_path):
    """Read in its cell, it is not told again where the report prints it."""
    text = "保障了鸬鹚渡镇社会管理与发展的基本稳定,各项工作目标任务圆满完成。"
    checked = pipeline.check_one(form_saying(tmp_path, 总体绩效情况=text), PACK)
    told = [(each.code, each.where.spot) for each in checked.findings if each.code != "RV14"]
    assert sorted(told) == [("RV31", "绩效文字!B16"), ("RV46", "绩效文字!B16")]


def test_a_report_is_not_read_over_while_its_form_has_errors(tmp_path):
    """What follows from a wrong cell need not be told again sentence by sentence."""
    form = form_saying(tmp_path, 收入控制数=9248.84, 资产管理情况=CLAIM)
    checked = pipeline.check_one(form, PACK)
    assert checked.printed is None
    assert not any(each.where.file.endswith(".docx") for each in checked.findings)


TWICE = "围绕上级交办的各项工作任务，，全面落实年度重点任务的的要求。"


def told(checked, *codes):
    """The findings of some codes: where, and where else."""
    return [
        (each.code, each.where.spot, *(other.spot for other in each.related))
        for each in checked.findings
        if each.code in codes
    ]


def spot(name):
    book = load_workbook(EXAMPLE)
    title, (row, column) = cell_of(name)
    return f"{title}!{book[title].cell(row, column).coordinate}"


def test_a_wrong_line_in_two_cells_is_told_at_both(tmp_path):
    """Each of them has to be put right."""
    form = form_saying(tmp_path, 主要职能=TWICE, 重点工作计划=TWICE)
    one, other = spot("主要职能"), spot("重点工作计划")
    found = told(pipeline.check_one(form, PACK), "RV49", "RV52")
    assert sorted(found) == [("RV49", one), ("RV49", other), ("RV52", one, other)]


def test_a_line_in_a_cell_that_is_not_printed_whole_is_told_there_too(tmp_path):
    """What the report prints twice and the form holds three times is told of all three."""
    names = ("主要职能", "重点工作计划", "基本支出差异说明")
    form = form_saying(tmp_path, **dict.fromkeys(names, TWICE))
    found = told(pipeline.check_one(form, PACK), "RV49")
    assert sorted(found) == sorted(("RV49", spot(name)) for name in names)


def test_a_line_that_is_part_of_another_is_told_at_its_own_cell(tmp_path):
    form = form_saying(tmp_path, 主要职能=TWICE, 重点工作计划=f"一是抓好落实。{TWICE}")
    one, other = spot("主要职能"), spot("重点工作计划")
    found = told(pipeline.check_one(form, PACK), "RV49", "RV52")
    assert sorted(found) == [("RV49", one), ("RV49", other), ("RV52", one, other)]


def test_a_line_typed_twice_into_one_cell_is_told_of_both(tmp_path):
    form = form_saying(tmp_path, 总体绩效情况=f"{TWICE}\n{TWICE}")
    found = told(pipeline.check_one(form, PACK), "RV49")
    assert found == [("RV49", spot("总体绩效情况"))] * 2


def test_words_set_into_a_sentence_without_their_full_stop_are_told_at_their_cell(tmp_path):
    """The template leaves the mark out (短语); once at the cell, and not again in the report."""
    form = form_saying(tmp_path, 商品和服务支出说明="灰港山镇人员增加所致。")
    found = told(pipeline.check_one(form, PACK), "RV34")
    assert found == [("RV34", spot("商品和服务支出说明"))]


def test_copies_of_which_the_report_prints_one_are_told(tmp_path):
    """The other stands in brackets there, or nowhere: only the form has both."""
    text = "建立了资产管理制度，及时更新资产信息系统，定期盘点并按规定处置闲置的资产"
    form = form_saying(tmp_path, 资产管理情况=f"{text}。", 三公经费说明=f"{text}。")
    [(_, *spots)] = told(pipeline.check_one(form, PACK), "RV45")
    assert sorted(spots) == sorted((spot("资产管理情况"), spot("三公经费说明")))
