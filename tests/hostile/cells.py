"""What people type into cells: numbers in every spelling, placeholders, formulas, code, markup."""

from __future__ import annotations

from tests.hostile.made import (
    Faulty,
    Kind,
    Maker,
    Members,
    Refused,
    Same,
    cell,
    kinds,
    number,
    text,
    typed,
    words_of,
    zipped,
)

MONEY, HEADS, RATE, DAY, NOTE = "其他收入", "行政编制", "固定资产利用率", "报告日期", "其他说明"
INCOME = "一般公共预算收入"
_INCOME_SPELLINGS = {
    "千分位": "9,224.97",
    "全角数字": "９２２４．９７",
    "全角千分位": "９，２２４．９７",
    "不换行空格": "\u00a09224.97\u00a0",
    "全角空格": "　9224.97　",
    "零宽字符": "92\u200b24.97",
    "末尾换行": "9224.97\n",
    "撇号": "’9224.97",
    "科学记数": "9.22497E+03",
    "带单位": "9224.97万元",
    "单位是元": "92249700元",
    "单位是亿元": "0.922497亿元",
    "正号": "+9224.97",
    "方向字符": "\u202a9224.97\u202c",
}
_NO_NUMBERS = {
    "欧洲写法": "9.224,97",
    "逗号错位": "92,24.97",
    "句号当小数点": "9224。97",
    "范围": "3-5",
    "大约": "约95左右",
    "不少于": "≥95",
    "甲比乙": "1/2",
    "汉字数字": "九千二百",
    "两个负号": "--5",
    "算式": "1+1",
    "别的单位": "5人",
    "阿拉伯数字": "٣٤",
    "上标": "5²",
    "十六进制文字": "0x1F",
    "带下划线": "1_000",
    "很长的数字": "1" * 30_000,
}
_PLACEHOLDERS = ("——", "/", "无", "N/A", "待定", "　")
_NOT_DAYS = {"负的日期": "-5", "二月三十日": "60", "太远的日期": "99999999", "不是数的日期": "NaN"}
_DAYS = {"汉字日期": "2021年4月20日", "短横日期": "2021-4-20", "斜杠日期": "2021/04/20"}


def _added(words: str) -> Maker:
    """Return a maker that adds words to a paragraph of the report."""
    return lambda members: text(NOTE, f"{_escaped(words_of(members, NOTE))}甲{words}乙")(members)


def _said(words: str, printed: str | None = None, code: str = "") -> tuple[Maker, Same]:
    """Return a maker that adds words to a paragraph of the report, and the report wanted."""
    added = f"甲{words if printed is None else printed}乙"
    return _added(words), Same(code, NOTE if code else "", added)


def _left(words: str) -> tuple[Maker, Faulty]:
    """Return a maker that adds the tag of a template, and what is said of it."""
    return _added(words), Faulty("RV50", NOTE, "留有模板标签", f"甲{words}乙")


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _uncalculated(members: Members) -> bytes:
    return zipped(typed(members, INCOME, "<c><f>SUM(B6:B8)</f></c>"))


