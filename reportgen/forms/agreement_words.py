"""An agreement in plain words: what a clerk reads beside the mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.checks import at_most, not_later, rate_equals, text_required

if TYPE_CHECKING:
    from reportgen.packs.model import CheckRow, Sum, Term

_EQUAL = "应等于"
_RELATIONS = {
    at_most.VERB: "不应超过",
    text_required.VERB: "应说明",
    not_later.VERB: "不应晚于",
}
_OVER = {"合计": "之和", "平均": "的平均数"}


def relation(row: CheckRow) -> str:
    """Return the words between the two sides."""
    if row.verb == text_required.VERB and row.right is None:
        return "应当填写"
    return _RELATIONS.get(row.verb, _EQUAL)


def meaning(row: CheckRow) -> str:
    """Return what must agree: the editor's own words, else a sentence made of the sides."""
    if row.note:
        return f"{row.note.rstrip('。')}。"
    left = said(row.left)
    if row.right is None:
        return f"{left}应当填写。"
    if row.verb == text_required.VERB:
        return f"{said(row.right)}不为0的，应当填写{left}。"
    if row.verb == rate_equals.VERB:
        return f"{left}应与算得的{said(row.right)}一致。"
    return f"{left}{relation(row)}{said(row.right)}。"


def said(total: Sum) -> str:
    """Return a sum as a clerk reads it.

    >>> from reportgen.packs.sums import operands
    >>> said(operands("基本支出 - 合计(项目支出.决算) + 计数(问卷)")[0]), said(operands("甲.乙")[0])
    ('基本支出－项目支出各行决算之和＋问卷的行数', '甲各行的乙')
    """
    parts = (("＋" if term.sign > 0 else "－") + _term(term) for term in total.terms)
    return "".join(parts).removeprefix("＋")


def _term(term: Term) -> str:
    table, _, column = term.name.rpartition(".")
    if term.function == "计数":
        return f"{term.name}的行数"
    if term.function:
        return f"{table}各行{column}{_OVER[term.function]}"
    return f"{table}各行的{column}" if table else column
