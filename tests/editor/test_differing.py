"""Two packs side by side: every kind of difference, and the silence where there is none."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from reportgen.cli import run
from reportgen.editor import differing, differing_names, differing_rows, differing_told
from reportgen.editor.differing_model import Kind
from reportgen.editor.differing_words import aligned, marked, names_replaced, with_new_names
from reportgen.packs import headlines, roster, rules, trials
from tests.helpers.packs import PACK, find, find_title


def compared(tmp_path: Path, *, rules=None, form=None, report=None):
    """Compare the shipped pack with a copy that an editor has changed."""
    new = tmp_path / "new"
    shutil.copytree(PACK, new)
    for name, change in (("rules.xlsx", rules), ("form.xlsx", form)):
        if change:
            book = openpyxl.load_workbook(new / name)
            change(book)
            book.save(new / name)
    if report:
        document = docx.Document(new / "report.docx")
        report(document)
        document.save(new / "report.docx")
    return differing.compare(PACK, new)


def lines(found) -> list[str]:
    """The lines an editor reads, without the legend."""
    told = differing_told.as_text(found).split("\n")
    return [line for line in told if line and line != differing_told.LEGEND]


def cell(book, sheet, word, column):
    """The cell of a row, found by its first column's words, under a title."""
    row, _ = find(book, sheet, "名称", word)
    return book[sheet].cell(row, find_title(book, sheet, column)[1])


def replaced(book, old, new):
    """What Excel's own find and replace does, tags and names alike."""
    for sheet in book:
        for row in sheet.iter_rows():
            for each in row:
                if isinstance(each.value, str):
                    each.value = each.value.replace(old, new)


def retyped(document, old, new):
    tables = (p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs)
    for paragraph in [*document.paragraphs, *tables]:
        if old in paragraph.text:
            text = paragraph.text.replace(old, new)
            for run_ in paragraph.runs[1:]:
                run_.text = ""
            paragraph.runs[0].text = text


def test_a_pack_is_the_same_as_itself():
    found = differing.compare(PACK, PACK)
    assert (found.changes, found.same_bytes) == ((), True)
    assert differing_told.as_text(found) == "两个格式包相同。"


def test_a_pack_saved_again_says_what_was_not_compared(tmp_path):
    found = compared(tmp_path, form=lambda book: None)
    assert differing_told.as_text(found) == (
        "两个格式包相同。\n（文件不完全一样：字体、列宽、合并单元格一类的版式不比较。）"
    )


def test_only_the_year(tmp_path):
    def change(book):
        book["说明"]["B2"] = 2021

    assert lines(compared(tmp_path, rules=change)) == [
        "## 说明（修改 1）",
        "修改　说明!B2　年度　内容：2020 → 2021",
        "除年度外，两个格式包相同。",
    ]


def test_a_field_renamed_everywhere_is_told_once(tmp_path):
    """Its sums, its cell and its sentences only follow."""

    def words(place):
        return lambda file: place(file, "在职人数", "年末在职人数")

    def rules(book):
        for sheet in ("字段", "计算", "勾稽", "指标", "汇总"):
            for row in book[sheet].iter_rows():
                for each in row:
                    if (
                        isinstance(each.value, str)
                        and len(each.value) != len("在职人数不应超过编制数")
                        and "填写" not in each.value
                    ):
                        each.value = each.value.replace("在职人数", "年末在职人数")

    def form(book):
        replaced(book, "{{ 在职人数 }}", "{{ 年末在职人数 }}")

    found = compared(tmp_path, rules=rules, form=form, report=words(tags_retyped))
    assert lines(found) == ["## 字段（改名 1）", "改名　字段!A14　在职人数 → 年末在职人数"]


def tags_retyped(document, old, new):
    retyped(document, f"{{{{ {old} }}}}", f"{{{{ {new} }}}}")
    retyped(document, f"{{% if {old} ", f"{{% if {new} ")


def test_a_renamed_field_that_one_sentence_forgot_shows_there(tmp_path):
    def rules(book):
        cell(book, "字段", "工勤编制", "名称").value = "工勤人员编制"
        cell(book, "计算", "编制数", "取数").value = "行政编制 + 事业编制 + 工勤人员编制"

    found = compared(
        tmp_path, rules=rules, form=lambda b: replaced(b, "{{ 工勤编制 }}", "{{ 工勤人员编制 }}")
    )
    told = lines(found)
    assert "改名　字段!A13　工勤编制 → 工勤人员编制" in told
    (sentence,) = [change for change in found.changes if change.section == "报告"]
    assert (sentence.kind, sentence.place) == (Kind.CHANGED, "一、（一）第1段")
    assert "工勤人员编制 }}-】" in told[-1]
    assert not [line for line in told if "计算" in line]


