"""All agreements of a form together: what was not checked is said (CK00), readings are offered.

The seed's own numbers (DOMAIN 5.1, 5.2) are the cases: N1, N3, N4, N5 must be found,
OK1, OK4 to OK7, OK9, OK11 must not.
"""

import pytest

from reportgen.calculations import compute
from reportgen.checks import VERBS, run
from reportgen.findings import as_text
from reportgen.packs import rules
from tests.helpers.tables import calculations, checks, listed, record

CALCULATIONS = calculations("""
    | 收入合计         | 合计 | 一般公共预算收入 + 政府性基金收入       | 万元 |
    | 支出合计决算     | 合计 | 基本支出决算 + 项目支出决算             | 万元 |
    | 支出合计年初预算 | 合计 | 基本支出年初预算 + 项目支出年初预算     | 万元 |
    | 基本支出差额     | 差额 | 基本支出决算；基本支出年初预算          | 万元 |
    | 项目支出差额     | 差额 | 项目支出决算；项目支出年初预算          | 万元 |
    | 一般公共预算占比 | 占比 | 一般公共预算收入；收入控制数            | %    |
""")
BALANCES = """
    | 合计相等 | 收入控制数     | 一般公共预算收入 + 政府性基金收入   | 0 | 错误 | |
    | 合计相等 | 支出决算控制数 | 基本支出决算 + 项目支出决算         | 0 | 错误 | |
    | 相等     | 收入合计 + 上年结转 | 支出合计决算 + 年末结余        | 0 | 错误 | |
"""
HOLDING = checks("""
    | 合计相等 | 编制数             | 行政编制 + 事业编制 + 工勤编制             | 0 | 错误 | |
    | 合计相等 | 基本支出决算       | 工资 + 商品服务 + 补助 + 资本性支出        | 0 | 错误 | |
    | 合计相等 | 项目支出决算       | 合计(项目支出.决算)                        | 0 | 错误 | |
    | 合计相等 | 支出年初预算控制数 | 基本支出年初预算 + 项目支出年初预算        | 0 | 错误 | |
    | 相等     | 基本支出填报差额   | 基本支出差额                               | 0 | 错误 | |
    | 相等     | 项目支出填报差额   | 项目支出差额                               | 0 | 错误 | |
    | 合计相等 | 三公上年           | 接待上年 + 公车上年                        | 0 | 错误 | |
    | 合计相等 | 三公预算           | 接待预算 + 公车预算                        | 0 | 错误 | |
    | 合计相等 | 三公决算           | 接待决算 + 公车决算                        | 0 | 错误 | |
    | 不超过   | 三公决算           | 三公预算                                   | 0 | 错误 | |
    | 比率相等 | 填报占比           | 一般公共预算占比                           | 0 | 错误 | |
""")
SEED = record(
    """
    | 行政编制           | 94      | 人   | C5  |
    | 事业编制           | 124     | 人   | C6  |
    | 工勤编制           | 5       | 人   | C7  |
    | 编制数             | 223     | 人   | C8  |
    | 一般公共预算收入   | 9224.97 | 万元 | C12 |
    | 政府性基金收入     | 21.87   | 万元 | C13 |
    | 收入控制数         | 9248.84 | 万元 | C14 |
    | 填报占比           | 99.74%  | %    | D12 |
    | 上年结转           | 0       | 万元 | C15 |
    | 年末结余           | 0       | 万元 | C16 |
    | 基本支出年初预算   | 2109.46 | 万元 | D20 |
    | 基本支出决算       | 8116.9  | 万元 | F20 |
    | 基本支出填报差额   | 6007.44 | 万元 | G20 |
    | 项目支出年初预算   | 1169.44 | 万元 | D21 |
    | 项目支出决算       | 1129.94 | 万元 | F21 |
    | 项目支出填报差额   | -39.5   | 万元 | G21 |
    | 支出年初预算控制数 | 3278.9  | 万元 | D22 |
    | 支出决算控制数     | 9224.79 | 万元 | F22 |
    | 支出差额控制数     | 5945.89 | 万元 | G22 |
    | 工资               | 1940    | 万元 | F24 |
    | 补助               | 2242.63 | 万元 | F25 |
    | 商品服务           | 3835.72 | 万元 | F26 |
    | 资本性支出         | 98.55   | 万元 | F27 |
    | 接待上年           | 32      | 万元 | C30 |
    | 公车上年           | 6       | 万元 | C31 |
    | 三公上年           | 38      | 万元 | C32 |
    | 接待预算           | 50.4    | 万元 | D30 |
    | 公车预算           | 6       | 万元 | D31 |
    | 三公预算           | 56.4    | 万元 | D32 |
    | 接待决算           | 34      | 万元 | E30 |
    | 公车决算           | 6       | 万元 | E31 |
    | 三公决算           | 40      | 万元 | E32 |
    """,
    项目支出=listed(
        "项目支出明细",
        """
        | 名称 | 决算   |
        | 人大 | 3      |
        | 政协 | 1      |
        | 其他 | 35.35  |
        | 党政 | 6      |
        | 医保 | 22.96  |
        | 城镇 | 510    |
        | 非税 | 136.26 |
        | 扶贫 | 243.37 |
        | 改革 | 162    |
        | 土地 | 10     |
        """,
    ),
)


