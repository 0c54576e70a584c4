"""``reportgen pack lint``: vet a pack, all of it at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli import telling
from reportgen.findings import has_errors

PackFolder = Annotated[
    Path, typer.Argument(metavar="格式包", help="格式包文件夹。", readable=False)
]


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
