"""``form --last-year`` and ``--migrate``: what an older form says stands in the new one."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen import forms, packs, workbook
from reportgen.cli import run
from reportgen.figures import Paragraphs, Table
from reportgen.forms import data
from reportgen.pipeline import checking
from tests.forms.made import made_pack

FACTS = "项目|内容\n年度|{}\n单位字段|简称"
TITLES = "名称|类型|必填|单位|小数位|下限|上限|选项|上年字段"
OLD = """
    简称|文字|是||||||
    全称|文字|否||||||
    职能|段落|否||||||职能
    总结|段落|否||||||
    决算|数|否|万元|2||||
    编制|数|否|人|0||||
    利用率|数|否|%|2||||
    自称|选项|否|||||我镇、我乡|
    成立日|日期|否||||||
    机构|表|否||||||机构
    机构.名称|文字|是||||||
    机构.人数|数|否|人|0||||
"""
COUNTED = """
    名称|算法|取数|单位|小数位
    人均|比率|决算；编制|万元|2
    机构人数|合计|合计(机构.人数)|人|0
"""
FIGURES = {"决算": 8116.90, "编制": 3, "利用率": 8.15}
WORDS = {"简称": "灰山镇", "全称": "某县灰山镇人民政府", "自称": "我镇", "总结": "今年成效显著。"}
LISTED = [{"名称": "财政所", "人数": 7}, {"名称": "党政办", "人数": 1}, {"名称": "=1+1", "人数": 2}]
VALUES = {**FIGURES, **WORDS, "职能": "甲\n乙", "成立日": "1995-06-01", "机构": LISTED}


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """Issue a form of one township by way of its older one; return what was printed."""
    monkeypatch.chdir(tmp_path)

    def tell(new, *arguments, old=OLD, values=VALUES, year=2021):
        made("templates/2020", 2020, old)
        made(f"templates/{year}", year, new)
        fill("templates/2020", "inputs/2020/灰山镇.xlsx", values)
        asked = arguments or ("--last-year", "inputs/2020", "--name", "灰山镇")
        code = run(["form", f"templates/{year}", "-o", "新", *asked])
        out = capsys.readouterr()
        return code, out.out + out.err

    return tell


def made(folder, year, fields):
    """Write a pack whose fields stand one below the other, lists on sheets of their own."""
    names = [line.split("|")[0].strip() for line in fields.strip().splitlines()]
    singles = [name for name in names if "." not in name and f"{name}." not in fields]
    cells = {f"B{n}": f"{{{{ {name} }}}}" for n, name in enumerate(singles, 1)}
    cells |= {f"A{n}": f"{name}栏" for n, name in enumerate(singles, 1)}
    sheets = {"表": cells}
    for table in dict.fromkeys(name.partition(".")[0] for name in names if "." in name):
        columns = [name for name in names if name.startswith(f"{table}.")]
        sheets[table] = {f"{'ABCDE'[n]}1": f"{name}列" for n, name in enumerate(columns)}
        sheets[table] |= {f"{'ABCDE'[n]}2": f"{{{{ {name} }}}}" for n, name in enumerate(columns)}
    width = TITLES.count("|")
    lines = [line.strip() + "|" * (width - line.count("|")) for line in fields.strip().splitlines()]
    counted = COUNTED if {"决算", "编制", "机构.人数"} <= {*names} else "名称"
    facts = FACTS.format(year) + ("\n全称字段|全称" if "全称" in names else "")
    tables = {"说明": facts, "字段": "\n".join([TITLES, *lines]), "计算": counted}
    return made_pack(Path(folder), tables, sheets)


def fill(pack, path, values):
    """Write a form with these values typed in."""
    loaded, amiss = packs.load(Path(pack))
    assert amiss == []
    numbers = {n: Decimal(str(v)) if isinstance(v, int | float) else v for n, v in values.items()}
    lists = {n: [exact(row) for row in v] for n, v in values.items() if isinstance(v, list)}
    fitted, findings = data.fit({**numbers, **lists}, loaded, "值")
    assert findings == []
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(forms.issue(loaded, fitted))


def exact(row):
    return {n: Decimal(str(v)) if isinstance(v, int | float) else v for n, v in row.items()}


def again(path="新/灰山镇.xlsx", pack="templates/2021"):
    """What the program reads from the issued form, typed values only."""
    loaded, _ = packs.load(Path(pack))
    record = checking.read(workbook.read(Path(path)), loaded).record
    return {name: plain(value) for name, value in record.items() if name in loaded.fields}


def plain(value):
    if isinstance(value, Table):
        return [{name: each.value for name, each in row.items()} for row in value.rows]
    return "\n".join(value.value) if isinstance(value, Paragraphs) else value.value


def listed(folder="新"):
    """The lines of 带入情况.xlsx."""
    sheet = load_workbook(Path(folder) / "带入情况.xlsx").active
    titles, *rows = sheet.iter_rows(values_only=True)
    return [{t: v or "" for t, v in zip(titles, row, strict=True)} for row in rows]


def colour(at, sheet="表", path="新/灰山镇.xlsx"):
    return load_workbook(path)[sheet][at].fill.fgColor.rgb


def hint(at, sheet="表", path="新/灰山镇.xlsx"):
    rules = load_workbook(path)[sheet].data_validations.dataValidation
    return [rule.prompt for rule in rules if at in rule.sqref]


ASKED = """
    简称|文字|是||||||简称
    全称|文字|否||||||全称
    职责|段落|否||||||职能
    总结|段落|否||||||
    决算|数|否|万元|2||||
    上年决算|数|否|万元|2||||决算
    编制|数|否|人|0||||编制
    上年利用率|数|否|%|2||||利用率
    利用率|数|否|%|2||||
    自称|选项|否|||||我乡、我镇|自称
    成立日|日期|否||||||成立日
    上年人均|数|否|万元|2||||人均
    上年机构人数|数|否|人|0||||机构人数
    机构|表|否||||||
    机构.名称|文字|是||||||机构.名称
    机构.人数|数|否|人|0||||
