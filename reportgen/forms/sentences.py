"""Words with tags in them → a formula that joins words and what the clerk typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.forms.formulas import formula
from reportgen.forms.literals import words
from reportgen.forms.shapes import is_word, shape
from reportgen.packs.layout import TAG
from reportgen.packs.model import Kind

if TYPE_CHECKING:
    from reportgen.forms.places import Places


def sentence(text: str, places: Places) -> str:
    """Return a formula for words with tags in them, such as ``填报单位：{{ 单位全称 }}``.

    A number shows its decimals and no unit (a rate is in per cent, the sign is the editor's to
    write), a date is written 2021年4月20日, and what is not there yet shows nothing.
    """
    parts = TAG.split(text)
    joined = [
        _told(part, places) if number % 2 else words(part) for number, part in enumerate(parts)
    ]
    return "=" + ("&".join(part for part in joined if part != '""') or '""')


def _told(name: str, places: Places) -> str:
    at = places.cells.get(name) or formula(name, places).removeprefix("=") or '""'
    if at == '""':
        return at
    field = places.pack.fields.get(name)
    if field and field.kind is Kind.DATE:
        written = f'IFERROR(YEAR({at})&"年"&MONTH({at})&"月"&DAY({at})&"日",{at})'
    elif is_word(name, places.pack):
        return at
    else:
        decimals, unit = shape(name, places.pack)
        digits = f"0.{'0' * decimals}" if decimals else "0"
        value = f"100*{at}" if unit == "%" else at
        written = f'IFERROR(TEXT({value},"{digits}"),{at})'
    return f'IF({at}="","",{written})'
