"""A path to its bytes: whatever is not an ordinary readable file is named for what it is."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook.limits import FILE_MB, MB, exceeded

if TYPE_CHECKING:
    from pathlib import Path

_CHECK_PATH = "核对文件名和所在文件夹，再运行一次。"
_CHOOSE_FILE = "选取填报表工作簿（.xlsx 文件）。"
_LOCK_MARKS = ("~$", ".~")
_OTHER_KINDS = (
    (stat.S_ISDIR, "是文件夹，不是文件。"),
    (stat.S_ISFIFO, "是管道，不是普通文件。"),
    (stat.S_ISCHR, "是设备，不是普通文件。"),
    (stat.S_ISBLK, "是设备，不是普通文件。"),
    (stat.S_ISSOCK, "是套接字，不是普通文件。"),
)


def load(path: Path) -> bytes:
    """Return the bytes of an ordinary file, at most one more than the limit.

    Raises ReportgenError: WB01 not there or not a file, WB02 may not be read, WB04 too large.
    A pipe or a device is never waited for: it is opened without blocking and looked at before
    a byte is read. A link is followed; what it leads to is what counts.
    """
    if path.name.startswith(_LOCK_MARKS):
        raise ReportgenError(
            "WB01", "是打开表格时留下的临时文件，不是填报表。", "选取同名而不带“~$”的文件。"
        )
    try:
        return _opened(path)
    except (OSError, ValueError) as problem:
        raise _not_opened(problem) from None


def _opened(path: Path) -> bytes:
    """Return a file's bytes, at most one more than the limit."""
    if path.is_dir():  # Windows answers "no permission" when a folder is opened
        raise ReportgenError("WB01", "是文件夹，不是文件。", _CHOOSE_FILE)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        _require_ordinary(os.fstat(stream.fileno()))
        return stream.read(FILE_MB.most * MB + 1)


def require_size(data: bytes) -> None:
    """Raise WB03 when a file is empty, WB04 when it is larger than any form."""
    if not data:
        raise ReportgenError("WB03", "是空文件（0 字节）。", "重新复制或重新下载这个文件。")
    if len(data) > FILE_MB.most * MB:
        raise exceeded(FILE_MB, got=-(-len(data) // MB))


def _require_ordinary(status: os.stat_result) -> None:
    for is_kind, message in _OTHER_KINDS:
        if is_kind(status.st_mode):
            raise ReportgenError("WB01", message, _CHOOSE_FILE)
    if status.st_size > FILE_MB.most * MB:
        raise exceeded(FILE_MB, got=-(-status.st_size // MB))


def _not_opened(problem: OSError | ValueError) -> ReportgenError:
    """Return the error for a file the system would not open or read."""
    if isinstance(problem, (FileNotFoundError, NotADirectoryError, ValueError)):
        return ReportgenError("WB01", "不存在。", _CHECK_PATH)
    if isinstance(problem, PermissionError):
        return ReportgenError(
            "WB02",
            "打不开：没有读取权限，或正被别的程序占用。",
            "关闭正在打开它的 Excel 或 WPS；仍打不开的，请管理员开放读取权限。",
        )
    return ReportgenError("WB02", f"打不开（系统错误 {problem.errno}）。", _CHECK_PATH)
