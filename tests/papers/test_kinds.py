"""Locked, scanned and unusual files: each is read or says why it is not."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from reportgen import papers
from reportgen.findings import ReportgenError
from tests.helpers import biff
from tests.helpers.seed import seed_docx
from tests.helpers.word import docx, edited, with_note

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def told(data: bytes, file: str) -> tuple[str, str, str]:
    with pytest.raises(ReportgenError) as caught:
        papers.from_bytes(data, file)
    return (caught.value.code, caught.value.message, caught.value.remedy)


def locked_pdf() -> bytes:
    """A page under a password nobody knows."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF"
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer % len(out)


def test_a_word_file_under_a_password() -> None:
    data = biff.ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})
    assert told(data, "报告.docx") == (
        "RD04",
        "“报告.docx”有打开密码。",
        "用 Word 或 WPS 打开，清除打开密码后保存。",
    )


def test_a_pdf_under_a_password() -> None:
    assert told(locked_pdf(), "报告.pdf") == (
        "RD04",
        "“报告.pdf”有打开密码。",
        "用打开密码打开它，另存为没有密码的 PDF；有 Word 文件的，改用 Word 文件。",
    )


def test_a_scan() -> None:
    out = io.BytesIO()
    Image.new("L", (600, 800), 255).save(out, "PDF")
    assert told(out.getvalue(), "报告.pdf") == (
        "RD07",
        "“报告.pdf”是扫描件或图片做成的 PDF，没有可以读取的文字。",
        "改用报告的 Word 文件；没有的，先做文字识别（OCR），核对后另存为 .docx。",
    )


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ],
)
def test_a_word_template_and_a_file_with_macros_are_read(kind: str) -> None:
    data = edited(seed_docx(), "[Content_Types].xml", _MAIN, kind)
    first, second = (papers.from_bytes(each, "报告.dotx") for each in (data, seed_docx()))
    assert [each.text for each in first.blocks] == [each.text for each in second.blocks]


@pytest.mark.parametrize(("kind", "label"), [("footnote", "脚注"), ("endnote", "尾注")])
def test_notes_are_margins(kind: str, label: str) -> None:
    read = papers.from_docx(with_note(docx("正文。"), "含上年结转。", kind), "报告.docx")
    assert [(each.where.spot, each.text) for each in read.margins] == [
        (f"{label}第1段", "含上年结转。")
    ]
    assert [each.text for each in read.blocks] == ["正文。"]
