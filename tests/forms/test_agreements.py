"""Every live mark, worked out by LibreOffice, is what the checks say of that agreement."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen import checks, records, workbook
from reportgen.checks.sides import sides
from reportgen.forms.data import Data
from reportgen.packs import stamp
from reportgen.records.nothing import spellings
from tests.forms.made import computed, issued, loaded, made_pack, needs_office, recalculated

STATE, LEFT, RIGHT, GAP = 2, 5, 8, 9
MARKS = {"错误": "✗", "提醒": "！"}

# 规则 | 左 | 右 | 容差 | 级别 | the mark
NUMBERS = """
合计相等 | 9224.98 | 9224.97 | 0.01 | 错误 | ✓
合计相等 | 9224.96 | 9224.97 | 0.01 | 错误 | ✓
合计相等 | 9224.981 | 9224.97 | 0.01 | 错误 | ✗
合计相等 | 9224.959 | 9224.97 | 0.01 | 提醒 | ！
合计相等 | | 9224.97 | 0.01 | 错误 | … 待填
合计相等 | 9224.97 | | 0.01 | 错误 | … 待填
合计相等 | | | | 错误 | … 待填
合计相等 | 0 | 0 | | 错误 | ✓
相等 | 1000000000.01 | 1000000000 | 0.01 | 错误 | ✓
相等 | 1000000000.02 | 1000000000 | 0.01 | 错误 | ✗
相等 | 9999999.99 | 9999999.98 | 0.01 | 错误 | ✓
相等 | -3.1 | 3.1 | 6.2 | 错误 | ✓
相等 | -3.1 | 3.1 | 6.19 | 提醒 | ！
不超过 | 5.01 | 5 | 0.01 | 错误 | ✓
不超过 | 5.011 | 5 | 0.01 | 错误 | ✗
不超过 | 1 | 5 | | 提醒 | ✓
不超过 | 1.1 | 1.09 | | 提醒 | ！
不超过 | 1.1 | | | 提醒 | … 待填
比率相等 | 0.9974 | 0.997449 | | 错误 | ✓
比率相等 | 0.9974 | 0.99745 | | 错误 | ✗
比率相等 | 0.9975 | 0.99745 | | 错误 | ✓
比率相等 | 0.99745 | 0.997451 | | 错误 | ✓
比率相等 | 0.99745 | 0.997456 | | 错误 | ✗
比率相等 | 0.99745 | 0.997456 | 0.00001 | 错误 | ✓
比率相等 | 1 | 1.00004 | | 提醒 | ✓
比率相等 | 0.00001 | 0.00001 | | 提醒 | ✓
比率相等 | -0.0468 | -0.04675 | | 错误 | ✓
比率相等 | | 0.5 | | 错误 | … 待填
"""
TEXTS = """
文字必填 | 因为 | 5 | | 错误 | ✓
文字必填 | | 5 | | 错误 | ✗
文字必填 | | -5 | | 提醒 | ！
文字必填 | | 0 | | 错误 | ✓
文字必填 | | 0.01 | 0.01 | 错误 | ✓
文字必填 | | 0.02 | 0.01 | 错误 | ✗
文字必填 | 因为 | | | 错误 | … 待填
文字必填 | 无 | 5 | | 错误 | ✗
文字必填 | —— | 5 | | 错误 | ✗
文字必填 | 无误 | 5 | | 错误 | ✓
文字必填 | 因为 | 不问 | | 错误 | ✓
文字必填 | | 不问 | | 提醒 | ！
"""
DAYS = """
不晚于 | 2021-4-20 | 2021年4月20日 | | 错误 | ✓
不晚于 | 2021年4月21日 | 2021.4.20 | | 错误 | ✗
不晚于 | 2021/4/21 | 2021年4月20日 | | 提醒 | ！
不晚于 | 2020年12月31日 | 2021年1月1日 | | 错误 | ✓
不晚于 | | 2021年1月1日 | | 错误 | … 待填
"""


def lines(text):
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


CASES = [*lines(NUMBERS), *lines(TEXTS), *lines(DAYS)]
NOTHING = ("无 ", "　－－", "Ｎ/Ａ", "－－－－", "＼", "—–", "……", "√√", "待 定", "|")
SAYING = ("/5", "无/", "-无-", "a", "n/a无", "无无")
WORDS = [*dict.fromkeys([*NOTHING, *filter(None, spellings())])][:300]
WORDS += SAYING


def verbs_pack(folder):
    """Every case on cells of its own; after them sums, lists, what is computed and scored."""
    fields, rows, cells, typed = (
        ["名称|类型|必填|单位|小数位"],
        ["规则|左边|右边|容差|级别"],
        {},
        {},
    )
    for number, (verb, left, right, tolerance, level, _) in enumerate(CASES, 1):
        kinds = {"文字必填": ("文字", "数"), "不晚于": ("日期", "日期")}.get(verb, ("数", "数"))
        unit = "%" if verb == "比率相等" else ""
        asked = "" if right == "不问" else f"右{number}"
        rows.append(f"{verb}|左{number}|{asked}|{tolerance}|{level}")
        for side, value, kind in (("左", left, kinds[0]), ("右", right, kinds[1])):
            fields.append(f"{side}{number}|{kind}|否|{unit}|2")
            cells[f"{'A' if side == '左' else 'B'}{number}"] = f"{{{{ {side}{number} }}}}"
            if value and value != "不问":
                typed[f"{side}{number}"] = Decimal(value) if kind == "数" else value
    tables = {"字段": "\n".join(fields), "勾稽": "\n".join(rows)}
    return made_pack(folder, tables, {"数": cells}), Data(typed, {})


def words_pack(folder):
    """A text that is asked for, in every spelling of nothing and in some that say something."""
    names = [f"文{number}" for number in range(len(WORDS))]
    fields = "\n".join(["名称|类型|必填", *(f"{name}|文字|否" for name in names)])
    rules = "\n".join(["规则|左边|级别", *(f"文字必填|{name}|错误" for name in names)])
    cells = {f"A{number}": f"{{{{ {name} }}}}" for number, name in enumerate(names, 1)}
    typed = dict(zip(names, WORDS, strict=True))
    return made_pack(folder, {"字段": fields, "勾稽": rules}, {"字": cells}), Data(typed, {})


SUMS = {
    "字段": """
        | 名称 | 类型 | 必填 | 单位 | 小数位 |
        | 甲 | 数 | 否 | 万元 | 2 |
        | 乙 | 数 | 否 | 万元 | 2 |
        | 丙 | 数 | 否 | 万元 | 2 |
        | 人 | 数 | 否 | 人 | 0 |
        | 清单 | 表 | 否 | | |
        | 清单.名 | 文字 | 否 | | |
        | 清单.数 | 数 | 否 | 万元 | 2 |
        | 空单 | 表 | 否 | | |
        | 空单.名 | 文字 | 否 | | |
        | 空单.数 | 数 | 否 | 万元 | 2 |
    """,
    "计算": """
        | 名称 | 算法 | 取数 | 单位 | 小数位 |
        | 合 | 合计 | 甲 + 乙 | | 2 |
        | 率 | 比率 | 甲；丙 | | 2 |
        | 清单和 | 合计 | 合计(清单.数) | | 2 |
    """,
    "勾稽": """
        | 规则 | 左边 | 右边 | 容差 | 级别 | 说明 |
        | 合计相等 | 丙 | 甲 + 乙 | | 错误 | 丙是甲、乙之和。 |
        | 相等 | 合 - 丙 | 丙 - 合 | | 错误 | |
        | 合计相等 | 丙 | 合计(清单.数) | 0.05 | 错误 | 丙是清单之和 |
        | 合计相等 | 清单和 | 丙 | | 错误 | |
        | 不超过 | 合计(空单.数) | 丙 | | 提醒 | |
        | 不超过 | 计数(清单) + 计数(空单) | 人 | | 提醒 | |
        | 不超过 | 平均(清单.数) | 甲 | | 提醒 | |
        | 不超过 | 率 | 率 | | 错误 | |
        | 不超过 | 综合得分 | 甲 | | 错误 | |
        | 不超过 | 最高可得分 | 甲 | | 错误 | |
    """,
    "指标": (
        "名称|分值|取数|算法|评分|界限|一步|每步扣分|不足一步|分档|分母为零\n"
        "指|5|甲；丙|比率|按比例| | | | | |零分"
    ),
}


def sums_pack(folder):
    cells = {
        f"A{n}": f"{{{{ {name} }}}}" for n, name in enumerate(["甲", "乙", "丙", "人", "合"], 1)
    }
    whole = {"A1": "{{ 清单.名 }}", "B1": "{{ 清单.数 }}", "A9": "完"}
    below = {"A1": "{{ 空单.名 }}", "B1": "{{ 空单.数 }}"}
    return made_pack(folder, SUMS, {"镇's 表": cells, "单": whole, "空": below})


def listed(*values):
    return tuple(
        {"名": f"第{n}项"} | ({"数": Decimal(v)} if v else {}) for n, v in enumerate(values)
    )


def numbers(**values):
    return {name: Decimal(value) for name, value in values.items()}


SUMMED = {
    "right": Data(numbers(甲="0.1", 乙="0.2", 丙="0.3", 人="2"), {"清单": listed("0.1", "0.2")}),
    "edge": Data(numbers(甲="1", 乙="2", 丙="3", 人="1"), {"清单": listed("1", "2.05")}),
    "wrong": Data(numbers(甲="1", 乙="2", 丙="3.01", 人="9"), {"清单": listed("5", "2.06")}),
    "lacking": Data(
        numbers(甲="1", 丙="0", 人="1"), {"清单": listed("5", ""), "空单": listed("1")}
    ),
    "nothing": Data({}, {}),
    "said": Data(numbers(丙="0"), {"清单": ({"名": "无"},)}),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The folder of each pack and its forms as LibreOffice saves them, in one call."""
    tmp = tmp_path_factory.mktemp("agreements")
    verbs, typed = verbs_pack(tmp / "verbs")
    sums = sums_pack(tmp / "sums")
    texts, words = words_pack(tmp / "words")
    made = {"verbs": issued(verbs, typed), "words": issued(texts, words)}
    made |= {name: issued(sums, data) for name, data in SUMMED.items()}
    forms = recalculated(tmp / "forms", made)
    of = {"verbs": verbs, "words": texts}
    return {name: (of.get(name, sums), path) for name, path in forms.items()}


