"""The receipt beside each report: what it was made of, and every printed figure with its cells.

The receipt of ``名.docx`` is ``名.来源.json``, of ``名（2）.docx`` it is ``名（2）.来源.json``.
It holds no time and no folder: the same input gives the same bytes. It ends with a sum over
itself; a receipt that was edited vouches for nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportgen.outputs.names import RECEIPT, parted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from reportgen.findings import Where

FILES, FORM, ORIGINAL = "文件", "填报表", "原件"
EARLIER = "以前生成的文件"
_SUM = "本记录校验"


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
        "印出的数": [_figure(figure) for figure in sorted(receipt.figures, key=_by_name)],
    }
    if receipt.form_file:
        data[FORM] = {"文件名": receipt.form_file, "sha256": receipt.form_sha256}
    if receipt.original:
        data[ORIGINAL] = {"文件名": receipt.original[0], "sha256": receipt.original[1]}
    if receipt.fonts:
        data["PDF字体"] = sorted(receipt.fonts)
    if earlier:
        data[EARLIER] = dict(earlier)
    return _dump({**data, _SUM: _checksum(data)})


def sha256(data: bytes) -> str:
    """Return the digest a receipt records."""
    return hashlib.sha256(data).hexdigest()


def of(path: Path) -> Path:
    """Return where the receipt of an output stands."""
    return path.with_name(parted(path.name)[0] + RECEIPT)


def vouched(receipt: Path) -> Mapping[str, str] | None:
    """Return the digests a receipt vouches for, by file name; none when it has been edited.

    ``None`` also stands for a receipt that is missing, unreadable or not ours.
    """
    data = _read(receipt)
    try:
        files = {**data.get(EARLIER, {}), **data[FILES]}
    except (KeyError, TypeError, AttributeError):
        return None
    return {str(name): str(digest) for name, digest in files.items()}


def other_form(receipt: Path, form_file: str, form_sha256: str) -> str:
    """Return the form's name where a receipt tells of another form than this, else nothing.

    Of a copy with comments the form is the report that was reviewed.

    A form filled in anew keeps its file's name, a form renamed keeps its bytes: both are ours.
    """
    data = _read(receipt)
    form = data.get(ORIGINAL, data.get(FORM))
    if not isinstance(form, dict) or not form_file:
        return ""
    name = str(form.get("文件名", ""))
    return "" if form_file == name or form_sha256 == form.get("sha256") else name


def _read(receipt: Path) -> dict[str, Any]:
    """Return a receipt's content; empty when it is missing, edited or not ours."""
    try:
        data = json.loads(receipt.read_bytes())
        claimed = data.pop(_SUM)
        return data if claimed == _checksum(data) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _by_name(figure: PrintedFigure) -> tuple[str, tuple[Where, ...], str]:
    return (figure.name, figure.sources, str(figure.value))


def _figure(figure: PrintedFigure) -> dict[str, Any]:
    return {
        "名称": figure.name,
        "数值": f"{figure.value:f}",
        "单位": figure.unit,
        "印作": list(figure.printed),
        "出处": [str(place) for place in figure.sources],
    }


def _checksum(data: Mapping[str, Any]) -> str:
    return sha256(_dump(data).encode("utf-8", "surrogatepass"))


def _dump(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
