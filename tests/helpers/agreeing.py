"""Another township's figures that agree as the example's do: parts are moved, sums made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TypeAlias

Row: TypeAlias = Mapping[str, Decimal | str]
_D = Decimal
_CENT, _NONE = _D("0.01"), _D(0)
_GROWTHS = ("0.04", "0.08", "0.15", "0.25", "0.6", "1.8")
"""By how much the year's budget was raised; the shares decide 预算控制率's points."""
_LEFT = ("0", "0", "0.02", "0.06", "0.11")
_PAID = ("1", "0.99", "0.97", "0.93", "0.88")
_HEADS = ("公务用车运行维护费", "公务接待费", "因公出国境费", "公务用车购置费")
_YEARS = ("上年预算", "上年决算", "本年预算", "本年决算")
_OFFICE = ("公用经费", "办公经费", "水电差旅费", "会议培训费")
_KINDS = ("业务工作专项", "运行维护专项", "省级专项资金")


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in a form: single values by name, the rows of lists."""

    single: Mapping[str, Decimal | str]
    tables: Mapping[str, tuple[Row, ...]]

    def with_words(self, change: Callable[[str], str]) -> Values:
        """Return the values with every text changed."""

        def one(value: Decimal | str) -> Decimal | str:
            return change(value) if isinstance(value, str) else value

        return Values(
            {name: one(value) for name, value in self.single.items()},
            {
                table: tuple({name: one(value) for name, value in row.items()} for row in rows)
                for table, rows in self.tables.items()
            },
        )


def shifted(old: Values, chance: Random) -> Values:
    """Return other figures, scores that follow from them, and claims that follow the scores."""
    size = _D(chance.randint(600, 1600)) / 1000
    numbers = {name: value for name, value in old.single.items() if isinstance(value, Decimal)}
    projects = _projects(old.tables["项目支出"], size, chance)
    changed = _people(numbers, size)
    changed |= _office(numbers, size)
    changed |= _project_sums(projects, numbers, size)
    changed |= _budget(numbers, changed, size, chance)
    changed |= _marks(chance)
    answers = _answers(old.tables["问卷"], chance)
    points = _points(numbers | changed, str(old.single["行政效能评价"]), answers, chance)
    office_word = "一般" if points["行政效能"] == 3 else "较好"
    single = {**old.single, **changed, "行政效能评价": office_word, **_claims(old, points)}
    for name, value in points.items():
        if value == WEIGHTS[name]:
            single.pop(f"{name}扣分原因", None)
    tables = {**old.tables, "项目支出": projects, "问卷": answers}
    tables["经济指标"] = tuple(_scaled(row, "数值", size) for row in old.tables["经济指标"])
    tables["产业"] = tuple(_scaled(row, "产值", size) for row in old.tables["产业"])
    return Values(single, tables)


WEIGHTS = {
    "在职人员控制率": 5,
    "三公经费变动率": 5,
    "预算完成率": 5,
    "预算控制率": 5,
    "楼堂馆所面积控制率": 5,
    "楼堂馆所投资控制率": 5,
    "公用经费控制率": 8,
    "三公经费控制率": 7,
    "政府采购执行率": 6,
    "管理制度健全性": 8,
    "资金使用合规性": 6,
    "预决算信息公开性": 5,
    "重点工作完成率": 8,
    "经济社会效益": 10,
    "行政效能": 6,
    "满意度": 6,
}


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def _scaled(row: Row, column: str, size: Decimal) -> Row:
    value = row[column]
    return {**row, column: _cents(value * size)} if isinstance(value, Decimal) else row


def _number(row: Row, column: str) -> Decimal:
    return _D(row[column])


def _people(numbers: Mapping[str, Decimal], size: Decimal) -> dict[str, Decimal]:
    posts = {name: _D(int(numbers[name] * size)) for name in ("行政编制", "事业编制", "工勤编制")}
    return {**posts, "在职人数": sum(posts.values(), _NONE) - 3}


def _office(numbers: Mapping[str, Decimal], size: Decimal) -> dict[str, Decimal]:
    """Return running costs and the three public ones: all by one measure, so that order stays."""
    changed = {
        name: _cents(value * size)
        for name, value in numbers.items()
        if name.startswith((*_HEADS, *_OFFICE)) and name.endswith(_YEARS)
    }
    for year in _YEARS:
        changed[f"三公经费{year}控制数"] = sum((changed[head + year] for head in _HEADS), _NONE)
    return changed


def _projects(rows: tuple[Row, ...], size: Decimal, chance: Random) -> tuple[Row, ...]:
    made = []
    for row in rows:
        budget = _cents(_number(row, "预算") * size * _D(chance.randint(85, 115)) / 100)
        paid = min(budget, _cents(budget * _D(chance.randint(930, 1000)) / 1000))
        made.append({**row, "预算": budget, "决算": paid})
    return tuple(made)


