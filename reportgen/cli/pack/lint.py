"""``reportgen pack lint``: vet a pack, all of it at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import telling
from reportgen.cli.pack import copies, options
from reportgen.cli.pack.options import AsJson, PackFolder
from reportgen.findings import has_errors

if TYPE_CHECKING:
    from reportgen.findings import Finding
    from reportgen.packs.model import Pack

Out = Annotated[
    Path | None,
    options.out(
        "文件夹",
        "把三个文件各写一份批注件到这个文件夹，每个问题批注在它的位置上；"
        "与 --fix 同用时，改正件写到这里。",
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help="另写一份改正过的格式包：全角的花括号和符号、看不见的字符、少写的花括号等"
        "确定无疑的笔误改好，原文件不动；不写 -o 时写在格式包旁边。",
    ),
]


def lint(
    folder: PackFolder,
    out: Out = None,
    fix: Fix = False,
    as_json: AsJson = False,
) -> None:
    """检查格式包，列出全部问题；没有错误的，用编造的数试填、试印一遍，再跑一遍试例。

    退出码：0 没有错误，1 有错误，2 无法检查。
    """
    from reportgen.editor import vetting

    pack, findings = vetting.vet(folder)
    made: dict[str, object] = {}
    if fix:
        corrected = copies.correct(pack, out)
        made = corrected.as_data()
        if corrected.folder:
            pack, findings = vetting.vet(corrected.folder)
        if not as_json:
            corrected.tell()
    elif out is not None:
        made = copies.comment(pack, findings, out)
    if as_json:
        data = {"格式包": pack.name, "问题清单": telling.as_data(findings), **made}
        telling.print_json(data)
    else:
        _tell(pack, findings)
        copies.tell(made)
    if copies.UNWRITTEN in made and not made[copies.COPIES]:
        raise typer.Exit(telling.COULD_NOT_RUN)
    raise typer.Exit(telling.ERRORS if has_errors(findings) else telling.DONE)


def _tell(pack: Pack, findings: list[Finding]) -> None:
    from reportgen.editor import trials

    telling.tell(findings, "pack lint --json")
    size = f"{len(pack.fields)} 个字段、{len(pack.checks)} 项勾稽、{len(pack.indicators)} 项指标"
    typer.echo(f"{pack.folder}：{size}；{telling.counted(findings)}。")
    if has_errors(findings):
        typer.echo("有错误，没有试印；改好再检查。")
    else:
        left = {each.where for each in findings if each.code == trials.UNTRIED}
        untried = {trial.form for trial in pack.trials if trial.where in left}
        examples = len({trial.form for trial in pack.trials} - untried)
        tried = f"，试例 {examples} 份" if examples else ""
        typer.echo(f"已用编造的数试填、试印一遍{tried}。")
