"""Word tables with merged heads and no name in their rows: the fixed forms of final accounts."""

from __future__ import annotations

from itertools import chain

import docx as word
import pytest

from reportgen import papers
from reportgen.review import case
from reportgen.review.tables import rates, sums
from tests.helpers.papers import found
from tests.helpers.word import saved

RIGHT = (
    *("38.50", "0.00", "26.00", "0.00", "26.00", "12.50"),
    *("31.27", "0.00", "22.20", "0.00", "22.20", "9.07"),
)


def faults(values: tuple[str, ...]) -> list[tuple[str, str, str]]:
    made = word.Document()
    made.add_paragraph("一般公共预算财政拨款“三公”经费支出决算表（单位：万元）")
    table = made.add_table(rows=4, cols=12)
    for at, name in ((0, "预算数"), (6, "决算数")):
        table.cell(0, at).merge(table.cell(0, at + 5)).text = name
        for place, title in ((0, "合计"), (1, "因公出国（境）费"), (5, "公务接待费")):
            table.cell(1, at + place).merge(table.cell(2, at + place)).text = title
        table.cell(1, at + 2).merge(table.cell(1, at + 4)).text = "公务用车购置及运行维护费"
        for place, title in enumerate(("小计", "公务用车购置费", "公务用车运行维护费"), at + 2):
            table.cell(2, place).text = title
    for place, value in enumerate(values):
        table.cell(3, place).text = value
    read = case.read(papers.from_docx(saved(made), "报告.docx"))
    return found(chain.from_iterable(each.check(read) for each in (sums, rates)))


def test_the_right_table_says_nothing() -> None:
    assert faults(RIGHT) == []


@pytest.mark.parametrize(
    ("at", "wrong", "place"),
    [
        (0, "38.80", "38.80"),
        (4, "28.00", "26.00"),
        (8, "22.50", "22.50"),
        (11, "9.70", "31.27"),
    ],
)
def test_one_wrong_number_is_one_error(at: int, wrong: str, place: str) -> None:
    values = (*RIGHT[:at], wrong, *RIGHT[at + 1 :])
    assert faults(values) == [("RV05", "错误", place)]
