"""``form --data``: nothing is typed into a form that reading it would refuse."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from reportgen import workbook
from reportgen.cli import run
from reportgen.forms import data
from tests.forms.made import loaded, made_pack

TABLES = {
    "说明": "项目|内容\n单位字段|简称",
    "字段": """
        | 名称 | 类型 | 必填 | 单位 | 小数位 | 下限 | 上限 | 选项 |
        | 简称 | 文字 | 是 | | | | | |
        | 率 | 数 | 否 | % | 2 | 0% | 150% | |
        | 数 | 数 | 是 | 万元 | 2 | | | |
        | 段 | 段落 | 否 | | | | | |
        | 择 | 选项 | 否 | | | | | 甲、乙 |
        | 单 | 表 | 否 | | | | | |
        | 单.名 | 文字 | 否 | | | | | |
    """,
    "指标": "名称|一级|二级|三级|分值|评分\n评|甲|乙|丙|5|人工评分",
}
NAMES = ["简称", "率", "数", "段", "择", "评自评得分", "评扣分原因"]


@pytest.fixture
def folder(tmp_path):
    cells = {f"A{n}": f"{{{{ {name} }}}}" for n, name in enumerate(NAMES, 1)}
    cells["A9"] = "{{ 单.名 }}"
    return made_pack(tmp_path / "pack", TABLES, {"表": cells})


def fitted(folder, text):
    values = json.loads(text, parse_int=Decimal, parse_float=Decimal)
    return data.fit(values, loaded(folder), "值.json")


# What is given, and what becomes of it.
TAKEN = """
{"率": 8.15} | 率 | 0.0815
{"率": "8.15%"} | 率 | 0.0815
{"数": "57.35亿元"} | 数 | 573500
{"数": 1e3} | 数 | 1000
{"数": 0.1234567890123456} | 数 | 0.123456789012346
{"简称": 5550123} | 简称 | 5550123
{"择": "乙 "} | 择 | 乙
{"段": " 一。\\n\\n二。"} | 段 | 一。\\n二。
{"评自评得分": 5} | 评自评得分 | 5
"""


@pytest.mark.parametrize("line", TAKEN.strip().splitlines())
def test_values_are_taken_as_a_cell_would_be(line, folder):
    """Rates are in per cent, units are turned into the field's, options are found again."""
    text, name, expected = line.split(" | ")
    found, findings = fitted(folder, text)
    assert [f for f in findings if f.severity.value == "错误"] == []
    assert str(found.singles[name]) == expected.replace("\\n", "\n")


REFUSED = """
{"率": 151} | RC06 | “率”填的是 151.00%，大于上限 150.00%。
{"评自评得分": 5.01} | RC06 | “评自评得分”填的是 5.01分，大于上限 5.00分。
{"数": "无"} | RC04 | “数”填的是“无”，没有数。
{"数": NaN} | FM02 | “数”的值是 NaN，应为数字。
{"数": 1e30} | RC05 | “数”填的是“1E+30”，超过 15 位，不会是填报的数。
{"评得分": 5} | FM03 | “评得分”由程序计算，不能填入。
{"综合得分": 5} | FM03 | “综合得分”由程序计算，不能填入。
{"单": [{"名": [1]}]} | FM02 | “单.名”的值是 ["1"]，应为文字。
"""


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_what_check_would_refuse_is_refused(line, folder):
    """At its name in the JSON."""
    text, code, message = line.split(" | ")
    found, [finding] = fitted(folder, text)
    assert (finding.code, finding.message) == (code, message)
    assert found.singles == {}


@pytest.mark.parametrize(
    "text", ["{}", '{"数": null}', '{"数": ""}', '{"数": " "}', '{"单": null}']
)
def test_nothing_given_is_nothing_typed(text, folder):
    """The clerk fills it in."""
    found, findings = fitted(folder, text)
    assert (dict(found.singles), findings) == ({}, [])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("字" * 32_768, 32_768),
        ("𠮷" * 16_384, 32_768),
        ("_x0041_" * 4_000, 52_000),
    ],
)
def test_more_than_a_cell_holds_is_named(text, count, folder):
    """The library that writes the file would cut it without a word."""
    found, [finding] = fitted(folder, json.dumps({"段": text}))
    assert finding.code == "FM07"
    assert finding.message == f"“段”有 {count} 个字，一格最多写 32767 个字。"
    assert finding.remedy == "删减文字，或分到几项填写。"
    assert found.singles == {}


def test_as_much_as_a_cell_holds_is_taken(folder):
    """Exactly on the edge."""
    found, findings = fitted(folder, json.dumps({"段": "字" * 32_767}))
    assert (len(found.singles["段"]), findings) == (32_767, [])


@pytest.fixture
def told(capsys, tmp_path, monkeypatch):
    """Run ``form`` in a folder of its own; return its exit code and what was printed."""
    monkeypatch.chdir(tmp_path)

    def tell(folder, values=None, *arguments):
        given = []
        if values is not None:
            (tmp_path / "值.json").write_text(json.dumps(values), "utf-8")
            given = ["--data", "值.json"]
        code = run(["form", str(folder), "-o", "发表", *given, *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return tell


def names(tmp_path):
    return sorted(path.name for path in (tmp_path / "发表").glob("*"))


NAMED = """
{} | | 2020年度空白填报表.xlsx
{"简称": null} | | 2020年度空白填报表.xlsx
{"简称": ""} | | 2020年度空白填报表.xlsx
{"简称": "乙镇"} | | 乙镇.xlsx
{"简称": null} | 甲镇 | 甲镇.xlsx
{"简称": "甲镇"} | 甲镇 | 甲镇.xlsx
"""


@pytest.mark.parametrize("line", NAMED.strip().splitlines())
def test_a_form_is_named_for_its_agency(line, folder, told, tmp_path):
    """Never None.xlsx."""
    text, name, expected = (part.strip() for part in line.split("|"))
    code, _ = told(folder, json.loads(text), *(["--name", name] if name else []))
    assert (code, names(tmp_path)) == (0, [expected])
    stands = workbook.read(tmp_path / "发表" / expected).by_title["表"].cells.get((1, 1))
    agency = expected.removesuffix(".xlsx")
    assert (stands.text if stands else "") == ("" if "空白" in agency else agency)


def test_two_names_for_one_form_are_both_said(folder, told, tmp_path):
    """甲镇.xlsx with 乙镇 in it would go to the wrong township."""
    code, text = told(folder, {"简称": "乙镇"}, "--name", "甲镇")
    assert (code, names(tmp_path)) == (1, [])
    assert "值.json 简称  错误 FM08" in text
    assert "--name 写的是“甲镇”，“简称”的值却是“乙镇”。" in text


def test_a_folder_of_that_name_is_no_traceback(folder, told, tmp_path):
    """FM05, as for a file that is there already."""
    (tmp_path / "发表" / "甲镇.xlsx").mkdir(parents=True)
    code, text = told(folder, None, "--name", "甲镇")
    assert code == 2
    assert "FM05" in text
    assert "是一个文件夹，填报表不能用这个名字。" in text


def test_what_is_refused_issues_no_form(folder, told, tmp_path):
    """The place is the name in the JSON."""
    code, text = told(folder, {"择": "丙", "率": 200})
    assert (code, names(tmp_path)) == (1, [])
    assert "值.json 择  错误 RC09" in text
    assert "值.json 率  错误 RC06" in text
