"""What was read off a printed page is not held to its single marks."""

from __future__ import annotations

from dataclasses import replace

from reportgen.review import OF_LETTERS, case, run
from reportgen.review.model import Case
from tests.helpers.papers import paper

TEXT = """
一、概况
2020年，我镇支出合计30.00万元,其中基本支出10.00万元，项目支出21.00万元
"""


def codes(is_exact: bool) -> set[str]:
    read: Case = case.read(replace(paper(TEXT), is_exact=is_exact))
    return {fault.code for fault in run(read)}


def test_marks_are_checked_only_where_the_words_are_those_of_the_file() -> None:
    assert codes(is_exact=True) & OF_LETTERS == {"RV46", "RV48"}
    assert codes(is_exact=False) & OF_LETTERS == set()
    assert "RV01" in codes(is_exact=True) & codes(is_exact=False)
