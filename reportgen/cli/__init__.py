"""The commands: thin, Chinese, and quick to start. The only room that knows typer."""

from __future__ import annotations

import io
from contextlib import nullcontext, redirect_stdout
from typing import Annotated

import typer

from reportgen import __version__
from reportgen.cli import batch, build, check, form, init, pack, review, rule
from reportgen.cli.chinese import UsageError, help_text, mistake
from reportgen.cli.telling import BROKEN_OFF, COULD_NOT_RUN, tell_broken, tell_stopped
from reportgen.findings import ReportgenError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)
app.command("build")(build.build)
app.command("check")(check.check)
app.command("batch")(batch.batch)
app.command("review")(review.review)
app.command("form")(form.form)
app.command("rule")(rule.rule)
app.command("init")(init.init)
app.add_typer(pack.app, name="pack")


def _version(wanted: bool) -> None:  # typer calls it so
    if wanted:
        typer.echo(f"reportgen {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")
    ] = False,
) -> None:
    """把填报表变成绩效评价报告，并逐格指出错误。"""


def run(arguments: list[str]) -> int:
    """Run one command; return the exit code.

    0 done, 1 errors found, 2 could not run, 3 a fault of the program, 130 broken off.
    """
    asked = not arguments or {"--help", "-h"} & set(arguments)
    heard = io.StringIO()
    try:
        with redirect_stdout(heard) if asked else nullcontext():
            result = app(arguments or ["--help"], prog_name="reportgen", standalone_mode=False)
    except ReportgenError as broken:
        tell_broken(broken)
        return COULD_NOT_RUN
    except UsageError as problem:
        typer.secho(f"命令写法不对：{mistake(problem)}。", fg=typer.colors.RED, err=True)
        command = getattr(getattr(problem, "ctx", None), "command_path", "reportgen")
        typer.echo(f"  办法：用 {command} --help 查看写法。", err=True)
        return COULD_NOT_RUN
    except (KeyboardInterrupt, typer.Abort) as stopped:
        return tell_stopped(*map(str, stopped.args))
    if result == BROKEN_OFF:  # typer heard Ctrl-C itself and says nothing
        return tell_stopped()
    typer.echo(help_text(heard.getvalue()), nl=False)
    return int(result or 0)
