"""Every live formula, worked out by LibreOffice, equals what the program computes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.forms.data import Data
from tests.forms.made import (
    both,
    issued,
    loaded,
    made_pack,
    needs_office,
    parted,
    recalculated,
)

# What is scored how, on which 甲 and 乙; the points, empty where there are none.
STEPS = "比率 | 超限扣分 | 100% | 1% | 0.5 | 不扣 | | "
PARTS = "比率 | 超限扣分 | 100% | 1% | 0.5 | 按比例 | | 满分"
WHOLE = "比率 | 超限扣分 | 100% | 1% | 0.5 | 按一步 | | 零分"
UNDER = "比率 | 不足扣分 | 100% | 5% | 2 | 不扣 | | "
APART = "比率 | 偏离扣分 | 100% | 5% | 2 | 不扣 | | 零分"
GROWN = "变动率 | 超限扣分 | 0% | 1% | 0.5 | 不扣 | | "
COUNTED = "数值 | 超限扣分 | 0 | 1 | 1 | 按一步 | | "
BANDS = "比率 | 分档 | | | | | ≤0% 5；≤10% 4；≤20% 3；其余 0 | 零分"
FINE = "变动率 | 分档 | | | | | ≤0.01% 5；其余 0 | 零分"
COARSE = "变动率 | 分档 | | | | | ≥0.03% 5；其余 0 | 零分"
STRICT = "数值 | 分档 | | | | | <1 4；=2 5；>3 3；≥3 2 | "
SHARE = "比率 | 按比例 | | | | | | "
SCORED = f"""
{STEPS}零分 | 99 | 100 | 5
{STEPS}零分 | 100 | 100 | 5
{STEPS}零分 | 100.99 | 100 | 5
{STEPS}零分 | 101 | 100 | 4.5
{STEPS}零分 | 103 | 100 | 3.5
{STEPS}零分 | 115 | 100 | 0
{STEPS}零分 | 0 | 0 | 0
{STEPS}零分 | 5 | 0 | 0
{STEPS}满分 | 0 | 0 | 5
{STEPS}满分 | 5 | 0 | 0
{STEPS}满分 | 5 | -1 |
{STEPS}满分 | 5 | |
{STEPS}满分 | | 5 |
{PARTS} | 100.45 | 100 | 4.78
{PARTS} | 100 | 100 | 5
{PARTS} | 400 | 300 | 0
{WHOLE} | 100 | 100 | 5
{WHOLE} | 10000000000.01 | 10000000000 | 4.5
{WHOLE} | 101 | 100 | 4.5
{WHOLE} | 101.01 | 100 | 4
{UNDER}零分 | 101 | 100 | 5
{UNDER}零分 | 95.01 | 100 | 5
{UNDER}零分 | 95 | 100 | 3
{UNDER}零分 | 85 | 100 | 0
{UNDER}满分 | 0 | 0 | 5
{UNDER}零分 | 0 | 0 | 0
{APART} | 100 | 100 | 5
{APART} | 95.01 | 100 | 5
{APART} | 95 | 100 | 3
{APART} | 105 | 100 | 3
{APART} | 110 | 100 | 1
{APART} | 0 | 0 | 0
{GROWN}满分 | 90 | 100 | 5
{GROWN}满分 | 102 | 100 | 4
{GROWN}满分 | 0 | 0 | 5
{GROWN}零分 | 0 | 0 | 0
{GROWN}满分 | 2 | 0 | 0
{GROWN}满分 | 2 | -4 |
{COUNTED} | 0 | | 5
{COUNTED} | 2 | | 3
{COUNTED} | 9 | | 0
{COUNTED} | | |
{BANDS} | 0 | 100 | 5
{BANDS} | 10 | 100 | 4
{BANDS} | 10.01 | 100 | 3
{BANDS} | 21 | 100 | 0
{BANDS} | 0 | 0 | 0
{FINE} | 1000.1 | 1000 | 5
{FINE} | 1000.11 | 1000 | 0
{COARSE} | 1000.3 | 1000 | 5
{COARSE} | 1000.29 | 1000 | 0
{STRICT} | 2 | | 5
{STRICT} | 0.99 | | 4
{STRICT} | 1 | |
{STRICT} | 3 | | 2
{STRICT} | 3.01 | | 3
{SHARE}零分 | 84.5 | 100 | 4.23
{SHARE}零分 | 1 | 3 | 1.67
{SHARE}零分 | 120 | 100 | 5
{SHARE}零分 | -20 | 100 | 0
{SHARE}满分 | 0 | 0 | 5
{SHARE}零分 | 0 | 0 | 0
{SHARE}满分 | 3 | 0 | 0
"""
CASES = [[part.strip() for part in line.split("|")] for line in SCORED.strip().splitlines()]
RULED = ["算法", "评分", "界限", "一步", "每步扣分", "不足一步", "分档", "分母为零"]

OPTIONS = '选项 | 按选项 | | | | | 较好 5；"一"般 3；无 0 |'
CHOSEN = [("较好", "5"), ('"一"般', "3"), ("无", "0"), (None, "")]
CLAIMED = [("3.456", "3.46"), ("7", "5"), ("0", "0"), (None, "")]


def scoring_pack(folder):
    fields, ruled, cells, typed = (
        ["名称|类型|必填|选项"],
        [f"名称|分值|取数|{'|'.join(RULED)}"],
        {},
        {},
    )
    for number, (*rule, above, below, _) in enumerate(CASES, 1):
        one = rule[0] == "数值"
        ruled.append(f"指{number}|5|甲{number}{'' if one else f'；乙{number}'}|{'|'.join(rule)}")
        for name, value in ((f"甲{number}", above), (f"乙{number}", below)):
            fields.append(f"{name}|数|否|")
            if value:
                typed[name] = Decimal(value)
        for column, name in zip("ABCD", ("甲{}", "乙{}", "指{}", "指{}得分"), strict=True):
            cells[f"{column}{number}"] = f"{{{{ {name.format(number)} }}}}"
    for number, (option, _) in enumerate(CHOSEN, 1):
        fields.append(f'选{number}|选项|否|较好、"一"般、无')
        ruled.append(f"择{number}|5|选{number}|{OPTIONS}")
        cells |= {f"F{number}": f"{{{{ 选{number} }}}}", f"G{number}": f"{{{{ 择{number}得分 }}}}"}
        typed |= {f"选{number}": option} if option else {}
    for number, (claim, _) in enumerate(CLAIMED, 1):
        ruled.append(f"评{number}|5||{'|人工评分' + '|' * 6}")
        name = f"评{number}自评得分"
        cells |= {f"I{number}": f"{{{{ {name} }}}}", f"J{number}": f"{{{{ 评{number}得分 }}}}"}
        typed |= {name: Decimal(claim)} if claim else {}
    tables = {"字段": "\n".join(fields), "指标": "\n".join(ruled)}
    return made_pack(folder, tables, {"评分": cells}), Data(typed, {})


# 名称 | 算法 | 取数, on A1=0.1 B=0.2 C=0.3 Z=0 N=-4 P=5, and three lists; what comes of it.
COMPUTED = """
| 名称   | 算法   | 取数                    | 单位 | 小数位 | 得数 |
| 和零   | 合计   | A + B - C               |      |        | 0     |
| 差     | 差额   | P；A                    |      |        | 4.9   |
| 负     | 合计   | - P                     |      |        | -5    |
| 比零   | 占比   | P；和零                 | %    |        |       |
| 比比   | 占比   | A；P                    | %    |        | 0.02  |
| 比负   | 比率   | P；N                    |      |        | -1.25 |
| 增     | 增长率 | P；A + B + B            | %    |        | 9     |
| 增零   | 增长率 | P；Z                    | %    |        |       |
| 增零零 | 变动率 | Z；Z                    | %    |        |       |
| 增负   | 变动率 | P；N                    | %    |        |       |
| 均     | 平均   | A + B + P               |      |        | 1.76666666667 |
| 数全   | 计数   | 全                      |      | 0      | 3     |
| 数全空 | 合计   | 计数(全) + 计数(空)     |      | 0      | 3     |
| 和全   | 合计   | 合计(全.数)             |      |        | 0.6   |
| 和缺   | 合计   | 合计(缺.数)             |      |        |       |
| 和空   | 合计   | 合计(空.数)             |      |        | 0     |
| 均缺   | 平均   | 平均(缺.数)             |      |        | 15    |
| 均空   | 平均   | 平均(空.数)             |      |        |       |
| 差年   | 差额   | 满意度满分；上年度      |      |        | -2014 |
| 缺项   | 合计   | A + 没填                |      |        |       |
| 按分   | 按比例计分 | A；P；满意度满分    |      |        | 0.1   |
| 按满   | 按比例计分 | P；A；满意度满分    |      |        | 5     |
| 按负   | 按比例计分 | N；P；满意度满分    |      |        | 0     |
| 按零   | 按比例计分 | Z；Z；满意度满分    |      |        |       |
| 远     | 差额   | 不在表上；A             |      |        | 4.9   |
"""
LINES = parted(COMPUTED)
LISTS = {
    "全": (("一", "0.1"), (None, "0.2"), ("三", "0.3")),
    "缺": (("一", "10"), ("二", None), (None, "20")),
    "空": (),
}
GRADED = """
| 名称 | 取数   | 等级      | 下限 |
| 甲级 | 近九十 | 优 | 90 |
| 甲级 | 近九十 | 良   | 80 |
| 乙级 | 不到   | 优   | 90 |
| 乙级 | 不到   | "良" | 80 |
| 丙级 | 太低   | 优   | 90 |
| 丁级 | 近率   | 够   | 95% |
"""


def computing_pack(folder):
    body = [line[:-1] for line in LINES[1:]]
    computed = [LINES[0][:-1], *body, ["不在表上", "合计", "P", "", ""]]
    computed += [
        ["近九十", "合计", "Q", "", "2"],
        ["不到", "合计", "R", "", "2"],
        ["太低", "合计", "S", "", "2"],
        ["近率", "占比", "T；U", "", "1"],
    ]
    fields = ["名称|类型|必填|小数位", *(f"{name}|数|否|" for name in "ABCZNPQRSTU"), "没填|数|否|"]
    form = {"数": {}}
    for number, name in enumerate([*"ABCZNPQRSTU", "没填"], 1):
        form["数"][f"A{number}"] = f"{{{{ {name} }}}}"
    shown = [line[0] for line in body] + ["近九十", "甲级", "乙级", "丙级", "丁级"]
    for number, name in enumerate(shown, 1):
        form["数"][f"C{number}"] = f"{{{{ {name} }}}}"
    for name in LISTS:
        fields += [f"{name}|表|否|", f"{name}.名|文字|否|", f"{name}.数|数|否|"]
        form[f"清单{name}"] = {
            "A1": f"{{{{ {name}.名 }}}}",
            "B1": f"{{{{ {name}.数 }}}}",
            "A9": "完",
        }
    tables = {
        "说明": "|项目|内容|\n|满意度满分|5|",
        "字段": "\n".join(fields),
        "计算": "\n".join("|".join(line) for line in computed),
        "等级": GRADED,
    }
    values = ["0.1", "0.2", "0.3", "0", "-4", "5", "89.995", "89.994", "59.99", "94.95", "100"]
    typed = {name: Decimal(value) for name, value in zip("ABCZNPQRSTU", values, strict=True)}
    return made_pack(folder, tables, form), Data(
        typed, {name: rows(each) for name, each in LISTS.items()}
    )


def rows(found):
    return tuple(
        {"名": name} | ({"数": Decimal(value)} if value else {}) if name else {"数": Decimal(value)}
        for name, value in found
    )


def totals_pack(folder):
    """Two indicators, their total, and the grade of the total."""
    tables = {
        "字段": "名称|类型|必填\n甲|数|否\n乙|数|否",
        "指标": f"名称|分值|取数|{'|'.join(RULED)}\n指|50|甲；乙|{SHARE}零分\n评|50||{'|人工评分' + '|' * 6}",
        "等级": "名称|取数|等级|下限\n评价等级|综合得分|优秀|90\n评价等级|综合得分|合格|60",
    }
    names = [
        "甲",
        "乙",
        "指得分",
        "评自评得分",
        "评得分",
        "综合得分",
        "自评合计",
        "指自评得分",
        "评价等级",
    ]
    cells = {f"A{number}": f"{{{{ {name} }}}}" for number, name in enumerate(names, 1)}
    return made_pack(folder, tables, {"评分": cells})


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What every sheet shows and what the program computes, by form; one call of LibreOffice."""
    tmp = tmp_path_factory.mktemp("recalculated")
    scoring, typed = scoring_pack(tmp / "scoring")
    computing, given = computing_pack(tmp / "computing")
    totals = totals_pack(tmp / "totals")
    half = {"甲": Decimal("79.99"), "乙": Decimal(100)}
    full = {**half, "评自评得分": Decimal(50), "指自评得分": Decimal(45)}
    wanted = {
        "scoring": (scoring, typed),
        "computing": (computing, given),
        "full": (totals, Data(full, {})),
        "half": (totals, Data(half, {})),
    }
    made = {name: issued(folder, data) for name, (folder, data) in wanted.items()}
    saved = recalculated(tmp / "forms", made)
    return {name: both(saved[name], folder) for name, (folder, _) in wanted.items()}