"""


def test_last_years_values_stand_where_the_pack_says(told):
    """Typed exactly; a rate that has no end as it was printed; nothing else, however alike."""
    code, _ = told(ASKED)
    assert code == 0
    assert again() == {
        "简称": "灰山镇",
        "全称": "某县灰山镇人民政府",
        "职责": "甲\n乙",
        "上年决算": Decimal("8116.9"),
        "编制": 3,
        "上年利用率": Decimal("0.0815"),
        "自称": "我镇",
        "成立日": datetime.date(1995, 6, 1),
        "上年人均": Decimal("2705.63"),
        "上年机构人数": 10,
        "机构": [{"名称": "财政所"}, {"名称": "党政办"}, {"名称": "=1+1"}],
    }


def test_what_may_be_stale_has_a_colour_of_its_own_and_says_so(told):
    """Last year's figure is last year's; a text or a number of posts may have changed."""
    told(ASKED)
    text, posts, prior, blank = "B3", "B7", "B6", "B5"
    assert colour(text) == colour(posts) == colour("A2", "机构") == "FFE2EFDA"
    assert colour(prior) == colour(blank) == colour("B2", "机构") == "FFFFF2CC"
    assert hint(text) == ["上年内容，请核对。填写职责。"]
    assert hint(prior) == ["已按上年填报表填入。填写上年决算（万元）。"]
    assert hint(blank) == ["填写决算（万元）。"]
    assert hint("A4", "机构") == ["上年内容，请核对。填写机构：名称。"]


def test_every_value_is_printed_and_listed_with_both_its_places(told):
    code, text = told(ASKED)
    assert code == 0
    assert "  请核对  表!B3  职责 ← 2020/灰山镇.xlsx 表!B3\n" in text
    assert "  已带入  表!B6  上年决算 ← 2020/灰山镇.xlsx 表!B5\n" in text
    assert "  请核对  机构!A2  机构.名称（3 行） ← 2020/灰山镇.xlsx 机构!A2\n" in text
    assert "填报表发出 1 份：已带入 4 项，请核对 8 项，未带入 0 项。\n" in text
    lines = {line["名称"]: line for line in listed()}
    assert lines["上年利用率"] == {
        "单位": "灰山镇",
        "填到": "灰山镇.xlsx 表!B8",
        "名称": "上年利用率",
        "取自": "2020/灰山镇.xlsx 表!B7",
        "旧名称": "利用率",
        "值": "8.15%",
        "结果": "已带入",
        "原因": "",
    }
    assert lines["机构.名称（第3行）"]["填到"] == "灰山镇.xlsx 机构!A4"
    assert lines["上年人均"]["取自"] == "2020/rules.xlsx 计算!A2"


@pytest.mark.parametrize(("unit", "expected"), [("元", 81169000), ("亿元", Decimal("0.81169"))])
def test_money_is_converted_exactly(unit, expected, told):
    code, _ = told(f"简称|文字|是\n上年决算|数|否|{unit}|2||||决算\n决算|数|否|万元|2")
    assert (code, again()["上年决算"]) == (0, expected)


# The older row, its value; the new row; why it is not carried.
UNFIT = """
自称|选项|否||||| 我镇、我乡| ~ 我镇 ~ 自称|选项|否|||||我乡、我街道|自称 ~ “自称”填的是“我镇”，不在选项之内。是不是“我乡”？
决算|数|否|万元|2||||  ~ 8116.9 ~ 决算|数|否|万元|2||5000||决算 ~ “决算”填的是 8116.90万元，大于上限 5000.00万元。
决算|数|否|万元|2||||  ~ 8116.9 ~ 决算|数|否|万元|0||||决算 ~ “决算”填的是 8116.9，应为整数。
职能|段落|否||||||     ~ 甲\\n乙 ~ 职能|文字|否||||||职能 ~ 原来写了 2 段，现在只填一行。
"""


@pytest.mark.parametrize("case", [line for line in UNFIT.splitlines() if line])
def test_a_value_that_the_new_form_refuses_is_told_at_both_its_places(case, told):
    row, value, new, reason = (part.strip() for part in case.split("~"))
    values = {"简称": "灰山镇", row.partition("|")[0]: value.replace("\\n", "\n")}
    values = {n: float(v) if v == "8116.9" else v for n, v in values.items()}
    code, text = told(f"简称|文字|是\n{new}", old=f"简称|文字|是\n{row}", values=values)
    name = new.partition("|")[0]
    assert code == 0
    assert again() == {"简称": "灰山镇"}
    assert f"灰山镇.xlsx 表!B2  提醒 FM15\n  “{name}”没有带入：{reason}\n" in text
    assert "  另见：2020/灰山镇.xlsx 表!B2\n" in text
    [line] = [line for line in listed() if line["名称"] == name]
    assert (line["结果"], line["原因"]) == ("未带入", reason.removesuffix("。"))


# The new row; why no unit's value is carried.
NEVER = """
编制|数|否|万元|2||||编制 | “编制”单位是人，现在单位是万元，不能换算
编制|数|否||0||||编制 | “编制”单位是人，现在没有单位，不能换算
职能|数|否|人|0||||职能 | “职能”是段落，现在要填数
成立日|文字|否||||||成立日 | “成立日”是日期，现在要填文字
机构名|文字|否||||||机构.名称 | “机构.名称”是清单的一列，另一个不是
总结情况|段落|否||||||总结 | 它由“总结”改名，上年的格式包没有给“总结”写上年字段，每年新填
临聘|数|否|人|0||||临聘 | 上年的格式包里没有“临聘”
"""


@pytest.mark.parametrize("case", [line for line in NEVER.splitlines() if line])
def test_what_fits_for_no_unit_is_told_once_at_the_row_of_the_pack(case, told):
    new, _, reason = case.rpartition(" | ")
    code, text = told(f"简称|文字|是\n{new}")
    name = new.partition("|")[0].strip()
    assert f"rules.xlsx 字段!I3  提醒 FM17\n  “{name}”各单位都没有带入：{reason}。\n" in text
    assert code == 0
    assert "FM15" not in text
    assert [line["原因"] for line in listed() if line["名称"] == name] == [reason]


LINKED = """
    简称|文字|是||||||简称
    支出|表|否||||||支出
    支出.名称|文字|是
    绩效|表|否||||||绩效
    绩效.项目|选项|否|||||支出.名称
    绩效.指标|文字|否
    重点|选项|否|||||支出.名称|重点
