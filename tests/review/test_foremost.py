"""One wrong number is one finding, told by the check that explains it best."""

from __future__ import annotations

import pytest

from reportgen.papers.model import Block, Span
from reportgen.review.foremost import foremost
from reportgen.review.model import as_finding, error, notice
from tests.helpers.papers import paper

[LINE] = paper("整体支出9264.84万元，占比8.58%，基本支出8116.90万元。").blocks
[GRID] = paper("""
    | 项目 | 决算 |
    | 甲 | 1 |
    | 乙 | 1 |
    | 丙 | 1 |
    | 丁 | 1 |
    | 戊 | 1 |
    | 己 | 1 |
    | 合计 | 7 |
""").grids


def span(words: str, block: Block = LINE) -> Span:
    at = block.text.index(words)
    return Span(block, at, at + len(words))


def codes(*faults: tuple[str, str, str]) -> list[str]:
    made = [error(code, [span(place)], message, "核对。") for code, place, message in faults]
    return [fault.code for fault in foremost(made)]


@pytest.mark.parametrize(("best", "other"), [("RV21", "RV24"), ("RV13", "RV52"), ("RV03", "RV03")])
def test_at_one_number_the_better_one_stays(best: str, other: str) -> None:
    assert codes((other, "8.58%", "其一"), (best, "8.58%", "其二")) == [best]


def test_two_wrong_numbers_are_two_faults() -> None:
    assert codes(("RV21", "8.58%", ""), ("RV24", "8116.90", "")) == ["RV21", "RV24"]
    assert codes(("RV01", "8.58%", ""), ("RV46", "8.58%", "")) == ["RV01", "RV46"]
    assert codes(("RV01", "9264.84", "甲"), ("RV01", "9264.84", "乙")) == ["RV01", "RV01"]


def test_another_value_is_left_out_only_where_the_sum_gives_the_same() -> None:
    other = error("RV08", [span("9264.84"), span("8116.90")], "前后不一致。", "核对。")
    fits = error("RV01", [span("9264.84")], "相加为8116.90万元。", "核对。")
    differs = error("RV01", [span("9264.84")], "相加为1.00万元。", "核对。")
    [kept] = foremost([other, fits])
    assert (kept.code, [each.text for each in kept.spans]) == ("RV01", ["9264.84", "8116.90"])
    assert len(foremost([other, differs])) == 2


def test_a_wrong_unit_explains_all_that_rests_on_its_number() -> None:
    unit = error("RV04", [span("9264.84")], "单位不一致。", "核对。")
    share = error("RV02", [span("8.58%"), span("9264.84")], "比例不符。", "核对。")
    assert [fault.code for fault in foremost([share, unit])] == ["RV04"]


def test_a_notice_does_not_stand_for_an_error() -> None:
    doubt = notice("RV13", [span("8.58%")], "", "核对。")
    wrong = error("RV52", [span("8.58%")], "", "核对。")
    assert foremost([doubt, wrong]) == [doubt, wrong]


def test_many_cells_of_one_column_are_one_place() -> None:
    cells = [Span(row[1], 0, 1) for row in GRID.rows]
    many = as_finding(error("RV05", [cells[7], *cells[1:7]], "", ""))
    few = as_finding(error("RV05", [cells[7], *cells[2:7]], "", ""))
    assert [place.spot for place in many.related] == ["第2—7行第2列"]
    assert len(few.related) == 5
