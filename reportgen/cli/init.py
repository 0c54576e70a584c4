"""``reportgen init``: a work folder with templates, inputs and outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.findings import ReportgenError


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="工作目录", help="新建的工作目录。", readable=False)
    ],
) -> None:
    """建立工作目录：格式包、示例填报表、输出文件夹。

    已有的文件不覆盖。退出码：0 已建立，2 无法建立。
    """
    from reportgen.packs.find import shipped

    source = shipped()
    try:
        copied = sum(_copy(source / part, folder / part) for part in ("templates", "inputs"))
        (folder / "outputs").mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        message = f"不能在“{folder}”建立工作目录：{problem.strerror}。"
        raise ReportgenError("OU08", message, "换一个可以写入的位置。") from None
    typer.secho(f"已建立  {folder}（写入 {copied} 个文件）", fg=typer.colors.GREEN)
    forms = sorted((folder / "inputs").glob("*/*.xlsx"))
    if forms:
        typer.echo(f"试一试：cd {folder} 然后 reportgen build {forms[0].relative_to(folder)}")


def _copy(source: Path, target: Path) -> int:
    """Copy a folder's files, leaving alone what is there already; return how many."""
    import shutil

    count = 0
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.is_file() and not there.exists() and not path.name.startswith(("~$", ".")):
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
            count += 1
    return count
