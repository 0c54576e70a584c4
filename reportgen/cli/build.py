"""``reportgen build``: the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import telling
from reportgen.cli.check import ALL_BY, Forms, PackFolder, what_was_checked
from reportgen.findings import ReportgenError, has_errors

if TYPE_CHECKING:
    from reportgen.outputs import WrittenSet
    from reportgen.pdf import Pdf
    from reportgen.pipeline import Checked

Outputs = Annotated[
    Path,
    typer.Option(
        "-o", "--out", metavar="文件夹", help="报告写到这里，按年度分文件夹。", readable=False
    ),
]


def build(
    forms: Forms,
    pack: PackFolder = None,
    out: Outputs = Path("outputs"),
    pdf: Annotated[bool, typer.Option("--pdf", help="同时转成 PDF（需要 LibreOffice）。")] = False,
    in_draft: Annotated[
        bool, typer.Option("--draft", help="有错误也打印，加“草稿”水印并列出错误。")
    ] = False,
) -> None:
    """核对填报表；没有错误就生成报告。

    退出码：0 已生成，1 有错误（未生成，或只生成草稿），2 无法运行。
    """
    raise typer.Exit(max(telling.one(_build, form, pack, out, pdf, in_draft) for form in forms))


def _build(form: Path, pack: Path | None, out: Path, pdf: bool, in_draft: bool) -> int:
    from reportgen import pipeline

    built = pipeline.build_one(form, pack, in_draft=in_draft)
    checked = built.checked
    folder = out / str(checked.pack.year)
    telling.tell(checked.findings, ALL_BY)
    if built.docx is None:
        telling.tell(pipeline.left_over(built, folder))
        typer.echo(
            f"{form.name}：{what_was_checked(checked)}；{telling.counted(checked.findings)}。"
            "报告没有生成；改正错误后再运行一次，或加 --draft 先看草稿。"
        )
        return telling.ERRORS
    made = _pdf(built.docx, built.name) if pdf else None
    written, told = pipeline.write(built, folder, made)
    telling.tell(told)
    _say(form, checked, written)
    return telling.ERRORS if in_draft and has_errors(checked.findings) else telling.DONE


def _pdf(docx: bytes, stem: str) -> Pdf | None:
    """Return the PDF; where it cannot be made the report is still written, and the reason told."""
    from reportgen import pdf

    try:
        made = pdf.convert(docx, stem)
    except ReportgenError as broken:
        typer.secho(f"没有生成 PDF  {broken.code}", fg=typer.colors.YELLOW)
        typer.echo(f"  {broken.message}\n  办法：{broken.remedy}")
        return None
    telling.tell(made.findings)
    return made


def _say(form: Path, checked: Checked, written: WrittenSet) -> None:
    for file in written.files:
        word = "没有变化" if file.same else "已更新" if file.replaced else "已生成"
        typer.secho(f"{word}  {file.path}", fg=typer.colors.GREEN)
    typer.echo(f"来源记录  {written.receipt}")
    scores = checked.scores
    graded = f"，评价等级“{scores.grade}”" if scores.grade else ""
    total = "" if scores.total is None else f"综合得分 {scores.total:.2f} 分{graded}。"
    typer.echo(
        f"{form.name}：{what_was_checked(checked)}；{telling.counted(checked.findings)}。{total}"
    )
