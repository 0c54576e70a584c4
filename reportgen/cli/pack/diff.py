"""``reportgen pack diff``: what differs between two packs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli import telling
from reportgen.cli.pack import options
from reportgen.cli.pack.options import AsJson
from reportgen.findings import Severity

OldFolder = Annotated[Path, options.folder("旧格式包", "原来的格式包文件夹。")]
NewFolder = Annotated[Path, options.folder("新格式包", "改过的格式包文件夹。")]


def diff(
    old: OldFolder,
    new: NewFolder,
    as_json: AsJson = False,
) -> None:
    """对照两个格式包：字段、计算、勾稽、指标、分值、填报表和报告的句子有哪些不同。

    退出码：0 相同，1 有不同，2 无法对照。
    """
    from reportgen.editor import differing, differing_told

    found = differing.compare(old, new)
    broken = [
        (folder, [each for each in findings if each.severity is Severity.ERROR])
        for folder, findings in ((old, found.old_findings), (new, found.new_findings))
    ]
    if as_json:
        told = differing_told.as_data(found)
        amiss = {str(folder): telling.as_data(errors) for folder, errors in broken if errors}
        telling.print_json({"旧格式包": str(old), "新格式包": str(new), **told, "问题清单": amiss})
    else:
        typer.echo(differing_told.as_text(found))
        for folder, errors in broken:
            if errors:
                typer.echo(f"\n{folder} 有 {len(errors)} 处错误，有错误的地方可能对照不全：")
                telling.tell(errors)
    raise typer.Exit(telling.ERRORS if found.changes else telling.DONE)
