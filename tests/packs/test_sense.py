"""What can be read and still cannot be meant: each code once in its words, and on the edge."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reportgen import packs
from reportgen.findings import Where
from reportgen.packs import alike, doubled, grades, years
from reportgen.packs.model import Grade, SheetLayout, Slot
from tests.helpers.breaking import BAR, broken
from tests.helpers.packs import PACK

TOLD = """
填报表 ｜ 收入支出!B4 ｜ 2020年决算 => PK39 提醒 收入支出!B4 “2020年决算”里直接写着年份 2020。
勾稽 ｜ 左边=在职人数 ｜ 右边 ｜ 在职人数 => PK40 错误 勾稽!C36 左边和右边写的一样，这一项永远不会报。
填报表 ｜ {{ 政府采购本年预算 }} ｜ （空） => PK41 错误 指标!G10 “政府采购执行率”用到的“政府采购本年预算”在填报表中没有填写的位置，这项指标计不出分。
填报表 ｜ 隐藏行 ｜ {{ 工勤编制 }} => PK42 错误 单位概况!B18 第18行是隐藏的，填报人看不见要在这里填写的“工勤编制”。
字段 ｜ 名称=自称 ｜ 选项 ｜ 我镇/我乡 => PK43 错误 字段!H4 只有一个选项“我镇/我乡”，中间用的是“/”，不是顿号。
字段 ｜ 名称=在职人数 ｜ 小数位 ｜ 1 => PK45 提醒 字段!D14 单位是人，“小数位”却是 1（空着也是 2），会印成 12.0人。
字段 ｜ 名称=联系电话 ｜ 下限 ｜ 8 => PK46 提醒 字段!F129 类型是“文字”，“下限”写了也不起作用。
字段 ｜ 名称=在职人数 ｜ 必填 ｜ 否 => PK47 提醒 指标!G2 “在职人员控制率”用到的“在职人数”不是必填，空着就计不出分。
指标 ｜ 名称=预算控制率 ｜ 分档 ｜ ≤0% 5；其余 5 => PK48 错误 指标!N5 “预算控制率”的分档各档都是 5 分，什么结果得分都一样。
指标 ｜ 名称=预算控制率 ｜ 分值 ｜ 4 => PK49 提醒 指标!A4 一级写的是“过程（60分）”，下面各指标分值相加是 59 分。
指标 ｜ 名称=预算控制率 ｜ 一级 ｜ 过程 => PK49 提醒 指标!A5 一级指标“过程”分成了两块，评分表上要印两次。
指标 ｜ 名称=预算控制率 ｜ 二级 ｜ 预算管理 => PK49 提醒 指标!B6 二级指标“预算执行”分成了两块，评分表上要印两次。
填报表 ｜ 项目支出明细!A9 ｜ 合计 => PK56 提醒 项目支出明细!A9 清单“项目支出”只有第8行一行可填：下面一行写着“合计”，清单到此为止。
填报表 ｜ 收入支出!C11 ｜ {{ 上年度 }}年决算 => PK57 提醒 收入支出!C11 两栏都叫“2019年决算”，填报人分不清“基本支出上年决算”和“基本支出年初预算”；插行、挪列以后，程序也对不上位。
计算 ｜ 名称=编制数 ｜ 取数 ｜ 行政编制 + 行政编制 => PK58 提醒 计算!C2 “行政编制＋行政编制”里“行政编制”写了 2 次。
字段 ｜ 名称=基本支出决算 ｜ 上年字段 ｜ 基本支出决算 => PK58 提醒 字段!I48 “上年字段”写的是自己，会把上年的数带进本年；上年的“基本支出决算”已经带到“基本支出上年决算”里了。
说明 ｜ 项目=报告文件名 ｜ 内容 ｜ {{ 年度 }}年报告 => PK59 提醒 说明!B13 “报告文件名”里没有单位的标签，各单位的报告都叫一个名称，分不清是哪个单位的。
说明 ｜ 项目=报告文件名 ｜ 内容 ｜ {{ 单位简称 }}：a/b:c/d => PK59 提醒 说明!B13 “报告文件名”里的“/:”不能用在文件名里，存盘时会去掉，末尾另加一串编号。
指标 ｜ 名称=在职人员控制率 ｜ 界限 ｜ 1000%格 => PK24 提醒 指标!J2 “界限”是 1000%。是不是 10%？
指标 ｜ 名称=在职人员控制率 ｜ 一步 ｜ 100%格 => PK24 提醒 指标!K2 “一步”是 100%。是不是 1%？
等级 ｜ 等级=优秀 ｜ 下限 ｜ 70 => PK26 提醒 等级!D3 “评价等级”各档的下限忽大忽小：“良好”的 80 比前面“优秀”的 70 大。
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_each_is_told_at_its_cell(line, tmp_path):
    change, _, told = line.partition(" => ")
    _, findings = packs.load(broken([change], tmp_path))
    said = [f"{f.code} {f.severity.value} {f.where.spot} {f.message}" for f in findings]
    assert told in said


@pytest.mark.parametrize(("length", "codes"), [(255, []), (256, ["PK44"])])
def test_a_hint_may_be_as_long_as_excel_shows(length, codes, tmp_path):
    hint = BAR.join(["字段", "名称=联系电话", "填报提示", "填" * length])
    _, findings = packs.load(broken([hint], tmp_path))
    assert [each.code for each in findings] == codes
    message = "“填报提示”有 256 个字，Excel 最多显示 255 个。"
    assert [each.message for each in findings] == [message][: len(codes)]


