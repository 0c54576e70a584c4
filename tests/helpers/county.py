"""Forms of made-up townships, filled in from the example: for tests and benchmarks, not data.

Every form agrees with itself as the example does, differs from it in its figures and scores, and
says of itself that it is an example. Only the cells that a clerk types are written anew, as XML;
all other parts of the workbook are copied as they lie.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias
from zipfile import ZipFile

from reportgen.document import package
from reportgen.packs.model import Kind
from reportgen.workbook.cells import Address, CellKind, Sheet, ref
from tests.helpers import agreeing, phrases
from tests.helpers.agreeing import Row, Values
from tests.helpers.forms import EXAMPLE, example
from tests.helpers.packs import shipped

Texts: TypeAlias = Literal["own", "shared"]
_UNIT, _STEM, _COUNTY = "灰山港镇", "灰山港", "桃江县"
_KEPT = {"填表人", "单位负责人", "联系电话"}
_CELL = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="\w+")?(?:/>|>(.*?)</c>)', re.DOTALL)
_FIRST = "东南西北上下大小长高双金银青白红龙凤石云水月清永安新福兴和太"
_SECOND = "溪河江湖塘洲坪冲坳岭峰岩桥渡港口湾井泉林竹松柏梅桂荷田坝垸堰"
_THIRD = "头尾坪口咀桥岗亭铺寨"
_VILLAGE = re.compile("我镇|全镇|镇域|镇区|镇人大|镇党委|镇政府|镇人民政府|镇村|镇、村")


def forms(
    count: int,
    *,
    seed: int = 2020,
    names: Sequence[str] | None = None,
    texts: Texts = "own",
    issue: bytes | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield so many townships' names, each with its filled form.

    ``names`` are those of 名单 unless given, and made-up ones beyond them. ``texts`` are each
    township's own, or the example's for all (``shared``). ``issue`` is the form to fill in: the
    example's own, or one just issued.
    """
    blank = issue or EXAMPLE.read_bytes()
    for name in itertools.islice(names or townships(), count):
        yield name, fill(blank, name, seed=seed, texts=texts)


def townships() -> Iterator[str]:
    """Yield the fifteen townships of the roster, then made-up names without end."""
    yield from (each.name for each in shipped().roster)
    for third in ("", *_THIRD):
        pairs = [first + second for second in _SECOND for first in _FIRST]
        for number, stem in enumerate(pairs):
            yield f"{stem}{third}{'乡' if number % 3 == 0 else '镇'}"


def fill(form: bytes, name: str, *, seed: int = 2020, texts: Texts = "own") -> bytes:
    """Return a form filled in for a township; the same name and seed give the same bytes."""
    chance = Random(f"{seed} {name}")
    values = agreeing.shifted(_example(), chance)
    values = _renamed(values, name)
    if texts == "own":
        values = _own_texts(values, name, chance)
    return _typed(form, values)


@cache
def _example() -> Values:
    """Return what the example's clerk typed, by name."""
    single: dict[str, Decimal | str] = {}
    tables: dict[str, tuple[Row, ...]] = {}
    for layout in shipped().layout:
        sheet = example().by_title[layout.title]
        for slot in layout.slots:
            value = _value(sheet, slot.address)
            if value is not None and slot.name in shipped().fields:
                single[slot.name] = value
        for table in layout.tables:
            tables[table.name] = tuple(_rows(sheet, table.row, table.columns))
    return Values(single, tables)


def _value(sheet: Sheet, at: Address) -> Decimal | str | None:
    cell = sheet.cells.get(at)
    if cell is None or cell.formula or cell.kind is CellKind.UNCALCULATED:
        return None
    if cell.kind is CellKind.NUMBER:
        return round(Decimal(cell.text), 6).normalize()
    return cell.text


