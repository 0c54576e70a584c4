"""Word's own numbers, counted as Word counts them."""

from __future__ import annotations

from lxml import etree

from reportgen.papers import word_numbering
from reportgen.papers.model import Mark
from reportgen.papers.word_package import W

LISTS = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_deeper_levels_start_again_and_lists_of_one_family_go_on() -> None:
    counter = word_numbering.read(etree.fromstring(LISTS))
    steps = [
        ("1", 0),
        ("1", 1),
        ("1", 1),
        ("1", 0),
        ("1", 1),
        ("1", 2),
        ("2", 0),
        ("2", 0),
        ("9", 0),
    ]
    marks = [counter.next(name, depth) for name, depth in steps]
    texts = [mark.text if mark else "" for mark in marks]
    assert texts == ["一、", "（一）", "（二）", "二、", "（一）", "", "九、", "十、", ""]
    assert marks[2] == Mark("（二）", 2, 2, 0)
