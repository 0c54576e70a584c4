"""How the commands of ``pack`` ask for a folder: they take it as it is, not behind an option."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.packs import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def named(how: str = "写格式包的文件夹") -> Iterator[None]:
    """Say ``how`` a pack is named to the command that is run, where a folder is no pack (PK01)."""
    try:
        yield
    except ReportgenError as problem:
        if problem.code != "PK01":
            raise
        remedy = f"{how}，其中应有 {'、'.join(FILES)}。"
        raise ReportgenError(problem.code, problem.message, remedy) from None
