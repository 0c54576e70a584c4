"""One worksheet's XML to its cells, in one pass, keeping only what a form needs.

Counts, colours, rules and drawings are never looked at, and sizes only to tell what is too small
to be seen: what is broken there must not keep a filled-in form from being read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.workbook.cells import Area, Cell, CellKind, Sheet, address_of, area_of, spot
from reportgen.workbook.formats import GENERAL
from reportgen.workbook.limits import CELL_TEXT, CELLS, COLUMN, DEPTH, ROW, exceeded
from reportgen.workbook.markup import RESAVE, is_index, parse, truth
from reportgen.workbook.texts import unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reportgen.workbook.cells import Address

_TEXTS = {"s", "str", "inlineStr", "d"}
_NUMBER, _TEXT = CellKind.NUMBER, CellKind.TEXT  # looked up once: an Enum is slow to ask
_IDLE = re.compile(
    rb'<c r="[A-Z]++[0-9]++"(?: s="[0-9]++")?+(?: t="n")?+(?:/>|></c>)(?=<c r=")',
)
"""A cell that has a style and nothing in it, before another that names its own place."""
_LEAST_HEIGHT, _LEAST_WIDTH = 1, 0.5
"""In points and in characters: what is smaller is as good as hidden."""
_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


@dataclass(frozen=True, slots=True)
class Common:
    """What the cells of all sheets refer to: shared strings, and format codes by style."""

    texts: Sequence[str]
    formats: Mapping[str, str]


def read(data: bytes, part: str, title: str, hidden: bool, common: Common) -> Sheet:
    """Return one sheet's cells, blanks left out.

    Raises ReportgenError: WB08 damaged XML or a cell that makes no sense, WB10 beyond a
    limit, WB13 a cell whose text is not among the shared strings.
    """
    reader = _SheetReader(part, title, common)
    if b"<![CDATA[" not in data:  # in it they would be text
        data = _IDLE.sub(b"", data)  # near half of a form's cells: sooner gone than parsed
    parse(data, part, reader.start, reader.end, reader.pieces.append)
    return Sheet(
        title,
        reader.cells,
        tuple(reader.merges),
        hidden,
        frozenset(reader.hidden_rows),
        frozenset(reader.hidden_columns),
    )


def _under(size: str | None, least: float) -> bool:
    """Tell whether a size is given, and too small to see."""
    try:
        return size is not None and float(size) < least
    except ValueError:
        return False


class _SheetReader:
    """The state between two callbacks.

    ``start``, ``end`` and ``_close_cell`` run for every cell of every form: they look up
    little and call little. ``pieces`` takes in all text; it is emptied where text counts.
    """

    def __init__(self, part: str, title: str, common: Common) -> None:
        self.part = part
        self.title = title
        self.texts = common.texts
        self.formats = common.formats
        self.cells: dict[Address, Cell] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.column_numbers: dict[str, int] = {}
        self.on_start: dict[str, Callable[[dict[str, str]], None]] = {}
        self.on_end: dict[str, Callable[[], None]] = {}
        self.cell_name = ""
        self.depth = 0
        self.phonetic = 0
        self.row = 0
        self.row_text = "0"
        self.row_is_given = False
        self.reference = ""
        self.implied = 0
        self.attributes: dict[str, str] = {}
        self.pieces: list[str] = []
        self.runs: list[str] = []
        self.value: str | None = None
        self.formula: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.cell_name:
            if "r" in attributes:
                self.reference = attributes["r"]
                self.implied = 0
            else:
                self.implied += 1
            self.attributes = attributes
            self.value = self.formula = None
        elif name in self.on_start:
            self.on_start[name](attributes)
        else:
            if not self.depth:
                self._open_sheet(name)
            self.depth += 1
            if self.depth > DEPTH.most:
                raise exceeded(DEPTH, where=self.part)

    def end(self, name: str) -> None:
        if name == self.cell_name:
            if self.value is not None or self.formula is not None:
                self._close_cell()
        elif name in self.on_end:
            self.on_end[name]()
        elif name not in self.on_start:
            self.depth -= 1

    def _open_sheet(self, name: str) -> None:
        """Learn the prefix from the root, so that other vocabularies' elements stay out."""
        prefix, mark, local = name.rpartition(":")
        if local != "worksheet":
            raise ReportgenError("WB08", f"已损坏：部件“{self.part}”不是工作表。", RESAVE)
        starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._open_row,
            "v": self._open_text,
            "f": self._open_text,
            "t": self._open_text,
            "is": self._open_inline,
            "rPh": self._open_phonetic,
            "mergeCell": self._merge,
            "col": self._columns,
        }
        ends = {
            "v": self._close_value,
            "f": self._close_formula,
            "t": self._close_run,
            "is": self._close_inline,
            "rPh": self._close_phonetic,
        }
        self.cell_name = f"{prefix}{mark}c"
        self.on_start = {prefix + mark + local: starts[local] for local in starts}
        self.on_end = {prefix + mark + local: ends[local] for local in ends}

    def _open_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        self.row_is_given = bool(text)
        self.row = self._row_number(text) if text else self.row + 1
        self.row_text = str(self.row)
        self.reference = ""
        self.implied = 0
        if truth(attributes.get("hidden")) or _under(attributes.get("ht"), _LEAST_HEIGHT):
            self.hidden_rows.add(self.row)

    def _row_number(self, text: str) -> int:
        if is_index(text) and int(text):
            return int(text)
        raise self._damaged(f"行号“{text[:20]}”不对")

    def _open_text(self, _attributes: dict[str, str]) -> None:
        self.pieces.clear()

    def _close_value(self) -> None:
        self.value = "".join(self.pieces)

    def _close_formula(self) -> None:
        self.formula = "".join(self.pieces)

    def _open_inline(self, _attributes: dict[str, str]) -> None:
        self.runs.clear()

    def _close_run(self) -> None:
        if not self.phonetic:
            self.runs.extend(self.pieces)

    def _close_inline(self) -> None:
        self.value = "".join(self.runs)

    def _open_phonetic(self, _attributes: dict[str, str]) -> None:
        self.phonetic += 1

    def _close_phonetic(self) -> None:
        self.phonetic -= 1

    def _merge(self, attributes: dict[str, str]) -> None:
        area = area_of(attributes.get("ref", ""))
        if area:
            self.merges.append(area)

    def _columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        unseen = truth(attributes.get("hidden")) or _under(attributes.get("width"), _LEAST_WIDTH)
        if unseen and is_index(first) and is_index(last):
            self.hidden_columns.update(range(int(first), min(int(last), COLUMN.most) + 1))

    def _close_cell(self) -> None:
        """Keep the open cell, unless it says nothing."""
        column = self.column_numbers.get(self.reference.removesuffix(self.row_text))
        address = (self.row, column) if column else self._placed()
        if self.implied:
            address = (address[0], address[1] + self.implied)
        if self.formula is None and self.attributes.get("t", "n") == "n":
            cell = self._number((self.value or "").strip())
        else:
            cell = self._other(address)
        if cell is None:
            return
        if address in self.cells:
            raise self._damaged(f"{spot(self.title, address)} 出现了两次")
        if address[0] > ROW.most or address[1] > COLUMN.most or len(cell.text) > CELL_TEXT.most:
            raise self._beyond(address, cell)
        if len(self.cells) >= CELLS.most:
            raise exceeded(CELLS, where=spot(self.title, address))
        self.cells[address] = cell

    def _placed(self) -> Address:
        """Return the last place that was named, and remember its column's number.

        Cells that name no place stand to the right of it, ``implied`` steps away.
        """
        if not self.reference:
            return self.row, 0
        address = address_of(self.reference)
        if address and not self.row_is_given:
            self.row, self.row_text = address[0], str(address[0])
        if not address or address[0] != self.row:
            place = self.reference[:20]
            raise self._damaged(f"第 {self.row} 行的单元格地址“{place}”不对")
        self.column_numbers[self.reference.removesuffix(self.row_text)] = address[1]
        return address

    def _number(self, text: str) -> Cell | None:
        code = self.formats.get(self.attributes.get("s", "0"), GENERAL)
        return Cell(_NUMBER, text, code) if text else None

    def _other(self, address: Address) -> Cell | None:
        """Return what the open cell says, or None when that is nothing."""
        value, formula = self.value or "", self.formula is not None
        kind = self.attributes.get("t", "n")
        code = self.formats.get(self.attributes.get("s", "0"), GENERAL)
        if formula and (self.value is None or (not value and kind != "str")):
            return Cell(CellKind.UNCALCULATED, self.formula or "", code, True)
        if kind in _TEXTS:
            shared = kind == "s" and value
            text = self._shared_text(value, address) if shared else unescaped(value)
            return Cell(_TEXT, text, code, formula) if text.strip() else None
        value = value.strip()
        if kind == "n":
            return Cell(_NUMBER, value, code, formula) if value else None
        if kind == "b" and value in _BOOLEANS:
            return Cell(CellKind.BOOLEAN, _BOOLEANS[value], code, formula)
        if kind == "e":
            return Cell(CellKind.ERROR, value, code, formula)
        raise self._damaged(f"{spot(self.title, address)} 的内容类型不对")

    def _shared_text(self, index: str, address: Address) -> str:
        """Return a shared string; a negative index would silently give another cell's words."""
        index = index.strip()
        if is_index(index) and int(index) < len(self.texts):
            return self.texts[int(index)]
        raise ReportgenError(
            "WB13",
            f"中 {spot(self.title, address)} 所引的文字不存在"
            f"（引第 {index[:20]} 条，共 {len(self.texts)} 条，从 0 数起）。",
            RESAVE,
        )

    def _beyond(self, address: Address, cell: Cell) -> ReportgenError:
        place = spot(self.title, address)
        if address[0] > ROW.most:
            return exceeded(ROW, where=place)
        if address[1] > COLUMN.most:
            return exceeded(COLUMN, where=place)
        return exceeded(CELL_TEXT, got=len(cell.text), where=place)

    def _damaged(self, message: str) -> ReportgenError:
        return ReportgenError("WB08", f"已损坏：工作表“{self.title}”中，{message}。", RESAVE)
