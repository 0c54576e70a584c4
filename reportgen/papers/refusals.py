"""Why a report cannot be read: every limit and every message of this room in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError

if TYPE_CHECKING:
    from reportgen.papers.model import Paper

MOST_PARAGRAPHS = 20_000
MOST_CELLS = 100_000
MOST_CHARACTERS = 3_000_000
MOST_PAGES = 500
_RESAVE = "用 Word 或 WPS 打开它，另存为新的 .docx 后再用；打不开的，请报送人重新发送。"
_CHOOSE = "选取要审读的报告（.docx、.doc、.pdf 或 .txt 文件）。"
_SHORTEN = "删去与报告无关的内容（图片、附件）后另存为新的 .docx。"
_SAME_NAME = {"WB01": "RD01", "WB02": "RD02", "WB03": "RD08", "WB04": "RD06", "WB10": "RD06"}


def not_a_report(what: str, remedy: str = _CHOOSE) -> ReportgenError:
    """Return the error for a file that is something else; ``what`` names it."""
    said = f" {what}" if what[0].isascii() else what
    return ReportgenError("RD03", f"是{said}，不是可以审读的报告。", remedy)


def unknown() -> ReportgenError:
    """Return the error for a file that nobody knows."""
    return ReportgenError("RD03", "不是报告，也认不出是什么文件。", _CHOOSE)


def locked(how: str = "用 Word 或 WPS 打开，清除打开密码后保存。") -> ReportgenError:
    """Return the error for a report that asks for a password when opened."""
    return ReportgenError("RD04", "有打开密码。", how)


def broken(message: str, remedy: str = _RESAVE) -> ReportgenError:
    """Return the error for a file that is not whole, or not made by an office program."""
    return ReportgenError("RD05", f"不完整或已损坏：{message}。", remedy)


def too_much(what: str, most: int) -> ReportgenError:
    """Return the error for a report that is longer than any report."""
    return ReportgenError("RD06", f"的{what}超过 {most} 的上限，不是一份报告。", _SHORTEN)


def no_text_layer() -> ReportgenError:
    """Return the error for a scan."""
    return ReportgenError(
        "RD07",
        "是扫描件或图片做成的 PDF，没有可以读取的文字。",
        "改用报告的 Word 文件；没有的，先做文字识别（OCR），核对后另存为 .docx。",
    )


def empty() -> ReportgenError:
    """Return the error for a report without a word."""
    return ReportgenError("RD08", "里没有文字。", "核对是否选错了文件，或重新复制这个文件。")


def old_word() -> ReportgenError:
    """Return the error for a .doc that has to be converted first."""
    return ReportgenError(
        "RD09",
        "是旧版 Word 文档（.doc、.wps 或 RTF），要先转换才能读取。",
        "用 Word 或 WPS 打开它，另存为 .docx 后再用；装有 LibreOffice 的电脑会自动转换。",
    )


def as_report(problem: ReportgenError) -> ReportgenError:
    """Return what the workbook's room said of a zip or a file, as it is said of a report."""
    if problem.code == "WB07":
        return locked()
    message = problem.message.replace("Excel ", "Word ").replace("表格", "文档")
    code = _SAME_NAME.get(problem.code, "RD05")
    if code == "RD06":
        return ReportgenError(code, message, _SHORTEN)
    if code == "RD08":
        return ReportgenError(code, message, problem.remedy)
    if code in ("RD01", "RD02"):
        remedy = problem.remedy.replace("Excel 或 WPS", "Word 或 WPS")
        return ReportgenError(code, message, _CHOOSE if "填报表" in remedy else remedy)
    return ReportgenError(code, message, _RESAVE)


def named(problem: ReportgenError, file: str) -> ReportgenError:
    """Put the file's name before a message."""
    return ReportgenError(problem.code, f"“{file}”{problem.message}", problem.remedy)


def require_words(paper: Paper) -> None:
    """Raise RD08 where a paper says nothing, RD06 where it is longer than any report."""
    if len(paper.blocks) > MOST_PARAGRAPHS:
        raise too_much("段落数", MOST_PARAGRAPHS)
    cells = paper.cells
    if len(cells) > MOST_CELLS:
        raise too_much("表格单元格数", MOST_CELLS)
    letters = sum(len(block.text) for block in (*paper.blocks, *cells))
    if not letters:
        raise empty()
    if letters > MOST_CHARACTERS:
        raise too_much("字数", MOST_CHARACTERS)
