"""``reportgen review``: read any finished report over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import annotating, telling
from reportgen.findings import ReportgenError, as_json, as_text, has_errors

if TYPE_CHECKING:
    from reportgen.pipeline.reviewing import Reviewed

Report = Annotated[
    Path,
    typer.Argument(
        metavar="报告",
        help="写好的报告：.docx，也可用 .txt、.pdf（有文字的）、.doc、.wps（需要 LibreOffice）。",
        readable=False,
    ),
]
Form = Annotated[
    Path | None,
    typer.Option(
        "--form",
        metavar="填报表",
        help="报告所依据的填报表：逐个核对报告中的数，指出手工改过的地方。",
        readable=False,
    ),
]
PackFolder = Annotated[
    Path | None,
    typer.Option(
        "-t",
        "--template",
        metavar="格式包",
        help="格式包文件夹；不写时用填报表的格式包，没有填报表的按报告的年度查找。",
        readable=False,
    ),
]
Commented = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="批注件",
        help="另写一份加了批注的报告（.docx 文件名或文件夹）；只用于 .docx、.doc。",
        readable=False,
    ),
]


def review(
    report: Report,
    form: Form = None,
    pack: PackFolder = None,
    out: Commented = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出，供其他程序读取。")] = False,
) -> None:
    """审读写好的报告，按报告的顺序列出错误和提醒。

    退出码：0 没有错误，1 有错误，2 无法审读。
    """
    if as_json:
        result = _as_data(report, form, pack, out)
        telling.print_json(result)
        raise typer.Exit(int(str(result["退出码"])))
    raise typer.Exit(_tell(report, form, pack, out))


def _tell(report: Path, form: Path | None, pack: Path | None, out: Path | None) -> int:
    from reportgen.pipeline.reviewing import review_one

    reviewed = review_one(report, pack, form)
    for finding in reviewed.findings:
        first, _, rest = as_text(finding).partition("\n")
        typer.secho(first, fg=telling.COLOURS[finding.severity])
        typer.echo(rest)
    typer.echo(f"{report.name}：{_what_was_read(reviewed)}；{telling.counted(reviewed.findings)}。")
    if out is not None:
        annotating.say(_annotate(report, reviewed, out))
    return telling.ERRORS if has_errors(reviewed.findings) else telling.DONE


def _what_was_read(reviewed: Reviewed) -> str:
    paper, pack = reviewed.paper, reviewed.pack
    rules = (
        f"按格式包“{pack.name}”（{pack.year} 年度）核对"
        if pack
        else "没有这一年度的格式包，评分规则和同县单位的名称没有核对"
    )
    return f"审读 {len(paper.blocks)} 段、{len(paper.grids)} 张表，{rules}"


def _annotate(report: Path, reviewed: Reviewed, out: Path) -> Path:
    """Write the copy with a comment at each finding; its name is told."""
    from reportgen import outputs

    if reviewed.source is None:
        message = f"“{report.name}”不是 Word 文件，不能加批注。"
        raise ReportgenError("OU12", message, "去掉 -o，按列出的位置核对；或把报告另存为 .docx。")
    data = outputs.commented(reviewed.source, report.name, reviewed.faults)
    original = (report.name, reviewed.sha256)
    receipt = annotating.receipt(reviewed.pack, reviewed.form, original)
    return annotating.write(data, ".docx", out, report, receipt)


def _as_data(
    report: Path, form: Path | None, pack: Path | None, out: Path | None
) -> dict[str, object]:
    from reportgen.pipeline.reviewing import review_one

    try:
        reviewed = review_one(report, pack, form)
    except ReportgenError as broken:
        failed = telling.broken_as_data(report.name or str(report), broken)
        return {"报告": failed.pop("填报表"), **failed}
    return {
        "报告": report.name,
        "退出码": telling.ERRORS if has_errors(reviewed.findings) else telling.DONE,
        "问题清单": [as_json(finding) for finding in reviewed.findings],
        **annotating.as_data(out, lambda place: _annotate(report, reviewed, place)),
    }
