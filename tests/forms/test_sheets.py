"""Words, drop-downs and hints of an issued form, as Excel and LibreOffice take them."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reportgen import forms, records, workbook
from reportgen.forms.data import Data
from tests.forms.made import loaded, made_pack, needs_office, parted, recalculated

LONG = "一二三四五六七八九十" * 60
FIELDS = """
    | 名称 | 类型 | 必填 | 单位 | 小数位 | 选项 |
    | 名 | 文字 | 否 | | | |
    | 数 | 数 | 否 | 万元 | 1 | |
    | 率 | 数 | 否 | % | 2 | |
    | 人 | 数 | 否 | 人 | 0 | |
    | 日 | 日期 | 否 | | | |
    | 段 | 段落 | 否 | | | |
    | 择 | 选项 | 否 | | | 甲、乙 |
    | 长择 | 选项 | 否 | | | {} |
    | 逗 | 选项 | 否 | | | 一,二、三"四" |
""".format("、".join(f"第{n}种选项名称很长很长" for n in range(40)))
NAMES = [line[0] for line in parted(FIELDS)[1:]]
TABLES = {
    "字段": FIELDS,
    "计算": "名称|算法|取数|小数位\n倍|合计|数 + 数|3\n不见|合计|数 + 数 + 数|2",
}

# Words with tags on the form; what is shown when all is typed, and when nothing is.
SENTENCES = """
填报单位：{{ 名 }}（盖章） | 填报单位：甲"镇"（盖章） | 填报单位：（盖章）
称"{{ 名 }}"的单位 | 称"甲"镇""的单位 | 称""的单位
共{{ 数 }}万元，{{ 人 }}人 | 共1234.5万元，7人 | 共万元，人
占{{ 率 }}% | 占8.15% | 占%
倍数{{ 倍 }}、{{ 不见 }} | 倍数2469.000、3703.50 | 倍数、
日期：{{ 日 }}。 | 日期：2021年4月5日。 | 日期：。
选{{ 择 }} | 选乙 | 选
{{ 名 }}{{ 没有这一项 }} | 甲"镇" |
"""
TOLD = parted(SENTENCES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One field a row, sentences beside them, and the whole on a sheet whose name has a quote."""
    cells = {f"A{n}": f"{{{{ {name} }}}}" for n, name in enumerate(NAMES, 1)}
    cells |= {f"C{n}": line[0] for n, line in enumerate(TOLD, 1)}
    cells["C20"] = LONG + '“"”{{ 名 }}'
    cells["C21"] = "第一行\n第二行{{ 名 }}"
    cells |= {"A15": "{{ 倍 }}", "E1": "{{ 名 }}"}
    form = {"镇's 表": cells, "别": {"A1": "{{ 名 }}"}}
    return made_pack(tmp_path_factory.mktemp("sheets") / "pack", TABLES, form)


TYPED = {
    "名": '甲"镇"',
    "数": Decimal("1234.5"),
    "率": Decimal("0.0815"),
    "人": Decimal(7),
    "日": date(2021, 4, 5),
    "择": "乙",
}


@pytest.fixture(scope="module")
def worked_out(folder, tmp_path_factory):
    """The form filled in, and blank, with every formula worked out."""
    pack = loaded(folder)
    made = {"full": forms.issue(pack, Data(TYPED, {})), "blank": forms.issue(pack)}
    saved = recalculated(tmp_path_factory.mktemp("forms"), made)
    return {name: load_workbook(path, data_only=True) for name, path in saved.items()}


def sheet_of(folder, data=None):
    content = forms.issue(loaded(folder), data or Data({}, {}))
    return load_workbook(io.BytesIO(content))


@needs_office
@pytest.mark.parametrize("number", range(1, len(TOLD) + 1))
def test_words_with_tags_show_what_was_typed(worked_out, number):
    """Numbers with their decimals, dates as they are written, nothing where nothing is typed."""
    _, full, blank = TOLD[number - 1]
    assert worked_out["full"]["镇's 表"][f"C{number}"].value == full
    assert (worked_out["blank"]["镇's 表"][f"C{number}"].value or "") == blank


