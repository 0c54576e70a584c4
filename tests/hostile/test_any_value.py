"""Whatever is in a cell: the report is whole, and holds it or says which cell is to blame."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import docx as word
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen import pipeline
from reportgen.figures import Figure
from reportgen.packs.model import Kind
from reportgen.pipeline import Built
from reportgen.records.words import clean
from reportgen.workbook.cells import spot
from tests.helpers.forms import cell_of
from tests.helpers.packs import PACK, shipped
from tests.helpers.reading import read_text
from tests.hostile.made import example, typed, zipped

FIELDS = [
    slot.name
    for layout in shipped().layout
    for slot in layout.slots
    if slot.name in shipped().fields and cell_of(slot.name) == (layout.title, slot.address)
]
ALWAYS_PRINTED = ("单位全称", "主要职能", "绩效目标", "其他说明", "下年目标", "资产管理情况")
NASTY = (
    "{{ 7*7 }}", "{% for x in y %}", "{#", "</w:t>", "<!--", "]]>", "&amp;", "&#x0;", "=cmd|' /C x'!A1",
    "_x000D_", "\ud800", "\udfff\ud800", "\ufffe", "\uffff", "\x00", "\x0b", "\x1b", "\u202e", "\u200b",
    "\ue000", "\U0001f468\u200d\U0001f469", "\U0010ffff", "\u0301" * 9, "\r\n", "\u2028", "９，９", "-0", "1e5",
)  # fmt: skip
code_points = st.integers(0, 0x10FFFF).map(chr)
texts = st.lists(st.sampled_from(NASTY) | code_points, max_size=30).map("".join)
numbers = st.floats().map(repr) | st.integers().map(str) | st.decimals().map(str)
errors = st.sampled_from(["#REF!", "#DIV/0!", "#N/A", "#SPILL!", "#名称?"])


def xml_text(text: str) -> str:
    """Return text as Excel would store it: what XML cannot hold, by its number."""
    held = (
        c if c in "\t\n" or 0x20 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE or c > "\uffff"
        else f"_x{ord(c):04X}_"
        for c in text.replace("_x", "_x005F_x")
    )  # fmt: skip
    return escape("".join(held))


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'


cells = st.one_of(
    texts.map(inline),
    numbers.map(lambda number: f"<c><v>{number}</v></c>"),
    st.booleans().map(lambda value: f'<c t="b"><v>{int(value)}</v></c>'),
    errors.map(lambda error: f'<c t="e"><v>{error}</v></c>'),
    texts.map(lambda text: f"<c><f>{xml_text(text)}</f></c>"),
    st.tuples(texts, numbers).map(
        lambda both: f"<c><f>{xml_text(both[0])}</f><v>{both[1]}</v></c>"
    ),
)


def drafted(at: str, xml: str) -> Built:
    """Return the report of the example with one cell typed otherwise, a draft if need be."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "填报表.xlsx"
        path.write_bytes(zipped(typed(example(), at, xml)))
        return pipeline.build_one(path, PACK, in_draft=True)


def is_whole(docx: bytes | None) -> bool:
    """Tell whether every part is well-formed and python-docx opens the file."""
    assert docx
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    return bool(word.Document(io.BytesIO(docx)).paragraphs)


def is_named(built: Built, at: str) -> bool:
    """Tell whether a finding names the cell, as its place or among the others."""
    place = spot(*cell_of(at))
    return any(
        place in (each.where.spot, *(other.spot for other in each.related))
        for each in built.checked.findings
    )


def bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(FIELDS), cells)
def test_the_report_is_whole_and_a_number_is_read_or_its_cell_is_named(at: str, xml: str) -> None:
    built = drafted(at, xml)
    assert is_whole(built.docx)
    if shipped().fields[at].kind is Kind.NUMBER and not is_named(built, at):
        figure = built.checked.record[at]
        assert isinstance(figure, Figure)
        assert figure.value.is_finite()


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.sampled_from(ALWAYS_PRINTED), texts)
def test_a_text_is_printed_as_the_reader_cleans_it_or_its_cell_is_named(at: str, text: str) -> None:
    built = drafted(at, inline(text))
    assert is_whole(built.docx)
    printed = bare(read_text(built.docx or b""))
    lines = [bare(line) for line in clean(text).text.splitlines()]
    assert is_named(built, at) or all(line in printed for line in lines)


def test_these_fields_are_asked_for() -> None:
    assert set(ALWAYS_PRINTED) <= set(FIELDS)
    assert len(FIELDS) > 50
