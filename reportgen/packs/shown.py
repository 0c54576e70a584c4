"""A pack as text that a person can read and a reviewer can compare line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import shown
from reportgen.packs.model import Kind
from reportgen.packs.trials import UNWANTED, WANTED
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from reportgen.packs.model import (
        Band,
        Calculation,
        CheckRow,
        Field,
        Grade,
        Headline,
        Indicator,
        Listed,
        Pack,
        Sum,
        Trial,
    )


def as_text(pack: Pack) -> str:
    """Return every row of the pack, one a line, under the names of its sheets."""
    return "\n".join(_lines(pack)) + "\n"


def _lines(pack: Pack) -> Iterator[str]:
    yield f"# {pack.name}"
    yield "\n## 说明"
    yield from (f"{name}：{_one_line(text)}" for name, text in pack.facts.items())
    places = _places(pack)
    yield f"\n## 字段（{len(pack.fields)}）"
    yield from (_field(each, places.get(each.name, "")) for each in pack.fields.values())
    yield f"\n## 计算（{len(pack.calculations)}）"
    yield from (_calculation(each) for each in pack.calculations)
    yield f"\n## 勾稽（{len(pack.checks)}）"
    yield from (_check(each) for each in pack.checks)
    yield f"\n## 指标（{len(pack.indicators)}）"
    for each in pack.indicators:
        yield from _indicator(each)
    yield f"\n## 等级（{len(pack.grades)}）"
    yield from (_grade(each) for each in pack.grades)
    if pack.roster:
        yield f"\n## 名单（{len(pack.roster)}）"
        yield from (_listed(each) for each in pack.roster)
    if pack.headlines:
        yield f"\n## 汇总（{len(pack.headlines)}）"
        yield from (_headline(each) for each in pack.headlines)
    if pack.trials:
        yield f"\n## 试例（{len(pack.trials)}）"
        yield from (_trial(each) for each in pack.trials)


def _places(pack: Pack) -> dict[str, str]:
    """Return the cell where each name is first asked for, as the form is issued."""
    found: dict[str, str] = {}
    for layout in pack.layout:
        for slot in layout.slots:
            found.setdefault(slot.name, spot(layout.title, slot.address))
        for table in layout.tables:
            for column, number in table.columns.items():
                found[f"{table.name}.{column}"] = spot(layout.title, (table.row, number)) + " 起"
    return found


def _field(each: Field, place: str) -> str:
    needed = "必填" if each.required else "可空"
    parts = [each.name, each.kind.value, each.unit, _places_shown(each), needed, _range(each)]
    parts.append(_choices(each))
    if each.prior_name:
        parts.append(f"上年：{each.prior_name}")
    hint = f"提示：{_one_line(each.hint)}" if each.hint else ""
    return " | ".join(part for part in (*parts, place, hint) if part)


def _places_shown(each: Field) -> str:
    if each.kind is not Kind.NUMBER:
        return ""
    return f"{each.places} 位小数" if each.places else "整数"


def _choices(each: Field) -> str:
    return "、".join(each.choices) or (f"从 {each.choices_from} 中选" if each.choices_from else "")


def _one_line(text: str) -> str:
    """Return a text of several lines on one, so that every row stays a line."""
    return "↵".join(text.splitlines())


def _range(each: Field) -> str:
    low = "" if each.low is None else f"≥{shown(each.low, each.unit, each.places)}"
    high = "" if each.high is None else f"≤{shown(each.high, each.unit, each.places)}"
    return " ".join(part for part in (low, high) if part)


def _sums(sums: tuple[Sum, ...]) -> str:
    return "；".join(str(each) for each in sums)


def _calculation(each: Calculation) -> str:
    places = f"，{each.places} 位小数"
    return f"{each.name} = {each.verb}（{_sums(each.operands)}）{each.unit}{places}"


def _check(each: CheckRow) -> str:
    right = f" | {each.right}" if each.right else ""
    tolerance = f" | 容差 {each.tolerance:f}" if each.tolerance else ""
    note = f" | {_one_line(each.note)}" if each.note else ""
    return f"{each.severity.value} {each.verb} | {each.left}{right}{tolerance}{note}"


def _indicator(each: Indicator) -> Iterator[str]:
    place = f"{each.dimension} / {each.category} / {each.title}"
    yield f"{place}（{each.name}）{_plain(each.weight)} 分"
    if each.formula:
        yield f"  {each.formula}：{_sums(each.operands)}"
    yield f"  {each.scoring}{_scoring(each)}"
    yield f"  评分标准：{_one_line(each.standard)}"
    if each.explanation:
        yield f"  指标说明：{_one_line(each.explanation)}"


def _scoring(each: Indicator) -> str:
    parts = []
    if each.bands:
        parts.append("；".join(_band(band, each.unit) for band in each.bands))
    if each.limit is not None and each.step is not None and each.points_per_step is not None:
        parts.append(
            f"界限 {_amount(each.limit, each.unit)}，每 {_amount(each.step, each.unit)} "
            f"扣 {_plain(each.points_per_step)} 分，不足一步{each.part_step}"
        )
    if each.zero_denominator:
        parts.append(f"分母为零：{each.zero_denominator}")
    return "：" + "；".join(parts) if parts else ""


def _band(band: Band, unit: str) -> str:
    if band.test == "选":
        return f"{band.choice} {_plain(band.points)}"
    limit = "" if band.test == "其余" else _amount(band.limit, unit)
    return f"{band.test}{limit} {_plain(band.points)}"


def _amount(value: Decimal, unit: str) -> str:
    return f"{_plain(value * 100)}%" if unit == "%" else _plain(value) + unit


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _grade(each: Grade) -> str:
    return f"{each.name}：{each.figure} ≥ {_plain(each.floor)} 为“{each.label}”"


def _listed(each: Listed) -> str:
    return each.name + (f"（又作{'、'.join(each.others)}）" if each.others else "")


def _headline(each: Headline) -> str:
    parts = [each.name, f"上年：{each.prior}" if each.prior else "", "合计" if each.summed else ""]
    return " | ".join(part for part in parts if part)


def _trial(each: Trial) -> str:
    return f"{each.form} | {_wanted(each)} | {_one_line(each.text)}"


def _wanted(each: Trial) -> str:
    return WANTED if each.wanted else UNWANTED


def as_data(pack: Pack) -> dict[str, object]:
    """Return the pack as plain data for another program."""
    places = _places(pack)
    return {
        "名称": pack.name,
        "年度": pack.year,
        "指纹": pack.fingerprint,
        "说明": dict(pack.facts),
        "字段": [_field_data(each, places) for each in pack.fields.values()],
        "计算": [_calculation_data(each) for each in pack.calculations],
        "勾稽": [_check_data(each) for each in pack.checks],
        "指标": [_indicator_data(each) for each in pack.indicators],
        "等级": [_grade_data(each) for each in pack.grades],
        "名单": [{"单位": each.name, "又作": list(each.others)} for each in pack.roster],
        "汇总": [_headline_data(each) for each in pack.headlines],
        "试例": [_trial_data(each) for each in pack.trials],
    }


def _field_data(each: Field, places: Mapping[str, str]) -> dict[str, object]:
    return {
        "名称": each.name,
        "类型": each.kind.value,
        "单位": each.unit,
        "小数位": each.places,
        "必填": each.required,
        "下限": _limit(each.low),
        "上限": _limit(each.high),
        "选项": list(each.choices),
        "选项取自": each.choices_from,
        "上年字段": each.prior_name,
        "填报提示": each.hint,
        "位置": places.get(each.name, ""),
    }


def _limit(value: Decimal | None) -> str:
    return "" if value is None else _plain(value)


def _calculation_data(each: Calculation) -> dict[str, object]:
    sums = _sums(each.operands)
    return {
        "名称": each.name,
        "算法": each.verb,
        "取数": sums,
        "单位": each.unit,
        "小数位": each.places,
    }


def _check_data(each: CheckRow) -> dict[str, object]:
    return {
        "规则": each.verb,
        "左边": str(each.left),
        "右边": str(each.right or ""),
        "容差": f"{each.tolerance:f}",
        "级别": each.severity.value,
        "说明": each.note,
    }


def _indicator_data(each: Indicator) -> dict[str, object]:
    return {
        "一级": each.dimension,
        "二级": each.category,
        "三级": each.title,
        "名称": each.name,
        "分值": _plain(each.weight),
        "算法": each.formula,
        "取数": _sums(each.operands),
        "评分": each.scoring + _scoring(each),
        "评分标准": each.standard,
        "指标说明": each.explanation,
    }


def _grade_data(each: Grade) -> dict[str, object]:
    return {
        "名称": each.name,
        "取数": each.figure,
        "等级": each.label,
        "下限": _plain(each.floor),
    }


def _headline_data(each: Headline) -> dict[str, object]:
    return {"名称": each.name, "上年": each.prior, "合计": each.summed}


def _trial_data(each: Trial) -> dict[str, object]:
    return {"填报表": each.form, "要求": _wanted(each), "文字": each.text}
