"""The page of every code: what it does, why, a wrong and a right example, and its source."""

from __future__ import annotations

import unicodedata
from importlib import resources

from reportgen.findings import ReportgenError


def page(code: str) -> str:
    """Return a code's page; ``ck01`` and full-width letters will do.

    Raises ReportgenError OU07, with the nearest codes, when there is no such code.
    """
    wanted = unicodedata.normalize("NFKC", code).strip().upper()
    known = codes()
    if wanted not in known:
        raise _unknown(code.strip(), _near(wanted, known))
    return _pages().joinpath(f"{wanted}.md").read_text("utf-8")


def title(code: str) -> str:
    """Return the heading of a code's page, without the code."""
    return page(code).partition("\n")[0].removeprefix("# ").partition(" ")[2]


def codes() -> list[str]:
    """Return every code that has a page, in order."""
    names = (entry.name for entry in _pages().iterdir())
    return sorted(name.removesuffix(".md") for name in names if name.endswith(".md"))


def _pages() -> resources.abc.Traversable:
    return resources.files("reportgen").joinpath("pages")


def _near(wanted: str, known: list[str]) -> list[str]:
    """A number without its zero, a slip of a key, else codes of the same room: at most five."""
    import difflib

    padded = [code for code in known if code == f"{wanted[:2]}{wanted[2:].zfill(2)}"]
    alike = difflib.get_close_matches(wanted, known, n=5, cutoff=0.7)
    alike = list(dict.fromkeys((*padded, *alike)))[:5]
    return alike or [code for code in known if code[:2] == wanted[:2]][:5] or known[:5]


def _unknown(code: str, near: list[str]) -> ReportgenError:
    return ReportgenError(
        "OU07",
        f"没有编号“{code}”；相近的有{'、'.join(near)}。",
        "照问题清单里的编号再输入一次，如 reportgen rule CK01。",
    )
