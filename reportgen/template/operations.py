"""Jinja source → a list of operations: plain data that prints text, values, ifs and fors.

An operation is a text, or a list beginning with its kind::

    ["print", expression]   ["if", [[condition, operations], …], operations]
    ["for", variable, expression, operations]

A column of a list that is no loop's variable becomes ``["values", 表, 列]``: the whole column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from reportgen.template.grammar import Expression, environment, expression
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import nodes

Operations: TypeAlias = list[Any]
DEEPEST_LOOP = 3
_KIND_FIRST = ("name", "loop", "previous", "text", "number", "values")


def translate(source: str) -> Operations:
    """Return the operations of a Jinja source already vetted tag by tag."""
    return _body(environment().parse(source).body, ())


def _body(body: Iterable[nodes.Node], loops: tuple[str, ...]) -> Operations:
    result: Operations = []
    for node in body:
        for operation in _one(node, loops):
            if isinstance(operation, str) and result and isinstance(result[-1], str):
                result[-1] += operation
            else:
                result.append(operation)
    return result


def _one(node: nodes.Node, loops: tuple[str, ...]) -> Iterable[Any]:
    from jinja2 import nodes

    match node:
        case nodes.Output(nodes=parts):
            return [_part(part, loops) for part in parts]
        case nodes.If():
            return [_condition(node, loops)]
        case nodes.For(
            target=nodes.Name(name=name), iter=over, else_=[], test=None, recursive=False
        ) if len(loops) < DEEPEST_LOOP + 1:
            return [["for", name, _read(over, loops), _body(node.body, (*loops, name))]]
    raise Refused("TP10", f"模板里有不允许的写法（{type(node).__name__}）。", "删去这个标签。")


def _part(part: nodes.Node, loops: tuple[str, ...]) -> Any:
    from jinja2 import nodes

    if isinstance(part, nodes.TemplateData):
        return part.data
    return ["print", _read(part, loops)]


def _condition(node: nodes.If, loops: tuple[str, ...]) -> Operations:
    branches = [[_read(node.test, loops), _body(node.body, loops)]]
    branches += [[_read(n.test, loops), _body(n.body, loops)] for n in node.elif_]
    return ["if", branches, _body(node.else_, loops)]


def _read(node: nodes.Node, loops: tuple[str, ...]) -> Expression:
    return _scoped(expression(node, "{{ … }}"), loops)


def _scoped(tree: Expression, loops: tuple[str, ...]) -> Expression:
    """Tell a row's column from a list's whole column: only now are the loops known."""
    kind = tree[0]
    if kind == "column":
        return tree if tree[1] in loops else ["values", *tree[1:]]
    if kind in _KIND_FIRST:
        return tree
    if kind == "filter":
        return [kind, tree[1], _scoped(tree[2], loops), [_scoped(a, loops) for a in tree[3]]]
    if kind == "compare":
        return [kind, _scoped(tree[1], loops), [[op, _scoped(e, loops)] for op, e in tree[2]]]
    return [kind, *(_scoped(part, loops) for part in tree[1:])]


def names_used(operations: Operations) -> set[str]:
    """Return every name of the context that operations read, in branches not taken too."""
    found: set[str] = set()
    _collect(operations, frozenset(), found)
    return found


def _collect(operations: Operations, loops: frozenset[str], found: set[str]) -> None:
    for operation in operations:
        if isinstance(operation, str):
            continue
        match operation:
            case ["print", tree]:
                found |= _roots(tree) - loops
            case ["for", variable, tree, body]:
                found |= _roots(tree) - loops
                _collect(body, loops | {variable}, found)
            case ["if", branches, otherwise]:
                for condition, body in branches:
                    found |= _roots(condition) - loops
                    _collect(body, loops, found)
                _collect(otherwise, loops, found)


def _roots(tree: Expression) -> set[str]:
    match tree:
        case ["name", name] | ["values", name, _] | ["column", name, _]:
            return {name}
        case ["filter", _, inner, arguments]:
            return _roots(inner).union(*(_roots(a) for a in arguments))
        case ["compare", left, right]:
            return _roots(left).union(*(_roots(e) for _, e in right))
        case ["not" | "and" | "or", *parts]:
            return set().union(*(_roots(part) for part in parts))
    return set()