"""
CHOSEN = {
    "简称": "灰山镇",
    "支出": [{"名称": "道路"}, {"名称": "水利"}],
    "绩效": [{"项目": "道路", "指标": "甲"}, {"项目": "水利", "指标": "乙"}],
    "重点": "水利",
}


def test_choices_among_a_lists_words_are_carried_with_the_list(told):
    code, text = told(LINKED, old=LINKED, values=CHOSEN)
    assert (code, again()) == (0, CHOSEN)
    assert "没有带入" not in text


def test_a_choice_is_kept_where_a_given_list_has_its_word_and_left_where_not(told):
    """The list in the JSON file comes before last year's: 道路 is in both, 水利 is gone."""
    given = '{"支出": [{"名称": "道 路"}, {"名称": "桥梁"}]}'
    Path("值.json").write_text(given, encoding="utf-8")
    asked = ("--last-year", "inputs/2020", "--name", "灰山镇", "--data", "值.json")
    code, text = told(LINKED, *asked, old=LINKED, values=CHOSEN)
    assert code == 0
    assert again() == {
        "简称": "灰山镇",
        "支出": [{"名称": "道 路"}, {"名称": "桥梁"}],
        "绩效": [{"项目": "道 路", "指标": "甲"}, {"指标": "乙"}],
    }
    assert text.count("“支出.名称”里没有“水利”") == 2
    assert "里没有“道路”" not in text
    assert "  “重点”没有带入：“支出.名称”里没有“水利”。\n" in text
    assert "  “绩效.项目”第2行没有带入：“支出.名称”里没有“水利”。\n" in text


