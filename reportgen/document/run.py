"""Operations → functions, made once per program; each run only looks up names and joins text.

Nothing here ever looks into an object: a name is a key of the context, a column a key of a
row. A value can therefore never be taken for a template, whatever characters it holds.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from reportgen.prose import FILTERS, Number, ProseError

Scope: TypeAlias = dict[str, Any]
Evaluate: TypeAlias = Callable[[Scope], Any]
Step: TypeAlias = Callable[[Scope, list[str]], None]
Escape: TypeAlias = Callable[[object], str]
_LOOP = "loop"
TOO_LARGE = "这个数太大，写不下。"
_ORDER = {
    "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt, "lteq": operator.le,
}  # fmt: skip


class UnprintableError(Exception):
    """A filter on a value it cannot say, or two values that have no order.

    ``tree`` is the expression that failed: by it the tag is found in the template again.
    """

    def __init__(self, reason: str, tree: list[Any]) -> None:
        """Keep the expression beside the reason."""
        super().__init__(reason)
        self.tree = tree


def step(operations: list[Any], escape: Escape) -> Step:
    """Return one function that runs a list of operations."""
    steps = [_one(operation, escape) for operation in operations]

    def run(scope: Scope, out: list[str]) -> None:
        for each in steps:
            each(scope, out)

    return steps[0] if len(steps) == 1 else run


def _one(operation: Any, escape: Escape) -> Step:
    if isinstance(operation, str):
        return lambda _scope, out: out.append(operation)
    match operation:
        case ["print", tree]:
            return _print(evaluate(tree), escape, tree)
        case ["if", branches, otherwise]:
            tests = [(evaluate(test), step(body, escape)) for test, body in branches]
            return _choose(tests, step(otherwise, escape))
        case ["for", variable, tree, body]:
            return _repeat(variable, evaluate(tree), step(body, escape))
    raise ValueError(operation[0])


def _print(value: Evaluate, escape: Escape, tree: list[Any]) -> Step:
    def run(scope: Scope, out: list[str]) -> None:
        try:
            out.append(escape(value(scope)))
        except ArithmeticError as fault:
            raise UnprintableError(TOO_LARGE, tree) from fault

    return run


def _choose(tests: list[tuple[Evaluate, Step]], otherwise: Step) -> Step:
    def run(scope: Scope, out: list[str]) -> None:
        for test, body in tests:
            if test(scope):
                body(scope, out)
                return
        otherwise(scope, out)

    return run


def _repeat(variable: str, value: Evaluate, body: Step) -> Step:
    def run(scope: Scope, out: list[str]) -> None:
        rows = _rows(value(scope))
        outer = scope.get(variable), scope.get(_LOOP)
        previous = None
        for index, row in enumerate(rows, 1):
            scope[variable] = row
            scope[_LOOP] = (index, len(rows), previous)
            body(scope, out)
            previous = row
        scope[variable], scope[_LOOP] = outer

    return run


def _rows(value: Any) -> tuple[Any, ...]:
    if value is None or value == "":
        return ()
    return value if isinstance(value, tuple) else (value,)


def evaluate(tree: list[Any]) -> Evaluate:
    """Return the function that finds an expression's value in a scope."""
    match tree:
        case ["name", name]:
            return operator.itemgetter(name)
        case ["column", variable, column]:
            return lambda scope: scope[variable][column]
        case ["values", table, column]:
            return lambda scope: tuple(row[column] for row in _rows(scope[table]))
        case ["filter", name, inner, arguments]:
            given = [evaluate(each) for each in (inner, *arguments)]
            return _filter(FILTERS[name], given, tree)
        case ["loop" | "previous", attribute]:
            return _loop(tree[0], attribute)
    return _constant(tree) or _logic(tree)


def _constant(tree: list[Any]) -> Evaluate | None:
    match tree:
        case ["text", text]:
            return lambda _scope: text
        case ["number", digits]:
            typed = Decimal(digits) if "." in digits else int(digits)
            return lambda _scope: typed
    return None


def _logic(tree: list[Any]) -> Evaluate:
    match tree:
        case ["not", inner]:
            value = evaluate(inner)
            return lambda scope: not value(scope)
        case ["and", left, right]:
            one, two = evaluate(left), evaluate(right)
            return lambda scope: one(scope) and two(scope)
        case ["or", left, right]:
            one, two = evaluate(left), evaluate(right)
            return lambda scope: one(scope) or two(scope)
        case ["compare", left, right]:
            return _compare(evaluate(left), [(op, evaluate(each)) for op, each in right], tree)
    raise ValueError(tree[0])


def _filter(function: Callable[..., object], given: list[Evaluate], tree: list[Any]) -> Evaluate:
    def run(scope: Scope) -> object:
        values = [each(scope) for each in given]
        try:
            return function(*values)
        except ProseError as fault:
            raise UnprintableError(str(fault), tree) from fault
        except Exception as fault:  # a clerk must never meet a traceback, whatever a filter does
            raise UnprintableError(f"“{tree[1]}”写不出这个值。", tree) from fault

    return run


def _loop(kind: str, attribute: str) -> Evaluate:
    if kind == "previous":
        return lambda scope: scope[_LOOP][2][attribute]
    if attribute == "first":
        return lambda scope: scope[_LOOP][0] == 1
    if attribute == "last":
        return lambda scope: scope[_LOOP][0] == scope[_LOOP][1]
    return lambda scope: Number(Decimal(scope[_LOOP][0]), "", 0)


def _compare(left: Evaluate, right: list[tuple[str, Evaluate]], tree: list[Any]) -> Evaluate:
    def run(scope: Scope) -> bool:
        one = left(scope)
        for op, evaluate_other in right:
            other = evaluate_other(scope)
            try:
                holds = _holds(op, one, other)
            except TypeError as fault:
                raise UnprintableError(str(fault), tree) from fault
            except ArithmeticError as fault:
                raise UnprintableError(TOO_LARGE, tree) from fault
            if not holds:
                return False
            one = other
        return True

    return run


def _holds(op: str, one: Any, other: Any) -> bool:
    """Compare as a reader would: figures as printed, a blank equal only to a blank.

    A blank is neither more nor less than anything.
    """
    one, other = _comparable(one, other), _comparable(other, one)
    if op in ("eq", "ne"):
        return bool(one == other) is (op == "eq")
    if one == "" or other == "":
        return False
    if type(one) is not type(other):
        raise TypeError(f"“{one}”与“{other}”不能比较大小。")
    return bool(_ORDER[op](one, other))


def _comparable(value: Any, other: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Number):
        if isinstance(other, str) and other:
            return str(value)
        return Decimal(str(value))
    return Decimal(value) if type(value) is int else value


def run(body: Step, context: Mapping[str, Any]) -> str:
    """Return the text a compiled body prints for one context."""
    out: list[str] = []
    body(dict(context), out)
    return "".join(out)
