"""A context for any pack: every name gets a value of its kind, lists get many rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.packs.model import Kind
from reportgen.prose import Number
from reportgen.template import names
from reportgen.template.known import is_number

if TYPE_CHECKING:
    from reportgen.packs.model import Pack
    from reportgen.prose import Context, Printable, Single

ROWS = 12
_WHOLE = ("", "人", "个", "家", "例", "名", "户", "辆")
_WORDS = "以政府会计制度改革为契机，进一步完善财政、财务管理，确保各项工作落实到位。"


def context(pack: Pack, seed: int = 0) -> Context:
    """Return a value for every name a report of the pack may print."""
    result: dict[str, Printable] = {}
    for name, kind in names(pack).items():
        if isinstance(kind, str):
            result[name] = _value(kind, seed)
            continue
        rows = len(pack.indicators) if name == "指标" else ROWS
        result[name] = tuple(
            {c: _value(k, seed + n // 3) for c, k in kind.items()}
            | {"序号": Number(Decimal(n), "", 0)}
            for n in range(1, rows + 1)
        )
    return result


def _value(kind: str, seed: int) -> Single:
    unit = kind.partition("/")[2]
    if is_number(kind) and unit in _WHOLE:
        return Number(Decimal(98 + seed), unit, 0)
    if is_number(kind):
        scale = Decimal("0.01") if unit == "%" else Decimal(1)
        return Number((Decimal("98.76") + seed) * scale, unit)
    if kind == Kind.DATE.value:
        return date(2021, 4, 1 + seed % 28)
    if kind == Kind.PARAGRAPHS.value:
        return tuple(f"{n}．{_WORDS}{seed}" for n in range(1, 4))
    return f"名称{seed}"
