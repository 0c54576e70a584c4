"""PK46: what is written where nobody looks: the column does not count for this row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, notice
from reportgen.packs import rules
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.packs.entries import Entry, Rows

_NOTHING = {"—", "——", "-", "－", "/", "无", "不适用", "0"}
"""What people write into a cell that is not for them."""
_STEPS = ("界限", "一步", "每步扣分", "不足一步")
_BY_HAND, _OF_DATES = "人工评分", "不晚于"


def vet(sheets: Mapping[str, Rows]) -> Iterator[Finding]:
    """Yield a 提醒 for each row with something that its own 类型, 规则, 算法 or 评分 leaves out."""
    for entry in sheets["字段"].entries:
        yield from _field(entry)
    for entry in sheets["勾稽"].entries:
        if entry.text("规则") == _OF_DATES:
            yield from _told(entry, "规则", ["容差"])
    for entry in sheets["指标"].entries:
        yield from _indicator(entry)


def _field(entry: Entry) -> Iterator[Finding]:
    kind = entry.text("类型")
    if kind not in [each.value for each in Kind]:
        return
    if kind != Kind.CHOICE.value:
        yield from _told(entry, "类型", ["选项"])
    if kind != Kind.NUMBER.value:
        yield from _told(entry, "类型", ["下限", "上限"])


def _indicator(entry: Entry) -> Iterator[Finding]:
    scoring, formula = entry.text("评分"), entry.text("算法")
    if scoring not in rules.SCORINGS:
        return
    if scoring == _BY_HAND:
        yield from _told(entry, "评分", ["算法", "取数", *_STEPS, "分档", "分母为零"])
        return
    unused = [] if scoring in rules.STEP_SCORINGS else [*_STEPS]
    unused += [] if scoring in ("分档", "按选项") else ["分档"]
    yield from _told(entry, "评分", unused)
    if formula in ("数值", "选项"):
        yield from _told(entry, "算法", ["分母为零"])


def _told(entry: Entry, title: str, columns: Sequence[str]) -> Iterator[Finding]:
    """Yield one finding for a row, at the first of the cells."""
    filled = [each for each in columns if entry.text(each) and entry.text(each) not in _NOTHING]
    if filled:
        listed = "".join(f"“{each}”" for each in filled)
        message = f"{title}是“{entry.text(title)}”，{listed}写了也不起作用。"
        remedy = f"清空{'这一格' if len(filled) == 1 else '这些格'}，或改正“{title}”。"
        yield notice("PK46", entry.where(filled[0]), message, remedy)
