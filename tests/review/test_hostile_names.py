"""No name of a unit stops a review, whatever signs it is made of."""

from __future__ import annotations

import re

import pytest

from reportgen import pipeline
from reportgen.findings import Severity
from reportgen.review.names import agencies, halves, near, spellings
from tests.helpers.forms import example, typed, words
from tests.helpers.packs import shipped
from tests.helpers.papers import case

NAMES = [
    "C++镇", "+1镇", "a/b\\c:d镇", "[镇", "(镇", ")镇", "*乡", "\\镇", "?街道", "{2}镇", "^$镇", "(?P<镇", "|镇",
    "山" * 199 + "镇", "灰山港" * 66 + "乡", "😀😀镇", "\N{OBJECT REPLACEMENT CHARACTER}山镇",
    "C++局", "桃江县(财政局", "桃江县[*财政局",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fields", [("单位简称",), ("单位简称", "单位全称")])
def test_a_form_of_any_unit_is_judged_to_the_end(name: str, fields: tuple[str, ...]) -> None:
    """A name is letters to look for, never a pattern."""
    text = f"{name}人民政府认真履职，{name}{name}的工作得到加强。"
    cells = {**dict.fromkeys(fields, words(name)), "总体绩效情况": words(text)}
    checked = pipeline.check(typed(example(), **cells), shipped())
    assert checked.findings
    assert checked.printed is not None or any(
        each.severity is Severity.ERROR for each in checked.findings
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_of_a_name_can_be_made(name: str) -> None:
    for county in ("", "桃江县", "C++", "[("):
        patterns = [
            *spellings.of_town(name),
            *spellings.repeated(name, county),
            spellings.of_short_town(name, county),
            spellings.of_bureau(name, county),
        ]
        assert all(isinstance(each, re.Pattern) for each in patterns if each)
        near.town(name * 2, name, county)
        near.bureau(name * 2, name, county)


def test_a_name_written_twice_is_found_though_it_is_full_of_signs() -> None:
    read = case("C++镇C++镇认真履职。", agency="桃江县C++镇人民政府", pack=shipped())
    assert any(each.search("C++镇C++镇") for each in spellings.repeated("C++镇", ""))
    assert [each.search("CCC镇") for each in spellings.repeated("C++镇", "")] == [None] * 3
    assert isinstance([*halves.check(read), *agencies.check(read)], list)


def test_a_letter_that_is_another_is_found_beside_signs() -> None:
    patterns = spellings.of_town("C+港镇")
    assert any(each.fullmatch("C+岗镇") for each in patterns)
    assert not any(each.fullmatch("CC港镇") for each in patterns)


def test_a_stem_of_signs_on_the_list_of_units_is_looked_for_as_it_is() -> None:
    assert agencies._governed(("C++", "(甲")).pattern.startswith(r"(?:C\+\+|\(甲)")
