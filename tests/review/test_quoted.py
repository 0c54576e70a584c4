"""RV09: the figure of one row told as that of the whole."""

from __future__ import annotations

import pytest

from reportgen.review.claims import same
from reportgen.review.claims.quoted import check
from tests.helpers.papers import case, found
from tests.review.test_statements import SANGONG, SPENT


def test_a_row_is_told_as_the_total() -> None:
    text = f"我镇2020年度“三公”经费预算金额为50.4万元，实际支出34万元。\n{SANGONG}"
    (fault,) = check(case(text))
    assert (fault.code, fault.severity.value) == ("RV09", "错误")
    assert [span.text for span in fault.spans] == ["50.4万元", "34万元", "56.4", "50.4", "40", "34"]
    assert fault.message == (
        "文中“三公”经费的预算50.4万元、决算34万元与表“2、三公经费使用情况”的“合计”行"
        "（预算56.4万元、决算40万元）不符，两个数都只是其中“公务接待费”一行的数。"
    )
    assert fault.remedy == (
        "核对文中说的是哪一项：如果是“三公”经费，改为表中的合计数（预算56.4万元、决算40万元）；"
        "如果只说“公务接待费”，把名称改过来。"
    )
    assert list(same.check(case(text))) == []


def test_one_number_is_enough() -> None:
    text = f"2020年度整体支出8116.9万元。\n{SPENT}"
    assert found(check(case(text))) == [("RV09", "错误", "8116.9万元")]


@pytest.mark.parametrize(
    "text",
    [
        f"“三公”经费预算金额为56.4万元，实际支出40万元。\n{SANGONG}",
        f"公务接待费预算金额为50.4万元，实际支出34万元。\n{SANGONG}",
        f"“三公”经费实际支出39万元。\n{SANGONG}",
        "“三公”经费预算金额为50.4万元，实际支出34万元。",
    ],
)
def test_the_total_or_another_number_is_not_a_row(text: str) -> None:
    assert found(check(case(text))) == []
