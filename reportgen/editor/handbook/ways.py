"""Every filter with a tag to copy and what it prints, on names of the pack itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.editor.handbook import samples
from reportgen.editor.handbook.model import Way
from reportgen.packs.model import Kind
from reportgen.packs.own import ROW_NUMBER
from reportgen.prose import FILTERS, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reportgen.packs.model import Field, Pack

_ANY = "名称"
_OTHER = "比的数"
_MONEY = ("元", "万元")


@dataclass(frozen=True, slots=True)
class _Use:
    """What a filter is for, which field shows it, the values to show it on, its brackets.

    ``typed`` is what stands in the brackets, 比的数 for another field; ``given`` their values.
    """

    about: str
    fits: Callable[[str, Field], bool]
    values: Sequence[object]
    typed: str = ""
    given: Sequence[object] = ()


def _amount(text: str, unit: str, places: int = 2) -> Number:
    return Number(Decimal(text), unit, places)


def _is_money(_: str, field: Field) -> bool:
    return field.unit in _MONEY and "." not in field.name


def _is_rate(_: str, field: Field) -> bool:
    return field.unit == "%" and "." not in field.name


def _of_kind(*kinds: Kind, column: bool = False) -> Callable[[str, Field], bool]:
    return lambda name, field: field.kind in kinds and ("." in name) is column


_UP_DOWN = (_amount("40", "万元"), _amount("-39.5", "万元"), _amount("0", "万元"))
_GROWTH = (_amount("0.0815", "%"), _amount("-0.0468", "%"), _amount("0", "%"))
_COUNTED = (_amount("3", "", 0), _amount("12", "", 0))
_BASE = _amount("38", "万元")
_USES: Mapping[str, Sequence[_Use]] = {
    "万元": (
        _Use("金额，带单位；元、亿元自动换算", _is_money, (_amount("1234.56", "万元"),)),
        _Use("括号里是小数位数", _is_money, (_amount("1234.56", "万元"),), "0", (0,)),
    ),
    "亿元": (_Use("金额，换算成亿元，带单位", _is_money, (_amount("573500", "万元"),)),),
    "百分比": (
        _Use("单位是 % 的数，带 %", _is_rate, (_amount("0.9976", "%"),)),
        _Use("括号里是小数位数", _is_rate, (_amount("0.9976", "%"),), "1", (1,)),
    ),
    "百分点": (_Use("两个百分数的差", _is_rate, (_amount("0.012", "%"),)),),
    "整数": (_Use("四舍五入到整数，可以接着写单位", _is_money, (_amount("1234.56", "万元"),)),),
    "小数": (_Use("括号里是小数位数", _is_money, (_amount("1234.56", "万元"),), "1", (1,)),),
    "增减": (_Use("正数、负数、零各有说法；百分数说上升、下降", _is_money, _UP_DOWN),),
    "同比": (
        _Use("单位是 % 的增幅，正、负、零各有说法", _is_rate, _GROWTH),
        _Use("括号里写上年的数，增幅当场算出", _is_money, _UP_DOWN[:1], _OTHER, (_BASE,)),
    ),
    "较": (
        _Use(
            "括号里先写怎么称呼，再写比的数",
            _is_money,
            _UP_DOWN[:1],
            f"'上年', {_OTHER}",
            ("上年", _BASE),
        ),
    ),
    "顿号": (_Use("清单的一列合成一串", _of_kind(Kind.TEXT, column=True), (("甲", "乙", "丙"),)),),
    "个数": (_Use("清单的行数", _of_kind(Kind.TABLE), (("甲", "乙", "丙"),)),),
    "合并": (
        _Use(
            "只用在表格重复的行，放在最后；上下相同的格合并",
            _of_kind(Kind.TEXT, column=True),
            ("甲",),
        ),
    ),
    "短语": (_Use("去掉末尾的句号、分号，好放在句中", _of_kind(Kind.TEXT), ("已经完成。",)),),
    "名称": (_Use("末一个字是数字的加引号，不与后面的数连起来", _of_kind(Kind.TEXT), ("项目2",)),),
    "中文数字": (
        _Use(
            "序号、个数写成中文", _of_kind(Kind.TABLE), (_amount("3", "", 0), _amount("12", "", 0))
        ),
    ),
    "中文日期": (_Use("年月日", _of_kind(Kind.DATE), ()),),
    "年月": (_Use("只写到月", _of_kind(Kind.DATE), ()),),
    "大写金额": (_Use("金额大写", _is_money, (_amount("1234.56", "万元"),)),),
}
"""A filter that has no row here is shown by its name alone."""


def ways(pack: Pack) -> Iterator[Way]:
    """Yield every filter there is, in the order of FILTERS."""
    for name in FILTERS:
        for use in _USES.get(name, ()):
            yield _way(name, use, pack)
        if name not in _USES:
            yield Way(name, f"{{{{ {_ANY} | {name} }}}}", "", "")


def _way(name: str, use: _Use, pack: Pack) -> Way:
    fitting = [each for each, field in pack.fields.items() if use.fits(each, field)]
    on, other = _pair(pack, fitting) if _OTHER in use.typed else (next(iter(fitting), _ANY), "")
    if name == "中文数字":
        on = f"{on}.{ROW_NUMBER}"
    brackets = f"({use.typed.replace(_OTHER, other)})" if use.typed else ""
    values = use.values or [
        samples.of_field(pack.fields[each], pack.year)[0] for each in fitting[:1]
    ]
    shown = "；".join(samples.printed(each, name, use.given) for each in values)  # type: ignore[arg-type]
    return Way(name, f"{{{{ {on} | {name}{brackets} }}}}", shown, use.about)


def _pair(pack: Pack, fitting: Sequence[str]) -> tuple[str, str]:
    """Return a figure and the one of the year before, as 汇总 pairs them, or any two alike."""
    known = {*pack.fields, *(row.name for row in pack.calculations)}
    for row in pack.headlines:
        if row.prior in known and row.name in known:
            return row.name, row.prior
    return (fitting[0], fitting[1]) if len(fitting) > 1 else (_ANY, _OTHER)