def test_two_older_lists_cannot_be_one(told):
    """Whose head count would stand beside whose name?"""
    old = OLD + "企业|表|否\n企业.产值|数|否|万元|2"
    new = "简称|文字|是\n机构|表|否\n机构.名称|文字|是||||||机构.名称\n机构.产值|数|否|万元|2||||企业.产值\n企业|表|否\n企业.产值|数|否|万元|2"
    code, text = told(new, old=old, values={**VALUES, "企业": [{"产值": 3}]})
    assert code == 0
    reason = "“机构”别的列取自上年的“机构”，两张清单的行不能拼在一起"
    assert f"“机构.产值”各单位都没有带入：{reason}。" in text
    assert again()["机构"] == [{"名称": "财政所"}, {"名称": "党政办"}, {"名称": "=1+1"}]


def test_a_name_that_is_nowhere_stops_before_any_form_is_issued(told):
    """A slip of the editor's: every unit would lose the value, and forms are not issued twice."""
    code, text = told("简称|文字|是\n上年决算|数|否|万元|2||||决算书")
    assert code == 1
    assert text == (
        "rules.xlsx 字段!I3  错误 FM16\n"
        "  “上年字段”写的“决算书”，上年的格式包里没有。是不是“决算”？\n"
        "  办法：写上年格式包里的名称：字段、计算、得分都行；没有对应的，空着。\n"
    )
    assert not Path("新").exists()


def test_a_whole_list_is_carried_where_the_list_itself_says_so(told):
    new = "简称|文字|是\n办所|表|否||||||机构\n办所.名称|文字|是\n办所.人数|数|否|人|0"
    told(new)
    assert again()["办所"] == [
        {"名称": "财政所", "人数": 7},
        {"名称": "党政办", "人数": 1},
        {"名称": "=1+1", "人数": 2},
    ]


def broken(name, at, value):
    book = load_workbook("inputs/2020/灰山镇.xlsx")
    book[name][at] = value
    book.save("inputs/2020/灰山镇.xlsx")


def test_a_cell_that_could_not_be_read_is_told_at_its_place(told, capsys):
    """And what was computed from it, which is nothing now."""
    told(ASKED)
    broken("表", "B5", "约八千万")
    broken("机构", "B2", "七人")
    told_again = ["form", "templates/2021", "-o", "又", "--last-year", "inputs/2020"]
    assert run([*told_again, "--name", "灰山镇"]) == 0
    text = capsys.readouterr().out
    assert "  “上年决算”没有带入：上年的表上“决算”填的是“约八千万”，" in text
    assert "  另见：2020/灰山镇.xlsx 表!B5\n" in text
    assert "  “上年人均”没有带入：上年的“人均”算不出来。\n" in text
    assert "上年决算" not in again("又/灰山镇.xlsx")


def test_what_is_given_with_the_command_comes_first(told):
    Path("值.json").write_text('{"全称": "新全称", "机构": []}', encoding="utf-8")
    told(ASKED, "--last-year", "inputs/2020", "--name", "灰山镇", "--data", "值.json")
    assert again()["全称"] == "新全称"
    [line] = [line for line in listed() if line["名称"] == "全称"]
    assert (line["结果"], line["原因"]) == ("未带入", "名册、--name 或 --data 另有给出")
    assert colour("B2") == "FFFFF2CC"


def test_the_same_forms_give_the_same_bytes(told):
    told(ASKED)
    before = {path.name: path.read_bytes() for path in Path("新").iterdir()}
    assert (
        run(
            ["form", "templates/2021", "-o", "新", "--last-year", "inputs/2020", "--name", "灰山镇"]
        )
        == 0
    )
    assert {path.name: path.read_bytes() for path in Path("新").iterdir()} == before


