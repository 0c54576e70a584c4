"""Names that are asked for or computed and not printed, and printed names that nobody defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.editor.handbook.model import Entry, Idle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.editor.handbook.entries import Book

_GIVEN = ("清单", "合计", "年度", "说明", "指标")
"""What a report may leave unsaid: nobody typed it for the report."""


def idle(told: Book, entries: Iterable[Entry]) -> Iterator[Idle]:
    """Yield what is left over on either side, the form's in its own order."""
    known = {each.name: each for each in entries}
    listed = {name.partition(".")[0] for name in told.printed if "." in name}
    for entry in known.values():
        if entry.sort in _GIVEN or entry.printed or _is_shown(entry, listed):
            continue
        yield Idle(entry.name, entry.sort, _what(entry), entry.asked or entry.used)
    for name, places in told.printed.items():
        if name not in known:
            yield Idle(name, "", "报告里印了，rules.xlsx 里没有定义", places)


def _is_shown(entry: Entry, listed: Iterable[str]) -> bool:
    """An indicator's points and reasons are printed by the list of all indicators."""
    return entry.sort in ("得分", "自评得分", "扣分原因") and "指标" in listed


def _what(entry: Entry) -> str:
    typed = entry.sort == "字段"
    if entry.used:
        return "要填，报告不印，只用于计算、核对" if typed else "算出来，报告不印，别的行用到"
    if typed:
        return "要填，报告不印，也没有别的地方用"
    return "算出来，只在填报表上显示" if entry.asked else "算出来，报告不印，也没有别的地方用"