def test_a_field_that_says_what_it_was_is_renamed_wherever_it_stands(tmp_path):
    def rules(book):
        cell(book, "字段", "新投产项目数", "上年字段").value = "新投产项目数"
        cell(book, "字段", "新投产项目数", "名称").value = "竣工项目个数"

    def form(book):
        sheet = book["单位概况"]
        sheet["A84"], sheet["B84"] = None, None
        book["三公经费"]["H2"], book["三公经费"]["I2"] = "竣工", "{{ 竣工项目个数 }}"

    told = lines(compared(tmp_path, rules=rules, form=form))
    assert told[:2] == [
        "## 字段（改名 1）",
        "改名　字段!A29　新投产项目数 → 竣工项目个数　上年字段：（空） → 新投产项目数",
    ]
    assert "移动　单位概况!B84 → 三公经费!I2　{{ 竣工项目个数 }}" in told


def test_another_field_in_the_same_cell_is_no_new_name(tmp_path):
    """The label beside it is another too: one went, one came."""

    def rules(book):
        cell(book, "字段", "工勤编制", "上年字段").value = None
        cell(book, "字段", "工勤编制", "名称").value = "固定电话部数"

    def form(book):
        replaced(book, "{{ 工勤编制 }}", "{{ 固定电话部数 }}")
        book["单位概况"]["A18"] = "办公室固定电话的部数"

    kinds = [
        c.kind for c in compared(tmp_path, rules=rules, form=form).changes if c.section == "字段"
    ]
    assert sorted(kind.value for kind in kinds) == ["删去", "新增"]


def test_every_column_that_changed_is_told_from_old_to_new(tmp_path):
    def rules(book):
        cell(book, "字段", "行政编制", "上限").value = 900
        cell(book, "字段", "行政编制", "必填").value = "否"

    assert lines(compared(tmp_path, rules=rules)) == [
        "## 字段（修改 1）",
        "修改　字段!A11　行政编制",
        "    必填：是 → 否",
        "    上限：2000 → 900",
    ]


def test_what_means_the_same_is_no_change(tmp_path):
    """Full-width signs, blanks, and 5% in a cell of percent format."""

    def rules(book):
        cell(book, "计算", "编制数", "取数").value = "行政编制＋事业编制＋工勤编制"
        limit = cell(book, "指标", "在职人员控制率", "一步")
        assert (limit.value, limit.number_format) == (0.01, "0%")
        limit.value, limit.number_format = "1％", "@"

    assert compared(tmp_path, rules=rules).changes == ()


def test_an_indicator_that_went_takes_its_points(tmp_path):
    def rules(book):
        row, _ = find(book, "指标", "名称", "预决算信息公开性")
        book["指标"].delete_rows(row)
        cell(book, "指标", "经济社会效益", "分值").value = 15

    told = lines(compared(tmp_path, rules=rules))
    assert told[:2] == ["## 指标（删去 1，修改 1）", "修改　指标!E14　经济社会效益　分值：10 → 15"]
    assert told[2].startswith("删去　原 指标!D13　预决算信息公开性　过程↵（60分）｜预算管理｜")
    assert told[3:] == [
        "## 分值",
        "过程：60 → 55",
        "产出及效率：30 → 35",
        "合计：100 → 100",
    ]


def test_an_indicator_of_another_name_with_the_same_title_is_renamed(tmp_path):
    """Its 得分 and 扣分原因 go with it, in 汇总 and in the report."""

    def rules(book):
        cell(book, "指标", "行政效能", "名称").value = "效能"

    assert lines(compared(tmp_path, rules=rules)) == [
        "## 指标（改名 1）",
        "改名　指标!D16　行政效能 → 效能",
    ]


def test_an_agreement_that_keeps_a_side_is_the_same_one_changed(tmp_path):
    def rules(book):
        sheet = book["勾稽"]
        row, _ = find(book, "勾稽", "左边", "收入控制数")
        sheet.cell(row, find_title(book, "勾稽", "右边")[1]).value = "一般公共预算收入 + 其他收入"
        sheet.append(["不超过", "工勤编制", "行政编制", None, "提醒", "工勤少于行政"])

    told = lines(compared(tmp_path, rules=rules))
    assert told[0] == "## 勾稽（新增 1，修改 1）"
    assert told[1].startswith("修改　勾稽!C")
    assert "    右边：" in told[2]
    assert told[3] == "新增　勾稽!A49　不超过｜工勤编制｜行政编制　提醒｜工勤少于行政"


