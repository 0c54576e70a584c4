"""Whose report it is, and of which year, is read off title, cover and signature."""

from __future__ import annotations

import pytest

from reportgen.review import case, signers
from tests.helpers.papers import paper

HEADS = """
灰山港镇人民政府2020年度部门整体支出绩效评价报告⏎正文。⏎桃江县灰山港镇人民政府⏎2021年4月20日 # 桃江县灰山港镇人民政府 # 灰山港镇 # 2020
2020年度桃江县财政局部门整体支出绩效自评报告⏎一、部门概况 # 桃江县财政局 # 财政局 # 2020
桃江县财政局⏎2020年度部门整体支出绩效自评报告⏎一、部门概况 # 桃江县财政局 # 财政局 # 2020
附件4⏎2021年度部门整体支出绩效评价报告⏎部门（单位）名称：岳阳县新墙镇人民政府⏎报告日期：2022年5月 # 岳阳县新墙镇人民政府 # 新墙镇 # 2021
前山镇部门整体支出绩效自评报告⏎评价年度:2024⏎评价单位(公章):徐闻县前山镇人民政府 # 徐闻县前山镇人民政府 # 前山镇 # 2024
关于2020年度桃江县鲊埠回族乡整体支出绩效自评的报告⏎县财政局：⏎正文。 # 桃江县鲊埠回族乡 # 鲊埠回族乡 # 2020
桃江县住房和城乡建设局关于2020年度部门整体支出绩效自评情况的报告⏎正文。 # 桃江县住房和城乡建设局 # 住房和城乡建设局 # 2020
桃花江镇二〇二二年度部门整体支出绩效评价报告⏎正文。⏎桃花江镇人民政府（盖章）2023年3月1日 # 桃花江镇人民政府 # 桃花江镇 # 2022
中共桃江县委组织部2020年度部门整体支出绩效评价报告⏎正文。 # 中共桃江县委组织部 # 桃江县委组织部 # 2020
2020年度部门整体支出绩效评价报告⏎正文。⏎桃江县林业局⏎2021年5月6日 # 桃江县林业局 # 林业局 # 2020
长沙市开福区四方坪街道办事处2022年度部门整体支出绩效自评报告 # 长沙市开福区四方坪街道办事处 # 四方坪街道 # 2022
马迹塘镇部门整体支出绩效评价报告（2020年度）⏎正文。 # 马迹塘镇 # 马迹塘镇 # 2020
部门整体支出绩效评价报告⏎2021年度收入9万元，2021年度支出8万元，比2020年度多。 #  #  # 2021
""".strip().splitlines()


@pytest.mark.parametrize("line", HEADS)
def test_agency_and_year_are_found_however_the_report_begins(line):
    text, agency, short, year = line.split(" # ")
    read = case.read(paper(text.replace("⏎", "\n")))
    assert (read.agency, read.short, str(read.year)) == (agency.strip(), short.strip(), year)


def test_what_is_known_is_not_guessed():
    text = "鸬鹚渡镇2019年度部门整体支出绩效评价报告\n正文。"
    read = case.read(paper(text), None, "桃江县灰山港镇人民政府", 2020)
    assert (read.short, read.year) == ("灰山港镇", 2020)


def test_a_typed_text_says_nothing_of_its_own():
    read = case.read(paper("桃江县财政局2020年度部门整体支出绩效报告", is_report=False))
    assert (read.agency, read.year) == ("", None)


@pytest.mark.parametrize(
    ("agency", "short"),
    [
        ("湖南省益阳市桃江县灰山港镇人民政府", "灰山港镇"),
        ("桃江县市场监督管理局", "市场监督管理局"),
        ("桃江县城市管理和综合执法局", "城市管理和综合执法局"),
        ("桃江县人民政府办公室", "桃江县人民政府办公室"),
        ("岳阳县新开镇政府", "新开镇"),
        ("津市市药山镇人民政府", "药山镇"),
    ],
)
def test_a_short_name_is_without_what_stands_above(agency, short):
    assert signers.short(agency) == short
