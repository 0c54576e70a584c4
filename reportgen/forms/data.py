"""Values from another system (JSON) → values for the form's cells.

The shape is ``{"编制数": 223, "项目支出": [{"名称": "扶贫", "决算": 243.37}], …}``: numbers in
the field's own unit (8.15 for 8.15%), paragraphs as lines, dates as 2021-04-20.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeAlias

from reportgen.findings import Finding, ReportgenError, Where, error, near
from reportgen.packs.model import Field, Kind
from reportgen.records.days import as_day
from reportgen.records.words import clean
from reportgen.workbook.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from reportgen.packs.model import Pack

Typed: TypeAlias = "Decimal | date | str"


@dataclass(frozen=True, slots=True)
class Data:
    """What is to be typed into the form: single values, and the rows of lists."""

    singles: Mapping[str, Typed]
    lists: Mapping[str, tuple[Mapping[str, Typed], ...]]


NOTHING = Data({}, {})


def read(path: Path) -> Mapping[str, object]:
    """Read a JSON file of values; numbers keep every digit they were written with.

    Raises ReportgenError (FM04) when there is no such file or it is not such JSON.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (OSError, ValueError) as problem:
        reason = "没有这个文件" if isinstance(problem, FileNotFoundError) else "不是 UTF-8 的 JSON"
        message = f"读不出“{path.name}”：{reason}。"
        raise ReportgenError("FM04", message, "检查文件名和内容，格式见 README。") from None
    if not isinstance(values, dict):
        message = f"“{path.name}”最外层应是“名称：值”的对照表。"
        raise ReportgenError("FM04", message, "把内容写成 {“名称”: 值, …} 的样子。")
    return values


def fit(values: Mapping[str, object], pack: Pack, file: str) -> tuple[Data, list[Finding]]:
    """Match values with the pack's fields; the findings are those that fit nowhere."""
    singles: dict[str, Typed] = {}
    lists: dict[str, tuple[Mapping[str, Typed], ...]] = {}
    findings: list[Finding] = []
    for name, value in values.items():
        where = Where(file, name)
        field = pack.fields.get(name)
        if field is None or "." in name:
            findings.append(_unknown(name, where, pack))
        elif field.kind is Kind.TABLE:
            lists[name] = _rows(name, value, pack, file, findings)
        else:
            _add(singles, name, field, value, where, findings)
    return Data(singles, lists), findings


def _unknown(name: str, where: Where, pack: Pack) -> Finding:
    computed = {row.name for row in pack.calculations}
    if name in computed:
        message = f"“{name}”由程序计算，不能填入。"
        return error("FM03", where, message, "删去这一项。")
    message = f"格式包里没有“{name}”这一项。{near(name, pack.fields)}"
    return error("FM01", where, message, "改正名称，或删去这一项。")


def _rows(
    name: str, value: object, pack: Pack, file: str, findings: list[Finding]
) -> tuple[Mapping[str, Typed], ...]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        message = f"“{name}”是清单，应写成若干行。"
        remedy = "写成 [{“列名”: 值, …}, …] 的样子。"
        findings.append(error("FM02", Where(file, name), message, remedy))
        return ()
    rows = []
    for number, row in enumerate(value, 1):
        typed: dict[str, Typed] = {}
        for column, each in row.items():
            where = Where(file, f"{name} 第{number}行 {column}")
            field = pack.fields.get(f"{name}.{column}")
            if field is None:
                findings.append(_unknown(f"{name}.{column}", where, pack))
            else:
                _add(typed, column, field, each, where, findings)
        rows.append(typed)
    return tuple(rows)


def _add(
    found: dict[str, Typed],
    name: str,
    field: Field,
    value: Any,  # JSON is of any type until it is looked at
    where: Where,
    findings: list[Finding],
) -> None:
    if value is None or value == "":
        return
    typed = _typed(field, value)
    if typed is None:
        words = {Kind.NUMBER: "数字", Kind.DATE: "日期，如 2021-04-20"}.get(field.kind, "文字")
        message = f"“{field.name}”的值是“{str(value)[:20]}”，应为{words}。"
        findings.append(error("FM02", where, message, "改正这一项的值。"))
        return
    found[name] = typed


def _typed(field: Field, value: object) -> Typed | None:
    if isinstance(value, bool) or not isinstance(value, str | Decimal):
        return None
    if field.kind is Kind.NUMBER:
        return _number(value, field.unit)
    if field.kind is Kind.DATE:
        return as_day(Cell(CellKind.TEXT, str(value)), date1904=False)
    return clean(str(value)).text


def _number(value: str | Decimal, unit: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number / 100 if unit == "%" else number
