"""What the agency claimed, held against what its figures give.

SC01 outside the weight · SC02 not what the figures give · SC03 total is not the sum ·
SC04 out of reach · SC05 grade · SC06 lost without a reason · SC07 a reason in vain
"""

from decimal import Decimal

import pytest

from reportgen.findings import as_text
from tests.helpers.scoring import (
    ADJUSTMENT,
    BREACHES,
    GRADES,
    RULES_IN_PLACE,
    STAFFING,
    codes,
    scored,
)

STAFF = "| 在职人数 | 103 | 人 | C5 |\n| 编制数 | 100 | 人 | C4 |\n"


def test_a_claim_other_than_the_figures_give_shows_value_standard_and_points():
    _, findings = scored(
        STAFFING,
        STAFF
        + """
        | 在职人员控制率自评得分 | 5 | 分 | H3 |
        | 自评总分               | 5 | 分 | H9 |
        """,
    )
    assert codes(findings) == ["SC02", "SC04"]
    assert as_text(findings[0]) == (
        "填报表.xlsx 基础数据表!H3  错误 SC02\n"
        "  在职人员控制率为 103.00%，按“≤100%计5分；每超1个百分点扣0.5分，扣完为止”"
        "应得 3.5分，自评 5分。\n"
        "  办法：核对计算“在职人员控制率”所用的各格；如数据无误，"
        "将自评得分改为 3.5分，并填写扣分原因。\n"
        "  另见：基础数据表!C5、基础数据表!C4、rules.xlsx 指标!A2"
    )


@pytest.mark.parametrize(
    ("present", "posts", "value"),
    [("25001", "25000", "100.004%"), ("100001", "99998", "100.003%"), ("104", "103", "100.97%")],
)
def test_a_value_just_past_its_limit_is_shown_with_the_decimals_that_prove_it(
    present, posts, value
):
    """100.004% would print as 100.00% and look like full points."""
    row = STAFFING.replace("不扣", "按一步")
    _, [finding, _] = scored(
        row,
        f"""
        | 在职人数               | {present} | 人 | C5 |
        | 编制数                 | {posts}   | 人 | C4 |
        | 在职人员控制率自评得分 | 5         | 分 | H3 |
        """,
    )
    assert finding.message.startswith(f"在职人员控制率为 {value}，")


@pytest.mark.parametrize(("cases", "value"), [("2", "2例"), ("2.5", "2.5例"), ("0", "0例")])
def test_a_value_that_is_no_rate_is_said_with_the_decimals_it_has(cases, value):
    _, findings = scored(
        BREACHES,
        f"""
        | 不合规例数             | {cases} | 例 | C3 |
        | 资金使用合规性自评得分 | 1       | 分 | H3 |
        | 自评总分               | 1       | 分 | H9 |
        """,
    )
    assert findings[0].message.startswith(f"资金使用合规性为 {value}，按“每例扣1分”应得 ")


@pytest.mark.parametrize(
    ("claimed", "message"),
    [
        ("9", "“管理制度健全性”自评 9分，超过分值 8分。"),
        ("8.01", "“管理制度健全性”自评 8.01分，超过分值 8分。"),
        ("-0.5", "“管理制度健全性”自评 -0.5分，小于 0。"),
    ],
)
def test_a_claim_outside_the_weight_is_an_error_and_counts_no_further(claimed, message):
    scores, findings = scored(
        RULES_IN_PLACE.format(8), f"| 管理制度健全性自评得分 | {claimed} | 分 | H3 |"
    )
    [finding] = [each for each in findings if each.code == "SC01"]
    assert as_text(finding) == (
        f"填报表.xlsx 基础数据表!H3  错误 SC01\n  {message}\n"
        "  办法：改正“管理制度健全性”的自评得分，在 0 到 8分之间填写。\n"
        "  另见：rules.xlsx 指标!A2"
    )
    assert 0 <= scores.lines[0].points <= 8


@pytest.mark.parametrize("claimed", ["8", "0"])
def test_a_claim_of_exactly_the_weight_or_nothing_is_allowed(claimed):
    _, findings = scored(
        RULES_IN_PLACE.format(8),
        f"""
        | 管理制度健全性自评得分 | {claimed} | 分 | H3 |
        | 自评总分               | {claimed} | 分 | H9 |
        """,
    )
    assert "SC01" not in codes(findings)


def test_a_claim_above_the_weight_of_a_full_indicator_is_said_once():
    staff = STAFF.replace("103", "100") + "| 在职人员控制率自评得分 | 6 | 分 | H3 |\n"
    _, findings = scored(STAFFING, staff + "| 自评总分 | 6 | 分 | H9 |")
    assert codes(findings) == ["SC01", "SC04"]


