"""PK43, PK44, PK45: what a field asks for: its options, its hint, its decimals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.findings import Finding, error, notice
from reportgen.packs.model import Calculation, Field, Kind, Pack, place

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_HINT = 255
"""Excel shows no more beside a cell."""
_WHOLE = frozenset("人个例份户家名辆台套次件项所座")
_ADDED = ("合计", "差额", "计数")
_OTHER_SIGNS = ("，", ",", "／", "/", "|", "｜")


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield what a clerk would stumble over in a field, or a reader in its print."""
    for field in pack.fields.values():
        if field.kind is Kind.CHOICE:
            yield from _options(field)
        if len(field.hint) > LONGEST_HINT and field.cells:
            message = f"“填报提示”有 {len(field.hint)} 个字，Excel 最多显示 {LONGEST_HINT} 个。"
            remedy = "写短一些；其余的写在 form.xlsx 的填报说明里。"
            yield notice("PK44", place(field, "填报提示"), message, remedy)
        if field.kind is Kind.NUMBER:
            yield from _decimals(field)
    for row in pack.calculations:
        if row.verb in _ADDED:
            yield from _decimals(row)


def _options(field: Field) -> Iterator[Finding]:
    where = place(field, "选项")
    twice = [word for word, count in Counter(field.choices).items() if count > 1]
    if twice:
        message = f"选项{'、'.join(f'“{word}”' for word in twice)}写了不止一次。"
        yield error("PK43", where, message, "每个选项只写一次。")
    if len(field.choices) != 1:
        return
    [only] = field.choices
    sign = next((each for each in _OTHER_SIGNS if each in only), "")
    why = f"中间用的是“{sign}”，不是顿号" if sign else "没有可选的"
    message = f"只有一个选项“{only}”，{why}。"
    yield error("PK43", where, message, "用顿号隔开写出各选项；只有一种情况的，不必填报。")


def _decimals(row: Field | Calculation) -> Iterator[Finding]:
    """People and cases are whole; 223.00人 is nothing an office would print."""
    if row.unit in _WHOLE and row.places and row.cells:
        shown = "12." + "0" * row.places + row.unit
        message = f"单位是{row.unit}，“小数位”却是 {row.places}（空着也是 2），会印成 {shown}。"
        yield notice("PK45", place(row, "小数位"), message, "“小数位”写 0。")
