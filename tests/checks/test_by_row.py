"""Agreements between a list's columns: checked in every row, told at the row's own cells."""

import pytest

from reportgen.findings import as_text
from tests.helpers.listed import added, checked


def told(done, *codes):
    """Findings of these codes, without what a form without a mark says."""
    return [f for f in done.findings if f.code in codes]


def places(done, *codes):
    return [(f.code, f.where.spot, f.message) for f in told(done, *codes)]


CODES = ("CK00", "CK01", "CK02", "CK03", "CK04", "CK05", "CK06")


def test_rows_that_agree_say_nothing(tmp_path):
    assert places(checked(tmp_path, {}), *CODES) == []


def test_every_failing_row_is_told_with_its_name_and_its_cells(tmp_path):
    done = checked(tmp_path, {"项目!C3": 11, "项目!C4": 22})
    assert [as_text(f) for f in told(done, "CK03")] == [
        "填报表.xlsx 项目!C3  错误 CK03\n"
        "  项目支出“扶贫”：决算为 11.00万元，超过预算的 10.00万元，超出 1.00万元。\n"
        "  办法：核对决算与预算，改正填错的一格。\n"
        "  另见：项目!B3、rules.xlsx 勾稽!A2",
        "填报表.xlsx 项目!C4  错误 CK03\n"
        "  项目支出“基建”：决算为 22.00万元，超过预算的 20.00万元，超出 2.00万元。\n"
        "  办法：核对决算与预算，改正填错的一格。\n"
        "  另见：项目!B4、rules.xlsx 勾稽!A2",
    ]


def test_a_row_may_be_held_against_a_figure_of_its_own(tmp_path):
    done = checked(tmp_path, {"概况!B2": 15})
    assert [as_text(f) for f in told(done, "CK03")] == [
        "填报表.xlsx 项目!B4  提醒 CK03\n"
        "  项目支出“基建”：预算为 20.00万元，超过限额的 15.00万元，超出 5.00万元。"
        "超过限额的要报批。\n"
        "  办法：核对预算与限额；如数字无误，请在文字中说明原因。\n"
        "  另见：概况!B2、rules.xlsx 勾稽!A3"
    ]


def test_a_reason_is_asked_for_in_the_rows_that_lost_points(tmp_path):
    """Two rows belong to 基建, so the row is told by its number too."""
    done = checked(tmp_path, {"绩效!E5": None})
    assert [as_text(f) for f in told(done, "CK05")] == [
        "填报表.xlsx 绩效!E5  错误 CK05\n"
        "  项目绩效第3行“基建”：“偏差原因”没有填写，而扣分为 1.00分。\n"
        "  办法：填写“偏差原因”，写明原因。\n"
        "  另见：绩效!D5、绩效!B5、绩效!C5、rules.xlsx 勾稽!A4"
    ]


def test_a_reason_that_is_always_asked_for_is_asked_in_every_row(tmp_path):
    more = "| 文字必填 | 项目绩效.偏差原因 | | | 提醒 | |"
    done = checked(tmp_path, {}, 勾稽=added("勾稽", more))
    assert places(done, "CK05") == [
        ("CK05", "绩效!E4", "项目绩效“扶贫”：“偏差原因”没有填写。"),
    ]


def test_days_are_compared_row_by_row(tmp_path):
    done = checked(tmp_path, {"项目!H4": "2020-2-1"})
    assert places(done, "CK06") == [
        ("CK06", "项目!G4", "项目支出“基建”：开始是2020年3月1日，晚于结束的2020年2月1日。")
    ]


def test_rows_that_belong_to_a_row_are_summed_for_it_alone(tmp_path):
    """合计(项目绩效.分值) of 扶贫 is 30, of 基建 50 + 20."""
    more = "| 合计相等 | 项目支出.满分 | 合计(项目绩效.分值) | | 错误 | |"
    tables = {"勾稽": added("勾稽", more)}
    assert places(checked(tmp_path / "well", {}, **tables), *CODES) == []
    done = checked(tmp_path / "amiss", {"绩效!B5": 25, "绩效!C5": 24}, **tables)
    assert [as_text(f) for f in told(done, *CODES)] == [
        "填报表.xlsx 项目!I4  错误 CK01\n"
        "  项目支出“基建”：满分为 70.00分，但分项相加为 75.00分，相差 -5.00分。\n"
        "  办法：核对项目绩效各行的分值与满分，改正填错的一格。\n"
        "  另见：绩效!A3、rules.xlsx 勾稽!A6"
    ]


def test_the_finding_stands_at_the_row_even_when_the_left_side_is_another_list(tmp_path):
    more = "| 不超过 | 合计(项目绩效.分值) | 项目支出.满分 | | 提醒 | |"
    done = checked(tmp_path, {"项目!I3": 29}, 勾稽=added("勾稽", more))
    (found,) = told(done, "CK03")
    assert (found.where.spot, [each.spot for each in found.related]) == (
        "项目!I3",
        ["绩效!A3", "勾稽!A6"],
    )


