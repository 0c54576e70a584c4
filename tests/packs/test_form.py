"""form.xlsx of a pack: every mistake in its tags, lists and merged cells is named at its cell."""

from __future__ import annotations

import pytest

from reportgen import packs
from reportgen.findings import as_text
from tests.helpers.packs import changed


def seen(tmp_path, change):
    _, findings = packs.load(changed(tmp_path, "form.xlsx", change))
    return findings


def told(findings):
    return [(f.code, f.where.spot, f.message) for f in findings]


def cell_of(book, text):
    """The first cell with these words, on any sheet."""
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return next(cell for cell in cells if cell.value == text)


# What stands in the cell of {{ 联系电话 }} instead; then the code and the message.
TAGS = """
｛｛ 联系电话 ｝｝ | PK21 | “｛｛ 联系电话 ｝｝”用了全角的花括号，不会被填写。
{ 联系电话 } | PK21 | “{ 联系电话 }”里的花括号不成对，标签没有写完整。
{{ 联系电话 | PK21 | “{{ 联系电话”里的花括号不成对，标签没有写完整。
{% if 联系电话 %} | PK21 | “{% if 联系电话 %}”写了 {% %} 一类的标签，这里只能写名称。
{{ 联系电话 + 填表人 }} | PK21 | 标签 {{ 联系电话 + 填表人 }} 里不是一个名称。
{{ and }} | PK21 | 标签 {{ and }} 里不是一个名称。
{{ 联系电活 }} | PK13 | 标签“联系电活”没有定义。是不是“联系电话”？
电话：{{ 联系电活 }} | PK13 | 标签“联系电活”没有定义。是不是“联系电话”？
{{ 问卷.收入 }}分 | PK14 | “问卷.收入”是清单的一列，标签和别的字写在了一格里。
"""


@pytest.mark.parametrize("line", TAGS.strip().splitlines())
def test_a_broken_tag_is_named_at_its_cell(line, tmp_path):
    """It would stand on the form as it is, and nobody would know why."""
    text, code, message = (part.strip() for part in line.rsplit(" | ", 2))
    place = {}

    def change(book):
        cell = cell_of(book, "{{ 联系电话 }}")
        cell.value = text
        place["spot"] = f"{cell.parent.title}!{cell.coordinate}"

    found = told(seen(tmp_path, change))
    assert (code, place["spot"], message) in found
    if code == "PK21":
        assert len(found) == 1 or "联系电话" not in text, found


def test_a_tag_with_other_words_does_not_count_and_the_remedy_says_where(tmp_path):
    """The editor sees the tag on the form and would not believe the field has no cell."""

    def change(book):
        cell_of(book, "{{ 联系电话 }}").value = "电话：{{ 联系电话 }}"

    [finding] = seen(tmp_path, change)
    assert (finding.code, finding.where.file) == ("PK12", "rules.xlsx")
    [there] = finding.related
    assert finding.remedy == (
        f"另找一格只写 {{{{ 联系电话 }}}}：{there} 有它的标签，但这一格还有别的字，不能填写。"
    )


def test_a_list_in_two_places_is_named_at_the_second(tmp_path):
    """Which of the two should be read?"""

    def change(book):
        book.worksheets[-1].cell(900, 1).value = "{{ 内设机构.名称 }}"

    [finding] = seen(tmp_path, change)
    assert finding.code == "PK14"
    assert finding.where.spot.endswith("!A900")
    assert finding.message == "清单“内设机构”放了两处，一张清单只能放一处。"


def test_a_column_twice_is_named_at_the_second(tmp_path):
    """The later one would silently win."""

    def change(book):
        cell_of(book, "{{ 项目支出.决算 }}").offset(column=5).value = "{{ 项目支出.决算 }}"

    [finding] = seen(tmp_path, change)
    assert (finding.code, finding.message) == (
        "PK14",
        "“项目支出.决算”的标签在一行里写了两次。",
    )
    assert finding.related
    assert finding.where != finding.related[0]


def test_one_cell_of_a_lists_row_may_be_as_wide_as_it_likes(tmp_path):
    """The last column of a list often runs to the edge of the table."""

    def change(book):
        cell = cell_of(book, "{{ 内设机构.名称 }}")
        for row in (0, 1):
            at = cell.offset(row=row)
            if not any(at.coordinate in area for area in at.parent.merged_cells.ranges):
                wide = at.offset(column=1).coordinate
                at.parent.merge_cells(f"{at.coordinate}:{wide}")

    assert "PK22" not in {f.code for f in seen(tmp_path, change)}


def test_a_second_list_on_the_same_row_is_named(tmp_path):
    """Rows are added to a list: two on one row would stretch one another."""

    def change(book):
        cell_of(book, "{{ 项目支出.决算 }}").offset(column=5).value = "{{ 内设机构.名称 }}"
        cell_of(book, "{{ 内设机构.名称 }}").value = "无"

    findings = seen(tmp_path, change)
    message = "“内设机构”的标签和“项目支出”的写在同一行，一行只能放一张清单。"
    assert ("PK14", message) in {(f.code, f.message) for f in findings}


def test_tags_of_one_list_on_two_rows_are_named_at_the_second_row(tmp_path):
    """A list is one sample row."""
    place = {}

    def change(book):
        cell = cell_of(book, "{{ 项目支出.决算 }}")
        below = cell.offset(row=1)
        below.value, cell.value = cell.value, None
        place["spot"] = f"{below.parent.title}!{below.coordinate}"

    [finding] = seen(tmp_path, change)
    assert (finding.code, finding.where.spot) == ("PK14", place["spot"])


def test_a_sheet_may_not_take_the_name_the_program_writes_its_stamp_under(tmp_path):
    """It would be written over when the form is issued."""

    def change(book):
        book.create_sheet("格式信息")["A1"] = "说明"

    [finding] = seen(tmp_path, change)
    assert (finding.code, finding.where.file, finding.where.spot) == (
        "PK02",
        "form.xlsx",
        "格式信息!A1",
    )


# From the cell of {{ 项目支出.预算 }}: rows down to the first merged cell, and the size.
MERGES = [(0, (2, 1), True), (1, (1, 2), True), (2, (3, 1), True), (-1, (1, 2), False)]


@pytest.mark.parametrize(("down", "size", "wrong"), MERGES)
def test_merged_cells_that_hide_a_cell_of_a_list_are_named(tmp_path, down, size, wrong):
    """Over two rows, or over another column of the list; what stands above is no harm."""
    place = {}

    def change(book):
        cell = cell_of(book, "{{ 项目支出.预算 }}").offset(row=down)
        last = cell.offset(row=size[0] - 1, column=size[1] - 1)
        cell.parent.merge_cells(f"{cell.coordinate}:{last.coordinate}")
        place["spot"] = f"{cell.parent.title}!{cell.coordinate}"
        place["area"] = f"{cell.coordinate}:{last.coordinate}"

    findings = [f for f in seen(tmp_path, change) if f.code == "PK22"]
    if not wrong:
        assert findings == []
        return
    [finding] = findings
    assert finding.where.spot == place["spot"], as_text(finding)
    assert finding.message == (
        f"清单“项目支出”要填写的格被合并（{place['area']}），一格盖住了另一格。"
    )
