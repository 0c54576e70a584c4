"""Records: what was typed is read exactly, or a finding names the cell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen import calculations, records
from reportgen.figures import Figure, Paragraphs, Table, Text
from reportgen.findings import Severity, as_text
from reportgen.records import repeats
from reportgen.workbook.cells import Book, Cell, CellKind, Sheet, ref
from tests.helpers.forms import (
    cell_of,
    column_inserted,
    example,
    number,
    put,
    row_deleted,
    rows_inserted,
    typed,
    with_sheet,
    words,
)
from tests.helpers.packs import shipped


def read(book):
    """Return the record and the findings of a form."""
    found, findings = records.extract(book, shipped())
    return found.record, findings


def spot(name: str) -> str:
    sheet, at = cell_of(name)
    return f"{sheet}!{ref(at)}"


def test_the_example_reads_without_a_finding():
    """Every required cell is there, and nothing stands beside the fields."""
    record, findings = read(example())
    assert [as_text(finding) for finding in findings] == []
    assert record["政府性基金收入"].value == Decimal("21.87")
    assert isinstance(record["主要职能"], Paragraphs)
    assert len(record["主要职能"].value) == 7
    assert isinstance(record["项目支出"], Table)
    assert len(record["项目支出"].rows) == 10
    assert isinstance(record["自称"], Text)


def test_every_figure_remembers_its_cell():
    """Without the place no finding could point."""
    record, _ = read(example())
    figure = record["政府性基金收入"]
    assert isinstance(figure, Figure)
    assert str(figure.where) == f"灰山港镇.xlsx {spot('政府性基金收入')}"


# What the clerk types into the cell of a field; severity, code, message.
TYPED = """
在职人数 | | 错误 RC04 | “在职人数”没有填写。
在职人数 | 无 | 错误 RC04 | “在职人数”填的是“无”，没有数。
在职人数 | 约218 | 错误 RC05 | “在职人数”填的是“约218”，不是一个数。
在职人数 | -3 | 错误 RC06 | “在职人数”填的是 -3人，小于下限 0人。
在职人数 | 217.5 | 错误 RC06 | “在职人数”填的是 217.5，应为整数。
自称 | 我们 | 错误 RC09 | “自称”填的是“我们”，不在选项之内。
报告日期 | 明年春天 | 错误 RC10 | “报告日期”填的是“明年春天”，不是日期。
政府性基金收入 | １,０２１.87 | 提醒 RC11 | “政府性基金收入”填的是“１,０２１.87”，
"""


@pytest.mark.parametrize("line", TYPED.strip().splitlines())
def test_what_cannot_be_read_is_named_at_its_cell(line):
    """The message says what stands there; the place is the cell."""
    name, text, kind, message = (part.strip() for part in line.split("|"))
    plain = (
        text.lstrip("-").replace(".", "", 1).isascii()
        and text.lstrip("-").replace(".", "", 1).isdigit()
    )
    cell = None if not text else number(text) if plain else words(text)
    _, findings = read(typed(example(), **{name: cell}))
    [finding] = findings
    assert f"{finding.severity.value} {finding.code}" == kind
    assert finding.message.startswith(message)
    assert finding.where.spot == spot(name)


def test_an_error_cell_and_a_formula_never_calculated_are_not_blanks():
    """Libraries return both as nothing, or as words."""
    book = typed(
        example(),
        在职人数=Cell(CellKind.ERROR, "#REF!", formula=True),
        行政编制=Cell(CellKind.UNCALCULATED, "1+1", formula=True),
        事业编制=Cell(CellKind.BOOLEAN, "TRUE"),
    )
    _, findings = read(book)
    assert {(f.code, f.message) for f in findings} == {
        ("RC08", "“在职人数”的格里是错误值 #REF!。"),
        ("RC07", "“行政编制”的格里是公式，但没有计算结果。"),
        ("RC05", "“事业编制”填的是 TRUE，不是数。"),
    }


def test_rows_inserted_above_are_found_again_by_their_words():
    """Reading by address would return a neighbour's figure for every cell below."""
    straight, _ = read(example())
    moved, findings = read(rows_inserted(example(), "收入支出", 3, 2))
    assert {name: value.value for name, value in moved.items() if isinstance(value, Figure)} == {
        name: value.value for name, value in straight.items() if isinstance(value, Figure)
    }
    assert [f.code for f in findings] == ["RC03"]
    assert findings[0].severity is Severity.NOTICE
    assert findings[0].message == "表中的行或列与发出时位置不同，已按文字标签重新对位读取。"


