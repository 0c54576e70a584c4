"""RV66: a file that nothing shows to be a report: the wrong one may have been chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import whole
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.review.model import Case, Fault

CODE = "RV66"
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零九]\S{2}年")


def check(case: Case) -> Iterator[Fault]:
    """Yield one fault for a text without a title, a year, a heading or a word of the genre."""
    paper = case.paper
    blocks = (*paper.blocks, *paper.cells)
    if not blocks or any(block.level or block.mark for block in paper.blocks):
        return
    spoken = words("unlike")["文种"]["词"]
    for block in blocks:
        if _YEAR.search(block.text) or any(word in block.text for word in spoken):
            return
    yield notice(
        CODE,
        [whole(blocks[0])],
        "没有认出绩效评价报告的标题、年度和章节，可能选错了文件。",
        "核对选取的文件；确是报告的，补上标题、年度和各节标题。",
    )
