"""Find the tags an operation came from, so that a failure can name a place to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.template.across import settled
from reportgen.template.grammar import Expression, parse
from reportgen.template.office import read
from reportgen.template.outline import outline, spots_in
from reportgen.template.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.template.outline import Spot


def spots_of(template: bytes, part: str, tree: Expression) -> list[Spot]:
    """Return the tags of a part that hold this expression, rows' variables aside, in order."""
    return [s for s in spots_in_part(template, part) if _holds(s, plain_tree(tree))]


def spots_in_part(template: bytes, part: str) -> Iterator[Spot]:
    """Yield every tag of a part, in order."""
    office = read(template)
    for each in office.parts:
        if each.name == part:
            yield from spots_in(outline(each, office, settled(each, office)))


def _holds(spot: Spot, wanted: Any) -> bool:
    try:
        expression = parse(spot.tag).expression
    except Refused:
        return False
    return expression is not None and wanted in _within(plain_tree(expression))


def _within(tree: Any) -> Iterator[Any]:
    if isinstance(tree, list):
        yield tree
        for part in tree:
            yield from _within(part)


def plain_tree(tree: Any) -> Any:
    """Return an expression with its lists and their rows' variables written as one."""
    if not isinstance(tree, list | tuple):
        return tree
    if tree and tree[0] in ("column", "values"):
        return ["column", tree[-1]]
    return [plain_tree(part) for part in tree]