def found(rows, filed=SEED, *, traced=True):
    full, _ = compute(CALCULATIONS, filed)
    return run(rows, full, CALCULATIONS if traced else ())


def test_every_relation_of_the_seed_that_holds_is_silent():
    assert [as_text(finding) for finding in found(HOLDING)] == []


def test_income_offers_each_slip_that_would_explain_the_gap():
    """N1: a wrong digit in a part (H1), or a wrong total that then equals spending (H2)."""
    income, _ = found(checks(BALANCES))
    assert as_text(income) == (
        "填报表.xlsx 基础数据表!C14  错误 CK01\n"
        "  收入控制数为 9248.84万元，但分项相加为 9246.84万元，相差 +2.00万元。\n"
        "  办法：核对一般公共预算收入、政府性基金收入与收入控制数，改正填错的一格。几种可能："
        "一是一般公共预算收入为 9226.97万元（只差一位数字）；"
        "二是政府性基金收入为 23.87万元（只差一位数字），"
        "这两种情形下收入合计＋上年结转与支出合计决算＋年末结余会相差 2.00万元；"
        "三是收入控制数为 9246.84万元（只差一位数字），与支出合计决算相等。\n"
        "  另见：基础数据表!C12、基础数据表!C13、rules.xlsx 勾稽!A2"
    )


def test_spending_names_the_figure_whose_digits_were_swapped():
    """N3, N4: 9224.79 is the income figure 9224.97 with two digits swapped."""
    _, spending = found(checks(BALANCES))
    assert as_text(spending) == (
        "填报表.xlsx 基础数据表!F22  错误 CK01\n"
        "  支出决算控制数为 9224.79万元，但分项相加为 9246.84万元，相差 -22.05万元。\n"
        "  办法：核对基本支出决算、项目支出决算与支出决算控制数，改正填错的一格。"
        "一种可能：支出决算控制数为 9246.84万元（所填 9224.79万元与一般公共预算收入的 "
        "9224.97万元只是相邻两位数字对调），与收入合计相等。\n"
        "  另见：基础数据表!F20、基础数据表!F21、rules.xlsx 勾稽!A3"
    )


def test_a_difference_column_that_follows_a_wrong_total_is_found_too():
    """N5: 6007.44 − 39.50 is 5967.94, not 5945.89; and it follows from the wrong total."""
    rows = checks("""
        | 合计相等 | 支出差额控制数 | 基本支出填报差额 + 项目支出填报差额     | 0 | 错误 | |
        | 相等     | 支出差额控制数 | 支出决算控制数 - 支出年初预算控制数     | 0 | 错误 | |
    """)
    [finding] = found(rows)
    assert finding.message == (
        "支出差额控制数为 5945.89万元，但分项相加为 5967.94万元，相差 -22.05万元。"
    )


