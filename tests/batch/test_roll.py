"""Who should have handed in a form, and who did."""

from __future__ import annotations

import pytest

from reportgen.batch import roll
from reportgen.findings import Severity, Where
from reportgen.outcomes import Outcome, State
from reportgen.packs.model import Listed

ROSTER = (
    Listed("灰山港镇", (), Where("名册.xlsx", "名单!A2")),
    Listed("鲊埠回族乡", ("鲊埠乡",), Where("名册.xlsx", "名单!A3")),
    Listed("修山镇", (), Where("名册.xlsx", "名单!A4")),
)


def handed_in(form: str, unit: str = "", full: str = "") -> Outcome:
    return Outcome(form, "", State.DONE if unit else State.UNREADABLE, unit, full)


@pytest.mark.parametrize(
    ("unit", "full"),
    [
        ("鲊埠回族乡", "桃江县鲊埠回族乡人民政府"),
        ("鲊埠乡", "桃江县鲊埠回族乡人民政府"),
        ("鲊埠 回族乡", ""),
    ],
)
def test_a_unit_is_known_by_any_of_its_names(unit, full):
    outcomes = [handed_in("一.xlsx", unit, full), handed_in("二.xlsx", "修山镇")]
    assert roll.missing(ROSTER, outcomes) == ("灰山港镇",)


def test_a_form_that_cannot_be_read_counts_for_the_unit_its_file_is_named_after():
    assert roll.missing(ROSTER, [handed_in("甲/灰山港镇.xlsx")]) == ("鲊埠回族乡", "修山镇")


def test_who_is_missing_and_who_is_unknown_is_said():
    outcomes = [handed_in("县/灰山镇.xlsx", "灰山镇"), handed_in("修山镇.xlsx", "修山镇")]
    absent = roll.missing(ROSTER, outcomes)
    found = roll.compare(ROSTER, outcomes, absent)
    assert [(each.code, each.severity, str(each.where), each.message) for each in found] == [
        ("BA14", Severity.ERROR, "灰山港镇", "名册中的“灰山港镇”没有报送填报表。"),
        ("BA14", Severity.ERROR, "鲊埠回族乡", "名册中的“鲊埠回族乡”没有报送填报表。"),
        ("BA13", Severity.NOTICE, "灰山镇.xlsx", "“灰山镇”不在名册中。"),
    ]


def test_without_a_roster_nobody_is_missing_or_unknown():
    outcomes = [handed_in("一.xlsx", "灰山镇")]
    assert roll.missing((), outcomes) == ()
    assert roll.compare((), outcomes, ()) == []
