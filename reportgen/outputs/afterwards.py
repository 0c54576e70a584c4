"""What becomes of a report once it is written: more files join it, or it is taken back."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from stat import S_ISREG
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.outputs import receipt as receipts
from reportgen.outputs.atomic import BusyError, put, sync_folder
from reportgen.outputs.files import (
    Standing,
    Written,
    WrittenSet,
    put_receipt,
    standing,
    still_ours,
)
from reportgen.outputs.names import numbered, parted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def add_files(
    receipt: Path, contents: Mapping[str, bytes], fonts: Sequence[str] = ()
) -> WrittenSet:
    """Write more files, given by ending (``.pdf``), beside the report a receipt stands for.

    They have the report's name; where a person's file has it already, that one is left and the
    new one takes the next free number, still under this receipt. ``fonts`` are the PDF's. All
    else the receipt says stays. Raises ReportgenError OU03 where there is no sound receipt.
    """
    if receipts.vouched(receipt) is None:
        raise _no_receipt(receipt, contents)
    stem = parted(receipt.name)[0]
    files = tuple(_added(receipt, stem, ending, data) for ending, data in contents.items())
    digests = {
        file.path.name: receipts.sha256(data)
        for file, data in zip(files, contents.values(), strict=True)
    }
    text = receipts.amended(receipt, digests, fonts)
    if text is None:
        raise _no_receipt(receipt, contents)
    put_receipt(receipt, text.encode())
    sync_folder(receipt.parent)
    return WrittenSet(files, receipt, _out_of_date(receipt, digests))


def retract(receipt: Path) -> tuple[Path, ...]:
    """Remove the files a receipt vouches for, and then itself; return what was removed.

    A file that a person has edited, or that is open in another program, stays, and the receipt
    with it. A receipt that was edited vouches for nothing: nothing is removed.
    """
    vouched = receipts.vouched(receipt)
    if vouched is None:
        return ()
    stem = parted(receipt.name)[0]
    ours = [receipt.with_name(name) for name in sorted(vouched) if name.startswith(stem)]
    untouched = still_ours(receipt, {})
    removed = [path for path in ours if path.name in untouched and _removed(path)]
    if not any(path.exists() for path in ours) and _removed(receipt):
        removed.append(receipt)
    sync_folder(receipt.parent)
    return tuple(removed)


def _added(receipt: Path, stem: str, ending: str, data: bytes) -> Written:
    """Write one file under the first number where nothing of a person's or another's stands."""
    kept, busy = None, False
    for number in count(1):
        place = receipt.with_name(numbered(stem, number, ending))
        found = standing(place, data, receipt)
        if found is not Standing.FOREIGN:
            try:
                if found is not Standing.SAME:
                    put(place, data)
            except BusyError:
                busy = busy or kept is None
            else:
                break
        kept = kept or place
    return Written(
        place,
        replaced=found is Standing.OURS,
        kept=kept,
        same=found is Standing.SAME,
        busy=busy,
    )


def _out_of_date(receipt: Path, digests: Mapping[str, str]) -> tuple[Path, ...]:
    earlier = receipts.earlier(receipt)
    return tuple(receipt.with_name(n) for n in sorted(still_ours(receipt, digests)) if n in earlier)


def _removed(path: Path) -> bool:
    """Remove a file if it is one, and tell whether it is gone."""
    with suppress(OSError):
        if S_ISREG(path.lstat().st_mode):
            path.unlink()
            return True
    return False


def _no_receipt(receipt: Path, contents: Mapping[str, bytes]) -> ReportgenError:
    stem = parted(receipt.name)[0]
    names = "、".join(f"《{stem}{ending}》" for ending in contents)
    return ReportgenError(
        "OU03",
        f"没有写{names}：报告的来源记录《{receipt.name}》不在了，或有人改过。",
        "不要改动来源记录；重新生成这份报告，再运行一次。",
    )