@needs_office
def test_long_words_and_lines_are_joined_again(worked_out):
    """Excel takes no more than 255 characters in one piece."""
    sheet = worked_out["full"]["镇's 表"]
    assert sheet["C20"].value == LONG + '“"”甲"镇"'
    assert sheet["C21"].value == '第一行\n第二行甲"镇"'


@needs_office
def test_a_sheets_name_may_have_a_quote(worked_out):
    """The name is shown again on the same sheet and on another."""
    assert worked_out["full"]["镇's 表"]["E1"].value == '甲"镇"'
    assert worked_out["full"]["别"]["A1"].value == '甲"镇"'
    assert worked_out["blank"]["别"]["A1"].value in (None, "")


def test_no_piece_of_a_formulas_text_is_longer_than_excel_takes(folder):
    """Nor is a quote left single."""
    text = sheet_of(folder)["镇's 表"]["C20"].value
    pieces = text.removeprefix("=").split("&")
    assert max(len(piece) for piece in pieces) <= 257
    assert pieces[2].endswith('“""”"')


def rule_of(folder, name):
    book = sheet_of(folder)
    at = f"A{NAMES.index(name) + 1}"
    [rule] = [r for r in book["镇's 表"].data_validations.dataValidation if at in r.sqref]
    return book, rule


def test_a_long_list_of_options_keeps_its_drop_down(folder):
    """Beyond 255 characters the options stand on the hidden sheet, in order."""
    book, rule = rule_of(folder, "长择")
    assert (rule.type, rule.formula1) == ("list", "'格式信息'!$D$1:$D$40")
    options = [book["格式信息"].cell(row, 4).value for row in range(1, 41)]
    assert options == list(loaded(folder).fields["长择"].choices)
    assert book["格式信息"].sheet_state == "veryHidden"


def test_options_with_a_comma_or_a_quote_are_not_taken_apart(folder):
    """In the rule itself a comma would part them."""
    book, rule = rule_of(folder, "逗")
    assert rule.formula1 == "'格式信息'!$E$1:$E$2"
    assert [book["格式信息"].cell(row, 5).value for row in (1, 2)] == ["一,二", '三"四"']


def test_short_options_stand_in_the_rule(folder):
    """As a person would write them."""
    assert rule_of(folder, "择")[1].formula1 == '"甲,乙"'


def test_what_is_said_beside_a_cell_is_no_longer_than_excel_shows(folder):
    """255 characters for a hint, 225 for a refusal."""
    book = sheet_of(folder)
    rules = book["镇's 表"].data_validations.dataValidation
    assert max(len(rule.prompt) for rule in rules) <= 255
    assert max(len(rule.error or "") for rule in rules) <= 225
    assert rule_of(folder, "长择")[1].error.endswith("…")


@pytest.mark.parametrize("text", ["型号_x0041_", "_x000D_", "_x005F_x0041_", "=1+1", "#N/A", "'x"])
def test_text_reads_back_as_it_was_typed(folder, text):
    """What looks like one of Excel's escapes, a formula or an error is none."""
    content = forms.issue(loaded(folder), Data({"名": text}, {}))
    found, _ = records.extract(workbook.read_bytes(content, "表.xlsx"), loaded(folder))
    assert found.record["名"].value == text


def test_a_hint_is_cut_where_a_sentence_ends(tmp_path):
    """Half a sentence may say the opposite."""
    first = "头一句" * 60 + "。"
    hint = first + "后一句" * 60 + "。"
    tables = {"字段": f"名称|类型|必填|填报提示\n名|文字|否|{hint}"}
    folder = made_pack(tmp_path / "pack", tables, {"表": {"A1": "{{ 名 }}"}})
    [rule] = sheet_of(folder)["表"].data_validations.dataValidation
    assert rule.prompt == first
