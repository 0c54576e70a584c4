"""汇总: the main figures a county sets side by side, as an editor writes them."""

from __future__ import annotations

import pytest

from reportgen import packs
from reportgen.packs import shown
from tests.helpers.packs import changed, put, shipped


def _changed(folder, change):
    """Load the shipped pack with its 汇总 changed."""
    return packs.load(changed(folder, "rules.xlsx", lambda book: change(book["汇总"])))


def _told(findings):
    return [(each.code, each.where.spot, each.message) for each in findings]


def test_the_shipped_pack_names_its_main_figures():
    found = {each.name: (each.prior, each.summed) for each in shipped().headlines}
    assert len(found) == 14
    assert found["支出合计决算"] == ("支出合计上年决算", True)
    assert found["满意度比率"] == ("", False)
    text = shown.as_text(shipped())
    assert "\n## 汇总（14）\n在职人数 | 合计\n" in text
    assert "\n年末结余 | 上年：上年结转 | 合计\n满意度比率\n" in text
    data = shown.as_data(shipped())["汇总"]
    assert {"名称": "年末结余", "上年": "上年结转", "合计": True} in data


def test_a_pack_without_the_sheet_is_sound(tmp_path):
    folder = changed(tmp_path, "rules.xlsx", lambda book: book.remove(book["汇总"]))
    pack, findings = packs.load(folder)
    assert findings == []
    assert pack.headlines == ()


# What stands under 名称, 上年, 合计 of the second row instead; the finding's code and column.
AMISS = """
收人合计 | | 是 | PK09 | A | 用到的“收人合计”没有定义。是不是“收入合计”？
收入合计 | 支出合计上年结算 | 否 | PK09 | B | 用到的“支出合计上年结算”没有定义。是不是“支出合计上年决算”？
项目支出.决算 | | 是 | PK36 | A | “项目支出.决算”是清单“项目支出”的一列，不是一个数，汇总表里放不下。
项目支出 | | 是 | PK36 | A | “项目支出”的类型是“表”，不是数，汇总表里放不下。
单位全称 | | 否 | PK36 | A | “单位全称”的类型是“文字”，不是数，汇总表里放不下。
满分 | | 否 | PK36 | A | “满分”是格式包自己的内容，各单位都一样，汇总表里放不下。
上年度 | | 否 | PK36 | A | “上年度”是格式包自己的内容，各单位都一样，汇总表里放不下。
评价等级 | | 否 | PK36 | A | “评价等级”是等级，是词不是数，汇总表里放不下。
管理制度健全性 | | 否 | PK36 | A | “管理制度健全性”是没有指标值的指标（人工评分或选项），汇总表里放不下。
指标 | | 否 | PK36 | A | “指标”是指标的清单，不是一个数，汇总表里放不下。
收入合计 | 问卷.收入 | 是 | PK36 | B | “问卷.收入”是清单“问卷”的一列，不是一个数，汇总表里放不下。
工勤编制 | 上年结转 | 是 | PK37 | B | 上年数与本年数单位不同：“工勤编制”是人，“上年结转”是万元。
工勤编制 | 工勤编制 | 是 | PK37 | B | “上年”写的就是本年的“工勤编制”。
固定资产利用率 | | 是 | PK38 | C | “固定资产利用率”的单位是%，各单位的数相加没有意义。
预算完成率 | | 是 | PK38 | C | “预算完成率”的单位是%，各单位的数相加没有意义。
综合得分 | | 是 | PK38 | C | “综合得分”的单位是分，各单位的数相加没有意义。
预算完成率得分 | | 是 | PK38 | C | “预算完成率得分”的单位是分，各单位的数相加没有意义。
楼堂馆所每平方米投资 | | 是 | PK38 | C | “楼堂馆所每平方米投资”的算法是“比率”，各单位的数相加没有意义。
收入合计 | | 对 | PK06 | C | “合计”写的是“对”，不是规定的词。
收入合计 | | | PK17 | C | “合计”一栏空着：它决定各单位的数相加不相加。
 | | 是 | PK17 | A | “名称”一栏空着：每一行是一个主要数据。
"""


@pytest.mark.parametrize("line", AMISS.strip("\n").splitlines())
def test_a_row_that_cannot_be_summed_up_is_named_at_its_cell(line, tmp_path):
    """编制数 in the second row gives way, so that no name stands twice by itself."""
    name, prior, summed, code, column, message = (part.strip() for part in line.split("|"))

    def change(sheet):
        sheet.delete_rows(4, 20)
        for cell, text in zip(sheet[3], (name, prior, summed), strict=True):
            cell.value = text or None

    _, findings = _changed(tmp_path, change)
    assert _told(findings) == [(code, f"汇总!{column}3", message)]


