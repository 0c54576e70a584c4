"""PK55: a workbook of the pack that can be read, and that nothing can be written into."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.workbook.sniff import Container, container

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ENOUGH = 8
"""Bytes that tell how a workbook is packed; that it can be read is known already."""
_WORKBOOK = "xl/workbook.xml"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def vet(folder: Path, names: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each workbook in a format that only its name says is .xlsx."""
    for name in names:
        what = _other_format(folder / name)
        if what:
            message = f"“{name}”其实是{what}的工作簿，程序读得出、写不进。"
            remedy = f"用 Excel 或 WPS 打开它，另存为普通的 .xlsx 工作簿，取名 {name}，替换原来的。"
            yield error("PK55", Where(name), message, remedy)


def _other_format(path: Path) -> str:
    """Return what a person calls the format of a workbook; nothing for a plain .xlsx."""
    with path.open("rb") as stream:
        packed = container(stream.read(_ENOUGH))
    if packed is Container.OLE:
        return "旧格式（.xls）"
    with zipfile.ZipFile(path) as archive:
        found = (name for name in archive.namelist() if name.lower() == _WORKBOOK)
        is_strict = any(_STRICT in archive.read(name) for name in found)
    return "“严格 Open XML”格式" if is_strict else ""
