"""Tags that no value brings onto the page: tried with many sets of made-up values."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from reportgen import template
from reportgen.document.escape import in_run
from reportgen.document.run import UnprintableError, run, step
from reportgen.editor import varying
from reportgen.findings import Finding, Where, notice
from reportgen.prose import Number
from reportgen.template.grammar import parse
from reportgen.template.office import FILE
from reportgen.template.search import plain_tree, spots_in_part
from reportgen.template.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.document.program import Program
    from reportgen.document.run import Step
    from reportgen.editor.expecting import Expected
    from reportgen.packs.model import Pack
    from reportgen.prose import Context
    from reportgen.prose.printable import Single
    from reportgen.template.grammar import Expression
    from reportgen.template.outline import Spot

ROUNDS = 600
"""How many sets of values a tag has to come out in one of."""
_MARK = "\ue000"


def never_printed(
    pack: Pack, promised: Expected, program: Program, source: bytes, told: Context
) -> Iterator[Finding]:
    """Yield a 提醒 for each tag that none of many sets of values brings onto the page."""
    known = template.names(pack)
    told = varying.completed(told, known)
    bodies = {part.name: _traced(part.operations) for part in program.parts}
    steps = {name: step(traced, in_run) for name, (traced, _) in bodies.items()}
    waiting = {name: {*range(len(tags))} for name, (_, tags) in bodies.items()}
    varied = varying.variations(told, known, _compared(promised, told), ROUNDS - 1)
    for each in chain((told,), varied):
        for name, body in steps.items():
            waiting[name] -= _reached(body, each) if waiting[name] else set()
        if not any(waiting.values()):
            return
    for name, (_, tags) in bodies.items():
        for spot in _spots(source, name, tags, waiting[name]):
            message = f"换了 {ROUNDS} 组编造的数，标签 {spot.tag.text} 一次也没有印出来。"
            remedy = "核对它外面的 {% if %} 会不会成立；不需要的删去。"
            yield notice("PK62", Where(FILE, spot.place), message, remedy)


def _traced(operations: list[Any]) -> tuple[list[Any], list[Expression]]:
    """Return operations that leave a number at every tag they come by, and the tags."""
    tags: list[Expression] = []

    def marked(each: list[Any]) -> list[Any]:
        found: list[Any] = []
        for operation in each:
            match operation:
                case ["print", tree]:
                    found.append(f"{_MARK}{len(tags)}{_MARK}")
                    tags.append(tree)
                case ["if", branches, otherwise]:
                    done = [[test, marked(body)] for test, body in branches]
                    found.append(["if", done, marked(otherwise)])
                case ["for", variable, tree, body]:
                    found.append(["for", variable, tree, marked(body)])
        return found

    return marked(operations), tags


def _reached(body: Step, told: Context) -> set[int]:
    try:
        return {int(number) for number in run(body, told).split(_MARK) if number}
    except (UnprintableError, ArithmeticError):
        return set()  # a comparison that no form lets come about


def _spots(
    source: bytes, part: str, tags: Sequence[Expression], waiting: set[int]
) -> Iterator[Spot]:
    """Yield the tags that wait. Equal ones are told apart by their order."""
    there = [spot for spot in spots_in_part(source, part) if not spot.tag.is_block]
    for number in sorted(waiting):
        plain = plain_tree(tags[number])
        earlier = sum(plain_tree(tag) == plain for tag in tags[:number])
        alike = [spot for spot in there if plain_tree(parse(spot.tag).expression) == plain]
        yield from alike[earlier : earlier + 1]  # a merged cell has its tag twice, in one place


def _compared(promised: Expected, told: Context) -> Mapping[str, Sequence[Single]]:
    """Return the values each name is compared with somewhere, and those on either side of it."""
    found: dict[str, list[Single]] = {}
    for text, variables in promised.conditions:
        tree = parse(Tag(text, 0, len(text))).expression
        for left, right in _pairs(tree):
            for one, other in ((left, right), (right, left)):
                name = _name(one, variables)
                if name:
                    found.setdefault(name, []).extend(_around(other, _value_of(name, told), told))
    return found


def _pairs(tree: Expression | None) -> Iterator[tuple[Expression, Expression]]:
    """Yield what is compared with what; a growth (甲 | 同比(乙)) compares its two as well."""
    match tree:
        case ["compare", left, right]:
            for _, each in right:
                yield left, each
                yield from _pairs(left)
                left = each
        case ["filter", _, inner, arguments]:
            for each in arguments:
                yield inner, each
        case ["and" | "or" | "not", *parts]:
            for part in parts:
                yield from _pairs(part)


def _name(tree: Expression, variables: Mapping[str, str]) -> str:
    match tree:
        case ["name", name]:
            return str(name)
        case ["column", owner, column]:
            return f"{variables.get(owner, owner)}.{column}"
    return ""


def _value_of(name: str, told: Context) -> Single:
    table, dot, column = name.partition(".")
    found = told.get(table)
    if not dot:
        return found  # type: ignore[return-value]
    return found[0].get(column) if isinstance(found, tuple) and found else None  # type: ignore[union-attr]


def _around(tree: Expression, like: Single, told: Context) -> Iterator[Single]:
    match tree:
        case ["text", text] if not isinstance(like, Number):
            yield text
        case ["number", digits] if isinstance(like, Number):
            for step in (0, 1, -1):
                yield _printed_as(digits, step, like)
        case ["name", name]:
            other = _value_of(name, told)
            if isinstance(other, Number) == isinstance(like, Number):
                yield other


def _printed_as(digits: str, step: int, like: Number) -> Number:
    scale = Decimal("0.01") if like.unit == "%" else Decimal(1)
    return Number((Decimal(digits) + step) * scale, like.unit, like.places)