def test_a_reading_is_tried_on_the_other_agreements():
    """With the digit put right in 基本支出, the balance of the year holds as well."""
    slipped = SEED | record("""
        | 收入控制数     | 9246.84 | 万元 | C14 |
        | 支出决算控制数 | 9246.84 | 万元 | F22 |
        | 基本支出决算   | 8161.9  | 万元 | F20 |
    """)
    spending, balance = found(checks(BALANCES), slipped)
    assert spending.remedy.endswith(
        "几种可能：一是基本支出决算为 8116.90万元（只是相邻两位数字对调），"
        "此时收入合计＋上年结转与支出合计决算＋年末结余也就相符；"
        "二是支出决算控制数为 9291.84万元。"
    )
    assert balance.remedy.endswith(
        "一种可能：基本支出决算为 8116.90万元（只是相邻两位数字对调），"
        "此时支出决算控制数与基本支出决算＋项目支出决算也就相符。"
    )


def test_a_list_row_with_a_slip_is_named_by_its_row():
    rows = checks("| 合计相等 | 项目支出决算 | 合计(项目支出.决算) | 0 | 错误 | |")
    slipped = SEED | record("| 项目支出决算 | 1231.93 | 万元 | F21 |")
    [finding] = found(rows, slipped)
    assert "一种可能" not in finding.remedy
    [finding] = found(rows, SEED | record("| 项目支出决算 | 1120.94 | 万元 | F21 |"))
    assert finding.remedy.endswith(
        "几种可能：一是项目支出第8行决算为 234.37万元（只是相邻两位数字对调）；"
        "二是项目支出决算为 1129.94万元（只差一位数字）。"
    )


def test_too_many_readings_tell_nothing_and_are_left_out():
    rows = checks("| 合计相等 | 总数 | 甲 + 乙 + 丙 + 丁 | 0 | 错误 | |")
    filed = record("""
        | 甲   | 11.11 | 万元 | |
        | 乙   | 22.22 | 万元 | |
        | 丙   | 33.33 | 万元 | |
        | 丁   | 44.44 | 万元 | |
        | 总数 | 115.10 | 万元 | |
    """)
    [finding] = run(rows, filed)
    assert finding.remedy == "核对甲、乙、丙、丁与总数，改正填错的一格。"


def test_an_agreement_that_could_not_be_checked_says_so_once_for_each_missing_cell():
    missing = {name: value for name, value in SEED.items() if name != "项目支出决算"}
    *_, finding = found(checks(BALANCES), missing)
    assert as_text(finding) == (
        "rules.xlsx 勾稽!A3  提醒 CK00\n"
        "  没有读出“项目支出决算”，2 项勾稽未能核对：“支出决算控制数”、“收入合计＋上年结转”。\n"
        "  办法：补填或改正“项目支出决算”，再核对一次。\n"
        "  另见：勾稽!A4"
    )


def test_without_the_calculations_the_missing_total_itself_is_named():
    missing = {name: value for name, value in SEED.items() if name != "项目支出决算"}
    codes = [f.message[:12] for f in found(checks(BALANCES), missing, traced=False)[1:]]
    assert codes == ["没有读出“项目支出决算”", "没有读出“支出合计决算”"]


def test_a_rate_that_could_not_be_divided_is_not_asked_to_be_filled_in():
    rows = checks("| 比率相等 | 填报占比 | 一般公共预算占比 | 0 | 错误 | |")
    [finding] = found(rows, SEED | record("| 收入控制数 | 0 | 万元 | C14 |"))
    assert finding.code == "CK00"
    assert finding.remedy == "核对计算“一般公共预算占比”所用的各格，其中除数不应为 0。"


@pytest.mark.parametrize("verb", rules.CHECK_VERBS)
def test_every_verb_a_pack_may_write_has_its_module(verb):
    assert verb in VERBS
    assert len(VERBS) == len(rules.CHECK_VERBS)