YEARS = """
2020年决算 | 2020
２０２０年决算 | 2020
二〇二〇年度、二○一九年 | 2020 2019
2019—2021年 | 2019 2021
（2020年） | 2020
截至2020-12-31 | 2020
2020 | 2020
《2020年通知》的2021年版 | 2021
《关于印发〈2020年办法〉的通知》（财预〔2020〕10号） |
桃财绩[2020]3号、（2021）5号 |
按年份填写，如2021/4/6、2020/12/31 |
如2020年；另填2019年 | 2019
如实填写2020年数；如有2019年结转的 | 2020 2019
2018年、2022年 |
2020万元、2,020.50、12020人、2020人 |
电话0730-2020123、编号A2020 |
一二三四年 |
2020 年、二〇一九 年 | 2020 2019
截至2020.12.31 | 2020
2020人员经费、2020台账、2020名单 | 2020
2020亩、2020台、2020 公里、2020名 |
"""


@pytest.mark.parametrize("line", YEARS.strip().splitlines())
def test_a_year_is_one_that_moves_on_with_the_pack(line):
    """Not the number of a document, not an example, not an amount, not another year."""
    text, _, found = line.partition("|")
    names = {"2020": "年度", "2019": "上年度", "2021": "下年度"}
    assert years.typed(text.strip(), names) == found.split()


def test_next_years_pack_is_told_of_the_years_left_behind(tmp_path):
    """A copied pack whose 年度 has moved on: last year is 上年度 there."""
    lines = ["说明 ｜ 项目=年度 ｜ 内容 ｜ '2021", "填报表 ｜ 收入支出!B4 ｜ 2020年决算"]
    _, [finding] = packs.load(broken(lines, tmp_path))
    assert finding.remedy == "把 2020 改为 {{ 上年度 }}，下一年就不用改。"


def test_the_same_pack_in_a_folder_of_its_year_is_clean(tmp_path):
    """The folder's name is no year typed as words."""
    shutil.copytree(PACK, tmp_path / "2020")
    assert packs.load(tmp_path / "2020")[1] == []


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ("90 80 60 0", ""),
        ("0 60 80 90", ""),
        ("0 90", ""),
        ("60 80 90 0", "二80"),
        ("90 60 80 0", "三80"),
        ("80 90 60 0", "二90"),
        ("0 80 60 90", "三60"),
        ("90 0 80 60", "三80"),
        ("0.9 80 60 0", ""),
    ],
)
def test_the_floors_of_a_scale_go_one_way(floors, told):
    """From best to worst, or the other way; one that is a hundred times off lacks no order."""
    pack, _ = packs.load(PACK)
    where = Where("rules.xlsx", "等级!A1")
    scale = [
        Grade("甲等", "综合得分", f"{label}", Decimal(floor), where)
        for label, floor in zip("一二三四", floors.split(), strict=False)
    ]
    found = grades.vet(replace(pack, grades=tuple(scale), fields={}), [])
    said = [each.message for each in found if each.severity.value == "提醒"]
    expected = told and f"“{told[0]}”的 {told[1:]} 比前面"
    assert len(said) == bool(told)
    assert all(expected in each for each in said)


@pytest.mark.parametrize(
    ("size", "codes"), [((0.5, None), ["PK42"]), ((None, 0.3), ["PK42"]), ((1, 0.5), [])]
)
def test_a_row_or_column_too_small_to_see_is_hidden(size, codes, tmp_path):
    """Typed as a height instead of hidden: Excel shows nothing of it either."""
    height, width = size
    shutil.copytree(PACK, tmp_path / "2020")
    book = load_workbook(tmp_path / "2020" / "form.xlsx")
    if height:
        book["收入支出"].row_dimensions[5].height = height
    if width:
        book["收入支出"].column_dimensions["B"].width = width
    book.save(tmp_path / "2020" / "form.xlsx")
    _, findings = packs.load(tmp_path / "2020")
    assert [each.code for each in findings] == codes


def _layout(lines):
    """Return a sheet: a row a line, its cells between |; {甲} is the tag of a field."""
    cells = {
        (row, column): text.strip()
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line.split("|"), 1)
    }
    labels = {at: text for at, text in cells.items() if text and text[0] != "{"}
    slots = [Slot(text[1:-1], "表", at) for at, text in cells.items() if text[:1] == "{"]
    return SheetLayout("表", labels, tuple(slots), (), {})


@pytest.mark.parametrize(
    ("lines", "spots"),
    [
        (["项目|预算|决算", "甲|{甲}|{乙}", "乙|{丙}|{丁}"], []),
        (["项目|决算|决 算", "甲|{甲}|{乙}", "乙|{丙}|{丁}"], ["C1"]),
        (["项目|预算", "甲|{甲}", "甲|{乙}"], ["A3"]),
        (["|2019年||2020年", "项目|预算||预算", "甲|{甲}||{乙}"], []),
        (["项目|预算", "甲|{甲}", "项目|决算", "甲|{乙}"], []),
        (["姓名|{甲}|姓名|{乙}"], []),
        (["项目|金额", "1|{甲}", "1|{乙}"], []),
        (["|{甲}|{乙}", "|{丙}|{丁}"], []),
    ],
)
def test_two_cells_are_told_apart_by_the_words_before_or_above_them(lines, spots):
    pack, _ = packs.load(PACK)
    fields = dict.fromkeys("甲乙丙丁", next(iter(pack.fields.values())))
    found = alike.vet(replace(pack, fields=fields, layout=(_layout(lines),)))
    assert [each.where.spot.partition("!")[2] for each in found] == spots


def test_a_figure_of_every_year_may_be_its_own_last_years():
    """编制 stay the same; only where another field takes it over is it this year's."""
    pack, _ = packs.load(PACK)
    own = [each for each in pack.fields.values() if each.prior_name == each.name]
    assert len(own) > 3
    assert list(doubled.vet(pack)) == []
