"""Sheets of rules.xlsx that cannot be read: one slip is told once, not a thousand times."""

from __future__ import annotations

import shutil
import zipfile
from decimal import Decimal, InvalidOperation

import pytest
from openpyxl import Workbook

from reportgen import packs, workbook
from reportgen.packs import find as find_pack
from reportgen.packs import stamp
from reportgen.packs.entries import as_decimal, entries
from reportgen.packs.model import Kind
from reportgen.packs.sums import is_name
from reportgen.workbook.cells import Book, Cell, CellKind, Sheet
from tests.helpers.packs import PACK, changed, find, put


def test_a_title_row_above_the_titles_is_told_once(tmp_path):
    """Every column and every row would otherwise be a finding of its own."""
    _, findings = packs.load(
        changed(tmp_path, "rules.xlsx", lambda book: book["字段"].insert_rows(1))
    )
    [finding] = findings
    assert (finding.code, finding.where.spot) == ("PK03", "字段!A1")
    assert finding.message == "第1行没有一个栏目名称，栏目名称在第2行。"
    assert finding.remedy == "删去第2行上面的各行。"


def test_a_column_title_misspelt_is_told_once_and_not_at_every_row(tmp_path):
    """What is missing follows from the title."""

    def change(book):
        book["字段"]["B1"] = "类形"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert [(f.code, f.message) for f in findings] == [
        ("PK03", "不认识“类形”这一栏。是不是“类型”？"),
        ("PK03", "第1行缺少栏目：类型。"),
    ]


def test_a_missing_sheet_is_told_once(tmp_path):
    """Every name that stood there would otherwise be unknown."""
    _, findings = packs.load(
        changed(tmp_path, "rules.xlsx", lambda book: book.remove(book["计算"]))
    )
    assert [(f.code, f.message) for f in findings] == [("PK02", "缺少工作表“计算”。")]


def test_blanks_around_a_sheets_title_do_not_count(tmp_path):
    """Nobody can see them in Excel."""

    def change(book):
        book["指标"].title = " 指标 "

    pack, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert findings == []
    assert pack.indicators


def test_a_number_cell_that_holds_no_number_does_not_crash():
    """Some programs write what they like into <v>."""
    cells = {(1, 1): "下限", (2, 1): "abc", (3, 1): "nan", (4, 1): "1e999", (5, 1): "1e300"}
    kinds = {row: CellKind.TEXT if row == 1 else CellKind.NUMBER for row, _ in cells}
    sheet = Sheet("字段", {at: Cell(kinds[at[0]], text) for at, text in cells.items()})
    rows = entries(sheet, ["下限"])
    assert [entry.number("下限") for entry in rows.entries] == [None] * 4
    assert [(f.code, f.message) for f in rows.findings] == [
        ("PK07", "“下限”写的是“abc”，不是数。"),
        ("PK07", "“下限”写的是“nan”，不是数。"),
        ("PK07", "“下限”写的是“1e999”，不是数。"),
        ("PK07", "“下限”写的是“100000000000000000000000000000…”，超出了 1000000000000000。"),
    ]


NUMBERS = """
5% | 0.05
５％ | 0.05
-4.5 | -4.5
.5 | 0.5
1000000000000000 | 1000000000000000
1000000000000001 | OverflowError
nan | InvalidOperation
nan% | InvalidOperation
inf | InvalidOperation
1e5 | InvalidOperation
1e9999999 | InvalidOperation
1_000 | InvalidOperation
% | InvalidOperation
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_a_number_is_plain_finite_and_of_this_world(line):
    """Decimal itself takes more than an editor can mean."""
    text, result = line.split(" | ")
    if result.endswith(("Error", "Operation")):
        with pytest.raises((InvalidOperation, OverflowError)) as raised:
            as_decimal(text)
        assert type(raised.value).__name__ == result
    else:
        assert as_decimal(text) == Decimal(result)


@pytest.mark.parametrize("word", ["and", "not", "loop", "True", "none", "elif", "IN"])
def test_words_of_the_tags_are_no_names(word):
    """{{ and }} cannot be printed."""
    assert not is_name(word)
    assert is_name(f"{word}s")


def test_a_points_limit_without_percent_is_fine_where_the_unit_is_none(tmp_path):
    """Ten cases are ten cases."""

    def change(book):
        put(book, "指标", ("名称", "资金使用合规性"), "界限", 10)

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert findings == []


EDGES = ["≤0% 5；≤10% 4；≤20% 4；其余 0", "<10% 5；≤10% 4；其余 0", "＝0% 5；≤10% 4；其余 0"]


@pytest.mark.parametrize("bands", EDGES)
def test_bands_on_the_edge_are_fine(bands, tmp_path):
    """Equal points, the same limit with and without itself, a point by itself."""

    def change(book):
        put(book, "指标", ("名称", "预算控制率"), "分档", bands)

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert findings == []


def test_points_highest_in_the_middle_are_a_notice(tmp_path):
    """±10% may be meant; a valley cannot be."""

    def change(book):
        put(book, "指标", ("名称", "预算控制率"), "分档", "<90% 2；≤110% 5；其余 0")

    _, [finding] = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert (finding.code, finding.severity.value) == ("PK15", "提醒")


def test_a_wrong_label_is_told_once_and_not_wherever_the_sum_is_used(tmp_path):
    """收入合计 is the denominator of many shares."""

    def change(book):
        put(book, "计算", ("名称", "收入合计"), "单位", "亿元")

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert [f.code for f in findings] == ["PK25"]


def test_money_per_head_may_have_its_own_unit(tmp_path):
    """万元 over 人 is a 比率 that is no percentage."""

    def change(book):
        put(book, "计算", ("名称", "项目支出预算执行率"), "取数", "项目支出决算；在职人数")
        put(book, "计算", ("名称", "项目支出预算执行率"), "单位", "万元")

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert findings == []


def test_a_scale_may_begin_where_its_field_begins(tmp_path):
    """A figure below the field's 下限 is refused before it needs a word."""

    def change(book):
        sheet = book["等级"]
        row, column = find(book, "等级", "等级", "不满意")
        for each in range(2, sheet.max_row + 1):
            if sheet.cell(each, 1).value == "满意度评价":
                sheet.cell(each, 2).value = "绩效考核总分"
        sheet.cell(row, column + 1).value = 1

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert "PK26" not in {f.code for f in findings}


