"""Values and scores → what a template may print, every name of the pack accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.figures import Day, Figure, Paragraphs, Table, Text, shown
from reportgen.packs.layout import TAG
from reportgen.packs.model import Kind
from reportgen.packs.own import INDICATORS, SCORED, TOTALS, YEARS
from reportgen.packs.vet import is_number, known_tags
from reportgen.prose.printable import Context, Number, Printable, Rows, Single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.figures import Link, Record, Row, Value
    from reportgen.packs.model import Pack
    from reportgen.scores import ScoreLine, Scores

_NOTHING = "—"
_SERIAL = "序号"


def build(pack: Pack, record: Record, scores: Scores) -> Context:
    """Return every name a template may use; None where an optional cell was left blank."""
    context: dict[str, Printable] = dict.fromkeys(known_tags(pack))
    context |= {name: _fact(text) for name, text in pack.facts.items()}
    years = zip(YEARS, (pack.year, pack.year - 1, pack.year + 1), strict=True)
    context |= {name: Number(Decimal(year), "", 0) for name, year in years}
    for name, field in pack.fields.items():
        if field.kind is Kind.TABLE:
            context[name] = ()
    columns = _columns(pack)
    context |= {name: _value(value, columns.get(name, ())) for name, value in record.items()}
    _lend(context, record)
    return context | _scored(scores)


def _lend(context: dict[str, Printable], record: Record) -> None:
    """Give each row of a list the rows that belong to it of the lists linked to it.

    They stand under the other list's name and are numbered anew. A column of that name stays.
    """
    for child, table in record.items():
        if not isinstance(table, Table) or table.link is None:
            continue
        link = table.link
        owners, rows = context.get(link.table, ()), context[child]
        if isinstance(owners, tuple) and isinstance(rows, tuple):
            lent = (
                {child: _belonging(rows, link, owner.get(link.key)), **owner}
                for owner in owners
                if isinstance(owner, Mapping)
            )
            context[link.table] = tuple(lent)  # type: ignore[assignment]


def _belonging(rows: tuple[object, ...], link: Link, key: object) -> Rows:
    ours = [row for row in rows if isinstance(row, Mapping) and key and row[link.column] == key]
    return tuple(
        {**row, _SERIAL: Number(Decimal(number), "", 0)} for number, row in enumerate(ours, 1)
    )


def said(text: str, context: Context) -> str:
    """Return a line of the pack with its tags filled in, as for the report's file name."""
    return TAG.sub(lambda tag: str(context.get(tag[1], tag[0]) or ""), text)


def _fact(text: str) -> Printable:
    if not is_number(text):
        return text
    return _as_typed(Decimal(text), "")


def _as_typed(value: Decimal, unit: str) -> Number:
    """Print a number of the pack with the decimals it has there: 5 as 5, 7.5 as 7.5."""
    plain = Decimal(format(value.normalize(), "f"))
    return Number(plain, unit, max(0, -int(plain.as_tuple().exponent)))


def _columns(pack: Pack) -> Mapping[str, list[str]]:
    """Return the columns of every table, those asked for before those computed."""
    columns: dict[str, list[str]] = {}
    for name in (*pack.fields, *(row.name for row in pack.calculations)):
        table, dot, column = name.partition(".")
        if dot:
            columns.setdefault(table, []).append(column)
    return columns


def _value(value: Value, columns: Sequence[str]) -> Printable:
    return _table(value, columns) if isinstance(value, Table) else _single(value)


def _single(value: Figure | Text | Paragraphs | Day) -> Single:
    if isinstance(value, Figure):
        return Number(value.value, value.unit, value.places)
    return value.value


def _table(table: Table, columns: Sequence[str]) -> Rows:
    return tuple(_row(number, row, columns) for number, row in enumerate(table.rows, 1))


def _row(number: int, row: Row, columns: Sequence[str]) -> Mapping[str, Single]:
    values: dict[str, Single] = {_SERIAL: Number(Decimal(number), "", 0)}
    for column in columns:
        value = row.get(column)
        values[column] = None if value is None else _single(value)
    return values


def _scored(scores: Scores) -> dict[str, Printable]:
    totals = (scores.total, scores.claimed_total, scores.best_possible)
    context: dict[str, Printable] = {
        name: _points(total) for name, total in zip(TOTALS, totals, strict=True)
    }
    for line in scores.lines:
        name, unit = line.indicator.name, line.indicator.unit
        context[name] = None if line.value is None else Number(line.value, unit)
        context[f"{name}{SCORED}"] = _points(line.points)
    context[INDICATORS] = tuple(
        _indicator(number, line) for number, line in enumerate(scores.lines, 1)
    )
    return context


def _points(value: Decimal | None) -> Number | None:
    return None if value is None else Number(value, "分")


def _indicator(number: int, line: ScoreLine) -> Mapping[str, Single]:
    row = line.indicator
    return {
        _SERIAL: Number(Decimal(number), "", 0),
        "一级": row.dimension,
        "二级": row.category,
        "三级": row.title,
        "分值": _as_typed(row.weight, "分"),
        "评分标准": row.standard,
        "指标说明": row.explanation,
        "实际值": _measured(line),
        "得分": _points(line.points),
        "自评得分": _points(line.claimed.value) if line.claimed else None,
        "扣分原因": line.reason.value if line.reason else None,
    }


def _measured(line: ScoreLine) -> str:
    """Return an indicator's value as the score sheet shows it; a count has no decimals."""
    if line.choice:
        return line.choice.value
    if line.value is None:
        return _NOTHING
    unit = line.indicator.unit
    whole = unit != "%" and line.value == line.value.to_integral_value()
    return shown(line.value, unit, 0 if whole else 2)
