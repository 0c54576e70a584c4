"""What a tag may name at the place it stands, and whether what it names is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportgen.findings import near
from reportgen.packs.sums import is_name
from reportgen.prose import LIST_FILTERS
from reportgen.template.grammar import HOW, Expression, Parsed
from reportgen.template.known import PARAGRAPHS, owned
from reportgen.template.samples import comparison_faults, filter_faults
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from reportgen.template.known import Names

PRINTED, TESTED, WHOLE = "印出", "判断", "整列"
_LINES = ""
_YES_OR_NO = (["loop", "first"], ["loop", "last"])
_FOR_A_ROW = ("项", "行", "个", "条")
UNKNOWN = "?"
"""What a variable stands for whose for was refused: one mistake is told once."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in force: the pack's, the loops' variables with their lists, the list repeated.

    ``row`` is the variable (or the list itself, in the natural form) whose rows are table rows.
    ``depth`` counts the repetitions around, ``inside`` all that was opened further out.
    """

    known: Names
    variables: Mapping[str, str] = field(default_factory=dict)
    repeated: str = ""
    row: str = ""
    depth: int = 0
    inside: int = 0

    def columns(self, owner: str) -> Mapping[str, str] | None:
        """Return the columns an owner has: a list by name, or a loop's variable."""
        found = self.known.get(self.variables.get(owner, owner))
        return found if isinstance(found, Mapping) else None


def faults(tree: Expression, scope: Scope, tag: str, how: str = PRINTED) -> Iterator[Refused]:
    """Yield what is wrong with the names and filters of one expression."""
    if how != TESTED and (tree[0] in ("not", "compare") or tree in _YES_OR_NO):
        message = f"标签 {tag} 里的判断只有“是”和“否”，不能印出来。"
        yield Refused("TP10", message, "写成 {% if 判断 %}…{% else %}…{% endif %}。")
        return
    match tree:
        case ["name", name]:
            yield from _name(name, scope, tag, how)
        case ["loop" | "previous", attribute]:
            yield from _loop(tree[0], attribute, scope, tag)
        case ["column", owner, column]:
            yield from _column(owner, column, scope, tag, how)
        case ["filter", name, inner, arguments]:
            how = WHOLE if name in LIST_FILTERS else PRINTED
            found = [*faults(inner, scope, tag, how)]
            found += (each for part in arguments for each in faults(part, scope, tag))
            yield from found
            yield from filter_faults(tree, scope, tag, alone=not found)
        case ["not" | "and" | "or", *parts]:
            for part in parts:
                yield from faults(part, scope, tag, TESTED)
        case ["compare", left, right]:
            sides = [left, *(each for _, each in right)]
            found = [each for part in sides for each in faults(part, scope, tag)]
            yield from found or comparison_faults(tree, scope, tag)


def entered(parsed: Parsed, scope: Scope, tag: str, in_table: bool) -> Scope:
    """Return the scope inside a for, or raise Refused."""
    name, tree = parsed.variable, parsed.expression
    taken = {*scope.known, *scope.variables, "loop"}
    if name in taken:
        raise Refused(
            "TP10",
            f"标签 {tag} 的“{name}”已经是一个名称，不能再用来代表一行。",
            f"换一个字，如“{next(w for w in _FOR_A_ROW if w not in taken)}”。",
        )
    match tree:
        case ["name", owner] if scope.columns(owner) is not None and owner in scope.known:
            over = owner
        case ["name", owner] if scope.known.get(owner) == PARAGRAPHS:
            over = _LINES
        case ["column", owner, column] if (scope.columns(owner) or {}).get(column) == PARAGRAPHS:
            over = _LINES
        case ["column", owner, column] if owner in scope.variables and owned(
            (scope.columns(owner) or {}).get(column, "")
        ):
            over = owned((scope.columns(owner) or {})[column])
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
            f"标签 {tag} 的“{name}”没有定义。{near(name, filter(is_name, scope.known))}",
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
            f"标签 {tag}：清单“{table}”没有“{column}”这一列。"
            f"{near(column, filter(is_name, columns))}",
            "改正列名，或在 rules.xlsx 的“字段”中加上这一列。",
        )
    elif owned(columns[column]) and how == PRINTED:
        yield Refused(
            "TP14",
            f"标签 {tag} 的“{owner}.{column}”是清单“{column}”里的几行，不能直接印出。",
            f"写成 {{% for 条 in {owner}.{column} %}}；要行数就写 {owner}.{column} | 个数。",
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
    hint = near(owner, filter(is_name, [*tables, *scope.variables]))
    remedy = "改正名称，或在 rules.xlsx 中加上这一项。"
    yield Refused("TP06", f"标签 {tag} 的“{owner}”没有定义。{hint}", remedy)
