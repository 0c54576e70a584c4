"""Put a county's outcomes together in one workbook, 汇总.xlsx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportgen.summary import (
    amounts,
    apart,
    charts,
    copied,
    outliers,
    overview,
    pages,
    points,
    problems,
    standing,
)
from reportgen.summary.model import County

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.summary.outliers import Odd
    from reportgen.summary.standing import Unit

__all__ = ["SHEETS", "County", "workbook"]

SHEETS = (
    overview.SHEET,
    points.SHEET,
    amounts.SHEET,
    apart.SHEET,
    problems.SHEET,
    problems.LIST,
    copied.SHEET,
    copied.LIST,
    charts.SHEET,
)


def workbook(county: County) -> bytes:
    """Return the bytes of 汇总.xlsx: the same county gives the same bytes."""
    units = standing.units(county)
    odds = outliers.find(county, units)
    result = io.BytesIO()
    book = pages.open_book(result, county.title, SHEETS)
    drawings = charts.begin(book[charts.SHEET])
    told = _told(county, units, odds)
    overview.write(book[overview.SHEET], county, units, drawings, told)
    points.write(book[points.SHEET], county, units)
    amounts.write(book[amounts.SHEET], county, units, drawings, outliers.cells(odds))
    apart.write(book[apart.SHEET], county, odds)
    problems.write(book[problems.SHEET], county, units)
    problems.write_list(book[problems.LIST], county, units)
    copied.write(book[copied.SHEET], county, units)
    copied.write_list(book[copied.LIST], county.likeness)
    pages.close_book(book)
    return result.getvalue()


def _told(county: County, units: Sequence[Unit], odds: Sequence[Odd]) -> list[str]:
    """Return what the first sheet says of the others, as parts of a sentence."""
    findings = sum(len(unit.outcome.findings) for unit in units) + len(county.findings)
    forms = len({odd.unit.outcome.form for odd in odds})
    told = [
        f"问题{findings}处（见“{problems.SHEET}”）" if findings else "没有发现问题",
        f"{forms}个单位有异常数（见“{apart.SHEET}”）" if odds else "",
        copied.about(county.likeness),
    ]
    return [each for each in told if each]
