"""Rows of 指标 that several tests score, and a form scored in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.calculations import compute as calculate
from reportgen.scores import Scores, compute
from tests.helpers.tables import grades, indicators, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.findings import Finding
    from reportgen.packs.model import Calculation, Grade

TITLES = "| 名称 | 分值 | 算法 | 取数 | 单位 | 评分 | 界限 | 一步 | 每步扣分 | 不足一步 | 分档 | 分母为零 | 评分标准 |\n"
STAFFING = "| 在职人员控制率 | 5 | 比率 | 在职人数；编制数 | % | 超限扣分 | 100% | 1% | 0.5 | 不扣 | | 零分 | ≤100%计5分；每超1个百分点扣0.5分，扣完为止 |\n"
SANGONG = "| 三公经费变动率 | 5 | 变动率 | 三公本年预算；三公上年预算 | % | 超限扣分 | 0% | 1% | 0.5 | 不扣 | | 满分 | |\n"
COMPLETION = "| 预算完成率 | 5 | 比率 | 上年结转 + 年初预算 + 追加 - 年末结余；上年结转 + 年初预算 + 追加 | % | 不足扣分 | 100% | 5% | 2 | 不扣 | | 零分 | 每低于5%扣2分 |\n"
ADJUSTMENT = "| 预算控制率 | 5 | 比率 | 追加；年初预算 | % | 分档 | | | | | ≤0% 5；≤10% 4；≤20% 3；≤30% 2；其余 0 | 零分 | 0计5分；大于30%不得分。 |\n"
BUILDING = "| 楼堂馆所控制率 | 5 | 比率 | 实际规模；批复规模 | % | 超限扣分 | 100% | 5% | 2 | 不扣 | | {} | |\n"
WORK = "| 行政效能 | 6 | 选项 | 行政效能评价 | | 按选项 | | | | | 较好 6；一般 3；无或不明显 0 | | 较好6分，一般3分 |\n"
DUTIES = "| 重点工作完成率 | 8 | 比率 | 考核得分；考核总分 | % | 按比例 | | | | | | 零分 | 按考核得分折算 |\n"
BREACHES = "| 资金使用合规性 | 6 | 数值 | 不合规例数 | 例 | 超限扣分 | 0 | 1 | 1 | 按一步 | | | 每例扣1分 |\n"
RULES_IN_PLACE = "| 管理制度健全性 | {} | | | | 人工评分 | | | | | | | |\n"
GRADES = grades("""
    | 评价等级 | 综合得分 | 优秀 | 90 |
    | 评价等级 | 综合得分 | 良好 | 80 |
    | 评价等级 | 综合得分 | 中等 | 60 |
    | 评价等级 | 综合得分 | 较差 | 0  |
""")


def scored(
    rows: str,
    text: str,
    grade_rows: Sequence[Grade] = (),
    calculation_rows: Sequence[Calculation] = (),
) -> tuple[Scores, list[Finding]]:
    """Score the indicator rows on a form given as a table."""
    filed, _ = calculate(calculation_rows, record(text))
    return compute(indicators(TITLES + rows), grade_rows, filed, calculation_rows)


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return the findings' codes."""
    return [finding.code for finding in findings]
