"""Read XML with expat: the strict parser underneath everything here that is not a zip."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from reportgen.findings import ReportgenError
from reportgen.workbook.limits import DEPTH, exceeded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

RESAVE = "用 Excel 打开并另存为新的 .xlsx；打不开的，请报送人重新发送。"


def parse(
    data: bytes,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk one part, calling back for each element and each run of text.

    Names arrive as written, with their prefix. Raises WB08 when the part is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise ReportgenError(
            "WB08", f"已损坏：部件“{part}”第 {problem.lineno} 行不是完整的 XML。", RESAVE
        ) from None


def starts(data: bytes, part: str, wanted: Collection[str]) -> list[tuple[str, Mapping[str, str]]]:
    """Return the wanted elements of a small part in order, prefixes taken off.

    Both the transitional and the strict namespace are read: they differ in the prefix's
    meaning only, never in these names.
    """
    found: list[tuple[str, Mapping[str, str]]] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH.most:
            raise exceeded(DEPTH, where=part)
        local = name.rpartition(":")[2]
        if local in wanted:
            found.append((local, {key.rpartition(":")[2]: attributes[key] for key in attributes}))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parse(data, part, start, end)
    return found


def truth(text: str | None) -> bool:
    """Tell whether an XML boolean is set.

    >>> truth("1"), truth("true"), truth("0"), truth(None)
    (True, True, False, False)
    """
    return text in ("1", "true", "on")


def is_index(text: str) -> bool:
    """Tell whether a text is a plain whole number of at most ten digits.

    >>> is_index("17"), is_index("-1"), is_index("１"), is_index("9" * 5000)
    (True, False, False, False)
    """
    return text.isascii() and text.isdigit() and len(text) <= 10
