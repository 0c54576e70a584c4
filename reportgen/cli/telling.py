"""How findings and failures are told: on the screen, or as JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from reportgen.findings import ReportgenError, Severity, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportgen.findings import Finding

DONE, ERRORS, COULD_NOT_RUN, FAULT, BROKEN_OFF = 0, 1, 2, 3, 130
MOST_NOTICES = 30
"""More are not read on a screen, and would push the errors off it."""
COLOURS = {Severity.ERROR: typer.colors.RED, Severity.NOTICE: typer.colors.YELLOW}


def tell(findings: Iterable[Finding], everything: str = "") -> None:
    """Print all errors and at most MOST_NOTICES 提醒; ``everything`` is a command for the rest."""
    ordered = errors_first(findings)
    errors = sum(finding.severity is Severity.ERROR for finding in ordered)
    for finding in ordered[: errors + MOST_NOTICES]:
        first, _, rest = as_text(finding).partition("\n")
        typer.secho(first, fg=COLOURS[finding.severity])
        typer.echo(rest)
    left = len(ordered) - errors - MOST_NOTICES
    if left > 0:
        how = f"，用 {everything} 查看全部" if everything else ""
        typer.echo(f"……另有 {left} 处提醒{how}。")


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with errors before notices, otherwise in their own order."""
    return sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)


def counted(findings: Sequence[Finding]) -> str:
    """Return how many errors and notices there are, in words."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    notices = len(findings) - errors
    if errors:
        return f"{errors} 处错误" + (f"、{notices} 处提醒" if notices else "")
    return f"没有错误，{notices} 处提醒" if notices else "没有错误"


def tell_broken(broken: ReportgenError) -> None:
    """Print why a command could not run, and what to do."""
    typer.secho(f"无法运行  {broken.code}", fg=typer.colors.RED, err=True)
    typer.echo(f"  {broken.message}", err=True)
    typer.echo(f"  办法：{broken.remedy}", err=True)


def tell_stopped(what: str = "", then: str = "再运行一次，接着处理没有完成的。") -> int:
    """Print that a person broke off, how far it came, and what then; a closed terminal is deaf."""
    with suppress(OSError):
        said = f"：{what}" if what else ""
        typer.echo(f"已停止{said}。{then}", err=True)
    return BROKEN_OFF


def as_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings as plain data, errors first."""
    return [as_json(finding) for finding in errors_first(findings)]


def print_json(data: object) -> None:
    """Print JSON and nothing else."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def broken_as_data(file: str, broken: ReportgenError) -> dict[str, object]:
    """Return one form's failure in the same shape as its findings."""
    return {"填报表": file, **not_run(broken, file)}


def not_run(broken: ReportgenError, file: str = "") -> dict[str, object]:
    """Return why a command could not run, in the shape of its findings."""
    found = {
        "编号": broken.code,
        "级别": Severity.ERROR.value,
        "文件": file,
        "位置": "",
        "问题": broken.message,
        "办法": broken.remedy,
        "另见": [],
    }
    return {"退出码": COULD_NOT_RUN, "问题清单": [found]}


def one(work: Callable[..., int], *arguments: object) -> int:
    """Do one form's work; one that cannot be read does not stop the others."""
    try:
        return work(*arguments)
    except ReportgenError as broken:
        tell_broken(broken)
        return COULD_NOT_RUN
