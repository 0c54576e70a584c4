"""What a report must look like, told from report.docx alone: a pattern for each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from reportgen.document.escape import as_text
from reportgen.document.run import UnprintableError, evaluate
from reportgen.prose import LIST_FILTERS
from reportgen.template.across import settled
from reportgen.template.grammar import MERGE, parse
from reportgen.template.known import PARAGRAPHS
from reportgen.template.office import read
from reportgen.template.references import lists_named
from reportgen.template.rows import row_lists
from reportgen.template.tags import Tag, only_blocks, parted, scan
from reportgen.template.wordml import TR, paragraphs, q, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from reportgen.prose import Context
    from reportgen.template import Names
    from reportgen.template.grammar import Expression
    from reportgen.template.office import Part

_KEPT = tuple(q(name) for name in ("drawing", "pict", "object", "footnoteReference", "sectPr"))
_ANY_NUMBER = r"\d+"
_IF = re.compile(r"\{%(?:p|tr)?\s*(?:el)?if\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a template. ``always`` tells that every report must show it once.

    ``variables`` says which list a loop's variable runs through, here and around.
    """

    part: str
    place: str
    text: str
    always: bool
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """A template's paragraphs in order, its conditions with the variables in force, and how many
    pictures, notes and sections stand in paragraphs that every report must show, by part.
    """

    lines: tuple[Line, ...]
    conditions: tuple[tuple[str, Mapping[str, str]], ...]
    kept: Mapping[tuple[str, str], int]


def expected(template: bytes, known: Names) -> Expected:
    """Return what a template promises; it must lint clean."""
    lines: list[Line] = []
    conditions: list[tuple[str, Mapping[str, str]]] = []
    kept: dict[tuple[str, str], int] = {}
    office = read(template)
    for part in office.parts:
        if part.kind == "core":
            continue
        for paragraph, line in _lines(part, settled(part, office), known):
            tags = (tag.text for tag in scan(text_of(paragraph))[0] if tag.is_block)
            conditions += [(tag, line.variables) for tag in tags if _IF.match(tag)]
            if line.text:
                lines.append(line)
            if line.always:
                for name, found in _things(paragraph):
                    kept[part.name, name] = kept.get((part.name, name), 0) + found
    return Expected(tuple(lines), tuple(conditions), kept)


def shown(report: bytes) -> tuple[dict[str, list[str]], dict[tuple[str, str], int]]:
    """Return the paragraphs a report shows, and its pictures, notes and sections, by part."""
    texts: dict[str, list[str]] = {}
    things: dict[tuple[str, str], int] = {}
    for part in read(report).parts:
        if part.kind == "core":
            continue
        found = paragraphs(part.root)
        texts[part.name] = [text for each in found if (text := text_of(each)).strip()]
        for each in found:
            for name, number in _things(each):
                things[part.name, name] = things.get((part.name, name), 0) + number
    return texts, things


def _things(paragraph: Element) -> Iterator[tuple[str, int]]:
    for name in _KEPT:
        number = sum(1 for _ in paragraph.iter(name))
        if number:
            yield name.rpartition("}")[2], number


def _lines(
    part: Part, spots: Mapping[Element, str], known: Names
) -> Iterator[tuple[Element, Line]]:
    depth = 0
    variables: dict[str, str] = {}
    for paragraph in paragraphs(part.root):
        text = text_of(paragraph)
        variables |= _variables(text)
        if only_blocks(text):
            depth += sum(tag.step for tag in scan(text)[0])
            yield paragraph, Line(part.name, spots[paragraph], "", False, dict(variables))
            continue
        repeated = _is_repeated(paragraph, text, known, variables)
        always = not depth and not repeated
        yield paragraph, Line(part.name, spots[paragraph], text, always, dict(variables))


def _variables(text: str) -> dict[str, str]:
    found = {}
    for tag in scan(text)[0]:
        if tag.is_block and tag.inner.startswith("for "):
            parsed = parse(tag)
            tree = parsed.expression or [""]
            found[parsed.variable] = tree[-1] if tree[0] in ("name", "column") else ""
    return found