def test_a_column_inserted_is_found_again_by_the_headings():
    """The same, the other way."""
    straight, _ = read(example())
    moved, findings = read(column_inserted(example(), "三公经费", 2))
    assert moved["公务接待费本年决算"].value == straight["公务接待费本年决算"].value
    assert {f.code for f in findings} == {"RC03"}


def test_a_deleted_row_loses_its_figures_and_never_reads_a_neighbours():
    """Each figure of the row is named; the rows around it read as before."""
    straight, _ = read(example())
    title, (row, _) = cell_of("公务接待费本年决算")
    record, findings = read(row_deleted(example(), title, row))
    lost = [f"公务接待费{column}" for column in ("上年预算", "上年决算", "本年预算", "本年决算")]
    assert not set(lost) & set(record)
    messages = [f.message for f in findings if f.code == "RC02"]
    assert messages == [f"找不到填写“{name}”的行或列。" for name in lost]
    for name in ("公务用车运行维护费本年决算", "三公经费本年决算控制数"):
        assert record[name].value == straight[name].value


def test_a_note_that_was_written_over_does_not_lose_the_row():
    """The row is known by its first words; the note is said to be gone."""
    straight, _ = read(example())
    title, (row, column) = cell_of("在职人数")
    note = max(at for at in example().by_title[title].cells if at[0] == row)
    assert note[1] > column
    record, findings = read(put(example(), title, note, words("含借调2人")))
    assert record["在职人数"].value == straight["在职人数"].value
    assert [f.code for f in findings] == ["RC03"]
    assert "年末实际在职人数" not in findings[0].message


# A list loses: a column of its own, its heading, the block of another list above it.
LOST = """
满意度问卷 | columns 3 1 | 找不到清单“问卷”的“
项目支出明细 | columns 2 1 | 找不到清单“项目支出”的“资金来源”一列。
单位概况 | rows 23 3 | 找不到清单“内设机构”。
满意度问卷 | heading | 找不到清单“问卷”。
"""


@pytest.mark.parametrize("line", LOST.strip().splitlines())
def test_a_list_that_cannot_be_found_is_an_error(line):
    """Read by its place it would lose rows or columns, and the report would print without them."""
    title, what, message = (part.strip() for part in line.split("|"))
    sheet = example().by_title[title]
    if what == "heading":
        _, (first, _) = cell_of("问卷.收入")
        what = f"rows {first - 2} 2"
    axis, start, count = what.split()
    start, count, by = int(start), int(count), 0 if axis == "rows" else 1
    cells = {}
    for at, cell in sheet.cells.items():
        if start <= at[by] < start + count:
            continue
        shift = count if at[by] >= start + count else 0
        cells[(at[0] - shift, at[1]) if by == 0 else (at[0], at[1] - shift)] = cell
    _, findings = read(with_sheet(example(), title, replace(sheet, cells=cells)))
    errors = [f.message for f in findings if f.code == "RC02"]
    assert any(each.startswith(message) for each in errors), errors


def test_rows_inserted_into_a_list_are_what_the_form_invites():
    """No notice, and what stands below is found."""
    straight, _ = read(example())
    title, (first, _) = cell_of("内设机构.名称")
    record, findings = read(rows_inserted(example(), title, first + 2, 3))
    assert findings == []
    assert len(record["下属机构"].rows) == len(straight["下属机构"].rows)


