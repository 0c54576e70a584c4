"""A template's paragraphs as each choice of its ifs would print them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from reportgen.template.grammar import Expression, parse
from reportgen.template.tags import Tag, only_blocks, parted, scan
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

Said: TypeAlias = Mapping[str, Any]
"""A value for each name, and yes or no for each condition that is not looked into."""
_MOST = 500
_HEAD = 60
"""Only conditions this near to a paragraph's start can change its number."""


class Unbalanced(Exception):
    """A branch belongs to no if, so that nothing can be said of what prints."""


@dataclass(slots=True)
class Line:
    """One paragraph: what is known of it by the caller, and its text with tags."""

    key: object
    text: str


@dataclass(slots=True)
class Choice:
    """An if: its conditions with what prints under each, and what prints otherwise."""

    branches: list[tuple[Expression, str, list[Node]]] = field(default_factory=list)
    otherwise: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Loop:
    """A for, and what it repeats."""

    tag: str
    body: list[Node] = field(default_factory=list)


Node: TypeAlias = Line | Choice | Loop


def tree(lines: Sequence[tuple[object, str]]) -> list[Node]:
    """Return the paragraphs of a story as a tree; what is never closed goes on to the end.

    Raises Unbalanced where a branch belongs to no if.
    """
    top: list[Node] = []
    stack: list[tuple[Choice | Loop | None, list[Node]]] = [(None, top)]
    for key, text in lines:
        if only_blocks(text):
            for tag in scan(text)[0]:
                _turn(tag, stack)
        else:
            stack[-1][1].append(Line(key, text))
    return top


def _turn(tag: Tag, stack: list[tuple[Choice | Loop | None, list[Node]]]) -> None:
    word = tag.word
    inside, now = stack[-1]
    if word == "for":
        loop = Loop(tag.text)
        now.append(loop)
        stack.append((loop, loop.body))
    elif word == "if":
        choice = Choice([(_condition(tag), tag.text, [])])
        now.append(choice)
        stack.append((choice, choice.branches[0][2]))
    elif word == "elif" and isinstance(inside, Choice):
        inside.branches.append((_condition(tag), tag.text, []))
        stack[-1] = (inside, inside.branches[-1][2])
    elif word == "else" and isinstance(inside, Choice):
        stack[-1] = (inside, inside.otherwise)
    elif word in ("endif", "endfor"):
        if isinstance(inside, Choice if word == "endif" else Loop):
            stack.pop()
    else:
        raise Unbalanced


@lru_cache(maxsize=2048)
def _condition(tag: Tag) -> Expression:
    """Return what a tag asks; what cannot be read is a question of its own."""
    try:
        return parse(tag).expression or ["opaque", tag.inner]
    except Refused:
        return ["opaque", tag.inner]


def conditions(nodes: Sequence[Node]) -> Iterator[tuple[Expression, str]]:
    """Yield each condition that decides what stands at the head of a paragraph, with its tag."""
    for node in nodes:
        match node:
            case Line(text=text):
                for each in scan(text)[0]:
                    if each.start < _HEAD and each.word in ("if", "elif"):
                        yield _condition(each), each.text
            case Choice(branches=branches, otherwise=otherwise):
                for condition, tag, body in branches:
                    yield condition, tag
                    yield from conditions(body)
                yield from conditions(otherwise)
            case Loop(body=body):
                yield from conditions(body)


def cases(found: Sequence[Expression]) -> list[Said]:
    """Return values that make the conditions come out in every way they can.

    Where there are too many ways: all yes, all no, and each changed alone.
    """
    domains: dict[str, list[Any]] = {}
    for tree_ in found:
        _domains(tree_, domains)
    amount = 1
    for values in domains.values():
        amount *= len(values)
    if amount <= _MOST:
        return [dict(zip(domains, each, strict=True)) for each in product(*domains.values())]
    result: list[Said] = []
    for base in ({k: v[-1] for k, v in domains.items()}, {k: v[0] for k, v in domains.items()}):
        result.append(base)
        result += [{**base, key: value} for key, values in domains.items() for value in values]
    return result


