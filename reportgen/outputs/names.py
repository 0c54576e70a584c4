"""Names for files that are legal on every desk, and that never lead out of their folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_CHARACTERS = 60
MAX_BYTES = 180
"""In UTF-8. Linux allows 255 bytes; the rest is kept for （草稿）, （2） and the endings."""

REPORT = ".docx"
RECEIPT = ".来源.json"
FINDINGS = ".问题清单.txt"
CARRIED = "带入情况"
"""The stem of the list that stands beside forms issued with values of older ones."""
_LONG_ENDINGS = (RECEIPT, FINDINGS)

_ILLEGAL = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def safe_name(text: str) -> str:
    """Return a legal file name, without its ending, made of a text from a form.

    At most 60 characters and 180 bytes. Blanks are evened out. When anything else had to
    be taken away the name ends in ``_`` and six digits of the text's own sha256, so that
    ``甲:乙`` and ``甲乙`` stay two files.
    Source: Windows refuses these characters, device names and trailing dots; ``甲:乙`` on NTFS
    writes a hidden stream and leaves the visible file empty.

    >>> safe_name(" 灰山港镇 2020年度报告 ")
    '灰山港镇 2020年度报告'
    >>> safe_name("../../etc/passwd").startswith("etcpasswd_")
    True
    """
    wanted = " ".join(unicodedata.normalize("NFC", text).split())
    kept = "".join(c for c in _ILLEGAL.sub("", wanted) if not _is_hidden(c))
    kept = " ".join(kept.split()).lstrip(" .~").rstrip(" .")
    if _RESERVED.match(kept):
        kept = "_" + kept
    if kept == wanted and _fits(kept):
        return kept
    return _cut(kept) + _mark(wanted)


def draft(stem: str) -> str:
    """Return the name of a report printed in spite of errors.

    >>> draft("灰山港镇")
    '灰山港镇（草稿）'
    """
    return f"{stem}（草稿）"


def annotated_stem(stem: str) -> str:
    """Return the name of a copy with the findings in it.

    >>> annotated_stem("灰山港镇")
    '灰山港镇（批注）'
    >>> annotated_stem("灰山港镇（批注）")
    '灰山港镇（批注）'
    """
    return f"{stem.removesuffix('（批注）')}（批注）"


def numbered(stem: str, number: int, ending: str) -> str:
    """Return a file's name; the first has no number.

    >>> numbered("灰山港镇", 1, ".docx"), numbered("灰山港镇", 2, ".来源.json")
    ('灰山港镇.docx', '灰山港镇（2）.来源.json')
    """
    return f"{stem}{ending}" if number == 1 else f"{stem}（{number}）{ending}"


def parted(name: str) -> tuple[str, str]:
    """Part a file's name into stem and ending; ours may have two dots.

    >>> parted("灰山港镇.来源.json"), parted("3.5版.docx"), parted("无后缀")
    (('灰山港镇', '.来源.json'), ('3.5版', '.docx'), ('无后缀', ''))
    """
    for ending in _LONG_ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending), ending
    stem, dot, last = name.rpartition(".")
    return (stem, dot + last) if stem else (name, "")


def _is_hidden(character: str) -> bool:
    """Controls, bidi marks, zero-width characters, lone surrogates and non-characters."""
    return unicodedata.category(character) in _INVISIBLE or ord(character) & 0xFFFE == 0xFFFE


def _fits(name: str) -> bool:
    return 0 < len(name) <= MAX_CHARACTERS and len(name.encode()) <= MAX_BYTES


def _mark(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"_{digest[:6]}"


def _cut(name: str) -> str:
    """Shorten to what leaves room for the mark; never through the middle of a character."""
    short = name[: MAX_CHARACTERS - 7]
    short = short.encode()[: MAX_BYTES - 7].decode("utf-8", "ignore")
    return short.rstrip(" .") or "未命名"
