"""``reportgen pack show``: print a pack as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli import telling
from reportgen.findings import has_errors

PackFolder = Annotated[
    Path, typer.Argument(metavar="格式包", help="格式包文件夹。", readable=False)
]


def show(
    folder: PackFolder,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """把格式包印成文字，便于对照修改。"""
    from reportgen import packs
    from reportgen.packs import shown

    pack, findings = packs.load(folder)
    if as_json:
        telling.print_json(shown.as_data(pack))
    else:
        typer.echo(shown.as_text(pack).rstrip())
    if has_errors(findings):
        telling.tell(findings)
        raise typer.Exit(telling.ERRORS)
