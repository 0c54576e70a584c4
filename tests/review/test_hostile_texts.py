"""No text stops a review: long, empty, broken or made to hurt."""

import pytest

from reportgen import review
from reportgen.findings import ReportgenError
from reportgen.papers import from_text
from reportgen.review import case as cases
from reportgen.review.counts.marks import points
from reportgen.review.model import error, notice
from reportgen.review.once import once
from reportgen.review.roundtrip.compare import compare, fold
from reportgen.review.roundtrip.tokens import HOLE, masked
from tests.helpers import hostile
from tests.helpers.papers import case, found, paper

AGENCY = "桃江县灰山港镇人民政府"
LENGTH = 60
LINES = "收入10.5万元。\n支出9.5万元。"

every_shape = pytest.mark.parametrize("shape", hostile.SHAPES)


def reviewed(read):
    return review.run(cases.read(read, None, AGENCY, 2020))


@every_shape
def test_no_report_stops_the_review(shape):
    """A report with an odd text in it is read and reviewed, and told a bounded number of things."""
    faults = reviewed(from_text(hostile.text(shape, LENGTH), hostile.FILE))
    assert len(faults) <= 8 * (review.MOST + 1)


@every_shape
def test_no_typed_text_stops_the_review(shape):
    """What a clerk typed into a cell of the form is reviewed, whatever it is."""
    reviewed(hostile.typed(hostile.SHAPES[shape](LENGTH)))


@every_shape
def test_no_text_stops_the_comparison(shape):
    """A report is laid beside the one its form gives, whatever it holds."""
    odd = from_text(hostile.text(shape, 20), hostile.FILE)
    good = paper(LINES)
    compare(odd, good, [])
    compare(good, odd, [])
    compare(odd, odd, [])


@pytest.mark.parametrize("shape", ["一长串数字", "一长串小数", "长数表", "一二三四", "控制字符"])
def test_endless_numbers(shape):
    """Ten thousand digits are no number, in a sentence, a table or in Chinese."""
    reviewed(from_text(hostile.text(shape, 10_000), hostile.FILE))


@pytest.mark.parametrize("read", [hostile.blank(0), hostile.blank(30), hostile.only_tables(30)])
def test_papers_without_words(read):
    """A report without paragraphs, of empty ones, or of tables only is reviewed."""
    reviewed(read)
    compare(read, paper(LINES), [])
    compare(paper(LINES), read, [])


def test_a_table_of_three_thousand_rows():
    """A long table is added up like a short one."""
    reviewed(from_text(hostile.text("高表", 3000), hostile.FILE))


def test_blank_files_are_refused():
    """A text without a word is no report."""
    with pytest.raises(ReportgenError) as problem:
        from_text(" \n\t\n", hostile.FILE)
    assert problem.value.code == "RD08"


def test_more_digits_than_anyone_counts_are_no_quantity():
    """Fifteen digits are a number, sixteen are not; eight decimals are, nine are not."""
    told = case("收入123456789012345元、1234567890123456元、0.12345678万元、0.123456789万元。")
    numbers = [each.text for line in told.quantities for each in line]
    assert numbers == ["123456789012345元", "0.12345678万元"]


def test_the_year_nought_is_not_in_the_calendar():
    """0000年 has no days."""
    faults = review.run(case("0000年1月1日开展自评。", is_report=False))
    assert [f.message for f in faults if f.code == "RV18"] == [
        "日历上没有“0000年1月1日”这一天（月）。"
    ]


def test_the_sign_for_a_number_may_stand_in_a_report():
    """A character of the private area is taken for a blank: no number is lost or made."""
    [block] = paper(f"收入{HOLE}10.5万元{HOLE}。").blocks
    assert masked(block).words == f"收入{HOLE}。"
    assert [token.text for token in masked(block).tokens] == ["10.5万元"]


def test_a_report_of_tables_only_is_another_report():
    """The finding stands at the first cell where there is no paragraph."""
    [fault] = compare(hostile.only_tables(2), paper(LINES), [])
    assert (fault.code, fault.spans[0].text) == ("RV64", "项目")


def test_an_added_or_missing_figure_hides_no_error():
    """Only a figure that was changed explains what the checks find at its place."""
    [block, _] = paper(LINES).blocks
    from reportgen.papers.model import whole

    wrong = error("RV01", [whole(block)], "合计不符。", "改正。")
    for code, kept in (("RV61", 1), ("RV62", 2), ("RV63", 2)):
        make = error if code == "RV61" else notice
        assert len(fold([make(code, [whole(block)], "数不同。", "核对。"), wrong])) == kept


def test_many_faults_of_a_kind_are_counted():
    """The first are listed, the rest is one finding with its number, at its first place."""
    lines = "\n".join(f"我镇于2021年13月{day}日开会。" for day in range(1, 61))
    faults = [fault for fault in review.run(case(lines)) if fault.code == "RV18"]
    assert len(faults) == review.MOST + 1
    assert faults[-1].message == "这一类问题还有20处，没有逐一列出。"
    assert faults[-1].remedy == "改正已列出的各处后，重新审读。"
    assert faults[-1].spans[0].text == "2021年13月41日"
    assert len(faults[-1].spans) == 20


def test_as_many_faults_as_may_be_are_all_listed():
    """Forty of a kind are forty findings."""
    lines = "\n".join(f"我镇于2021年13月{day}日开会。" for day in range(1, review.MOST + 1))
    faults = [fault for fault in review.run(case(lines)) if fault.code == "RV18"]
    assert [f.message for f in faults if "还有" in f.message] == []
    assert len(faults) == review.MOST


def test_many_lone_marks_of_a_paragraph_are_one_finding():
    """Four brackets without a partner are one notice, three are three."""
    for many, expected in ((3, 3), (4, 1)):
        faults = review.run(case("支出" + "甲（" * many + "乙。", is_report=False))
        assert len([fault for fault in faults if fault.code == "RV49"]) == expected
    [fault] = [fault for fault in faults if fault.code == "RV49"]
    assert fault.message == "括号不成对：“支出甲（甲（甲（甲（乙。”等4处的“（”没有后一半。"


def test_a_fault_said_twice_keeps_each_place_once():
    """Places are told apart by where they are, in the order they were met."""
    from reportgen.papers.model import Span

    [block, other] = paper(LINES).blocks
    here, there = Span(block, 0, 2), Span(other, 0, 2)
    [fault] = once(
        [error("RV13", [here], "同。", "改。"), error("RV13", [there, here], "同。", "改。")]
    )
    assert fault.spans == (here, there)


def test_the_clause_before_a_mark_is_short():
    """What stands far before a mark is not read again at each of the marks."""
    [block] = paper("有3个问题：①甲；②乙；③丙。").blocks
    assert [point.number for point in points(block)] == [1, 2, 3]
    assert found(review.run(case("有3个问题：①甲；②乙；③丙。", is_report=False))) == []
