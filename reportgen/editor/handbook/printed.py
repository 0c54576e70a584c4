"""Where report.docx prints each name: a loop's variable stands for its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.template.across import settled
from reportgen.template.grammar import parse
from reportgen.template.office import read
from reportgen.template.outline import outline, spots_in
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.template.grammar import Expression
    from reportgen.template.outline import Spot

_TESTED = "（判断）"
_OF_A_LINE = ""


def places(template: bytes) -> dict[str, tuple[str, ...]]:
    """Return the places of every name in a template, in the order a reader meets them.

    A tag that cannot be read names nothing: lint tells of it. Raises ReportgenError (TP01)
    where the file is no whole Word document.
    """
    office = read(template)
    found: dict[str, dict[str, None]] = {}
    for part in office.parts:
        for name, place in _named(spots_in(outline(part, office, settled(part, office)))):
            found.setdefault(name, {})[place] = None
    return {name: tuple(_untested(each)) for name, each in found.items()}


def _untested(spots: Iterable[str]) -> Iterator[str]:
    """Leave a condition's place out where the same place prints the name too."""
    every = set(spots)
    for spot in spots:
        if not spot.endswith(_TESTED) or spot.removesuffix(_TESTED) not in every:
            yield spot


def _named(spots: Iterable[Spot]) -> Iterator[tuple[str, str]]:
    """Yield each name with its place; ``loops`` are the variables in force, the inmost last."""
    loops: list[tuple[str, str]] = []
    for spot in spots:
        try:
            parsed = parse(spot.tag)
        except Refused:
            continue
        tested = _TESTED if parsed.keyword in ("if", "elif") else ""
        if parsed.expression is not None:
            names = list(_names(parsed.expression, dict(loops)))
            yield from ((name, spot.place + tested) for name in names)
        if parsed.keyword == "for" and parsed.expression is not None:
            tree = parsed.expression
            loops.append(
                (parsed.variable, tree[-1] if tree[0] in ("name", "column") else _OF_A_LINE)
            )
        elif parsed.keyword == "endfor" and loops:
            loops.pop()


def _names(tree: Expression, variables: dict[str, str]) -> Iterator[str]:
    match tree:
        case ["name", str() as name]:
            if name not in variables:
                yield name
        case ["column", owner, column]:
            yield f"{variables.get(owner, owner)}.{column}"
        case ["text" | "number" | "loop" | "previous", *_]:
            return
        case [*parts]:
            for part in parts:
                if isinstance(part, list):
                    yield from _names(part, variables)
