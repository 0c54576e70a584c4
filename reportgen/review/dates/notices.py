"""RV15: the notice that a report answers to, and its year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.papers.model import Span
from reportgen.review.model import notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.passages.model import Sentence
    from reportgen.review.model import Fault

CODE = "RV15"
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?")
_NOTICE = re.compile(
    r"《(?P<title>[^》]*(?:自评|评价)[^》]*通知[^》]*)》\s*[（(][^（）()]*?[〔\[【](?P<year>\d{4})[〕\]】]"
)


def faults(sentence: Sentence, year: int) -> Iterator[Fault]:
    """Yield a notice for a notice of evaluation that is of another year, or issued in another."""
    for found in _NOTICE.finditer(sentence.text):
        own = _ANY_YEAR.search(found["title"])
        start = sentence.start
        if own and int(own[1]) != year:
            at = start + found.start("title")
            span = Span(sentence.block, at + own.start(1), at + own.end(1))
            message = f"所依据的通知“{found['title']}”是{own[1]}年度的，报告的是{year}年度。"
            yield notice(CODE, [span], message, "核对依据的通知，换成报告年度的通知或改正年份。")
        elif not year <= int(found["year"]) <= year + 1:
            span = Span(sentence.block, start + found.start("year"), start + found.end("year"))
            message = (
                f"所依据的绩效评价通知是{found['year']}年发文的，与报告的{year}年度不相称"
                f"（{year}年度的通知一般在{year}年或{year + 1}年发文）。"
            )
            yield notice(CODE, [span], message, "核对发文字号中的年份。")
