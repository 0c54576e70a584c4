"""The filters a template may use: what a reader sees for a value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose import FILTERS, LIST_FILTERS, Number, ProseError

BLANK_IS_EMPTY = sorted(set(FILTERS) - {"较"})


def n(typed: str, unit: str = "", places: int = 2) -> Number:
    """A number as the context hands it over; a rate is typed in per cent."""
    value = Decimal(typed) / 100 if unit == "%" else Decimal(typed)
    return Number(value, unit, places)


SAYS = [
    # filter      value                          arguments                     text
    ("万元", n("8116.9", "万元"), (), "8116.90万元"),
    ("万元", n("-39.5", "万元"), (), "-39.50万元"),
    ("万元", n("-0.001", "万元"), (), "0.00万元"),
    ("万元", n("9224.975", "万元"), (), "9224.98万元"),
    ("万元", n("8116.9", "万元"), (0,), "8117万元"),
    ("万元", n("485000", "元"), (), "48.50万元"),
    ("万元", n("57.35", "亿元"), (), "573500.00万元"),
    ("亿元", n("57.35", "亿元"), (), "57.35亿元"),
    ("亿元", n("573500", "万元"), (), "57.35亿元"),
    ("百分比", n("99.7635", "%"), (), "99.76%"),
    ("百分比", n("90", "%"), (0,), "90%"),
    ("百分点", n("1.2", "%"), (), "1.20个百分点"),
    ("整数", n("222.5", "人", 0), (), "223"),
    ("整数", n("99.76", "%"), (), "100"),
    ("小数", n("4.8", "分"), (1,), "4.8"),
    ("同比", n("8.15", "%"), (), "同比增长8.15%"),
    ("同比", n("-4.68", "%"), (), "同比下降4.68%"),
    ("同比", n("0", "%"), (), "与上年持平"),
    ("同比", n("0.004", "%"), (), "与上年持平"),
    ("同比", n("-0.005", "%"), (), "同比下降0.01%"),
    ("同比", n("40", "万元"), (n("38", "万元"),), "同比增长5.26%"),
    ("同比", n("40", "万元"), (n("40", "万元"),), "与上年持平"),
    ("同比", n("40", "万元"), (n("0", "万元"),), "上年为零，不可比"),
    ("同比", n("0", "万元"), (n("0", "万元"),), "与上年持平"),
    ("同比", n("5", "万元"), (n("-10", "万元"),), "上年为负数，不可比"),
    ("同比", n("40", "万元"), (None,), ""),
    ("同比", n("96", "%"), (n("95.1", "%"),), "同比上升0.90个百分点"),
    ("较", n("40", "万元"), ("上年决算", n("38", "万元")), "较上年决算增长5.26%"),
    ("较", n("40", "万元"), ("年初预算", n("56.4", "万元")), "较年初预算下降29.08%"),
    ("较", n("38", "万元"), ("上年决算", n("38", "万元")), "与上年决算持平"),
    ("较", n("6", "万元"), ("上年决算", n("0", "万元")), "上年决算为零，不可比"),
    ("较", n("94", "%"), ("上年", n("95.1", "%")), "较上年下降1.10个百分点"),
    ("增减", n("6007.44", "万元"), (), "增加6007.44万元"),
    ("增减", n("-39.5", "万元"), (), "减少39.50万元"),
    ("增减", n("0.004", "万元"), (), "持平"),
    ("增减", n("-3", "人", 0), (), "减少3人"),
    ("增减", n("-1.2", "%"), (), "下降1.20个百分点"),
    ("顿号", ("党政办", None, "纪检室"), (), "党政办、纪检室"),
    ("顿号", ({"序号": n("1"), "名称": "财政所"}, {"名称": "文体站"}), (), "财政所、文体站"),
    ("顿号", ({"名称": "扶贫", "决算": n("243.37")},), ("名称",), "扶贫"),
    ("顿号", "收入、工作机会", (), "收入、工作机会"),
    ("顿号", (), (), ""),
    ("个数", ("甲", "乙", "丙"), (), "3"),
    ("个数", ({"名称": "财政所"}, {"名称": "文体卫站"}), (), "2"),
    ("个数", "社会治安、医疗保障、政策公平", (), "3"),
    ("个数", (), (), "0"),
    ("中文数字", n("3"), (), "三"),
    ("中文数字", n("10"), (), "十"),
    ("中文数字", n("11"), (), "十一"),
    ("中文数字", 20, (), "二十"),
    ("中文数字", 110, (), "一百一十"),
    ("中文数字", 1010, (), "一千零一十"),
    ("中文数字", 2021, (), "二千零二十一"),
    ("中文数字", 9999, (), "九千九百九十九"),
    ("中文日期", date(2021, 4, 20), (), "2021年4月20日"),
    ("年月", date(2021, 4, 6), (), "2021年4月"),
    ("合并", "产出", (), "产出"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "arguments", "text"), SAYS)
def test_a_filter_says_it_as_these_reports_do(name, value, arguments, text):
    assert str(FILTERS[name](value, *arguments)) == text


FORMAL = [
    ("8116.9", "万元", "捌仟壹佰壹拾陆万玖仟元整"),
    ("0", "元", "零元整"),
    ("10", "元", "壹拾元整"),
    ("325.04", "元", "叁佰贰拾伍元零肆分"),
    ("1680.32", "元", "壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "元", "壹拾万零柒仟元伍角叁分"),
    ("16409.02", "元", "壹万陆仟肆佰零玖元零贰分"),
    ("0.05", "元", "伍分"),
    ("0.5", "元", "伍角整"),
    ("1409.50", "元", "壹仟肆佰零玖元伍角整"),
    ("6007.14", "元", "陆仟零柒元壹角肆分"),
    ("2.665", "元", "贰元陆角柒分"),
    ("-39.5", "万元", "负叁拾玖万伍仟元整"),
    ("1", "亿元", "壹亿元整"),
    ("1.0001", "亿元", "壹亿零壹万元整"),
    ("10000", "亿元", "壹万亿元整"),
    ("10001", "亿元", "壹万零壹亿元整"),
]


@pytest.mark.parametrize(("typed", "unit", "text"), FORMAL)
def test_a_formal_amount_follows_the_accounting_rules(typed, unit, text):
    """会计基础工作规范第五十二条; the amounts with both spellings allowed use one of the two."""
    assert FILTERS["大写金额"](n(typed, unit)) == text


@pytest.mark.parametrize("name", BLANK_IS_EMPTY)
def test_an_optional_cell_left_blank_prints_nothing(name):
    assert FILTERS[name](None) == ""


def test_a_comparison_with_a_blank_cell_prints_nothing():
    assert FILTERS["较"](n("40"), "上年决算", None) == ""
    assert FILTERS["较"](None, "上年决算", n("38")) == ""


WRONG = [
    ("万元", "约四十", (), "“万元”只能用在数上，这里是文字“约四十”。"),
    ("万元", n("223", "人", 0), (), "“万元”只能用在金额上，这里是单位为“人”的数。"),
    ("百分比", n("40", "万元"), (), "“百分比”只能用在单位为“%”的数上，这里是单位为“万元”的数。"),
    ("百分比", n("40"), (), "“百分比”只能用在单位为“%”的数上，这里是没有单位的数。"),
    ("同比", n("40", "万元"), (), "“同比”只能用在单位为“%”的数上，这里是单位为“万元”的数。"),
    ("同比", n("4", "亿元"), (n("4", "万元"),),
     "两个数的单位不同，不能相比：一个是亿元，一个是万元。"),
    ("中文数字", n("2.5"), (), "“中文数字”只能写0到9999的整数，这里是2.5。"),
    ("中文数字", n("10000"), (), "“中文数字”只能写0到9999的整数，这里是10000。"),
    ("中文数字", n("-1"), (), "“中文数字”只能写0到9999的整数，这里是-1。"),
    ("中文日期", "2021年4月", (), "“中文日期”只能用在日期上，这里是文字“2021年4月”。"),
    ("年月", n("2021"), (), "“年月”只能用在日期上，这里是数。"),
    ("大写金额", n("40"), (), "“大写金额”要知道单位是元、万元还是亿元，这个数没有单位。"),
    ("大写金额", n("1e12", "亿元"), (), "“大写金额”写不下这么大的数：100000000000000000000元。"),
    ("增减", date(2021, 4, 20), (), "“增减”只能用在数上，这里是日期。"),
    ("增减", (), (), "“增减”只能用在数上，这里是一张表或几段文字。"),
    ("顿号", n("3"), (), "“顿号”要用在一张表、表的一列或用顿号隔开的文字上。"),
    ("顿号", ({"名称": "扶贫", "决算": n("1")},), (),
     "“顿号”要写明表的哪一列，如“内设机构.名称”。"),
    ("顿号", (("甲", "乙"),), (), "“顿号”不能用在“段落”一类的列上，一格里有几段文字。"),
    ("个数", n("3"), (), "“个数”要用在一张表、表的一列或用顿号隔开的文字上。"),
    ("中文数字", Decimal("1.5"), (), "“中文数字”只能写0到9999的整数，这里是1.5。"),
    ("同比", n("40"), ("上年决算",), "“同比”只能用在数上，这里是文字“上年决算”。"),
    ("较", n("40"), ("上年", "三十八"), "“较”只能用在数上，这里是文字“三十八”。"),
    ("较", n("40"), (n("38"), n("38")),
     "“较”的括号里先写基期的叫法（加引号），再写名称，如 较('上年', 上年数)。"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "arguments", "message"), WRONG)
def test_a_filter_on_a_wrong_kind_of_value_says_so(name, value, arguments, message):
    with pytest.raises(ProseError) as caught:
        FILTERS[name](value, *arguments)
    assert str(caught.value) == message


PLACED = {
    "万元": n("8116.9", "万元"), "亿元": n("1", "亿元"), "百分比": n("5", "%"),
    "百分点": n("5", "%"), "小数": n("4.8", "分"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACED)
@pytest.mark.parametrize("places", ["两", -1, 7, 99999, Decimal("1.5"), n("2020", "", 0), True])
def test_decimals_are_a_whole_number_from_0_to_6(name, places):
    with pytest.raises(ProseError) as caught:
        FILTERS[name](PLACED[name], places)
    assert str(caught.value) == f"“{name}”的小数位要写0到6的整数，不写名称、文字和负数。"


@pytest.mark.parametrize(
    ("name", "arguments"), [("同比", (n("38"), -1)), ("较", ("上年", n("38"), "两"))]
)
def test_decimals_of_a_growth_are_whole_too(name, arguments):
    with pytest.raises(ProseError, match=f"“{name}”的小数位要写0到6的整数"):
        FILTERS[name](n("40"), *arguments)


def test_six_decimals_are_printed_and_none_too():
    assert str(FILTERS["小数"](n("4.8"), 6)) == "4.800000"
    assert str(FILTERS["小数"](n("4.8"), 0)) == "5"


def test_days_of_a_column_are_joined_as_chinese_write_them():
    assert FILTERS["顿号"]((date(2021, 4, 6), date(2021, 5, 1))) == "2021年4月6日、2021年5月1日"


def test_counts_and_whole_numbers_may_be_said_again():
    """It is natural to write ``内设机构 | 个数 | 中文数字`` and ``金额 | 整数 | 万元``."""
    assert FILTERS["中文数字"](FILTERS["个数"](("甲",) * 13)) == "十三"
    assert FILTERS["万元"](FILTERS["整数"](n("8116.9", "万元"))) == "8117万元"


def test_only_list_filters_take_a_whole_list():
    assert frozenset({"顿号", "个数"}) == LIST_FILTERS
    assert set(FILTERS) >= LIST_FILTERS


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_printed_and_read_back_is_the_number_as_rounded(value):
    """Nothing but the declared rounding is lost on the way to the page."""
    printed = FILTERS["万元"](Number(value, "万元", 2)).removesuffix("万元")
    assert abs(Decimal(printed) - value) <= Decimal("0.005")
    assert FILTERS["万元"](Number(Decimal(printed), "万元", 2)) == f"{printed}万元"


@given(st.integers(min_value=0, max_value=9999))
def test_a_chinese_number_reads_back(value):
    """Adding up the characters gives the number again."""
    units = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for character in FILTERS["中文数字"](value):
        if character in units:
            total += (digit or 1) * units[character]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)
    assert total + digit == value


def test_a_name_that_ends_in_a_digit_is_kept_apart_from_its_figure():
    """扶贫项目2020243.37万元 would be a false number."""
    assert FILTERS["名称"]("扶贫项目2020") == "“扶贫项目2020”"
    assert FILTERS["名称"]("扶贫") == "扶贫"
    assert FILTERS["名称"](None) == ""
    with pytest.raises(ProseError, match="只能用在文字上"):
        FILTERS["名称"](Number(Decimal(3), "万元"))
