"""A pack → one entry for each list and each of its columns, computed ones too."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.editor.handbook import samples
from reportgen.editor.handbook.entries import (
    NUMBER,
    of_calculation,
    of_field,
    placed,
    way_of,
)
from reportgen.editor.handbook.model import Entry
from reportgen.packs.columns import links
from reportgen.packs.model import Kind
from reportgen.packs.own import CLAIMED, INDICATORS, REASON, ROW_NUMBER, SCORED
from reportgen.packs.units import PERCENT, POINTS
from reportgen.prose import Number
from reportgen.template.known import INDICATOR_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.editor.handbook.entries import Book
    from reportgen.packs.model import Field
    from reportgen.prose.printable import Single

_ROW_WORDS = ("条", "行")
_HOW = "一行一行地印：在表格的一行或一段里写它的列"


def columns(told: Book) -> Iterator[Entry]:
    """Yield every list with its columns; last the list of indicators."""
    for name, field in told.pack.fields.items():
        if field.kind is Kind.TABLE:
            yield _list(told, name, field)
            yield _numbers(told, name)
            yield from _columns_of(told, name)
    yield _list(told, INDICATORS, None)
    for column, kind in INDICATOR_TABLE.items():
        yield _of_indicators(told, column, kind)


def _list(told: Book, name: str, field: Field | None) -> Entry:
    made = of_field(field, "清单") if field else Entry(name, "清单", kind=Kind.TABLE.value)
    return replace(
        placed(told, made),
        tag=f"{{% for {told.row} in {name} %}}…{{% endfor %}}",
        in_sentence=f"{{{{ {name} | 个数 }}}}",
        said=str(samples.ROWS),
        hint="；".join(each for each in (_HOW, made.hint) if each),
    )


def _numbers(told: Book, table: str) -> Entry:
    name = f"{table}.{ROW_NUMBER}"
    tag = f"{{{{ {name} }}}}"
    made = Entry(name, "清单", kind=NUMBER, places=0, hint="第几行，不用填")
    shown = "\n".join(map(str, _ordinals()))
    chinese = "\n".join(samples.printed(each, "中文数字") for each in _ordinals())
    in_sentence = f"{{{{ {name} | 中文数字 }}}}"
    return placed(told, replace(made, tag=tag, shown=shown, in_sentence=in_sentence, said=chinese))


def _columns_of(told: Book, table: str) -> Iterator[Entry]:
    for name, field in told.pack.fields.items():
        if name.startswith(f"{table}."):
            values = samples.of_field(field, told.pack.year)
            yield _filled(told, of_field(field, "字段"), values)
    for row in told.pack.calculations:
        if row.name.startswith(f"{table}."):
            made, way = of_calculation(told, row)
            turns = range(samples.ROWS)
            each = [samples.number(row.name, made.unit, row.places, turn=at) for at in turns]
            yield _filled(told, made, each, way)
    for child, link in links(told.pack.fields).items():
        if link.table == table:
            yield _owned(told, table, child)


def _owned(told: Book, table: str, child: str) -> Entry:
    """Return the entry of the rows that belong to each row: those of a list linked to this one."""
    name = f"{table}.{child}"
    inner = next(word for word in _ROW_WORDS if word != told.row)
    within = f"{told.row}.{child}"
    return replace(
        placed(told, Entry(name, "清单", kind=Kind.TABLE.value)),
        tag=f"{{% for {inner} in {within} %}}…{{% endfor %}}",
        in_sentence=f"{{{{ {within} | 个数 }}}}",
        said=str(samples.ROWS),
        hint=f"“{child}”里属于这一行的各行；写在 {{% for {told.row} in {table} %}} 里面",
    )


def _of_indicators(told: Book, column: str, kind: str) -> Entry:
    bare, _, unit = kind.partition("/")
    rows = told.pack.indicators[: samples.ROWS]
    words: dict[str, Sequence[Single]] = {
        ROW_NUMBER: _ordinals()[: len(rows)],
        "一级": [each.dimension for each in rows],
        "二级": [each.category for each in rows],
        "三级": [each.title for each in rows],
        "分值": [f"{each.weight.normalize():f}" for each in rows],
        "评分标准": [each.standard for each in rows],
        "指标说明": [each.explanation for each in rows],
        "实际值": [samples.measured(each.name, each.unit) for each in rows],
    }
    if column in (SCORED, CLAIMED):
        words[column] = [
            samples.number(f"{each.name}{column}", POINTS, 2, (None, each.weight)) for each in rows
        ]
    elif column == REASON:
        words[column] = [samples.text(at) for at in range(len(rows))]
    made = Entry(f"{INDICATORS}.{column}", INDICATORS, kind=bare, unit=unit)
    return _filled(told, made, words.get(column, ()))


def _filled(told: Book, made: Entry, values: Sequence[Single], way: str = "") -> Entry:
    in_sentence, said = _joined(told, made, values, way or way_of(made))
    return replace(
        placed(told, made),
        tag=f"{{{{ {made.name} }}}}",
        shown="\n".join(samples.printed(each) for each in values),
        in_sentence=in_sentence,
        said=said,
    )


def _joined(told: Book, made: Entry, values: Sequence[Single], way: str) -> tuple[str, str]:
    """Return how a column is said in one sentence: joined by 、, or row by row with its unit."""
    if made.kind == Kind.PARAGRAPHS.value:
        return "", ""
    if made.kind != NUMBER:
        return f"{{{{ {made.name} | 顿号 }}}}", samples.printed(tuple(values), "顿号")
    table, _, column = made.name.partition(".")
    said = [samples.printed(each, way) for each in values] if way else []
    if all(said) and said:
        inner, after = f"{told.row}.{column} | {way}", ""
    else:
        said = [samples.printed(each) for each in values]
        inner, after = f"{told.row}.{column}", made.unit if made.unit != PERCENT else ""
    stop = "{% if not loop.last %}、{% endif %}"
    loop = f"{{% for {told.row} in {table} %}}{{{{ {inner} }}}}{after}{stop}{{% endfor %}}"
    return loop, "、".join(each + after for each in said)


def _ordinals() -> tuple[Number, ...]:
    return tuple(Number(Decimal(each), "", 0) for each in range(1, samples.ROWS + 1))
