"""What a tag may name at the place it stands, and whether what it names is there."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.findings import near
from reportgen.prose import FILTERS, LIST_FILTERS, Number, ProseError
from reportgen.template.grammar import HOW, MERGE, Expression, Parsed
from reportgen.template.known import PARAGRAPHS, is_number
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from reportgen.template.known import Names

PRINTED, TESTED, WHOLE = "印出", "判断", "整列"
_SAMPLES = {"文字": "字", "选项": "字", "段落": ("字",), "日期": date(2000, 1, 1)}
_LINES = ""
UNKNOWN = "?"
"""What a variable stands for whose for was refused: one mistake is told once."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in force: the pack's, the loops' variables with their lists, the list repeated.

    ``row`` is the variable (or the list itself, in the natural form) whose rows are table rows.
    """

    known: Names
    variables: Mapping[str, str] = field(default_factory=dict)
    repeated: str = ""
    row: str = ""
    depth: int = 0

    def columns(self, owner: str) -> Mapping[str, str] | None:
        """Return the columns an owner has: a list by name, or a loop's variable."""
        found = self.known.get(self.variables.get(owner, owner))
        return found if isinstance(found, Mapping) else None


def faults(tree: Expression, scope: Scope, tag: str, how: str = PRINTED) -> Iterator[Refused]:
    """Yield what is wrong with the names and filters of one expression."""
    match tree:
        case ["name", name]:
            yield from _name(name, scope, tag, how)
        case ["loop" | "previous", attribute]:
            yield from _loop(tree[0], attribute, scope, tag)
        case ["column", owner, column]:
            yield from _column(owner, column, scope, tag, how)
        case ["filter", name, inner, arguments]:
            yield from _filter(tree, scope, tag)
            yield from faults(inner, scope, tag, WHOLE if name in LIST_FILTERS else PRINTED)
            for argument in arguments:
                yield from faults(argument, scope, tag)
        case ["not" | "and" | "or", *parts]:
            for part in parts:
                yield from faults(part, scope, tag, TESTED)
        case ["compare", left, right]:
            for part in (left, *(each for _, each in right)):
                yield from faults(part, scope, tag)


def entered(parsed: Parsed, scope: Scope, tag: str, in_table: bool) -> Scope:
    """Return the scope inside a for, or raise Refused."""
    name, tree = parsed.variable, parsed.expression
    if name in scope.known or name in scope.variables or name == "loop":
        raise Refused(
            "TP10",
            f"标签 {tag} 的“{name}”已经是一个名称，不能再用来代表一行。",
            "换一个字，如“项”。",
        )
    match tree:
        case ["name", owner] if scope.columns(owner) is not None and owner in scope.known:
            over = owner
        case ["name", owner] if scope.known.get(owner) == PARAGRAPHS:
            over = _LINES
        case ["column", owner, column] if (scope.columns(owner) or {}).get(column) == PARAGRAPHS:
            over = _LINES
        case ["name", owner] if scope.variables.get(owner) == UNKNOWN:
            over = UNKNOWN
        case ["name", owner] if owner not in scope.known and owner not in scope.variables:
            raise next(_name(owner, scope, tag, WHOLE))
        case _:
            raise Refused("TP14", f"标签 {tag} 重复的不是清单。", "写成 {% for 项 in 清单 %}。")
    row = name if in_table else scope.row
    variables = {**scope.variables, name: over}
    return replace(scope, variables=variables, row=row, depth=scope.depth + 1)


def _loop(kind: str, attribute: str, scope: Scope, tag: str) -> Iterator[Refused]:
    if kind == "previous":
        yield Refused("TP10", f"标签 {tag} 的 loop.previtem.{attribute} 不允许使用。", HOW)
    elif not scope.variables and not scope.repeated:
        yield Refused(
            "TP14", f"标签 {tag} 的 loop 不在重复的内容里。", "只在 {% for %} 里用 loop。"
        )


