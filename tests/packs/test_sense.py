"""What can be read and still cannot be meant: each code once in its words, and on the edge."""

from __future__ import annotations

import shutil

import pytest

from reportgen import packs
from reportgen.packs import years
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
