"""RV14: surveys of too few."""

from __future__ import annotations

import pytest

from reportgen.review.counts import samples
from tests.helpers.papers import case, found


def test_a_survey_of_ten_is_told_once() -> None:
    text = "随机选取了10名村民进行满意度问卷调查。"
    [fault] = samples.check(case(f"{text}\n{text}"))
    assert (fault.code, fault.severity.value, len(fault.spans)) == ("RV14", "提醒", 2)
    assert fault.message == ("满意度调查只调查了“10名”，少于30名，样本过小，结果的代表性不足。")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("随机抽取二十九名群众开展问卷调查。", ["二十九名"]),
        ("随机抽取30名群众开展问卷调查。", []),
        ("发放问卷30份，收回28份，满意度96%。", []),
        ("向全乡9个村随机发放调查问卷8份，收回8份，满意度为100%。", ["8份"]),
        ("每村随机抽取10名群众开展问卷调查。", []),
        ("由5名工作人员开展满意度调查，走访3名调查员。", []),
        ("走访困难群众20户，群众满意度提高。", []),
        ("发放调查问卷100余份，走访10户。", []),
    ],
)
def test_only_those_who_were_asked_count(text: str, words: list[str]) -> None:
    assert [span for _, _, span in found(samples.check(case(text)))] == words
