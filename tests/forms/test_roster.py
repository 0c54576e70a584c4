"""``form --roster``: a form for every unit, and none over a form that stands already."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from reportgen import forms, packs, workbook
from reportgen.cli import run
from reportgen.forms import data
from tests.forms.made import made_pack
from tests.helpers.forms import cell_of
from tests.helpers.packs import PACK, shipped

TABLES = {
    "说明": "项目|内容\n单位字段|简称",
    "字段": """
        | 名称 | 类型 | 必填 | 单位 | 小数位 | 下限 | 上限 | 选项 |
        | 简称 | 文字 | 是 | | | | | |
        | 全称 | 文字 | 是 | | | | | |
        | 率 | 数 | 否 | % | 2 | 0% | 150% | |
        | 日 | 日期 | 否 | | | | | |
        | 择 | 选项 | 否 | | | | | 甲、乙 |
    """,
}
NAMES = ["简称", "全称", "率", "日", "择"]


@pytest.fixture
def folder(tmp_path):
    cells = {f"A{n}": f"{{{{ {name} }}}}" for n, name in enumerate(NAMES, 1)}
    return made_pack(tmp_path / "pack", TABLES, {"表": cells})


@pytest.fixture
def told(capsys, tmp_path, folder, monkeypatch):
    """Run ``form --roster`` in a folder of its own with a roster of these rows."""
    monkeypatch.chdir(tmp_path)

    def tell(rows, *arguments):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        for cell in book.active["C"]:
            cell.number_format = "0.00%"
        book.save("名册.xlsx")
        code = run(["form", str(folder), "--roster", "名册.xlsx", "-o", "发表", *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return tell


def issued(tmp_path):
    return sorted(path.stem for path in (tmp_path / "发表").glob("*"))


def typed(tmp_path, name):
    """What stands in the cells of a form, by field."""
    cells = workbook.read(tmp_path / "发表" / f"{name}.xlsx").by_title["表"].cells
    found = {field: cells.get((row, 1)) for row, field in enumerate(NAMES, 1)}
    return {field: cell.text for field, cell in found.items() if cell}


def test_every_unit_has_a_form_with_what_is_known_of_it(told, tmp_path):
    """A rate in a cell of per cent is that rate; nothing of one form is left in the next."""
    rows = [
        ["单位", "全称", "率", "择"],
        ["灰山镇", "某县灰山镇人民政府", 0.0815, "乙"],
        ["马迹镇", None, None, None],
    ]
    code, text = told(rows)
    assert code == 0
    assert text.splitlines()[-1] == "名册共 2 个单位：填报表发出 2 份。"
    assert text.count("已生成") == 2
    assert issued(tmp_path) == ["灰山镇", "马迹镇"]
    assert typed(tmp_path, "灰山镇") == {
        "简称": "灰山镇",
        "全称": "某县灰山镇人民政府",
        "率": "0.0815",
        "择": "乙",
    }
    assert typed(tmp_path, "马迹镇") == {"简称": "马迹镇"}


def test_a_form_that_stands_keeps_back_no_other(told, tmp_path):
    """It may be filled in; it is said, and the others are issued."""
    (tmp_path / "发表").mkdir()
    (tmp_path / "发表" / "马迹镇.xlsx").write_bytes(b"half a day's typing")
    code, text = told([["单位"], ["灰山镇"], ["马迹镇"], ["高桥镇"]])
    assert code == 1
    assert issued(tmp_path) == ["灰山镇", "马迹镇", "高桥镇"]
    assert (tmp_path / "发表" / "马迹镇.xlsx").read_bytes() == b"half a day's typing"
    assert "没有发出  FM05" in text
    assert "马迹镇.xlsx”已经存在，可能有人填过，没有覆盖。" in text
    assert text.splitlines()[-1] == "名册共 3 个单位：填报表发出 2 份，1 份没有发出。"


def test_issuing_twice_changes_nothing(told, tmp_path):
    rows = [["单位", "全称"], ["灰山镇", "某县灰山镇人民政府"], ["马迹镇", None]]
    told(rows)
    before = {path: path.read_bytes() for path in (tmp_path / "发表").iterdir()}
    code, _ = told(rows)
    assert code == 0
    assert {path: path.read_bytes() for path in (tmp_path / "发表").iterdir()} == before


def test_mistakes_of_a_roster_are_all_told_and_nothing_is_issued(told, tmp_path):
    """Each at its own cell of the roster."""
    code, text = told(
        [["单位", "全称", "率", "择"], ["灰山镇", None, 3, "丙"], ["灰山镇", None, None, None]]
    )
    assert (code, issued(tmp_path)) == (1, [])
    for place in ("Sheet!A3  错误 PK31", "Sheet!C2  错误", "Sheet!D2  错误"):
        assert f"名册.xlsx {place}" in text


@pytest.mark.parametrize("other", [["--name", "灰山镇"], ["--data", "值.json"]])
def test_a_roster_goes_with_neither_a_name_nor_data(other, told, tmp_path):
    code, text = told([["单位"], ["灰山镇"]], *other)
    assert (code, issued(tmp_path)) == (2, [])
    assert "FM09" in text
    assert "--roster 给名册里的每个单位各发一份，不能同时用 --name 或 --data。" in text


def test_a_roster_without_units_says_what_is_missing(told):
    code, text = told([["乡镇（街道）"], ["灰山镇"]])
    assert code == 2
    assert "无法运行  BA16" in text


def test_a_disk_that_takes_nothing_stops_the_rest(told, tmp_path):
    """It is no form of anybody's: fifteen times the same would help nobody."""
    (tmp_path / "发表").write_bytes(b"")
    code, text = told([["单位"], ["灰山镇"], ["马迹镇"]])
    assert code == 2
    assert text.count("OU01") == 1


