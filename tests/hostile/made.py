"""The example form taken apart and altered, and what has to become of each altered form.

The form is read afresh each time, and every part is written anew in UTF-8, so that nothing
here depends on which program issued it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product

from lxml import etree

from reportgen.workbook.cells import ref
from tests.helpers.forms import EXAMPLE, cell_of
from tests.helpers.office import MAIN, RELATIONS

Members = dict[str, bytes]
Maker = Callable[[Members], bytes]
WORKBOOK = "xl/workbook.xml"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_TOWN = "灰山港"


@dataclass(frozen=True, slots=True)
class Refused:
    """Not read at all: the code, and words its message must hold."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Faulty:
    """Read, but no report: a 错误 of this code at the cell of this name (or at this place).

    ``printed`` are words that the draft then holds as typed.
    """

    code: str
    at: str = ""
    words: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """The report's text is the ordinary form's, word for word; a 提醒 may have to say why.

    ``added`` are words that stand behind the last line of 其他说明 on purpose.
    """

    code: str = ""
    at: str = ""
    added: str = ""


Wanted = Refused | Faulty | Same


@dataclass(frozen=True, slots=True)
class Kind:
    """One way a form can be odd, how to make it, and what is wanted of it."""

    name: str
    make: Maker
    wanted: Wanted


def kinds(*rows: tuple[str, Maker, Wanted]) -> list[Kind]:
    """Return the kinds of a table of names, makers and outcomes."""
    return [Kind(*row) for row in rows]


@cache
def _example() -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(EXAMPLE) as archive:
        return tuple((name, _plain(name, archive.read(name))) for name in archive.namelist())


def _plain(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return content
    root = etree.fromstring(content)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def example(town: str = _TOWN) -> Members:
    """Return the parts of the example form, as another town's where one is named."""
    old, new = _TOWN.encode(), town.encode()
    return {name: content.replace(old, new) for name, content in _example()}


def towns() -> list[str]:
    """Return names of towns that are nowhere: enough for each kind to have its own."""
    pairs = ["".join(pair) for pair in product(STEMS, BRANCHES)]
    return [pair + end for end in ("港", "湾", "坪") for pair in pairs]


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def part_of(members: Members, title: str) -> str:
    """Return the name of the part that holds a sheet."""
    root = etree.fromstring(members[WORKBOOK])
    key = next(
        each.get(f"{{{RELATIONS}}}id")
        for each in root.iter(f"{{{MAIN}}}sheet")
        if each.get("name") == title
    )
    links = etree.fromstring(members["xl/_rels/workbook.xml.rels"])
    target = next(str(each.get("Target")) for each in links if each.get("Id") == key)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def with_part(members: Members, name: str, content: str | bytes) -> Members:
    """Return the parts with one put in or replaced."""
    return {**members, name: content.encode() if isinstance(content, str) else content}


def edited(members: Members, name: str, before: str, after: str) -> Members:
    """Return the parts with some words of one replaced once."""
    content = members[name].decode()
    assert before in content, f"{before} is not in {name}"
    return with_part(members, name, content.replace(before, after, 1))


def edited_sheet(members: Members, title: str, change: Callable[[etree._Element], None]) -> Members:
    """Return the parts with the XML of one sheet changed."""
    name = part_of(members, title)
    root = etree.fromstring(members[name])
    change(root)
    return with_part(members, name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def typed(members: Members, at: str, xml: str) -> Members:
    """Return the parts with the cell of a name, ``xml`` being the new ``<c>`` without its place.

    The cell keeps its style where ``xml`` names none.
    """
    title, address = cell_of(at)
    return put(members, title, ref(address), xml)


def put(members: Members, title: str, place: str, xml: str) -> Members:
    """Return the parts with one cell replaced or added, at a place such as ``D9``."""
    new = etree.fromstring(xml.replace("<c", f'<c xmlns="{MAIN}"', 1))
    new.set("r", place)

    def change(root: etree._Element) -> None:
        row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        [line] = [each for each in root.iter(f"{{{MAIN}}}row") if each.get("r") == row]
        for old in line:
            if old.get("r") == place:
                new.set("s", new.get("s") or old.get("s") or "0")
                line.replace(old, new)
                return
        line.append(new)

    return edited_sheet(members, title, change)


def cell(at: str, xml: str) -> Maker:
    """Return a maker of the form with one cell typed otherwise."""
    return lambda members: zipped(typed(members, at, xml))


def text(at: str, words: str) -> Maker:
    """Return a maker of the form with words typed into one cell; ``words`` is XML text."""
    return cell(at, f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>')


def number(at: str, value: str) -> Maker:
    """Return a maker of the form with a stored number in one cell."""
    return cell(at, f"<c><v>{value}</v></c>")


def words_of(members: Members, at: str) -> str:
    """Return the words that stand in the cell of a name."""
    from reportgen import workbook

    title, address = cell_of(at)
    return workbook.read_bytes(zipped(members), "a").by_title[title].cells[address].text
