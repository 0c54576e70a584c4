"""Rows, columns and sheets moved, hidden, renamed, doubled or taken away."""

from __future__ import annotations

import re

from lxml import etree

from reportgen.workbook.cells import ref
from tests.helpers.forms import cell_of
from tests.helpers.office import MAIN, RELATIONS
from tests.hostile.made import (
    WORKBOOK,
    Faulty,
    Kind,
    Maker,
    Members,
    Same,
    edited,
    edited_sheet,
    kinds,
    part_of,
    put,
    with_part,
    zipped,
)

_TITLE = "收入支出"
_COLUMN = re.compile(r"[A-Z]+")


def _rows(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(f"{{{MAIN}}}row"))


def _renumbered(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for each in row:
        column = _COLUMN.match(str(each.get("r")))
        assert column
        each.set("r", f"{column[0]}{number}")


def _inserted(before: int, count: int) -> Maker:
    """Return a maker of the form with blank rows put in; values move, formulas do not matter."""

    def change(root: etree._Element) -> None:
        for row in _rows(root):
            number = int(row.get("r") or 0)
            if number >= before:
                _renumbered(row, number + count)

    return lambda members: zipped(edited_sheet(members, _TITLE, change))


def _without_row(number: int) -> Maker:
    def change(root: etree._Element) -> None:
        for row in _rows(root):
            at = int(row.get("r") or 0)
            if at == number:
                row.getparent().remove(row)  # type: ignore[union-attr]
            elif at > number:
                _renumbered(row, at - 1)

    return lambda members: zipped(edited_sheet(members, _TITLE, change))


def _column_inserted(members: Members) -> bytes:
    def change(root: etree._Element) -> None:
        for each in root.iter(f"{{{MAIN}}}c"):
            letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", str(each.get("r"))).groups()  # type: ignore[union-attr]
            if letters != "A":
                each.set("r", f"{chr(ord(letters) + 1)}{digits}")

    return zipped(edited_sheet(members, _TITLE, change))


def _hidden(attribute: str) -> Maker:
    def change(root: etree._Element) -> None:
        row = cell_of("其他收入")[1][0]
        for each in _rows(root):
            if each.get("r") == str(row):
                each.set(attribute, "1")

    return lambda members: zipped(edited_sheet(members, _TITLE, change))


def _hidden_sheet(members: Members) -> bytes:
    root = etree.fromstring(members[WORKBOOK])
    for each in root.iter(f"{{{MAIN}}}sheet"):
        if each.get("name") == _TITLE:
            each.set("state", "veryHidden")
    return zipped(with_part(members, WORKBOOK, etree.tostring(root, encoding="UTF-8")))


def _named(new: str) -> Maker:
    return lambda members: zipped(edited(members, WORKBOOK, f'name="{_TITLE}"', f'name="{new}"'))


def _dropped(title: str) -> Maker:
    def make(members: Members) -> bytes:
        root = etree.fromstring(members[WORKBOOK])
        for each in list(root.iter(f"{{{MAIN}}}sheet")):
            if each.get("name") == title:
                each.getparent().remove(each)  # type: ignore[union-attr]
        return zipped(with_part(members, WORKBOOK, etree.tostring(root, encoding="UTF-8")))

    return make


def _copied(new: str) -> Maker:
    """Return a maker of the form with a second sheet that shows the first one's part again."""

    def make(members: Members) -> bytes:
        root = etree.fromstring(members[WORKBOOK])
        [old] = [e for e in root.iter(f"{{{MAIN}}}sheet") if e.get("name") == _TITLE]
        again = etree.SubElement(old.getparent(), old.tag, name=new, sheetId="77")  # type: ignore[arg-type]
        again.set(f"{{{RELATIONS}}}id", str(old.get(f"{{{RELATIONS}}}id")))
        return zipped(with_part(members, WORKBOOK, etree.tostring(root, encoding="UTF-8")))

    return make


def _relabelled(words: str) -> Maker:
    row = cell_of("其他收入")[1][0]
    xml = f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
    return lambda members: zipped(put(members, _TITLE, f"A{row}", xml))


def _stray(members: Members) -> bytes:
    return zipped(put(members, _TITLE, "J3", '<c t="inlineStr"><is><t>备注</t></is></c>'))


def _all_but(title: str) -> Maker:
    """Return a maker of a workbook whose sheets all have other names and no content."""

    def make(members: Members) -> bytes:
        root = etree.fromstring(members[WORKBOOK])
        for each in list(root.iter(f"{{{MAIN}}}sheet")):
            if each.get("name") != title:
                each.getparent().remove(each)  # type: ignore[union-attr]
        found = with_part(members, WORKBOOK, etree.tostring(root, encoding="UTF-8"))
        blank = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
        found = with_part(found, part_of(members, title), blank)
        return zipped(edited(found, WORKBOOK, f'name="{title}"', 'name="别的表"'))

    return make


_ROW = cell_of("其他收入")[1]

STRUCTURE: list[Kind] = kinds(
    ("多了两行空行", _inserted(_ROW[0], 2), Same()),
    ("顶上多了一行", _inserted(1, 1), Same()),
    ("多了一列空列", _column_inserted, Same()),
    ("删了一行", _without_row(_ROW[0]), Faulty("RC02", words="其他收入")),
    ("隐藏一行", _hidden("hidden"), Same("RC20", f"{_TITLE}!{ref(_ROW)}")),
    ("隐藏一张表", _hidden_sheet, Same("RC20", _TITLE)),
    ("表名有空格", _named(f" {_TITLE} "), Same()),
    ("表名改了", _named("收支情况"), Same("RC03", "收支情况")),
    ("表名全角", _named("收入支出（1）"), Same("RC03", "收入支出（1）")),
    ("删了一张表", _dropped(_TITLE), Faulty("RC01", words="收入支出")),
    ("删了格式信息", _dropped("格式信息"), Same("RC17")),
    ("表多了一份", _copied(f"{_TITLE} (2)"), Same("RC14", f"{_TITLE} (2)")),
    ("表名只差空格", _copied(f"{_TITLE} "), Faulty("RC22", words="有 2 张表都叫")),
    ("标签加了空格", _relabelled("其 他 收 入"), Same()),
    ("标签全角", _relabelled("其他收入　"), Same()),
    ("标签改成别的", _relabelled("甲乙丙丁"), Faulty("RC02", words="其他收入")),
    ("表外有备注", _stray, Same("RC14", f"{_TITLE}!J3")),
    ("不是填报表", _all_but(_TITLE), Faulty("RC19", words="不是本格式的填报表")),
)  # fmt: skip