@needs_office
@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_points_are_the_programs(results, number):
    """Under, on and over the edge, and over zero."""
    shown, computed = results["scoring"][f"指{number}得分"]
    expected = CASES[number - 1][-1]
    assert computed == (Decimal(expected).normalize() if expected else None)
    assert shown == computed


@needs_office
@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_an_indicators_value_is_the_programs(results, number):
    """Nothing is shown over zero, over less than zero, and before both numbers are typed."""
    shown, computed = results["scoring"][f"指{number}"]
    assert shown == computed


@needs_office
@pytest.mark.parametrize("prefix", ["择", "评"])
def test_points_of_options_and_by_hand_show_nothing_until_there_is_something(results, prefix):
    """Quotes in an option are no end of the formula's text; points by hand stay in the weight."""
    for number, (_, points) in enumerate(CHOSEN if prefix == "择" else CLAIMED, 1):
        shown, computed = results["scoring"][f"{prefix}{number}得分"]
        assert computed == (Decimal(points).normalize() if points else None)
        assert shown == computed


@needs_office
@pytest.mark.parametrize("line", LINES[1:], ids=lambda line: line[0])
def test_calculations_are_the_programs(results, line):
    """Every verb; lists whole, with a blank cell, and empty; a negative and a zero base."""
    shown, computed = results["computing"][line[0]]
    assert computed == (Decimal(line[-1]).normalize() if line[-1] else None)
    assert shown == computed


