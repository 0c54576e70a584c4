"""RV31: another bureau as the subject of a bureau's own figures."""

from __future__ import annotations

import pytest

from reportgen.review.names import subjects
from tests.helpers.papers import case, found

OWN = "平江县文化旅游广电体育局"


def _faults(text, agency=OWN):
    return list(subjects.check(case(text, agency=agency)))


def test_another_bureau_that_tells_its_own_year_is_an_error():
    text = "平江县教育局2022年度部门整体支出1000万元。\n平江县教育局内设股室10个。"
    [fault] = _faults(text)
    assert found([fault]) == [("RV31", "错误", "平江县教育局")]
    assert len(fault.spans) == 2
    assert fault.message == (
        "“平江县教育局2022年度部门整体支出”写的是“平江县教育局”自己的情况，"
        "这是“平江县文化旅游广电体育局”的报告。"
    )
    assert fault.remedy == (
        "核对是不是从别的单位的报告抄来：是的，改为“文化旅游广电体育局”；确是写对方的，写明关系。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "平江县财政局2022年度部门预算批复数1000万元。",
        "平江县文旅广体局内设股室3个。",
        "平江县图书馆内设机构2个。",
        "2022年，平江县教育局、平江县体育局联合开展活动。",
        "根据平江县教育局2022年度部门整体支出情况，开展比较。",
        "平江县人大常务委员会内设机构6个。",
        "平江县教育局2022年举办运动会。",
    ],
)
def test_other_bureaus_may_be_spoken_of(text):
    assert _faults(text) == []


def test_a_finance_bureau_speaks_of_all_and_a_town_is_asked_elsewhere():
    text = "平江县教育局2022年度部门整体支出1000万元。"
    assert _faults(text, "平江县财政局") == []
    assert _faults(text, "平江县长寿镇人民政府") == []
    assert _faults(text, "") == []
