"""Rows of rules.xlsx → fields, calculations, checks, indicators, grades."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import Severity
from reportgen.packs import amounts, bands
from reportgen.packs.model import Calculation, CheckRow, Field, Grade, Indicator, Kind, Sum
from reportgen.packs.own import TAG_WORDS
from reportgen.packs.sums import ALIKE, is_column_name, is_name, operands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.packs.entries import Entry

_BETWEEN = re.compile(r"\s*[,，、/／÷:：|｜]\s*")
"""What people write between a numerator and a denominator, instead of ；."""
COLUMNS = {
    "说明": ("项目", "内容"),
    "字段": (
        *("名称", "类型", "单位", "小数位", "必填", "下限", "上限"),
        *("选项", "上年字段", "填报提示"),
    ),
    "计算": ("名称", "算法", "取数", "单位", "小数位"),
    "勾稽": ("规则", "左边", "右边", "容差", "级别", "说明"),
    "指标": (
        *("一级", "二级", "三级", "名称", "分值", "算法", "取数", "单位", "评分"),
        *("界限", "一步", "每步扣分", "不足一步", "分档", "分母为零", "评分标准", "指标说明"),
    ),
    "等级": ("名称", "取数", "等级", "下限"),
}

TWO_SUMS = ("差额", "占比", "比率", "增长率", "变动率")
OF_POINTS = "按比例计分"
CALCULATION_VERBS = ("合计", "计数", "平均", *TWO_SUMS, OF_POINTS)
CHECK_VERBS = ("合计相等", "相等", "不超过", "比率相等", "文字必填", "不晚于")
INDICATOR_FORMULAS = ("比率", "变动率", "数值", "选项")
STEP_SCORINGS = ("超限扣分", "不足扣分", "偏离扣分")
SCORINGS = (*STEP_SCORINGS, "分档", "按比例", "按选项", "人工评分")
PART_STEPS = ("不扣", "按一步", "按比例")
ZERO_DENOMINATORS = ("满分", "零分")


def field(entry: Entry) -> Field:
    """Read one row of 字段."""
    kind = entry.one_of("类型", [kind.value for kind in Kind], "它决定这一格怎么读")
    table = kind == Kind.TABLE.value
    if not (table and not entry.text("必填")):
        entry.one_of("必填", ("是", "否"), "它决定空着算不算错")
    choices = tuple(word.strip() for word in re.split(r"[、;；]", entry.text("选项")))
    choices = tuple(word for word in choices if word)
    linked = _linked(choices) if kind == Kind.CHOICE.value else ""
    if kind == Kind.CHOICE.value and not choices:
        entry.note("PK17", "选项", "类型是“选项”，却没有列出选项。", "用顿号隔开写出各选项。")
    low, high = amounts.low_and_high(entry)
    if _unit(entry) == "%":
        amounts.doubt_percent(entry, "下限")
        amounts.doubt_percent(entry, "上限")
    return Field(
        name=_name(entry, "名称", column_too=True),
        kind=Kind(kind) if kind else _likely_kind(entry),
        unit=_unit(entry),
        places=amounts.decimals(entry),
        required=entry.text("必填") == "是",
        low=low,
        high=high,
        choices=() if linked else choices,
        prior_name=entry.text("上年字段"),
        hint=entry.text("填报提示"),
        where=entry.where("名称"),
        cells=entry.places(),
        choices_from=linked,
    )


def _linked(choices: Sequence[str]) -> str:
    """Return the list's column that is the only choice named: its filled cells are the choices."""
    only = choices[0].translate(ALIKE).replace(" ", "") if len(choices) == 1 else ""
    return only if is_column_name(only) else ""


def _likely_kind(entry: Entry) -> Kind:
    """Guess a kind that was miswritten, so that one slip is not told ten times over."""
    return Kind.NUMBER if entry.text("单位") or entry.text("小数位") else Kind.TEXT


def calculation(entry: Entry) -> Calculation:
    """Read one row of 计算."""
    verb = entry.one_of("算法", CALCULATION_VERBS, "它决定怎么算")
    return Calculation(
        name=_name(entry, "名称", column_too=True),
        verb=verb,
        operands=_operands(entry, "取数", _parts(verb)),
        unit=_unit(entry),
        places=amounts.decimals(entry),
        where=entry.where("名称"),
        cells=entry.places(),
    )


def _parts(verb: str) -> int:
    return 3 if verb == OF_POINTS else 2 if verb in TWO_SUMS else 1


def check(entry: Entry) -> CheckRow:
    """Read one row of 勾稽."""
    verb = entry.one_of("规则", CHECK_VERBS, "它决定怎么核对")
    severity = entry.one_of("级别", [each.value for each in Severity], "它决定是否拦下报告")
    left = _operands(entry, "左边", 1)
    right: tuple[Sum, ...] = ()
    if verb != "文字必填" or entry.text("右边"):
        right = _operands(entry, "右边", 1)
    return CheckRow(
        verb=verb,
        left=left[0] if left else Sum(()),
        right=right[0] if right else None,
        tolerance=amounts.not_negative(entry, "容差") or Decimal(0),
        severity=Severity(severity) if severity else Severity.ERROR,
        note=entry.text("说明"),
        where=entry.where("规则"),
        cells=entry.places(),
    )


