"""``reportgen form``: forms for clerks, blank or with what is known already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import issuing, telling
from reportgen.findings import ReportgenError, has_errors

if TYPE_CHECKING:
    from reportgen.editor.carrying import Unit
    from reportgen.findings import Finding
    from reportgen.forms.data import Data
    from reportgen.packs.model import Pack
    from reportgen.packs.rosters import RosterRow

PackFolder = Annotated[Path, typer.Argument(metavar="格式包", help="格式包文件夹。")]
Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="文件夹", help="写到这里；不写时为 inputs 下的年度。"),
]
Name = Annotated[
    str, typer.Option("--name", metavar="单位简称", help="填报单位的简称，也用作文件名。")
]
DataFile = Annotated[
    Path | None, typer.Option("--data", metavar="JSON文件", help="先填入这些值（名称: 值）。")
]
Roster = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="名册",
        help="给名册里的每个单位各发一份；名册是有“单位”一栏的 xlsx 或 xls，"
        "与字段同名的栏一并填入。",
    ),
]
LastYear = Annotated[
    Path | None,
    typer.Option(
        "--last-year",
        metavar="文件夹",
        help="上年的填报表：按“上年字段”带入上年数和不变的内容；同用 --name 时可以是一个文件。",
        readable=False,
    ),
]
Migrate = Annotated[
    list[Path] | None,
    typer.Option(
        "--migrate",
        metavar="旧表",
        help="把按旧格式填好的表搬到新表上，可以写几次，也可以是文件夹。",
        readable=False,
    ),
]


def form(
    pack: PackFolder,
    out: Out = None,
    name: Name = "",
    data: DataFile = None,
    roster: Roster = None,
    last_year: LastYear = None,
    migrate: Migrate = None,
) -> None:
    """发出填报表：空白的，或已填入部分内容的。

    退出码：0 已生成，1 格式包、名册、旧表或要填入的值有错误，或有的填报表没有发出，2 无法运行。
    """
    from reportgen import packs

    _require_one_way(name, data, roster, last_year, migrate)
    loaded, findings = packs.load(pack)
    folder = out or Path("inputs") / str(loaded.year)
    if migrate:
        from reportgen.cli import carrying

        _stop_at_errors(findings)
        raise typer.Exit(carrying.migrate(loaded, migrate, folder))
    if roster:
        _issue_all(loaded, findings, roster, last_year, folder)
    else:
        _issue_one(loaded, findings, name.strip(), data, last_year, folder)


def _require_one_way(
    name: str,
    data: Path | None,
    roster: Path | None,
    last_year: Path | None,
    migrate: list[Path] | None,
) -> None:
    """Refuse options that do not say together which forms are wanted (FM09)."""
    if migrate and (name or data or roster or last_year):
        message = "--migrate 搬的是填好的旧表，不能同时用 --name、--data、--roster、--last-year。"
        raise ReportgenError("FM09", message, "去掉别的选项，再运行一次。")
    if roster and (name or data):
        message = "--roster 给名册里的每个单位各发一份，不能同时用 --name 或 --data。"
        raise ReportgenError("FM09", message, "只留一种；各单位不同的值，写在名册里。")
    if last_year and not (roster or name):
        message = "--last-year 要知道给哪些单位发表。"
        raise ReportgenError("FM09", message, "加上 --roster 名册，或加上 --name 单位简称。")


def _issue_one(
    pack: Pack,
    findings: list[Finding],
    name: str,
    data: Path | None,
    last_year: Path | None,
    folder: Path,
) -> None:
    from reportgen import forms, outputs
    from reportgen.forms import data as values
    from reportgen.packs import facts

    naming = pack.facts.get(facts.OF_UNIT, "")
    file = data.name if data else "--name"
    given, clash = values.named(values.read(data) if data else {}, naming, name, file)
    fitted, amiss = values.fit(given, pack, file)
    _stop_at_errors([*findings, *clash, *amiss])
    stem = name or str(fitted.singles.get(naming) or f"{pack.year}年度空白填报表")
    if last_year:
        from reportgen.cli import carrying

        raise typer.Exit(
            carrying.last_year(pack, [(_unit(pack, stem, fitted), fitted)], last_year, folder)
        )
    target = folder / f"{outputs.safe_name(stem)}.xlsx"
    issuing.write(target, forms.issue(pack, fitted))


def _issue_all(
    pack: Pack, findings: list[Finding], roster: Path, last_year: Path | None, folder: Path
) -> None:
    """Issue a form for every unit of a roster; one that stands already keeps back no other."""
    from reportgen import forms, outputs
    from reportgen.packs import rosters

    rows, amiss = rosters.read(roster, pack)
    each, unfit = _known(pack, rows, roster)
    _stop_at_errors([*findings, *amiss, *unfit])
    if last_year:
        from reportgen.cli import carrying

        units = [
            (_unit(pack, row.listed.name, known, row.listed.others), known)
            for row, known in zip(rows, each, strict=True)
        ]
        raise typer.Exit(carrying.last_year(pack, units, last_year, folder, roster))
    held = 0
    blanks = forms.issue_each(pack, each)
    for row, content in zip(rows, blanks, strict=True):
        target = folder / f"{outputs.safe_name(row.listed.name)}.xlsx"
        held += issuing.held_back(target, content)
    left = f"，{held} 份没有发出" if held else ""
    typer.echo(f"名册共 {len(rows)} 个单位：填报表发出 {len(rows) - held} 份{left}。")
    if held:
        raise typer.Exit(telling.ERRORS)


def _known(
    pack: Pack, rows: tuple[RosterRow, ...], roster: Path
) -> tuple[list[Data], list[Finding]]:
    """Return what a roster says of each unit, and what of it fits nowhere."""
    from reportgen.forms import data as values
    from reportgen.packs import facts

    each, findings = [], []
    naming = pack.facts.get(facts.OF_UNIT, "")
    for row in rows:
        given, _ = values.named(row.values, naming, row.listed.name, roster.name)
        fitted, unfit = values.fit(given, pack, roster.name, row.listed.cells)
        findings += unfit
        each.append(fitted)
    return each, findings


def _unit(pack: Pack, name: str, known: Data, others: tuple[str, ...] = ()) -> Unit:
    from reportgen.editor.carrying import Unit
    from reportgen.packs import facts

    full = known.singles.get(pack.facts.get(facts.FULL_NAME, ""))
    return Unit(name, others, str(full or ""))


def _stop_at_errors(findings: list[Finding]) -> None:
    telling.tell(findings)
    if has_errors(findings):
        raise typer.Exit(telling.ERRORS)
