"""A folder that people filled → the forms in it, and what was passed over and why.

Nothing is opened here: a pipe would wait for ever. Names and lstat say enough.
"""

from __future__ import annotations

import stat
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reportgen.batch import kinds
from reportgen.batch.model import RECORDS
from reportgen.findings import Where, error, notice
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from reportgen.batch.kinds import Kind
    from reportgen.findings import Finding

_Identity: TypeAlias = tuple[int, int]

_SHOWN = 3
"""Names listed of what was passed over; a number stands for the others."""
_LONGEST = 120
"""Characters shown of a path."""
_SPECIAL = (
    (stat.S_ISFIFO, "管道"),
    (stat.S_ISCHR, "设备"),
    (stat.S_ISBLK, "设备"),
    (stat.S_ISSOCK, "套接字"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The forms below a folder in their order, and what to say of the rest."""

    forms: tuple[Path, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One thing in a folder, with its mode; 0 where even that is refused, or nothing is there."""

    path: Path
    mode: int
    identity: _Identity


@dataclass(frozen=True, slots=True)
class _Heap:
    """What a walk gathers, in the order it comes."""

    root: Path
    avoid: frozenset[_Identity]
    forms: list[Path]
    read: set[_Identity]
    odd: list[Finding]
    links: list[Path]
    passed: list[tuple[Kind, Path]]


def look(folder: Path, avoid: Collection[Path] = ()) -> Found:
    """Return every form in a folder and its sub-folders, by relative path.

    A form is whatever may be a spreadsheet by its name, so that its reader can say what it is;
    so is a file without an ending. ``avoid`` are files and folders to leave out without a word:
    the outputs, the roster. Links are never followed. Findings: BA10 errors and notices for what
    is no ordinary file, BA11 and BA12 notices, one per kind of thing passed over.
    """
    heap = _Heap(folder, frozenset(_identities(avoid)), [], set(), [], [], [])
    _walk(heap)
    heap.forms.sort(key=lambda path: _order(folder, path))
    links = [_link(heap, path) for path in heap.links]
    told = sorted([*heap.odd, *links], key=lambda finding: finding.where)
    return Found(tuple(heap.forms), (*told, *_passed_over(heap)))


def _walk(heap: _Heap) -> None:
    """Go through all folders; a list instead of recursion, for folders may lie deep."""
    waiting = [_seen(heap.root, follow=True)]
    while waiting:
        place = waiting.pop()
        if place.identity in heap.read and place.mode:
            continue  # a folder within itself, as a mounted folder or a junction may be
        heap.read.add(place.identity)
        try:
            entries = [_seen(path) for path in sorted(place.path.iterdir())]
        except OSError:
            heap.odd.append(_closed(heap, place.path))
            continue
        waiting += [entry for entry in entries if _sorted_out(heap, entry)]


def _sorted_out(heap: _Heap, entry: _Seen) -> bool:
    """Put one thing where it belongs; True for a folder to look into."""
    path, mode = entry.path, entry.mode
    if entry.identity in heap.avoid:
        return False
    if kind := kinds.system(path.name):
        heap.passed.append((kind, path))
    elif stat.S_ISLNK(mode):
        heap.links.append(path)
    elif stat.S_ISDIR(mode):
        if _seen(path / RECORDS).mode:
            heap.passed.append((kinds.OUTPUT, path))
            return False
        if not kinds.has_form_ending(path.name):
            return True
        heap.odd.append(_folder(heap, path))
    elif not stat.S_ISREG(mode):
        heap.odd.append(_special(heap, path, mode))
    elif kind := kinds.other(path.name):
        heap.passed.append((kind, path))
    else:
        heap.forms.append(path)
        heap.read.add(entry.identity)
    return False


def _seen(path: Path, *, follow: bool = False) -> _Seen:
    try:
        status = path.stat() if follow else path.lstat()
    except OSError:
        return _Seen(path, 0, (0, 0))
    return _Seen(path, status.st_mode, (status.st_dev, status.st_ino))


def _identities(paths: Iterable[Path]) -> Iterator[_Identity]:
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            yield status.st_dev, status.st_ino


def _order(root: Path, path: Path) -> tuple[tuple[str, str], ...]:
    """The same order wherever the folder came from: a Mac takes 吕 and its parts apart."""
    parts = path.relative_to(root).parts
    return tuple((unicodedata.normalize("NFC", part), part) for part in parts)


def _shown(root: Path, path: Path) -> str:
    whole = "/".join(legible(part) for part in path.relative_to(root).parts)
    return legible(whole or root.name, _LONGEST)


def _closed(heap: _Heap, path: Path) -> Finding:
    return error(
        "BA10",
        Where(_shown(heap.root, path)),
        "打不开这个文件夹，其中的文件都没有读。",
        "开放它的读取权限；路径太长的，移到上一级文件夹，再运行一次。",
    )


def _folder(heap: _Heap, path: Path) -> Finding:
    return error(
        "BA10",
        Where(_shown(heap.root, path)),
        "名称像填报表，却是文件夹，其中的文件没有读。",
        "把填报表从里面取出来；只是普通文件夹的，去掉名称中的扩展名，再运行一次。",
    )


def _special(heap: _Heap, path: Path, mode: int) -> Finding:
    what = next((name for is_kind, name in _SPECIAL if is_kind(mode)), "特殊文件")
    return _say(path)(
        "BA10",
        Where(_shown(heap.root, path)),
        f"不是普通文件（{what}），没有读。" if mode else "读不到：没有读取权限，或路径太长。",
        "把填报表本身复制到文件夹里，再运行一次。",
    )


def _link(heap: _Heap, path: Path) -> Finding:
    """What a link leads to is read where it lies, or not at all."""
    target = _seen(path, follow=True)
    where = Where(_shown(heap.root, path))
    if target.identity in heap.read:
        message = "是链接，它指向的内容已在原处读取，没有读第二遍。"
        return notice("BA10", where, message, "删去这个链接；不删也不影响结果。")
    why = "是指向别处的链接，没有跟着去读" if target.mode else "是失效的链接，它指向的文件读不到"
    say = error if stat.S_ISDIR(target.mode) else _say(path)
    return say("BA10", where, f"{why}。", "把填报表本身复制到文件夹里代替链接，再运行一次。")


def _say(path: Path) -> Callable[[str, Where, str, str], Finding]:
    """Where a form may be meant, somebody's report is not made: an error."""
    return error if kinds.other(path.name) is None else notice


def _passed_over(heap: _Heap) -> Iterator[Finding]:
    """One finding per kind: the first names, then how many in all."""
    found: dict[Kind, list[Path]] = {}
    for kind, path in heap.passed:
        found.setdefault(kind, []).append(path)
    for kind in sorted(found, key=lambda kind: (kind.code, kind.name)):
        paths = sorted(found[kind], key=lambda path: _order(heap.root, path))
        names = "、".join(_shown(heap.root, path) for path in paths[:_SHOWN])
        more = "等" if len(paths) > _SHOWN else ""
        what = f" {kind.name}" if kind.name[0].isascii() else kind.name
        message = f"跳过 {len(paths)} 个{what}：{names}{more}。"
        yield notice(kind.code, Where(legible(heap.root.name)), message, kind.remedy)
