"""The labelled texts: what a good reviewer finds is found, and nothing else is flagged."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reportgen.papers.model import Span
from reportgen.review.model import error
from tests.helpers import judged, labelled
from tests.helpers.judged import Judgement
from tests.helpers.labelled import Passage

PASSAGES = labelled.read()
every_passage = pytest.mark.parametrize(
    "passage", PASSAGES, ids=[f"{each.file.stem}·{each.name}" for each in PASSAGES]
)


@cache
def _judged(number: int) -> Judgement:
    return judged.of(PASSAGES[number])


def result_of(passage: Passage) -> Judgement:
    return _judged(PASSAGES.index(passage))


@every_passage
def test_what_is_wrong_is_found(passage):
    """Every label that must be found is, and its message holds the words that prove it."""
    result = result_of(passage)
    assert [str(label) for label in result.missed] == []
    assert [f"{label}：{fault.message}" for label, fault in result.badly_told] == []


@every_passage
def test_what_is_right_is_not_flagged(passage):
    """No finding stands where no label allows one."""
    wrong = result_of(passage).wrong
    assert [f"{fault.code} {fault.spans[0].text} {fault.message}" for fault in wrong] == []


@every_passage
def test_the_arithmetic_of_the_labels_holds(passage):
    """Who labels a passage proves its figures; a label may be wrong too."""
    assert [each for each in passage.sums if not labelled.holds(each)] == []


@every_passage
def test_the_words_of_every_label_stand_in_its_text(passage):
    """A label about words that are not there would never be met, or never be broken."""
    paper = labelled.paper_of(passage)
    assert [str(x) for x in passage.labels if not judged.placed(x, passage, paper)] == []


def test_there_are_enough_passages_and_half_of_them_are_clean():
    """The issue asks for sixty short passages, half of them clean."""
    short = [each for each in PASSAGES if "文本" not in each.facts]
    assert len(short) >= 100
    assert sum(each.is_clean for each in short) * 2 >= len(short)


def test_every_kind_of_fault_is_tried_in_several_passages():
    """Each of the issue's eight kinds has its wrong passages and is not judged by one alone."""
    for kind in labelled.KINDS:
        told = [p for p in PASSAGES if any(kind == label.kind for label in p.wants(*labelled.MUST))]
        assert len(told) >= 5, kind


def test_no_two_passages_have_one_name():
    """A failing test is found by its passage's name."""
    names = [(each.file.name, each.name) for each in PASSAGES]
    assert len(names) == len(set(names))


def test_the_codes_of_the_kinds_are_the_codes_of_the_pages():
    """A new check of a text must say which kind of fault it finds."""
    pages = {path.stem for path in (labelled.ROOT / "reportgen" / "pages").glob("RV*.md")}
    known = set(re.findall(r"RV\d\d", " ".join(labelled.KINDS.values())))
    assert {code for code in pages if code < "RV61"} <= known


MADE_UP = """\
=== 样子
单位：清河县石塘镇人民政府
年度：2021
---
收入合计100.00万元，其中拨款90.00万元，其他8.00万元。
支出100.00万元。
---
A1 第1行 错误 句中合计 | 100.00万元 | 98.00
不报 前后矛盾 | 支出100.00万元
可报 格式·标点 | 拨款
核算 90+8 = 98.00
"""


def made_up(tmp_path) -> Passage:
    (tmp_path / "样子.标注").write_text(MADE_UP, encoding="utf-8")
    [passage] = labelled.read(tmp_path)
    return passage


def weighed(tmp_path, *told: tuple[str, str, int, str]) -> Judgement:
    """Judge made-up faults: code, words, line, message; all are 错误."""
    passage = made_up(tmp_path)
    paper = labelled.paper_of(passage)
    faults = []
    for code, words, line, message in told:
        block = paper.blocks[line - 1]
        start = block.text.index(words)
        faults.append(error(code, [Span(block, start, start + len(words))], message, "核对。"))
    return judged.judge(passage, faults, paper)


def test_a_label_is_read_with_its_name_line_words_and_proof(tmp_path):
    """A person who adds a passage sees at once whether it was understood."""
    passage = made_up(tmp_path)
    [asked] = passage.wants("错误")
    assert str(asked) == "A1 错误 第1行 句中合计 | 100.00万元"
    assert (asked.told, passage.sums) == (("98.00",), ("90+8 = 98.00",))


def test_a_fault_of_the_kind_at_the_words_is_found(tmp_path):
    """The place may be any words that overlap those of the label."""
    result = weighed(tmp_path, ("RV01", "合计100.00", 1, "相加为98.00万元"))
    assert (len(result.found), result.missed, result.wrong) == (1, (), ())
    assert result.badly_told == ()


def test_the_same_words_on_another_line_are_not_the_place(tmp_path):
    """A label with a line means that line."""
    result = weighed(tmp_path, ("RV01", "100.00", 2, "相加为98.00万元"))
    assert (len(result.missed), len(result.wrong)) == (1, 1)


def test_a_fault_without_its_proof_is_told_badly(tmp_path):
    """It counts as found, and the test of its passage says what is wanting."""
    result = weighed(tmp_path, ("RV01", "100.00", 1, "不等"))
    assert [label.name for label, _ in result.badly_told] == ["A1"]


def test_a_fault_of_another_kind_or_of_what_may_not_be_flagged_is_wrong(tmp_path):
    """不报 says so even where a looser label would allow it; 可报 is no finding and no miss."""
    result = weighed(
        tmp_path, ("RV08", "100.00", 2, ""), ("RV41", "拨款", 1, ""), ("RV46", "拨款", 1, "")
    )
    assert [fault.code for fault in result.wrong] == ["RV08", "RV41"]


@pytest.mark.parametrize(
    ("line", "is_so"),
    [
        ("21.87/9248.84*100 = 0.24", True),
        ("21.87/9248.84*100 = 0.26", False),
        ("(3.30-3.10)/3.10*100 = 6.45", True),
        ("0.125*1 = 0.13", True),
        ("6007.44-39.5 = 5967.94", True),
    ],
)
def test_a_proof_is_recomputed_to_its_last_printed_digit(line, is_so):
    """Halves are rounded up, as in the reports."""
    assert labelled.holds(line) is is_so