def test_one_habit_on_many_cells_is_one_notice():
    """Every figure of a sheet typed with a blank behind it."""
    title, _ = cell_of("公务接待费本年决算")
    sheet = example().by_title[title]
    cells = {
        at: words(f"{float(cell.text):g} ") if cell.kind is CellKind.NUMBER else cell
        for at, cell in sheet.cells.items()
    }
    record, [finding] = read(with_sheet(example(), title, replace(sheet, cells=cells)))
    assert finding.code == "RC11"
    assert finding.message.startswith("本表有 20 格作了整理后读取，例如：")
    assert record["公务接待费本年决算"].value == 34


def test_words_left_uncalculated_in_an_old_workbook_are_not_compared():
    """LibreOffice leaves 0 for a formula's words in an .xls."""
    layout = next(x for x in shipped().layout for s in x.slots if s.name == "评价等级")
    slot = next(s for s in layout.slots if s.name == "评价等级")
    found, _ = records.extract(put(example(), layout.title, slot.address, number("0")), shipped())
    assert "评价等级" not in {each.name for each in found.repeats}


def test_a_renamed_row_is_not_read_by_its_place():
    """Which figure stands there is no longer said by anyone."""
    title, (row, _) = cell_of("政府性基金收入")
    label = next(at for at in example().by_title[title].cells if at[0] == row)
    record, findings = read(put(example(), title, label, words("彩票公益金")))
    assert "政府性基金收入" not in record
    assert {"RC02", "RC03"} <= {f.code for f in findings}


def test_a_renamed_sheet_is_known_by_its_words():
    """It is read all the same, and said."""
    straight, _ = read(example())
    sheet = example().by_title["三公经费"]
    record, [finding] = read(with_sheet(example(), "三公经费", replace(sheet, title="三公表")))
    assert record["公务接待费本年决算"].value == straight["公务接待费本年决算"].value
    assert (finding.code, finding.severity) == ("RC03", Severity.NOTICE)
    assert finding.message == "工作表“三公经费”改名为“三公表”，已按表中文字认出并读取。"


def test_a_missing_sheet_is_named():
    """Its fields are not asked for one by one."""
    record, findings = read(with_sheet(example(), "三公经费", None))
    assert "公务接待费本年决算" not in record
    assert [(f.code, f.message) for f in findings] == [("RC01", "缺少工作表“三公经费”。")]


def test_a_workbook_that_is_no_form_is_named_for_that():
    """One finding, not a hundred."""
    _, [finding] = records.extract(
        Book("工资.xlsx", (Sheet("工资表", {(1, 1): words("姓名")}),)), shipped()
    )
    assert finding.code == "RC19"
    assert finding.message == (
        "这不是本格式的填报表：格式包要求的工作表一张也没有，只有 “工资表”。"
    )


def test_a_sheet_that_is_not_of_the_form_is_said():
    """Somebody may have filled in figures there."""
    book = example()
    extra = Book(book.file, (*book.sheets, Sheet("草稿", {(1, 1): number("3")})))
    _, [finding] = read(extra)
    assert (finding.code, finding.message) == ("RC14", "工作表“草稿”不在本格式之内，没有读取。")


def test_a_sheet_name_with_blanks_is_the_same_sheet():
    """WPS users add them."""
    sheet = example().by_title["三公经费"]
    _, findings = read(with_sheet(example(), "三公经费", replace(sheet, title=" 三公 经费")))
    assert findings == []


def test_what_stands_beside_the_fields_is_reported():
    """A figure typed into the margin would otherwise vanish."""
    _, [finding] = read(put(example(), "三公经费", (40, 12), number("3")))
    assert as_text(finding) == (
        "灰山港镇.xlsx 三公经费!L40  提醒 RC14\n"
        "  这些格里有内容，但不是填报项，没有读取：L40。\n"
        "  办法：核对是否填错了格；备注请写在报告里，不写在表外。"
    )


