"""All that a report states: which quantity, of which year, planned or actual, has which value.

``index(case)`` gathers the statements of texts and tables. Only what certainly states a value is
taken: no changes, shares, plans, parts of a year, no 约. Checks compare what is the same by
name, year, role and scope.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.review.claims import in_sentences as statements_text
from reportgen.review.claims import in_tables as statements_table
from reportgen.review.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.review.claims.statement import Statement
    from reportgen.review.model import Case

ACTUAL, PLANNED = ("决算", ""), ("预算", "年初预算")


@dataclass(frozen=True, slots=True)
class Index:
    """The statements of a report, by subject."""

    by_subject: Mapping[str, Sequence[Statement]]

    def of(self, subject: str, year: int | None, roles: Iterable[str]) -> list[Statement]:
        """Return what is stated of a whole subject for a year in one of the roles."""
        return [
            each
            for each in self.by_subject.get(subject, ())
            if each.year == year and each.role in roles and not each.scope
        ]

    def value(self, subject: str, year: int | None, roles: Sequence[str]) -> Statement | None:
        """Return the one value, None where there is none or two. What a table says comes first.

        ``roles`` are tried in turn: the first of which anything is stated decides.
        """
        for role in roles:
            stated = self.of(subject, year, (role,))
            stated = [each for each in stated if each.in_table] or stated
            if stated:
                return stated[0] if all(same(each, stated[0]) for each in stated) else None
        return None


@kept
def index(case: Case) -> Index:
    """Return the index of a case."""
    gathered: dict[str, list[Statement]] = defaultdict(list)
    for each in (*statements_text.read(case), *statements_table.read(case)):
        gathered[each.subject].append(each)
    return Index(dict(gathered))


def same(one: Statement, other: Statement) -> bool:
    """Tell whether two statements can be printings of one value, rounding allowed."""
    if one.measure != other.measure:
        return False
    return abs(one.base - other.base) <= max(one.half, other.half)
