"""Find the pack a form belongs to: by its stamp, near the form, or among those shipped."""

from __future__ import annotations

import os
from pathlib import Path

from reportgen.findings import ReportgenError
from reportgen.packs.facts import is_year


def shipped() -> Path:
    """Return the folder that holds ``templates`` and ``inputs`` as shipped."""
    inside = Path(__file__).parent.parent / "shipped"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent


def find(year: str, form: Path) -> Path:
    """Return the pack of a year: ``templates/年度`` here, above the form, or as shipped.

    Raises ReportgenError (PK19) when there is none.
    """
    near = [Path(), *form.absolute().parents]
    for folder in (*near, shipped()):
        pack = folder / "templates" / year
        if os.path.isdir(pack):  # noqa: PTH112  a folder that may not be looked into has none
            return pack
    message = f"找不到 {year} 年度的格式包（templates/{year}）。"
    remedy = "用 -t 指明格式包文件夹。"
    raise ReportgenError("PK19", message, remedy)


def only_one(form: Path) -> Path:
    """Return the newest pack at hand, for a form that does not say which it belongs to."""
    near = [Path(), *form.absolute().parents, shipped()]
    inside = (pack for folder in near for pack in (folder / "templates").glob("[0-9]*"))
    packs = [pack for pack in inside if is_year(pack.name) and pack.is_dir()]
    if packs:
        return max(packs, key=lambda pack: pack.name)
    message = "找不到任何格式包（templates 文件夹）。"
    raise ReportgenError("PK19", message, "用 -t 指明格式包文件夹。")
