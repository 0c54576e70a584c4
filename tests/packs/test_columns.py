"""Rules that run along a list (清单.列): where a column may stand, and what a choice may offer.

PK50 a column nobody can choose from · PK51 a column where one figure is wanted
PK52 two lists in one agreement · PK53 two links in one list · PK54 points for such a choice
"""

import pytest
from openpyxl import load_workbook

from reportgen import packs
from reportgen.findings import as_text
from reportgen.template import names
from tests.forms.made import loaded
from tests.helpers import listed

# A row added to 计算, then the column, the code and the message.
CALCULATIONS = """
合计 | 甲 | 项目支出.决算 + 限额 | PK51 | “项目支出.决算”是清单“项目支出”的一列，一行一个，这里只能用一个。
合计 | 甲 | 项目支出.执行率 | PK51 | “项目支出.执行率”是清单“项目支出”的一列，一行一个，这里只能用一个。
合计 | 项目支出.甲 | 项目支出.预算 + 项目绩效.得分 | PK51 | “项目绩效.得分”是另一张清单的一列，与“项目支出”的行对不上。
合计 | 项目支出.甲 | 项目支出.名称 | PK51 | “项目支出.名称”的类型是“文字”，这里要数。
合计 | 项目支出.甲 | 项目支出.决箅 | PK09 | 用到的“项目支出.决箅”没有定义。是不是“项目支出.决算”？
合计 | 项目支出.甲 | 合计(项目支出.名称) | PK09 | 用到的“项目支出.名称”没有定义。
合计 | 项目支出.甲 | 平均(项目绩效.扣份) | PK09 | 用到的“项目绩效.扣份”没有定义。是不是“项目绩效.扣分”？
合计 | 项目支出.甲 | 综合得分 | PK09 | 用到的“综合得分”要到计分以后才有，“计算”和“指标”里还不能用。
合计 | 项目支出.甲 | 项目支出.甲 + 限额 | PK10 | “项目支出.甲”绕了一圈又用到自己（项目支出.甲）。
合计 | 项目支出.甲 | 项目支出.乙 | PK09 | 用到的“项目支出.乙”没有定义。
计数 | 项目支出.甲 | 项目支出.决算 | PK08 | “计数”数的是清单有几行，“项目支出.决算”不是清单。
计数 | 甲 | 限额 | PK08 | “计数”数的是清单有几行，“限额”不是清单。
计数 | 甲 | 平均(项目支出.决算) | PK08 | “计数”数的是清单有几行，“平均(项目支出.决算)”不是清单。
计数 | 甲 | 计数(项目支岀) | PK09 | 用到的“项目支岀”没有定义。是不是“项目支出”？
合计 | 项目支出.甲 | 限额 + 项目绩效 | PK09 | 用到的“项目绩效”没有定义。
合计 | 项目支出.甲 | 项目支出.决算 + 项目支出.扣分合计 | PK25 | “取数”里单位不同的数不能加减：“项目支出.决算”是万元，“项目支出.扣分合计”是分。
"""


@pytest.mark.parametrize("line", CALCULATIONS.strip().splitlines())
def test_a_column_stands_only_where_there_is_a_row(line, tmp_path):
    verb, name, operands, code, message = (part.strip() for part in line.split(" | "))
    row = f"| {name} | {verb} | {operands} | | 2 |"
    found = listed.vetted(tmp_path, 计算=listed.added("计算", row))
    assert [(f.code, f.where.spot) for f in found] == [(code, "计算!C7")]
    assert found[0].message.startswith(message)


def test_the_remedy_offers_a_sum_a_mean_or_a_row_of_its_own(tmp_path):
    more = "| 甲 | 合计 | 项目支出.决算 | | 2 |\n| 项目支出.乙 | 合计 | 项目绩效.得分 | | 2 |"
    one, two = listed.vetted(tmp_path, 计算=listed.added("计算", more))
    assert one.remedy == (
        "写成 合计(项目支出.决算) 或 平均(项目支出.决算)；要一行算一个的，“名称”也写成“清单.列”。"
    )
    assert two.remedy == "写成 合计(项目绩效.得分) 或 平均(项目绩效.得分)。"


