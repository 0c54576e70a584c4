"""``reportgen batch``: every township of a folder, and the county's summary."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import telling
from reportgen.cli.check import PackFolder
from reportgen.cli.watching import Tally, is_done, watching
from reportgen.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.batch import Asked, Result
    from reportgen.outcomes import Outcome

FAULT, BROKEN_OFF = 3, 130

Inputs = Annotated[
    Path,
    typer.Argument(
        metavar="填报表文件夹", help="放各单位填报表的文件夹，可有子文件夹。", readable=False
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="文件夹",
        help="报告和汇总写到这里；不写时为 outputs 下的同名文件夹。",
        readable=False,
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", metavar="个数", help="同时处理几份；不写时按处理器个数。")
]
Roster = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="名册",
        help="应报单位名册（.xlsx）；不写时用格式包的名单。",
        readable=False,
    ),
]
LastYear = Annotated[
    Path | None,
    typer.Option(
        "--last-year",
        metavar="文件夹",
        help="上年的填报表，用来比较文字和数据。",
        readable=False,
    ),
]


def batch(
    inputs: Inputs,
    out: Out = None,
    pack: PackFolder = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="同时转成 PDF（需要 LibreOffice）。")] = False,
    jobs: Jobs = 0,
    roster: Roster = None,
    last_year: LastYear = None,
    everything: Annotated[
        bool, typer.Option("--all", help="全部重做；不写时只做新的、改过的。")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出，供其他程序读取。")] = False,
) -> None:
    """处理文件夹里的全部填报表：一个单位一份报告，另加全县汇总表。

    退出码：0 全部生成，1 有的没有生成或有未报单位，2 无法运行，3 出过程序故障，130 中途停止。
    """
    from reportgen.batch import Asked

    target = out or Path("outputs") / inputs.resolve().name
    asked = Asked(inputs, target, pack, roster, last_year, pdf, everything, jobs)
    raise typer.Exit(_run(asked, as_json=as_json))


def _run(asked: Asked, *, as_json: bool) -> int:
    from reportgen.batch.run import run

    tally = Tally()
    try:
        with watching(tally, as_json=as_json) as watch:
            result = run(asked, watch)
    except KeyboardInterrupt:
        typer.echo(f"已停止：{tally}。再运行一次，接着处理没有完成的。", err=True)
        return BROKEN_OFF
    if as_json:
        telling.print_json(_as_data(result))
    else:
        _tell(result)
    return _exit_code(result)


def _exit_code(result: Result) -> int:
    from reportgen.outcomes import State

    states = {outcome.state for outcome in result.outcomes}
    if State.BROKEN in states:
        return FAULT
    whole = states <= {State.DONE} and not has_errors(result.findings)
    return telling.DONE if whole else telling.ERRORS


def _tell(result: Result) -> None:
    from reportgen.workbook.legible import legible

    for outcome in result.outcomes:
        if not is_done(outcome):
            typer.secho(f"{legible(outcome.form)}：{outcome.state.value}", fg=typer.colors.RED)
            _first_findings(outcome)
    telling.tell(result.findings)
    typer.echo(f"{_counted(result.outcomes)}；其中 {result.skipped} 份没有变化，没有重做。")
    if result.listed:
        typer.echo(f"应报 {result.listed} 个单位，未报 {len(result.missing)} 个。")
    typer.secho(f"汇总  {result.summary}", fg=typer.colors.GREEN)


_MOST = 3
"""Findings told of each form; the rest stand in the summary."""


def _first_findings(outcome: Outcome) -> None:
    found = telling.errors_first(outcome.findings)
    for finding in found[:_MOST]:
        typer.echo(f"  {finding.where}  {finding.severity.value} {finding.code}  {finding.message}")
    if len(found) > _MOST:
        typer.echo(f"  ……另有 {len(found) - _MOST} 处，见汇总表。")


def _counted(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.state.value for outcome in outcomes)
    parts = "，".join(f"{state} {count} 份" for state, count in counts.items())
    return f"共 {len(outcomes)} 份填报表：{parts}" if parts else "没有可以处理的填报表"


def _as_data(result: Result) -> dict[str, object]:
    return {
        "汇总": str(result.summary),
        "没有重做": result.skipped,
        "应报": result.listed,
        "未报": list(result.missing),
        "问题清单": telling.as_data(result.findings),
        "填报表": [_one(outcome) for outcome in result.outcomes],
    }


def _one(outcome: Outcome) -> dict[str, object]:
    from reportgen.workbook.legible import legible

    score = outcome.score
    return {
        "填报表": legible(outcome.form, len(outcome.form) * 10),
        "单位": outcome.unit,
        "结果": outcome.state.value,
        "文件夹": outcome.folder,
        "文件": sorted(outcome.files),
        "得分": str(score.total) if score and score.total is not None else None,
        "等级": score.grade if score else "",
        "问题清单": telling.as_data(outcome.findings),
    }
