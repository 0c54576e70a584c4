"""What sort of report a paper is: of a finished year, of a half, of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Paper

_LINES, _LONGEST, _FIRST = 8, 60, 3


def is_of_a_finished_year(paper: Paper) -> bool:
    """Tell whether nothing in the title says that the year may still be running."""
    titles = "".join(_titles(paper))
    opening = "".join(block.text for block in paper.blocks[:_FIRST])
    told = words("sequence")["sorts"]
    orders = any(word in opening for word in told["ordering"])
    return not orders and not any(word in titles for word in told["running"])


def is_of_a_project(paper: Paper) -> bool:
    """Tell whether a report is of one project, which may run over several years."""
    titles = "".join(_titles(paper))
    project = any(word in titles for word in words("sequence")["sorts"]["project"])
    return project and not any(word in titles for word in words("sequence")["sorts"]["whole"])


def _titles(paper: Paper) -> Iterator[str]:
    for block in paper.blocks[:_LINES]:
        if block.level in (1, 2) or len(block.text) > _LONGEST or block.text.endswith("。"):
            return
        yield block.text
