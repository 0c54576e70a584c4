"""``reportgen pack show``: print a pack as text."""

from __future__ import annotations

import typer

from reportgen.cli import telling
from reportgen.cli.pack.options import AsJson, PackFolder
from reportgen.findings import has_errors


def show(
    folder: PackFolder,
    as_json: AsJson = False,
) -> None:
    """把格式包印成文字：规则、填报表、报告，一行一项，便于对照修改。

    退出码：0 没有错误，1 有错误，2 无法读取。
    """
    from reportgen.editor import showing

    found = showing.read(folder)
    if as_json:
        told = {"问题清单": telling.as_data(found.findings)} if found.findings else {}
        telling.print_json({**showing.as_data(found), **told})
    else:
        typer.echo(showing.as_text(found).rstrip())
    if has_errors(found.findings):
        if not as_json:
            telling.tell(found.findings)
        raise typer.Exit(telling.ERRORS)
