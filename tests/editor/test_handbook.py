"""The field handbook: every name with what the writer of report.docx looks up."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reportgen import cli, template
from reportgen.editor import handbook
from reportgen.editor.handbook import columns, printed, samples
from reportgen.editor.handbook import entries as entry
from reportgen.editor.handbook.model import Entry, Handbook
from reportgen.findings import Where
from reportgen.packs.model import Calculation, Kind, Sum, Term
from reportgen.prose import FILTERS, Number
from tests.helpers.packs import PACK, changed, find_title, shipped
from tests.helpers.word import docx


@cache
def book() -> Handbook:
    _, made, findings = handbook.make(PACK)
    assert findings == []
    return made


@cache
def entries() -> dict[str, Entry]:
    return {each.name: each for each in (*book().singles, *book().columns, *book().results)}


def test_every_name_that_a_report_may_print_has_one_row() -> None:
    expected = set()
    for name, kind in template.names(shipped()).items():
        expected.add(name)
        if not isinstance(kind, str):
            expected |= {f"{name}.{column}" for column in kind}
    assert set(entries()) == expected
    assert len(entries()) == len(book().singles + book().columns + book().results)


def test_a_field_says_where_it_is_asked_printed_and_used() -> None:
    assert entries()["行政编制"] == Entry(
        name="行政编制",
        sort="字段",
        tag="{{ 行政编制 }}",
        shown=entries()["行政编制"].shown,
        in_sentence="{{ 行政编制 }}人",
        said=f"{entries()['行政编制'].shown}人",
        kind="数",
        unit="人",
        places=0,
        required="是",
        asked=("单位概况!B16（行政编制 / 人数）",),
        printed=("一、（一）第1段",),
        used=("计算!C2（编制数）",),
        hint="填写机构编制部门批准的行政编制数，整数；没有的填0",
    )


def test_a_cell_in_a_table_is_told_by_its_row_and_its_column() -> None:
    assert entries()["因公出国境费上年决算"].asked == (
        "三公经费!C4（1.因公出国（境）费 / 2019年决算）",
        "基础数据表!B10（2.出国经费 / 2019年决算数）",
    )


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("基本支出上年决算", "{{ 基本支出上年决算 | 万元 }}"),
        ("固定资产利用率", "{{ 固定资产利用率 | 百分比 }}"),
        ("引进县域外资金投资", "{{ 引进县域外资金投资 | 亿元 }}"),
        ("支出合计上年差额", "{{ 支出合计上年差额 | 增减 }}"),
        ("项目支出.名称", "{{ 项目支出.名称 | 顿号 }}"),
        ("内设机构", "{{ 内设机构 | 个数 }}"),
        (
            "项目支出.决算",
            "{% for 项 in 项目支出 %}{{ 项.决算 | 万元 }}"
            "{% if not loop.last %}、{% endif %}{% endfor %}",
        ),
        ("单位全称", ""),
    ],
)
def test_what_is_copied_into_a_sentence_fits_the_kind(name: str, tag: str) -> None:
    assert entries()[name].in_sentence == tag


def test_every_tag_to_copy_lints_clean() -> None:
    """What the handbook offers must not be refused by the lint of the very pack."""
    tags = [tag for each in entries().values() for tag in (each.tag, each.in_sentence) if tag]
    tags += [way.tag for way in book().ways if way.name != "合并"]
    alone = [tag for tag in tags if "…" not in tag]
    assert template.lint(docx("\n".join(alone)), template.names(shipped())) == []


def test_an_example_is_what_the_tag_prints() -> None:
    entry = entries()["项目支出.决算"]
    rows = entry.shown.split("\n")
    assert len(rows) == samples.ROWS == len(set(rows))
    assert entry.said == "、".join(f"{each}万元" for each in rows)


def test_a_made_up_value_keeps_to_the_limits_of_its_field() -> None:
    for name, field in shipped().fields.items():
        for value in samples.of_field(field, shipped().year):
            if isinstance(value, Number):
                assert field.low is None or value.value >= field.low, name
                assert field.high is None or value.value <= field.high, name


def test_claimed_points_are_never_more_than_the_weight() -> None:
    for each in shipped().indicators:
        assert float(entries()[f"{each.name}自评得分"].shown) <= each.weight


def test_every_filter_is_shown_with_what_it_prints() -> None:
    assert list(dict.fromkeys(way.name for way in book().ways)) == list(FILTERS)
    assert [way.tag for way in book().ways if not way.shown or not way.about] == []


def test_a_loops_variable_stands_for_its_list() -> None:
    """The same word may run through one list after another; a condition is told apart."""
    source = docx(
        "{% for 项 in 甲表 %}{{ 项.名称 }}{% endfor %}\n"
        "{% for 项 in 乙表 %}{% if 项.额 > 0 %}{{ 项.额 | 较('上年', 丙) }}{% endif %}{% endfor %}\n"
        "{% if 丁 > 戊 %}多{% endif %}"
    )
    assert printed.places(source) == {
        "甲表": ("开头第1段",),
        "甲表.名称": ("开头第1段",),
        "乙表": ("开头第2段",),
        "乙表.额": ("开头第2段",),
        "丙": ("开头第2段",),
        "丁": ("开头第3段（判断）",),
        "戊": ("开头第3段（判断）",),
    }


def test_what_is_asked_for_and_not_printed_is_listed() -> None:
    idle = {each.name: each.what for each in book().idle}
    assert idle["支出年初预算控制数"] == "要填，报告不印，只用于计算、核对"
    assert idle["收支平衡差额"] == "算出来，只在填报表上显示"
    assert "行政编制" not in idle


def test_what_is_printed_and_not_defined_is_listed(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        sheet = book["字段"]
        _, column = find_title(book, "字段", "名称")
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, column).value == "单位简称":
                sheet.cell(row, column).value = "单位的简称"

    _, made, findings = handbook.make(changed(tmp_path, "rules.xlsx", rename))
    assert findings  # the form's own tag has no row now: the handbook is made all the same
    [found] = [each for each in made.idle if each.name == "单位简称"]
    assert found.what == "报告里印了，rules.xlsx 里没有定义"
    assert found.places


def test_a_damaged_report_is_told_and_the_rest_written(tmp_path: Path) -> None:
    pack = changed(tmp_path, "rules.xlsx", lambda book: None)
    (pack / "report.docx").write_bytes(b"PK not a zip")
    _, made, findings = handbook.make(pack)
    assert [each.code for each in findings] == ["TP01"]
    assert len(made.singles) == len(book().singles)


def test_the_workbook_is_the_same_bytes_and_opens_with_its_sheets() -> None:
    data = handbook.workbook(book())
    assert data == handbook.workbook(book())
    read = load_workbook(io.BytesIO(data))
    assert read.sheetnames == ["字段", "清单", "计算与得分", "写法", "没有用到"]
    sheet = read["字段"]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref.startswith("A3:N")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.max_row == len(book().singles) + 3
    assert sheet["C4"].value == book().singles[0].tag
    assert all(cell.data_type != "f" for each in read for row in each for cell in row)


def test_the_command_writes_the_handbook_and_keeps_an_edited_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["pack", "fields", str(PACK), "-o", str(tmp_path / "手册")]
    assert cli.run(command) == 0
    target = tmp_path / "手册" / "字段手册.xlsx"
    assert f"已生成  {target}" in capsys.readouterr().out
    assert cli.run(command) == 0
    assert f"没有变化  {target}" in capsys.readouterr().out
    target.write_bytes(b"a person's notes")
    assert cli.run(command) == 0
    assert f"已生成  {target.with_name('字段手册（2）.xlsx')}" in capsys.readouterr().out
    assert target.read_bytes() == b"a person's notes"


def test_the_command_prints_the_same_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["pack", "fields", str(PACK), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["字段"][0]["名称"] == book().singles[0].name
    assert told["字段"][0]["印在哪里"] == list(book().singles[0].printed)
    assert told["问题清单"] == []
    assert list(tmp_path.iterdir()) == []


def test_a_handbook_is_a_workbook_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["pack", "fields", str(PACK), "-o", str(tmp_path / "手册.docx")]) == 2
    assert capsys.readouterr().err == (
        "无法运行  PK75\n"
        "  字段手册只能写成 .xlsx 文件，写不成“手册.docx”。\n"
        "  办法：把文件名改成以 .xlsx 结尾，再运行一次。\n"
    )


def test_a_figure_of_every_row_and_a_choice_from_another_list_stand_among_the_columns() -> None:
    pack = shipped()
    rate = Calculation(
        "项目支出.执行率",
        "比率",
        (Sum((Term(1, "", "项目支出.决算"),)), Sum((Term(1, "", "项目支出.预算"),))),
        "%",
        2,
        Where("rules.xlsx", "计算!A99"),
    )
    linked = replace(pack.fields["问题与措施.问题"], kind=Kind.CHOICE, choices_from="项目支出.名称")
    fields = {**pack.fields, linked.name: linked}
    told = entry.book(replace(pack, calculations=(*pack.calculations, rate), fields=fields), {})
    found = {each.name: each for each in columns.columns(told)}
    assert found["项目支出.执行率"].hint == "比率（项目支出.决算；项目支出.预算）"
    assert "{{ 项.执行率 | 百分比 }}" in found["项目支出.执行率"].in_sentence
    assert "计算!A99（项目支出.执行率）" in found["项目支出.决算"].used
    assert found[linked.name].hint.startswith("选项：项目支出.名称")
    assert any(each.endswith("的选项）") for each in found["项目支出.名称"].used)
    assert "项目支出.执行率" not in {each.name for each in entry.results(told)}
