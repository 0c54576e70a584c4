"""What is copied into every report as it is must not hold tags, revisions or outside links."""

from __future__ import annotations

import pytest

from reportgen import template
from reportgen.findings import as_text
from tests.helpers.word import KNOWN, docx, edited, with_member

DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
BASE = docx("{{ 单位 }}\n正文")
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def told(data: bytes) -> list[tuple[str, str]]:
    return [(f.code, f"{f.where.spot}：{f.message}") for f in template.lint(data, KNOWN)]


def body(xml: str) -> bytes:
    return edited(BASE, DOCUMENT, "<w:r><w:t>正文</w:t></w:r>", xml)


def related(kind: str, target: str, mode: str = "") -> bytes:
    entry = f'<Relationship Id="rX" Type="{_TYPE}{kind}" Target="{target}"{mode}/></Relationships>'
    return edited(BASE, RELATIONS, "</Relationships>", entry)


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("word/comments.xml", "批注"),
        ("word/charts/chart1.xml", "图表"),
        ("word/diagrams/data1.xml", "图示"),
        ("docProps/custom.xml", "自定义属性"),
        ("word/settings.xml", "文档设置"),
    ],
)
def test_a_tag_nobody_fills_is_told(part: str, label: str) -> None:
    data = with_member(BASE, part, "<x><a>{{ 单</a><a>位 }}</a></x>")
    assert told(data) == [("TP13", f"{label}：{label}里的标签不会被填写。")]


def test_a_tag_in_a_link_target_is_told() -> None:
    data = related("hyperlink", "http://a/{{ 单位 }}", ' TargetMode="External"')
    assert told(data) == [("TP13", "超链接或引用的地址：超链接或引用的地址里的标签不会被填写。")]


@pytest.mark.parametrize(
    "xml",
    [
        '<w:bookmarkStart w:id="1" w:name="{{ 单位 }}"/>',
        "<w:r><w:instrText> PAGE {{ 单位 }}</w:instrText></w:r>",
        '<w:r><x:t xmlns:x="urn:x">{{ 单位 }}</x:t></w:r>',
    ],
)
def test_a_tag_in_an_attribute_a_field_or_a_shape_is_told(xml: str) -> None:
    [(code, text)] = told(body(xml))
    assert code == "TP13"
    assert text.startswith(("开头第2段：", "开头第1段："))


@pytest.mark.parametrize("name", ["ins", "del", "moveFrom", "moveTo"])
def test_revisions_are_told_once_a_paragraph(name: str) -> None:
    run = f'<w:{name} w:id="1"><w:r><w:t>{{{{ 等级 }}}}</w:t></w:r></w:{name}>'
    found = template.lint(body(run + run), KNOWN)
    assert [f.code for f in found] == ["TP12"]
    assert as_text(found[0]) == (
        "report.docx 开头第2段  错误 TP12\n"
        "  这里有没有处理的修订，删去的标签也会被填写。\n"
        "  办法：在 Word 的“审阅”中接受或拒绝全部修订，关闭修订后保存。"
    )


@pytest.mark.parametrize("code", ["DDEAUTO c:\\\\x", "INCLUDETEXT a.docx", 'LINK Excel "a"'])
def test_a_field_that_fetches_a_file_is_told(code: str) -> None:
    assert told(body(f"<w:r><w:instrText>{code}</w:instrText></w:r>"))[0][0] == "TP17"
    assert told(body(f'<w:fldSimple w:instr="{code.replace(chr(34), "")}"/>'))[0][0] == "TP17"


def test_page_numbers_and_contents_are_welcome() -> None:
    assert told(body("<w:r><w:instrText> TOC \\o PAGE </w:instrText></w:r>")) == []


def test_a_merge_field_is_told() -> None:
    [(code, text)] = told(body('<w:fldSimple w:instr=" MERGEFIELD 单位 "/>'))
    assert (code, "邮件合并域“单位”" in text) == ("TP13", True)


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("attachedTemplate", "http://evil/x.dotm", ' TargetMode="External"'),
        ("image", "\\\\\\\\server\\\\x.png", ' TargetMode="External"'),
        ("aFChunk", "x.html", ""),
        ("oleObject", "embeddings/x.bin", ""),
        ("vbaProject", "vbaProject.bin", ""),
    ],
)
def test_what_would_be_carried_into_every_report_is_told(kind: str, target: str, mode: str) -> None:
    assert [code for code, _ in told(related(kind, target, mode))] == ["TP17"]


def test_a_web_link_and_a_picture_inside_are_welcome() -> None:
    assert told(related("hyperlink", "http://www.taojiang.gov.cn", ' TargetMode="External"')) == []
    assert told(related("image", "media/x.png")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"<!DOCTYPE x>"),
        (b"", b"<?xml version='1.0' encoding='GBK'?>"),
    ],
)
def test_a_doctype_or_another_encoding_is_refused(before: bytes, after: bytes) -> None:
    data = with_member(BASE, DOCUMENT, (before + after + b"<x/>").decode())
    assert [code for code, _ in told(data)] == ["TP01"]


@pytest.mark.parametrize("kind", ["template.main", "document.macroEnabled.main"])
def test_a_dotx_or_docm_is_refused(kind: str) -> None:
    data = edited(BASE, "[Content_Types].xml", "document.main+xml", f"{kind}+xml")
    [(code, text)] = told(data)
    assert (code, "不是普通的 .docx 文档" in text) == ("TP01", True)


def test_a_strict_document_is_refused() -> None:
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert [code for code, _ in told(with_member(BASE, DOCUMENT, strict))] == ["TP01"]
