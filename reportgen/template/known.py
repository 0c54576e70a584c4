"""The names a template may print, with their kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from reportgen.calculations.verbs import OWN_UNITS
from reportgen.packs import columns, facts
from reportgen.packs.own import INDICATORS, TOTALS, YEARS

if TYPE_CHECKING:
    from reportgen.packs.model import Calculation, Field, Indicator, Pack

Names: TypeAlias = Mapping[str, str | Mapping[str, str]]
"""A name and its kind (数 文字 段落 日期 选项); a list's name and its columns with theirs.

A number's kind names its unit where it has one, ``数/万元``; a choice its words, ``选项/有、无``.
A list that another is linked to has a column for it, ``表/项目绩效``: the rows of each row.
"""

NUMBER, TEXT, PARAGRAPHS, TABLE, CHOICE = "数", "文字", "段落", "表", "选项"
POINTS = "数/分"
INDICATOR_TABLE: Mapping[str, str] = {
    "序号": NUMBER, "一级": TEXT, "二级": TEXT, "三级": TEXT, "分值": POINTS,
    "评分标准": TEXT, "指标说明": TEXT, "实际值": TEXT, "得分": POINTS, "自评得分": POINTS,
    "扣分原因": TEXT,
}  # fmt: skip
OWN: Mapping[str, str] = {
    **dict.fromkeys(YEARS, NUMBER),
    **dict.fromkeys(TOTALS, POINTS),
}


def names(pack: Pack) -> Names:
    """Return every name a report of this pack may print, each with its kind."""
    result: dict[str, str | Mapping[str, str]] = {
        name: NUMBER if facts.is_number(text) else TEXT for name, text in pack.facts.items()
    }
    result.update(OWN)
    result[INDICATORS] = INDICATOR_TABLE
    for indicator in pack.indicators:
        result.update(_of_indicator(indicator))
    for scale in dict.fromkeys(row.name for row in pack.grades):
        result[scale] = choice(row.label for row in pack.grades if row.name == scale)
    result.update({r.name: _computed(r) for r in pack.calculations if "." not in r.name})
    result.update(_typed(pack))
    return result


def number(unit: str) -> str:
    """Return the kind of a number with this unit.

    >>> number("万元"), number("")
    ('数/万元', '数')
    """
    return f"{NUMBER}/{unit}" if unit else NUMBER


def unit(kind: str) -> str:
    """Return the unit a number's kind names."""
    return kind.partition("/")[2]


def choice(words: Iterable[str]) -> str:
    """Return the kind of a word chosen among some.

    >>> choice(["有", "无"]), options("选项/有、无"), options("选项")
    ('选项/有、无', ('有', '无'), ())
    """
    return f"{CHOICE}/{'、'.join(words)}".rstrip("/")


def options(kind: str) -> tuple[str, ...]:
    """Return the words a kind offers; empty where it is no choice, or they are not known."""
    name, _, words = kind.partition("/")
    return tuple(words.split("、")) if name == CHOICE and words else ()


def rows_of(table: str) -> str:
    """Return the kind of what a row owns in a linked list: the rows that belong to it.

    >>> rows_of("项目绩效"), owned("表/项目绩效"), owned("数/万元")
    ('表/项目绩效', '项目绩效', '')
    """
    return f"{TABLE}/{table}"


def owned(kind: str) -> str:
    """Return the list whose rows a kind stands for; empty where it is no such kind."""
    name, _, table = kind.partition("/")
    return table if name == TABLE else ""


def is_number(kind: str) -> bool:
    """Tell whether a kind is a number's, of whatever unit."""
    return kind.partition("/")[0] == NUMBER


def plain(known: Names) -> str:
    """Return the names as text that is the same for the same names: a part of the cache's key."""
    import json

    return json.dumps(
        {n: k if isinstance(k, str) else dict(k) for n, k in known.items()},
        ensure_ascii=False,
        sort_keys=True,
    )


def _typed(pack: Pack) -> dict[str, str | Mapping[str, str]]:
    singles: dict[str, str | Mapping[str, str]] = {}
    tables: dict[str, dict[str, str]] = {}
    for field in pack.fields.values():
        table, dot, column = field.name.partition(".")
        if dot:
            tables.setdefault(table, {"序号": NUMBER})[column] = _kind(field)
        elif field.kind.value == TABLE:
            tables.setdefault(table, {"序号": NUMBER})
        else:
            singles[field.name] = _kind(field)
    for row in pack.calculations:
        table, _, column = row.name.rpartition(".")
        if table in tables:
            tables[table][column] = _computed(row)
    tables.pop(INDICATORS, None)
    for child, link in columns.links(pack.fields).items():
        if child in tables and link.table in tables:
            tables[link.table].setdefault(child, rows_of(child))
    return {**singles, **tables}


def _computed(row: Calculation) -> str:
    return number(row.unit or OWN_UNITS.get(row.verb, ""))


def _kind(field: Field) -> str:
    if field.kind.value == CHOICE:
        return choice(field.choices)
    return number(field.unit) if field.kind.value == NUMBER else field.kind.value


def _of_indicator(indicator: Indicator) -> dict[str, str]:
    name = indicator.name
    kinds = {f"{name}得分": POINTS, f"{name}自评得分": POINTS, f"{name}扣分原因": TEXT}
    if indicator.formula:
        kinds[name] = TEXT if indicator.formula == "选项" else number(indicator.unit)
    return kinds
