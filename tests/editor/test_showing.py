"""A pack as text: the golden copy a reviewer compares, and every place words can stand in."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from reportgen.editor import sentences, showing
from reportgen.findings import ReportgenError
from tests.helpers.packs import PACK

ROOT = Path(__file__).parents[2]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("folder", sorted((ROOT / "templates").iterdir()), ids=lambda f: f.name)
def test_the_pack_as_text_is_what_the_reviewer_saw_last(folder):
    """A change of a pack shows as a change of tests/golden/年度/pack.txt.

    ``reportgen pack show templates/2020 > tests/golden/2020/pack.txt`` writes it anew.
    """
    golden = ROOT / "tests" / "golden" / folder.name / "pack.txt"
    assert showing.as_text(showing.read(folder)) == golden.read_text(encoding="utf-8")


def test_every_line_of_the_text_is_one_row_one_cell_or_one_sentence():
    text = showing.as_text(showing.read(PACK))
    assert "A5 单位全称｜B5 {{ 单位全称 }}｜E5 填写带县名的法定全称" in text
    assert "\n表1 第1行：收入项目｜决算数｜占比（%）\n" in text
    assert "\n一、（二）第2段：{{ 主要职能 }}\n" in text
    assert "\n页脚第1段：— ［PAGE］ —\n" in text
    assert "\n文档属性“标题”：{{ 单位简称 }}{{ 年度 }}年度部门整体支出绩效评价报告\n" in text


def test_the_data_says_the_same():
    data = showing.as_data(showing.read(PACK))
    form = {each["工作表"]: each["格"] for each in data["填报表"]}
    assert form["单位概况"]["B5"] == "{{ 单位全称 }}"
    assert {"位置": "一、（二）第2段", "文字": "{{ 主要职能 }}"} in data["报告"]
    assert data["名称"] == "乡镇部门整体支出绩效评价"


def made(folder: Path, *blocks: str) -> list[tuple[str, str]]:
    """Return the lines of a report that holds ready-made blocks of Word XML."""
    document = docx.Document()
    for block in blocks:
        element = parse_xml(block.replace(">", f" {W}>", 1) if W not in block else block)
        document.element.body.insert(-1, element)
    document.save(folder / "report.docx")
    lines = sentences.lines(folder)
    return [(line.place, line.text) for line in lines if not line.place.startswith("文档属性")]


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_breaks_pages_tabs_and_notes_are_seen(tmp_path):
    """A line break that goes is a change a reader sees."""
    inside = (
        run("甲")
        + "<w:r><w:br/></w:r>"
        + run("乙")
        + "<w:r><w:tab/></w:r>"
        + run("丙")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + '<w:r><w:br w:type="page"/></w:r>'
    )
    assert made(tmp_path, f"<w:p>{inside}</w:p>") == [("开头第1段", "甲↵乙 丙［脚注2］［分页］")]


def test_the_page_number_word_last_saw_is_no_word_of_the_editors(tmp_path):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert made(tmp_path, f"<w:p>{run('第')}{field}{run('页')}</w:p>") == [
        ("开头第1段", "第［PAGE］页")
    ]


def test_a_field_with_words_of_its_own_keeps_them(tmp_path):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF 甲</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("附件1")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert made(tmp_path, f"<w:p>{field}</w:p>") == [("开头第1段", "［REF 甲］附件1")]


def test_deleted_words_are_not_said_and_inserted_ones_are(tmp_path):
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2" w:author="a">{run("新")}</w:ins>'
    assert made(tmp_path, f"<w:p>{gone}{come}</w:p>") == [("开头第1段", "新")]


def test_a_text_box_is_told_once_after_the_paragraph_it_hangs_on(tmp_path):
    """Word writes each box twice: for itself, and for older readers."""
    box = f"<w:txbxContent><w:p>{run('{{ 年度 }}')}</w:p></w:txbxContent>"
    twice = f"<w:r><w:pict>{box}</w:pict><w:pict>{box}</w:pict></w:r>"
    assert made(tmp_path, f"<w:p>{run('封面')}{twice}</w:p>") == [
        ("开头第1段", "封面"),
        ("开头第1段的文本框", "{{ 年度 }}"),
    ]


def test_a_table_in_a_cell_is_told_after_the_row_it_is_in(tmp_path):
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('内')}</w:p></w:tc></w:tr></w:tbl>"
    outer = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('左')}</w:p></w:tc>"
        f"<w:tc>{inner}<w:p>{run('右')}</w:p><w:p>{run('下')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert made(tmp_path, outer) == [("表1 第1行", "左｜右↵下"), ("表2 第1行", "内")]


def test_a_report_that_is_no_word_file_leaves_the_rest_to_be_seen(tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    (folder / "report.docx").write_bytes(b"no zip")
    found = showing.read(folder)
    assert found.lines == ()
    assert [(each.code, str(each.where)) for each in found.findings] == [("TP01", "report.docx")]
    assert "\n## 报告 report.docx（0）\n" in showing.as_text(found)
    assert "B5 {{ 单位全称 }}" in showing.as_text(found)


def test_a_folder_that_is_no_pack_is_told_without_an_option_the_command_has_not(tmp_path):
    with pytest.raises(ReportgenError) as told:
        showing.read(tmp_path)
    assert told.value.code == "PK01"
    assert told.value.remedy == "写格式包的文件夹，其中应有 form.xlsx、rules.xlsx、report.docx。"


def test_examples_are_shown_with_the_rest(tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    book = openpyxl.load_workbook(folder / "rules.xlsx")
    sheet = book.create_sheet("试例")
    sheet.append(["填报表", "要求", "文字"])
    sheet.append(["甲镇.xlsx", "不应有", "万元万元"])
    book.save(folder / "rules.xlsx")
    found = showing.read(folder)
    assert "\n## 试例（1）\n甲镇.xlsx | 不应有 | 万元万元\n" in showing.as_text(found)
    wanted = [{"填报表": "甲镇.xlsx", "要求": "不应有", "文字": "万元万元"}]
    assert showing.as_data(found)["试例"] == wanted
