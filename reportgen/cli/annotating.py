"""Where a copy with the findings in it goes, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from reportgen import __version__
from reportgen.cli import telling
from reportgen.findings import ReportgenError, as_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportgen.outputs import Receipt
    from reportgen.packs.model import Pack
    from reportgen.workbook.cells import Book


def place(out: Path, source: Path, ending: str) -> tuple[Path, str]:
    """Return the folder and the stem of a copy; ``out`` is its own name, or a folder.

    Raises ReportgenError OU11 when the copy would be of another kind or stand over its source.
    """
    from reportgen import outputs

    if out.suffix.lower() in (".docx", ".xlsx", ".doc", ".xls", ".pdf", ".txt"):
        if out.suffix.lower() != ending:
            message = f"批注件只能写成 {ending} 文件，写不成“{out.name}”。"
            raise ReportgenError("OU11", message, f"把文件名改成以 {ending} 结尾，再运行一次。")
        if out.resolve() == source.resolve():
            message = f"批注件与原文件同名：“{out.name}”。"
            raise ReportgenError("OU11", message, "换一个文件名，或只写文件夹。")
        return out.parent, out.stem
    return out, outputs.annotated_stem(source.stem)


def write(data: bytes, ending: str, out: Path, source: Path, receipt: Receipt) -> Path:
    """Write a copy and its receipt; an older copy that a person has edited is left alone."""
    from reportgen import outputs

    folder, stem = place(out, source, ending)
    written = outputs.write_set(folder, stem, {ending: data}, receipt)
    for each in outputs.notices(written):
        typer.echo(as_text(each), err=True)
    return written.files[0].path


def receipt(
    pack: Pack | None, form: Book | None, original: tuple[str, str] | None = None
) -> Receipt:
    """Return what a copy was made of: the pack it was judged by, the form, the report."""
    from reportgen import outputs

    return outputs.Receipt(
        version=__version__,
        pack_year=str(pack.year) if pack else "",
        pack_name=pack.name if pack else "",
        pack_fingerprint=pack.fingerprint if pack else "",
        form_file=form.file if form else "",
        form_sha256=form.sha256 if form else "",
        original=original,
    )


def say(path: Path) -> None:
    """Name the copy that was written, and the receipt beside it."""
    from reportgen.outputs import receipt as receipts

    typer.secho(f"批注件  {path}", fg=typer.colors.GREEN)
    typer.echo(f"来源记录  {receipts.of(path)}")


def as_data(out: Path | None, annotate: Callable[[Path], Path]) -> dict[str, object]:
    """Return where the copy stands, or why there is none; the findings are told all the same."""
    if out is None:
        return {}
    try:
        return {"批注件": str(annotate(out))}
    except ReportgenError as broken:
        why = {"编号": broken.code, "问题": broken.message, "办法": broken.remedy}
        return {"退出码": telling.COULD_NOT_RUN, "没有批注": why}
