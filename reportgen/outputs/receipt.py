"""The receipt beside each report: what it was made of, and every printed figure with its cells.

The receipt of ``名.docx`` is ``名.来源.json``, of ``名（2）.docx`` it is ``名（2）.来源.json``.
It holds no time and no folder: the same input gives the same bytes. It ends with a sum over
itself; a receipt that was edited vouches for nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from reportgen.outputs.names import RECEIPT, parted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from reportgen.findings import Where

FILES, FORM, ORIGINAL = "文件", "填报表", "原件"
EARLIER = "以前生成的文件"
_FIGURES, _FONTS, _SUM = "印出的数", "PDF字体", "本记录校验"
_FEW = 8
"""Receipts kept as read: a report's own is asked for several times while it is written."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One number the report prints: exactly, rounded with its unit, and its cells.

    ``value`` is in the figure's own unit, a rate is a fraction (0.951 is 95.10%).
    ``printed`` is the figure with its unit and the decimals the pack gives it: 8116.90万元.
    A filter of the template may have printed it otherwise (0.81亿元); that is not recorded.
    """

    name: str
    value: Decimal
    unit: str
    printed: tuple[str, ...] = ()
    sources: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything a report was made of. ``files`` maps each file's name to its sha256.

    ``fonts`` names the fonts of the PDF, when there is one. ``original`` is the name and sha256
    of a report that was reviewed, where the file is a copy of it with comments.
    """

    version: str
    pack_year: str
    pack_name: str
    pack_fingerprint: str
    form_file: str = ""
    form_sha256: str = ""
    figures: Sequence[PrintedFigure] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    fonts: Sequence[str] = ()
    original: tuple[str, str] | None = None

    @property
    def made_of(self) -> tuple[str, str]:
        """Return the name and sha256 of the file that the copy or the report was made of."""
        return self.original or (self.form_file, self.form_sha256)


def text(receipt: Receipt, earlier: Mapping[str, str] | None = None) -> str:
    """Return the receipt as JSON, keys sorted, indented by two, with a sum over itself.

    ``earlier`` are files of an earlier run that this run did not write anew.
    """
    data: dict[str, Any] = {
        "程序版本": receipt.version,
        "格式包": {
            "年度": receipt.pack_year,
            "名称": receipt.pack_name,
            "指纹": receipt.pack_fingerprint,
        },
        FILES: dict(receipt.files),
        _FIGURES: 0,
    }
    if receipt.form_file:
        data[FORM] = {"文件名": receipt.form_file, "sha256": receipt.form_sha256}
    if receipt.original:
        data[ORIGINAL] = {"文件名": receipt.original[0], "sha256": receipt.original[1]}
    if receipt.fonts:
        data[_FONTS] = sorted(receipt.fonts)
    if earlier:
        data[EARLIER] = dict(earlier)
    figures = _figures(receipt.figures)
    total = _digest(_with(figures, data))
    return _with(figures, {**data, _SUM: total})


def amended(receipt: Path, files: Mapping[str, str], fonts: Sequence[str] = ()) -> str | None:
    """Return a receipt's text with these files vouched for too; None where it vouches for none.

    ``fonts`` are added to those of the PDF. All else stays as it is.
    """
    if vouched(receipt) is None:
        return None
    data = dict(_read(receipt))
    older = {name: digest for name, digest in data.pop(EARLIER, {}).items() if name not in files}
    data[FILES] = {**data[FILES], **files}
    if older:
        data[EARLIER] = older
    if fonts:
        data[_FONTS] = sorted({*data.get(_FONTS, ()), *fonts})
    return _dump({**data, _SUM: _digest(_dump(data))})


def sha256(data: bytes) -> str:
    """Return the digest a receipt records."""
    return hashlib.sha256(data).hexdigest()


def of(path: Path) -> Path:
    """Return where the receipt of an output stands."""
    return path.with_name(parted(path.name)[0] + RECEIPT)


