"""The numbers of the template's own headings, in every case that its ifs allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reportgen.findings import Finding, Where, notice
from reportgen.packs.own import ROW_NUMBER
from reportgen.papers.marks import heading_level, mark_of
from reportgen.papers.model import Block
from reportgen.review.layout.headings import is_of_heading, quoted
from reportgen.review.layout.runs import AGAIN, HEADLESS, REPEATED, Slip, mark, slips, written
from reportgen.template.branches import (
    Choice,
    Line,
    Loop,
    Unbalanced,
    cases,
    conditions,
    heads,
    holds,
    printed,
    tree,
)
from reportgen.template.office import FILE
from reportgen.template.references import lists_named
from reportgen.template.wordml import P, R, q, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from reportgen.template.branches import Node, Said
    from reportgen.template.known import Names
    from reportgen.template.looks import Looks
    from reportgen.template.office import Part

_GIVEN = re.compile(r"\s*(?:[（(]\{\}[)）]|\{\}[、.．])")
_ANNEX = re.compile(r"\s*附(?:件|表|录)\s*[\d一二三四五六七八九十（({]*")
_HAN = "[一二三四五六七八九十]"
_MAY_HEAD = re.compile(
    rf"[（(]\s*(?:\{{|{_HAN}|$)|{_HAN}+\s*(?:[、.．)）]|$)|\{{\}}\s*(?:[、.．]|$)|[㈠-㈩附第]"
)
_MOST_SAID = 3
_DEEPEST = 2
_REMEDY = "核对各级标题的次序，把编号依次改正。"


Way: TypeAlias = tuple[bool, ...]
"""How each condition comes out in one case."""


class _Told(NamedTuple):
    kind: str
    here: str
    place: str
    message: str
    other: str


def numbers(part: Part, spots: dict[Element, str], known: Names, looks: Looks) -> Iterator[Finding]:
    """Yield a 提醒 for each heading whose number does not follow, whatever the ifs choose."""
    body = part.root.find(q("body"))
    if body is None:
        return
    breaks = {spots[each] for each in body.iterchildren(P) if _new_page(each, looks)}
    lines = [(each, text_of(each)) for each in _lines(body)]
    try:
        nodes = tree([((spots[each], spots[each] in breaks), text) for each, text in lines])
    except Unbalanced:
        return
    yield from _in_every_case(nodes)
    yield from _repeated(nodes, known)


def _lines(container: Element) -> Iterator[Element]:
    for block in container:
        if block.tag == P:
            yield block
        elif block.tag in (q("sdt"), q("sdtContent"), q("customXml")):
            yield from _lines(block)


def _new_page(paragraph: Element, looks: Looks) -> bool:
    style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    chain = looks.chain(str(style.get(q("val"))) if style is not None else looks.plain)
    owners = [paragraph, *chain]
    before = (each.find(f"{q('pPr')}/{q('pageBreakBefore')}") for each in owners)
    breaks = paragraph.iterfind(f"{R}/{q('br')}")
    return (
        any(each is not None and each.get(q("val"), "1") not in ("0", "false") for each in before)
        or any(each.get(q("type")) == "page" for each in breaks)
        or paragraph.find(f"{q('pPr')}/{q('sectPr')}") is not None
    )


def _in_every_case(nodes: Sequence[Node]) -> Iterator[Finding]:
    kept = _only_heads(nodes)
    found = list(conditions(kept))
    every = cases([condition for condition, _ in found])
    ways = {tuple(holds(condition, said) for condition, _ in found): said for said in every}
    told: dict[tuple[str, str], dict[_Told, list[Way]]] = {}
    for way, said in ways.items():
        for slip in _slips(kept, said):
            told.setdefault((slip.place, slip.here), {}).setdefault(slip, []).append(way)
    for of_one in told.values():
        slip, wrong = next(iter(of_one.items()))
        amiss = set().union(*of_one.values())
        right = [way for way in ways if way not in amiss] or [w for w in ways if w not in wrong]
        when = _when([tag for _, tag in found], wrong, right)
        others = [Where(FILE, slip.other)] if slip.other and slip.other != slip.place else []
        yield notice("TP27", Where(FILE, slip.place), f"{when}{slip.message}", _REMEDY, others)


def _only_heads(nodes: Sequence[Node]) -> list[Node]:
    """Return a tree without the paragraphs that can never begin with a number or a part."""
    kept: list[Node] = []
    for node in nodes:
        match node:
            case Line(text=text):
                if any(_MAY_HEAD.match(head) for head in heads(text)):
                    kept.append(node)
            case Loop(tag=tag, body=body):
                kept.append(Loop(tag, _only_heads(body)))
            case Choice(branches=branches, otherwise=otherwise):
                within = [(c, tag, _only_heads(body)) for c, tag, body in branches]
                if any(body for _, _, body in within) or _only_heads(otherwise):
                    kept.append(Choice(within, _only_heads(otherwise)))
    return kept


def _slips(nodes: Sequence[Node], said: Said) -> list[_Told]:
    found: list[_Told] = []
    for blocks in _runs(nodes, said):
        found += [
            _told(slip)
            for slip in slips(blocks)
            if slip.run.level <= _DEEPEST and is_of_heading(slip)
        ]
    return found


def _runs(nodes: Sequence[Node], said: Said) -> Iterator[list[Block]]:
    """Yield the numbered paragraphs of a case, run by run; an annex or a loop has its own."""
    blocks: list[Block] = []
    given = _DEEPEST + 1
    inner: list[Loop] = []
    for each in printed(nodes, said):
        if isinstance(each, Loop):
            inner.append(each)
            continue
        key, text = each
        place, is_new_page = key if isinstance(key, tuple) else ("", False)
        if _ANNEX.match(text) and is_new_page:
            yield blocks
            blocks, given = [], _DEEPEST + 1
            continue
        block = _block(len(blocks), text.strip(), str(place))
        level = block.mark.level if block.mark else 0
        if _GIVEN.match(text):
            given = min(given, _DEEPEST if text.strip()[0] in "（(" else 1)
        elif 0 < level < given:
            given = _DEEPEST + 1
        if 0 < level <= _DEEPEST and level < given:
            blocks.append(block)
    yield blocks
    for loop in inner:
        yield from _runs(loop.body, said)


def _block(number: int, text: str, place: str) -> Block:
    found = mark_of(text)
    plain = text.replace("{}", "某")
    return Block(number, plain, Where(FILE, place), heading_level(plain, found, 0), found)


def _told(slip: Slip) -> _Told:
    here, number = quoted(slip.block), mark(slip.block).number
    first = quoted(slip.first) if slip.first else ""
    other = slip.first.where.spot if slip.first else ""
    shape = written(slip.run.level, number)
    if slip.kind == HEADLESS:
        message = f"标题{here}的前面没有“{written(slip.run.level, 1)}”。"
    elif slip.kind in (REPEATED, AGAIN):
        message = f"标题{here}与前面的{first}都编号“{shape}”。"
    else:
        missing = written(slip.run.level, number - 1)
        message = f"标题{first}之后是{here}，中间缺“{missing}”。"
    return _Told(slip.kind, here, slip.block.where.spot, message, other)


def _when(tags: Sequence[str], wrong: Sequence[Way], right: Sequence[Way]) -> str:
    """Say when a slip is printed, nothing where it always is.

    That is by the conditions that are always so, or never so, then, and otherwise where all is
    right: the one that tells most of the right ways apart first.
    """
    if not right:
        return ""
    same = [at for at in range(len(tags)) if len({way[at] for way in wrong}) == 1]
    said: dict[int, str] = {}
    while right and len(said) < _MOST_SAID:
        apart = {at: sum(way[at] != wrong[0][at] for way in right) for at in same}
        best = max(apart, key=lambda at: apart[at], default=-1)
        if best < 0 or not apart[best]:
            break
        said[best] = f"{tags[best]} {'成立' if wrong[0][best] else '不成立'}"
        right = [way for way in right if way[best] == wrong[0][best]]
    return f"{'、'.join(said[at] for at in sorted(said)) or '有的段落不印'}时，"


def _repeated(nodes: Sequence[Node], known: Names) -> Iterator[Finding]:
    """Yield a 提醒 for each heading that is printed for every row, always with one number."""
    for node in nodes:
        if isinstance(node, Line):
            name = next(iter(sorted(lists_named(node.text, known))), "")
            if name:
                yield from _fixed(node, f"清单“{name}”", f"{name}.{ROW_NUMBER}")
        elif isinstance(node, Loop):
            lines = [each for each in node.body if isinstance(each, Line)]
            variable = node.tag.split()[2] if len(node.tag.split()) > 2 else ""
            for line in () if any(_is_new_page(each) for each in lines) else lines:
                yield from _fixed(line, f" {node.tag} ", f"{variable}.{ROW_NUMBER}")
        else:
            for _, _, body in node.branches:
                yield from _repeated(body, known)
            yield from _repeated(node.otherwise, known)


def _is_new_page(line: Line) -> bool:
    return isinstance(line.key, tuple) and bool(line.key[1])


def _fixed(line: Line, owner: str, number: str) -> Iterator[Finding]:
    found = mark_of(line.text.strip())
    if found is None or not 1 <= found.level <= _DEEPEST:
        return
    place = line.key[0] if isinstance(line.key, tuple) else ""
    message = f"这个标题按{owner}重复，每一个的编号都是“{found.text}”。"
    remedy = f"把编号里的数改成标签 {{{{ {number} | 中文数字 }}}}。"
    yield notice("TP27", Where(FILE, place), message, remedy)
