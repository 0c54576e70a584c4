"""The same report gives the same PDF: the clock is taken out of it."""

from __future__ import annotations

import hashlib
import re

_DATES = re.compile(rb"/(?:CreationDate|ModDate)\s?\(D:[^)]*\)|<xmp:\w+Date>[^<]*</xmp:\w+Date>")
_IDENTITY = re.compile(rb"(/ID \[ <)([0-9A-F]{32})(>\s+<)([0-9A-F]{32})(> \])")
_CHECKSUM = re.compile(rb"(/DocChecksum /)([0-9A-F]{32})")


def steady(pdf: bytes, docx: bytes) -> bytes:
    """Blank the dates and derive the identity from the Word file; every offset stays.

    LibreOffice 7.4 pays no heed to SOURCE_DATE_EPOCH. A date blanked by spaces is a date the
    PDF does not claim, which the format allows; 1980 would be a lie.
    """
    mark = hashlib.sha256(docx).hexdigest()[:32].upper().encode()
    pdf = _DATES.sub(lambda found: b" " * len(found.group()), pdf)
    pdf = _IDENTITY.sub(rb"\g<1>" + mark + rb"\g<3>" + mark + rb"\g<5>", pdf)
    return _CHECKSUM.sub(rb"\g<1>" + mark, pdf)