def test_a_slip_within_the_row_is_offered_as_a_reading(tmp_path):
    more = "| 相等 | 项目支出.预算 | 项目支出.决算 + 项目支出.结余 | | 错误 | |"
    typed = {"项目!B3": 1243.5, "项目!C3": 1200, "项目!J3": 34.5, "概况!B2": 9999}
    done = checked(tmp_path, typed, 勾稽=added("勾稽", more))
    assert [f.remedy for f in told(done, "CK02")] == [
        "核对预算与决算、结余，改正填错的一格。几种可能：一是结余为 43.50万元"
        "（只是相邻两位数字对调）；二是预算为 1234.50万元（只是相邻两位数字对调）。"
    ]


def test_a_figure_of_the_same_short_name_is_told_apart(tmp_path):
    """决算 of the row and a figure of the unit that is called 决算 too."""
    more = "| 不超过 | 项目支出.决算 | 决算 | | 提醒 | |"
    calculations = added("计算", "| 决算 | 合计 | 限额 | 万元 | 2 |")
    done = checked(
        tmp_path, {"概况!B2": 14, "项目!B4": 14}, 计算=calculations, 勾稽=added("勾稽", more)
    )
    assert places(done, "CK03") == [
        (
            "CK03",
            "项目!C4",
            "项目支出“基建”：决算为 15.00万元，超过预算的 14.00万元，超出 1.00万元。",
        ),
        (
            "CK03",
            "项目!C4",
            "项目支出“基建”：本行决算为 15.00万元，超过决算的 14.00万元，超出 1.00万元。",
        ),
    ]


def test_a_blank_cell_is_told_once_with_the_cells_of_its_rows(tmp_path):
    """One notice for a column, not one for every row; the other rows are checked all the same."""
    done = checked(tmp_path, {"项目!C3": None, "项目!C4": None})
    assert [as_text(f) for f in told(done, "CK00")] == [
        "填报表.xlsx 项目!C3  提醒 CK00\n"
        "  没有读出“项目支出.决算”（2 行），1 项勾稽未能核对：“项目支出.决算”。\n"
        "  办法：补填或改正“项目支出.决算”，再核对一次。\n"
        "  另见：项目!C4、rules.xlsx 勾稽!A2"
    ]


def test_of_many_blank_cells_the_first_six_are_named(tmp_path):
    rows = {f"项目!{c}{r}": v for r in range(5, 15) for c, v in (("A", f"项目甲{r}"), ("B", 1))}
    (found,) = (f for f in told(checked(tmp_path, rows), "CK00") if "决算" in f.message)
    assert found.message.startswith("没有读出“项目支出.决算”（10 行），")
    cells = [found.where.spot, *(where.spot for where in found.related)]
    assert cells == [*(f"项目!C{row}" for row in range(5, 11)), "勾稽!A2"]


def test_a_blank_row_does_not_keep_the_others_from_being_checked(tmp_path):
    done = checked(tmp_path, {"项目!C3": None, "项目!C4": 21})
    assert [f.where.spot for f in told(done, "CK00", "CK03")] == ["项目!C4", "项目!C3"]


def test_a_missing_day_is_told_at_its_cell(tmp_path):
    done = checked(tmp_path, {"项目!H3": None})
    assert places(done, "CK00") == [
        ("CK00", "项目!H3", "没有读出“项目支出.结束”（1 行），1 项勾稽未能核对：“项目支出.开始”。")
    ]


def test_what_a_row_computes_is_traced_to_the_cell_that_is_missing(tmp_path):
    """扣分 is computed of 得分: without it, it is 得分 that must be typed."""
    done = checked(tmp_path, {"绩效!C5": None})
    assert ("CK00", "绩效!C5") in [(f.code, f.where.spot) for f in done.findings]


def test_a_rate_over_nothing_is_told_at_the_computed_cell(tmp_path):
    more = "| 不超过 | 项目支出.执行率 | 平均执行率 | | 提醒 | |"
    done = checked(tmp_path, {"项目!B4": 0, "项目!C4": 0}, 勾稽=added("勾稽", more))
    assert [as_text(f) for f in told(done, "CK00")] == [
        "填报表.xlsx 项目!D4  提醒 CK00\n"
        "  没有读出“项目支出.执行率”（1 行），1 项勾稽未能核对：“项目支出.执行率”。\n"
        "  办法：核对计算“项目支出.执行率”所用的各格，其中除数不应为 0。\n"
        "  另见：rules.xlsx 勾稽!A6"
    ]


@pytest.mark.parametrize("without", [["A3", "B3", "C3"], ["A3", "B3", "C3", "A4", "B4", "C4"]])
def test_a_list_without_rows_has_nothing_to_check(without, tmp_path):
    emptied = {f"绩效!{cell}": None for row in "345" for cell in (f"{c}{row}" for c in "ABCE")}
    emptied |= {f"绩效!{cell}": None for cell in without}
    assert places(checked(tmp_path, emptied), *CODES) == []


def test_a_list_that_was_lost_is_named_as_a_whole(tmp_path):
    done = checked(tmp_path, {"绩效!A2": "甲", "绩效!B2": "乙", "绩效!C2": "丙", "绩效!A1": "丁",
                              "绩效!D2": "戊", "绩效!E2": "己"})  # fmt: skip
    assert [(f.code, f.message) for f in told(done, "RC02", "CK00")] == [
        ("RC02", "找不到清单“项目绩效”。"),
        ("CK00", "没有读出“项目绩效”，1 项勾稽未能核对：“项目绩效.偏差原因”。"),
    ]