def vouched(receipt: Path) -> Mapping[str, str] | None:
    """Return the digests a receipt vouches for, by file name; none when it has been edited.

    A name that leads to another folder is none of ours.
    ``None`` also stands for a receipt that is missing, unreadable or not ours.
    """
    data = _read(receipt)
    try:
        files = {**data.get(EARLIER, {}), **data[FILES]}
    except (KeyError, TypeError, AttributeError):
        return None
    return {
        name: str(digest) for name, digest in files.items() if name and name == PurePath(name).name
    }


def earlier(receipt: Path) -> frozenset[str]:
    """Return the names of the files that a receipt calls older than its report."""
    return frozenset(_read(receipt).get(EARLIER, {}))


def fonts(receipt: Path) -> tuple[str, ...]:
    """Return the fonts of the PDF a receipt tells of."""
    return tuple(map(str, _read(receipt).get(_FONTS, ())))


def other_form(receipt: Path, form_file: str, form_sha256: str) -> str:
    """Return the form's name where a receipt tells of another form than this, else nothing.

    Of a copy with comments the form is the report that was reviewed.

    A form filled in anew keeps its file's name, a form renamed keeps its bytes: both are ours.
    """
    name, digest = _form(receipt)
    same = not form_file or form_file == name or form_sha256 == digest
    return "" if same else name


def same_form(receipt: Path, form_file: str, form_sha256: str) -> bool:
    """Tell whether a receipt is of this very form, filled in anew or renamed."""
    name, digest = _form(receipt)
    return bool(name) and (form_file == name or form_sha256 == digest)


def _form(receipt: Path) -> tuple[str, str]:
    """Return the name and sha256 of the form a receipt tells of; nothing where there is none."""
    data = _read(receipt)
    form = data.get(ORIGINAL, data.get(FORM))
    if not isinstance(form, dict):
        return "", ""
    return str(form.get("文件名", "")), str(form.get("sha256", ""))


def _read(receipt: Path) -> Mapping[str, Any]:
    """Return a receipt's content; empty when it is missing, edited or not ours."""
    try:
        return _proven(receipt.read_bytes())
    except OSError:
        return {}


@lru_cache(maxsize=_FEW)
def _proven(written: bytes) -> Mapping[str, Any]:
    """Return what a receipt's bytes hold, where the sum over itself is right."""
    try:
        data = json.loads(written)
        claimed = data.pop(_SUM)
        line = f'  "{_SUM}": "{claimed}",\n'.encode()
        if sha256(written.replace(line, b"", 1)) == claimed:  # as we write it: no need to dump it
            return dict(data)
        return dict(data) if claimed == _digest(_dump(data)) else {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _by_name(figure: PrintedFigure) -> tuple[str, tuple[Where, ...], str]:
    return (figure.name, figure.sources, str(figure.value))


def _figures(figures: Sequence[PrintedFigure]) -> str:
    """Return the figures as JSON: json.dumps with an indent is slow, and they are hundreds."""
    if not figures:
        return "[]"
    quoted = json.JSONEncoder(ensure_ascii=False).encode
    items = ",\n".join(_figure(figure, quoted) for figure in sorted(figures, key=_by_name))
    return f"[\n{items}\n  ]"


def _figure(figure: PrintedFigure, quoted: Callable[[str], str]) -> str:
    return f"""    {{
      "出处": {_lines([str(place) for place in figure.sources], quoted)},
      "单位": {quoted(figure.unit)},
      "印作": {_lines(figure.printed, quoted)},
      "名称": {quoted(figure.name)},
      "数值": "{figure.value:f}"
    }}"""


def _lines(texts: Sequence[str], quoted: Callable[[str], str]) -> str:
    if not texts:
        return "[]"
    lines = ",\n        ".join(map(quoted, texts))
    return f"[\n        {lines}\n      ]"


def _with(figures: str, data: Mapping[str, Any]) -> str:
    """Return the whole text, the figures in their place: the one nought in it."""
    head, mark, tail = _dump(data).partition(f'\n  "{_FIGURES}": 0')
    return f"{head}{mark[:-1]}{figures}{tail}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))


def _dump(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