NAMES = """
项目支出.决算 | PK05 | 名称“项目支出.决算”用了不止一次。
项目支出.执行率 | PK05 | 名称“项目支出.执行率”用了不止一次。
项目支出.序号 | PK05 | “项目支出.序号”是程序自己给出的名称。
指标.甲 | PK05 | “指标.甲”是程序自己给出的名称。
站所.甲 | PK09 | “站所.甲”所属的清单“站所”没有定义。
单位.甲 | PK09 | “单位.甲”所属的清单“单位”没有定义。
项目支出.甲.乙 | PK04 | “项目支出.甲.乙”不能用作名称。
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_a_computed_column_needs_a_list_and_a_name_of_its_own(line, tmp_path):
    name, code, message = (part.strip() for part in line.split(" | "))
    more = f"| {name} | 合计 | 限额 | | 2 |"
    found = listed.vetted(tmp_path, 计算=listed.added("计算", more))
    assert (code, "计算!A7", message) in [(f.code, f.where.spot, f.message) for f in found]


@pytest.mark.parametrize(
    "counted", ["项目支出", "计数(项目支出)", "计数(项目支出) + 计数(项目绩效)"]
)
def test_rows_are_counted_by_the_name_of_their_list(counted, tmp_path):
    more = f"| 甲 | 计数 | {counted} | 个 | 0 |"
    assert listed.vetted(tmp_path, 计算=listed.added("计算", more)) == []


def test_the_pack_itself_is_sound(tmp_path):
    """Every shape at once: rows, sums of computed columns, a link, agreements along a list."""
    assert listed.vetted(tmp_path) == []


def test_calculations_of_a_circle_through_a_sum_are_told(tmp_path):
    more = (
        "| 项目支出.甲 | 差额 | 项目支出.决算；乙 | | 2 |\n| 乙 | 合计 | 合计(项目支出.甲) | | 2 |"
    )
    found = listed.vetted(tmp_path, 计算=listed.added("计算", more))
    assert [(f.code, f.where.spot, f.message) for f in found] == [
        ("PK10", "计算!C7", "“项目支出.甲”绕了一圈又用到自己（项目支出.甲、乙）。"),
        ("PK10", "计算!C8", "“乙”绕了一圈又用到自己（项目支出.甲、乙）。"),
    ]


# 规则, 左边, 右边; then the cell, the code and the message.
CHECKS = """
不超过 | 项目支出.决算 | 项目绩效.得分 | C6 | PK52 | 用到两张清单的列，“项目支出”和“项目绩效”的行对不上。
相等 | 项目支出.决算 - 项目绩效.得分 | 限额 | B6 | PK52 | 用到两张清单的列，“项目支出”和“项目绩效”的行对不上。
不超过 | 项目支出.决箅 | 限额 | B6 | PK09 | 用到的“项目支出.决箅”没有定义。是不是“项目支出.决算”？
不超过 | 项目支出.名称 | 限额 | B6 | PK51 | “项目支出.名称”的类型是“文字”，这里要数。
文字必填 | 项目绩效.得分 | 限额 | B6 | PK08 | “项目绩效.得分”的类型是“数”，这里要文字、段落、日期、选项。
不晚于 | 项目支出.开始 | 项目支出.名称 | C6 | PK08 | “项目支出.名称”的类型是“文字”，这里要日期。
"""


@pytest.mark.parametrize("line", CHECKS.strip().splitlines())
def test_an_agreement_runs_along_one_list(line, tmp_path):
    verb, left, right, cell, code, message = (part.strip() for part in line.split(" | "))
    more = f"| {verb} | {left} | {right} | | 错误 | |"
    found = listed.vetted(tmp_path, 勾稽=listed.added("勾稽", more))
    assert (code, f"勾稽!{cell}", message) in [(f.code, f.where.spot, f.message) for f in found]


def test_two_lists_in_one_agreement_read_as_a_person_sees_it(tmp_path):
    more = "| 不超过 | 项目支出.决算 | 项目绩效.得分 | | 错误 | |"
    found = listed.vetted(tmp_path, 勾稽=listed.added("勾稽", more))
    assert as_text(found[0]) == (
        "rules.xlsx 勾稽!C6  错误 PK52\n"
        "  用到两张清单的列，“项目支出”和“项目绩效”的行对不上。\n"
        "  办法：只用一张清单的列；“项目绩效”的写成 合计(清单.列) 或 平均(清单.列)。"
    )


# 名称, 选项 of a choice added to 字段; then the code and the message.
CHOICES = """
项目绩效.类 | 项目绩效.偏差原因 | PK50 | “选项”写的“项目绩效.偏差原因”就在“项目绩效.类”自己的清单里。
其他 | 项目支出.名字 | PK50 | “选项”写的“项目支出.名字”没有定义。是不是“项目支出.名称”？
其他 | 项目支出.决算 | PK50 | “选项”写的“项目支出.决算”类型是“数”，供选择的要是文字。
其他 | 项目支出.执行率 | PK50 | “选项”写的“项目支出.执行率”类型是“数”，供选择的要是文字。
其他 | 项目绩效.项目 | PK50 | “选项”写的“项目绩效.项目”类型是“选项”，供选择的要是文字。
其他 | 项目支出.名称、无 | PK50 | “项目支出.名称”是清单的一列，不能和别的选项写在一起。
项目绩效.类 | 项目支出.名称 | PK53 | 清单“项目绩效”有两列的选项选自别的清单：“项目绩效.项目”和“项目绩效.类”。
"""


@pytest.mark.parametrize("line", CHOICES.strip().splitlines())
def test_a_choice_is_among_the_words_of_another_list(line, tmp_path):
    name, choices, code, message = (part.strip() for part in line.split(" | "))
    more = f"| {name} | 选项 | | | 否 | {choices} |"
    found = listed.vetted(tmp_path, 字段=listed.added("字段", more))
    told = [(f.code, f.where.spot, f.message) for f in found if f.code != "PK12"]
    assert told == [(code, "字段!H18", message)]


def test_a_second_link_leads_to_the_first(tmp_path):
    more = "| 项目绩效.类 | 选项 | | | 否 | 项目支出.名称 |"
    found = listed.vetted(tmp_path, 字段=listed.added("字段", more))
    one = next(f for f in found if f.code == "PK53")
    assert [where.spot for where in one.related] == ["字段!H14"]
    assert one.remedy == "只留一列；另一列改为文字，或列出选项。"


@pytest.mark.parametrize("written", ["项目支出.名称", "项目支出．名称", " 项目支出 . 名称 "])
def test_a_link_may_be_written_in_full_width(written, tmp_path):
    text = listed.TABLES["字段"].replace("| 是 | 项目支出.名称 |", f"| 是 | {written} |")
    field = loaded(listed.folder(tmp_path, 字段=text)).fields["项目绩效.项目"]
    assert (field.choices_from, field.choices) == ("项目支出.名称", ())


def test_words_of_the_clerk_have_no_points(tmp_path):
    line = "| 产出 | 数量 | 重点 | 重点 | 5 | 选项 | 重点项目 | 按选项 | 好 5；差 0 |"
    titles = "| 一级 | 二级 | 三级 | 名称 | 分值 | 算法 | 取数 | 评分 | 分档 |"
    found = listed.vetted(tmp_path, 指标=f"{titles}\n{line}")
    assert [as_text(f) for f in found if f.code == "PK54"] == [
        "rules.xlsx 指标!G2  错误 PK54\n"
        "  “重点项目”的选项选自“项目支出.名称”，各单位不同，不能按选项计分。\n"
        "  办法：改用列出了选项的字段，或改为人工评分。"
    ]
    assert "PK15" not in {f.code for f in found}


def test_an_indicator_has_one_word_and_one_figure(tmp_path):
    titles = "| 一级 | 二级 | 三级 | 名称 | 分值 | 算法 | 取数 | 评分 | 分档 |"
    lines = """
        | 产出 | 数量 | 甲 | 甲 | 5 | 选项 | 项目绩效.项目 | 按选项 | 好 5；差 0 |
        | 产出 | 数量 | 乙 | 乙 | 5 | 数值 | 项目支出.执行率 | 分档 | ≥90% 5；其余 0 |
        | 产出 | 数量 | 丙 | 丙 | 5 | 数值 | 平均(项目支出.执行率) | 分档 | ≥90% 5；其余 0 |
    """
    found = listed.vetted(tmp_path, 指标=titles + lines)
    assert [(f.where.spot, f.message) for f in found if f.code == "PK51"] == [
        ("指标!G2", "“项目绩效.项目”是清单“项目绩效”的一列，一行一个，这里只能用一个。"),
        ("指标!G3", "“项目支出.执行率”是清单“项目支出”的一列，一行一个，这里只能用一个。"),
    ]


def test_a_scale_needs_one_figure(tmp_path):
    scale = "| 名称 | 取数 | 等级 | 下限 |\n| 快慢 | 项目支出.执行率 | 快 | 0 |"
    found = listed.vetted(tmp_path, 等级=scale)
    assert [(f.code, f.where.spot, f.remedy) for f in found] == [
        ("PK51", "等级!B2", "先在“计算”中用 合计、平均 算成一个数，再写它的名称。")
    ]


def test_the_form_may_show_a_computed_column_and_no_other(tmp_path):
    """The tag in the sample row is known; a slip in it is a slip."""
    text = listed.TABLES["计算"].replace("项目支出.占比 ", "项目支出.比重 ")
    found = listed.vetted(tmp_path, 计算=text)
    assert [(f.code, f.where.spot) for f in found] == [("PK13", "项目!E3")]
    assert found[0].message.startswith("标签“项目支出.占比”没有定义。")


def test_a_report_prints_computed_columns_with_their_units(tmp_path):
    known = names(loaded(listed.folder(tmp_path)))
    assert known["项目支出"] == {
        "序号": "数",
        "名称": "文字",
        "预算": "数/万元",
        "决算": "数/万元",
        "开始": "日期",
        "结束": "日期",
        "满分": "数/分",
        "结余": "数/万元",
        "占比": "数/%",
        "执行率": "数/%",
        "扣分合计": "数/分",
        "项目绩效": "表/项目绩效",
    }
    assert isinstance(known["项目绩效"], dict)
    assert known["项目绩效"]["项目"] == "选项"
    assert "项目支出.执行率" not in known


HEADLINES = """
项目支出.执行率 | 否 | A | PK36 | “项目支出.执行率”是清单“项目支出”的一列，不是一个数，汇总表里放不下。
平均执行率 | 是 | C | PK38 | “平均执行率”的单位是%，各单位的数相加没有意义。
扣分 | 是 | C | PK38 | “扣分”的单位是分，各单位的数相加没有意义。
"""


@pytest.mark.parametrize("line", HEADLINES.strip().splitlines())
def test_a_county_sees_one_figure_of_a_list(line, tmp_path):
    name, summed, column, code, message = (part.strip() for part in line.split(" | "))
    more = "| 扣分 | 合计 | 合计(项目绩效.扣分) | 分 | 2 |"
    folder = listed.folder(tmp_path, 计算=listed.added("计算", more))
    book = load_workbook(folder / "rules.xlsx")
    sheet = book.create_sheet("汇总")
    sheet.append(("名称", "上年", "合计"))
    sheet.append((name, None, summed))
    book.save(folder / "rules.xlsx")
    found = packs.load(folder)[1]
    assert [(f.code, f.where.spot, f.message) for f in found] == [
        (code, f"汇总!{column}2", message)
    ]