def indicator(entry: Entry) -> Indicator:
    """Read one row of 指标; which columns are needed depends on 评分 and 算法."""
    scoring = entry.one_of("评分", SCORINGS, "它决定怎么计分")
    formula = ""
    if scoring != "人工评分":
        formula = entry.one_of("算法", INDICATOR_FORMULAS, "它决定指标值怎么算")
        _scored_as(entry, scoring, formula)
    counts = {"比率": 2, "变动率": 2}
    rate = bands.is_rate(formula, _unit(entry))
    return Indicator(
        name=_name(entry, "名称"),
        dimension=entry.needed("一级", "评分表按一级指标归并"),
        category=entry.needed("二级", "评分表按二级指标归并"),
        title=entry.needed("三级", "评分表要印出指标名称"),
        weight=_weight(entry),
        formula=formula,
        operands=_operands(entry, "取数", counts.get(formula, 1)) if formula else (),
        unit=_unit(entry),
        scoring=scoring,
        limit=_rate_limit(entry, "界限", scoring, rate=rate),
        step=_rate_limit(entry, "一步", scoring, rate=rate),
        points_per_step=_points_per_step(entry, scoring),
        part_step=_part_step(entry, scoring),
        bands=bands.read(entry, scoring, rate=rate),
        zero_denominator=_zero_denominator(entry, formula),
        standard=entry.text("评分标准"),
        explanation=entry.text("指标说明"),
        where=entry.where("名称"),
        cells=entry.places(),
    )


def _weight(entry: Entry) -> Decimal:
    entry.needed("分值", "每个指标都要有分值")
    if amounts.points(entry, "分值") is None:
        return Decimal(0)
    return amounts.above_zero(entry, "分值", "5") or Decimal(0)


def _scored_as(entry: Entry, scoring: str, formula: str) -> None:
    """A word has points of its own; a number has none. Noted at 评分 where they do not fit."""
    if not scoring or not formula or (scoring == "按选项") == (formula == "选项"):
        return
    if formula == "选项":
        message = f"算法“选项”得出的是词，评分“{scoring}”要用数。"
        remedy = "评分改为“按选项”；或改正“算法”。"
    else:
        message = f"评分“按选项”要用词，算法“{formula}”得出的是数。"
        remedy = "算法改为“选项”，取数写选项字段的名称；或改正“评分”。"
    entry.note("PK06", "评分", message, remedy)


def _rate_limit(entry: Entry, column: str, scoring: str, *, rate: bool) -> Decimal | None:
    """Read 界限 or 一步: needed by the scorings that count steps, doubted when it lacks its %."""
    if scoring not in STEP_SCORINGS:
        return None
    entry.needed(column, f"“{scoring}”要用它")
    if rate:
        amounts.doubt_percent(entry, column)
    return entry.number(column) if column == "界限" else amounts.above_zero(entry, column, "5%")


def _points_per_step(entry: Entry, scoring: str) -> Decimal | None:
    if scoring not in STEP_SCORINGS:
        return None
    entry.needed("每步扣分", f"“{scoring}”要用它")
    return amounts.points(entry, "每步扣分")


def _part_step(entry: Entry, scoring: str) -> str:
    if scoring not in STEP_SCORINGS:
        return ""
    return entry.one_of("不足一步", PART_STEPS, "不足一步扣不扣分是政策问题，须写明")


def _zero_denominator(entry: Entry, formula: str) -> str:
    if formula not in ("比率", "变动率"):
        return ""
    return entry.one_of("分母为零", ZERO_DENOMINATORS, "分母为零时怎么计分是政策问题，须写明")


def grade(entry: Entry) -> Grade:
    """Read one row of 等级."""
    entry.needed("下限", "每一档都要有下限")
    return Grade(
        name=_name(entry, "名称"),
        figure=entry.needed("取数", "等级由它的大小决定"),
        label=entry.needed("等级", "这是要印出的词"),
        floor=entry.number("下限") or Decimal(0),
        where=entry.where("名称"),
        cells=entry.places(),
    )


def _name(entry: Entry, column: str, *, column_too: bool = False) -> str:
    found = entry.needed(column, "每一行都要有名称")
    if found and not is_name(found) and not (column_too and is_column_name(found)):
        message = f"“{found}”不能用作名称。"
        remedy = "名称只用汉字、字母和半角数字，不以数字开头，不含空格、引号、括号等符号。"
        if found.lower() in TAG_WORDS:
            remedy = "另取一个名称：这个词在标签里另有用途。"
        entry.note("PK04", column, message, remedy)
    return found


def _unit(entry: Entry) -> str:
    found = entry.text("单位")
    return "%" if found == "％" else found


def _operands(entry: Entry, column: str, count: int) -> tuple[Sum, ...]:
    text = entry.needed(column, "它指明用哪些数")
    if not text:
        return ()
    try:
        found = operands(text)
    except ValueError as problem:
        remedy = _parted(text, count) or "按“名称 + 名称 - 名称”改写。"
        entry.note("PK08", column, f"“{column}”看不懂：{problem}。", remedy)
        return ()
    if len(found) != count:
        message = f"“{column}”应有 {count} 部分，现有 {len(found)} 部分（各部分用“；”隔开）。"
        entry.note("PK08", column, message, "按算法所需的部分数改写，如“分子；分母”。")
        return ()
    return found


def _parted(text: str, count: int) -> str:
    """Return how to write parts that stand with another sign between them; empty if they do not."""
    fixed = _BETWEEN.sub("；", text)
    try:
        found = operands(fixed)
    except ValueError:
        return ""
    return f"写成 {fixed}，中间用分号。" if len(found) == count > 1 else ""
