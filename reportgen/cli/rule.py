"""``reportgen rule``: the page of a code."""

from __future__ import annotations

from typing import Annotated

import typer


def rule(
    code: Annotated[
        str, typer.Argument(metavar="编号", help="问题编号，如 CK01；不写则列出全部。")
    ] = "",
) -> None:
    """说明一个问题编号：做什么、为什么、反例、正例、依据。"""
    from reportgen import rulepages

    if code:
        typer.echo(rulepages.page(code.upper()).rstrip())
        return
    for each in rulepages.codes():
        typer.echo(rulepages.page(each).splitlines()[0].removeprefix("# "))
