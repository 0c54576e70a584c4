"""Changes told with a number, against figures that stand in a table."""

from __future__ import annotations

import pytest

from reportgen.review.claims.directions import check
from tests.helpers.papers import case, found
from tests.review.test_statements import SANGONG


def test_the_size_is_denied_by_the_table() -> None:
    (fault,) = check(case(f"公务接待费较上年增长5.26%。\n{SANGONG}"))
    assert (fault.code, fault.severity.value) == ("RV03", "错误")
    assert [span.text for span in fault.spans] == ["较上年增长5.26%", "34", "32"]
    assert fault.message == (
        "文中说“较上年增长5.26%”，而2020年“公务接待费”决算数为34万元，"
        "2019年“公务接待费”决算数为32万元，上升6.25%。"
    )
    assert fault.remedy == "核对这两个数和这句话，改正写错的一处。"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("公务接待费较上年下降6.25%。", "RV10"),
        ("“三公”经费较上年减少2万元。", "RV10"),
        ("“三公”经费比上年增加3万元，同比增长5.26%。", "RV03"),
        ("“三公”经费较预算减少26.4万元。", "RV03"),
        ("公务接待费同比增长62.5%。", "RV03"),
    ],
)
def test_the_table_denies_it(said: str, code: str) -> None:
    assert [each[0] for each in found(check(case(f"{said}\n{SANGONG}")))] == [code]


@pytest.mark.parametrize(
    "said",
    [
        "公务接待费较上年增长6.25%。",
        "公务接待费较上年增长约6%。",
        "“三公”经费比上年增加2万元，同比增长5.26%。",
        "“三公”经费较预算减少16.4万元，下降29.08%。",
        "“三公”经费42万元，比上年的38万元增加3万元。",
        "接待批次较上年下降5%。",
        "会议费较上年下降5%。",
    ],
)
def test_what_the_table_bears_out_or_does_not_tell_is_left(said: str) -> None:
    assert found(check(case(f"{said}\n{SANGONG}"))) == []


TOTAL = "2020年度整体支出决算9246.84万元。"


def test_how_far_two_rates_are_apart_is_told_in_percent() -> None:
    text = "2019年群众满意度90%。\n2020年群众满意度95%。\n2020年群众满意度较上年提高3%。"
    (fault,) = check(case(text))
    assert fault.message == (
        "文中说“较上年提高3%”，而2020年“群众满意度”为95%，2019年“群众满意度”为90%，相差5%。"
    )


def test_a_comparison_that_prints_the_old_figure() -> None:
    said = "整体支出同比增长9.58%；较年初预算3278.90万元减少5967.94万元。"
    (fault,) = check(case(f"{TOTAL}\n{said}"))
    assert (fault.code, fault.severity.value) == ("RV10", "错误")
    assert [span.text for span in fault.spans] == [
        "较年初预算3278.90万元减少5967.94万元",
        "9246.84万元",
        "3278.90万元",
    ]
    assert fault.message == (
        "文中说“较年初预算3278.90万元减少5967.94万元”，而2020年“整体支出”决算数为9246.84万元，"
        "2020年“整体支出”年初预算数为3278.90万元，是上升182.01%。"
    )


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("整体支出较年初预算3278.90万元增加5967.94万元", []),
        ("整体支出较年初预算3278.90万元增加5967.95万元", []),
        ("整体支出较年初预算3278.90万元增加5976.94万元", ["RV03"]),
        ("整体支出较上年8438.53万元增长9.58%", []),
        ("整体支出较上年8438.53万元增长95.8%", ["RV03"]),
        ("整体支出较上年约8438.53万元下降9.58%", []),
        ("其中项目支出较上年800万元减少100万元", []),
    ],
)
def test_the_old_figure_stands_in_the_clause(said: str, codes: list[str]) -> None:
    assert [each[0] for each in found(check(case(f"{TOTAL}\n{said}。")))] == codes
