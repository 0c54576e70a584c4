"""What is read off a sentence: one line of the table is one number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.findings import Where
from reportgen.papers.model import Block
from reportgen.passages.model import Quantity
from reportgen.passages.quantities import quantities
from reportgen.passages.sentences import sentences


def read(text: str, year: int | None = 2020) -> list[Quantity]:
    block = Block(1, text, Where("报告.txt"))
    return [each for sentence in sentences(block) for each in quantities(sentence, year)]


def said(text: str) -> list[str]:
    """Number, name, year, role, change and what it is compared with; blanks left out."""
    told = [
        (q.text, q.name, q.year, q.role, q.change, q.against, "占" * q.share, "约" * q.about)
        for q in read(text)
    ]
    return [" ".join(str(each) for each in line if each) for line in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "灰山港镇人民政府2020年度整体收入合计9248.84万元，其中一般公共预算财政拨款收入为9224.97万元，占比为99.74%。",
            [
                "9248.84万元 整体收入 2020",
                "9224.97万元 一般公共预算财政拨款收入 2020",
                "99.74% 一般公共预算财政拨款收入 2020 占",
            ],
        ),
        (
            "2020年整体支出较上年决算8438.53万元增加808.31万元，同比增长9.58%；较年初预算3278.90万元增加5967.94万元。",
            [
                "8438.53万元 整体支出 2019 决算 上年决算",
                "808.31万元 整体支出 2020 增 上年决算",
                "9.58% 整体支出 2020 增 上年",
                "3278.90万元 整体支出 2020 年初预算 年初预算",
                "5967.94万元 整体支出 2020 增 年初预算",
            ],
        ),
        (
            "“三公”经费由38万元增加到40万元，增长5.26%。",
            ["38万元 “三公”经费 原数", "40万元 “三公”经费", "5.26% “三公”经费 增 原数"],
        ),
        (
            "2020年度“三公”经费预算金额为50.4万元，实际支出34万元。",
            ["50.4万元 “三公”经费 2020 预算", "34万元 “三公”经费 2020 决算"],
        ),
        (
            "我局2021年收入1,234.56万元，支出1200万元，结余34.56万元。",
            ["1,234.56万元 收入 2021", "1200万元 支出 2021", "34.56万元 结余 2021 结余"],
        ),
        (
            "本年收入100万元，上年结转20万元，上年收入90万元。",
            ["100万元 收入 2020", "20万元 上年结转 2020 结转", "90万元 收入 2019"],
        ),
        (
            "在职人员218人，占编制数223人的97.76%。",
            ["218人 在职人员", "223人 编制数", "97.76% 在职人员 占"],
        ),
        (
            "基本支出80万元（人员经费60万元，公用经费20万元），占80%。",
            ["80万元 基本支出", "60万元 人员经费", "20万元 公用经费", "80% 基本支出 占"],
        ),
        (
            "下设党政办、党群办等18个办站所，聘请150名村级保洁员。",
            ["18个 办站所", "150名 聘请村级保洁员"],
        ),
        ("较预算调整追加6007.44万元。", ["6007.44万元 追加 增 预算"]),
        (
            "固定资产利用率高于90%，开展行动500余次。",
            ["90% 固定资产利用率 约", "500余次 开展行动 约"],
        ),
        (
            "2021年预期目标是：生产总值增长8%左右，财政总收入3.8亿元左右。",
            ["8% 生产总值 2021 目标 增 约", "3.8亿元 财政总收入 2021 目标 约"],
        ),
        ("登记在册吸毒人员数减少60人。", ["60人 登记在册吸毒人员数 减"]),
        ("满意率百分之九十八，下拨资金二十万元。", ["二十万元 下拨资金", "百分之九十八 满意率"]),
    ],
)
def test_a_number_knows_what_is_said_of_it(text: str, expected: list[str]) -> None:
    assert sorted(said(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "1、评价目的",
        "（2）核实数据",
        "根据桃财绩〔2021〕14号和【2020】3号文件要求。",
        "电话0737-8888888，手机13812345678。",
        "2019—2021年、2020年12月31日、2020.12.31、第三季度、1-6月。",
        "沿G319国道、X021县道和319国道推进。",
        "全面落实“六稳六保”“一岗双责”和中央八项规定，增强“四个意识”。",
        "见表2、附件1和图3。",
        "每村补助10—20万元，税收3.5至4.2亿元，得分90%—95%。",
        "拨打12345热线。",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert said(text) == []


def test_units_are_compared_in_their_measure() -> None:
    wide, small, points = read("投资１２．５亿元，补助3000元/人，提高2个百分点。")
    assert (wide.measure, wide.base, wide.half) == (
        "元",
        Decimal("1250000000.0"),
        Decimal(5_000_000),
    )
    assert (small.unit, small.measure) == ("元/人", "元/人")
    assert (points.measure, points.base) == ("百分点", Decimal("0.02"))


def test_places_are_exact() -> None:
    found = read("收入9万元。 支出１.８万元，占比５％。")
    assert [each.text for each in found] == ["9万元", "１.８万元", "５％"]


@given(
    st.decimals(min_value=0, max_value=10**8, places=2),
    st.sampled_from(["万元", "元", "亿元", "人", "%", "个", "㎡"]),
    st.booleans(),
)
def test_a_number_printed_and_read_back_is_the_same(
    value: Decimal, unit: str, commas: bool
) -> None:
    printed = f"{value:,}" if commas else str(value)
    [found] = read(f"项目支出共{printed}{unit}。")
    assert (found.value, found.unit, found.name) == (value, unit, "项目支出")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("收入19.20万元，支出12.34万元。", "收入20.19万元，支出56.78万元。"),
        ("较上年减少11人，降幅5.25%。", "较上年减少98人，降幅7.50%。"),
        ("费用为5至8万元，支出3.00万元。", "费用为6至9万元，支出0.00万元。"),
    ],
)
def test_a_sentence_with_other_amounts_keeps_its_words_and_has_its_own_values(
    first: str, second: str
) -> None:
    assert read(first)
    for each in read(second):
        digits = each.text.rstrip("万元人%")
        assert each.value == Decimal(digits)
        assert each.base == each.value * {"万元": 10_000, "%": Decimal("0.01")}.get(each.unit, 1)
    assert [(e.name, e.start, e.change) for e in read(first)] == [
        (e.name, e.start, e.change) for e in read(second)
    ]