def _name(name: str, scope: Scope, tag: str, how: str) -> Iterator[Refused]:
    if name in scope.variables:
        if scope.variables[name] not in (_LINES, UNKNOWN):
            yield Refused(
                "TP14", f"标签 {tag} 的“{name}”代表一整行。", f"写明哪一列，如 {name}.名称。"
            )
    elif name not in scope.known:
        yield Refused(
            "TP06",
            f"标签 {tag} 的“{name}”没有定义。{near(name, scope.known)}",
            "改正名称，或在 rules.xlsx 中加上这一项。",
        )
    elif isinstance(scope.known[name], Mapping) and how == PRINTED:
        yield Refused(
            "TP14",
            f"标签 {tag} 的“{name}”是一张清单，不能直接印出。",
            f"写明哪一列，如 {name}.名称；要行数就写 {name} | 个数。",
        )


def _column(owner: str, column: str, scope: Scope, tag: str, how: str) -> Iterator[Refused]:
    columns = scope.columns(owner)
    if scope.variables.get(owner) == UNKNOWN:
        return
    if columns is None:
        yield from _no_list(owner, column, scope, tag)
    elif column not in columns:
        table = scope.variables.get(owner, owner)
        yield Refused(
            "TP06",
            f"标签 {tag}：清单“{table}”没有“{column}”这一列。{near(column, columns)}",
            "改正列名，或在 rules.xlsx 的“字段”中加上这一列。",
        )
    elif owner in scope.variables or how == WHOLE:
        return
    elif owner != scope.repeated or owner in scope.variables.values():
        yield Refused(
            "TP14",
            f"标签 {tag} 在这里不知道是哪一行的“{column}”。",
            f"放在表格的一行或一段正文里，或写成 {{% for 项 in {owner} %}}，"
            f"或合成一句：{{{{ {owner}.{column} | 顿号 }}}}。",
        )


def _no_list(owner: str, column: str, scope: Scope, tag: str) -> Iterator[Refused]:
    if owner in scope.known or owner in scope.variables:
        yield Refused(
            "TP06", f"标签 {tag} 的“{owner}”不是清单，没有“{column}”这一列。", "改正名称。"
        )
        return
    tables = [name for name, kind in scope.known.items() if isinstance(kind, Mapping)]
    hint = near(owner, [*tables, *scope.variables])
    remedy = "改正名称，或在 rules.xlsx 中加上这一项。"
    yield Refused("TP06", f"标签 {tag} 的“{owner}”没有定义。{hint}", remedy)


def _filter(tree: Expression, scope: Scope, tag: str) -> Iterator[Refused]:
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
        _sample(tree, scope)
    except TypeError:
        yield Refused(
            "TP08", f"标签 {tag} 的写法“{name}”后面括号里的内容多了或少了。", "对照写法说明改正。"
        )
    except ProseError as fault:
        yield Refused("TP08", f"标签 {tag} 用错了写法：{fault}", "换一种写法，或改正名称。")
    if inner[0] == "filter" and inner[1] == MERGE:
        yield Refused("TP15", f"标签 {tag} 的“{MERGE}”不在最后。", f"把“{MERGE}”移到最后。")


def _sample(tree: Expression, scope: Scope) -> object:
    """Return what an expression would give for a value of its kind; None where that varies."""
    match tree:
        case ["name", name]:
            return _of_kind(str(scope.known.get(name)))
        case ["column", owner, column]:
            return _of_kind((scope.columns(owner) or {}).get(column, ""))
        case ["text", text]:
            return text
        case ["number", digits]:
            return int(float(digits))
        case ["filter", name, inner, arguments] if name in FILTERS and name not in LIST_FILTERS:
            given = [_sample(each, scope) for each in (inner, *arguments)]
            return None if None in given else FILTERS[name](*given)
    return None


def _of_kind(kind: str) -> object:
    """Return a value of a kind: a filter that cannot say it will say no better to a clerk's."""
    if is_number(kind):
        return Number(Decimal(1), kind.partition("/")[2], 0)
    return _SAMPLES.get(kind)