@needs_office
@pytest.mark.parametrize(
    ("name", "word"), [("甲级", "优"), ("乙级", '"良"'), ("丙级", None), ("丁级", "够")]
)
def test_a_grade_is_that_of_the_figure_as_printed(results, name, word):
    """89.995 prints 90.00, 89.994 does not; 94.95% prints 95.0%; no word below the lowest."""
    assert results["computing"][name] == (word, word)


@needs_office
def test_totals_wait_for_every_part(results):
    """With one indicator still to be judged there is no total and no grade."""
    assert results["full"]["综合得分"] == (Decimal(90), Decimal(90))
    assert results["full"]["自评合计"] == (Decimal(95), Decimal(95))
    assert results["full"]["评价等级"] == ("优秀", "优秀")
    assert results["half"]["指得分"] == (Decimal(40), Decimal(40))
    for name in ("评得分", "综合得分", "自评合计", "评价等级"):
        assert results["half"][name] == (None, None)


def test_what_stands_nowhere_on_the_form_is_not_shown_live(tmp_path):
    """A figure that needs a cell the form does not have stays empty rather than wrong."""
    tables = {"字段": "名称|类型|必填\n甲|数|否", "计算": "名称|算法|取数\n和|合计|甲 + 丢了"}
    folder = made_pack(tmp_path / "pack", tables, {"数": {"A1": "{{ 甲 }}", "A2": "{{ 和 }}"}})
    from reportgen import workbook

    sheet = workbook.read_bytes(issued(folder), "表.xlsx").by_title["数"]
    assert sheet.cells == {}
    assert loaded(folder).calculations[0].name == "和"
