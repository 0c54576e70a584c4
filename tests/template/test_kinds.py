"""What lints clean also prints: filters and comparisons are tried on the kinds they name."""

from __future__ import annotations

import pytest

from reportgen import document, template
from reportgen.findings import as_text
from tests.helpers.word import CONTEXT, KNOWN, docx, number

NAMES = {**KNOWN, "年度": "数", "等级": "选项/优、良"}


def told(text: str) -> list[str]:
    return [f"{f.code} {f.message}" for f in template.lint(docx(text), NAMES)]


PLACES = "“小数”的小数位要写0到6的整数，不写名称、文字和负数。"
WRONG_FILTERS = [
    ('{{ 编制数 | 小数("两") }}', PLACES),
    ("{{ 编制数 | 小数(年度) }}", PLACES),
    ("{{ 编制数 | 小数(99999) }}", PLACES),
    ("{{ 编制数 | 小数(7) }}", PLACES),
    ("{{ 编制数 | 小数(-1) }}", PLACES),
    ("{{ 编制数 | 小数(1.5) }}", PLACES),
    ("{{ 项目 | 顿号 }}", "“顿号”要写明表的哪一列，如“内设机构.名称”。"),
    ("{{ 项目.说明 | 顿号 }}", "“顿号”不能用在“段落”一类的列上，一格里有几段文字。"),
    ("{{ 日期 | 顿号 }}", "“顿号”要用在一张表、表的一列或用顿号隔开的文字上。"),
    ("{{ 编制数 | 个数 }}", "“个数”要用在一张表、表的一列或用顿号隔开的文字上。"),
    ("{{ 1.5 | 中文数字 }}", "“中文数字”只能写0到9999的整数，这里是1.5。"),
    ("{{ 年度 | 万元 | 万元 }}", "“万元”只能用在数上，这里是文字。"),
    ("{{ 年度 | 同比('上年') }}", "“同比”只能用在数上，这里是文字。"),
    ("{{ 年度 | 较('上年', 单位) }}", "“较”只能用在数上，这里是文字。"),
    ("{{ 年度 | 较(年度, 年度) }}",
     "“较”的括号里先写基期的叫法（加引号），再写名称，如 较('上年', 上年数)。"),
    ("{{ 单位 | 中文日期 }}", "“中文日期”只能用在日期上，这里是文字。"),
    ("{{ 等级 | 中文日期 }}", "“中文日期”只能用在日期上，这里是文字。"),
    ("{{ 职能 | 万元 }}", "“万元”只能用在数上，这里是一张表或几段文字。"),
    ("{{ 年度 | 大写金额 }}", "“大写金额”要知道单位是元、万元还是亿元，这个数没有单位。"),
    ("{% for 项 in 项目 %}{{ 项.名称 | 整数 }}{% endfor %}", "“整数”只能用在数上，这里是文字。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), WRONG_FILTERS)
def test_a_filter_that_cannot_print_its_kind_is_told_once_by_lint(text: str, reason: str) -> None:
    tag = next(piece for piece in text.split("%}") if "{{" in piece).partition("{%")[0]
    assert told(text) == [f"TP08 标签 {tag} 用错了写法：{reason}"]


def test_a_filter_on_what_another_filter_has_written_has_its_own_remedy() -> None:
    [finding] = template.lint(docx("{{ 年度 | 万元 | 万元 }}"), NAMES)
    assert finding.remedy == "只留一个写法：“万元”写出来的已经是文字，后面不能再接。"


RIGHT = [
    "{{ 编制数 | 小数(0) }}{{ 编制数 | 小数(6) }}{{ 金额 | 万元(0) }}",
    "{{ 金额 | 整数 | 万元 }}{{ 项目 | 个数 | 中文数字 }}{{ 项目.名称 | 顿号 }}",
    "{{ 项目 | 顿号('名称') }}{{ 单位 | 顿号 }}{{ 职能 | 个数 }}",
    "{{ 金额 | 同比(金额) }}{{ 金额 | 较('上年', 金额, 1) }}{{ 20 | 中文数字 }}",
    "{% for 项 in 职能 %}{{ 项 | 短语 }}{{ loop.index | 中文数字 }}{% endfor %}",
    "{% if 0.00001 < 编制数 < 999999999999999 %}甲{% endif %}",
    "{% if 日期 == '' or 编制数 == '223' or 单位 == '甲' %}甲{% endif %}",
    "{% if 等级 == '优' or 等级 != '良' or 等级 == '' or 项目 | 个数 > 1 %}甲{% endif %}",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_lints_clean_prints(text: str) -> None:
    data = docx(text)
    assert told(text) == []
    document.render(document.compile(data, NAMES), data, {**CONTEXT, "年度": number(2020)})


WRONG_COMPARISONS = [
    ("单位 > 3", "里“单位”是文字，“3”是数，不能比较大小。"),
    ("日期 > 编制数", "里“日期”是日期，“编制数”是数，不能比较大小。"),
    ("金额 > ''", "里“金额”是数，“”是文字，不能比较大小。"),
    ("200 < 编制数 < 单位", "里“编制数”是数，“单位”是文字，不能比较大小。"),
    ("单位 > '甲'", "里“单位”是文字，“甲”是文字，文字不分大小。"),
    ("日期 == '2020年'", "里“日期”是日期，“2020年”是文字，永远不相等。"),
    ("编制数 == '多'", "里“编制数”是数，“多”是文字，永远不相等。"),
    ("等级 != 5", "里“等级”是文字，“5”是数，永远不相等。"),
    ("职能 == '甲'", "里“职能”是清单或段落，“甲”是文字，不能比较。"),
    ("金额 | 万元 > 5", "里“金额 | 万元”是文字，“5”是数，不能比较大小。"),
    ("等级 == '差'", "里“等级”没有“差”这一项，永远不相等。"),
    ("'差' != 等级", "里“等级”没有“差”这一项，永远不相等。"),
]


@pytest.mark.parametrize(("condition", "reason"), WRONG_COMPARISONS)
def test_a_comparison_that_cannot_hold_is_told(condition: str, reason: str) -> None:
    tag = f"{{% if {condition} %}}"
    assert told(f"{tag}甲{{% endif %}}") == [f"TP22 标签 {tag} {reason}"]


def test_a_word_that_is_no_option_is_told_with_the_options() -> None:
    [finding] = template.lint(docx("前\n{% if 等级 == '差' %}甲{% endif %}"), NAMES)
    assert as_text(finding) == (
        "report.docx 开头第2段  错误 TP22\n"
        "  标签 {% if 等级 == '差' %} 里“等级”没有“差”这一项，永远不相等。\n"
        "  办法：改成“优”、“良”中的一个。"
    )


def test_a_condition_is_not_printed() -> None:
    """It would print True."""
    for tag in ("{{ 编制数 > 5 }}", "{{ not 编制数 }}", "{{ (编制数 > 5) | 短语 }}"):
        assert told(tag) == [f"TP10 标签 {tag} 里的判断只有“是”和“否”，不能印出来。"]
    assert told("{% for 项 in 项目 %}{{ loop.last }}{% endfor %}")[0].startswith("TP10")


def test_a_number_of_more_digits_than_excel_keeps_is_refused() -> None:
    assert told("{% if 999999999999999 > 编制数 %}甲{% endif %}") == []
    tag = "{% if 9999999999999999999999999999999999.5 > 编制数 %}"
    assert told(f"{tag}甲{{% endif %}}") == [
        f"TP10 标签 {tag} 里的数“9999999999999999999999999999999999.5”超过 15 位。"
    ]
