"""``reportgen check``: findings only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import annotating, telling
from reportgen.findings import ReportgenError, has_errors

if TYPE_CHECKING:
    from reportgen.pipeline import Checked

ALL_BY = "check --json"
"""The command that tells every finding."""
Forms = Annotated[
    list[Path],
    typer.Argument(
        metavar="填报表", help="填好的填报表，可写多份；.xlsx，也可用 .xls、.et。", readable=False
    ),
]
# readable=False: that a file may not be read is said by the workbook's room, form by form.
PackFolder = Annotated[
    Path | None,
    typer.Option(
        "-t",
        "--template",
        metavar="格式包",
        help="格式包文件夹；不写时按填报表上的标记查找。",
        readable=False,
    ),
]


AnnotatedTo = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="批注件",
        help="另写一份批注过的填报表（文件名或文件夹）：有问题的格标色、加批注，"
        "并附问题清单；只用于 .xlsx。",
        readable=False,
    ),
]


def check(
    forms: Forms,
    pack: PackFolder = None,
    out: AnnotatedTo = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出，供其他程序读取。")] = False,
) -> None:
    """核对填报表，列出全部错误和提醒，不生成报告。

    退出码：0 没有错误，1 有错误，2 无法核对。
    """
    if as_json:
        results = [_as_data(form, pack, out) for form in forms]
        telling.print_json(results)
        raise typer.Exit(max(int(str(result["退出码"])) for result in results))
    raise typer.Exit(max(telling.one(_tell, form, pack, out) for form in forms))


def _tell(form: Path, pack: Path | None, out: Path | None) -> int:
    from reportgen import pipeline

    checked = pipeline.check_one(form, pack)
    telling.tell(checked.findings, ALL_BY)
    typer.echo(f"{form.name}：{what_was_checked(checked)}；{telling.counted(checked.findings)}。")
    if out is not None:
        annotating.say(_annotate(form, checked, out))
    return telling.ERRORS if has_errors(checked.findings) else telling.DONE


def _annotate(form: Path, checked: Checked, out: Path) -> Path:
    """Write the copy with the findings in it; its name is told."""
    from reportgen import outputs

    book = checked.book
    data = outputs.annotated(form.read_bytes(), book.file, checked.findings)
    return annotating.write(data, ".xlsx", out, form, annotating.receipt(checked.pack, book))


def _as_data(form: Path, pack: Path | None, out: Path | None) -> dict[str, object]:
    from reportgen import pipeline

    try:
        checked = pipeline.check_one(form, pack)
    except ReportgenError as broken:
        return telling.broken_as_data(form.name or str(form), broken)
    return {
        "填报表": form.name,
        "退出码": telling.ERRORS if has_errors(checked.findings) else telling.DONE,
        "问题清单": telling.as_data(checked.findings),
        **annotating.as_data(out, lambda place: _annotate(form, checked, place)),
    }


def what_was_checked(checked: Checked) -> str:
    """Say how much was looked at."""
    pack = checked.pack
    fields = sum(1 for name in pack.fields if name in checked.record)
    return (
        f"读取 {fields} 项填报内容并审读所填文字，核对 {len(pack.checks)} 项勾稽关系、"
        f"{len(pack.indicators)} 项评价指标"
    )