def test_hidden_rows_are_read_and_said():
    """Hidden figures still reach the report."""
    title, (row, _) = cell_of("公务接待费本年决算")
    sheet = replace(example().by_title[title], hidden_rows=frozenset({row}))
    record, findings = read(with_sheet(example(), title, sheet))
    assert "公务接待费本年决算" in record
    assert [f.code for f in findings] == ["RC20"]


@pytest.mark.parametrize("word", ["合计", "小计", " 总 计 ", "共计", "以上合计"])
def test_a_total_line_in_a_list_is_not_an_item(word):
    """Read as an item it would be added twice."""
    title, (first, name) = cell_of("项目支出.名称")
    _, (_, final) = cell_of("项目支出.决算")
    book = put(example(), title, (first + 10, name), words(word))
    book = put(book, title, (first + 10, final), number("1129.94"))
    record, [finding] = read(book)
    assert len(record["项目支出"].rows) == 10
    assert (finding.code, finding.message) == (
        "RC15",
        "“项目支出”清单里有一行合计，没有当作一项读取。",
    )


def test_the_same_line_twice_in_a_list_is_named():
    """Both places are given; it may be meant."""
    title, (first, _) = cell_of("项目支出.名称")
    sheet = example().by_title[title]
    twin = {(first + 10, c): cell for (r, c), cell in sheet.cells.items() if r == first}
    book = with_sheet(example(), title, replace(sheet, cells={**sheet.cells, **twin}))
    _, [finding] = read(book)
    assert finding.message == f"“项目支出”清单的第{first + 10}行与第{first}行完全相同。"
    assert finding.severity is Severity.NOTICE


def test_a_blank_line_inside_a_list_is_skipped():
    """Clerks leave gaps."""
    title, (first, _) = cell_of("项目支出.名称")
    record, findings = read(rows_inserted(example(), title, first + 3))
    assert len(record["项目支出"].rows) == 10
    assert findings == []


def test_a_list_that_must_have_a_line_says_so_when_empty():
    """At least one respondent was asked."""
    title, (first, _) = cell_of("问卷.收入")
    sheet = example().by_title[title]
    kept = {at: cell for at, cell in sheet.cells.items() if at[0] < first}
    _, findings = read(with_sheet(example(), title, replace(sheet, cells=kept)))
    assert "“问卷”清单是空的。" in {f.message for f in findings}


def with_totals(book):
    """Return what repeated cells say, against the computed record."""
    found, _ = records.extract(book, shipped())
    record, _ = calculations.compute(shipped().calculations, found.record)
    return list(repeats.compare(found.repeats, record, found.places))


def test_a_computed_cell_typed_over_is_compared_with_the_program():
    """The formula was replaced by a figure that no longer follows its parts."""
    title, at = cell_of("收入合计")
    [finding] = with_totals(put(example(), title, at, number("9248.84")))
    assert (finding.code, finding.where.spot) == ("RC13", f"{title}!{ref(at)}")
    assert finding.message == ("“收入合计”由程序计算，应为 9246.84万元，这一格填的是 9248.84万元。")


def test_a_computed_cell_with_the_right_figure_is_left_alone():
    """A calculated formula reads as its result."""
    title, at = cell_of("收入合计")
    assert with_totals(put(example(), title, at, number("9246.84"))) == []
    assert with_totals(put(example(), title, at, number("9246.845"))) == []


def test_a_computed_cell_off_by_more_than_half_a_printed_digit_is_named():
    """9246.84 is printed for 9246.845 too, but not for 9246.846."""
    title, at = cell_of("收入合计")
    [finding] = with_totals(put(example(), title, at, number("9246.846")))
    assert finding.message.endswith("应为 9246.840万元，这一格填的是 9246.846万元。")


