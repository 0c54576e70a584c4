"""Workbook → bytes, the same bytes for the same workbook."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOMENT = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def as_bytes(book: Workbook) -> bytes:
    """Save a workbook without the clock: openpyxl stamps the minute into two places."""
    written = io.BytesIO()
    book.save(written)
    result = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            body = source.read(name)
            if name == "docProps/core.xml":
                body = _CLOCK.sub(b"", body)
            target.writestr(member, body)
    return result.getvalue()
