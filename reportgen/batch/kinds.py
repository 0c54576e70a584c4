"""What a file is by its name alone: perhaps a form, left by a program, or of another kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reportgen.outputs import annotated_stem, names


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is passed over: its code, its name, and what to do if it matters."""

    code: str
    name: str
    remedy: str


_NOTHING = "核对其中没有要报送的填报表；没有的，不用处理。"
_RENAME = "核对其中没有要报送的填报表；如有，改名后再运行一次。"
_REPLACE = "核对这些单位是否另有 .xlsx 填报表；没有的，请报送人补报。"

LOCK = Kind("BA11", "打开文件时留下的临时文件", "关闭正在打开的文件；不用另外处理。")
HIDDEN = Kind("BA11", "隐藏的文件或文件夹", _RENAME)
SYSTEM = Kind("BA11", "系统自己留下的文件或文件夹", _NOTHING)
OUTPUT = Kind("BA11", "以前的输出文件夹", "放到填报表文件夹以外。")
CARRIED = Kind("BA11", "发表时写的带入情况", "不用处理；它不是填报表。")
ANNOTATED = Kind("BA11", "带批注的副本", "报送人在副本上改好的，去掉名称中的“（批注）”再运行一次。")
_OTHERS = (
    (
        Kind("BA12", "压缩包", "先解压，把其中的填报表放进文件夹，再运行一次。"),
        "zip rar 7z gz tgz tar bz2 xz cab iso",
    ),
    (Kind("BA12", "Word 文档", _REPLACE), "doc docx docm dot dotx wps wpt rtf odt"),
    (Kind("BA12", "PDF 文件", _REPLACE), "pdf ofd"),
    (
        Kind("BA12", "图片", _REPLACE),
        "jpg jpeg png gif bmp tif tiff webp heic svg",
    ),
    (
        Kind("BA12", "没有下载完的文件", "重新下载，再运行一次。"),
        "part partial crdownload download opdownload td xltd",
    ),
)
_ANY_OTHER = Kind("BA12", "别的文件", _REPLACE)

_FORM_ENDINGS = frozenset(
    [
        "xlsx",
        "xlsm",
        "xlsb",
        "xls",
        "xltx",
        "xltm",
        "xlt",
        "et",
        "ett",
        "ods",
        "ots",
        "fods",
        "csv",
        "tsv",
        "numbers",
    ]
)
_SYSTEM_NAMES = frozenset(
    {
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "__macosx",
        "$recycle.bin",
        "system volume information",
        "@eadir",
        "#recycle",
        "lost+found",
    }
)
_APPLE = re.compile(r"\._|\.(ds_store|appledouble|spotlight-v100|trashes|fseventsd)$")
_ENDING = re.compile(r"\.([a-z0-9_]*[a-z][a-z0-9_]*)$")
_NUMBER = re.compile(r"（\d+）$")


def system(name: str) -> Kind | None:
    """Return the kind of a thing that programs or systems leave, or that is hidden."""
    plain = _plain(name)
    if plain.startswith(("~$", ".~", "~wrl")):
        return LOCK
    if plain in _SYSTEM_NAMES or _APPLE.match(plain):
        return SYSTEM
    return HIDDEN if plain.startswith(".") else None


def other(name: str) -> Kind | None:
    """Return the kind of a file that cannot be a form; None for what its reader must look at.

    An ending that is none, as in ``2.灰山港镇`` or ``3.15``, leaves the question open.
    """
    ending = _ending(name)
    if ending in _FORM_ENDINGS:
        if _stem(name) == names.CARRIED:
            return CARRIED
        return ANNOTATED if _is_annotated(name) else None
    if not ending:
        return None
    return next((kind for kind, endings in _OTHERS if ending in endings.split()), _ANY_OTHER)


def has_form_ending(name: str) -> bool:
    """Tell whether a name ends as a spreadsheet's does.

    >>> has_form_ending("灰山港镇.XLSX"), has_form_ending("灰山港镇")
    (True, False)
    """
    return _ending(name) in _FORM_ENDINGS


def _is_annotated(name: str) -> bool:
    """Tell whether ``check -o`` wrote it: its name ends in the mark, perhaps with a number."""
    stem = _stem(name)
    return annotated_stem(stem) == stem


def _stem(name: str) -> str:
    """Return a name without its ending and the number it took where another stood."""
    return _NUMBER.sub("", unicodedata.normalize("NFC", name).rpartition(".")[0])


def _ending(name: str) -> str:
    found = _ENDING.search(_plain(name))
    return found[1] if found else ""


def _plain(name: str) -> str:
    """A name as systems compare it; a blank or dot behind it is a slip of the hand."""
    return unicodedata.normalize("NFC", name).strip().rstrip(".").lower()
