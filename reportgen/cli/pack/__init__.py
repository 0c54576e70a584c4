"""``reportgen pack``: what the editor of a pack works with, one module a command."""

from __future__ import annotations

import typer

from reportgen.cli.pack import lint, show

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="编制、检查、查看格式包。")
app.command("lint")(lint.lint)
app.command("show")(show.show)
