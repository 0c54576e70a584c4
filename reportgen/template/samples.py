"""Try each filter and comparison on values of the kinds it names: what fails here fails later."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import near
from reportgen.prose import FILTERS, LIST_FILTERS, Number, ProseError
from reportgen.template.grammar import MERGE, Expression
from reportgen.template.known import is_number, options, unit
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from reportgen.template.scope import Scope

_SAMPLES = {
    "文字": "字", "选项": "字", "段落": ("字",), "日期": date(2000, 1, 1), "表": ({},),
}  # fmt: skip
_SAMPLE_TEXT = re.compile(r"文字“[^”]*”")
_NUMERIC = re.compile(r"-?\d+(\.\d+)?")
_TELL_APART = ("eq", "ne")


def filter_faults(
    tree: Expression, scope: Scope, tag: str, *, alone: bool = True
) -> Iterator[Refused]:
    """Yield what is wrong with a filter, given what it stands on and what its brackets hold.

    Only where those are right themselves (``alone``) is the filter tried on them.
    """
    _, name, inner, arguments = tree
    if name not in FILTERS:
        yield Refused(
            "TP08",
            f"标签 {tag} 的写法“{name}”不存在。{near(name, FILTERS)}",
            f"可用的写法有：{'、'.join(FILTERS)}。",
        )
        return
    try:
        inspect.signature(FILTERS[name]).bind(None, *arguments)
    except TypeError:
        message = f"标签 {tag} 的写法“{name}”后面括号里的内容多了或少了。"
        yield Refused("TP08", message, "对照写法说明改正。")
        return
    if inner[0] == "filter" and inner[1] == MERGE:
        yield Refused("TP15", f"标签 {tag} 的“{MERGE}”不在最后。", f"把“{MERGE}”移到最后。")
    try:
        if alone:
            sample(tree, scope)
    except ProseError as fault:
        told = _SAMPLE_TEXT.sub("文字", str(fault))
        yield Refused("TP08", f"标签 {tag} 用错了写法：{told}", _remedy(inner, scope))


def _remedy(inner: Expression, scope: Scope) -> str:
    if inner[0] == "filter" and isinstance(sample(inner, scope), str):
        return f"只留一个写法：“{inner[1]}”写出来的已经是文字，后面不能再接。"
    return "换一种写法，或改正名称。"


def comparison_faults(tree: Expression, scope: Scope, tag: str) -> Iterator[Refused]:
    """Yield the pairs of a comparison that have no order, or can never be the same."""
    _, left, right = tree
    for operator, other in right:
        try:
            given = sample(left, scope), sample(other, scope)
        except ProseError:
            return
        if None not in given:
            yield from _pair(operator, (left, other), given, tag)
        yield from _no_option(left, other, scope, tag)
        yield from _no_option(other, left, scope, tag)
        left = other


def _pair(
    operator: str, sides: tuple[Expression, Expression], given: tuple[object, object], tag: str
) -> Iterator[Refused]:
    one, two = _kind(given[0]), _kind(given[1])
    said = f"标签 {tag} 里“{_said(sides[0])}”是{one}，“{_said(sides[1])}”是{two}，"
    if "清单或段落" in (one, two):
        remedy = "比行数就写 清单 | 个数；判断有没有内容就写 {% if 名称 %}。"
        yield Refused("TP22", f"{said}不能比较。", remedy)
    elif operator in _TELL_APART:
        if one != two and "" not in given and not _may_equal(given, sides):
            yield Refused("TP22", f"{said}永远不相等。", "改正名称；与文字比，文字加引号。")
    elif one != two:
        yield Refused("TP22", f"{said}不能比较大小。", "改正名称，让两边同是数或同是日期。")
    elif one == "文字":
        yield Refused("TP22", f"{said}文字不分大小。", "文字只用 == 和 != 判断。")


def _may_equal(given: tuple[object, object], sides: tuple[Expression, Expression]) -> bool:
    """Tell whether a figure may equal a text: it is compared as printed, 2020 with '2020'."""
    for value, other, side in zip(given, reversed(given), reversed(sides), strict=True):
        if isinstance(value, Number) and isinstance(other, str):
            return side[0] != "text" or bool(_NUMERIC.fullmatch(other))
    return False


def _no_option(side: Expression, other: Expression, scope: Scope, tag: str) -> Iterator[Refused]:
    words = options(kind_of(side, scope))
    if words and other[0] == "text" and other[1] and other[1] not in words:
        yield Refused(
            "TP22",
            f"标签 {tag} 里“{_said(side)}”没有“{other[1]}”这一项，永远不相等。",
            f"改成{'、'.join(f'“{word}”' for word in words)}中的一个。",
        )


def _kind(value: object) -> str:
    if isinstance(value, tuple):
        return "清单或段落"
    return "文字" if isinstance(value, str) else "日期" if isinstance(value, date) else "数"


def _said(tree: Expression) -> str:
    """Return an expression as an editor would name it."""
    if tree[0] == "filter":
        return f"{_said(tree[2])} | {tree[1]}"
    return ".".join(str(part) for part in tree[1:])


def sample(tree: Expression, scope: Scope, *, whole: bool = False) -> object:
    """Return what an expression would give for values of its kinds; None where that varies.

    Raises ProseError where a filter cannot say it. ``whole`` takes a list's whole column.
    """
    match tree:
        case ["name", name] if isinstance(scope.known.get(name), Mapping):
            columns = scope.known[name]
            return ({each: _of_kind(columns[each]) for each in columns},)  # type: ignore[index]
        case ["name", *_] | ["column", *_]:
            value = _of_kind(kind_of(tree, scope))
            is_list = tree[0] == "column" and whole and tree[1] not in scope.variables
            return (value,) if is_list and value is not None else value
        case ["filter", name, inner, arguments] if name in FILTERS:
            given = [sample(inner, scope, whole=name in LIST_FILTERS)]
            given += [sample(each, scope) for each in arguments]
            return None if None in given else FILTERS[name](*given)
    return _typed(tree)


def _typed(tree: Expression) -> object:
    """Return what stands in the tag itself, as printing will have it."""
    match tree:
        case ["text", text]:
            return text
        case ["number", digits]:
            return Decimal(digits) if "." in digits else int(digits)
        case ["loop", "index"]:
            return Number(Decimal(1), "", 0)
    return None


def kind_of(tree: Expression, scope: Scope) -> str:
    """Return the kind of a name or column, empty where the tree is neither or it is unknown."""
    match tree:
        case ["name", name] if scope.variables.get(name) == "":
            return "文字"
        case ["name", name]:
            return str(scope.known.get(name, ""))
        case ["column", owner, column]:
            return (scope.columns(owner) or {}).get(column, "")
    return ""


def _of_kind(kind: str) -> object:
    """Return a value of a kind: a filter that cannot say it will say no better to a clerk's."""
    if is_number(kind):
        return Number(Decimal(1), unit(kind), 0)
    return _SAMPLES.get(kind.partition("/")[0])
