"""Next year's forms of a county: the shipped pack changed as an editor would, and issued."""

from __future__ import annotations

import io
import shutil
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from reportgen import packs, workbook
from reportgen.cli import run
from reportgen.document import package
from reportgen.figures import Table
from reportgen.pipeline import checking
from tests.helpers import county
from tests.helpers.packs import PACK, put

UNITS = ["灰山港镇", "马迹塘镇", "浮丘山乡", "高桥镇"]
NEW, LAST = Path("templates/2021"), Path("inputs/2020")


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """Four townships' forms of last year, next year's pack, and a roster of five."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(PACK, folder / "templates" / "2020")
    shutil.copytree(PACK, folder / NEW)
    (folder / LAST).mkdir(parents=True)
    for name, form in county.forms(4, names=UNITS):
        (folder / LAST / f"{name}.xlsx").write_bytes(form)
    change(folder / NEW / "rules.xlsx", next_years_rules)
    change(folder / NEW / "form.xlsx", next_years_form)
    next_years_report(folder / NEW / "report.docx")
    roster = Workbook()
    rows = [
        ("单位", "又作", "单位全称"),
        ("灰山港镇", None, None),
        ("新马迹镇", None, "桃江县马迹塘镇人民政府"),
        ("浮邱山乡", "浮丘山乡", None),
        ("高桥镇", None, None),
        ("新设镇", None, None),
    ]
    for row in rows:
        roster.active.append(row)
    roster.save(folder / "名册.xlsx")
    return folder


ISSUE = ["form", str(NEW), "--roster", "名册.xlsx", "-o", "inputs/2021", "--last-year", str(LAST)]


def said(arguments):
    """Run a command; return its exit code and what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = run(arguments)
    return code, printed.getvalue()


@pytest.fixture(scope="module")
def once(ready, tmp_path_factory):
    """The county's forms, issued once for all tests that only look at them."""
    folder = tmp_path_factory.mktemp("issued")
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    with chdir(folder):
        return folder, *said(ISSUE)


@pytest.fixture
def issued(once, monkeypatch):
    """What issuing said; the test stands in the county's folder."""
    folder, code, text = once
    monkeypatch.chdir(folder)
    assert code == 0, text
    return text


@pytest.fixture
def apart(ready, tmp_path, monkeypatch):
    """A folder of the test's own, nothing issued yet."""
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def change(path, how):
    book = load_workbook(path)
    how(book)
    book.save(path)


def next_years_rules(book):
    """Another year, a new name, another unit, one option fewer, and what last year computed."""
    put(book, "说明", ("项目", "年度"), "内容", 2021)
    put(book, "字段", ("名称", "财政部门"), "名称", "本级财政部门")  # 上年字段 keeps the old one
    put(book, "字段", ("名称", "自称"), "选项", "我镇、我街道、我单位")
    for name, kind, unit, source in (
        ("上年收入合计", "数", "元", "收入合计"),
        ("上年满意度", "数", "%", "满意度比率"),
        ("上年得分", "数", "分", "综合得分"),
        ("上年等级", "文字", None, "评价等级"),
        ("上年投资", "数", "万元", "引进县域外资金投资"),
    ):
        columns = [cell.value for cell in book["字段"][1]]
        row = {"名称": name, "类型": kind, "单位": unit, "必填": "否", "上年字段": source}
        book["字段"].append([row.get(title) for title in columns])


def next_years_form(book):
    for row in book["单位概况"].iter_rows():
        for cell in row:
            if cell.value == "{{ 财政部门 }}":
                cell.value = "{{ 本级财政部门 }}"
    sheet = book.create_sheet("上年情况")
    for name in ("上年收入合计", "上年满意度", "上年得分", "上年等级", "上年投资"):
        sheet.append([f"{name}（按上年报告）", f"{{{{ {name} }}}}"])


def next_years_report(path):
    """The tag has its new name in the report as well."""
    with ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    assert "{{ 财政部门" in body
    changed = {"word/document.xml": body.replace("{{ 财政部门", "{{ 本级财政部门").encode()}
    path.write_bytes(package.pack(package.members(path.read_bytes()), changed))


def records(name):
    """What last year's form said and computed, and what the new one says."""
    old, new = (packs.load(Path("templates") / year)[0] for year in ("2020", "2021"))
    before = checking.read(workbook.read(LAST / f"{name}.xlsx"), old).record
    now = checking.read(workbook.read(Path("inputs/2021") / f"{NAMED[name]}.xlsx"), new).record
    return before, {key: value for key, value in now.items() if key in new.fields}, new


NAMED = {"灰山港镇": "灰山港镇", "马迹塘镇": "新马迹镇", "浮丘山乡": "浮邱山乡", "高桥镇": "高桥镇"}