def test_a_folder_named_after_another_year_is_noticed(tmp_path):
    """The pack of a year is found by its folder's name."""
    shutil.copytree(PACK, tmp_path / "2031")
    _, [finding] = packs.load(tmp_path / "2031")
    assert (finding.code, finding.severity.value) == ("PK18", "提醒")
    assert finding.message == "“年度”是 2020，格式包的文件夹却叫“2031”。"
    assert finding.where.spot == "说明!B2"


def test_only_folders_named_after_a_year_are_packs(tmp_path, monkeypatch):
    """2020备份 and 9 are nobody's year."""
    for name in ("2019", "2020备份", "20201", "9"):
        (tmp_path / "templates" / name).mkdir(parents=True)
    (tmp_path / "templates" / "2999").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find_pack, "shipped", lambda: tmp_path)
    assert find_pack.newest(tmp_path / "填报表.xlsx").name == "2019"


def test_a_form_that_lost_its_stamp_goes_to_the_pack_it_looks_like(tmp_path, monkeypatch):
    """Not to the newest, whose form asks for other things; a pack that is broken is no match."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find_pack, "shipped", lambda: tmp_path)
    for year, words in (("2019", "编制 人数"), ("2020", "编制 人数 资产"), ("2021", "收入 支出")):
        made = Workbook()
        for row, word in enumerate(words.split(), 1):
            made.active.cell(row, 1, word)
            made.active.cell(row, 2, "{{ 数 }}")
        folder = tmp_path / "templates" / year
        folder.mkdir(parents=True)
        made.save(folder / "form.xlsx")
    (tmp_path / "templates" / "2022").mkdir()
    like = Workbook()
    for row, word in enumerate(("编制", "人数", "说明"), 1):
        like.active.cell(row, 1, word)
    like.save(tmp_path / "抄.xlsx")
    book = workbook.read(tmp_path / "抄.xlsx")
    assert find_pack.fitting(book, tmp_path / "抄.xlsx").name == "2019"


@pytest.mark.parametrize(("year", "read"), [("2020", True), ("../x", False), ("２０２０", False)])
def test_a_stamp_with_a_year_that_is_none_is_no_stamp(year, read):
    """It becomes part of a path."""
    texts = {(1, 2): year, (2, 2): "格式包", (3, 2): "0123"}
    sheet = Sheet("格式信息", {at: Cell(CellKind.TEXT, text) for at, text in texts.items()})
    assert bool(stamp.read(Book("填报表.xlsx", (sheet,)))) is read


def test_every_row_knows_its_cells():
    """A finding can point at the cell of any column."""
    pack, _ = packs.load(PACK)
    assert all(each.cells["取数"].spot.startswith("计算!C") for each in pack.calculations)
    typed = [each for each in pack.fields.values() if each.kind is not Kind.TABLE and each.cells]
    assert all(each.cells["类型"].spot.startswith("字段!B") for each in typed)


def test_a_formula_with_a_result_is_read(tmp_path):
    """Excel keeps the result beside the formula."""
    folder = changed(tmp_path, "rules.xlsx", put_formula)
    source = folder / "rules.xlsx"
    parts = {}
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts = {
        name: data.replace(b"<f>1+4</f><v></v>", b"<f>1+4</f><v>5</v>").replace(
            b"<f>1+4</f><v/>", b"<f>1+4</f><v>5</v>"
        )
        for name, data in parts.items()
    }
    with zipfile.ZipFile(source, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    pack, findings = packs.load(folder)
    assert findings == []
    assert next(each for each in pack.indicators if each.name == "预算控制率").weight == 5


def put_formula(book):
    put(book, "指标", ("名称", "预算控制率"), "分值", "=1+4")


def test_a_pack_without_a_year_is_told_at_the_sheet(tmp_path):
    """There is no cell to point at."""

    def change(book):
        row, _ = find(book, "说明", "项目", "年度")
        book["说明"].delete_rows(row)

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert [(f.code, f.where.spot) for f in findings] == [("PK18", "说明!A1")]
