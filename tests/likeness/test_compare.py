"""Copied text is found however lightly it was changed, and nothing else is called copied."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from rapidfuzz import fuzz

from reportgen import likeness
from reportgen.likeness import bare
from reportgen.outcomes.model import Outcome, Passage, State
from tests.helpers import phrases
from tests.likeness.labelled import COPIED, OWN

ONE, OTHER = COPIED["word for word"][0], COPIED["figures changed"][0]
MINE = OWN["reworded"][1]


def count(text: str) -> int:
    """Count what anybody would count: letters and digits."""
    return sum(map(str.isalnum, text))


def form(unit: str, *texts: str, file: str = "") -> Outcome:
    """Return the outcome of a form with some paragraphs."""
    passages = tuple(Passage(f"绩效文字!B{5 + at}", 1, text) for at, text in enumerate(texts))
    name = f"某县{unit}人民政府"
    path = file or f"{unit}.xlsx"
    return Outcome(path, "", State.DONE, unit=unit, full_name=name, passages=passages)


def two(first: Sequence[str], second: Sequence[str]) -> likeness.Likeness:
    return likeness.compare([form("石桥镇", *first), form("清溪乡", *second)])


@pytest.mark.parametrize("case", COPIED)
def test_a_copy_is_found(case: str) -> None:
    first, second = COPIED[case]
    found = two([first], [second])
    assert [copy.unit for group in found.groups for copy in group.copies] == ["石桥镇", "清溪乡"]
    share = found.shares["石桥镇.xlsx"]
    assert share.elsewhere == share.total > 0
    assert share.last_year is None


@pytest.mark.parametrize("case", OWN)
def test_what_is_a_clerks_own_is_not_called_copied(case: str) -> None:
    first, second = OWN[case]
    found = two([first], [second])
    assert found.groups == ()
    assert found.shares["清溪乡.xlsx"].elsewhere == 0


def test_each_copy_tells_its_two_places_and_how_much_it_is() -> None:
    (group,) = two([MINE, ONE], [ONE]).groups
    assert group == likeness.Group(
        (
            likeness.Copy("石桥镇.xlsx", "石桥镇", "绩效文字!B6", 1, ONE, count(ONE)),
            likeness.Copy("清溪乡.xlsx", "清溪乡", "绩效文字!B5", 1, ONE, count(ONE)),
        ),
        units=2,
        exact=True,
    )


def test_the_share_counts_long_paragraphs_without_blanks_and_punctuation() -> None:
    shares = two([ONE, OTHER, "总体良好。"], [ONE]).shares
    assert shares["石桥镇.xlsx"] == likeness.Share(count(ONE + OTHER), count(ONE), None)
    assert shares["清溪乡.xlsx"] == likeness.Share(count(ONE), count(ONE), None)


def test_of_a_longer_paragraph_only_the_sentences_that_were_copied_count() -> None:
    short, long = COPIED["pasted into a longer one"]
    found = two([short], [long])
    assert [copy.copied for copy in found.groups[0].copies] == [count(short)] * 2
    assert not found.groups[0].exact
    assert found.shares["清溪乡.xlsx"] == likeness.Share(count(long), count(short), None)


def test_a_paragraph_twice_in_one_form_is_not_copied_from_anyone() -> None:
    found = two([ONE, ONE], [MINE])
    assert found.groups == ()
    assert found.shares["石桥镇.xlsx"].elsewhere == 0


def test_two_forms_of_one_unit_do_not_copy_from_each_other() -> None:
    found = likeness.compare([form("石桥镇", ONE), form("石桥镇", ONE, file="石桥镇（改）.xlsx")])
    assert found.groups == ()


def test_a_units_own_last_year_counts_and_another_units_does_not() -> None:
    now = [form("石桥镇", ONE), form("清溪乡", OTHER)]
    before = [
        form("石桥镇", ONE, file="旧/石桥镇.xlsx"),
        form("白云镇", OTHER, file="旧/白云镇.xlsx"),
    ]
    found = likeness.compare(now, before)
    (group,) = found.groups
    assert [(copy.form, copy.earlier) for copy in group.copies] == [
        ("石桥镇.xlsx", False),
        ("旧/石桥镇.xlsx", True),
    ]
    assert group.units == 1
    assert found.shares == {
        "石桥镇.xlsx": likeness.Share(count(ONE), 0, count(ONE)),
        "清溪乡.xlsx": likeness.Share(count(OTHER), 0, None),
    }


def test_a_unit_that_copied_nothing_of_its_last_year_has_none_copied() -> None:
    found = likeness.compare([form("石桥镇", ONE)], [form("石桥 镇", OTHER, file="旧/石桥镇.xlsx")])
    assert found.shares == {"石桥镇.xlsx": likeness.Share(count(ONE), 0, 0)}


@pytest.mark.parametrize(
    "printed", [ONE, f"填报说明：按下列文字修改。\n{ONE}", ONE.replace("凡支出", "支出")]
)
def test_what_the_pack_prints_is_nobodys(printed: str) -> None:
    forms = [form("石桥镇", ONE, MINE), form("清溪乡", ONE)]
    found = likeness.compare(forms, known={printed})
    assert found.groups == ()
    assert found.shares["清溪乡.xlsx"] == likeness.Share(0, 0, None)
    assert found.shares["石桥镇.xlsx"].total > 0


def test_set_phrases_of_a_whole_county_are_one_group() -> None:
    chance = Random(1)
    forms = [
        form(f"{first}{second}镇", ONE, phrases.paragraph(chance, 120))
        for first in "东南西北上下大小长高"
        for second in "溪河江湖塘洲坪冲坳岭"
    ]
    (group,) = likeness.compare(forms).groups
    assert group.units == len(group.copies) == 100
    assert group.exact


def test_a_family_of_copies_each_changed_a_little_is_one_group() -> None:
    chance = Random(2)
    source = phrases.paragraph(chance, 200)
    words = [phrases.thing(chance) for _ in range(100)]
    forms = [
        form(f"第{at}镇", _changed(source, word, chance), phrases.paragraph(chance, 200))
        for at, word in enumerate(words)
    ]
    groups = likeness.compare(forms).groups
    assert len(groups) == 1
    assert groups[0].units == 100
    assert not groups[0].exact


def _changed(text: str, word: str, chance: Random) -> str:
    """Put a word in place of as many characters somewhere in a text."""
    at = chance.randrange(len(text) - len(word))
    return text[:at] + word + text[at + len(word) :]


def test_the_groups_with_most_copied_come_first() -> None:
    long = ONE + OTHER
    groups = two([MINE, long], [MINE, long]).groups
    assert [group.copies[0].text for group in groups] == [long, MINE]


def test_light_edits_in_a_crowd_are_found_nearly_always() -> None:
    """Each family is a paragraph and its copy with single characters changed all over."""
    chance = Random(3)
    first, second, wanted = [], [], 0
    for _ in range(300):
        source = phrases.paragraph(chance, chance.choice((40, 60, 90, 150, 250, 400)))
        edited = _edited(source, chance)
        if fuzz.ratio(*(bare.letters(text).replace("。", "") for text in (source, edited))) >= 92:
            first.append(source)
            second.append(edited)
            wanted += 1
    groups = two(first, second).groups
    found = {copy.spot for group in groups for copy in group.copies if copy.unit == "石桥镇"}
    assert wanted > 250
    assert len(found) >= 0.99 * wanted


def _edited(text: str, chance: Random) -> str:
    """Put another character in place of one in twenty."""
    for _ in range(max(1, len(text) // 20)):
        text = _changed(text, phrases.thing(chance)[0], chance)
    return text


def test_nothing_to_compare_gives_nothing() -> None:
    assert likeness.compare([]) == likeness.Likeness()
    assert likeness.compare([form("石桥镇")]).shares == {"石桥镇.xlsx": likeness.Share(0, 0, None)}


def test_a_broken_character_in_a_paragraph_breaks_nothing() -> None:
    assert len(two([ONE + "\ud800"], [ONE + "\ud800"]).groups) == 1


def test_the_order_of_the_forms_changes_no_share() -> None:
    forms = [form(f"第{at}镇", first, second) for at, (first, second) in enumerate(COPIED.values())]
    forms += [form(f"又{at}镇", second) for at, (_, second) in enumerate(COPIED.values())]
    there = likeness.compare(forms)
    back = likeness.compare(forms[::-1])
    assert there.shares == back.shares
    assert {frozenset(each.copies) for each in there.groups} == {
        frozenset(each.copies) for each in back.groups
    }
    assert likeness.compare(iter(forms)) == there
