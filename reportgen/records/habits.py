"""Many notices of one typing habit on one sheet are told as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Where, notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.findings import Finding

CODE = "RC11"
_APART = 6


def gathered(findings: Sequence[Finding]) -> list[Finding]:
    """Return a sheet's findings; more than a few notices RC11 are one, leading to every cell."""
    habits = [each for each in findings if each.code == CODE]
    if len(habits) <= _APART:
        return list(findings)
    first, *others = habits
    sheet = first.where.spot.partition("!")[0]
    message = f"本表有 {len(habits)} 格作了整理后读取，例如：{first.message}"
    remedy = "核对读出的数；下次只填数字，前后不留空格，不带单位。"
    places = [each.where for each in others]
    one = notice(CODE, Where(first.where.file, sheet), message, remedy, [first.where, *places])
    return [each for each in findings if each.code != CODE] + [one]
