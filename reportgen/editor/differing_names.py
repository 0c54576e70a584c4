"""Which row was renamed: it stands in the same cell, is made of the same, or says so itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.editor.differing_rows import KEYS
from reportgen.editor.differing_words import likeness, names_replaced, plain
from reportgen.packs import roster, trials
from reportgen.packs.own import CLAIMED, REASON, SCORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.editor.differing_form import Home, Place
    from reportgen.editor.differing_rows import Judge, Row

_ALIKE, _VERY_ALIKE = 0.5, 0.75


def judges(
    cells: Mapping[Place, Place],
    homes: tuple[Mapping[str, Home], Mapping[str, Home]],
    names: Mapping[str, str],
) -> dict[str, Judge]:
    """Return for each sheet how alike a row that went and one that came are, 0 for not at all.

    ``names`` may grow between two sheets: what is renamed on one is read so on the next.
    """
    return dict.fromkeys(KEYS, _never) | {
        "说明": _fact,
        "字段": lambda old, new: _field(old, new, cells, homes),
        "计算": lambda old, new: _computed(old, new, names, ("算法",)),
        "勾稽": lambda old, new: _agreement(old, new, names),
        "指标": lambda old, new: _indicator(old, new, names),
        "等级": _grade,
        roster.SHEET: _unit,
        trials.SHEET: _trial,
    }


def learned(sheet: str, made: Iterable[tuple[Row, Row]]) -> dict[str, str]:
    """Return the new names that rows of a sheet bring with them, by the old ones."""
    found = {}
    for old, new in made:
        if sheet in ("说明", "字段", "计算", "指标", "等级") and old.key[0] != new.key[0]:
            found[old.key[0]] = new.key[0]
            if sheet == "指标":
                for ending in (SCORED, CLAIMED, REASON):
                    found[old.key[0] + ending] = new.key[0] + ending
    return found


def _get(row: Row, column: str) -> str:
    return plain(row.cells.get(column, ""))


def _alike(old: Row, new: Row, columns: Iterable[str]) -> bool:
    return all(_get(old, column) == _get(new, column) for column in columns)


def _name(old: Row, new: Row) -> float:
    return likeness(plain(old.key[0]), plain(new.key[0]))


def _fact(old: Row, new: Row) -> float:
    same = len(_get(old, "内容")) > 3 and _alike(old, new, ("内容",))
    return 1 + _name(old, new) if same else 0.0


def _field(
    old: Row,
    new: Row,
    cells: Mapping[Place, Place],
    homes: tuple[Mapping[str, Home], Mapping[str, Home]],
) -> float:
    """A field says itself what it was (上年字段), or stands in the same cell, or asks the same."""
    if ("." in old.key[0]) != ("." in new.key[0]) or not _alike(old, new, ("类型",)):
        return 0.0
    name = _name(old, new)
    if _get(new, "上年字段") == plain(old.key[0]) and _alike(old, new, ("单位",)):
        return 3 + name
    before, after = homes[0].get(old.key[0]), homes[1].get(new.key[0])
    if before and after:
        same_words = min(likeness(before.label, after.label), likeness(before.above, after.above))
        there = cells.get((before.title, before.row, before.column))
        if there == (after.title, after.row, after.column):
            return 2 + name if max(same_words, name) >= _ALIKE else 0.0
        if same_words < _ALIKE:
            return 0.0
    others = ("单位", "小数位", "必填", "下限", "上限", "选项")
    return 1 + name if name >= _ALIKE and _alike(old, new, others) else 0.0


def _computed(old: Row, new: Row, names: Mapping[str, str], columns: Iterable[str]) -> float:
    """A calculation of the same figures in the same way is the same one."""
    operands = plain(names_replaced(old.cells.get("取数", ""), names))
    name = _name(old, new)
    if not _alike(old, new, columns):
        return 0.0
    if operands and operands == _get(new, "取数"):
        return 2 + name
    near = likeness(operands, _get(new, "取数"))
    return name if name >= _VERY_ALIKE and near >= _ALIKE else 0.0


def _agreement(old: Row, new: Row, names: Mapping[str, str]) -> float:
    """An agreement that shares a side, or its reason, is the same one changed."""
    sides = [plain(names_replaced(part, names)) for part in old.key]
    same = [before == plain(after) for before, after in zip(sides, new.key, strict=True)]
    note = _get(old, "说明") and _alike(old, new, ("说明",))
    if sum(same[1:]) or note:
        return sum(same) + likeness(" ".join(sides), plain(new.name))
    return 0.0


def _indicator(old: Row, new: Row, names: Mapping[str, str]) -> float:
    if _get(old, "三级") and _alike(old, new, ("三级",)):
        return 3 + _name(old, new)
    computed = _computed(old, new, names, ("算法", "评分", "单位"))
    if computed >= 1:
        return computed
    alike = _name(old, new) >= _ALIKE and _alike(old, new, ("一级", "二级", "评分"))
    return _name(old, new) if alike and likeness(old.shown(), new.shown()) >= _ALIKE else 0.0


def _grade(old: Row, new: Row) -> float:
    same_scale = _alike(old, new, ("名称", "取数")) or _alike(old, new, ("等级", "取数"))
    return 1 + likeness(old.name, new.name) if same_scale and _alike(old, new, ("下限",)) else 0.0


def _unit(old: Row, new: Row) -> float:
    """A unit that was renamed keeps its old name under 又作."""
    return 1.0 if plain(old.key[0]) in _get(new, "又作").replace(",", "、").split("、") else 0.0


def _trial(old: Row, new: Row) -> float:
    """An example of the same form whose text is the same or much like it is the one changed."""
    near = likeness(_get(old, "文字"), _get(new, "文字"))
    return near if _alike(old, new, ("填报表",)) and near >= _ALIKE else 0.0


def _never(_old: Row, _new: Row) -> float:
    """The rows of any other sheet are what their names say."""
    return 0.0
