"""How a batch ended: what failed in short, for the summary has it all; or everything as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from reportgen.cli import telling
from reportgen.cli.watching import is_done
from reportgen.workbook.legible import legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.batch import Result
    from reportgen.findings import Finding
    from reportgen.outcomes import Outcome

_FORMS, _FINDINGS, _NAMES = 20, 3, 20
"""Failed forms told, findings told of each, units named; the rest stand in the summary."""


def tell(result: Result) -> None:
    """Print what failed, what there is to say of the folder, the counts, and the summary."""
    see = "，见汇总表" if result.summary else ""
    failed = [each for each in result.outcomes if not is_done(each)]
    for outcome in failed[:_FORMS]:
        typer.secho(f"{legible(outcome.form)}：{outcome.state.value}", fg=typer.colors.RED)
        _first_findings(outcome, see)
    if len(failed) > _FORMS:
        typer.echo(f"……另有 {len(failed) - _FORMS} 份没有生成报告{see}。")
    told = [_short(each) for each in result.findings if each.code != "BA14"]
    telling.tell(told)
    typer.echo(_counted(result))
    if result.listed:
        typer.echo(f"应报 {result.listed} 个单位，未报 {_missing(result.missing)}。")
    if result.summary:
        typer.secho(f"汇总  {result.summary}", fg=typer.colors.GREEN)
    else:
        typer.secho("汇总表没有写成。", fg=typer.colors.RED)


def _first_findings(outcome: Outcome, see: str) -> None:
    found = [_short(each) for each in telling.errors_first(outcome.findings)]
    for each in found[:_FINDINGS]:
        typer.echo(f"  {each.where}  {each.severity.value} {each.code}  {each.message}")
    if len(found) > _FINDINGS:
        typer.echo(f"  ……另有 {len(found) - _FINDINGS} 处{see}。")


def _short(finding: Finding) -> Finding:
    """Cut a name that is longer than anyone reads."""
    where = finding.where
    return replace(finding, where=replace(where, file=legible(where.file, _LONGEST)))


_LONGEST = 120
"""Characters shown of a place, which may be a path."""


def _missing(names: Sequence[str]) -> str:
    """Return how many units handed in nothing, and the first of them by name."""
    if not names:
        return "0 个"
    first = "、".join(legible(name) for name in names[:_NAMES])
    return f"{len(names)} 个：{first}{'等' if len(names) > _NAMES else ''}"


def _counted(result: Result) -> str:
    if not result.outcomes:
        return "没有可以处理的填报表。"
    counts = Counter(outcome.state.value for outcome in result.outcomes)
    parts = "，".join(f"{state} {count} 份" for state, count in counts.items())
    same = f"；其中 {result.skipped} 份没有变化，没有重做" if result.skipped else ""
    return f"共 {len(result.outcomes)} 份填报表：{parts}{same}。"


def as_data(result: Result) -> dict[str, object]:
    """Return all of a batch as plain data, nothing cut."""
    return {
        "汇总": str(result.summary) if result.summary else None,
        "没有重做": result.skipped,
        "应报": result.listed,
        "未报": list(result.missing),
        "问题清单": telling.as_data(result.findings),
        "填报表": [_one(outcome) for outcome in result.outcomes],
    }


def _one(outcome: Outcome) -> dict[str, object]:
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
