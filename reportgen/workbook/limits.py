"""Every limit of a workbook in one table, each with its own message.

The numbers were measured on some 750 real archives: the fullest held 188 parts and inflated
to 57 MB, the tightest was packed 121 : 1. Excel itself allows 32,767 characters in a cell.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.findings import ReportgenError

MB = 1024 * 1024
STEP = 64 * 1024
"""How many bytes are inflated at a time, so that a lying header costs little."""
RATIO_FROM = MB
"""Below this size a tight packing harms nobody: a blank sheet packs very well."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that is taken, and what is said beyond it.

    ``message`` may use ``{most}``, ``{got}`` and ``{where}`` (a part, a sheet or a cell).
    """

    most: int
    code: str
    message: str
    remedy: str


_SPLIT = "删去与填报无关的内容（图片、附件、多余的工作表）后另存为 .xlsx。"
_RESAVE = "用 Excel 打开原文件，另存为新的 .xlsx 后再用。"
_TRIM = "删去填报区域以外的内容后保存。"

FILE_MB = Limit(20, "WB04", "大小为 {got} MB，超过 {most} MB 的上限。", _SPLIT)
MEMBERS = Limit(1_000, "WB10", "内有 {got} 个部件，超过 {most} 个的上限。", _SPLIT)
MEMBER_MB = Limit(64, "WB10", "有部件（{where}）展开后超过 {most} MB 的上限。", _SPLIT)
TOTAL_MB = Limit(100, "WB10", "全部展开后超过 {most} MB 的上限。", _SPLIT)
RATIO = Limit(
    200, "WB10", "有部件（{where}）展开后是压缩时的 {most} 倍以上，不是正常的表格。", _RESAVE
)
DEPTH = Limit(256, "WB10", "有部件（{where}）层层嵌套超过 {most} 层，不是正常的表格。", _RESAVE)
SHEETS = Limit(200, "WB10", "有 {got} 个工作表，超过 {most} 个的上限。", _SPLIT)
CELLS = Limit(200_000, "WB10", "有内容的单元格超过 {most} 个（数到 {where}）。", _TRIM)
ROW = Limit(50_000, "WB10", "中 {where} 有内容，已在第 {most} 行以下。", _TRIM)
COLUMN = Limit(1_000, "WB10", "中 {where} 有内容，已在第 {most} 列以右。", _TRIM)
STRINGS = Limit(500_000, "WB10", "存有 {most} 条以上的文字，超过上限。", _SPLIT)
CELL_TEXT = Limit(
    32_767,
    "WB10",
    "中 {where} 有 {got} 个字，超过一格 {most} 个字的上限。",
    "删减这一格的文字，或分成几格填写。",
)


def exceeded(limit: Limit, got: int = 0, where: str = "") -> ReportgenError:
    """Return the error to raise when a limit is passed; its subject is the file's name."""
    message = limit.message.format(most=limit.most, got=got, where=where)
    return ReportgenError(limit.code, message, limit.remedy)
