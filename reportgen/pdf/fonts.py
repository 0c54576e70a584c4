"""Which fonts a PDF used, and which of those the report asked for it had to replace."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zlib
from functools import cache
from typing import TYPE_CHECKING

from reportgen.findings import Where, notice
from reportgen.pdf.asked import fonts_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.findings import Finding

_NAME = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()%]+)")
_PACKED = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)endstream", re.DOTALL)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(
    r"(regular|bold|italic|oblique|roman|medium|light|book|psmt|ps|mt|vkana|(?<=cjk)(jp|sc|tc|kr|hk))+$"
)

_SAME_FONT = (
    ("宋体", "SimSun"),
    ("新宋体", "NSimSun"),
    ("仿宋", "FangSong"),
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("黑体", "SimHei"),
    ("楷体", "KaiTi"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("微软雅黑", "Microsoft YaHei"),
    ("等线", "DengXian"),
    ("隶书", "LiSu"),
    ("幼圆", "YouYuan"),
    ("华文宋体", "STSong"),
    ("华文中宋", "STZhongsong"),
    ("华文仿宋", "STFangsong"),
    ("华文楷体", "STKaiti"),
    ("华文黑体", "STHeiti"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"),
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"),
    ("方正仿宋简体", "FZFangSong-Z02S", "FZFSJW--GB1-0"),
    ("方正仿宋_GBK", "FZFangSong-Z02", "FZFSK--GBK1-0"),
    ("方正黑体简体", "FZHei-B01S", "FZHTJW--GB1-0"),
    ("方正黑体_GBK", "FZHei-B01", "FZHTK--GBK1-0"),
    ("方正楷体简体", "FZKai-Z03S", "FZKTJW--GB1-0"),
    ("方正楷体_GBK", "FZKai-Z03", "FZKTK--GBK1-0"),
)
"""Names by which Word, Windows and the font file call one and the same font."""


def fonts_used(pdf: bytes) -> tuple[str, ...]:
    """Return the names of the fonts a PDF embeds, sorted, without their subset marks."""
    found = {name for part in _readable(pdf) for name in _NAME.findall(part)}
    return tuple(sorted({_SUBSET.sub("", _decoded(name)) for name in found}))


def replaced_fonts(docx: bytes, pdf: bytes, file: str) -> list[Finding]:
    """Name the fonts the report asks for that its PDF had to replace (PD04).

    ``file`` is the PDF's name. A PDF whose fonts cannot be read is said to be unchecked (PD05).
    """
    used = fonts_used(pdf)
    if not used:
        return [_unchecked(file)]
    have = {_key(name) for name in used}
    missing = [name for name in fonts_asked(docx) if not _names(name) & have]
    missing = [name for name in missing if not _installed_as(name) & have]
    return [_replaced(file, missing, used)] if missing else []


def _readable(pdf: bytes) -> Iterator[bytes]:
    """The file itself, and the objects a newer LibreOffice packs together."""
    yield pdf
    for packed in _PACKED.findall(pdf):
        try:
            yield zlib.decompressobj().decompress(packed, 10_000_000)
        except zlib.error:
            continue


def _decoded(name: bytes) -> str:
    """Undo ``#20``; a Chinese name may be in either encoding."""
    raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _key(name: str) -> str:
    """Reduce a font's name to what its families and files share.

    >>> _key("TimesNewRomanPS-BoldMT") == _key("Times New Roman")
    True
    >>> _key("FangSong_GB2312") == _key("FangSong")
    False
    """
    plain = re.sub(r"[\s,_-]", "", unicodedata.normalize("NFKC", name)).lower()
    return _STYLE.sub("", plain) or plain


def _names(font: str) -> set[str]:
    key = _key(font)
    groups = ({_key(name) for name in group} for group in _SAME_FONT)
    return {key}.union(*(group for group in groups if key in group))


def _installed_as(font: str) -> frozenset[str]:
    """How the file of an installed font calls itself; empty when it is not installed."""
    program = shutil.which("fc-list")
    return frozenset() if program is None else _asked_fontconfig(program, font)


@cache
def _asked_fontconfig(program: str, font: str) -> frozenset[str]:
    """Ask once in a run: the reports of a batch all lack the same fonts."""
    pattern = ":family=" + re.sub(r"([\\:,=-])", r"\\\1", font)
    command = [program, "--format", "%{postscriptname}\n", pattern]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(_key(line) for line in lines if line)


def _replaced(file: str, missing: list[str], used: tuple[str, ...]) -> Finding:
    return notice(
        "PD04",
        Where(file),
        f"本机没有报告所用的字体{'、'.join(missing)}，PDF 中已用别的字体代替，"
        f"分页可能与 Word 中不同；PDF 实际所用的字体是{'、'.join(used)}。",
        "在本机安装这些字体后再加 --pdf 运行一次，"
        "或在装有这些字体的电脑上用 Word、WPS 另存为 PDF。",
    )


def _unchecked(file: str) -> Finding:
    return notice(
        "PD05",
        Where(file),
        "未能核对 PDF 用了哪些字体：从中没有读到字体名称。",
        "打开 PDF 的“属性—字体”，与 Word 报告的字体对照。",
    )
