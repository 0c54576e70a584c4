"""Things in a folder that are no files, no forms, or have names that few programs survive."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.forms import EXAMPLE


@dataclass(frozen=True, slots=True)
class Odd:
    """Something to put into a folder under a name, and the code of what is said about it."""

    name: str
    put: Callable[[Path], object]
    code: str
    words: str


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _link(target: str | Path) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    """Leave a socket in a folder whose own path may be too long for one."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)


ODD: tuple[Odd, ...] = (
    Odd("管道.xlsx", os.mkfifo, "BA10", "管道"),
    Odd("套接字.xlsx", _socket, "BA10", "套接字"),
    Odd("通向设备.xlsx", _link("/dev/zero"), "BA10", "链接"),
    Odd("通向外面.xlsx", _link(EXAMPLE), "BA10", "链接"),
    Odd("通向上级.xlsx", _link(".."), "BA10", "链接"),
    Odd("通向自己.xlsx", lambda path: path.symlink_to(path.name), "BA10", "链接"),
    Odd("失效的.xlsx", _link("没有这个文件.xlsx"), "BA10", "失效的链接"),
    Odd("是文件夹.xlsx", Path.mkdir, "BA10", "文件夹"),
    Odd("~$灰山港镇.xlsx", _bytes(b"\x05admin"), "BA11", "临时文件"),
    Odd(".~灰山港镇.xlsx", _bytes(b"\x05admin"), "BA11", "临时文件"),
    Odd("Thumbs.db", _bytes(b"\xd0\xcf"), "BA11", "系统"),
    Odd("desktop.ini", _bytes(b"[x]"), "BA11", "系统"),
    Odd(".DS_Store", _bytes(b"x"), "BA11", "系统"),
    Odd("._灰山港镇.xlsx", _bytes(b"\0\x05\x16\x07"), "BA11", "系统"),
    Odd(".隐藏.xlsx", _bytes(b"x"), "BA11", "隐藏"),
    Odd("通知.docx", _bytes(b"PK"), "BA12", "Word"),
    Odd("全部.zip", _bytes(b"PK"), "BA12", "压缩包"),
    Odd("没有下完.xlsx.crdownload", _bytes(b"PK"), "BA12", "没有下载完"),
)  # fmt: skip

LINE_BREAK = b"\xe7\xac\xac\xe4\xb8\x80\n\xe8\xa1\x8c.xlsx"
LONG = b"x" * 250 + b".xlsx"
IN_GBK = "灰山港镇".encode("gbk") + b".xlsx"
TABBED = b"a\tb\x1b[31m.xlsx"
NO_ENDING = "灰山港镇2020".encode()
NAMES: tuple[bytes, ...] = (LINE_BREAK, LONG, IN_GBK, TABBED, NO_ENDING)
"""Names that a file may have here: the form in it is read like any other."""
