"""Points as native Excel formulas: what scores.points, steps and bands do, in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.forms.literals import number, words
from reportgen.scores.points import FULL, awarded

if TYPE_CHECKING:
    from decimal import Decimal

    from reportgen.packs.model import Indicator

EXACT = 11
"""Decimals beyond which a rate is only what binary arithmetic leaves: 1.03-1 is 0.03+3E-17."""
_STEPS = {
    "不扣": f"ROUNDDOWN(ROUND({{}},{EXACT}),0)",
    "按一步": f"ROUNDUP(ROUND({{}},{EXACT}),0)",
    "按比例": "{}",
}
_TESTS = {"≤": "<=", "≥": ">=", "<": "<", ">": ">", "=": "="}


def scored(rule: Indicator, value: str) -> str:
    """Return the points for a number; ``value`` is a formula without its ``=``."""
    if rule.scoring == "分档":
        return _banded(rule, value)
    if rule.scoring == "按比例":
        return _awarded(f"MIN(1,MAX(0,{value}))*{number(rule.weight)}", rule)
    limit, step, lost = (_given(each) for each in (rule.limit, rule.step, rule.points_per_step))
    distance = {
        "超限扣分": f"MAX(0,{value}-{limit})",
        "不足扣分": f"MAX(0,{limit}-{value})",
        "偏离扣分": f"ABS({value}-{limit})",
    }[rule.scoring]
    steps = _STEPS[rule.part_step].format(f"{distance}/{step}")
    return _awarded(f"{number(rule.weight)}-{lost}*{steps}", rule)


def chosen(rule: Indicator, option: str) -> str:
    """Return the points for an option; ``option`` is the cell it is chosen in."""
    body = '""'
    for band in reversed([band for band in rule.bands if band.test == "选"]):
        body = f"IF(EXACT({option},{words(band.choice)}),{_constant(band.points, rule)},{body})"
    return body


def by_hand(rule: Indicator, claimed: str) -> str:
    """Return the points judged by hand; ``claimed`` is the cell they are typed in."""
    return _awarded(claimed, rule)


def divided(rule: Indicator, above: str, below: str, points: str) -> str:
    """Return the points of a rate: by the pack's choice over zero, none over less than zero."""
    full = rule.zero_denominator == FULL
    zero = f"IF({above}=0,{number(rule.weight)},0)" if full else "0"
    return f'IF({below}=0,{zero},IF({below}<0,"",{points}))'


def _banded(rule: Indicator, value: str) -> str:
    body = '""'
    for band in reversed(rule.bands):
        points = _constant(band.points, rule)
        if band.test == "其余":
            body = points
        else:
            test = f"ROUND({value},{EXACT}){_TESTS[band.test]}{number(band.limit)}"
            body = f"IF({test},{points},{body})"
    return body


def _awarded(points: str, rule: Indicator) -> str:
    """Return points as they are awarded: 0 to the weight, in hundredths.

    Rounded twice, so that what binary arithmetic leaves cannot turn a half downwards.
    """
    return f"ROUND(MIN({number(rule.weight)},MAX(0,ROUND({points},{EXACT}))),2)"


def _constant(points: Decimal, rule: Indicator) -> str:
    return number(awarded(points, rule))


def _given(value: Decimal | None) -> str:
    """Return a number that every row of steps has: the packs room refuses one without."""
    if value is None:
        raise ValueError
    return number(value)