def _domains(tree_: Expression, domains: dict[str, list[Any]]) -> None:
    match tree_:
        case ["not" | "and" | "or", *parts]:
            for part in parts:
                _domains(part, domains)
        case ["compare", ["name" | "column", *_] as left, [[_, ["number", digits]]]]:
            value = Decimal(digits)
            around = [value - 1, value, value + 1] if value else [Decimal(1)]
            _more(domains, _key(left), [Decimal(0), *around])
        case ["compare", ["name" | "column", *_] as left, [[_, ["text", text]]]]:
            _more(domains, _key(left), ["", text])
        case ["name" | "column", *_]:
            _more(domains, _key(tree_), [Decimal(0), Decimal(1)])
        case _:
            _more(domains, _key(tree_), [False, True])


def _more(domains: dict[str, list[Any]], key: str, values: list[Any]) -> None:
    known = domains.setdefault(key, [])
    known += [each for each in values if each not in known]


def _key(tree_: Expression) -> str:
    return tree_[1] if tree_[0] == "name" else json.dumps(tree_, ensure_ascii=False)


def holds(tree_: Expression, said: Said) -> bool:
    """Tell whether a condition holds for some values."""
    match tree_:
        case ["not", part]:
            return not holds(part, said)
        case ["and", *parts]:
            return all(holds(part, said) for part in parts)
        case ["or", *parts]:
            return any(holds(part, said) for part in parts)
        case ["compare", ["name" | "column", *_] as left, [[operator, ["number", digits]]]]:
            return _compared(said.get(_key(left)), operator, Decimal(digits))
        case ["compare", ["name" | "column", *_] as left, [[operator, ["text", text]]]]:
            return (said.get(_key(left)) == text) is (operator == "eq")
    return bool(said.get(_key(tree_)))


def _compared(value: object, operator: str, other: Decimal) -> bool:
    if not isinstance(value, Decimal):
        return operator == "ne"
    ways = {
        "eq": value == other, "ne": value != other, "gt": value > other,
        "gteq": value >= other, "lt": value < other, "lteq": value <= other,
    }  # fmt: skip
    return ways[operator]


def printed(nodes: Sequence[Node], said: Said) -> Iterator[tuple[object, str] | Loop]:
    """Yield the paragraphs that print, a loop as it is; a tag that prints leaves its braces."""
    for node in nodes:
        match node:
            case Line(key=key, text=text):
                yield key, shown(text, said)
            case Choice(branches=branches, otherwise=otherwise):
                chosen = (body for condition, _, body in branches if holds(condition, said))
                yield from printed(next(chosen, otherwise), said)
            case Loop():
                yield node


def shown(text: str, said: Said) -> str:
    """Return what a paragraph says in one case; the inside of its fors once."""
    pieces: list[str] = []
    stack: list[tuple[bool, bool]] = []
    for piece, tag in _stretches(text):
        if all(now for now, _ in stack):
            pieces.append(piece)
        if tag is None:
            continue
        if tag.word == "if":
            is_so = holds(_condition(tag), said)
            stack.append((is_so, is_so))
        elif tag.word == "elif" and stack:
            is_so = not stack[-1][1] and holds(_condition(tag), said)
            stack[-1] = (is_so, stack[-1][1] or is_so)
        elif tag.word == "else" and stack:
            stack[-1] = (not stack[-1][1], True)
        elif tag.word == "endif" and stack:
            stack.pop()
    return "".join(pieces)


@lru_cache(maxsize=2048)
def _stretches(text: str) -> tuple[tuple[str, Tag | None], ...]:
    """Return what stands before each block tag of a paragraph, with the tag; the last has none."""
    found: list[tuple[str, Tag | None]] = []
    before = ""
    for piece, tag in parted(text):
        before += piece
        if tag.startswith("{%"):
            found.append((before, Tag(tag, 0, len(tag))))
            before = ""
        elif tag.startswith("{{"):
            before += "{}"
    return (*found, (before, None))


def heads(text: str) -> Iterator[str]:
    """Yield what a paragraph may begin with, whichever of its branches print."""
    depth = 0
    for piece, tag in _stretches(text):
        if piece.strip():
            yield piece.strip()
            if not depth:
                return
        depth += tag.step if tag else 0