def test_a_countys_forms_are_issued_with_last_years_values(issued):
    """Found by name, by another spelling, by the full name; the new township's is blank."""
    for name in UNITS:
        before, now, pack = records(name)
        carried = {
            each.name: each.prior_name
            for each in pack.fields.values()
            if each.prior_name and "." not in each.name
        }
        same = [n for n in carried if pack.fields[n].unit == before_unit(before, carried[n])]
        assert len(same) > 25
        for each in same:
            if each in ("单位简称", "自称", "上年满意度", "上年得分"):
                continue
            assert now[each].value == before[carried[each]].value, (name, each)
        assert {"通知名称", "重点工作计划", "总体绩效情况", "在职人数", "工作成效"} & {
            key for key, value in now.items() if not isinstance(value, Table) or value.rows
        } == set()
    assert "没有找到“新设镇”的上年填报表，没有带入。" in issued
    pack = packs.load(NEW)[0]
    blank = checking.read(workbook.read(Path("inputs/2021/新设镇.xlsx")), pack).record
    assert [n for n, v in blank.items() if n in pack.fields and not isinstance(v, Table)] == [
        "单位简称"
    ]


def before_unit(before, name):
    value = before.get(name)
    return getattr(value, "unit", "") if value else None


def test_computed_figures_scores_and_grades_are_carried_too(issued):
    before, now, _ = records("高桥镇")
    assert now["上年收入合计"].value == before["收入合计"].value * 10000
    assert now["上年投资"].value == before["引进县域外资金投资"].value * 10000
    assert now["上年满意度"].value == round(before["满意度比率"].value, 4)
    assert now["上年得分"].value == before["综合得分"].value
    assert now["上年等级"].value == before["评价等级"].value


def test_rows_of_lists_keep_their_order_and_leave_this_years_columns_blank(issued):
    before, now, _ = records("灰山港镇")
    assert [row["名称"].value for row in now["内设机构"].rows] == [
        row["名称"].value for row in before["内设机构"].rows
    ]
    assert [sorted(row) for row in now["经济指标"].rows] == [["单位", "名称"]] * 5


def test_what_was_not_carried_is_counted_told_and_listed(issued):
    """An option that is gone: at the new cell, with the old one beside it."""
    assert (
        "浮邱山乡.xlsx 单位概况!B7  提醒 FM15\n"
        "  “自称”没有带入：“自称”填的是“我乡”，不在选项之内。是不是“我镇”？\n"
        "  办法：核对后在新表上填写。\n"
        "  另见：2020/浮丘山乡.xlsx 单位概况!B7\n"
    ) in issued
    assert "填报表发出 5 份：" in issued
    sheet = load_workbook("inputs/2021/带入情况.xlsx").active
    lines = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert lines[0] == ["单位", "填到", "名称", "取自", "旧名称", "值", "结果", "原因"]
    [left] = [line for line in lines if line[0] == "浮邱山乡" and line[2] == "自称"]
    assert left[5:7] == ["我乡", "未带入"]
    assert [line[3] for line in lines if "新设镇" in line[7]] == ["新设镇"]


def test_issued_forms_are_accepted_by_batch_and_the_list_beside_them_is_passed_over(issued):
    """Every finding is of what is still blank: no carried value is refused."""
    _, text = said(["batch", "inputs/2021", "-t", str(NEW), "-o", "outputs/2021"])
    assert "  跳过 1 个发表时写的带入情况：带入情况.xlsx。\n" in text
    assert "共 5 份填报表：" in text
    pack, _ = packs.load(NEW)
    filled = {each.name for each in pack.fields.values() if each.prior_name}
    checked = checking.check(workbook.read(Path("inputs/2021/高桥镇.xlsx")), pack)
    refused = [each for each in checked.findings if each.code.startswith("RC")]
    assert {each.code for each in refused} == {"RC04"}
    assert not [each for each in refused if any(f"“{name}”" in each.message for name in filled)]


def test_a_broken_form_two_of_one_unit_and_a_strangers_are_told(apart):
    (LAST / "高桥镇.xlsx").write_bytes(b"PK\3\4 not a workbook")
    (LAST / "副本").mkdir()
    shutil.copy(LAST / "灰山港镇.xlsx", LAST / "副本" / "灰山港镇.xlsx")  # the same bytes: one form
    [(_, other)] = county.forms(1, names=["浮丘山乡"], seed=7)
    (LAST / "副本" / "浮丘山乡.xlsx").write_bytes(other)
    [(_, strange)] = county.forms(1, names=["武潭镇"])
    (LAST / "武潭镇.xlsx").write_bytes(strange)
    code, text = said(ISSUE)
    assert code == 1
    assert "2020/高桥镇.xlsx  错误 FM11\n  不能用作上年的填报表：“高桥镇.xlsx”" in text
    assert "  “浮邱山乡”有 2 份旧表：副本/浮丘山乡.xlsx、2020/浮丘山乡.xlsx，没有带入。\n" in text
    assert (
        "高桥镇  提醒 FM13\n"
        "  没有找到“高桥镇”的上年填报表，没有带入。\n"
        "  办法：核对上年的文件夹；名称有变的，在名册的“又作”一栏写上年的名称。\n"
    ) in text
    assert "  这是“武潭镇”的填报表，没有要发表的单位与它对应。" in text
    assert "“灰山港镇”有 2 份" not in text
    assert len([*Path("inputs/2021").glob("*.xlsx")]) == 6


def test_a_form_that_stands_already_is_not_written_over(apart):
    Path("inputs/2021").mkdir()
    Path("inputs/2021/高桥镇.xlsx").write_bytes(b"half a day's typing")
    code, text = said(ISSUE)
    assert code == 1
    assert Path("inputs/2021/高桥镇.xlsx").read_bytes() == b"half a day's typing"
    assert "填报表发出 4 份，1 份没有发出：" in text
