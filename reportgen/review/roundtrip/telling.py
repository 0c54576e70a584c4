"""What a report has otherwise than its form gives it, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.review.model import error, notice
from reportgen.review.roundtrip.known import source
from reportgen.review.roundtrip.rows import own_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.papers.model import Block, Span
    from reportgen.review.model import Fault
    from reportgen.review.roundtrip.known import Known
    from reportgen.review.roundtrip.rows import Row
    from reportgen.review.roundtrip.tokens import Token

_CONTEXT = 14
_FEW = 6
_MOST_PLACES = 3
_BEGINNING = 24
_QUOTES = re.compile(r"[“”]")
_IN_A_LIST = re.compile(r"[（(]\d+[）)]$")


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one printing only, or otherwise in the other; ``near`` is where to look."""

    before: Token | None
    after: Token | None
    near: Span


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of both printings: the form's figures, the rows, the cells that are gone."""

    known: Sequence[Known]
    rows: Mapping[int, Row]
    lost: frozenset[int]

    def row(self, token: Token) -> Row | None:
        """Return the row a number stands in, None in a paragraph."""
        return self.rows.get(id(token.span.block))


def fault(group: Sequence[Difference], told: Told) -> Fault:
    """Return a changed figure, or those that one paragraph or row lost or got."""
    first = group[0]
    if first.before is None:
        return _added([each.after for each in group if each.after], told)
    if first.after is None:
        return _gone([each.before for each in group if each.before], first.near, told)
    return error(
        "RV61",
        [first.after.span],
        f"报告里是 {first.after.text}，按填报表应为 {first.before.text}"
        f"{_named(first.before, told) or _placed(first.before, told)}。",
        f"核对这个数。报告改错的，改回 {first.before.text}；"
        "填报表填错的，改正填报表后重新生成报告。",
    )


def absent(blocks: Sequence[Block], near: Span) -> Fault:
    """Return paragraphs without figures that the report has no more."""
    said = f"一段：“{beginning(blocks[0].text)}”"
    if len(blocks) > 1:
        said = f" {len(blocks)} 段：从“{beginning(blocks[0].text)}”到“{beginning(blocks[-1].text)}”"
    return notice(
        "RV62",
        [near],
        f"与按填报表生成的报告比，少了{said}。",
        "核对是不是有意删去；误删的，照原文补上。",
    )


def _added(tokens: Sequence[Token], told: Told) -> Fault:
    spans = [token.span for token in tokens]
    said = f"“{_around(spans[0])}”中的 {tokens[0].text}"
    if len(tokens) > 1:
        said = f"{_line(tokens[0], told)}的 {_listed(tokens)}"
    return notice(
        "RV63",
        spans,
        f"{said}，按填报表生成的报告里没有，无从核对。",
        "核对这个数的出处；应当由填报表填列的，填入填报表后重新生成报告。",
    )


def _gone(tokens: Sequence[Token], near: Span, told: Told) -> Fault:
    first = tokens[0]
    row = told.row(first)
    if row and all(id(cell) in told.lost for cell in own_cells(row, dict(told.rows))):
        return _row_gone(row, tokens, near, told)
    said = f"{first.text}{_named(first, told)}，报告里没有了，原句是“{_around(first.span)}”"
    if len(tokens) > 1:
        said = f"{_listed(tokens)}，报告里没有了，原在{_line(first, told)}"
    return notice(
        "RV62",
        [near],
        f"按填报表应有的 {said}。",
        "核对是不是有意删去；误删的，照原句补上。",
    )


def _row_gone(row: Row, tokens: Sequence[Token], near: Span, told: Told) -> Fault:
    found = (_source(token, told) for token in tokens)
    cells = list(dict.fromkeys(each.where for each in found if each and each.where))
    places = [str(cell) if cell is cells[0] else cell.spot for cell in cells[:_MOST_PLACES]]
    more = "等" if len(cells) > _MOST_PLACES else ""
    at = f"；填报表中在 {'、'.join(places)}{more}" if cells else ""
    return notice(
        "RV62",
        [near],
        f"{row.table}少了“{beginning(row.name)}”一行，按填报表应有 {_listed(tokens)}{at}。",
        "核对是不是有意删去；误删的，补上这一行；确实没有这一项的，改正填报表后重新生成报告。",
    )


def _listed(tokens: Sequence[Token]) -> str:
    shown = "、".join(token.text for token in tokens[:_FEW])
    return f"{shown}{'等' if len(tokens) > _FEW else '共' if len(tokens) > 1 else ''}" + (
        f"{len(tokens)}个数" if len(tokens) > 1 else ""
    )


def _line(token: Token, told: Told) -> str:
    """Return how a row or paragraph begins, for people to find it."""
    row = told.row(token)
    text = row.name if row else " ".join(token.span.block.text.split())
    return f"“{beginning(text)}”一{'行' if row else '段'}"


def beginning(text: str) -> str:
    """Return the first words of a text."""
    text = text.strip()
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}…"


def _source(token: Token, told: Told) -> Known | None:
    block, at = token.span.block, token.span.start
    row = told.row(token)
    if row:
        return source(row.with_unit(token), row.context(block), told.known)
    if _IN_A_LIST.search(block.text[max(0, at - 1) : token.span.end + 1]):
        return None
    return source(token, _QUOTES.sub("", block.text[max(0, at - 3 * _CONTEXT) : at]), told.known)


def _named(token: Token, told: Told) -> str:
    """Return which figure of the form it is, where that is plain."""
    found = _source(token, told)
    return f"（{found.told}）" if found else ""


def _placed(token: Token, told: Told) -> str:
    """Return what it stands with, where no figure of the form is plainly the one."""
    row = told.row(token)
    if not row:
        return f"，原句是“{_around(token.span)}”"
    head = row.head(token.span.block)
    column = f"“{head}”" if head and head != row.name else ""
    return f"（{row.table}“{beginning(row.name)}”{column}）"


def _around(span: Span) -> str:
    text = span.block.text
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"


def another(first: Span) -> Fault:
    """Return that two reports are not printings of one."""
    return error(
        "RV64",
        [first],
        "这份报告与按填报表生成的报告，大半段落对不上，没有逐个核对填报表的数。",
        "核对报告和填报表是不是同一单位、同一年度的；都对的，请用 reportgen build 重新生成报告。",
    )
