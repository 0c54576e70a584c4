"""Forms: what is issued reads back as it was filled in, and its live figures are the program's."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reportgen import forms, packs, pipeline, records, workbook
from reportgen.figures import Figure, Table, Text
from reportgen.findings import ReportgenError, has_errors
from reportgen.forms import data
from reportgen.packs import stamp
from reportgen.workbook.cells import CellKind, ref
from tests.helpers.forms import EXAMPLE, ROOT, cell_of, example, issued
from tests.helpers.packs import changed, shipped

AS_PRINTED = ROOT / "tests" / "data" / "灰山港镇-原文.json"


def sheet_of(content: bytes, title: str):
    return load_workbook(io.BytesIO(content))[title]


def test_a_blank_form_holds_no_tag_and_asks_for_every_required_field():
    """Every tag is taken out; what is read back is that nothing was filled in."""
    content = forms.issue(shipped())
    book = workbook.read_bytes(content, "空白.xlsx")
    texts = [cell.text for sheet in book.sheets for cell in sheet.cells.values()]
    assert [text for text in texts if "{{" in text] == []
    found, findings = records.extract(book, shipped())
    assert all(isinstance(each, Table) and each.rows == () for each in found.record.values())
    required = {f"“{f.name}”没有填写。" for f in shipped().fields.values() if f.required}
    said = {f.message for f in findings}
    singles = {each for each in required if "." not in each}
    lists = {f"“{f.name}”没有填写。" for f in shipped().fields.values() if f.kind.value == "表"}
    assert singles - lists <= said
    assert {f.code for f in findings} == {"RC04"}


def test_the_same_pack_and_data_give_the_same_bytes():
    """No clock is written into a form."""
    assert forms.issue(shipped()) == forms.issue(shipped())


def test_values_come_back_as_they_were_given():
    """Numbers to the last digit, rates in per cent, paragraphs line by line, lists row by row."""
    given = {
        "在职人数": 218,
        "政府性基金收入": 21.87,
        "固定资产利用率": 95.5,
        "主要职能": "第一项。\n第二项。",
        "报告日期": "2021-04-20",
        "项目支出": [
            {"名称": "=1+1", "决算": 243.37},
            {"名称": "农村综合改革", "决算": 162},
        ],
    }
    found, _ = records.extract(issued(shipped(), given), shipped())
    record = found.record
    assert record["在职人数"].value == 218
    assert record["政府性基金收入"].value == Decimal("21.87")
    assert record["固定资产利用率"].value == Decimal("0.955")
    assert record["主要职能"].value == ("第一项。", "第二项。")
    assert record["报告日期"].value.isoformat() == "2021-04-20"
    rows = record["项目支出"].rows
    assert [row["名称"].value for row in rows] == ["=1+1", "农村综合改革"]
    assert [row["决算"].value for row in rows] == [Decimal("243.37"), Decimal(162)]


def test_a_list_longer_than_the_rows_set_aside_gets_more_rows():
    """What stands below moves down, and is still read."""
    many = [{"名称": f"第{number}办"} for number in range(60)]
    found, findings = records.extract(
        issued(shipped(), {"内设机构": many, "下属机构": [{"名称": "财政所"}]}), shipped()
    )
    assert len(found.record["内设机构"].rows) == 60
    assert [row["名称"].value for row in found.record["下属机构"].rows] == ["财政所"]
    assert {f.code for f in findings} <= {"RC03", "RC04"}


def test_words_that_look_like_a_formula_stay_words():
    """A value from another system must never become a live formula."""
    content = forms.issue(shipped(), data.Data({"单位简称": '=HYPERLINK("x")'}, {}))
    title, at = cell_of("单位简称")
    assert sheet_of(content, title).cell(*at).data_type == "s"


def test_input_cells_are_coloured_unlocked_and_hinted_and_labels_are_locked():
    """The clerk sees where to type, and Excel itself refuses words in a number cell."""
    sheet_title, at = cell_of("在职人数")
    sheet = sheet_of(forms.issue(shipped()), sheet_title)
    cell = sheet.cell(*at)
    assert cell.fill.fgColor.rgb == "FFFFF2CC"
    assert cell.protection.locked is False
    assert sheet.protection.sheet is True
    [rule] = [r for r in sheet.data_validations.dataValidation if cell.coordinate in r.sqref]
    assert rule.type == "whole"
    assert rule.prompt == shipped().fields["在职人数"].hint
    label = next(at for at in example().by_title[sheet_title].cells)
    assert sheet.cell(*label).protection.locked is True


def test_a_choice_offers_its_options():
    """A drop-down list, as Excel has it."""
    title, at = cell_of("自称")
    sheet = sheet_of(forms.issue(shipped()), title)
    spot = ref(at)
    [rule] = [r for r in sheet.data_validations.dataValidation if spot in r.sqref]
    assert (rule.type, rule.formula1) == ("list", f'"{",".join(shipped().fields["自称"].choices)}"')


def test_the_form_says_which_pack_it_was_issued_from():
    """The pack is found from the form's own stamp."""
    found = stamp.read(example())
    assert found is not None
    assert (found.year, found.fingerprint) == ("2020", shipped().form_fingerprint)


def test_the_example_form_is_what_its_data_gives():
    """inputs/2020/灰山港镇.xlsx is not out of date against the pack."""
    assert list(stamp.compare(stamp.read(example()), shipped(), "x")) == []