def test_a_file_of_another_unit_is_refused(told):
    code, text = told(ASKED, "--last-year", "inputs/2020/灰山镇.xlsx", "--name", "高桥镇")
    assert code == 2
    assert "无法运行  FM10\n  这是“灰山镇”的填报表，没有要发表的单位与它对应。" in text


@pytest.mark.parametrize(
    ("place", "why"),
    [("没有", "没有“没有”这个文件或文件夹"), ("空的", "“空的”里没有填报表")],
)
def test_nothing_to_carry_from_stops_the_run(place, why, told):
    Path("空的").mkdir()
    code, text = told(ASKED, "--last-year", place, "--name", "灰山镇")
    assert code == 2
    assert f"无法运行  FM10\n  {why}，没有可带入的内容。\n  办法：核对旧填报表放在哪里。\n" in text


def test_a_form_of_two_years_ago_is_not_last_years(told):
    code, text = told(ASKED, "--last-year", "inputs/2020", "--name", "灰山镇", year=2022)
    assert code == 1
    assert (
        "2020/灰山镇.xlsx  错误 FM11\n"
        "  不能用作上年的填报表：它是 2020 年度的，2022 年度的上年是 2021 年度。\n"
        "  办法：换成 2021 年度的填报表。\n"
    ) in text
    assert again(pack="templates/2022") == {"简称": "灰山镇", "机构": []}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--last-year", "inputs/2020"], "--last-year 要知道给哪些单位发表。"),
        (
            ["--migrate", "旧.xlsx", "--name", "灰山镇"],
            "--migrate 搬的是填好的旧表，不能同时用 --name、--data、--roster、--last-year。",
        ),
    ],
)
def test_options_must_say_which_forms_are_wanted(arguments, message, told):
    code, text = told(ASKED, *arguments)
    assert code == 2
    assert f"无法运行  FM09\n  {message}\n" in text


MOVED = """
    简称|文字|是||||||简称
    全名|文字|否||||||全称
    职能|段落|否||||||职能
    总结|段落|否||||||
    决算|数|否|元|2||||
    上年决算|数|否|元|2||||决算
    编制|数|否|人|0||||编制
    利用率|数|否|人|2||||
    自称|选项|是|||||我镇、我乡|自称
    电话|文字|是||||||
    办所|表|否||||||
    办所.名称|文字|是||||||机构.名称
"""
MIGRATE = ["--migrate", "inputs/2020/灰山镇.xlsx"]


def test_a_filled_form_of_the_older_format_is_brought_over(told):
    """All of it, for it is the unit's own; a new name follows, another year's column does not."""
    code, _text = told(MOVED, *MIGRATE)
    assert code == 0
    assert again() == {
        "简称": "灰山镇",
        "全名": "某县灰山镇人民政府",
        "职能": "甲\n乙",
        "总结": "今年成效显著。",
        "决算": 81169000,
        "编制": 3,
        "自称": "我镇",
        "办所": [{"名称": "财政所"}, {"名称": "党政办"}, {"名称": "=1+1"}],
    }
    assert Path("inputs/2020/灰山镇.xlsx").read_bytes() != Path("新/灰山镇.xlsx").read_bytes()


def test_what_a_migration_leaves_behind_or_finds_wanting_is_listed(told):
    _, text = told(MOVED, *MIGRATE)
    assert (
        "2020/灰山镇.xlsx  提醒 FM14\n"
        "  这是 2020 年度的格式，其中的内容都当作 2021 年度的带入，已标为请核对。\n"
        "  办法：核对填的是 2021 年度的内容；填的是上年的，改用 --last-year。\n"
    ) in text
    assert "  “利用率”各单位都没有带入：“利用率”单位是%，现在单位是人，不能换算。\n" in text
    assert (
        "2020/灰山镇.xlsx 表!B9  提醒 FM18\n"
        "  “成立日”没有带入：新表上没有这一项。\n"
        "  办法：核对；新表改了名称的，由编写人在新格式包的“上年字段”写上旧名称。\n"
    ) in text
    assert "2020/灰山镇.xlsx 机构!B2  提醒 FM18\n  “机构.人数”没有带入" in text
    assert (
        "灰山镇.xlsx  提醒 FM19\n  还有 1 个必填项空着：电话（表!B10）。\n  办法：在新表上填写。\n"
    ) in text
    named = {line["旧名称"]: line["结果"] for line in listed()}
    assert named["成立日"] == named["机构.人数"] == named[""] == "未带入"