def _is_repeated(paragraph: Element, text: str, known: Names, variables: Mapping[str, str]) -> bool:
    row = next(paragraph.iterancestors(TR), None)
    if lists_named(text, known) or (row is not None and row_lists(row, known)):
        return True
    tags = scan(text)[0]
    if len(tags) != 1 or tags[0].text != text.strip() or tags[0].is_block:
        return False
    match parse(tags[0]).expression:
        case ["name", name]:
            return known.get(name) == PARAGRAPHS
        case ["column", owner, column]:
            columns = known.get(variables.get(owner, owner))
            return not isinstance(columns, str) and (columns or {}).get(column) == PARAGRAPHS
    return False


def pattern(line: Line, told: Context) -> re.Pattern[str]:
    """Return what a paragraph may read like with these values; each tag is a group of its own.

    Conditions are not judged, any branch will do: the proof must not lean on what it proves.
    """
    pieces: list[str] = []
    has_else: list[bool] = []
    for number, (fixed, text) in enumerate(parted(line.text)):
        pieces.append(re.escape(fixed))
        tag = Tag(text, 0, len(text))
        if tag.is_block:
            pieces.append(_block(tag.word, has_else))
        elif text:
            pieces.append(f"(?P<t{number}>{_alternatives(tag, line, told)})")
    return re.compile("".join(pieces))


def _block(word: str, has_else: list[bool]) -> str:
    """Return what a block tag is in a pattern; what an if without else holds may be absent."""
    if word in ("if", "for"):
        has_else.append(False)
        return "(?:"
    if word in ("elif", "else"):
        has_else[-1] = has_else[-1] or word == "else"
        return "|"
    closed = has_else.pop()
    return ")*" if word == "endfor" else ")" if closed else "|)"


def _alternatives(tag: Tag, line: Line, told: Context) -> str:
    tree = parse(tag).expression
    if tree is None or tree[0] == "loop":
        return _ANY_NUMBER
    texts = {text for scope in _scopes(tree, line, told) for text in _said(tree, scope, told)}
    if tree[0] == "filter" and tree[1] == MERGE:
        texts.add("")
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda t: (-len(t), t)))


def _said(tree: Expression, scope: dict[str, object], told: Context) -> Iterator[str]:
    """Yield what a tag may print: one text, or one for each line of paragraphs."""
    try:
        value = evaluate(_with_lists(tree, told))(scope)
    except (UnprintableError, ArithmeticError, KeyError, TypeError):
        return
    if isinstance(value, tuple):
        yield from (_plain(as_text(line)) for line in value)
    yield _plain(as_text(value))


def _plain(text: str) -> str:
    return text.replace("\n", "").replace("\t", "")


def _with_lists(tree: Expression, told: Context) -> Expression:
    """Return an expression with its lists' whole columns told from a row's own."""
    if tree[0] == "filter":
        inner = tree[2]
        if tree[1] in LIST_FILTERS and inner[0] == "column" and inner[1] in told:
            inner = ["values", *inner[1:]]
        return [
            "filter",
            tree[1],
            _with_lists(inner, told),
            [_with_lists(a, told) for a in tree[3]],
        ]
    return tree


def _scopes(tree: Expression, line: Line, told: Context) -> Iterator[dict[str, object]]:
    """Yield a scope for each row the variables of an expression may stand for."""
    owners = sorted(_owners(tree))
    rows = [_rows(line.variables.get(owner, owner), told) for owner in owners]
    for chosen in product(*rows):
        yield {**told, **dict(zip(owners, chosen, strict=True))}


def _rows(name: str, told: Context) -> list[object]:
    found = told.get(name)
    return [*found] if isinstance(found, tuple) else []


def _owners(tree: Expression) -> set[str]:
    match tree:
        case ["filter", name, ["column", _, _], arguments] if name in LIST_FILTERS:
            return {each for a in arguments for each in _owners(a)}
        case ["column", owner, _]:
            return {owner}
        case ["filter", _, inner, arguments]:
            return _owners(inner).union(*(_owners(a) for a in arguments))
    return set()
