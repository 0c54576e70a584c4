"""名单: the units of one county, whose names a report of one of them must not mix up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Where, error
from reportgen.packs.entries import RULES
from reportgen.packs.model import Listed, place
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportgen.findings import Finding
    from reportgen.packs.entries import Entry

SHEET = "名单"
COLUMNS = ("单位", "又作")
_SHORT_NAME = re.compile(
    r"(?!.+县.{2,}[镇乡道])(?![合总小共]计$)[\u3400-\u9fff]{2,15}(?<!人民政府)(?<!办事处)"
)
_BETWEEN = re.compile(r"[、，,;；\s]+")


def read(entry: Entry) -> Listed:
    """Read one row of 名单."""
    others = tuple(name for name in _BETWEEN.split(entry.text("又作")) if name)
    name = entry.needed("单位", "每一行是一个单位")
    for column, names in (("单位", (name,)), ("又作", others)):
        for each in names:
            if each and not _SHORT_NAME.fullmatch(each):
                message = f"“{column}”写的是“{each[:30]}”，不是一个单位的简称。"
                remedy = "写简称，一行一个单位，如“城关镇”；不带县名以上的名称和“人民政府”。"
                entry.note("PK33", column, message, remedy)
    return Listed(name, others, entry.where("单位"), entry.places())


def vet(roster: Sequence[Listed], told: Collection[Where], *, is_there: bool) -> Iterator[Finding]:
    """Yield names that stand twice, and a sheet without any."""
    if is_there and not roster:
        message = "“名单”里一个单位也没有，报告中误写的其他单位名称查不出来。"
        remedy = "在“单位”一栏每行写一个单位的简称；不用名单的，删去这张表。"
        yield error("PK32", Where(RULES, spot(SHEET, (2, 1))), message, remedy)
    yield from twice(roster, told)


def twice(
    roster: Sequence[Listed], told: Collection[Where] = (), called: str = f"“{SHEET}”"
) -> Iterator[Finding]:
    """Yield every name that a list of units, ``called`` so, has twice."""
    first: dict[str, Where] = {}
    for row in roster:
        for column, names in (("单位", (row.name,)), ("又作", row.others)):
            where = place(row, column)
            for name in names:
                if name in first and where not in told:
                    message = f"“{name}”在{called}里写了不止一次。"
                    remedy = "只留一处；确是两个单位的，写出能分清的名称。"
                    yield error("PK31", where, message, remedy, [first[name]])
                elif name:
                    first[name] = where