def test_a_form_of_another_year_is_all_to_be_looked_at_again(told):
    told(MOVED, *MIGRATE)
    assert colour("B1") == colour("B5") == colour("A2", "办所") == "FFE2EFDA"
    assert hint("B5") == ["旧表内容，请核对。填写决算（元）。"]


def test_a_form_of_the_same_year_issued_before_the_pack_changed(told, capsys):
    """Its figures are this year's; what the pack has no cell for any more is told where it stands."""
    told(ASKED)
    fill("templates/2021", "旧/灰山镇.xlsx", {"简称": "灰山镇", "决算": 7, "总结": "好。"})
    book = load_workbook("旧/灰山镇.xlsx")
    book["表"]["D3"] = "原有的备注"
    book.save("旧/灰山镇.xlsx")
    assert run(["form", "templates/2021", "--migrate", "旧", "-o", "又"]) == 0
    text = capsys.readouterr().out
    assert again("又/灰山镇.xlsx") == {"简称": "灰山镇", "决算": 7, "总结": "好。", "机构": []}
    assert "旧/灰山镇.xlsx 表!D3  提醒 RC14" in text
    assert "FM14" not in text
    assert colour("B5", path="又/灰山镇.xlsx") == "FFFFF2CC"


def test_a_renamed_column_of_last_years_values_is_still_one(told):
    """Its 上年字段 says how it was called; what it held then was of the year before last."""
    old = "简称|文字|是\n决算|数|否|万元|2\n上年决算|数|否|万元|2||||决算"
    new = "简称|文字|是\n执行数|数|否|万元|2||||决算\n上年执行数|数|否|万元|2||||上年决算"
    values = {"简称": "灰山镇", "决算": 8, "上年决算": 7}
    _, text = told(new, old=old, values=values)
    assert again() == {"简称": "灰山镇", "上年执行数": 8}
    assert "  “执行数”各单位都没有带入：它由“决算”改名，" in text
    assert run(["form", "templates/2021", *MIGRATE, "-o", "又"]) == 0
    assert again("又/灰山镇.xlsx") == {"简称": "灰山镇", "执行数": 8, "上年执行数": 7}


def test_a_rename_is_not_guessed_where_it_could_be_another_years_figure(told):
    """决算 became 执行数, and last year's column says so: that column is no renamed 决算."""
    old = "简称|文字|是\n决算|数|否|万元|2\n上年决算|数|否|万元|2||||决算"
    new = "简称|文字|是\n执行数|数|否|万元|2\n上年执行数|数|否|万元|2||||决算"
    _, text = told(new, *MIGRATE, old=old, values={"简称": "灰山镇", "决算": 8, "上年决算": 7})
    assert again() == {"简称": "灰山镇"}
    why = "分不清它是“决算”改名，还是“决算”的上年数"
    assert f"  “上年执行数”各单位都没有带入：{why}。\n" in text


def test_two_filled_forms_of_one_unit_are_both_left(told, capsys):
    told(ASKED)
    fill("templates/2020", "inputs/2020/乙/灰山镇.xlsx", {"简称": "灰山镇", "决算": 3})
    fill("templates/2020", "inputs/2020/高桥镇.xlsx", {"简称": "高桥镇", "决算": 3})
    assert run(["form", "templates/2021", "--migrate", "inputs/2020", "-o", "又"]) == 1
    text = capsys.readouterr().out
    assert (
        "乙/灰山镇.xlsx  错误 FM12\n"
        "  “灰山镇”有 2 份旧表：乙/灰山镇.xlsx、2020/灰山镇.xlsx，没有带入。\n"
        "  办法：只留一份，再运行一次。\n"
        "  另见：2020/灰山镇.xlsx\n"
    ) in text
    assert sorted(path.name for path in Path("又").iterdir()) == ["带入情况.xlsx", "高桥镇.xlsx"]


def test_a_form_is_never_brought_over_itself(told, capsys):
    told(ASKED)
    before = Path("inputs/2020/灰山镇.xlsx").read_bytes()
    told_again = ["form", "templates/2021", "--migrate", "inputs/2020/灰山镇.xlsx"]
    assert run([*told_again, "-o", "inputs/2020"]) == 1
    assert "没有发出  FM05" in capsys.readouterr().out
    assert Path("inputs/2020/灰山镇.xlsx").read_bytes() == before
    assert [line["原因"] for line in listed("inputs/2020")] == ["已有“灰山镇.xlsx”，没有发出"]
