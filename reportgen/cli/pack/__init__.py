"""``reportgen pack``: what the editor of a pack works with, one module a command."""

from __future__ import annotations

import typer

from reportgen.cli.pack import diff, fields, lint, new, show, trying

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="编制、检查、查看格式包。")
app.command("fields")(fields.fields)
app.command("new")(new.new)
app.command("lint")(lint.lint)
app.command("show")(show.show)
app.command("diff")(diff.diff)
app.command("try")(trying.try_)
