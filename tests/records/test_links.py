"""Choices among another list's words, and what stands in a list's computed columns.

RC23 no such word · RC24 two rows of that word · RC25 a computed cell of a line that is blank
"""

import pytest

from reportgen.figures import Figure, Link, Table, Text
from reportgen.findings import as_text
from tests.helpers.listed import TABLES, checked


def told(done, *codes):
    return [as_text(f) for f in done.findings if f.code in codes]


def chosen(done):
    table = done.record["项目绩效"]
    assert isinstance(table, Table)
    words = [row.get("项目") for row in table.rows]
    return [word.value if isinstance(word, Text) else word for word in words]


def test_a_word_of_the_other_list_is_taken_as_it_stands_there(tmp_path):
    """Blanks and full-width letters are habits of typing, no other project."""
    names = {"项目!A3": "扶贫（2020）", "绩效!A4": " 扶贫 (2020)"}
    done = checked(tmp_path, names)
    assert chosen(done) == ["基建", "扶贫（2020）", "基建"]
    assert told(done, "RC23", "RC24") == []
    table = done.record["项目绩效"]
    assert isinstance(table, Table)
    assert table.link == Link("项目", "项目支出", "名称")


def test_another_word_is_refused_at_its_cell(tmp_path):
    done = checked(tmp_path, {"绩效!A4": "扶平"})
    assert told(done, "RC23") == [
        "填报表.xlsx 绩效!A4  错误 RC23\n"
        "  “项目绩效.项目”填的是“扶平”，“项目支出.名称”里没有这一项。是不是“扶贫”？\n"
        "  办法：从下列各项中选一个：扶贫、基建。"
    ]
    assert chosen(done) == ["基建", None, "基建"]
    assert done.printed is None


def test_a_word_may_stand_before_the_list_it_is_of(tmp_path):
    """The sheet 概况 comes last here, 绩效 after 项目; both wait for the list to be read."""
    done = checked(tmp_path, {"概况!B4": " 扶 贫"})
    assert done.record["重点项目"] == Text("扶贫", done.record["重点项目"].where)
    assert told(done, "RC23") == []
    wrong = checked(tmp_path / "wrong", {"概况!B4": "修路"})
    assert "重点项目" not in wrong.record
    assert told(wrong, "RC23")[0].startswith("填报表.xlsx 概况!B4  错误 RC23\n")


def test_a_blank_choice_is_what_the_pack_says_of_blanks(tmp_path):
    """项目 must be filled in, 重点项目 need not."""
    done = checked(tmp_path, {"绩效!A4": None, "概况!B4": None})
    assert told(done, "RC04", "RC23") == [
        "填报表.xlsx 绩效!A4  错误 RC04\n  “项目绩效.项目”没有填写。\n  办法：填写“项目绩效.项目”。"
    ]


def test_no_more_than_eight_words_are_offered(tmp_path):
    rows = {f"项目!{c}{r}": v for r in range(5, 12) for c, v in (("A", f"项目甲{r}"), ("B", 1))}
    done = checked(tmp_path, {**rows, "绩效!A4": "没有的"})
    (found,) = told(done, "RC23")
    assert found.endswith(
        "办法：从下列各项中选一个：扶贫、基建、项目甲5、项目甲6、项目甲7、项目甲8、项目甲9、项目甲10"
        "等 9 项。"
    )


def test_an_empty_list_is_to_be_filled_in_first(tmp_path):
    emptied = {f"项目!{cell}": None for row in "34" for cell in (f"{c}{row}" for c in "ABCGHIJ")}
    done = checked(tmp_path, emptied)
    assert [f.remedy for f in done.findings if f.code == "RC23"] == [
        "先填写“项目支出.名称”，再选择。"
    ] * 3


