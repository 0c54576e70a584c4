"""Judge a part's tags in their places: names, and whether everything opened is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error
from reportgen.template.grammar import MERGE, Parsed, parse
from reportgen.template.hints import KEYWORDS
from reportgen.template.office import FILE
from reportgen.template.operations import DEEPEST_LOOP
from reportgen.template.outline import LINE, ROW, TABLE, Flow, Spot, row_tags
from reportgen.template.references import lists_named
from reportgen.template.scope import PRINTED, TESTED, UNKNOWN, Scope, entered, faults
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

DEEPEST_NESTING = 20
"""A page that a person can read nests five deep; jinja2's parser gives up at some hundreds."""
_CLOSERS = {"endif": "if", "endfor": "for", "elif": "if", "else": "if"}
_MERGED = re.compile(rf"(\w+)\.\w+\s*\|(?:.*\|)?\s*{MERGE}\s*")


@dataclass(frozen=True, slots=True)
class _Opened:
    """An if or a for waiting for its end, and the scope that holds again after it."""

    keyword: str
    spot: Spot
    outside: Scope
    has_else: bool = False
    is_told: bool = False


def check(flow: Flow, scope: Scope) -> Iterator[Finding]:
    """Yield everything wrong within one stretch, and within the stretches it holds."""
    scope = yield from _repeated(flow, scope)
    opened: list[_Opened] = []
    if flow.kind == TABLE:
        yield from _rows_apart(flow, scope)
    for item in flow.items:
        if isinstance(item, Flow):
            yield from check(item, replace(scope, inside=scope.inside + len(opened)))
            continue
        parsed = yield from _parsed(item, flow)
        if parsed.expression and parsed.keyword != "for":
            how = PRINTED if parsed.keyword == "print" else TESTED
            yield from _told(item, faults(parsed.expression, scope, item.tag.text, how))
            yield from _told(item, _merge_faults(parsed, item, scope, flow))
        scope = yield from _followed(parsed, item, opened, scope, flow)
    for left in opened:
        if not left.is_told:
            yield _finding(left.spot, _unclosed(left))


def _rows_apart(flow: Flow, scope: Scope) -> Iterator[Finding]:
    """Yield rows of one table that would each repeat for the same list, one after the other.

    Rows in different branches of an if are never printed together.
    """
    seen: set[str] = set()
    for item in flow.items:
        if isinstance(item, Spot):
            seen = set()
            continue
        lists = lists_named(row_tags(item), scope.known) - set(scope.variables)
        for name in sorted(lists & seen):
            message = f"清单“{name}”的列写在一张表的两行里，会先印完上一行的全部，再印这一行的。"
            remedy = (
                "把各列写在同一行；一条要占两行的，前后各加一行 "
                f"{{% for 项 in {name} %}} 和 {{% endfor %}}，列写成 项.列。"
            )
            yield error("TP14", Where(FILE, item.place), message, remedy)
        seen |= lists


def _repeated(flow: Flow, scope: Scope) -> Generator[Finding, None, Scope]:
    """Return the scope inside a row or paragraph that repeats by naming a list's columns."""
    if flow.kind not in (ROW, LINE) or (flow.kind == LINE and scope.repeated):
        return scope
    lists = sorted(lists_named(row_tags(flow), scope.known) - set(scope.variables))
    if len(lists) > 1:
        what = "一行" if flow.kind == ROW else "一段"
        message = f"同{what}里有两张清单的列：{'、'.join(lists)}，不知道按哪一张重复。"
        yield error("TP14", Where(FILE, flow.place), message, "分开写，或用“顿号”合成一句。")
    if not lists:
        return replace(scope, repeated="") if flow.kind == ROW else scope
    row = lists[0] if flow.kind == ROW else scope.row
    return replace(scope, repeated=lists[0], row=row, depth=scope.depth + 1)


def _parsed(spot: Spot, flow: Flow) -> Generator[Finding, None, Parsed]:
    """Return the tag understood; one refused still opens or closes what it says."""
    if spot.tag.prefix and flow.kind == LINE:
        yield _finding(spot, _not_alone(spot))
    try:
        return parse(spot.tag)
    except Refused as refused:
        yield _finding(spot, refused)
    words = spot.tag.inner.split() if spot.tag.is_block else []
    word = (
        KEYWORDS.get(" ".join(words[:2])) or KEYWORDS.get("".join(words[:1])) or "".join(words[:1])
    )
    return Parsed(word if word in (*_CLOSERS, "if", "for") else "print")


