"""An old Word file (.doc, .wps, RTF) → .docx, so that it can be read like any other."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.findings import ReportgenError
from reportgen.pdf import soffice

_RESAVE = "用 Word 或 WPS 打开它，另存为 .docx 后再用"
_TARGET = "docx:MS Word 2007 XML"


def to_docx(data: bytes, timeout: float = soffice.TIMEOUT) -> bytes:
    """Return an old Word file as .docx.

    Raises ReportgenError PD01 (LibreOffice is missing), PD02 (too slow), PD06 (nothing came),
    PD09 (LibreOffice does not start).
    """
    try:
        program = soffice.find()
    except ReportgenError:
        raise ReportgenError(
            "PD01",
            "没有找到 LibreOffice，不能读取旧版 Word 文档。",
            f"{_RESAVE}，或安装 LibreOffice。",
        ) from None
    with TemporaryDirectory(prefix="reportgen-doc-", ignore_cleanup_errors=True) as made:
        source = Path(made) / "0000.doc"
        source.write_bytes(data)
        try:
            told = soffice.convert(program, Path(made), [source], _TARGET, timeout)
        except ReportgenError as broken:
            message = "LibreOffice 无法启动，不能读取旧版 Word 文档。"
            remedy = f"{_RESAVE}，或重新安装 LibreOffice。"
            raise ReportgenError(broken.code, message, remedy) from broken
        if told is None:
            message = f"LibreOffice 在 {timeout:.0f} 秒内没有转换完这份旧版 Word 文档，已停止。"
            raise ReportgenError("PD02", message, f"{_RESAVE}。")
        found = Path(made) / soffice.MADE / "0000.docx"
        converted = found.read_bytes() if found.is_file() else b""
    if not converted.startswith(b"PK"):
        raise ReportgenError("PD06", "这份旧版 Word 文档没有转换成功，可能已损坏。", f"{_RESAVE}。")
    return converted
