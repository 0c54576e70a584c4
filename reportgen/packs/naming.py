"""PK59: the name of a report's file: one for every unit, and one that can be saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, notice
from reportgen.packs import marks
from reportgen.packs.facts import FILE_NAME, FULL_NAME, OF_UNIT
from reportgen.packs.own import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import Pack

_ILLEGAL = re.compile(r'[<>:"/\\|?*]')
"""Windows takes none of these in a file's name."""


def vet(pack: Pack) -> Iterator[Finding]:
    """Yield a 提醒 where the name would be another one on disk, or the same for all units."""
    text = pack.facts.get(FILE_NAME, "")
    if not text or marks.is_broken(text):
        return
    where = pack.fact_places[FILE_NAME]
    odd = "".join(dict.fromkeys(_ILLEGAL.findall(marks.TAG.sub("", text))))
    if odd:
        message = f"“{FILE_NAME}”里的“{odd}”不能用在文件名里，存盘时会去掉，末尾另加一串编号。"
        yield notice("PK59", where, message, "删去它，或改用“-”。")
    unit = next((pack.facts[name] for name in (OF_UNIT, FULL_NAME) if pack.facts.get(name)), "")
    fixed = {*pack.facts, *YEARS}
    if unit in pack.fields and {*marks.names(text)} <= fixed:
        message = f"“{FILE_NAME}”里没有单位的标签，各单位的报告都叫一个名称，分不清是哪个单位的。"
        yield notice("PK59", where, message, f"写上 {{{{ {unit} }}}}。")