def marks(path):
    """Return the live mark of every agreement, in the pack's order."""
    cells = workbook.read(path).by_title[stamp.AGREEMENTS].cells
    return [cells[at].text for at in sorted(cells) if at[1] == STATE and at[0] > 4]


def due(path, folder):
    """Return the mark that each agreement must have: what the checks say of it alone."""
    pack, book = loaded(folder), workbook.read(path)
    record = computed(book, pack)
    places = records.extract(book, pack)[0].places
    return [mark(row, record, pack, places) for row in pack.checks]


def mark(row, record, pack, places):
    codes = {each.code for each in checks.run([row], record, pack.calculations, places)}
    if codes - {"CK00"}:
        return MARKS[row.severity.value]
    return "… 待填" if codes else "✓"


@needs_office
@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_a_mark_is_what_its_check_says(saved, number):
    """On the edge of the tolerance, just over it, with either side blank; 无 is no reason."""
    folder, path = saved["verbs"]
    expected = CASES[number - 1][-1]
    assert due(path, folder)[number - 1] == expected
    assert marks(path)[number - 1] == expected


@needs_office
def test_the_form_and_the_program_agree_on_what_says_nothing(saved):
    """All spellings come from one table; a clerk is not told ✓ and then that nothing is there."""
    folder, path = saved["words"]
    expected = dict.fromkeys(WORDS, "✗") | dict.fromkeys(SAYING, "✓")
    assert dict(zip(WORDS, marks(path), strict=True)) == expected
    assert dict(zip(WORDS, due(path, folder), strict=True)) == expected


