"""What several commands of ``reportgen pack`` are given in the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def folder(metavar: str = "格式包", told: str = "格式包文件夹。") -> Any:
    """Return an argument that names a pack; whether it is one is not judged by the command line."""
    return typer.Argument(metavar=metavar, help=told, readable=False)


def out(metavar: str, told: str) -> Any:
    """Return the option that says where to write."""
    return typer.Option("-o", "--out", metavar=metavar, help=told, readable=False)


PackFolder = Annotated[Path, folder()]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]