def test_forms_of_a_roster_are_those_issued_one_by_one(folder):
    """Byte for byte: the blank form is made ready once, and saving it leaves no trace."""
    pack, _ = packs.load(folder)
    singles = [{"简称": "甲镇", "择": "乙"}, {}, {"简称": "乙镇", "全称": "=1+1"}]
    one_by_one = [forms.issue(pack, data.Data(each, {})) for each in singles]
    each = [data.Data(given, {}) for given in singles]
    assert list(forms.issue_each(pack, each)) == one_by_one


def test_forms_with_lists_and_notes_are_those_issued_one_by_one(tmp_path):
    """Colours, notes and rows of one unit leave no trace in the next one's form."""
    tables = {"字段": "名称|类型|必填\n甲|文字|否\n单|表|否\n单.名|文字|否\n单.数|数|否"}
    cells = {"A1": "{{ 甲 }}", "A3": "{{ 单.名 }}", "B3": "{{ 单.数 }}", "A5": "完"}
    pack, _ = packs.load(made_pack(tmp_path / "lists", tables, {"表": cells}))
    rows = tuple({"名": f"第{n}项"} for n in range(3))
    look = "上年内容，请核对。"
    given = [
        data.Data({"甲": "一"}, {"单": rows[:1]}, {"甲": look, "单.名": look}),
        data.Data({}, {"单": rows}, {"单.名": look}),
        data.Data({"甲": "二"}, {}),
        data.Data({"甲": "=1"}, {"单": rows[1:2]}, {"单.名": look}),
        data.Data({}, {"单": rows[::-1]}),
    ]
    one_by_one = [forms.issue(pack, each) for each in given]
    assert len({*one_by_one}) == len(given)
    assert list(forms.issue_each(pack, given)) == one_by_one


def test_a_pictures_form_can_be_issued_again_and_again(folder):
    """A badge on the form: openpyxl closes a picture once it is written."""
    from openpyxl import load_workbook

    image = pytest.importorskip("PIL.Image")
    drawing = pytest.importorskip("openpyxl.drawing.image")
    image.new("RGB", (4, 4)).save(folder / "badge.png")
    book = load_workbook(folder / "form.xlsx")
    book.active.add_image(drawing.Image(str(folder / "badge.png")), "F1")
    book.save(folder / "form.xlsx")
    pack, _ = packs.load(folder)
    names = [{"简称": name} for name in ("甲镇", "乙镇", "丙镇")]
    one_by_one = [forms.issue(pack, data.Data(each, {})) for each in names]
    each = [data.Data(given, {}) for given in names]
    assert list(forms.issue_each(pack, each)) == one_by_one


def test_the_shipped_packs_own_list_issues_a_form_for_each_township(tmp_path, capsys):
    """A county can begin with what is in the pack; the forms read back as the units' own."""
    code = run(["form", str(PACK), "--roster", str(PACK / "rules.xlsx"), "-o", str(tmp_path)])
    assert (code, capsys.readouterr().out.splitlines()[-1]) == (
        0,
        "名册共 15 个单位：填报表发出 15 份。",
    )
    names = [each.name for each in shipped().roster]
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(names)
    title, at = cell_of("单位简称")
    for name in names:
        book = workbook.read(tmp_path / f"{name}.xlsx")
        assert book.by_title[title].cells[at].text == name