def test_two_rows_of_one_name_cannot_be_told_apart(tmp_path):
    done = checked(tmp_path, {"项目!A5": "基建", "项目!B5": 3})
    assert told(done, "RC24") == [
        "填报表.xlsx 项目!A5  错误 RC24\n"
        "  “项目支出.名称”有 2 行都是“基建”，“项目绩效.项目”选了它，分不清是哪一行。\n"
        "  办法：把这几行的名称写得有所区别，再重新选择；重复填报的删去一行。\n"
        "  另见：项目!A4、绩效!A3、绩效!A5"
    ]


def test_two_rows_of_one_name_that_nobody_chose_are_no_matter(tmp_path):
    done = checked(tmp_path, {"项目!A5": "修路", "项目!B5": 3, "项目!A6": "修路", "项目!B6": 4})
    assert told(done, "RC24") == []


def test_a_list_that_could_not_be_read_offers_nothing_to_compare_with(tmp_path):
    done = checked(tmp_path, {f"项目!{c}{r}": "改了" for c in "ABCDEFGHIJ" for r in "12"})
    assert [f.code for f in done.findings if f.code in ("RC02", "RC23")] == ["RC02"]
    assert chosen(done) == ["基建", "扶贫", "基建"]


def row(done, number, column):
    table = done.record["项目支出"]
    assert isinstance(table, Table)
    value = table.rows[number - 1].get(column)
    return value if isinstance(value, Figure) else None


def test_a_computed_column_stands_at_the_cells_of_the_form(tmp_path):
    done = checked(tmp_path, {})
    rate = row(done, 2, "执行率")
    assert rate is not None
    assert (str(rate.value), rate.unit, rate.where.spot) == ("0.75", "%", "项目!D4")
    assert [each.spot for each in rate.sources] == ["项目!C4", "项目!B4"]


def test_a_computed_column_need_not_stand_on_the_form(tmp_path):
    more = (
        TABLES["计算"].rstrip()
        + "\n| 项目支出.结转率 | 比率 | 项目支出.结余；项目支出.预算 | % | 2 |"
    )
    rate = row(checked(tmp_path, {}, 计算=more), 1, "结转率")
    assert rate is not None
    assert (str(rate.value), str(rate.where)) == ("0.5", "rules.xlsx 计算!A7")


def test_a_computed_cell_typed_over_is_compared_with_what_is_computed(tmp_path):
    done = checked(tmp_path, {"项目!D3": "50%", "项目!D4": "80%", "绩效!D5": 3})
    assert told(done, "RC13") == [
        "填报表.xlsx 项目!D4  错误 RC13\n"
        "  “项目支出.执行率”由程序计算，应为 75.00%，这一格填的是 80.00%。\n"
        "  办法：核对分项，并恢复这一格的公式。\n"
        "  另见：项目!C4、项目!B4",
        "填报表.xlsx 绩效!D5  错误 RC13\n"
        "  “项目绩效.扣分”由程序计算，应为 1.00分，这一格填的是 3.00分。\n"
        "  办法：核对分项，并恢复这一格的公式。\n"
        "  另见：绩效!B5、绩效!C5",
    ]


@pytest.mark.parametrize("shown", ["无", "——", None, "核对中"])
def test_words_in_a_computed_cell_are_no_figure(shown, tmp_path):
    assert told(checked(tmp_path, {"项目!D4": shown}), "RC13") == []


def test_a_line_of_nothing_but_a_computed_figure_is_no_row_and_is_told(tmp_path):
    done = checked(tmp_path, {"项目!D5": 85, "项目!E6": "　", "项目!A7": "合计", "项目!D7": 80})
    assert told(done, "RC25") == [
        "填报表.xlsx 项目!D5  提醒 RC25\n"
        "  “项目支出.执行率”由程序计算，第5行又没有填别的，没有当作一项读取。\n"
        "  办法：填写这一行的其他各格；不是一项的，清空这一格。"
    ]
    table = done.record["项目支出"]
    assert isinstance(table, Table)
    assert len(table.rows) == 2
