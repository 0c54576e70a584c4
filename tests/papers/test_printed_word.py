"""A report that the program printed is read back as a stranger's would be, only faster."""

from __future__ import annotations

import pytest

from reportgen import papers
from reportgen.papers.word_printed import read_printed
from tests.helpers.built import example_report
from tests.helpers.seed import seed_docx
from tests.helpers.word import docx, with_member, with_note

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "桃江县灰山港镇2020年度报告\n一、概况\n| 项目 | 金额 |\n| 甲 | 5 |\n我镇支出5万元。"
OPENING = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
RESULT = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
CLOSING = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def run(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{inner}</w:p>"


def cell(text: str, look: str = "") -> str:
    return f"<w:tc>{look and f'<w:tcPr>{look}</w:tcPr>'}{p(run(text))}</w:tc>"


def body(xml: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return with_member(
        docx("甲"),
        "word/document.xml",
        f"{head}<w:document {NAMESPACE}><w:body>{xml}</w:body></w:document>",
    )


def same(data: bytes) -> papers.Paper:
    fast, careful = papers.from_printed(data, "报告.docx"), papers.from_docx(data, "报告.docx")
    assert fast == careful
    assert fast.cells == careful.cells
    return fast


PLAIN = {
    "几段": p(run("一、概况")) + p(run("我镇") + run("支出5万元。", "<w:rPr><w:b/></w:rPr>")),
    "空段": "<w:p/>" + p("") + p(run("我镇。")),
    "换行和换页": p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/></w:r>")
    + p('<w:r><w:br w:type="page"/><w:t>丙。</w:t></w:r>'),
    "隐藏的字": p(run("我镇。") + run("内部", "<w:rPr><w:vanish/></w:rPr>")),
    "没有隐藏": p(run("我镇。") + run("公开", '<w:rPr><w:vanish w:val="0"/></w:rPr>')),
    "转义的符号": p(run("支出&lt;5&gt;万元&amp;收入。")),
    "修订": p(
        run("支出") + f"<w:ins>{run('5')}</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
    ),
    "段落标记已删": p(run("我镇"), "<w:rPr><w:del/></w:rPr>") + p(run("支出5万元。")),
    "缩进": p(run("我镇。"), '<w:ind w:firstLineChars="200"/>') + p(run("　我县。")),
    "目录域": p(OPENING + RESULT + run("一、概况"))
    + p(run("二、支出"))
    + p(CLOSING)
    + p(run("我镇。")),
    "书签": p('<w:bookmarkStart w:id="0" w:name="a"/>' + run("甲") + '<w:bookmarkEnd w:id="0"/>')
    + '<w:bookmarkEnd w:id="1"/>',
    "合并的单元格": "<w:tbl><w:tblPr><w:tblW/></w:tblPr><w:tr>"
    + cell("项目", '<w:vMerge w:val="restart"/>')
    + cell("金额", '<w:gridSpan w:val="2"/>')
    + "</w:tr><w:tr>"
    + cell("", "<w:vMerge/>")
    + cell("5")
    + cell("6")
    + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
    + cell("删去")
    + '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    + cell("7")
    + "</w:tr></w:tbl>"
    + p(run("完。")),
}
UNUSUAL = {
    "表中表": f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{cell('5')}</w:tr></w:tbl>{p(run('甲'))}</w:tc></w:tr></w:tbl>",
    "文本框": p(
        f"<w:r><w:pict><w:txbxContent>{p(run('注'))}</w:txbxContent></w:pict></w:r>" + run("甲。")
    ),
    "内容控件": f"<w:sdt><w:sdtContent>{p(run('我镇。'))}</w:sdtContent></w:sdt>",
    "批注": "<!-- 甲 -->" + p(run("我镇。")),
    "换了行的标记": p(run("我镇。")) + "\r\n" + p(run("完。")),
    "段落外的字": p(run("我镇。")) + run("乙"),
}


@pytest.mark.parametrize("shape", PLAIN)
def test_plain_markup_is_read_at_once(shape: str) -> None:
    data = body(PLAIN[shape])
    assert read_printed(data, "报告.docx") is not None
    same(data)


@pytest.mark.parametrize("shape", UNUSUAL)
def test_what_templates_seldom_hold_is_read_in_full(shape: str) -> None:
    data = body(UNUSUAL[shape])
    assert read_printed(data, "报告.docx") is None
    same(data)


def test_the_example_and_the_seed_are_read_at_once() -> None:
    printed = example_report().docx
    assert printed is not None
    for data in (printed, seed_docx(), docx(TEXT, header="内部资料", footer="— 1 —")):
        assert read_printed(data, "报告.docx") is not None
        same(data)


def test_margins_and_numbers_are_those_of_this_file() -> None:
    """What is remembered of one template is not told of another."""
    assert [each.text for each in same(docx(TEXT, header="内部资料")).margins] == ["内部资料"]
    assert [each.text for each in same(docx(TEXT, header="公开资料")).margins] == ["公开资料"]
    assert [each.text for each in same(with_note(docx("正文。"), "含结转。")).margins] == [
        "含结转。"
    ]
    first, again = same(docx("1. 甲\n2. 乙")), same(docx("1. 甲\n2. 乙"))
    assert [each.mark for each in first.blocks] == [each.mark for each in again.blocks]


def test_another_prefix_is_read_in_full() -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    story = f"<w:document {NAMESPACE}><w:body>{p(run('我镇。'))}</w:body></w:document>"
    other = story.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
    data = with_member(docx("甲"), "word/document.xml", head + other)
    assert read_printed(data, "报告.docx") is None
    assert [each.text for each in same(data).blocks] == ["我镇。"]