def test_a_claimed_total_must_be_the_sum_of_its_rows():
    _, findings = scored(
        RULES_IN_PLACE.format(8) + RULES_IN_PLACE.format(6).replace("管理制度健", "预决算公"),
        """
        | 管理制度健全性自评得分 | 8    | 分 | H3 |
        | 预决算公全性自评得分   | 6    | 分 | H4 |
        | 自评总分               | 13.9 | 分 | H5 |
        """,
    )
    assert [as_text(finding) for finding in findings] == [
        "填报表.xlsx 基础数据表!H5  错误 SC03\n"
        "  自评总分为 13.90分，但各项自评得分相加为 14.00分，相差 -0.10分。\n"
        "  办法：核对各项自评得分与自评总分，改正填错的一格。\n"
        "  另见：基础数据表!H3、基础数据表!H4"
    ]


SEED = """
    | 追加                   | 5945.89 | 万元 | E22 |
    | 年初预算               | 3278.9  | 万元 | D22 |
    | 预算控制率自评得分     | 5       | 分   | H6  |
    | 管理制度健全性自评得分 | 91.2    | 分   | H7  |
    | 管理制度健全性扣分原因 | 尚需健全 | 文字 | I7 |
    | 自评总分               | {}      | 分   | H9  |
"""


def test_a_total_out_of_reach_names_the_indicators_that_lost_points():
    """N11: 预算控制率 181% scores 0 of 5, so that 96.20 cannot be reached."""
    scores, findings = scored(ADJUSTMENT + RULES_IN_PLACE.format(95), SEED.format("96.2"))
    assert codes(findings) == ["SC02", "SC04"]
    assert as_text(findings[1]) == (
        "填报表.xlsx 基础数据表!H9  错误 SC04\n"
        "  自评总分为 96.20分，但按填报的数据最高可得 95.00分："
        "预算控制率为 181.34%，得 0分（分值 5分）。\n"
        "  办法：核对这些指标的数据和自评得分；如数据无误，按计算结果改正自评得分和自评总分。\n"
        "  另见：基础数据表!H6"
    )
    assert scores.best_possible == 95
    assert scores.total == Decimal("91.2")


@pytest.mark.parametrize(("claimed", "out_of_reach"), [("95", False), ("95.01", True)])
def test_a_total_of_exactly_the_best_possible_is_in_reach(claimed, out_of_reach):
    _, findings = scored(ADJUSTMENT + RULES_IN_PLACE.format(95), SEED.format(claimed))
    assert ("SC04" in codes(findings)) == out_of_reach


@pytest.mark.parametrize(
    ("points", "claimed", "messages"),
    [
        ("90", "优秀", []),
        ("89.99", "优秀", ["自评等级填的是“优秀”，但综合得分 89.99分对应“良好”。"]),
        ("59.99", "较差", []),
    ],
)
def test_the_claimed_grade_must_be_the_grade_of_the_total(points, claimed, messages):
    scores, findings = scored(
        RULES_IN_PLACE.format(100),
        f"""
        | 管理制度健全性自评得分 | {points}  | 分   | H3 |
        | 管理制度健全性扣分原因 | 尚需健全  | 文字 | I3 |
        | 自评总分               | {points}  | 分   | H5 |
        | 自评等级               | {claimed} | 文字 | H6 |
        """,
        GRADES,
    )
    assert [finding.message for finding in findings] == messages
    assert scores.grade == (claimed if not messages else "良好")


def test_a_wrong_grade_points_at_the_claim_and_the_scale():
    _, [finding] = scored(
        RULES_IN_PLACE.format(100),
        """
        | 管理制度健全性自评得分 | 100  | 分   | H3 |
        | 自评总分               | 100  | 分   | H5 |
        | 自评等级               | 良好 | 文字 | H6 |
        """,
        GRADES,
    )
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!H6  错误 SC05\n"
        "  自评等级填的是“良好”，但综合得分 100.00分对应“优秀”。\n"
        "  办法：核对自评等级和各项得分，改正填错的一格。\n"
        "  另见：rules.xlsx 等级!A2"
    )


@pytest.mark.parametrize("reason", ["", "| 在职人员控制率扣分原因 | 无 | 文字 | I3 |"])
def test_points_lost_want_a_reason(reason):
    claim = "| 在职人员控制率自评得分 | 3.5 | 分 | H3 |\n| 自评总分 | 3.5 | 分 | H9 |\n"
    _, [finding] = scored(STAFFING, STAFF + claim + reason)
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!H3  错误 SC06\n"
        "  “在职人员控制率”得 3.5分，扣 1.5分，没有填写扣分原因。\n"
        "  办法：填写“在职人员控制率”的扣分原因。"
    )


def test_a_reason_for_points_not_lost_is_noticed():
    _, [finding] = scored(
        RULES_IN_PLACE.format(8),
        """
        | 管理制度健全性自评得分 | 8        | 分   | H3 |
        | 管理制度健全性扣分原因 | 制度不全 | 文字 | I3 |
        | 自评总分               | 8        | 分   | H9 |
        """,
    )
    assert as_text(finding) == (
        "填报表.xlsx 基础数据表!I3  提醒 SC07\n"
        "  “管理制度健全性”得满分 8分，却填写了扣分原因。\n"
        "  办法：删去“管理制度健全性”的扣分原因；如确有扣分，改正自评得分。\n"
        "  另见：基础数据表!H3"
    )
