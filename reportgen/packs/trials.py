"""试例: filled-in forms that travel with a pack, and what their reports must say or must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Where, error, near
from reportgen.packs.entries import RULES
from reportgen.packs.model import Trial, place
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reportgen.findings import Finding
    from reportgen.packs.entries import Entry
    from reportgen.packs.model import Pack

SHEET = "试例"
COLUMNS = ("填报表", "要求", "文字")
FOLDER = "examples"
WANTED, UNWANTED = "应有", "不应有"
_ENDING = ".xlsx"
_LOCK_MARKS = ("~$", ".")


def read(entry: Entry) -> Trial:
    """Read one row of 试例."""
    wanted = entry.one_of("要求", (WANTED, UNWANTED), "它决定这段文字该不该出现")
    return Trial(
        form=entry.needed("填报表", f"写明“{FOLDER}”文件夹里的哪一份填报表"),
        wanted=wanted != UNWANTED,
        text=entry.needed("文字", "每一行核对报告里的一段文字"),
        where=entry.where("填报表"),
        cells=entry.places(),
    )


def vet(pack: Pack, told: Collection[Where], *, is_there: bool) -> Iterator[Finding]:
    """Yield forms that do not stand in the pack's folder of examples, and an empty sheet."""
    if is_there and not pack.trials:
        message = "“试例”里一行也没有，格式包改动以后试不出来。"
        remedy = "每行写一份填报表和它的报告里应有的一句话；不用试例的，删去这张表。"
        yield error("PK65", Where(RULES, spot(SHEET, (2, 1))), message, remedy)
    there = _forms(pack)
    for trial in pack.trials:
        where = place(trial, "填报表")
        if trial.form and trial.form not in there and where not in told:
            message = f"格式包的“{FOLDER}”文件夹里没有“{trial.form}”。{near(trial.form, there)}"
            remedy = f"把填好的填报表放进“{FOLDER}”文件夹，这里写它的文件名，连同“{_ENDING}”。"
            yield error("PK66", where, message, remedy)


def _forms(pack: Pack) -> list[str]:
    """Return the workbooks of the folder; what Excel leaves beside an open one is none."""
    folder = pack.folder / FOLDER
    found = folder.glob(f"*{_ENDING}") if folder.is_dir() else ()
    return sorted(each.name for each in found if not each.name.startswith(_LOCK_MARKS))
