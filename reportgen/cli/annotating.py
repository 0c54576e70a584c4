"""Where a copy with the findings in it goes, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from reportgen import __version__
from reportgen.findings import ReportgenError, as_text

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.packs.model import Pack


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


def write(
    data: bytes, ending: str, out: Path, source: Path, made_of: tuple[str, Pack | None]
) -> Path:
    """Write a copy and its receipt; an older copy that a person has edited is left alone.

    ``made_of`` is the sha256 of the source and the pack it was judged by.
    """
    from reportgen import outputs

    sha256, pack = made_of
    folder, stem = place(out, source, ending)
    receipt = outputs.Receipt(
        version=__version__,
        pack_year=str(pack.year) if pack else "",
        pack_name=pack.name if pack else "",
        pack_fingerprint=pack.fingerprint if pack else "",
        form_file=source.name,
        form_sha256=sha256,
    )
    written = outputs.write_set(folder, stem, {ending: data}, receipt)
    for each in outputs.notices(written):
        typer.echo(as_text(each), err=True)
    return written.files[0].path


def say(path: Path) -> None:
    """Name the copy that was written."""
    typer.secho(f"批注件  {path}", fg=typer.colors.GREEN)
