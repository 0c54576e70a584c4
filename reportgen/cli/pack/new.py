"""``reportgen pack new``: next year's pack, copied from this year's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli import telling
from reportgen.cli.pack import options


def new(
    year: Annotated[str, typer.Argument(metavar="年度", help="新格式包的年度，四位年份。")],
    source: Annotated[
        Path,
        typer.Option("--from", metavar="旧格式包", help="照它复制的格式包文件夹。", readable=False),
    ],
    target: Annotated[
        Path | None,
        options.out("文件夹", "新格式包的文件夹；不写就放在旧格式包旁边。"),
    ] = None,
) -> None:
    """照旧格式包建立新一年的格式包，改好年度，列出还要看的地方。

    已有的文件夹不覆盖。退出码：0 已建立，2 无法建立。
    """
    from reportgen.editor import starting, starting_told

    done = starting.start(year, source, target)
    typer.echo(starting_told.as_text(done, source))
    if done.findings:
        typer.echo()
        telling.tell(done.findings)
