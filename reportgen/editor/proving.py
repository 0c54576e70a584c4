"""Prove a pack: type made-up values into its form, read them back, print them, find them again.

What a lint cannot see shows here: a cell that swallows its value, a sentence that is lost, a
tag that no value ever brings onto the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen import context, document, forms, records, template, workbook
from reportgen.editor import expecting, made_up, reaching
from reportgen.figures import Day, Figure, Paragraphs, Table, Text
from reportgen.findings import Finding, ReportgenError, Where, error, has_errors
from reportgen.forms import data
from reportgen.packs.layout import FORM
from reportgen.pipeline import checking, printing
from reportgen.template.office import FILE
from reportgen.template.tags import scan
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.document.program import Program
    from reportgen.editor.expecting import Expected, Line
    from reportgen.figures import Record, Value
    from reportgen.forms.data import Data, Typed
    from reportgen.packs.model import Pack
    from reportgen.prose import Context
    from reportgen.workbook.cells import Book

_SHORT = 30
_THINGS = {
    "drawing": "图片", "pict": "图片", "object": "嵌入的对象", "footnoteReference": "脚注",
    "sectPr": "分节",
}  # fmt: skip


def prove(pack: Pack) -> list[Finding]:
    """Return what does not come out right with made-up values; the pack must lint clean."""
    try:
        filled, book = _filled(pack)
        amiss = list(_not_read_back(pack, filled, book))
        read = checking.read(book, pack)
        told = context.build(pack, read.record, read.scores)
        program, source = printing.template_of(pack)
        return [*amiss, *_not_printed(pack, program, source, told)]
    except ReportgenError as fault:
        message = f"用编造的数试印，报告印不出来：{fault.message}"
        return [error("PK63", Where(FILE), message, fault.remedy)]


def _filled(pack: Pack) -> tuple[Data, Book]:
    filled, _ = data.fit(made_up.values(pack), pack, FORM)
    return filled, workbook.read_bytes(forms.issue(pack, filled), FORM)


def _not_read_back(pack: Pack, filled: Data, book: Book) -> Iterator[Finding]:
    """Yield the cells that do not give back what was typed into them."""
    found, unread = records.extract(book, pack)
    if has_errors(unread):
        yield from (each for each in unread if each.where.spot)
        return
    places = {slot.name: slot for layout in reversed(pack.layout) for slot in layout.slots}
    for name, typed in filled.singles.items():
        if name in places and _said(found.record.get(name)) != typed:
            slot = places[name]
            where = Where(FORM, spot(slot.sheet, slot.address))
            yield _lost(name, typed, where)
    for name, rows in filled.lists.items():
        yield from _rows_lost(name, rows, found.record, pack)


def _rows_lost(
    name: str, rows: Sequence[Mapping[str, Typed]], record: Record, pack: Pack
) -> Iterator[Finding]:
    table = record.get(name)
    slot = next((t for layout in pack.layout for t in layout.tables if t.name == name), None)
    if not isinstance(table, Table) or slot is None:
        return
    for at, (typed, read) in enumerate(zip(rows, table.rows, strict=False)):
        for column, value in typed.items():
            if _said(read.get(column)) != value:
                there = (slot.row + at, slot.columns.get(column, 1))
                yield _lost(f"{name}.{column}", value, Where(FORM, spot(slot.sheet, there)))


def _lost(name: str, typed: Typed, where: Where) -> Finding:
    message = f"在“{name}”的格里试填“{str(typed)[:_SHORT]}”，读回来不是这个内容。"
    remedy = "核对这一格有没有被合并、盖住，或者与别的格同名；改好再检查。"
    return error("PK60", where, message, remedy)


def _said(value: Value | None) -> Typed | None:
    match value:
        case Figure() | Text() | Day():
            return value.value
        case Paragraphs():
            return "\n".join(value.value)
    return None


def _not_printed(pack: Pack, program: Program, source: bytes, told: Context) -> Iterator[Finding]:
    """Yield the tags whose values are not where the tags stood, and what else went missing."""
    promised = expecting.expected(source, template.names(pack))
    report = document.render(program, source, told)
    texts, kept = expecting.shown(report)
    amiss = [*_absent(promised, told, texts), *_unexplained(promised, told, texts)]
    yield from dict.fromkeys(amiss)
    yield from _things_lost(promised, kept)
    if not amiss:
        yield from reaching.never_printed(pack, promised, program, source, told)


def _things_lost(promised: Expected, kept: Mapping[tuple[str, str], int]) -> Iterator[Finding]:
    for (part, name), number in promised.kept.items():
        if kept.get((part, name), 0) < number:
            found = kept.get((part, name), 0)
            message = f"模板里的{_THINGS[name]}有 {number} 处，试印的报告里只有 {found} 处。"
            yield error("PK64", Where(FILE), message, "把它移到不重复、不隐去的段落里。")


def _absent(
    promised: Expected, told: Context, texts: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Yield the paragraphs that every report must show, in their order, and this one does not."""
    reached: dict[str, int] = {}
    for line in promised.lines:
        if not line.always:
            continue
        looks = expecting.pattern(line, told)
        if looks.fullmatch("") or not line.text.strip():
            continue
        there = texts.get(line.part, ())
        start = reached.get(line.part, 0)
        found = next((at for at in range(start, len(there)) if looks.fullmatch(there[at])), None)
        if found is None:
            yield _not_there(line)
        else:
            reached[line.part] = found + 1


def _not_there(line: Line) -> Finding:
    tags = [tag.text for tag in scan(line.text)[0] if not tag.is_block]
    what = f"标签 {'、'.join(tags)} 的值" if tags else f"文字“{line.text.strip()[:_SHORT]}”"
    message = f"用编造的数试印，{what}没有印在原处。"
    return error(
        "PK61", Where(FILE, line.place), message, "把这一段的文字和标签重新打一遍，再检查。"
    )


def _unexplained(
    promised: Expected, told: Context, texts: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Yield the printed paragraphs that no paragraph of the template accounts for."""
    for part, shown in texts.items():
        lines = [line for line in promised.lines if line.part == part]
        fixed = {line.text for line in lines if not scan(line.text)[0]}
        looks = [expecting.pattern(line, told) for line in lines if line.text not in fixed]
        for text in shown:
            if text not in fixed and not any(each.fullmatch(text) for each in looks):
                message = f"用编造的数试印，印出的一段与模板的哪一段都对不上：“{text[:_SHORT]}”。"
                where = Where(FILE, _nearest(text, lines))
                yield error("PK61", where, message, "把这一段的文字和标签重新打一遍，再检查。")


def _nearest(text: str, lines: Sequence[Line]) -> str:
    from rapidfuzz import fuzz

    return max(lines, key=lambda line: fuzz.ratio(line.text, text)).place
