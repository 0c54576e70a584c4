"""名单: the county's units, as an editor writes them."""

from __future__ import annotations

from reportgen import packs
from reportgen.packs import shown
from tests.helpers.packs import changed, shipped


def _changed(folder, change):
    """Load the shipped pack with its 名单 changed."""
    return packs.load(changed(folder, "rules.xlsx", lambda book: change(book["名单"])))


def _told(findings):
    return [(each.code, each.where.spot, each.message) for each in findings]


def test_the_shipped_pack_lists_the_fifteen_units_of_its_county():
    roster = shipped().roster
    assert len(roster) == 15
    assert [each.others for each in roster if each.name == "浮邱山乡"] == [("浮丘山乡",)]
    assert "浮邱山乡（又作浮丘山乡）\n" in shown.as_text(shipped())
    assert {"单位": "灰山港镇", "又作": []} in shown.as_data(shipped())["名单"]


def test_a_pack_without_the_sheet_is_sound(tmp_path):
    folder = changed(tmp_path, "rules.xlsx", lambda book: book.remove(book["名单"]))
    pack, findings = packs.load(folder)
    assert findings == []
    assert pack.roster == ()


def test_an_unknown_column_is_named(tmp_path):
    def change(sheet):
        sheet["C1"] = "村"

    _, findings = _changed(tmp_path, change)
    assert _told(findings) == [("PK03", "名单!C1", "不认识“村”这一栏。")]


def test_a_name_that_stands_twice_is_told_with_the_first_place(tmp_path):
    def change(sheet):
        sheet["A3"] = "高桥镇"

    _, [finding] = _changed(tmp_path, change)
    assert _told([finding]) == [("PK31", "名单!A14", "“高桥镇”在“名单”里写了不止一次。")]
    assert finding.remedy == "只留一处；确是两个单位的，写出能分清的名称。"
    assert [each.spot for each in finding.related] == ["名单!A3"]


def test_another_writing_that_is_a_unit_of_its_own_is_told(tmp_path):
    def change(sheet):
        sheet["B3"] = "高桥镇"

    _, findings = _changed(tmp_path, change)
    assert [(each.code, each.where.spot) for each in findings] == [("PK31", "名单!A14")]


def test_a_sheet_without_names_is_told(tmp_path):
    _, findings = _changed(tmp_path, lambda sheet: sheet.delete_rows(2, 20))
    assert _told(findings) == [
        ("PK32", "名单!A2", "“名单”里一个单位也没有，报告中误写的其他单位名称查不出来。")
    ]
    assert findings[0].remedy == "在“单位”一栏每行写一个单位的简称；不用名单的，删去这张表。"


def test_a_full_name_or_several_names_are_no_short_name(tmp_path):
    def change(sheet):
        sheet["A2"] = "桃江县修山镇人民政府"
        sheet["A3"] = "鸬鹚渡镇、石牛江镇"
        sheet["A4"] = "桃江县石牛江镇"

    _, findings = _changed(tmp_path, change)
    assert _told(findings) == [
        ("PK33", "名单!A2", "“单位”写的是“桃江县修山镇人民政府”，不是一个单位的简称。"),
        ("PK33", "名单!A3", "“单位”写的是“鸬鹚渡镇、石牛江镇”，不是一个单位的简称。"),
        ("PK33", "名单!A4", "“单位”写的是“桃江县石牛江镇”，不是一个单位的简称。"),
    ]
    remedy = "写简称，一行一个单位，如“城关镇”；不带县名以上的名称和“人民政府”。"
    assert {each.remedy for each in findings} == {remedy}


def test_a_row_without_its_name_is_told_at_its_cell(tmp_path):
    def change(sheet):
        sheet["A3"] = None
        sheet["B3"] = "鸬渡镇"

    _, findings = _changed(tmp_path, change)
    assert _told(findings) == [("PK17", "名单!A3", "“单位”一栏空着：每一行是一个单位。")]