@needs_office
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("right", "✓ ✓ ✓ ✓ ✓ ✓ ！ ✓ ✗"),
        ("edge", "✓ ✓ ✓ ✗ ✓ ！ ！ ✓ ✗"),
        ("wrong", "✗ ✗ ✗ ✗ ✓ ✓ ！ ✓ ✗"),
        ("lacking", "… … … … ！ ！ ！ … ✓"),
        ("nothing", "… … … … … … … … …"),
        ("said", "… … ✓ ✓ ✓ … … … …"),
    ],
)
def test_sums_lists_and_what_is_computed_are_marked_as_they_are_checked(saved, name, expected):
    """0.1 and 0.2 are 0.3; a list waits for every number; 0 of 0 is no rate."""
    folder, path = saved[name]
    shown = marks(path)
    assert shown[-1] == "由程序核对"
    assert shown[:-1] == due(path, folder)[:-1]
    assert [each[0] for each in shown[:-1]] == expected.split()


@needs_office
@pytest.mark.parametrize("name", SUMMED)
def test_the_figures_beside_a_mark_are_those_that_were_checked(saved, name):
    """Both sides and their difference; nothing where either side is missing."""
    folder, path = saved[name]
    pack, book = loaded(folder), workbook.read(path)
    record, cells = computed(book, pack), book.by_title[stamp.AGREEMENTS].cells
    for number, row in enumerate(pack.checks[:-1], 5):
        both_sides = sides(row, record)
        gap = cells.get((number, GAP))
        if both_sides is None:
            assert gap is None or not gap.text
            continue
        left, right = (each.value for each in both_sides)
        shown = [Decimal(cells[number, column].text) for column in (LEFT, RIGHT, GAP)]
        assert [round(each, 9) for each in shown] == [
            round(each, 9) for each in (left, right, left - right)
        ]


@needs_office
def test_the_head_counts_what_agrees_what_does_not_and_what_waits(saved):
    """So that one line tells a clerk whether the form is done."""
    told = {
        name: workbook.read(saved[name][1]).by_title[stamp.AGREEMENTS].cells[3, 1].text
        for name in ("right", "nothing")
    }
    assert told["right"] == "相符 7 项，不相符 2 项，待填 0 项，由程序核对 1 项。"
    assert told["nothing"] == "相符 0 项，不相符 0 项，待填 9 项，由程序核对 1 项。"
