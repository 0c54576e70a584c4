"""Choices among another list's words: settled once every list has been read.

RC23 a word that is none of them · RC24 a word that two rows of the other list have
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.figures import Table, Text
from reportgen.findings import Finding, error, near
from reportgen.packs import columns
from reportgen.records.words import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.figures import Row, Value
    from reportgen.packs.model import Field

_SHOWN = 8
_LONGEST = 20


def settle(values: dict[str, Value], fields: Mapping[str, Field]) -> list[Finding]:
    """Refuse every word that its list does not offer, and note which list belongs to which.

    A list that could not be read offers nothing to compare with; that was said already.
    """
    findings: list[Finding] = []
    for name, link in columns.links(fields).items():
        table = values.get(name)
        if isinstance(table, Table):
            values[name] = replace(table, link=link)
    for field in fields.values():
        other, column = columns.parts(field.choices_from)
        offered = values.get(other)
        if isinstance(offered, Table):
            words = [word for row in offered.rows if isinstance(word := row.get(column), Text)]
            _one(field, words, values, findings)
    return findings


def _one(
    field: Field, offered: list[Text], values: dict[str, Value], findings: list[Finding]
) -> None:
    """Settle the words chosen in one field, or in every row of one column."""
    known = {key(word.value): word for word in reversed(offered)}
    name, column = columns.parts(field.name)
    table = values.get(name)
    chosen: list[Text] = []
    if isinstance(table, Table):
        rows = [_row(row, column, field, known, findings) for row in table.rows]
        values[name] = replace(table, rows=tuple(rows))
        chosen = [word for row in rows if isinstance(word := row.get(column), Text)]
    elif not name and isinstance(typed := values.get(field.name), Text):
        settled = _settled(typed, field, known, findings)
        del values[field.name]
        if settled:
            values[field.name] = settled
            chosen = [settled]
    findings += _ambiguous(field, offered, chosen)


def _row(
    row: Row, column: str, field: Field, known: Mapping[str, Text], findings: list[Finding]
) -> Row:
    word = row.get(column)
    settled = _settled(word, field, known, findings) if isinstance(word, Text) else None
    if settled:
        return {**row, column: settled}
    return {name: value for name, value in row.items() if name != column}


def _settled(
    word: Text, field: Field, known: Mapping[str, Text], findings: list[Finding]
) -> Text | None:
    found = known.get(key(word.value))
    if found is not None:
        return Text(found.value, word.where)
    offered = [each.value for each in known.values()][::-1]
    message = (
        f"“{field.name}”填的是“{_brief(word.value)}”，“{field.choices_from}”里没有这一项。"
        f"{near(word.value, offered)}"
    )
    named = "、".join(_brief(each) for each in offered[:_SHOWN])
    more = f"等 {len(offered)} 项" if len(offered) > _SHOWN else ""
    remedy = f"从下列各项中选一个：{named}{more}。"
    if not offered:
        remedy = f"先填写“{field.choices_from}”，再选择。"
    findings.append(error("RC23", word.where, message, remedy))
    return None


def _ambiguous(field: Field, offered: list[Text], chosen: list[Text]) -> Iterator[Finding]:
    """Yield words that two rows have and that somebody chose: nobody knows which row."""
    for value in dict.fromkeys(word.value for word in chosen):
        same = [word for word in offered if key(word.value) == key(value)]
        if len(same) > 1:
            message = (
                f"“{field.choices_from}”有 {len(same)} 行都是“{_brief(value)}”，"
                f"“{field.name}”选了它，分不清是哪一行。"
            )
            remedy = "把这几行的名称写得有所区别，再重新选择；重复填报的删去一行。"
            places = [word.where for word in chosen if word.value == value]
            others = [each.where for each in same if each is not same[1]]
            yield error("RC24", same[1].where, message, remedy, [*others, *places])


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
