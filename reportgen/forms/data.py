"""Values from another system (JSON) → values for the form's cells.

The shape is ``{"编制数": 223, "项目支出": [{"名称": "扶贫", "决算": 243.37}], …}``: numbers in
the field's own unit (8.15 for 8.15%), paragraphs as lines, dates as 2021-04-20.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from reportgen.figures import Paragraphs
from reportgen.findings import Finding, ReportgenError, Where, error, near
from reportgen.forms import texts
from reportgen.packs import own
from reportgen.packs.model import Field, Kind
from reportgen.records import single
from reportgen.records.words import clean
from reportgen.workbook.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reportgen.figures import Single
    from reportgen.packs.model import Pack

Typed: TypeAlias = Decimal | date | str
_QUOTED = 20


@dataclass(frozen=True, slots=True)
class Data:
    """What is to be typed into the form: single values, and the rows of lists.

    ``notes`` are told, by name, at the cells that hold such a value (see ``carrying_marks``).
    """

    singles: Mapping[str, Typed]
    lists: Mapping[str, tuple[Mapping[str, Typed], ...]]
    notes: Mapping[str, str] = field(default_factory=dict)


NOTHING = Data({}, {})


def read(path: Path) -> Mapping[str, object]:
    """Read a JSON file of values; numbers keep every digit they were written with.

    Raises ReportgenError (FM04) when there is no such file or it is not such JSON.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except RecursionError:
        raise _unreadable(path, "括号套得太深") from None
    except FileNotFoundError:
        raise _unreadable(path, "没有这个文件") from None
    except (OSError, ValueError, ArithmeticError):
        raise _unreadable(path, "不是 UTF-8 的 JSON") from None
    if not isinstance(values, dict):
        message = f"“{path.name}”最外层应是“名称：值”的对照表。"
        raise ReportgenError("FM04", message, "把内容写成 {“名称”: 值, …} 的样子。")
    return values


def _unreadable(path: Path, reason: str) -> ReportgenError:
    message = f"读不出“{path.name}”：{reason}。"
    return ReportgenError("FM04", message, "检查文件名和内容，格式见 README。")


def named(
    values: Mapping[str, object], field: str, name: str, file: str
) -> tuple[Mapping[str, object], list[Finding]]:
    """Put the agency's name, as it was given beside the values, under its field.

    The finding (FM08) is that the values name another agency. Nothing is put where the pack
    has no such field, or no name was given.
    """
    if not field or not name:
        return values, []
    there = values.get(field)
    if there is None or there == "":
        return {**values, field: name}, []
    if isinstance(there, str) and clean(there).text.split() != name.split():
        message = f"--name 写的是“{name}”，“{field}”的值却是“{there[:_QUOTED]}”。"
        remedy = "核对是哪一个单位的表；两处写成一样，或去掉 --name。"
        return values, [error("FM08", Where(file, field), message, remedy)]
    return values, []


def fit(
    values: Mapping[str, object], pack: Pack, file: str, places: Mapping[str, Where] | None = None
) -> tuple[Data, list[Finding]]:
    """Match values with the pack's fields, as strictly as a filled-in form is read.

    A value may be the cell of a workbook; ``places`` are then the cells' places by name.

    The findings are the values that fit nowhere (FM01 to FM03, FM07), and what reading the
    form would say of them (RC05, RC06, RC09, RC10, RC11), each named as it is in the file.
    """
    singles: dict[str, Typed] = {}
    lists: dict[str, tuple[Mapping[str, Typed], ...]] = {}
    findings: list[Finding] = []
    for name, value in values.items():
        where = (places or {}).get(name, Where(file, name))
        field = pack.fields.get(name)
        if field is None or "." in name:
            findings.append(_unknown(name, where, pack))
        elif field.kind is Kind.TABLE:
            lists[name] = _rows(name, value, pack, file, findings)
        else:
            _add(singles, name, within_weight(field, pack), value, where, findings)
    return Data(singles, lists), findings


def within_weight(field: Field, pack: Pack) -> Field:
    """Refuse more points than an indicator has: so does Excel; read back, SC01 says it better."""
    for each in pack.indicators:
        if field.name == f"{each.name}自评得分":
            return replace(field, high=each.weight)
    return field


def _unknown(name: str, where: Where, pack: Pack) -> Finding:
    if name in _computed(pack):
        message = f"“{name}”由程序计算，不能填入。"
        return error("FM03", where, message, "删去这一项。")
    table = name.partition(".")[0]
    if name in pack.fields:
        message = f"“{name}”是清单的一列，不能单独填入。"
        return error("FM01", where, message, f"写在清单“{table}”的各行里。")
    columns = "." in name
    known = [each for each in pack.fields if ("." in each) is columns]
    message = f"格式包里没有“{name}”这一项。{near(name, known)}"
    return error("FM01", where, message, "改正名称，或删去这一项。")


def _computed(pack: Pack) -> set[str]:
    scored = {f"{each.name}{tail}" for each in pack.indicators for tail in ("", "得分")}
    named = {row.name for row in pack.calculations} | {row.name for row in pack.grades}
    return named | scored | {*own.TOTALS, *own.YEARS, own.INDICATORS}


def _rows(
    name: str, value: object, pack: Pack, file: str, findings: list[Finding]
) -> tuple[Mapping[str, Typed], ...]:
    if value is None:
        return ()
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
    value: object,
    where: Where,
    findings: list[Finding],
) -> None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return
    if isinstance(value, bool) or not isinstance(value, str | Decimal | Cell):
        words = {Kind.NUMBER: "数字", Kind.DATE: "日期，如 2021-04-20"}.get(field.kind, "文字")
        quoted = json.dumps(value, ensure_ascii=False, default=str)[:_QUOTED]
        message = f"“{field.name}”的值是 {quoted}，应为{words}。"
        findings.append(error("FM02", where, message, "改正这一项的值。"))
        return
    place = single.Place(where.file, "")
    cell_read = single.read(_cell(value, field), field, (1, 1), place)
    findings += [replace(each, where=where) for each in place.findings]
    typed = _typed(cell_read)
    if isinstance(typed, str) and texts.length(typed) > texts.MOST:
        message = f"“{field.name}”有 {texts.length(typed)} 个字，一格最多写 {texts.MOST} 个字。"
        findings.append(error("FM07", where, message, "删减文字，或分到几项填写。"))
    elif typed is not None:
        found[name] = typed


def _cell(value: str | Decimal | Cell, field: Field) -> Cell:
    """Return a value as if it stood in a cell of the form."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, Decimal) and field.kind is Kind.NUMBER:
        return Cell(CellKind.NUMBER, str(value))
    return Cell(CellKind.TEXT, str(value))


def _typed(value: Single | None) -> Typed | None:
    if value is None:
        return None
    return "\n".join(value.value) if isinstance(value, Paragraphs) else value.value
