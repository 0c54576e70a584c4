"""A record says again exactly what was kept, or counts for nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.findings import Where, error, notice
from reportgen.outcomes import (
    Amount,
    Line,
    MadeBy,
    Outcome,
    Passage,
    Score,
    State,
    from_json,
    key,
    of_units,
    to_json,
)

MADE_BY = MadeBy("0.1.0", "a1b2c3")
WHERE = Where("灰山港镇.xlsx", "收入支出!D15")
WHOLE = Outcome(
    form="桃江县/灰山港镇.xlsx",
    sha256="0" * 64,
    state=State.ERRORS,
    unit="灰山港镇",
    full_name="桃江县灰山港镇人民政府",
    findings=(
        error("CK01", WHERE, "相差 -22.05万元。", "核对。", [Where("rules.xlsx", "勾稽!A5")]),
        notice("RV14", WHERE, "样本过小。", "扩大样本。"),
    ),
    score=Score(
        Decimal("92.68"),
        None,
        "优秀",
        (Line("控制率", "在职人员控制率", Decimal(5), Decimal("5.00")),),
    ),
    figures={"支出合计": Amount(Decimal("9246.84"), "万元", 2, "收入支出!E14")},
    passages=(Passage("单位概况!B66", 2, "贯彻落实上级决策部署，\t统筹推进。"),),
    folder="桃江县/灰山港镇",
    files={"灰山港镇.docx": "1" * 64},
)


def test_an_outcome_comes_back_as_it_was():
    assert from_json(to_json(WHOLE, MADE_BY)) == (WHOLE, MADE_BY)


def test_an_outcome_of_nothing_comes_back_as_it_was():
    nothing = Outcome("坏.xlsx", "", State.UNREADABLE)
    assert from_json(to_json(nothing, MADE_BY)) == (nothing, MADE_BY)


def test_the_same_outcome_gives_the_same_bytes():
    assert to_json(WHOLE, MADE_BY) == to_json(WHOLE, MADE_BY)


@given(st.text(), st.text(st.characters(codec=None)))
def test_any_text_comes_back(unit, text):
    outcome = Outcome("表.xlsx", "", State.DONE, unit, passages=(Passage("甲!A1", 1, text),))
    assert from_json(to_json(outcome, MADE_BY)) == (outcome, MADE_BY)


@pytest.mark.parametrize("at", [0, 20, 90, 200, -5])
def test_a_record_with_one_byte_changed_counts_for_nothing(at):
    data = bytearray(to_json(WHOLE, MADE_BY))
    data[at] ^= 1
    assert from_json(bytes(data)) is None


@pytest.mark.parametrize("length", [0, 1, 60, 80, 300])
def test_a_record_cut_off_counts_for_nothing(length):
    assert from_json(to_json(WHOLE, MADE_BY)[:length]) is None


@pytest.mark.parametrize("data", [b"{}", b"[]", b"\xff\xfe", b'{"a": 1,\n"b": 2}', b"[" * 100_000])
def test_another_file_counts_for_nothing(data):
    assert from_json(data) is None


def test_units_are_told_by_their_full_names_without_blanks_and_widths():
    same = [
        Outcome("甲.xlsx", "1", State.DONE, "城关镇", "桃江县城关镇人民政府"),
        Outcome("乙.xlsx", "2", State.DONE, "城关镇", "桃江县城关镇 人民政府"),
    ]
    other = Outcome("丙.xlsx", "3", State.DONE, "城关镇", "安化县城关镇人民政府")
    nameless = Outcome("丁.xlsx", "4", State.UNREADABLE)
    assert list(of_units([*same, other, nameless]).values()) == [same, [other]]
    assert key(Outcome("戊.xlsx", "5", State.DONE, "修山镇")) == "修山镇"
