"""Computed figures: totals, differences, shares, rates, counts, means, and chosen words.

CA01 a denominator of zero under something · CA02 growth on a negative base
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.calculations import choose, compute, evaluate, lacking, spots, words
from reportgen.figures import Text, rounded
from reportgen.findings import as_text
from reportgen.packs.sums import operands
from tests.helpers.tables import calculations, grades, listed, record

PROJECTS = listed(
    "项目支出明细",
    """
    | 名称                 | 决算   |
    | 人大工作经费         | 3      |
    | 政协工作经费         | 1      |
    | 其他各项工作经费     | 35.35  |
    | 党政机关办公经费     | 6      |
    | 医疗保障工作经费     | 22.96  |
    | 城镇基础设施建设     | 510    |
    | 非税收入体制结算     | 136.26 |
    | 扶贫                 | 243.37 |
    | 农村综合改革         | 162    |
    | 土地整治及灾毁项目   | 10     |
    """,
)
SURVEY = listed(
    "满意度问卷",
    """
    | 社会治安 | 医疗保障 |
    | 5        | 4        |
    | 5        | 5        |
    | 4        |          |
    """,
    unit="分",
)
FILED = record(
    """
    | 行政编制           | 94      | 人   | C5  |
    | 事业编制           | 124     | 人   | C6  |
    | 工勤编制           | 5       | 人   | C7  |
    | 一般公共预算收入   | 9224.97 | 万元 | C12 |
    | 政府性基金收入     | 21.87   | 万元 | C13 |
    | 基本支出年初预算   | 2109.46 | 万元 | D20 |
    | 基本支出决算       | 8116.9  | 万元 | F20 |
    | 项目支出年初预算   | 1169.44 | 万元 | D21 |
    | 项目支出决算       | 1129.94 | 万元 | F21 |
    | 三公经费上年决算   | 38      | 万元 | C30 |
    | 三公经费本年决算   | 40      | 万元 | D30 |
    | 三公经费本年预算   | 56.4    | 万元 | E30 |
    | 零                 | 0       | 万元 | D31 |
    | 负数               | -10     | 万元 | D32 |
    | 十                 | 10      | 分   | E32 |
    """,
    项目支出=PROJECTS,
    问卷=SURVEY,
    空表=listed("空表", "| 名称 | 决算 |"),
)

COMPUTES = [
    # 算法     取数                                        单位    结果（两位小数，比率为分数四位）
    ("合计", "行政编制 + 事业编制 + 工勤编制", "人", "223"),
    ("合计", "一般公共预算收入 + 政府性基金收入", "万元", "9246.84"),
    ("合计", "基本支出决算 + 项目支出决算", "万元", "9246.84"),
    ("合计", "基本支出年初预算 + 项目支出年初预算", "万元", "3278.90"),
    ("合计", "合计(项目支出.决算)", "万元", "1129.94"),
    ("合计", "合计(空表.决算)", "万元", "0"),
    ("差额", "基本支出决算；基本支出年初预算", "万元", "6007.44"),
    ("差额", "项目支出决算；项目支出年初预算", "万元", "-39.50"),
    ("占比", "政府性基金收入；一般公共预算收入 + 政府性基金收入", "%", "0.0024"),
    ("比率", "三公经费本年决算；三公经费上年决算", "%", "1.0526"),
    ("增长率", "三公经费本年决算；三公经费上年决算", "%", "0.0526"),
    ("变动率", "零；三公经费上年决算", "%", "-1"),
    ("计数", "项目支出", "个", "10"),
    ("计数", "计数(项目支出)", "个", "10"),
    ("计数", "空表", "个", "0"),
    ("平均", "平均(问卷.社会治安) + 平均(问卷.医疗保障)", "分", "4.58"),
    ("平均", "行政编制 + 工勤编制", "人", "49.50"),
    # 40/56.4 of 10 is 7.092…; more than is due is no more than all; less than nothing is nothing
    ("按比例计分", "三公经费本年决算；三公经费本年预算；十", "分", "7.09"),
    ("按比例计分", "三公经费本年预算；三公经费本年决算；十", "分", "10"),
    ("按比例计分", "负数；三公经费本年决算；十", "分", "0"),
]
ABSENT = [
    ("合计", "行政编制 + 没有填"),
    ("合计", "合计(问卷.医疗保障)"),
    ("合计", "合计(没有这张表.决算)"),
    ("合计", "项目支出"),
    ("差额", "没有填；零"),
    ("占比", "零；零"),
    ("增长率", "零；零"),
    ("增长率", "没有填；零"),
    ("平均", "平均(空表.决算)"),
    ("平均", "行政编制 + 没有填"),
    ("计数", "行政编制"),
    ("按比例计分", "零；零；十"),
    ("按比例计分", "行政编制；工勤编制；没有填"),
]


@pytest.mark.parametrize(("verb", "operand", "unit", "value"), COMPUTES)
def test_computes_as_the_form_does(verb, operand, unit, value):
    rows = calculations(f"| 结果 | {verb} | {operand} | {unit} |")
    computed, findings = compute(rows, FILED)
    assert findings == []
    places = 4 if unit == "%" else 2
    assert rounded(computed["结果"].value, places) == rounded(Decimal(value), places)
    assert computed["结果"].unit == unit


@pytest.mark.parametrize(("verb", "operand"), ABSENT)
def test_what_cannot_be_computed_is_left_out_in_silence(verb, operand):
    """The missing cell was reported when it was read; 0 of 0 is nothing at all."""
    computed, findings = compute(calculations(f"| 结果 | {verb} | {operand} | |"), FILED)
    assert "结果" not in computed
    assert findings == []


def test_a_denominator_of_zero_under_something_is_reported():
    rows = calculations("| 增长率 | 增长率 | 三公经费本年决算；零 | % |")
    computed, [finding] = compute(rows, FILED)
    assert "增长率" not in computed
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!D31  提醒 CA01\n"
        "  “增长率”没有计算：零为 0，而三公经费本年决算为 40.00万元。\n"
        "  办法：核对零是否漏填；如确为 0，这一比率不印，请用文字说明。\n"
        "  另见：基础数据表!D30、rules.xlsx 计算!A2"
    )


def test_growth_on_a_negative_base_is_not_computed():
    """(5−(−10))÷(−10) would say “下降” of a rise."""
    rows = calculations("| 增长率 | 变动率 | 三公经费本年决算；负数 | % |")
    computed, [finding] = compute(rows, FILED)
    assert "增长率" not in computed
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!D32  提醒 CA02\n"
        "  “增长率”没有计算：基数负数为 -10.00万元，是负数，算出的增减方向会相反。\n"
        "  办法：核对负数；如数字无误，这一比率不印，请用文字说明增减。\n"
        "  另见：rules.xlsx 计算!A2"
    )


def test_rows_may_refer_to_one_another_in_any_order():
    rows = calculations("""
        | 政府性基金占比 | 占比 | 政府性基金收入；收入合计                | %    |
        | 结余           | 差额 | 收入合计；支出合计                      | 万元 |
        | 支出合计       | 合计 | 基本支出决算 + 项目支出决算             | 万元 |
        | 收入合计       | 合计 | 一般公共预算收入 + 政府性基金收入       | 万元 |
    """)
    computed, findings = compute(rows, FILED)
    assert findings == []
    assert computed["结余"].value == 0
    assert rounded(computed["政府性基金占比"].value * 100, 2) == Decimal("0.24")


def test_rows_that_go_round_in_a_circle_are_left_out():
    """The packs room reports the circle; here it must only not turn for ever."""
    rows = calculations("""
        | 甲   | 合计 | 乙 + 零  | |
        | 乙   | 合计 | 甲 + 零  | |
        | 编制 | 合计 | 行政编制 | |
    """)
    computed, findings = compute(rows, FILED)
    assert findings == []
    assert "甲" not in computed
    assert computed["编制"].value == 94


def test_a_computed_figure_remembers_every_cell_once_and_stands_at_its_rule():
    rows = calculations("""
        | 收入合计 | 合计 | 一般公共预算收入 + 政府性基金收入 |   | 1 |
        | 占比     | 占比 | 政府性基金收入；收入合计          |   |   |
    """)
    computed, _ = compute(rows, FILED)
    total, share = computed["收入合计"], computed["占比"]
    assert (total.unit, total.places, str(total.where)) == ("万元", 1, "rules.xlsx 计算!A2")
    assert (share.unit, share.places) == ("%", 2)
    assert [place.spot for place in share.sources] == ["基础数据表!C13", "基础数据表!C12"]


def test_a_sum_names_what_it_lacks_down_to_the_cell_to_fill_in():
    rows = calculations("""
        | 支出合计 | 合计 | 基本支出追加 + 项目支出追加 + 基本支出决算 | |
        | 比率     | 比率 | 基本支出决算；零                            | |
    """)
    [wanted] = operands("收入合计 + 支出合计 - 比率 + 基本支出追加")
    missing = ("收入合计", "基本支出追加", "项目支出追加", "比率")
    assert lacking(wanted, FILED, rows) == missing
    assert lacking(operands("行政编制")[0], FILED, rows) == ()
    columns = operands("平均(空表.决算) + 平均(空表.预算) + 合计(问卷.医疗保障)")[0]
    assert lacking(columns, FILED) == ("空表", "问卷.医疗保障")


def test_a_reader_is_sent_to_the_list_and_not_to_its_every_row():
    [wanted] = operands("合计(项目支出.决算) + 项目支出决算")
    found = [place.spot for place in spots(wanted, FILED)]
    assert found == ["项目支出明细!A2", "基础数据表!F21"]
    assert len(evaluate(wanted, FILED).sources) == 11


def test_a_computed_figure_that_the_form_shows_is_opened_there_first():
    """The pipeline lets a computed figure stand in the cell that shows it."""
    computed, _ = compute(calculations("| 编制数 | 合计 | 行政编制 + 事业编制 | 人 |"), FILED)
    [wanted] = operands("编制数")
    assert [p.spot for p in spots(wanted, computed)] == ["基础数据表!C5", "基础数据表!C6"]
    figure = computed["编制数"]
    shown = replace(figure, where=replace(figure.where, file="填报表.xlsx", spot="概况!B2"))
    found = [place.spot for place in spots(wanted, {**computed, "编制数": shown})]
    assert found == ["概况!B2", "基础数据表!C5", "基础数据表!C6"]


GRADES = grades("""
    | 满意度评价 | 满意度综合评分 | 满意     | 4.5 |
    | 满意度评价 | 满意度综合评分 | 基本满意 | 3.5 |
    | 评价等级   | 综合得分       | 良好     | 80  |
    | 评价等级   | 综合得分       | 优秀     | 90  |
""")


@pytest.mark.parametrize(
    ("score", "word"),
    [("96.20", "优秀"), ("90", "优秀"), ("89.996", "优秀"), ("89.99", "良好"), ("79.99", None)],
)
def test_a_figure_chooses_its_word_as_it_is_printed(score, word):
    """Exactly the floor belongs to the step; 89.996 prints as 90.00 and reads as 90."""
    scale = [grade for grade in GRADES if grade.name == "评价等级"]
    chosen = choose(scale, record(f"| 综合得分 | {score} | 分 |")["综合得分"])
    assert (chosen.label if chosen else None) == word


def test_words_are_added_as_their_figures_become_known():
    """满意度评价 is known after the calculations, 评价等级 only after the scores."""
    early = words(GRADES, record("| 满意度综合评分 | 4.8 | 分 |"))
    assert early["满意度评价"] == Text("满意", GRADES[0].where)
    assert "评价等级" not in early
    late = words(GRADES, {**early, **record("| 综合得分 | 96.2 | 分 |")})
    assert (late["满意度评价"].value, late["评价等级"].value) == ("满意", "优秀")
