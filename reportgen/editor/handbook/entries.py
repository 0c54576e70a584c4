"""A pack → one entry for each name that stands for one value: fields, figures, scores, facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.editor.handbook import asked, samples, used
from reportgen.editor.handbook.model import Entry
from reportgen.packs.facts import is_number
from reportgen.packs.model import Kind
from reportgen.packs.own import SCORED, TOTALS, YEARS
from reportgen.packs.units import PERCENT, POINTS, of_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.model import Calculation, Field, Indicator, Pack
    from reportgen.prose import Number
    from reportgen.prose.printable import Single

NUMBER, WORDS = Kind.NUMBER.value, Kind.TEXT.value
_WAYS = {"元": "万元", "万元": "万元", "亿元": "亿元", PERCENT: "百分比"}
_OF_VERBS = {"差额": "增减", "增长率": "同比", "变动率": "同比"}
_FOR_A_ROW = "项行个条"
_ALONE = "标签独占一段，一行印一段"


@dataclass(frozen=True, slots=True)
class Book:
    """A pack with what was found of its names: where asked, printed, used; and their units.

    ``row`` is a word that no name of the pack is, for a loop's variable.
    """

    pack: Pack
    asked: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, tuple[str, ...]]
    used: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]
    row: str


def book(pack: Pack, printed: Mapping[str, tuple[str, ...]]) -> Book:
    """Gather what the entries are made of; ``printed`` is what report.docx names."""
    taken = {*pack.fields, *pack.facts, *(each.name for each in pack.calculations)}
    row = next((word for word in _FOR_A_ROW if word not in taken), _FOR_A_ROW[0])
    return Book(pack, asked.places(pack), printed, used.places(pack), of_names(pack), row)


def singles(told: Book) -> Iterator[Entry]:
    """Yield the fields that a form asks for once, in the order of 字段."""
    for field in told.pack.fields.values():
        if "." not in field.name and field.kind is not Kind.TABLE and _is_own(field, told.pack):
            yield single(told, field, "字段")


def results(told: Book) -> Iterator[Entry]:
    """Yield what is not typed as a field: calculations, scores, grades, totals, facts, years."""
    pack = told.pack
    yield from (_calculated(told, row) for row in pack.calculations if "." not in row.name)
    for each in pack.indicators:
        yield from _indicator(told, each)
    for name in TOTALS:
        made = Entry(name, "合计", kind=NUMBER, unit=POINTS, places=2)
        yield filled(told, made, samples.number(name, POINTS, 2))
    for name in dict.fromkeys(row.name for row in pack.grades):
        words = tuple(row.label for row in pack.grades if row.name == name)
        made = Entry(name, "等级", kind=Kind.CHOICE.value, hint="、".join(words))
        yield filled(told, made, words[0])
    for name, year in zip(YEARS, (pack.year, pack.year - 1, pack.year + 1), strict=True):
        made = filled(told, Entry(name, "年度", kind=NUMBER, places=0), str(year))
        yield _stated(told, made, YEARS[0])
    for name, text in pack.facts.items():
        if name not in YEARS:
            made = Entry(name, "说明", kind=NUMBER if is_number(text) else WORDS)
            yield _stated(told, filled(told, made, text), name)


def _stated(told: Book, made: Entry, fact: str) -> Entry:
    """Return an entry with the cell of 说明 that states it before the form's cells."""
    cell = told.pack.fact_places.get(fact)
    return replace(made, asked=(str(cell), *made.asked)) if cell else made


def single(told: Book, field: Field, sort: str) -> Entry:
    """Return the entry of a field that is asked for once."""
    return filled(told, of_field(field, sort), samples.of_field(field, told.pack.year)[0])


def of_field(field: Field, sort: str) -> Entry:
    """Return what a row of 字段 says, without tags and places."""
    is_number_ = field.kind is Kind.NUMBER
    hints = [_ALONE if field.kind is Kind.PARAGRAPHS else ""]
    if field.kind is Kind.CHOICE:
        hints.append("选项：" + (field.choices_from or "、".join(field.choices)))
    return Entry(
        field.name,
        sort,
        kind=field.kind.value,
        unit=field.unit,
        places=field.places if is_number_ else None,
        required="是" if field.required else "否",
        hint="；".join(each for each in (*hints, field.hint) if each),
    )


def of_calculation(told: Book, row: Calculation) -> tuple[Entry, str]:
    """Return what a row of 计算 says, and the filter its result is commonly printed by."""
    unit = told.units.get(row.name, row.unit)
    how = f"{row.verb}（{'；'.join(map(str, row.operands))}）"
    made = Entry(row.name, "计算", kind=NUMBER, unit=unit, places=row.places, hint=how)
    return made, _OF_VERBS.get(row.verb, "")


def placed(told: Book, made: Entry) -> Entry:
    """Return an entry with where its name is asked for, printed and used."""
    name = made.name
    return replace(
        made,
        asked=told.asked.get(name, ()),
        printed=told.printed.get(name, ()),
        used=told.used.get(name, ()),
    )


def way_of(made: Entry) -> str:
    """Return the filter that a name with this unit is commonly printed by in a sentence."""
    return _WAYS.get(made.unit, "") if made.kind == NUMBER else ""


def filled(told: Book, made: Entry, value: Single, way: str = "") -> Entry:
    """Return an entry with its tags and what they print for a value."""
    way = way or way_of(made)
    said = samples.printed(value, way) if way else ""
    tag, shown = f"{{{{ {made.name} }}}}", samples.printed(value)
    if said:
        in_sentence = f"{{{{ {made.name} | {way} }}}}"
    elif made.unit and made.unit != PERCENT:
        in_sentence, said = tag + made.unit, shown + made.unit
    else:
        in_sentence = ""
    tags = replace(made, tag=tag, shown=shown, in_sentence=in_sentence, said=said)
    return placed(told, tags)


def _is_own(field: Field, pack: Pack) -> bool:
    """Tell a row of 字段 from a field that an indicator brings with it."""
    return not any(field.where == each.where for each in pack.indicators)


def _calculated(told: Book, row: Calculation) -> Entry:
    made, way = of_calculation(told, row)
    return filled(told, made, samples.number(row.name, made.unit, row.places), way)


def _indicator(told: Book, each: Indicator) -> Iterator[Entry]:
    yield from _measured(told, each)
    name = f"{each.name}{SCORED}"
    made = Entry(name, SCORED, kind=NUMBER, unit=POINTS, places=2, hint=each.standard)
    yield filled(told, made, samples.number(name, POINTS, 2, (None, each.weight)))
    for field in told.pack.fields.values():
        if field.where == each.where:
            within = replace(field, high=each.weight)
            yield single(told, within, field.name.removeprefix(each.name))


def _measured(told: Book, each: Indicator) -> Iterator[Entry]:
    """Yield an indicator's value, where it has one."""
    if each.formula == "选项":
        words = tuple(band.choice for band in each.bands) or ("",)
        yield filled(told, Entry(each.name, "指标", kind=WORDS, hint="、".join(words)), words[0])
    elif each.formula:
        how = f"{each.formula}（{'；'.join(map(str, each.operands))}）"
        made = Entry(each.name, "指标", kind=NUMBER, unit=each.unit, places=2, hint=how)
        value: Number = samples.number(each.name, each.unit, 2)
        yield filled(told, made, value)
