"""A table read by the shape of another gives what it gives when it is read alone."""

from __future__ import annotations

import pytest

from reportgen.review.tables import shapes
from reportgen.review.tables.reading import Sheet, read
from tests.helpers.papers import paper

FIRST = """
表1　收支情况（单位：万元）
| 序号 | 项目 | 2020年预算 | 2020年决算 | 备注 |
| 1 | 公务接待费 | 50.4 | 34 | 已公开 |
| 2 | 公务用车费 | 6 | 6 | 无变化 |
| 3 | 合计 | 56.4 | 40 |  |
"""
CHANGES = {
    "numbers": ("50.4", "61.25"),
    "a unit in a cell": ("| 34 |", "| 34元 |"),
    "a year for a number": ("| 34 |", "| 2020 |"),
    "words beside": ("已公开", "尚未公开"),
    "a label": ("公务接待费", "其中：会议费"),
    "a serial number": ("| 2 |", "| 201 |"),
    "a blank": ("| 34 |", "| — |"),
    "a sum among the words": ("无变化", "小计"),
    "a head": ("2020年预算", "2019年决算"),
}


def told(sheet: Sheet) -> tuple[object, ...]:
    heads = [(each.heads, each._replace(heads=())) for each in sheet.columns]
    return sheet.grid, sheet.name, sheet.heads, heads, sheet.lines, dict(sheet.numbers)


@pytest.mark.parametrize("change", CHANGES)
def test_a_table_is_read_the_same_after_another_of_its_shape(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = paper(FIRST.replace(*CHANGES[change])).grids[0]
    monkeypatch.setattr(shapes, "_shapes", {})
    alone = [told(each) for each in read(grid, 2020)]
    monkeypatch.setattr(shapes, "_shapes", {})
    read(paper(FIRST).grids[0], 2020)
    again = paper(FIRST.replace(*CHANGES[change])).grids[0]
    assert [told(each) for each in read(again, 2020)] == alone
