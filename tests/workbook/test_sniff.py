"""A file is named for what it is, not for its ending."""

from __future__ import annotations

import pytest

from reportgen import workbook
from reportgen.findings import ReportgenError
from tests.helpers import biff
from tests.helpers.office import CONTENT_TYPES, packed, parts, sheet


def refusal(data: bytes) -> str:
    with pytest.raises(ReportgenError) as caught:
        workbook.read_bytes(data, "填报表.xlsx")
    assert caught.value.message.startswith("“填报表.xlsx”")
    return f"{caught.value.code} {caught.value.message.removeprefix('“填报表.xlsx”')}"


ORDINARY = parts({"收入": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
CSV = "名称,金额\n公务接待费,5.99\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "WB05 是 PDF 文件，不是 Excel 工作簿。"),
        (b"{\\rtf1", "WB05 是 RTF 文档，不是 Excel 工作簿。"),
        (b"\x89PNG\r\n", "WB05 是图片，不是 Excel 工作簿。"),
        (b"Rar!\x1a\x07", "WB05 是 RAR 压缩包，不是 Excel 工作簿。"),
        (packed({"a.txt": "x"}), "WB05 是普通压缩包，不是 Excel 工作簿。"),
        (
            packed({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<w/>"}),
            "WB05 是 Word 文档，不是 Excel 工作簿。",
        ),
        (
            packed({"[Content_Types].xml": CONTENT_TYPES, "ppt/presentation.xml": "<p/>"}),
            "WB05 是 PowerPoint 演示文稿，不是 Excel 工作簿。",
        ),
        (biff.ole({"WordDocument": b"x"}), "WB05 是 Word 文档（.doc），不是 Excel 工作簿。"),
        (biff.ole({"Quill": b"x"}), "WB05 是别的程序的文件，不是 Excel 工作簿。"),
        (bytes(range(256)), "WB05 不是 Excel 工作簿，也认不出是什么文件。"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><html>", "WB06 是网页文件（HTML），不能直接读取。"),
        (b"\n<table border=1><tr><td>1", "WB06 是网页文件（HTML），不能直接读取。"),
        (XML_2003, "WB06 是 XML 电子表格 2003，不能直接读取。"),
        (XML_2003.decode().encode("utf-16"), "WB06 是 XML 电子表格 2003，不能直接读取。"),
        (CSV.encode(), "WB06 是纯文本文件（CSV 一类），不能直接读取。"),
        (CSV.encode("gb18030"), "WB06 是纯文本文件（CSV 一类），不能直接读取。"),
        (CSV.encode("utf-16"), "WB06 是纯文本文件（CSV 一类），不能直接读取。"),
        (packed({"content.xml": "<o/>"}), "WB06 是 OpenDocument 文件（.ods 一类），不能直接读取。"),
        (packed({"xl/workbook.bin": "x"}), "WB06 是二进制工作簿（.xlsb），不能直接读取。"),
        (packed({"Index/Document.iwa": "x"}), "WB06 是 Numbers 表格，不能直接读取。"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "WB06 是早期 Excel 的文件，不能直接读取。"),
        (packed({**ORDINARY, "xl/vbaProject.bin": b"x"}), "WB06 带有宏程序，不予读取。"),
        (biff.ole({"Workbook": b"x", "_VBA_PROJECT_CUR": b"x"}), "WB06 带有宏程序，不予读取。"),
        (biff.ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "WB07 有打开密码。"),
        (packed(ORDINARY)[100:], "WB08 不完整或已损坏：文件开头缺失。"),
    ],
)
def test_each_kind_of_file_is_named(data, said):
    assert refusal(data) == said


def test_the_remedy_for_another_kind_of_table_is_to_save_it_as_xlsx():
    with pytest.raises(ReportgenError) as caught:
        workbook.read_bytes(CSV.encode(), "a.csv")
    assert caught.value.remedy == "用 Excel 或 WPS 打开它，另存为 .xlsx 工作簿后再用。"


def test_the_remedy_for_a_password_is_to_clear_it():
    with pytest.raises(ReportgenError) as caught:
        workbook.read_bytes(biff.ole({"EncryptedPackage": b"x"}), "a.xlsx")
    assert caught.value.remedy == ("用 Excel 打开，在“文件－信息－保护工作簿”中清除密码后保存。")


def test_every_beginning_of_a_good_file_is_refused():
    good = packed(ORDINARY)
    for size in range(1, len(good), 7):
        assert refusal(good[:size])[:4] in ("WB05", "WB06", "WB08")


def test_a_damaged_old_file_is_refused_or_read_whole():
    """Cut anywhere or with a header that lies: never an error of xlrd's, never half a sheet."""
    old = biff.xls({"收入": biff.label(0, 0, "公务接待费") + biff.number(0, 1, 5.99)})
    cut = [old[:size] for size in range(8, len(old), 61)]
    lying = [old[:at] + b"\xff\xff\xff\x7f" + old[at + 4 :] for at in range(24, 1400, 2)]
    wanted = workbook.read_bytes(old, "a.xls").sheets
    for data in cut + lying:
        try:
            assert workbook.read_bytes(data, "a.xls").sheets == wanted
        except ReportgenError as problem:
            assert problem.code in ("WB05", "WB06", "WB08")