FITTING = """
综合得分 | | 否
预算完成率 | | 否
资金使用合规性 | | 是
项目个数 | | 是
明细决算合计 | | 是
引进县域外资金投资 | | 是
"""


@pytest.mark.parametrize("line", FITTING.strip().splitlines())
def test_points_values_counts_and_totals_of_lists_are_figures(line, tmp_path):
    def change(sheet):
        for cell, text in zip(sheet[3], line.split("|"), strict=True):
            cell.value = text.strip() or None

    pack, findings = _changed(tmp_path, change)
    assert findings == []
    assert pack.headlines[1].summed is line.endswith("是")


# What 项目支出差额 is made from; the reason why it cannot be added up, if any.
MADE_FROM = """
合计 | 平均(项目支出.决算) + 其他收入 | 用到平均数“平均(项目支出.决算)”
合计 | 楼堂馆所每平方米投资 + 其他收入 | 用到不能相加的“楼堂馆所每平方米投资”
平均 | 基本支出决算 + 项目支出决算 | 的算法是“平均”
合计 | 基本支出差额 + 合计(项目支出.决算) |
"""


@pytest.mark.parametrize("line", MADE_FROM.strip().splitlines())
def test_what_is_made_from_means_cannot_be_added_up(line, tmp_path):
    verb, operands, why = (part.strip() for part in line.split("|"))

    def change(book):
        put(book, "计算", ("名称", "项目支出差额"), "算法", verb)
        put(book, "计算", ("名称", "项目支出差额"), "取数", operands)
        book["汇总"]["A3"] = "项目支出差额"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    message = f"“项目支出差额”{why}，各单位的数相加没有意义。"
    assert _told(findings) == ([("PK38", "汇总!C3", message)] if why else [])
    assert all(each.remedy == "“合计”改为“否”。" for each in findings)


def test_a_calculation_that_needs_itself_ends(tmp_path):
    def change(book):
        put(book, "计算", ("名称", "收入合计"), "取数", "收入合计 + 其他收入")

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert [each.code for each in findings] == ["PK10"]


def test_a_name_that_stands_twice_is_told_with_the_first_place(tmp_path):
    """In one column: a figure may well be the last year's of another row."""

    def change(sheet):
        sheet["A3"] = "在职人数"
        sheet["B9"] = "基本支出上年决算"
        sheet["A10"] = "上年结转"

    _, [name, prior] = _changed(tmp_path, change)
    assert _told([name, prior]) == [
        ("PK35", "汇总!A3", "“汇总”的“名称”一栏里，“在职人数”写了不止一次。"),
        ("PK35", "汇总!B9", "“汇总”的“上年”一栏里，“基本支出上年决算”写了不止一次。"),
    ]
    assert [each.spot for each in name.related] == ["汇总!A2"]
    assert [each.spot for each in prior.related] == ["汇总!B8"]


def test_a_sheet_without_names_is_told(tmp_path):
    _, findings = _changed(tmp_path, lambda sheet: sheet.delete_rows(2, 40))
    message = "“汇总”里一个名称也没有，县级汇总表中没有主要数据。"
    assert _told(findings) == [("PK34", "汇总!A2", message)]
    assert findings[0].remedy == "在“名称”一栏每行写一个数的名称；不用的，删去这张表。"


def test_an_unknown_column_and_a_missing_one_are_named(tmp_path):
    def change(sheet):
        sheet["B1"] = "上年数"

    pack, findings = _changed(tmp_path, change)
    assert _told(findings) == [
        ("PK03", "汇总!B1", "不认识“上年数”这一栏。是不是“上年”？"),
        ("PK03", "汇总!A1", "第1行缺少栏目：上年。"),
    ]
    assert "汇总" in pack.unreadable


def test_a_sheet_of_nearly_that_name_is_asked_after(tmp_path):
    def change(book):
        book["汇总"].title = "汇总表"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    message = "不认识工作表“汇总表”。是不是“汇总”？"
    assert _told(findings) == [("PK02", "汇总表!A1", message)]
    assert (
        findings[0].remedy
        == "只用这些工作表：说明、字段、计算、勾稽、指标、等级、名单、汇总、试例。"
    )


def test_a_sheet_of_names_that_cannot_be_read_is_told_once(tmp_path):
    """All that is known of 汇总 would otherwise be unknown."""

    def change(book):
        book["计算"]["A1"] = "名"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert {each.code for each in findings} == {"PK03"}