def _followed(
    parsed: Parsed, spot: Spot, opened: list[_Opened], scope: Scope, flow: Flow
) -> Generator[Finding, None, Scope]:
    """Return the scope after a tag, with what it opens or closes put down."""
    keyword = parsed.keyword
    if keyword in ("if", "for"):
        opened.append(_Opened(keyword, spot, scope))
        if scope.inside + len(opened) == DEEPEST_NESTING + 1:
            yield _finding(spot, _too_deep())
        return (yield from _inside(parsed, spot, scope, flow)) if keyword == "for" else scope
    if keyword == "print":
        return scope
    at = _partner(keyword, opened)
    if at != len(opened) - 1 or not opened:
        yield _finding(spot, _unopened(spot, opened))
        return _crossed(keyword, opened, at, scope)
    last = opened.pop()
    if last.spot.within is not spot.within:
        yield _finding(spot, _torn(last, spot))
    if keyword in ("elif", "else"):
        if last.has_else:
            yield _finding(spot, _unopened(spot, []))
        opened.append(replace(last, has_else=last.has_else or keyword == "else"))
        return scope
    return last.outside


def _partner(keyword: str, opened: list[_Opened]) -> int:
    """Return which of the open blocks a tag belongs to, the innermost first; -1 for none."""
    wanted = (at for at in reversed(range(len(opened))) if opened[at].keyword == _CLOSERS[keyword])
    return next(wanted, -1)


def _crossed(keyword: str, opened: list[_Opened], at: int, scope: Scope) -> Scope:
    """Close a block that others stand open in: they are told of once, with the tag that crosses."""
    if at < 0 or not keyword.startswith("end"):
        return scope
    opened[at + 1 :] = [replace(each, is_told=True) for each in opened[at + 1 :]]
    closed = opened.pop(at)
    return closed.outside if keyword == "endfor" else scope


def _inside(
    parsed: Parsed, spot: Spot, scope: Scope, flow: Flow
) -> Generator[Finding, None, Scope]:
    if parsed.expression is None:
        return scope
    try:
        inner = entered(parsed, scope, spot.tag.text, flow.kind == TABLE)
    except Refused as refused:
        yield _finding(spot, refused)
        return replace(scope, variables={**scope.variables, parsed.variable: UNKNOWN})
    if inner.depth > DEEPEST_LOOP:
        message = f"重复套了 {inner.depth} 层，最多 {DEEPEST_LOOP} 层。"
        yield _finding(spot, Refused("TP16", message, "减少层数。"))
    return inner


def _merge_faults(parsed: Parsed, spot: Spot, scope: Scope, flow: Flow) -> Iterator[Refused]:
    tree = parsed.expression
    if not tree or tree[0] != "filter" or tree[1] != MERGE:
        return
    found = _MERGED.fullmatch(spot.tag.inner)
    if not found or found[1] != scope.row or flow.kind != LINE or not scope.row:
        yield Refused(
            "TP15",
            f"标签 {spot.tag.text} 的“{MERGE}”用不上：只有表格中重复的行，上下相同的格才能合并。",
            f"把它放进重复的行，写成 {{{{ 清单.列 | {MERGE} }}}}；或删去“| {MERGE}”。",
        )


def _too_deep() -> Refused:
    message = f"判断和重复一层套一层，超过 {DEEPEST_NESTING} 层。"
    return Refused("TP16", message, "用“且”合并判断，写成 {% if 甲 and 乙 %}。")


def _unclosed(left: _Opened) -> Refused:
    end = "{% endif %}" if left.keyword == "if" else "{% endfor %}"
    return Refused(
        "TP09",
        f"标签 {left.spot.tag.text} 在同一范围内没有对应的 {end}。",
        f"补上 {end}。同一段里打开的要在同一段里结束；独占一段或一行的要同级结束。",
    )


def _unopened(spot: Spot, opened: list[_Opened]) -> Refused:
    if opened:
        message = f"标签 {spot.tag.text} 与前面的 {opened[-1].spot.tag.text} 交叉或不配对。"
    else:
        message = f"标签 {spot.tag.text} 前面没有与它配对的标签。"
    return Refused(
        "TP09", message, "后打开的先结束，{% if %} 配 {% endif %}，{% for %} 配 {% endfor %}。"
    )


def _torn(last: _Opened, spot: Spot) -> Refused:
    return Refused(
        "TP05",
        f"标签 {last.spot.tag.text} 和 {spot.tag.text} 一个在段落里、一个在超链接或控件里。",
        "把两个标签放在同一处。",
    )


def _not_alone(spot: Spot) -> Refused:
    what = "一行" if spot.tag.prefix == "tr" else "一段"
    return Refused(
        "TP10", f"标签 {spot.tag.text} 要独占{what}，这里还有别的内容。", f"移到单独的{what}。"
    )


def _told(spot: Spot, refusals: Iterator[Refused]) -> Iterator[Finding]:
    for refused in refusals:
        yield _finding(spot, refused)


def _finding(spot: Spot, refused: Refused) -> Finding:
    return error(refused.code, Where(FILE, spot.place), refused.message, refused.remedy)
