"""A zip whose bytes depend on what is in it, not on when it was written."""

from __future__ import annotations

import io
import re
import zipfile

_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
_CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def steady(data: bytes, *, keep_clock: bool = False) -> bytes:
    """Return an Office file with its members in one order and without the hour of saving.

    ``keep_clock`` leaves the dates a person's document has of its own.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            body = source.read(name)
            if name == "docProps/core.xml" and not keep_clock:
                body = _CLOCK.sub(b"", body)
            target.writestr(member, body)
    return result.getvalue()