def test_the_same_name_on_two_sheets_must_be_the_same_figure():
    """基础数据表 shows figures typed elsewhere; typed over, the two places are named."""
    layout = next(each for each in shipped().layout if each.title == "基础数据表")
    slot = next(each for each in layout.slots if each.name == "公务接待费本年决算")
    [finding] = with_totals(put(example(), "基础数据表", slot.address, number("50.4")))
    assert finding.code == "RC12"
    assert finding.message == (
        "“公务接待费本年决算”两处不一致：这里是 50.40万元，另一处是 34.00万元。"
    )
    assert [place.spot for place in finding.related] == [spot("公务接待费本年决算")]


def test_two_sheets_of_one_name_stop_the_report():
    """One may be a copy from before a change; nobody can tell which."""
    sheet = example().by_title["收入支出"]
    twin = Book("灰山港镇.xlsx", (replace(sheet, title="收入支出 "), *example().sheets))
    _, findings = read(twin)
    [finding] = findings
    assert (finding.code, finding.severity) == ("RC22", Severity.ERROR)
    assert finding.message == (
        "有 2 张表都叫“收入支出”（“收入支出 ”、“收入支出”），不知道以哪一张为准。"
    )


def test_a_formula_that_leaves_out_a_number_typed_as_text_is_said_gently():
    """The formula is whole; a part of it is words to Excel."""
    title, at = cell_of("收入合计")
    cell = Cell(CellKind.NUMBER, "9224.97", "0.00", formula=True)
    [finding] = with_totals(put(example(), title, at, cell))
    assert (finding.code, finding.severity) == ("RC13", Severity.NOTICE)
    assert finding.message == ("“收入合计”按填报的数算得 9246.84万元，表中的公式算得 9224.97万元。")


def test_what_is_typed_on_a_sheet_that_asks_for_nothing_is_said():
    """A clerk's note on 填写说明 would otherwise vanish."""
    _, [finding] = read(put(example(), "填写说明", (60, 2), words("请领导审阅")))
    assert (finding.code, finding.where.spot) == ("RC14", "填写说明!B60")


def test_words_of_the_form_copied_to_a_strange_place_are_said():
    """A label typed again in the margin stands where nobody reads it."""
    title, _ = cell_of("政府性基金收入")
    label = next(iter(example().by_title[title].cells.values())).text
    _, [finding] = read(put(example(), title, (70, 12), words(label)))
    assert (finding.code, finding.where.spot) == ("RC14", f"{title}!L70")


# A text that says nothing; the finding, where one is due.
NOTHING = """
绩效文字 | 总体绩效情况 | 无 | “总体绩效情况”填的是“无”，等于没有填。
绩效文字 | 总体绩效情况 | 。 | “总体绩效情况”填的是“。”，等于没有填。
绩效文字 | 其他说明 | 无 |
"""


@pytest.mark.parametrize("line", NOTHING.strip().splitlines())
def test_a_text_that_says_nothing_is_a_blank(line):
    """Printed, it would stand as a paragraph of its own."""
    _, name, text, message = (part.strip() for part in line.split("|"))
    record, findings = read(typed(example(), **{name: words(text)}))
    assert name not in record
    assert [f.message for f in findings] == ([message] if message else [])


def test_a_list_of_one_line_that_says_nothing_is_empty():
    """下属机构: 无 is no body called 无."""
    title, (first, column) = cell_of("下属机构.名称")
    sheet = example().by_title[title]
    end = next(t.end for x in shipped().layout for t in x.tables if t.name == "下属机构")
    kept = {at: c for at, c in sheet.cells.items() if not first <= at[0] < end}
    kept[first, column] = words("无")
    record, findings = read(with_sheet(example(), title, replace(sheet, cells=kept)))
    assert record["下属机构"].rows == ()
    assert findings == []


def test_a_hidden_line_of_a_list_is_said():
    """Its figure reaches the report like any other."""
    title, (first, _) = cell_of("项目支出.决算")
    sheet = replace(example().by_title[title], hidden_rows=frozenset({first + 2}))
    _, [finding] = read(with_sheet(example(), title, sheet))
    assert finding.code == "RC20"
