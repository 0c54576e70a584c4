"""What a form's record keeps for comparing says the same as the form's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen import likeness
from reportgen.likeness import marks
from reportgen.likeness.sketches import KEY_SHIFT, keys
from reportgen.outcomes.model import Outcome, Passage, State
from tests.likeness.labelled import COPIED, OWN


def form(unit: str, at: int) -> Outcome:
    texts = [pair[at] for pair in (*COPIED.values(), *OWN.values())]
    passages = tuple(Passage(f"绩效文字!B{row}", 1, text) for row, text in enumerate(texts, 5))
    return Outcome(f"{unit}.xlsx", "", State.DONE, unit, f"某县{unit}人民政府", passages=passages)


FORMS = (form("石桥镇", 0), form("清溪乡", 1))


def test_kept_marks_are_those_made_anew():
    for each in FORMS:
        kept = replace(each, marks=likeness.marked(each))
        assert list(marks.of(kept)) == list(marks.made(each)) != []


def test_forms_with_kept_marks_compare_as_those_without():
    kept = [replace(each, marks=likeness.marked(each)) for each in FORMS]
    assert likeness.compare(kept) == likeness.compare(FORMS)
    assert likeness.compare(FORMS).groups


@pytest.mark.parametrize("spoilt", ["0 AAAA", "1 ", "1 AAAA", "1 不", "1 AAAAAAAAAAA="])
def test_marks_of_another_making_are_made_anew(spoilt: str):
    kept = replace(FORMS[0], marks=spoilt)
    assert list(marks.of(kept)) == list(marks.made(FORMS[0]))


def test_a_key_leaves_room_for_a_kind():
    for each in keys(COPIED["word for word"][0]):
        assert 0 < each < 1 << 64
        assert not each & ((1 << KEY_SHIFT) - 1)


def test_words_are_kept_of_the_first_of_many_only():
    text = COPIED["word for word"][0]
    many = [
        Outcome(f"{at}.xlsx", "", State.DONE, f"{at}", passages=(Passage("A!B1", 1, text),))
        for at in range(likeness.SHOWN + 5)
    ]
    (group,) = likeness.compare(iter(many)).groups
    assert [copy.text for copy in group.copies] == [text] * likeness.SHOWN + [""] * 5
    assert {copy.spot for copy in group.copies} == {"A!B1"}
