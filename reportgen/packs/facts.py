"""说明: the pack's facts, and what the program itself does with some of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near, notice
from reportgen.packs import marks
from reportgen.packs.entries import RULES
from reportgen.packs.model import Kind
from reportgen.workbook.cells import spot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportgen.packs.entries import Entry
    from reportgen.packs.model import Pack

FULL, FILE_NAME, YEAR = "满分", "报告文件名", "年度"
OF_UNIT, FULL_NAME = "单位字段", "全称字段"
_NAMES = {OF_UNIT: "简称", FULL_NAME: "全称"}
"""Facts that say which field has a unit's short name, and which its full name."""
_FOUR_DIGITS = re.compile(r"[0-9]{4}")
_QUOTED = 30
_WORDS = (Kind.TEXT, Kind.CHOICE)


def read(rows: Sequence[Entry]) -> tuple[dict[str, str], dict[str, Where], list[Finding]]:
    """Return every fact, its 内容 cell, and findings for those that are told twice."""
    facts: dict[str, str] = {}
    places: dict[str, Where] = {}
    findings = []
    first: dict[str, Where] = {}
    for row in rows:
        name = row.needed("项目", "它是这一行的名称")
        where = row.where("项目")
        if name in first:
            message = f"“说明”里“{name}”写了不止一次，只有第一次算数。"
            remedy = "只留一行；确是两件事的，另取一个名称。"
            findings.append(error("PK05", where, message, remedy, [first[name]]))
        elif name:
            first[name] = where
            facts[name], places[name] = row.text("内容"), row.where("内容")
    return facts, places, findings


def year(facts: dict[str, str], places: dict[str, Where], told: set[Where]) -> Iterator[Finding]:
    """Yield a finding when the pack does not say its year."""
    if YEAR not in facts:
        where = Where(RULES, spot("说明", (1, 1)))
        if where not in told:
            remedy = f"加上一行：“项目”写“{YEAR}”，“内容”写四位年份，如 2020。"
            yield error("PK18", where, f"“说明”里没有“{YEAR}”这一行。", remedy)
        return
    text, where = facts[YEAR], places[YEAR]
    if not _FOUR_DIGITS.fullmatch(text) and where not in told:
        message = f"“说明”中的“{YEAR}”是“{text[:_QUOTED]}”，应为四位年份。"
        yield error("PK18", where, message, "填写四位年份，如 2020。")


def is_year(text: str) -> bool:
    """Tell whether a text is a year as the program writes it: four plain digits."""
    return _FOUR_DIGITS.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Tell whether a fact of 说明 is a number (满意度满分: 5)."""
    return text.replace(".", "", 1).isdigit() and text.isascii()


def not_a_number(pack: Pack, name: str, why: str, related: Sequence[Where] = ()) -> Finding:
    """Return the finding for a fact that something calculates with and that is no number."""
    text = pack.facts[name]
    said = f"写的是“{text[:_QUOTED]}”，不是数" if text else "空着"
    message = f"“说明”中的“{name}”{said}，而{why}。"
    return error("PK07", pack.fact_places[name], message, "只写数字，如 100。", related)


def vet(pack: Pack, tags: Collection[str], told: Collection[Where]) -> Iterator[Finding]:
    """Yield what is wrong with the facts that the program uses; ``tags`` are names it can print."""
    if _open(pack, FULL, told) and not is_number(pack.facts[FULL]):
        yield not_a_number(pack, FULL, "各指标分值之和要与它核对")
    if _open(pack, YEAR, told):
        yield from _folder(pack)
    if _open(pack, FILE_NAME, told):
        yield from _file_name(pack, tags)
    if "字段" not in pack.unreadable:
        for name, meaning in _NAMES.items():
            yield from _named(pack, name, meaning)


def _named(pack: Pack, name: str, meaning: str) -> Iterator[Finding]:
    """Yield a finding when a fact should name a field with a unit's name, and does not."""
    named = pack.facts.get(name, "")
    field = pack.fields.get(named)
    fitting = [each for each, of in pack.fields.items() if of.kind in _WORDS and "." not in each]
    remedy = f"写“字段”表里单位{meaning}那一行的名称。"
    if not named or named in fitting:
        return
    if field:
        what = "是清单的一列" if "." in named else f"的类型是“{field.kind.value}”"
        message = f"“{name}”写的“{named}”{what}，应当是一个单位的名称。"
        yield error("PK08", pack.fact_places[name], message, remedy)
    else:
        message = f"“{name}”写的“{named}”不是字段。{near(named, fitting)}"
        yield error("PK09", pack.fact_places[name], message, remedy)


def _open(pack: Pack, name: str, told: Collection[Where]) -> bool:
    """Tell whether a fact is there and nothing has been said of its cell yet."""
    return name in pack.facts and pack.fact_places.get(name) not in told


def _folder(pack: Pack) -> Iterator[Finding]:
    """A pack is found by its folder's name, so a year's name there must be its own."""
    name = pack.folder.resolve().name
    if pack.year and is_year(name) and name != str(pack.year):
        message = f"“{YEAR}”是 {pack.year}，格式包的文件夹却叫“{name}”。"
        remedy = "核对“年度”；复制上一年的格式包以后，这里要改。"
        yield notice("PK18", pack.fact_places[YEAR], message, remedy)


def _file_name(pack: Pack, tags: Collection[str]) -> Iterator[Finding]:
    where, text = pack.fact_places[FILE_NAME], pack.facts[FILE_NAME]
    found = marks.broken(text, where)
    if found:
        yield found
    elif not pack.unreadable:
        for name in marks.names(text):
            if name not in tags:
                message = f"“{FILE_NAME}”里的标签“{name}”没有定义。{near(name, tags)}"
                remedy = "改正标签，或在“字段”中加上这一项。"
                yield error("PK13", where, message, remedy)