def test_a_calculation_of_the_same_figures_is_renamed(tmp_path):
    def rules(book):
        cell(book, "计算", "支出合计上年差额", "名称").value = "两年支出之差"

    found = compared(tmp_path, rules=rules)
    assert [(c.kind, c.name) for c in found.changes if c.section == "计算"] == [
        (Kind.RENAMED, "两年支出之差")
    ]


def test_a_calculation_for_every_row_of_a_list_is_compared_like_any(tmp_path):
    def rules(book):
        book["计算"].append(["项目支出.执行率", "比率", "项目支出.决算；项目支出.预算", "%", 2])

    assert lines(compared(tmp_path, rules=rules)) == [
        "## 计算（新增 1）",
        "新增　计算!A62　项目支出.执行率　比率｜项目支出.决算；项目支出.预算｜%｜2",
    ]


def test_a_grade_and_a_unit_and_a_headline(tmp_path):
    def rules(book):
        book["等级"]["C2"], book["等级"]["D3"] = "优", 82
        book["名单"].append(["新镇", None])
        book["名单"]["A2"], book["名单"]["B2"] = "改名镇", str(book["名单"]["A2"].value)
        book["汇总"].delete_rows(2)

    told = lines(compared(tmp_path, rules=rules))
    assert "改名　等级!C2　优秀 → 优" in told
    assert "修改　等级!D3　评价等级｜良好　下限：80 → 82" in told
    assert "新增　名单!A17　新镇" in told
    assert "改名　名单!A2　修山镇 → 改名镇　又作：（空） → 修山镇" in told
    assert "## 汇总（删去 1）" in told


def test_rows_in_another_order_are_told_and_nothing_else(tmp_path):
    def rules(book):
        sheet = book["指标"]
        first = [each.value for each in sheet[2]]
        second = [each.value for each in sheet[3]]
        for column, (one, two) in enumerate(zip(first, second, strict=True), 1):
            sheet.cell(2, column).value, sheet.cell(3, column).value = two, one

    told = lines(compared(tmp_path, rules=rules))
    assert told == ["## 指标（次序 1）", "次序　指标!D2　三公经费变动率　移到最前面"] or told == [
        "## 指标（次序 1）",
        "次序　指标!D3　在职人员控制率　移到“三公经费变动率”后面",
    ]


def test_a_row_put_into_the_form_is_told_and_the_rows_below_are_not(tmp_path):
    def form(book):
        sheet = book["单位概况"]
        for merge in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merge))
        sheet.insert_rows(21)
        sheet["A21"], sheet["B21"] = "年末临聘人数", "{{ 临聘人数 }}"

    assert lines(compared(tmp_path, form=form)) == [
        "## 填报表 form.xlsx（新增 1）",
        "新增　单位概况!A21　整行　A21 年末临聘人数｜B21 {{ 临聘人数 }}",
    ]


def test_a_label_a_column_and_a_field_that_moved(tmp_path):
    def form(book):
        book["三公经费"]["A8"] = "3.国内公务接待费"
        book["项目支出明细"]["F7"] = "主管站所"
        book["项目支出明细"]["F8"] = "{{ 项目支出.主管站所 }}"
        book["三公经费"]["H3"] = book["单位概况"]["B20"].value
        book["单位概况"]["B20"] = None

    assert lines(compared(tmp_path, form=form)) == [
        "## 填报表 form.xlsx（新增 2，修改 1，移动 1）",
        "修改　三公经费!A8　3.公务接待费 → 3.国内公务接待费",
        "移动　单位概况!B20 → 三公经费!H3　{{ 在职人数 }}",
        "新增　项目支出明细!F7　主管站所",
        "新增　项目支出明细!F8　{{ 项目支出.主管站所 }}",
    ]


def test_a_sheet_renamed_one_added_one_gone(tmp_path):
    def form(book):
        book["三公经费"].title = "“三公”情况"
        book.create_sheet("附页")["A1"] = "备注"
        del book["填写说明"]

    told = lines(compared(tmp_path, form=form))
    assert "改名　“三公”情况!A1　三公经费 → “三公”情况" in told
    assert "新增　附页!A1　工作表“附页”" in told
    assert "删去　原 填写说明!A1　工作表“填写说明”" in told


