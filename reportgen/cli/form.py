"""``reportgen form``: blank or prefilled forms for clerks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import telling
from reportgen.findings import ReportgenError, has_errors

if TYPE_CHECKING:
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack

_TAKEN = "FM05"

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


def form(
    pack: PackFolder,
    out: Out = None,
    name: Name = "",
    data: DataFile = None,
    roster: Roster = None,
) -> None:
    """发出填报表：空白的，或已填入部分内容的。

    退出码：0 已生成，1 格式包、名册或要填入的值有错误，或有的填报表没有发出，2 无法运行。
    """
    from reportgen import packs

    if roster and (name or data):
        message = "--roster 给名册里的每个单位各发一份，不能同时用 --name 或 --data。"
        raise ReportgenError("FM09", message, "只留一种；各单位不同的值，写在名册里。")
    loaded, findings = packs.load(pack)
    folder = out or Path("inputs") / str(loaded.year)
    if roster:
        _issue_all(loaded, findings, roster, folder)
    else:
        _issue_one(loaded, findings, name.strip(), data, folder)


def _issue_one(
    pack: Pack, findings: list[Finding], name: str, data: Path | None, folder: Path
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
    target = folder / f"{outputs.safe_name(stem)}.xlsx"
    _write(target, forms.issue(pack, fitted))


def _issue_all(pack: Pack, findings: list[Finding], roster: Path, folder: Path) -> None:
    """Issue a form for every unit of a roster; one that stands already keeps back no other."""
    from reportgen import forms, outputs
    from reportgen.forms import data as values
    from reportgen.packs import facts, rosters

    rows, amiss = rosters.read(roster, pack)
    told, each = [*findings, *amiss], []
    naming = pack.facts.get(facts.OF_UNIT, "")
    for row in rows:
        given, _ = values.named(row.values, naming, row.listed.name, roster.name)
        fitted, unfit = values.fit(given, pack, roster.name, row.listed.cells)
        told += unfit
        each.append(fitted.singles)
    _stop_at_errors(told)
    held = 0
    for row, content in zip(rows, forms.issue_each(pack, each), strict=True):
        target = folder / f"{outputs.safe_name(row.listed.name)}.xlsx"
        held += _held_back(target, content)
    left = f"，{held} 份没有发出" if held else ""
    typer.echo(f"名册共 {len(rows)} 个单位：填报表发出 {len(rows) - held} 份{left}。")
    if held:
        raise typer.Exit(telling.ERRORS)


def _stop_at_errors(findings: list[Finding]) -> None:
    telling.tell(findings)
    if has_errors(findings):
        raise typer.Exit(telling.ERRORS)


def _held_back(target: Path, content: bytes) -> bool:
    """Write a form unless something stands in its place; tell whether something does."""
    try:
        _write(target, content)
    except ReportgenError as taken:
        if taken.code != _TAKEN:
            raise
        typer.secho(f"没有发出  {taken.code}", fg=typer.colors.RED)
        typer.echo(f"  {taken.message}\n  办法：{taken.remedy}")
        return True
    return False


def _write(target: Path, content: bytes) -> None:
    from reportgen import outputs

    _require_free(target, content)
    outputs.write(target, content)
    typer.secho(f"已生成  {target}", fg=typer.colors.GREEN)


def _require_free(target: Path, content: bytes) -> None:
    """Refuse to write over a form that somebody may have filled in, or over a folder."""
    if target.is_dir():
        message = f"“{target}”是一个文件夹，填报表不能用这个名字。"
        raise ReportgenError(_TAKEN, message, "换一个文件夹（-o），或给那个文件夹改名。")
    if target.exists() and not _holds(target, content):
        message = f"“{target}”已经存在，可能有人填过，没有覆盖。"
        raise ReportgenError(_TAKEN, message, "换一个文件夹（-o），或先移走原来的文件。")


def _holds(target: Path, content: bytes) -> bool:
    """Tell whether a file holds these very bytes; one that cannot be read does not."""
    try:
        return target.read_bytes() == content
    except OSError:
        return False
