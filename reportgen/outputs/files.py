"""A report and all that stands beside it, written under one name, over nobody's work."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count
from stat import S_ISREG
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.outputs import receipt as receipts
from reportgen.outputs.atomic import BusyError, put, sync_folder
from reportgen.outputs.names import FINDINGS, RECEIPT, REPORT, numbered, parted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from reportgen.outputs.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file stands now.

    ``replaced``: an older one of ours gave way. ``same``: it already stood there, byte for
    byte, and was not touched. ``kept``: the file that has this name, edited by a person or
    not ours, and left alone. ``busy``: that file was open in another program. ``other``: the
    name of the form that file was made of, where it is another one.
    """

    path: Path
    replaced: bool = False
    kept: Path | None = None
    same: bool = False
    busy: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class WrittenSet:
    """One report's files, its receipt, and files of an earlier run that are now out of date."""

    files: tuple[Written, ...]
    receipt: Path
    stale: tuple[Path, ...] = ()


class Standing(Enum):
    """What stands at a name."""

    FREE = "nothing"
    SAME = "these very bytes"
    OURS = "what we wrote earlier"
    FOREIGN = "somebody's work"


def write(path: Path, data: bytes) -> Written:
    """Write one file; the receipt beside it says whether an older one may give way.

    An older file that differs from its receipt, or has none, counts as edited by a person:
    the new one takes the next number. Raises ReportgenError OU01, OU02, OU03.
    """
    stem, ending = parted(path.name)
    [written] = _write_numbered(path.parent, stem, {ending: data}, None)
    sync_folder(path.parent)
    return written


def write_set(
    folder: Path,
    stem: str,
    contents: Mapping[str, bytes],
    receipt: Receipt,
    gone: Callable[[str], bool] | None = None,
) -> WrittenSet:
    """Write the files of one report, given by ending (``.docx``), and last their receipt.

    All share one number: when one of them was edited by a person, all take the next.
    ``stem`` is a safe_name. The receipt's ``files`` are filled in here. A run killed before
    its receipt is mended by the next one, for the same bytes count as ours. Where the very
    report already stands there, what an earlier run wrote beside it (the PDF) is still of it.
    ``gone`` tells of the file name of another form that it is no longer there: what was made
    of it gives way.
    """
    files = _write_numbered(folder, stem, contents, receipt, gone)
    digests = {
        file.path.name: receipts.sha256(data)
        for file, data in zip(files, contents.values(), strict=True)
    }
    place = receipts.of(files[0].path)
    stale = still_ours(place, digests)
    whole = replace(receipt, files=digests)
    if fresh := _still_of_this(place, digests, stale):
        fonts = {*receipt.fonts, *receipts.fonts(place)}
        whole = replace(receipt, files={**digests, **fresh}, fonts=sorted(fonts))
        stale = {name: digest for name, digest in stale.items() if name not in fresh}
    text = receipts.text(whole, stale)
    put_receipt(place, text.encode())
    if not all(file.same for file in files):
        sync_folder(folder)
    old = [place.with_name(name) for name in sorted(stale)]
    if gone:
        old += _further_on(folder, stem, next(iter(contents)), files[0].path, receipt)
    return WrittenSet(files, place, tuple(old))


def _still_of_this(
    receipt: Path, digests: Mapping[str, str], stale: Mapping[str, str]
) -> dict[str, str]:
    """Return what an earlier run wrote beside the very report that is written now.

    A list of findings is not among it: what it says need not be in the report.
    """
    vouched = receipts.vouched(receipt) or {}
    reports = {name for name in digests if name.endswith(REPORT)}
    if not reports or any(vouched.get(name) != digests[name] for name in reports):
        return {}
    older = receipts.earlier(receipt)
    return {
        name: digest
        for name, digest in stale.items()
        if name not in older and not name.endswith(FINDINGS)
    }