_IN_TEXT = {
    "算式标签": _left("{{ 7*7 }}"),
    "判断标签": _left("{% if 1 %}"),
    "重复标签": _left("{% for 项 in 项目支出 %}{{ 项.名称 }}{% endfor %}"),
    "执行命令": _left("{{ cycler.__init__.__globals__.os.system('touch x') }}"),
    "已有的名称": _left("{{ 单位简称 }}"),
    "没有写完的标签": _left("{{ 编制数"),
    "模板的转义": _said("{_{ 甲 }_}"),
    "尖括号": _said("&lt;b&gt;", "<b>"),
    "闭合文档": _said("&lt;/w:t&gt;&lt;/w:body&gt;", "</w:t></w:body>"),
    "与号": _said("A&amp;B&amp;amp;", "A&B&amp;"),
    "注释": _said("&lt;!-- ]]&gt; --&gt;", "<!-- ]]> -->"),
    "链接公式": _said("=HYPERLINK(&quot;http://x&quot;)", '=HYPERLINK("http://x")'),
    "命令公式": _said("=cmd|' /C calc'!A1"),
    "响铃": _said("_x0007_", "", "RC11"),
    "换页": _said("_x000C_", "", "RC11"),
    "半个字": _said("_xD800_", "", "RC11"),
    "反的半个字": _said("_xDC00__xD800_", "", "RC11"),
    "两半合成一字": _said("_xD842__xDFB7_", "𠮷"),
    "不是字符": _said("_xFFFE_", "", "RC11"),
    "换方向": _said("\u202e\u2066", "", "RC11"),
    "零宽连接": _said("\u200b\ufeff", "", "RC11"),
    "自造字": _said("\ue000", None, "RC11"),
    "生僻字和表情": _said("㙦𡐓𠮷👍"),
    "转义的转义": _said("_x005F_x000D_", "_x000D_"),
    "回车换行": _said("。_x000D_&#10;续", "。\n续"),
    "三万个字": _said("字" * 30_000),
}
_WORDS: list[Kind] = [Kind(name, *made) for name, made in _IN_TEXT.items()]

CELLS: list[Kind] = [
    *(Kind(f"数·{n}", text(INCOME, t), Same("RC11", INCOME)) for n, t in _INCOME_SPELLINGS.items()),
    *(Kind(f"非数·{n}", text(MONEY, t), Faulty("RC05", MONEY)) for n, t in _NO_NUMBERS.items()),
    *(
        Kind(f"占位·{at}", text(HEADS, words), Faulty("RC04", HEADS))
        for at, words in enumerate(_PLACEHOLDERS)
    ),
    *(Kind(f"日期·{n}", number(DAY, t), Faulty("RC10", DAY)) for n, t in _NOT_DAYS.items()),
    *(Kind(f"日期·{n}", text(DAY, t), Same()) for n, t in _DAYS.items()),
    *_WORDS,
    *kinds(
        ("错误值", cell(INCOME, '<c t="e"><v>#REF!</v></c>'), Faulty("RC08", INCOME, "#REF!")),
        ("除以零", cell(INCOME, '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'), Faulty("RC08", INCOME)),
        ("溢出错误", cell(INCOME, '<c t="e"><v>#SPILL!</v></c>'), Faulty("RC08", INCOME)),
        ("文字里的错误值", text(INCOME, "#REF!"), Faulty("RC05", INCOME)),
        ("没有计算", _uncalculated, Faulty("RC07", INCOME, "没有计算结果")),
        ("算好的公式", cell(INCOME, "<c><f>9000+224.97</f><v>9224.969999999999</v></c>"), Same()),
        ("逻辑值", cell(INCOME, '<c t="b"><v>1</v></c>'), Faulty("RC05", INCOME, "TRUE")),
        ("日期格式的数", cell(HEADS, '<c s="0"><v>94</v></c>'), Same()),
        ("空着", cell(INCOME, "<c/>"), Faulty("RC04", INCOME)),
        ("括号负数", text(MONEY, "(12.5)"), Faulty("RC06", MONEY, "-12.5")),
        ("全角负号", text(MONEY, "－12.5"), Faulty("RC06", MONEY, "-12.5")),
        ("小数的人数", number(HEADS, "94.5"), Faulty("RC06", HEADS, "应为整数")),
        ("百分数文字", text(RATE, "92.5%"), Same()),
        ("百倍的百分数", number(RATE, "92.5"), Faulty("RC06", RATE)),
        ("二进制的零头", number(INCOME, "9224.970000000001"), Same()),
        ("不在选项里", text("自称", "{{ 7*7 }}"), Faulty("RC09", "自称")),
        ("一百万字", text(NOTE, "字" * 1_000_000), Refused("WB10", "超过一格 32767 个字")),
        ("三万两千七百六十八字", text(NOTE, "字" * 32_768), Refused("WB10", "有 32768 个字")),
    ),
]
