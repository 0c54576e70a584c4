"""What an older form could not give: said at the places of both forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.figures import Table
from reportgen.findings import Where, notice
from reportgen.forms.carrying import Fate, Item
from reportgen.forms.carrying_values import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.findings import Finding
    from reportgen.forms.carrying import Older
    from reportgen.forms.data import Data
    from reportgen.packs.model import Pack

_SHOWN = 12


def told(items: Iterable[Item], file: str) -> list[Finding]:
    """Return a finding for every value that this unit loses, and one for all that is blank.

    FM15 is a field whose value was not carried, FM18 a value that has no field, FM19 what must
    be filled in.
    """
    left = [each for each in items if each.fate is Fate.LEFT and not each.quiet]
    found = [_told(each) for each in left if each.source_name]
    blank = [each for each in left if not each.source_name]
    return [*found, *([_blank(blank, file)] if blank else [])]


def _told(item: Item) -> Finding:
    reason = ended(item.reason)
    if not item.name:
        message = f"“{item.source_name}”没有带入：{reason}"
        remedy = "核对；新表改了名称的，由编写人在新格式包的“上年字段”写上旧名称。"
        return notice("FM18", item.source, message, remedy)
    what = f"“{item.name}”" + (f"第{item.row}行" if item.row else "")
    message = f"{what}没有带入：{reason}"
    sources = [item.source] if item.source.file else []
    return notice("FM15", item.target, message, "核对后在新表上填写。", sources)


def ended(reason: str) -> str:
    """Return a reason as a sentence.

    >>> ended("没有内容"), ended("是不是“我乡”？")
    ('没有内容。', '是不是“我乡”？')
    """
    return reason if reason[-1:] in "。？" else f"{reason}。"


def _blank(items: Sequence[Item], file: str) -> Finding:
    names = "、".join(f"{each.name}（{each.target.spot}）" for each in items[:_SHOWN])
    more = "等" if len(items) > _SHOWN else ""
    message = f"还有 {len(items)} 个必填项空着：{names}{more}。"
    return notice("FM19", Where(file), message, "在新表上填写。")


def left_over(old: Older, items: Iterable[Item]) -> Iterator[Item]:
    """Yield values of an older form that were looked for under no name of the new one."""
    looked_for = {each.source_name for each in items}
    for name in old.pack.fields:
        table, dot, column = name.partition(".")
        value = old.record.get(table)
        if dot and isinstance(value, Table):
            value = next((row[column] for row in value.rows if column in row), None)
        if name not in looked_for and value is not None and not isinstance(value, Table):
            reason = "新表上没有这一项"
            yield Item("", name, Fate.LEFT, words(value), value.where, reason)


def lacking(pack: Pack, data: Data) -> Iterator[Item]:
    """Yield fields that must be filled in and for which nothing is typed."""
    for each in pack.fields.values():
        table, dot, column = each.name.partition(".")
        rows = data.lists.get(table if dot else each.name, ())
        blank = any(column not in row for row in rows) if dot else not rows
        if each.required and blank and each.name not in data.singles:
            yield Item(each.name, "", Fate.LEFT, "", Where(""), "必填，还空着")