def test_sentences_reworded_added_gone_and_moved(tmp_path):
    def report(document):
        retyped(document, "6.形成绩效评价报告。", "6.形成绩效评价报告，经会议审议后上报。")
        by_start = {p.text[:4]: p for p in document.paragraphs}
        by_start["5.汇总"]._p.addnext(by_start["3.实地"]._p)
        twin = copy.deepcopy(by_start["1.查阅"]._p)
        by_start["1.查阅"]._p.addprevious(twin)
        docx.text.paragraph.Paragraph(twin, None).runs[0].text = "全镇站所都要参加。"
        gone = by_start["2.核实"]._p
        gone.getparent().remove(gone)

    found = compared(tmp_path, report=report)
    told = [(c.kind.value, c.place, c.old_place) for c in found.changes]
    assert ("修改", "二、（二）第7段", "二、（二）第7段") in told
    assert ("移动", "二、（二）第6段", "二、（二）第4段") in told
    assert ("新增", "二、（二）第2段", "") in told
    assert ("删去", "", "二、（二）第3段") in told
    assert len(told) == 4


def test_a_new_section_renumbers_headings_and_leaves_their_paragraphs_alone(tmp_path):
    def report(document):
        heads = [p for p in document.paragraphs if p.text[:2] in ("六、", "七、")]
        new = copy.deepcopy(heads[0]._p)
        heads[0]._p.addprevious(new)
        for old, now in (("七、", "八、"), ("六、", "七、")):
            retyped(document, old, now)
        paragraph = docx.text.paragraph.Paragraph(new, None)
        paragraph.runs[0].text = "六、政府采购情况"
        for run_ in paragraph.runs[1:]:
            run_.text = ""

    told = lines(compared(tmp_path, report=report))
    assert told == [
        "## 报告 report.docx（新增 1，修改 2）",
        "新增　六、标题　六、政府采购情况",
        "修改　七、标题　六、存在的问题 → 七、存在的问题",
        "修改　八、标题　七、改进措施和建议 → 八、改进措施和建议",
    ]


def test_the_other_way_round_what_came_is_what_went(tmp_path):
    new = tmp_path / "new"
    shutil.copytree(PACK, new)
    book = openpyxl.load_workbook(new / "rules.xlsx")
    book["勾稽"].append(["不超过", "工勤编制", "行政编制", None, "提醒", "工勤少于行政"])
    book.save(new / "rules.xlsx")
    there, back = differing.compare(PACK, new), differing.compare(new, PACK)
    assert [c.kind for c in there.changes] == [Kind.ADDED]
    assert [(c.kind, c.old_place, c.text) for c in back.changes] == [
        (Kind.GONE, there.changes[0].place, there.changes[0].text)
    ]


def test_a_broken_pack_is_compared_as_far_as_it_can_be_read(tmp_path, capsys):
    new = tmp_path / "new"
    shutil.copytree(PACK, new)
    (new / "report.docx").write_bytes(b"no zip")
    book = openpyxl.load_workbook(new / "rules.xlsx")
    book["勾稽"]["A1"] = "规矩"
    cell(book, "字段", "在职人数", "类型").value = "数字"
    book.save(new / "rules.xlsx")
    assert run(["pack", "diff", str(PACK), str(new)]) == 1
    told = capsys.readouterr().out
    assert "修改　字段!B14　在职人数　类型：数 → 数字" in told
    assert f"{new} 有 " in told
    assert "report.docx  错误 TP01" in told
    assert "字段!B14  错误 PK06" in told
    assert "## 报告" not in told


