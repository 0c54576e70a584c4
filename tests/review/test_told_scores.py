"""RV21 and RV22 in sentences: a score against the points listed behind it or taken off."""

from __future__ import annotations

import pytest

from reportgen.review.scores import told
from tests.helpers.papers import case, found

LISTED = (
    "自评得分95.5分，其中：投入指标20分，得19分；过程指标40分，得38.5分；"
    "产出指标20分，得20分；效果指标20分，得18分。"
)
WITHIN = (
    "综合得分93分（满分100分），其中预算执行9分（满分10分），产出指标47分（满分50分），"
    "效益指标28分（满分30分），满意度指标9分（满分10分）。"
)
TAKEN = "自评得分96分。预算执行率扣1分，资产管理扣2分，绩效目标扣1分，其余指标均为满分。"


def check(text: str) -> list[tuple[str, str, str]]:
    return found(told.check(case(text)))


@pytest.mark.parametrize(
    "text",
    [
        LISTED,
        WITHIN,
        TAKEN,
        "自评得分95.5分，共扣4.5分，其中预算执行扣1分、资产管理扣3.5分。",
        "自评得分96分。预算执行率扣1分，资产管理扣1.5分。",
        "自评得分96分。超支的每超1个百分点扣1分，其余指标均为满分。",
        "自评得分95.5分，其中过程指标40分，得38.5分。",
    ],
)
def test_points_that_agree_or_are_not_all_listed_are_right(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (LISTED.replace("得19分", "得18分"), "95.5分"),
        (LISTED.replace("95.5分", "96.5分"), "96.5分"),
        (WITHIN.replace("47分", "46分"), "93分"),
        (TAKEN.replace("96", "95"), "95分"),
        (TAKEN.replace("扣2分", "扣1.5分"), "96分"),
        ("自评得分95.5分，共扣5.5分。", "95.5分"),
        (LISTED.replace("过程指标40分", "过程指标50分"), "20"),
    ],
)
def test_points_that_give_another_score_are_an_error(text: str, place: str) -> None:
    assert check(text) == [("RV21", "错误", place)]


def test_more_than_there_is_to_give_is_an_error() -> None:
    text = WITHIN.replace("满意度指标9分", "满意度指标11分").replace("93分", "95分")
    assert check(text) == [("RV22", "错误", "11")]


def test_the_message_shows_the_sum() -> None:
    faults = list(told.check(case(LISTED.replace("得19分", "得18分"))))
    assert faults[0].message == (
        "文中说得分为95.5分，各项得分相加为18＋38.5＋20＋18＝94.5分，相差1.0分。"
    )
    faults = list(told.check(case(TAKEN.replace("扣2分", "扣1.5分"))))
    assert faults[0].message == "文中说得分为96分，即扣4分，列出的扣分为1＋1.5＋1＝3.5分。"