def test_figures_as_the_seed_prints_them_fail_the_relations_that_do_not_hold(tmp_path):
    """N1, N3, N4/N5 and N11 of the seed, with both readings; nothing else is flagged."""
    fitted, findings = data.fit(data.read(AS_PRINTED), shipped(), AS_PRINTED.name)
    assert findings == []
    form = tmp_path / "灰山港镇.xlsx"
    form.write_bytes(forms.issue(shipped(), fitted))
    checked = pipeline.check_one(form, shipped().folder)
    told = [(f.code, f.message.partition("。")[0]) for f in checked.findings]
    assert told == [
        ("CK01", "收入控制数为 9248.84万元，但分项相加为 9246.84万元，相差 +2.00万元"),
        ("CK01", "支出追加控制数为 5945.89万元，但分项相加为 5967.94万元，相差 -22.05万元"),
        ("CK01", "支出决算控制数为 9224.79万元，但分项相加为 9246.84万元，相差 -22.05万元"),
        ("SC03", "自评总分为 96.20分，但各项自评得分相加为 92.68分，相差 +3.52分"),
        (
            "SC04",
            "自评总分为 96.20分，但按填报的数据最高可得 94.68分："
            "预算控制率为 182.01%，得 0分（分值 5分）；"
            "重点工作完成率为 96.00%，得 7.68分（分值 8分）",
        ),
    ]
    remedies = "".join(f.remedy for f in checked.findings if f.code == "CK01")
    assert "政府性基金收入为 23.87万元（只差一位数字）" in remedies
    assert "收入控制数为 9246.84万元（只差一位数字），与支出合计决算相等" in remedies
    assert "9224.97万元只是相邻两位数字对调" in remedies
    assert has_errors(checked.findings)


# --data with a mistake; code and message of the finding.
UNFIT = """
{"在职人员数": 218} | FM01 | 格式包里没有“在职人员数”这一项。是不是“在职人数”？
{"收入合计": 9248.84} | FM03 | “收入合计”由程序计算，不能填入。
{"在职人数": "二百"} | RC05 | “在职人数”填的是“二百”，不是一个数。
{"在职人数": 218.5} | RC06 | “在职人数”填的是 218.5，应为整数。
{"在职人数": -1} | RC06 | “在职人数”填的是 -1人，小于下限 0人。
{"报告日期": "春天"} | RC10 | “报告日期”填的是“春天”，不是日期。
{"报告日期": ["春天"]} | FM02 | “报告日期”的值是 ["春天"]，应为日期，如 2021-04-20。
{"自称": "XYZ"} | RC09 | “自称”填的是“XYZ”，不在选项之内。
{"项目支出": 3} | FM02 | “项目支出”是清单，应写成若干行。
{"项目支出": [{"名字": "扶贫"}]} | FM01 | 格式包里没有“项目支出.名字”这一项。是不是“项目支出.名称”？
{"项目支出.名称": "甲"} | FM01 | “项目支出.名称”是清单的一列，不能单独填入。
{"上年度": 2019} | FM03 | “上年度”由程序计算，不能填入。
{"在职人数": true} | FM02 | “在职人数”的值是 true，应为数字。
{"单位全称": {}} | FM02 | “单位全称”的值是 {}，应为文字。
{"项目支出": [{"决算": "两千"}]} | RC05 | “项目支出.决算”填的是“两千”，不是一个数。
"""


@pytest.mark.parametrize("line", UNFIT.strip().splitlines())
def test_data_that_fits_nowhere_is_named(line):
    """A name one character off would otherwise be dropped."""
    text, code, message = (part.strip() for part in line.split(" | "))
    values = json.loads(text, parse_int=Decimal, parse_float=Decimal)
    _, [finding] = data.fit(values, shipped(), "值.json")
    assert (finding.code, finding.message) == (code, message)
    assert str(finding.where).startswith(f"值.json {next(iter(values))}")


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", "{}".encode("utf-16"), b"[" * 100_000, b'{"a": 1e99999999999999999999}'],
)
def test_a_file_that_is_no_data_is_refused_by_name(content, tmp_path):
    """The message names the file, not a Python exception."""
    path = tmp_path / "值.json"
    path.write_bytes(content)
    with pytest.raises(ReportgenError) as raised:
        data.read(path)
    assert raised.value.code == "FM04"
    assert "值.json" in raised.value.message


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_live_figures_equal_the_programs(tmp_path):
    """LibreOffice recalculates the example; every computed cell then equals what we compute."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(tmp_path / "out"), str(EXAMPLE)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    checked = pipeline.check_one(tmp_path / "out" / EXAMPLE.name, shipped().folder)
    assert [f.code for f in checked.findings] == ["RV14"]
    found, _ = records.extract(checked.book, shipped())
    figures = {r.name for r in found.repeats if isinstance(r.value, Figure | Text)}
    computed = {row.name for row in shipped().calculations if row.name in found.places}
    scored = {f"{row.name}得分" for row in shipped().indicators}
    assert computed <= figures
    assert scored <= figures
    assert {"综合得分", "自评合计"} <= figures
    live = [
        cell
        for sheet in checked.book.sheets
        for cell in sheet.cells.values()
        if cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED)
    ]
    assert live == []


def test_no_formula_is_longer_than_excel_takes(tmp_path):
    """Without cells for points and totals the grade's formula would spell every score out."""

    def change(book):
        for row in book["评价指标评分表"].iter_rows():
            for cell in row:
                text = str(cell.value)
                if "综合得分" in text or "指标.得分" in text or "指标.实际值" in text:
                    cell.value = None

    folder = changed(tmp_path, "form.xlsx", change)
    pack, _ = packs.load(folder)
    book = load_workbook(io.BytesIO(forms.issue(pack)))
    formulas = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert len(formulas) > 50
    assert max(map(len, formulas)) <= 8192