def test_exit_codes_and_json(tmp_path, capsys):
    new = tmp_path / "new"
    shutil.copytree(PACK, new)
    book = openpyxl.load_workbook(new / "rules.xlsx")
    cell(book, "字段", "行政编制", "必填").value = "否"
    book.save(new / "rules.xlsx")
    assert run(["pack", "diff", str(PACK), str(PACK)]) == 0
    assert capsys.readouterr().out == "两个格式包相同。\n"
    assert run(["pack", "diff", str(PACK), str(new), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["相同"] is False
    assert data["改动"] == [
        {
            "类别": "字段",
            "变化": "修改",
            "名称": "行政编制",
            "位置": "字段!E11",
            "原位置": "字段!E11",
            "各栏": [{"栏": "必填", "原": "是", "新": "否"}],
            "内容": "",
        }
    ]
    assert data["问题清单"] == {}
    assert run(["pack", "diff", str(PACK), str(tmp_path / "nowhere")]) == 2
    assert "PK01" in capsys.readouterr().err


# Two texts, and both in one as an editor reads them.
MARKED = [
    ("共三项。", "共三项。", "共三项。"),
    ("{{ 甲 | 万元 }}元", "{{ 甲 | 亿元 }}元", "【-{{ 甲 | 万元 }}-】【+{{ 甲 | 亿元 }}+】元"),
    ("得2.5分", "得12.5分", "得【-2.5-】【+12.5+】分"),
    ("甲乙", "", "【-甲乙-】"),
]


@pytest.mark.parametrize(("old", "new", "both"), MARKED)
def test_changed_words_are_marked_and_tags_stay_whole(old, new, both):
    assert marked(old, new) == both


def test_a_long_same_stretch_is_cut_between_tags():
    long = "".join(f"第{n}项{{{{ 字段{n} }}}}万元，" for n in range(9))
    told = marked(f"{long}共三项。", f"{long}共四项。")
    assert told.startswith("……")
    assert told.endswith("共【-三-】【+四+】项。")
    assert told.count("{{") == told.count("}}")


def test_new_names_are_put_into_tags_only_and_quoted_words_stay():
    renamed = {"甲": "乙", "表.列": "单.列"}
    assert with_new_names("甲{{ 甲 }}{% if 甲 == '甲' %}{{ 表.列 }}", renamed) == (
        "甲{{ 乙 }}{% if 乙 == '甲' %}{{ 单.列 }}"
    )
    assert names_replaced("合计(表.列) + 甲甲", renamed) == "合计(单.列) + 甲甲"
    assert names_replaced("甲.序号", renamed) == "乙.序号"


def test_repeated_lines_are_not_taken_for_moves():
    """{% endif %} stands everywhere; only words of some length can be found again."""
    old = ["{% if 甲 %}", "第一句话在这里。", "{% endif %}", "末尾的一句话。"]
    new = ["{% if 甲 %}", "第一句话在这里。", "末尾的一句话。", "{% endif %}"]
    assert not [pair for pair in aligned(old, new) if pair.moved and old[pair.old].startswith("{%")]


def with_examples(folder: Path, *rows: tuple[str, str, str]) -> Path:
    shutil.copytree(PACK, folder)
    book = openpyxl.load_workbook(folder / "rules.xlsx")
    for each in (("填报表", "要求", "文字"), *rows):
        sheet = book["试例"] if "试例" in book.sheetnames else book.create_sheet("试例")
        sheet.append(each)
    book.save(folder / "rules.xlsx")
    return folder


def test_examples_are_compared_and_one_reworded_is_one_change(tmp_path):
    old = with_examples(
        tmp_path / "old",
        ("甲镇.xlsx", "应有", "编制数共计223人"),
        ("甲镇.xlsx", "应有", "预算完成率为100%"),
        ("乙镇.xlsx", "不应有", "万元万元"),
    )
    new = with_examples(
        tmp_path / "new",
        ("甲镇.xlsx", "应有", "编制数共计224人"),
        ("甲镇.xlsx", "不应有", "预算完成率为100%"),
        ("丙镇.xlsx", "不应有", "万元万元"),
    )
    assert lines(differing.compare(old, new)) == [
        "## 试例（新增 1，删去 1，修改 2）",
        "修改　试例!C2　甲镇.xlsx｜应有｜编制数共计224人　文字：编制数共计223人 → 编制数共计224人",
        "修改　试例!B3　甲镇.xlsx｜不应有｜预算完成率为100%　要求：应有 → 不应有",
        "新增　试例!A4　丙镇.xlsx｜不应有｜万元万元",
        "删去　原 试例!A4　乙镇.xlsx｜不应有｜万元万元",
    ]


def test_every_sheet_that_a_pack_may_have_is_compared(tmp_path):
    """A sheet added to the pack is compared without being named anywhere else."""
    wanted = {*rules.COLUMNS, roster.SHEET, headlines.SHEET, trials.SHEET}
    assert wanted == {*differing_rows.KEYS}
    judged = differing_names.judges({}, ({}, {}), {})
    assert {*judged} == wanted
    [row] = differing_rows.read(with_examples(tmp_path / "a", ("甲.xlsx", "应有", "乙")))["试例"]
    assert judged[headlines.SHEET](row, row) == 0.0
