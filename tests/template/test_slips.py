"""What is often typed instead of a tag's few words is answered with the word that was meant."""

from __future__ import annotations

import pytest

from reportgen import template
from tests.helpers.word import KNOWN, docx


def told(text: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.message, f.remedy) for f in template.lint(docx(text), KNOWN)]


SIGNS = [
    ("=", "5", "里的“=”不是判断相等的写法。", "用 == 判断相等。"),
    ("＝", "5", "里的“＝”不是判断相等的写法。", "用 == 判断相等。"),
    ("≥", "5", "里的“≥”读不懂。", "写成 >=。"),
    ("≤", "5", "里的“≤”读不懂。", "写成 <=。"),
    ("≠", "5", "里的“≠”读不懂。", "写成 !=。"),
    (">", "5%", "里的“5%”读不懂。", "写 5：单位为“%”的数按百分数比较。"),
    (">", "12.5％", "里的“12.5％”读不懂。", "写 12.5：单位为“%”的数按百分数比较。"),
    ("&&", "5", "里的“&”读不懂。", "写成 and，前后空一格。"),
]


@pytest.mark.parametrize(("sign", "right", "message", "remedy"), SIGNS)
def test_a_sign_of_mathematics(sign: str, right: str, message: str, remedy: str) -> None:
    tag = f"{{% if 增长率 {sign} {right} %}}"
    assert told(f"{tag}甲{{% endif %}}") == [("TP10", f"标签 {tag} {message}", remedy)]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("并且", "and"), ("且", "and"), ("AND", "and"), ("或者", "or"), ("OR", "or"), ("||", "or"),
        ("<>", "!="), ("大于", ">"), ("等于", "=="),
    ],
)  # fmt: skip
def test_a_word_between_two_names(word: str, meant: str) -> None:
    tag = f"{{% if 编制数 {word} 金额 %}}"
    message = f"标签 {tag} 的写法不对，读不懂。"
    assert told(f"{tag}甲{{% endif %}}") == [("TP10", message, f"写成 {meant}，前后空一格。")]


@pytest.mark.parametrize(
    ("typed", "meant"), [("如果", "{% if … %}"), ("IF", "{% if … %}"), ("若", "{% if … %}")]
)
def test_a_block_opened_in_other_words_is_closed_all_the_same(typed: str, meant: str) -> None:
    """One mistake is told once: the endif has its if."""
    tag = f"{{% {typed} 编制数 %}}"
    message = f"标签 {tag} 用了模板里不允许的“{typed}”。"
    assert told(f"{tag}甲{{% endif %}}") == [("TP10", message, f"写成 {meant}。")]


@pytest.mark.parametrize("typed", ["else if", "elseif", "ElseIf", "ELIF", "否则如果"])
def test_another_branch_in_other_words(typed: str) -> None:
    text = f"{{% if 编制数 %}}甲{{% {typed} 金额 %}}乙{{% else %}}丙{{% endif %}}"
    [(code, _, remedy)] = told(text)
    assert (code, remedy) == ("TP10", "写成 {% elif … %}。")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("{% if 编制数 %}甲{% 否则 %}乙{% endif %}", "写成 {% else %}。"),
        ("{% if 编制数 %}甲{% ENDIF %}", "写成 {% endif %}。"),
        ("{% if 编制数 %}甲{% end if %}", "写成 {% endif %}。"),
        ("{% if 编制数 %}甲{% 结束 %}", "写成 {% endif %}。"),
        ("{% FOR 项 in 项目 %}甲{% endfor %}", "写成 {% for … %}。"),
    ],
)
def test_other_words_of_a_block(text: str, remedy: str) -> None:
    assert [(code, how) for code, _, how in told(text)] == [("TP10", remedy)]


def test_the_word_for_a_row_is_one_that_is_free() -> None:
    text = "{% for 项目 in 指标 %}甲{% endfor %}"
    message = "标签 {% for 项目 in 指标 %} 的“项目”已经是一个名称，不能再用来代表一行。"
    assert told(text) == [("TP10", message, "换一个字，如“项”。")]
    names = {**KNOWN, "项": "文字", "行": "数"}
    [finding] = template.lint(docx("{% for 项 in 指标 %}甲{% endfor %}"), names)
    assert finding.remedy == "换一个字，如“个”。"
