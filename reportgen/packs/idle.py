"""PK40: an agreement that can never be checked, or never fail, says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Finding, Where, error, notice
from reportgen.packs import own, reach
from reportgen.packs.model import Field, Pack, Sum, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.packs.model import CheckRow

_LEFT, _RIGHT = "左边", "右边"
_OF_TEXT, _OF_DATES = "文字必填", "不晚于"
_NOT_MORE = "不超过"
_EQUAL = ("合计相等", "相等")


def vet(pack: Pack, absent: Mapping[str, Field], told: set[Where]) -> Iterator[Finding]:
    """Yield one finding for each agreement that says nothing; ``absent`` fields have no cell."""
    first: dict[tuple[str, str, str], CheckRow] = {}
    for row in pack.checks:
        if told & {place(row, "规则"), place(row, _LEFT), place(row, _RIGHT)}:
            continue
        found = next((each for each in _amiss(row, pack, absent) if each), None)
        again = first.setdefault((row.verb, str(row.left), str(row.right)), row)
        if found:
            yield found
        elif again is not row:
            message = "这一项与前面的一项完全一样，有问题时会报两次。"
            there = [place(again, _LEFT)]
            yield notice("PK40", place(row, _LEFT), message, "删去一行，或改正其中一行。", there)


def _amiss(row: CheckRow, pack: Pack, absent: Mapping[str, Field]) -> Iterator[Finding | None]:
    yield _never_run(row, pack, absent)
    yield _without_value(row, pack)
    if row.verb == _OF_TEXT:
        yield _text_never_lacking(row, pack)
    elif row.verb == _OF_DATES:
        yield _same_date(row)
    else:
        yield _never_fails(row, pack)


def _sides(row: CheckRow) -> Iterator[tuple[str, Sum]]:
    yield _LEFT, row.left
    if row.right:
        yield _RIGHT, row.right


def _never_run(row: CheckRow, pack: Pack, absent: Mapping[str, Field]) -> Finding | None:
    for column, side in _sides(row):
        lacking = [name for name in reach.beneath([side], pack) if name in absent]
        if lacking:
            names = "、".join(f"“{name}”" for name in lacking)
            message = f"这一项永远不能核对：用到的{names}在填报表中没有填写的位置。"
            remedy = "在 form.xlsx 中写上它的标签；不再填报的，删去这一项。"
            related = [absent[name].where for name in lacking]
            return error("PK40", place(row, column), message, remedy, related)
    return None


def _without_value(row: CheckRow, pack: Pack) -> Finding | None:
    none = {each.name: each for each in pack.indicators if each.formula in ("", "选项")}
    for column, side in _sides(row):
        for name in reach.beneath([side], pack):
            if name in none:
                message = f"这一项永远不能核对：指标“{name}”没有指标值（人工评分或选项）。"
                remedy = f"改写 {name}{own.SCORED}，或别的数。"
                return error("PK40", place(row, column), message, remedy)
    return None


def _never_fails(row: CheckRow, pack: Pack) -> Finding | None:
    if not (row.left.terms and row.right and row.right.terms):
        return None
    if str(row.left) == str(row.right):
        message = "左边和右边写的一样，这一项永远不会报。"
        return error("PK40", place(row, _RIGHT), message, "右边改写应当与左边相符的另一个数。")
    rest = reach.net(row.left, row.right, {each.name: each for each in pack.calculations})
    if not rest:
        message = "左边和右边由同样的数算出，总是相等，这一项永远不会报。"
        remedy = "有一边改写另外填报的数，如从决算报表照抄的合计数。"
        return error("PK40", place(row, _RIGHT), message, remedy)
    if _is_fixed(row.left, pack) and _is_fixed(row.right, pack):
        message = "左边和右边都是格式包里固定的数，不管怎么填，结果都一样。"
        return error("PK40", place(row, _RIGHT), message, "至少一边写填报的数，或由它算出的数。")
    if row.verb == _NOT_MORE and all(_only_adds(term, n, pack) for term, n in rest.items()):
        message = "左边的数右边都有，右边只多不少，这一项永远不会报。"
        remedy = "从右边删去左边已有的数；两边写反了的，对调过来。"
        return error("PK40", place(row, _RIGHT), message, remedy)
    return _on_both_sides(row)


def _only_adds(term: tuple[str, str], count: int, pack: Pack) -> bool:
    """Tell whether a term that is left over makes the right side larger, and never smaller."""
    function, name = term
    field = pack.fields.get(name)
    never_negative = field is not None and field.low is not None and field.low >= 0
    return count < 0 and (never_negative or function == "计数")


def _on_both_sides(row: CheckRow) -> Finding | None:
    """A sum that is among its own parts: what is on both sides does not count at all."""
    right = {(term.sign, str(term)) for term in row.right.terms} if row.right else set()
    both = [str(term) for term in row.left.terms if (term.sign, str(term)) in right]
    if row.verb not in _EQUAL or not both:
        return None
    message = f"“{both[0]}”左边、右边都有，互相抵消，等于没有写。"
    remedy = "从一边删去它；合计数不要写进分项。"
    return notice("PK40", place(row, _RIGHT), message, remedy)


def _is_fixed(side: Sum, pack: Pack) -> bool:
    """Tell whether only facts of 说明 and years stand below a side."""
    names = reach.beneath([side], pack)
    return all(name in pack.facts or name in own.YEARS for name in names)


def _text_never_lacking(row: CheckRow, pack: Pack) -> Finding | None:
    if row.right and row.right.terms:
        if not reach.net(row.right, Sum(()), {each.name: each for each in pack.calculations}):
            message = f"右边“{row.right}”总是 0，这一项永远不会报。"
            remedy = "右边写不为零就要说明的数；总要填的，右边空着。"
            return error("PK40", place(row, _RIGHT), message, remedy)
        if _is_fixed(row.right, pack):
            message = f"右边“{row.right}”是格式包里固定的数，不随填报变化。"
            remedy = "右边写不为零就要说明的数；总要填的，右边空着。"
            return error("PK40", place(row, _RIGHT), message, remedy)
    field = pack.fields.get(str(row.left))
    if field and field.required:
        message = f"“{field.name}”本来就是必填，空着早已报错，这一项永远不会报。"
        remedy = "删去这一项；有时才要填的，把“字段”中的“必填”改为“否”。"
        return notice("PK40", place(row, _LEFT), message, remedy, [place(field, "必填")])
    return None


def _same_date(row: CheckRow) -> Finding | None:
    if row.left.terms and str(row.left) == str(row.right):
        message = "左边和右边写的一样，这一项永远不会报。"
        return error("PK40", place(row, _RIGHT), message, "右边改写另一个日期。")
    return None
