"""Whatever a file really is, it is read or named; nothing else happens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import papers, pdf
from reportgen.findings import ReportgenError
from reportgen.papers.model import Paper
from tests.helpers.seed import PATH, seed_docx, seed_text
from tests.helpers.word import docx, member, with_member

needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def told(data: bytes, file: str = "报告.docx") -> tuple[str, str, str]:
    with pytest.raises(ReportgenError) as caught:
        papers.from_bytes(data, file)
    return (caught.value.code, caught.value.message, caught.value.remedy)


def gist(paper: Paper) -> object:
    """What a reader sees of it, wherever it was read from."""
    blocks = [(block.text, block.level, block.mark) for block in paper.blocks]
    grids = [
        (grid.title, grid.unit, [[cell.text for cell in row] for row in grid.rows])
        for grid in paper.grids
    ]
    return blocks, grids


SEED = papers.read(PATH)


def test_the_seed_says_the_same_as_text_and_as_word() -> None:
    assert gist(papers.from_docx(seed_docx(), "报告.docx")) == gist(SEED)
    assert gist(papers.from_bytes(seed_text().encode("gb18030"), "报告.txt")) == gist(SEED)
    assert gist(papers.from_bytes(seed_text().encode("utf-16"), "报告.txt")) == gist(SEED)


@needs_soffice
def test_the_seed_says_the_same_as_pdf() -> None:
    made = pdf.convert(seed_docx(), "报告").data
    assert gist(papers.from_bytes(made, "报告.pdf")) == gist(SEED)


@needs_soffice
def test_an_old_word_file_is_converted_and_then_read() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936 {\u19968?\u12289?\u27010?\u20917?}\par 9\u20803?\u12290?}"
    assert papers.kind(rtf, "报告.doc") == "doc"
    read = papers.from_docx(pdf.to_docx(rtf), "报告.doc")
    assert [(block.text, block.level) for block in read.blocks] == [("一、概况", 1), ("9元。", 0)]


def test_the_places_of_the_seed() -> None:
    spots = [block.where.spot for block in SEED.blocks]
    assert len(set(spots)) == len(spots)
    assert spots[:4] == [
        "标题（第2行）",
        "开头第1段（第3行）",
        "一、标题（第5行）",
        "一、（一）第1段（第7行）",
    ]
    assert "第二处“二、”第2段（第45行）" in spots
    assert SEED.grids[1].rows[3][3].where.spot == "表2 第4行第4列（第115行）"
    assert [block.text[:2] for block in SEED.grids[1].section] == ["三、", "2、"]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as caught:
        papers.read(tmp_path / "无.docx")
    assert (caught.value.code, caught.value.message) == ("RD01", "“无.docx”不存在。")
    assert caught.value.remedy == "核对文件名和所在文件夹，再运行一次。"


def test_a_file_that_may_not_be_read() -> None:
    from reportgen.papers.refusals import as_report

    problem = as_report(ReportgenError("WB02", "打不开。", "关闭正在打开它的 Excel 或 WPS。"))
    assert (problem.code, problem.remedy) == ("RD02", "关闭正在打开它的 Word 或 WPS。")


def test_a_workbook_is_named() -> None:
    form = Path(__file__).parents[2] / "inputs" / "2020" / "灰山港镇.xlsx"
    assert told(form.read_bytes(), "灰山港镇.docx") == (
        "RD03",
        "“灰山港镇.docx”是 Excel 工作簿，不是可以审读的报告。",
        "报告请选 Word、PDF 或文本文件；核对填报表用 reportgen check 命令。",
    )


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (b"\x89PNG\r\n", "RD03", "图片"),
        ("<html>报告</html>".encode(), "RD03", "网页文件"),
        (bytes(range(256)) * 9, "RD03", "认不出"),
        (b"", "RD08", "没有文字"),
        (b" \n\n", "RD08", "没有文字"),
        (b"%PDF-1.4\njunk", "RD05", "PDF 的内容无法读取"),
        (seed_docx()[:9000], "RD05", "不完整或已损坏"),
        (b"{\\rtf1 a}", "RD09", "旧版 Word 文档"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "RD05", "目录无法读取"),
    ],
)
def test_what_is_no_report_is_named(data: bytes, code: str, what: str) -> None:
    found, message, _ = told(data)
    assert found == code
    assert what in message


@pytest.mark.parametrize("name", ["坏.docx", "坏.DOC", "坏.pdf"])
def test_a_text_that_is_named_as_a_document(name: str) -> None:
    assert told(b"abc\n", name) == (
        "RD03",
        f"“{name}”是纯文本文件（只有文字，没有 Word 或 PDF 的内容），不是可以审读的报告。",
        "核对是否选错了文件；确是报告全文的，把后缀改为 .txt 再用。",
    )
    assert papers.from_bytes(b"abc\n", "好.txt").blocks[0].text == "abc"


def test_the_exact_words_of_the_others() -> None:
    from reportgen.papers import refusals

    assert refusals.locked().code == "RD04"
    assert refusals.locked().message == "有打开密码。"
    assert refusals.no_text_layer().code == "RD07"
    assert refusals.no_text_layer().message == "是扫描件或图片做成的 PDF，没有可以读取的文字。"
    assert told(docx("")) == (
        "RD08",
        "“报告.docx”里没有文字。",
        "核对是否选错了文件，或重新复制这个文件。",
    )


def test_an_endless_report_is_refused() -> None:
    body = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 20_001
    data = with_member(
        seed_docx(),
        "word/document.xml",
        f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
    )
    assert told(data)[:2] == (
        "RD06",
        "“报告.docx”的段落数超过 20000 的上限，不是一份报告。",
    )


def test_a_doctype_is_refused() -> None:
    data = with_member(seed_docx(), "word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    assert told(data)[0] == "RD05"


@pytest.mark.parametrize("part", ["styles", "numbering"])
def test_a_report_is_read_without_its_styles(part: str) -> None:
    damaged = with_member(seed_docx(), f"word/{part}.xml", "<x")
    assert gist(papers.from_docx(damaged, "报告.docx")) == gist(SEED)


def test_a_long_text_of_single_cells_is_read_at_once() -> None:
    """Sixty thousand lines behind tabs once took nine minutes."""
    with pytest.raises(ReportgenError):
        papers.from_text("\t甲\n" * 60_000, "报告.txt")


def test_without_libreoffice_an_old_file_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.pdf import soffice

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())
    with pytest.raises(ReportgenError) as caught:
        pdf.to_docx(b"{\\rtf1 a}")
    assert (caught.value.code, caught.value.message) == (
        "PD01",
        "没有找到 LibreOffice，不能读取旧版 Word 文档。",
    )


def test_an_old_file_that_does_not_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportgen.pdf import soffice

    monkeypatch.setattr(soffice, "find", lambda: Path("/bin/true"))
    with pytest.raises(ReportgenError) as caught:
        pdf.to_docx(b"{\\rtf1 a}")
    assert (caught.value.code, caught.value.message) == (
        "PD06",
        "这份旧版 Word 文档没有转换成功，可能已损坏。",
    )


def test_tracked_changes_boxes_and_notes() -> None:
    body = (
        "<w:p><w:r><w:t>一、收入</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>收支表（万元）</w:t></w:r></w:p></w:tc></w:tr>'
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>收入</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    data = with_member(
        docx("甲"),
        "word/document.xml",
        f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
    )
    read = papers.from_docx(data, "报告.docx")
    assert [block.text for block in read.blocks] == ["一、收入新", "甲\t乙\n丙"]
    [grid] = read.grids
    assert (grid.title, grid.unit) == ("收支表（万元）", "万元")
    assert grid.rows[0][0] is grid.rows[0][1]
    assert grid.rows[1][0] is grid.rows[2][0]
    assert [row[1].text for row in grid.rows] == ["收支表（万元）", "1", "2"]


def test_margins_are_kept_apart_and_page_numbers_left_out() -> None:
    read = papers.from_docx(docx("正文。", header="内部资料", footer="— —"), "报告.docx")
    assert [(block.where.spot, block.text) for block in read.margins] == [("页眉第1段", "内部资料")]
    assert "内部资料" in member(docx("正文。", header="内部资料"), "word/header1.xml")