def _rows(sheet: Sheet, start: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for row in itertools.count(start):
        found = {name: _value(sheet, (row, column)) for name, column in columns.items()}
        if not any(value is not None for value in found.values()):
            return
        yield {name: value for name, value in found.items() if value is not None}


def _renamed(values: Values, name: str) -> Values:
    """Return the values with another township's name in all their words."""

    def words(text: str) -> str:
        text = text.replace(_UNIT, name).replace(_STEM, _stem(name))
        if name.endswith("乡"):
            text = _VILLAGE.sub(lambda found: found[0].replace("镇", "乡"), text)
        return text

    return values.with_words(words)


def _stem(name: str) -> str:
    return name.removesuffix("回族乡") if name.endswith("回族乡") else name[:-1]


def _own_texts(values: Values, name: str, chance: Random) -> Values:
    """Return the values with every paragraph and reason written anew."""
    fields = shipped().fields
    single = dict(values.single)
    for field, old in values.single.items():
        if field in _KEPT or not isinstance(old, str):
            continue
        if fields[field].kind is Kind.PARAGRAPHS:
            single[field] = "\n".join(
                phrases.paragraph(chance, len(line)) for line in old.split("\n")
            )
        elif field.endswith("扣分原因"):
            single[field] = phrases.reason(chance)
    we = "我乡" if name.endswith("乡") else "我镇"
    single["商品和服务支出说明"] = phrases.costs(chance)
    single["重点工作计划"] = phrases.plan(chance, 90, f"2020年，{we}部门重点工作计划为：")
    single["下年目标"] = phrases.plan(chance, 180)
    single["形势与思路"] = "\n".join(phrases.plan(chance, 300) for _ in range(2))
    single["其他说明"] = _marked(name, chance)
    tables = dict(values.tables)
    for table in ("组织实施", "工作成效"):
        tables[table] = tuple(
            {**row, "正文": phrases.paragraph(chance, len(str(row["正文"])))}
            for row in values.tables[table]
        )
    tables["问题与措施"] = tuple(_problem(row, chance) for row in values.tables["问题与措施"])
    tables["新增规模企业"] = tuple(
        {"名称": f"湖南{chance.choice(_FIRST)}{chance.choice(_SECOND)}{end}有限公司"}
        for end in ("建材", "竹业", "食品")
    )
    return Values(single, tables)


def _problem(row: Row, chance: Random) -> Row:
    about = str(row["问题标题"])
    length = len(str(row["措施"]))
    return {
        **row,
        "问题": phrases.lack(chance, about[:4]),
        "措施": phrases.plan(chance, length, f"针对“{about}”方面的问题，"),
    }


def _marked(name: str, chance: Random) -> str:
    """Return the note that no such form exists, in one of many wordings."""
    first = chance.choice(("本报告为演示用的示例", "这是一份示例", "本表只作演示和测试的示例"))
    why = chance.choice(("由程序编出", "全部为自拟", "按样表随机生成", "均为虚构"))
    what = chance.choice(("数据和文字", "所填的数字和段落", "各项数据及文字内容"))
    return f"{first}，{what}{why}，不作为{name}实际情况引用。{phrases.deed(chance)}"


@dataclass(frozen=True, slots=True)
class _Part:
    """One sheet's XML cut at the cells that a clerk may type into."""

    member: str
    pieces: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]


@cache
def _parts(form: bytes) -> tuple[tuple[package.Member, ...], tuple[tuple[str, _Part], ...]]:
    members = package.members(form)
    with ZipFile(io.BytesIO(form)) as archive:
        parts = [
            (layout.title, _cut(f"xl/worksheets/sheet{number}.xml", archive, _places(layout.title)))
            for number, layout in enumerate(shipped().layout, 1)
        ]
    return members, tuple((title, part) for title, part in parts if part.cells)


def _cut(member: str, archive: ZipFile, places: set[str]) -> _Part:
    xml = archive.read(member).decode()
    pieces, cells, end = [], [], 0
    for cell in _CELL.finditer(xml):
        if cell[1] in places and "<f" not in (cell[3] or ""):
            pieces.append(xml[end : cell.start()])
            cells.append((cell[1], cell[2]))
            end = cell.end()
    return _Part(member, (*pieces, xml[end:]), tuple(cells))


def _places(title: str) -> set[str]:
    """Return the cells of a sheet that the example's values may take."""
    return set(_addresses()[title])


@cache
def _addresses() -> dict[str, dict[str, tuple[str, int, str]]]:
    """Return, for each sheet's cells: the name, the row of a list (-1 for none), its column."""
    found: dict[str, dict[str, tuple[str, int, str]]] = {}
    for layout in shipped().layout:
        cells = found.setdefault(layout.title, {})
        for slot in layout.slots:
            if slot.name in shipped().fields:
                cells[ref(slot.address)] = (slot.name, -1, "")
        for table in layout.tables:
            for number in range(len(_example().tables[table.name])):
                for column, at in table.columns.items():
                    cells[ref((table.row + number, at))] = (table.name, number, column)
    return found


def _typed(form: bytes, values: Values) -> bytes:
    members, parts = _parts(form)
    changed = {part.member: _sheet(part, _addresses()[title], values) for title, part in parts}
    return package.pack(members, changed)


def _sheet(part: _Part, names: Mapping[str, tuple[str, int, str]], values: Values) -> bytes:
    pieces = [part.pieces[0]]
    for (at, style), after in zip(part.cells, part.pieces[1:], strict=True):
        name, number, column = names[at]
        value = values.single.get(name) if number < 0 else values.tables[name][number].get(column)
        pieces += (_cell(at, style, value), after)
    return "".join(pieces).encode()


def _cell(at: str, style: str, value: Decimal | str | None) -> str:
    if value is None:
        return f'<c r="{at}"{style}/>'
    if isinstance(value, Decimal):
        return f'<c r="{at}"{style}><v>{value:f}</v></c>'
    words = f'<is><t xml:space="preserve">{escape(value, quote=False)}</t></is>'
    return f'<c r="{at}"{style} t="inlineStr">{words}</c>'


def write(folder: Path, count: int, *, seed: int = 2020, texts: Texts = "own") -> list[Path]:
    """Write so many forms into a folder, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, form in forms(count, seed=seed, texts=texts):
        path = folder / f"{name}.xlsx"
        path.write_bytes(form)
        written.append(path)
    return written
