"""PK50 to PK54: where a list's column may stand, and whose words a choice may offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, near
from reportgen.packs import columns
from reportgen.packs.model import Kind, place
from reportgen.packs.sums import is_any_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.packs.model import CheckRow, Field, Pack, Sum, Term

ANY = "*"
"""Instead of a list: an agreement runs along whatever list its columns are of."""


def numbers(pack: Pack) -> set[str]:
    """Return every list's column that holds numbers, typed or computed."""
    typed = {n for n, each in pack.fields.items() if "." in n and each.kind is Kind.NUMBER}
    return typed | {*columns.computed(pack.calculations)}


def amiss(term: Term, where: Where, home: str, pack: Pack) -> Finding | None:
    """Return what is wrong with a list's column that stands plain among operands.

    ``home`` is the list the rule runs along: empty where it gives one figure, `ANY` where the
    columns themselves decide.
    """
    name, known = term.name, numbers(pack)
    table = columns.parts(name)[0]
    field = pack.fields.get(name)
    if name not in known and field:
        message = f"“{name}”的类型是“{field.kind.value}”，这里要数。"
        return error("PK51", where, message, "改用类型是数的一列。")
    if name not in known:
        there = {each for each in known if home in ("", ANY, columns.parts(each)[0])}
        message = f"用到的“{name}”没有定义。{near(name, filter(is_any_name, there))}"
        return error("PK09", where, message, "改正名称，或在“字段”“计算”中加上这一项。")
    if home in (ANY, table):
        return None
    if home:
        message = f"“{name}”是另一张清单的一列，与“{home}”的行对不上。"
        return error("PK51", where, message, f"写成 合计({name}) 或 平均({name})。")
    return one_figure(name, where, f"写成 合计({name}) 或 平均({name})")


def one_figure(name: str, where: Where, remedy: str) -> Finding:
    """Return the finding for a list's column where one figure or word is wanted."""
    table = columns.parts(name)[0]
    message = f"“{name}”是清单“{table}”的一列，一行一个，这里只能用一个。"
    return error("PK51", where, message, f"{remedy}。")


def of_calculation(found: Finding, name: str) -> Finding:
    """Let a calculation of one figure hear that it may be one for every row."""
    if found.code != "PK51" or columns.parts(name)[0] or "合计" not in found.remedy:
        return found
    more = "；要一行算一个的，“名称”也写成“清单.列”。"
    return error("PK51", found.where, found.message, found.remedy.removesuffix("。") + more)


def one_list(row: CheckRow) -> Iterator[Finding]:
    """Yield a finding where the two sides of an agreement have columns of two lists."""
    sides: list[tuple[str, Sum]] = [("左边", row.left)]
    if row.right:
        sides.append(("右边", row.right))
    lists = columns.along(side for _, side in sides)
    if len(lists) < 2:
        return
    column = next(column for column, side in sides if lists[1] in columns.along([side]))
    message = f"用到两张清单的列，“{lists[0]}”和“{lists[1]}”的行对不上。"
    remedy = f"只用一张清单的列；“{lists[1]}”的写成 合计(清单.列) 或 平均(清单.列)。"
    yield error("PK52", place(row, column), message, remedy)


def choices(pack: Pack) -> Iterator[Finding]:
    """Yield choices among a list's words that are no such list's, or that are one too many."""
    linked: dict[str, Field] = {}
    for field in (each for each in pack.fields.values() if each.kind is Kind.CHOICE):
        amiss = [*_choices_of(field, pack)]
        yield from amiss
        table = columns.parts(field.name)[0]
        if amiss or not (table and field.choices_from):
            continue
        first = linked.setdefault(table, field)
        if first is not field:
            message = f"清单“{table}”有两列的选项选自别的清单：“{first.name}”和“{field.name}”。"
            remedy = "只留一列；另一列改为文字，或列出选项。"
            yield error("PK53", place(field, "选项"), message, remedy, [place(first, "选项")])
    yield from _scored(pack)


def _choices_of(field: Field, pack: Pack) -> Iterator[Finding]:
    where, named = place(field, "选项"), field.choices_from
    texts = [n for n, each in pack.fields.items() if "." in n and each.kind is Kind.TEXT]
    remedy = "写另一张清单里类型是文字的一列，如 项目支出.名称。"
    mixed = [word for word in field.choices if word in pack.fields and "." in word]
    if mixed:
        message = f"“{mixed[0]}”是清单的一列，不能和别的选项写在一起。"
        yield error("PK50", where, message, "只写这一列；或去掉它，逐个列出选项。")
    if not named:
        return
    ours = columns.parts(field.name)[0]
    other = pack.fields.get(named)
    if ours and columns.parts(named)[0] == ours:
        message = f"“选项”写的“{named}”就在“{field.name}”自己的清单里。"
        yield error("PK50", where, message, remedy)
    elif named in columns.computed(pack.calculations) or (other and other.kind is not Kind.TEXT):
        kind = other.kind if other else Kind.NUMBER
        message = f"“选项”写的“{named}”类型是“{kind.value}”，供选择的要是文字。"
        yield error("PK50", where, message, remedy)
    elif other is None:
        message = f"“选项”写的“{named}”没有定义。{near(named, filter(is_any_name, texts))}"
        yield error("PK50", where, message, remedy)


def _scored(pack: Pack) -> Iterator[Finding]:
    """A list's words are the clerk's own: no band can name them."""
    for each in pack.indicators:
        names = [term.name for total in each.operands for term in total.terms]
        field = pack.fields.get(names[0]) if each.formula == "选项" and names else None
        if field and field.choices_from:
            message = (
                f"“{field.name}”的选项选自“{field.choices_from}”，各单位不同，不能按选项计分。"
            )
            remedy = "改用列出了选项的字段，或改为人工评分。"
            yield error("PK54", place(each, "取数"), message, remedy)
