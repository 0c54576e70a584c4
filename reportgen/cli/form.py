"""``reportgen form``: blank or prefilled forms for clerks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli import telling
from reportgen.findings import ReportgenError, has_errors

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


def form(pack: PackFolder, out: Out = None, name: Name = "", data: DataFile = None) -> None:
    """发出填报表：空白的，或已填入部分内容的。

    退出码：0 已生成，1 格式包或要填入的值有错误，2 无法运行。
    """
    from reportgen import forms, outputs, packs
    from reportgen.forms import data as values

    loaded, findings = packs.load(pack)
    naming = loaded.facts.get("单位字段", "")
    file = data.name if data else "--name"
    given, clash = values.named(values.read(data) if data else {}, naming, name.strip(), file)
    fitted, amiss = values.fit(given, loaded, file)
    findings += [*clash, *amiss]
    telling.tell(findings)
    if has_errors(findings):
        raise typer.Exit(telling.ERRORS)
    stem = name.strip() or str(fitted.singles.get(naming) or f"{loaded.year}年度空白填报表")
    folder = out or Path("inputs") / str(loaded.year)
    target = folder / f"{outputs.safe_name(stem)}.xlsx"
    content = forms.issue(loaded, fitted)
    _require_free(target, content)
    outputs.write(target, content)
    typer.secho(f"已生成  {target}", fg=typer.colors.GREEN)


def _require_free(target: Path, content: bytes) -> None:
    """Refuse to write over a form that somebody may have filled in, or over a folder."""
    if target.is_dir():
        message = f"“{target}”是一个文件夹，填报表不能用这个名字。"
        raise ReportgenError("FM05", message, "换一个文件夹（-o），或给那个文件夹改名。")
    if target.exists() and not _holds(target, content):
        message = f"“{target}”已经存在，可能有人填过，没有覆盖。"
        raise ReportgenError("FM05", message, "换一个文件夹（-o），或先移走原来的文件。")


def _holds(target: Path, content: bytes) -> bool:
    """Tell whether a file holds these very bytes; one that cannot be read does not."""
    try:
        return target.read_bytes() == content
    except OSError:
        return False
