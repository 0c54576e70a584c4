"""``reportgen pack try``: print one form by a pack under way, and say what changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import telling
from reportgen.cli.pack import options
from reportgen.findings import ReportgenError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.editor.trying import Attempt, Change
    from reportgen.findings import Finding

_MOST, _FINDINGS = 60, 12
"""Changes told, and errors of the form told; more are not read on a screen."""
_COLOURS = {"改": typer.colors.YELLOW, "增": typer.colors.GREEN, "删": typer.colors.RED}

PackFolder = Annotated[Path, options.folder(told="正在修改的格式包文件夹。")]
Form = Annotated[
    Path,
    typer.Argument(metavar="填报表", help="填好的填报表，上一版发出的也行。", readable=False),
]


def try_(
    folder: PackFolder,
    form: Form,
    watch: Annotated[
        bool, typer.Option("--watch", help="一直看着：格式包或填报表一保存，就再试一次。")
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help="用系统的程序打开试印的报告。")] = False,
) -> None:
    """用一份填报表试印正在修改的格式包，印出与上次试印相比改了什么。

    退出码：0 已试印，1 格式包有错误、没有试印，2 无法运行，130 中途停止（--watch 用 Ctrl-C 停止）。
    """
    if watch:
        _watch(folder, form, open_)
        return
    from reportgen.editor import trying

    made = trying.attempt(folder, form)
    _tell(made, frozenset())
    if open_ and made.report:
        _open(made.report)
    raise typer.Exit(telling.DONE if made.report else telling.ERRORS)


def _watch(folder: Path, form: Path, open_: bool) -> None:
    from reportgen.editor import trying

    told: frozenset[Finding] = frozenset()
    number = 0
    try:
        for number, made in enumerate(trying.rounds(folder, form), 1):
            typer.secho(f"—— 第 {number} 次 ——", bold=True)
            if isinstance(made, ReportgenError):
                telling.tell_broken(made)
                continue
            _tell(made, told)
            told = frozenset((*made.amiss, *made.findings))
            if open_ and made.report:
                _open(made.report)
                open_ = False
            typer.echo("正在看着格式包和填报表，保存一次就试一次；按 Ctrl-C 停止。")
    except KeyboardInterrupt:
        raise typer.Abort(f"共试了 {number} 次", "") from None


def _tell(made: Attempt, known: frozenset[Finding]) -> None:
    """Print what is wrong with the pack, what changed, and what is wrong with the form.

    Of the form's errors only those are told that were not told a round ago (``known``).
    """
    telling.tell(made.amiss, "pack lint --json")
    if made.report is None:
        typer.echo(f"格式包有错误，没有试印（{telling.counted(made.amiss)}）；上次试印的还在。")
        return
    _tell_changes(made)
    _tell_form(made.findings, known)
    typer.secho(f"试印  {made.report}", fg=typer.colors.GREEN)


def _tell_changes(made: Attempt) -> None:
    size = f"{made.paragraphs} 段、表格 {made.rows} 行"
    if made.changes is None:
        typer.echo(f"第一次试印：{size}。以后每次只列改动。")
        return
    if not made.changes:
        typer.echo(f"与上次试印相比没有变化（{size}）。")
        return
    typer.echo(f"与上次试印相比改动 {len(made.changes)} 处（{size}）：")
    for change in made.changes[:_MOST]:
        _tell_change(change)
    if len(made.changes) > _MOST:
        typer.echo(f"……另有 {len(made.changes) - _MOST} 处改动。")


def _tell_change(change: Change) -> None:
    typer.secho(f"{change.kind}  {change.place}", fg=_COLOURS.get(change.kind))
    typer.echo(f"    {change.text}")


def _tell_form(findings: Iterable[Finding], known: frozenset[Finding]) -> None:
    every = list(findings)
    errors = [each for each in every if each.severity is Severity.ERROR]
    new = [each for each in errors if each not in known]
    telling.tell(new[:_FINDINGS])
    if len(new) > _FINDINGS:
        typer.echo(f"……另有 {len(new) - _FINDINGS} 处错误，用 check 查看全部。")
    if errors:
        blank = "没有数的地方印成空白" + ("，错误与上次相同" if not new else "")
        typer.echo(f"填报表：{telling.counted(every)}；照样试印，{blank}。")
    elif every:
        typer.echo(f"填报表：{telling.counted(every)}。")


def _open(report: Path) -> None:
    """Open a report in the system's own program; where there is none, say so and go on."""
    import subprocess

    try:
        if sys.platform == "win32":
            os.startfile(report)  # noqa: S606 - our own file
        else:
            program = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(  # noqa: S603 - the system's own opener, our own file
                [program, str(report)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError:
        typer.secho("没有能打开报告的程序；在文件夹里打开它。", fg=typer.colors.YELLOW)
