"""名册: any workbook with a column 单位, as a bureau keeps it."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reportgen.findings import ReportgenError
from reportgen.packs import rosters
from tests.helpers.packs import PACK, shipped


def made(folder, lines, title="Sheet1", before=()):
    """Save a roster; lines of cells parted by |, and read it with the shipped pack."""
    book = Workbook()
    book.active.title = before[0] if before else title
    sheet = book.create_sheet(title) if before else book.active
    for line in lines.strip("\n").splitlines():
        sheet.append([part.strip() or None for part in line.split("|")])
    book.save(folder / "名册.xlsx")
    return rosters.read(folder / "名册.xlsx", shipped())


def told(findings):
    return [(each.code, each.where.file, each.where.spot, each.message) for each in findings]


def test_the_packs_own_list_is_a_roster():
    rows, findings = rosters.read(PACK / "rules.xlsx", shipped())
    assert findings == []
    assert [row.listed for row in rows] == list(shipped().roster)
    assert not any(row.values for row in rows)


def test_titles_stand_below_headings_and_blanks_do_not_count(tmp_path):
    """Blank rows, numbers of rows, titles again on the next page, names spread over a column."""
    rows, findings = made(
        tmp_path,
        """
        桃江县绩效自评单位名册
        序号 | 单 位 | 又作 | 单位全称

        1 | 灰山港镇 | | 桃江县灰山港镇人民政府
        2 |
        序号 | 单位 | 又作 | 单位全称
        3 | 高　桥　镇 | 高桥、高桥乡 |
        """,
    )
    assert findings == []
    assert [row.listed.name for row in rows] == ["灰山港镇", "高桥镇"]
    assert [row.listed.others for row in rows] == [(), ("高桥", "高桥乡")]
    first, second = rows
    assert {name: cell.text for name, cell in first.values.items()} == {
        "单位全称": "桃江县灰山港镇人民政府"
    }
    assert second.values == {}
    assert str(first.listed.cells["单位全称"]) == "名册.xlsx Sheet1!D4"


def test_the_sheet_of_that_name_goes_before_the_first(tmp_path):
    rows, findings = made(tmp_path, "单位\n沾溪镇", title="名单", before=("封面",))
    assert ([row.listed.name for row in rows], findings) == (["沾溪镇"], [])
    assert rows[0].listed.where.spot == "名单!A2"


def test_a_hidden_sheet_is_not_the_first(tmp_path):
    book = Workbook()
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("单位名册")
    sheet.append(["单位"])
    sheet.append(["沾溪镇"])
    book.active = sheet
    book.save(tmp_path / "名册.xlsx")
    [row], findings = rosters.read(tmp_path / "名册.xlsx", shipped())
    assert (row.listed.name, findings) == ("沾溪镇", [])


def test_the_field_of_the_short_name_is_as_good_a_title(tmp_path):
    rows, findings = made(tmp_path, "单位简称|财政部门\n沾溪镇|桃江县财政局")
    assert findings == []
    assert [(row.listed.name, *row.values) for row in rows] == [("沾溪镇", "财政部门")]


def test_the_row_with_most_titles_is_the_row_of_titles(tmp_path):
    """A heading may say whose list it is."""
    rows, findings = made(tmp_path, "单位|桃江县财政局\n序号|单位|又作\n1|沾溪镇")
    assert ([row.listed.name for row in rows], findings) == (["沾溪镇"], [])


@pytest.mark.parametrize(
    "title", ["单位名称", "乡镇", "乡镇名称", "预算单位", "部门", "部门名称", "部 门"]
)
def test_a_natural_title_is_as_good(title, tmp_path):
    rows, findings = made(
        tmp_path, f"序号|{title}|又作\n1|沾溪镇|沾溪\n序号|{title}|又作\n2|修山镇|"
    )
    assert findings == []
    assert [row.listed.name for row in rows] == ["沾溪镇", "修山镇"]


@pytest.mark.parametrize(
    "lines", ["部门|单位|序号\n县直|沾溪镇|1", "部门|桃江县财政局\n单位|又作\n沾溪镇|"]
)
def test_the_exact_title_goes_before_the_natural_ones(lines, tmp_path):
    rows, _ = made(tmp_path, lines)
    assert [row.listed.name for row in rows] == ["沾溪镇"]


@pytest.mark.parametrize(
    "row", ["|合计|", "合 计|15|", "小计||", "|总计|15个", "合计|=COUNTA(B2:B2)|"]
)
def test_sums_are_no_units(row, tmp_path):
    rows, findings = made(tmp_path, f"序号|单位|又作\n1|沾溪镇|\n{row}")
    assert ([each.listed.name for each in rows], findings) == (["沾溪镇"], [])


def test_a_merged_heading_above_the_titles_is_passed_over(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["桃江县绩效评价单位名册"])
    sheet.merge_cells("A1:C1")
    sheet.append(["序号", "单位", "又作"])
    sheet.append([1, "沾溪镇", None])
    book.save(tmp_path / "名册.xlsx")
    [row], findings = rosters.read(tmp_path / "名册.xlsx", shipped())
    assert (row.listed.name, findings) == ("沾溪镇", [])


def test_a_unit_listed_twice_counts_once_and_is_told(tmp_path):
    rows, findings = made(tmp_path, "单位\n沾溪镇\n修山镇\n沾溪镇")
    assert [row.listed.name for row in rows] == ["沾溪镇", "修山镇"]
    assert [str(each.where) for each in findings] == ["名册.xlsx Sheet1!A4"]
    assert rows[0].listed.where.spot == "Sheet1!A2"


ROWS = """
单位;沾溪镇;沾溪镇 | PK31 | A3 | “沾溪镇”在名册里写了不止一次。
单位;沾溪镇;桃江县修山镇人民政府 | PK33 | A3 | “单位”写的是“桃江县修山镇人民政府”，不是一个单位的简称。
乡镇,乡镇;沾溪镇, | PK03 | B1 | 名册有两栏都是“乡镇”。
单位,单位名称;沾溪镇,沾溪镇政府 | PK03 | B1 | “单位名称”不是填一个值的字段，名册的这一栏没有用到。
单位;沾溪镇;共15个 | PK33 | A3 | “单位”写的是“共15个”，不是一个单位的简称。
单位,单位全称;沾溪镇;,桃江县修山镇人民政府 | PK17 | A3 | “单位”一栏空着：每一行是一个单位。
单位,单位简称;沾溪镇,沾溪 | PK03 | B1 | 名册有两栏都是“单位”。
单位,单位全名;沾溪镇,沾溪镇政府 | PK03 | B1 | “单位全名”不是填一个值的字段，名册的这一栏没有用到。是不是“单位全称”？
单位,项目支出.名称;沾溪镇,扶贫 | PK03 | B1 | “项目支出.名称”不是填一个值的字段，名册的这一栏没有用到。是不是“项目支出追加”？
单位;沾溪镇;=A1 | PK23 | A3 | “单位”是一个还没有算出结果的公式（=A1）。
"""


@pytest.mark.parametrize("line", ROWS.strip().splitlines())
def test_what_is_wrong_is_named_at_the_rosters_own_cell(line, tmp_path):
    text, code, spot, message = (part.strip() for part in line.split(" | "))
    rows, findings = made(tmp_path, text.replace(",", "|").replace(";", "\n"))
    assert told(findings) == [(code, "名册.xlsx", f"Sheet1!{spot}", message)]
    assert [row.listed.name for row in rows].count("沾溪镇") == 1
    is_notice = "这一栏没有用到" in message
    assert (findings[0].severity.value == "提醒") is is_notice


UNUSABLE = """
乡镇（街道）;沾溪镇 | “名册.xlsx”的工作表“Sheet1”前 20 行里没有“单位”这一栏。 | 写一行栏目名称，其中一栏是“单位”，下面每行写一个单位的简称。
序号,单位;1; | “名册.xlsx”的“单位”一栏里一个单位也没有（工作表“Sheet1”）。 | 在“单位”一栏每行写一个单位的简称。
"""


@pytest.mark.parametrize("line", UNUSABLE.strip().splitlines())
def test_a_workbook_that_names_no_unit_is_refused(line, tmp_path):
    text, message, remedy = (part.strip() for part in line.split(" | "))
    with pytest.raises(ReportgenError) as raised:
        made(tmp_path, text.replace(",", "|").replace(";", "\n"))
    assert (raised.value.code, raised.value.message) == ("BA16", message)
    assert raised.value.remedy == remedy


def test_days_are_the_same_days_in_a_workbook_that_counts_from_1904(tmp_path):
    """Excel for Mac once counted so; the form's cell would be four years early."""
    found = []
    for name, epoch in (("甲.xlsx", None), ("乙.xlsx", CALENDAR_MAC_1904)):
        book = Workbook()
        if epoch:
            book.epoch = epoch
        book.active.append(["单位", "报告日期"])
        book.active.append(["沾溪镇", date(2021, 4, 20)])
        book.save(tmp_path / name)
        [row], findings = rosters.read(tmp_path / name, shipped())
        assert findings == []
        found.append(row.values["报告日期"].text)
    assert found == ["44306", "44306"]
