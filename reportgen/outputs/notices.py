"""What a clerk must know of the files beside a report: left alone, numbered, or out of date."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, notice
from reportgen.outputs import receipt as receipts
from reportgen.outputs.names import FINDINGS, REPORT, draft, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportgen.outputs.files import Written, WrittenSet


def notices(written: WrittenSet) -> list[Finding]:
    """Say what was left alone, where the new files are, and which old ones are out of date."""
    others = [file for file in written.files if file.other][:1]
    kept = [file for file in written.files if file.kept and not file.other]
    said = [_left_alone(file) for file in (*others, *kept)]
    return said + [_out_of_date(path, written.files[0].path) for path in written.stale]


def left_over(folder: Path, stem: str, form: tuple[str, str], written: str = "") -> list[Finding]:
    """Say which older reports and drafts of the same form still stand there.

    ``stem`` is the report's name, ``form`` its form's file name and sha256, ``written`` the stem
    just written, empty where errors stopped it. Another form's reports are not spoken of.
    """
    found: list[Finding] = []
    for name in (stem, draft(stem)):
        if name != written:
            found += (_still_there(path) for path in _of_this_form(folder, name, form))
    return found


def _of_this_form(folder: Path, stem: str, form: tuple[str, str]) -> Iterator[Path]:
    for number in count(1):
        path = folder / numbered(stem, number, REPORT)
        place = receipts.of(path)
        if not path.exists() and not place.exists():
            return
        ours = path.name in (receipts.vouched(place) or {})
        if ours and path.exists() and not receipts.other_form(place, *form):
            yield path


def _still_there(path: Path) -> Finding:
    return notice(
        "OU06",
        Where(path.name),
        f"以前生成的《{path.name}》还在，内容与这份填报表不一致。",
        "报送最新生成的正式报告；不再需要的旧文件，删去。",
    )


def _left_alone(file: Written) -> Finding:
    kept, new = file.kept, file.path.name
    old = kept.name if kept else ""
    if file.busy:
        return notice(
            "OU05",
            Where(old),
            f"《{old}》正被别的程序打开，没有替换；这次的写成《{new}》。",
            "关闭打开它的程序（如 Word），再运行一次。",
        )
    if file.other:
        return notice(
            "OU09",
            Where(old),
            f"《{old}》是由另一份填报表《{file.other}》生成的，没有覆盖；这次的写成《{new}》。",
            "核对两份填报表的单位简称。",
        )
    if kept and kept.is_dir():
        return notice(
            "OU04",
            Where(old),
            f"《{old}》是一个文件夹，没有动；这次的写成《{new}》。",
            "这个文件夹如不再需要这个名称，改名或移走，再运行一次。",
        )
    return notice(
        "OU04",
        Where(old),
        f"《{old}》在上次生成以后有人改过，或不是本程序生成的，没有覆盖；这次的写成《{new}》。",
        "对照两个文件；改过的那个如不再需要，删去后再运行一次。",
    )


def _out_of_date(path: Path, report: Path) -> Finding:
    again = (
        "删去旧的这个"
        if path.name.endswith(FINDINGS)
        else "重新生成它（PDF 加 --pdf），或删去旧的这个"
    )
    return notice(
        "OU06",
        Where(path.name),
        f"《{path.name}》是以前生成的，这次没有重新生成，内容可能与《{report.name}》不一致。",
        f"{again}。",
    )
