"""``reportgen pack``: vet a pack, or print it as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli import telling
from reportgen.findings import has_errors

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="检查、查看格式包。")
PackFolder = Annotated[
    Path, typer.Argument(metavar="格式包", help="格式包文件夹。", readable=False)
]


@app.command("lint")
def lint(
    folder: PackFolder,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """检查格式包，列出全部问题。

    退出码：0 没有错误，1 有错误，2 无法检查。
    """
    from reportgen import pipeline

    pack, findings = pipeline.check_pack(folder)
    if as_json:
        telling.print_json({"格式包": pack.name, "问题清单": telling.as_data(findings)})
    else:
        telling.tell(findings, "pack lint --json")
        size = (
            f"{len(pack.fields)} 个字段、{len(pack.checks)} 项勾稽、{len(pack.indicators)} 项指标"
        )
        typer.echo(f"{folder}：{size}；{telling.counted(findings)}。")
    raise typer.Exit(telling.ERRORS if has_errors(findings) else telling.DONE)


@app.command("show")
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
