"""Forms are written to their folder, and never over one that somebody may have filled in."""

from __future__ import annotations

from pathlib import Path

import typer

from reportgen.findings import ReportgenError

_TAKEN = "FM05"


def held_back(target: Path, content: bytes) -> bool:
    """Write a form unless something stands in its place; tell whether something does."""
    try:
        write(target, content)
    except ReportgenError as taken:
        if taken.code != _TAKEN:
            raise
        typer.secho(f"没有发出  {taken.code}", fg=typer.colors.RED)
        typer.echo(f"  {taken.message}\n  办法：{taken.remedy}")
        return True
    return False


def write(target: Path, content: bytes) -> None:
    """Write a form. Raises ReportgenError FM05 where something else stands in its place."""
    from reportgen import outputs

    _require_free(target, content)
    outputs.write(target, content)
    typer.secho(f"已生成  {target}", fg=typer.colors.GREEN)


def _require_free(target: Path, content: bytes) -> None:
    """Refuse to write over a form that somebody may have filled in, or over a folder."""
    if target.is_dir():
        message = f"“{target}”是一个文件夹，填报表不能用这个名字。"
        raise ReportgenError(_TAKEN, message, "换一个文件夹（-o），或给那个文件夹改名。")
    if target.exists() and not _holds(target, content):
        message = f"“{target}”已经存在，可能有人填过，没有覆盖。"
        raise ReportgenError(_TAKEN, message, "换一个文件夹（-o），或先移走原来的文件。")


def _holds(target: Path, content: bytes) -> bool:
    """Tell whether a file holds these very bytes; one that cannot be read does not."""
    try:
        return target.read_bytes() == content
    except OSError:
        return False