def _project_sums(
    rows: tuple[Row, ...], numbers: Mapping[str, Decimal], size: Decimal
) -> dict[str, Decimal]:
    """Return the special funds of each kind, and their sums, from the list of projects."""
    kinds = {kind: [row for row in rows if _kind(row) == kind] for kind in _KINDS}
    found = {}
    for kind, members in kinds.items():
        found[f"{kind}上年决算"] = _cents(numbers[f"{kind}上年决算"] * size)
        for year, column in (("本年预算", "预算"), ("本年决算", "决算")):
            found[f"{kind}{year}"] = sum((_number(row, column) for row in members), _NONE)
    for whole, year in (("上年决算", "上年决算"), ("年初预算", "本年预算"), ("决算", "本年决算")):
        found[f"项目支出{whole}"] = sum((found[kind + year] for kind in _KINDS), _NONE)
    found["项目支出追加"] = found["项目支出决算"] - found["项目支出年初预算"]
    return found


def _kind(row: Row) -> str:
    if row["资金来源"] == "一般公共预算（上级转移支付）":
        return "省级专项资金"
    return "运行维护专项" if row["名称"] == "党政机关办公经费" else "业务工作专项"


def _budget(
    numbers: Mapping[str, Decimal], made: Mapping[str, Decimal], size: Decimal, chance: Random
) -> dict[str, Decimal]:
    """Return what came in and went out, so that both sides of every sum agree."""
    parts = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出")
    new = {name: _cents(numbers[name] * size * _D(chance.randint(96, 104)) / 100) for name in parts}
    basic = sum(new.values(), _NONE)
    spent = basic + made["项目支出决算"]
    left = _cents(spent * _D(chance.choice(_LEFT)))
    growth = _D(chance.choice(_GROWTHS))
    budget = _cents((spent + left) / (1 + growth)) - made["项目支出年初预算"]
    new |= {"基本支出决算": basic, "基本支出年初预算": budget, "年末结余": left}
    new["基本支出追加"] = basic + left - budget
    new["基本支出上年决算"] = _cents(numbers["基本支出上年决算"] * size)
    for whole in ("上年决算", "年初预算", "追加", "决算"):
        project = made[f"项目支出{whole}"]
        new[f"支出{whole}控制数"] = new[f"基本支出{whole}"] + project
    fund = _cents(numbers["政府性基金支出"] * size)
    new |= {"政府性基金支出": fund, "政府性基金收入": fund, "一般公共预算支出": spent - fund}
    new |= {"一般公共预算收入": spent - fund + left, "收入控制数": spent + left}
    wanted = _cents(numbers["政府采购本年预算"] * size)
    new |= {"政府采购本年预算": wanted}
    new["政府采购本年决算"] = _cents(wanted * _D(chance.choice(_PAID)))
    return new


def _marks(chance: Random) -> dict[str, Decimal]:
    cases = _D(chance.choice((0, 0, 0, 1, 2)))
    return {"绩效考核得分": _D(chance.randint(820, 1000)) / 10, "资金使用不合规例数": cases}


def _answers(rows: tuple[Row, ...], chance: Random) -> tuple[Row, ...]:
    low = chance.choice((0.1, 0.2, 0.4, 0.8))
    return tuple({name: _D(5 if chance.random() > low else 4) for name in row} for row in rows)


def _points(
    n: Mapping[str, Decimal], word: str, answers: tuple[Row, ...], chance: Random
) -> dict[str, Decimal]:
    """Return each indicator's points by the pack's standards, computed here once more."""
    points = {name: _D(weight) for name, weight in WEIGHTS.items()}
    there = n["上年结转"] + n["支出年初预算控制数"] + n["支出追加控制数"]
    points["预算完成率"] -= 2 * int(n["年末结余"] / there / _D("0.05"))
    raised = n["支出追加控制数"] / n["支出年初预算控制数"]
    limits = ((5, "0"), (4, "0.1"), (3, "0.2"), (2, "0.3"))
    points["预算控制率"] = next((_D(p) for p, limit in limits if raised <= _D(limit)), _NONE)
    bought = abs(n["政府采购本年决算"] / n["政府采购本年预算"] - 1)
    points["政府采购执行率"] -= 2 * int(bought / _D("0.05"))
    points["管理制度健全性"] -= chance.choice((0, 1, 2))
    points["资金使用合规性"] -= n["资金使用不合规例数"]
    points["预决算信息公开性"] -= chance.choice((0, 0, 1))
    points["重点工作完成率"] = _cents(n["绩效考核得分"] / n["绩效考核总分"] * 8)
    points["经济社会效益"] -= _D(chance.randint(0, 35)) / 10
    points["行政效能"] = _D(chance.choice((6, 6, 6, 3)))
    given = [_D(value) for row in answers for value in row.values()]
    pleased = sum(given, _NONE) / len(given) / 5
    points["满意度"] = _D(6 if pleased >= _D("0.9") else 4)
    return points


def _claims(old: Values, points: Mapping[str, Decimal]) -> dict[str, Decimal | str]:
    """Return what the township claims: its points, their sum, the grade, why any were lost."""
    total = sum(points.values(), _NONE)
    grade = next(
        (word for word, floor in (("优秀", 90), ("良好", 80), ("中等", 60)) if total >= floor),
        "较差",
    )
    claims: dict[str, Decimal | str] = {"自评总分": total, "自评等级": grade}
    for name, value in points.items():
        claims[f"{name}自评得分"] = value
        why = f"{name}扣分原因"
        if value < WEIGHTS[name]:
            claims[why] = old.single.get(why, "对照评分标准，实际完成情况有差距，按标准扣分")
    return claims