def _further_on(
    folder: Path, stem: str, ending: str, written: Path, receipt: Receipt
) -> Iterator[Path]:
    """Find what this form still has under later numbers, from when another's came first."""
    numbers = count(1)
    while written != folder / numbered(stem, next(numbers), ending):
        pass
    for number in numbers:
        place = folder / numbered(stem, number, RECEIPT)
        if not place.exists():
            return
        if receipts.same_form(place, *receipt.made_of):
            yield from (place.with_name(name) for name in sorted(still_ours(place, {})))


def _write_numbered(
    folder: Path,
    stem: str,
    contents: Mapping[str, bytes],
    receipt: Receipt | None,
    gone: Callable[[str], bool] | None = None,
) -> tuple[Written, ...]:
    """Write under the first number where nothing of a person's or another form's stands."""
    kept: dict[str, Path] = {}
    others: dict[Path, str] = {}
    busy: set[str] = set()
    for number in count(1):
        places = {ending: folder / numbered(stem, number, ending) for ending in contents}
        standings = {
            e: standing(place, contents[e], receipts.of(place)) for e, place in places.items()
        }
        blocked = [e for e, standing in standings.items() if standing is Standing.FOREIGN]
        other = _other_form(places, standings, receipt)
        if other and not (gone and gone(other)):
            blocked = blocked or [e for e, s in standings.items() if s is Standing.OURS]
            others.update((places[ending], other) for ending in blocked)
        elif not blocked and not (receipt and _is_edited_receipt(places)):
            blocked = _put_all(places, contents, standings)
            busy.update(blocked)
            if not blocked:
                break
        for ending in blocked:
            kept.setdefault(ending, places[ending])
    return tuple(
        Written(
            places[ending],
            replaced=standings[ending] is Standing.OURS,
            kept=kept.get(ending),
            same=standings[ending] is Standing.SAME,
            busy=ending in busy,
            other=others.get(kept.get(ending, folder), ""),
        )
        for ending in places
    )


def _other_form(
    places: Mapping[str, Path], standings: Mapping[str, Standing], receipt: Receipt | None
) -> str:
    """Return the name of the form that what stands here was made of, where it is another's."""
    if receipt is None or Standing.OURS not in standings.values():
        return ""
    place = receipts.of(next(iter(places.values())))
    return receipts.other_form(place, *receipt.made_of)


def _put_all(
    places: Mapping[str, Path],
    contents: Mapping[str, bytes],
    standings: Mapping[str, Standing],
) -> list[str]:
    """Write what differs; return the ending of a file that is open elsewhere, if any."""
    for ending, place in places.items():
        try:
            if standings[ending] is not Standing.SAME:
                put(place, contents[ending])
        except BusyError:
            return [ending]
    return []


def standing(path: Path, data: bytes, receipt: Path) -> Standing:
    """Tell what stands at a name by what a receipt says; what cannot be read is somebody's."""
    try:
        regular = S_ISREG(path.lstat().st_mode)
    except OSError:
        return Standing.FREE
    digest = _digest(path) if regular else None
    if digest is None:
        return Standing.FOREIGN
    if digest == receipts.sha256(data):
        return Standing.SAME
    vouched = receipts.vouched(receipt) or {}
    return Standing.OURS if vouched.get(path.name) == digest else Standing.FOREIGN


def _is_edited_receipt(places: Mapping[str, Path]) -> bool:
    place = receipts.of(next(iter(places.values())))
    return place.exists() and receipts.vouched(place) is None


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def still_ours(receipt: Path, digests: Mapping[str, str]) -> dict[str, str]:
    """Files a receipt vouches for, still as we wrote them, that are not among these."""
    earlier = receipts.vouched(receipt) or {}
    return {
        name: digest
        for name, digest in earlier.items()
        if name not in digests and _digest(receipt.with_name(name)) == digest
    }


def put_receipt(place: Path, data: bytes) -> None:
    """Write a receipt, unless these very bytes stand there."""
    if place.exists() and _digest(place) == receipts.sha256(data):
        return
    try:
        put(place, data)
    except BusyError as problem:
        raise ReportgenError(
            "OU03",
            f"报告已写成，但来源记录《{place.name}》正被别的程序打开，没有更新。",
            "关闭打开它的程序，再运行一次。",
        ) from problem
