"""Texts that nobody writes, or only by accident, each as long as it is asked to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.findings import Where
from reportgen.papers.model import Block, Grid, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = "怪文.txt"
_HEAD = "桃江县灰山港镇2020年度部门整体支出绩效评价报告\n一、基本情况\n"
_TOWNS = ("马迹塘镇", "武潭镇", "大栗港镇", "三堂街镇", "修山镇", "鸬鹚渡镇", "石牛江镇", "牛田镇")


def _cycle(parts: tuple[str, ...], n: int, join: str = "") -> str:
    return join.join(parts[at % len(parts)] for at in range(n))


def _row(n: int, head: str, cell: Callable[[int], str]) -> str:
    return "\n".join([head, *(f"| 项目{at} | {cell(at)} |" for at in range(n))])


SHAPES: dict[str, Callable[[int], str]] = {
    "一长串数字": lambda n: f"收入合计{'1' * n}万元，其中甲1万元，乙2万元。",
    "一长串小数": lambda n: f"收入合计0.{'1' * n}万元，其中甲1万元，乙2万元。",
    "许多三位一节的数": lambda n: f"收入1{',234' * n}万元。",
    "全角数字": lambda n: f"收入{'９' * n}万元，占{'９' * n}％。",
    "许多点分的数": lambda n: f"表1{'.2' * n}的数。",
    "数字和连字符": lambda n: f"编号{'12-' * n}号。",
    "数字和顿号": lambda n: f"第{'1、' * n}期。",
    "许多空格": lambda n: f"一、目标{' ' * n}完成。",
    "末尾许多空格": lambda n: f"一、目标{' ' * n}x",
    "许多全角空格": lambda n: f"目标{'　' * n}完成。",
    "许多制表符": lambda n: "目标" + "\t" * n + "完成。",
    "空格和点": lambda n: f"一、目标{' .' * n}x",
    "许多省略点": lambda n: f"一、目标{'…' * n}12x",
    "许多短横": lambda n: f"一、目标{'-' * n}12x",
    "许多换页符": lambda n: "目标" + "\x0b\x0c" * n + "完成。",
    "只有空格": lambda n: " " * n + "\n" + "　" * n + "\n。",
    "只有标点": lambda n: "，。；：" * n,
    "许多句号": lambda n: "。" * n,
    "许多逗号": lambda n: "，" * n,
    "许多圆括号": lambda n: f"支出{'（' * n}1万元{'）' * n}。",
    "只开的圆括号": lambda n: f"支出1万元{'（' * n}。",
    "只关的圆括号": lambda n: f"支出1万元{'）' * n}。",
    "交替的括号": lambda n: f"支出{'（1）[2]' * n}万元。",
    "错开的括号": lambda n: f"支出{'（《' * n}1{'）》' * n}。",
    "许多书名号": lambda n: f"根据{'《' * n}办法{'》' * n}。",
    "许多引号": lambda n: f"实行{'“甲”' * n}办法。",
    "只开的引号": lambda n: f"实行{'“' * n}办法。",
    "许多直引号": lambda n: "实行" + '"甲"' * n + "办法。",
    "许多方括号年份": lambda n: f"按{'〔2021〕1号' * n}文。",
    "许多尖括号": lambda n: f"实行{'<{[' * n}办法{']}>' * n}。",
    "许多其中": lambda n: f"收入合计{n}万元，{'其中甲1万元，' * n}完。",
    "许多其中不等": lambda n: "收入合计99万元，" + "".join(f"其中甲{at}万元，" for at in range(n)),
    "许多分项": lambda n: (
        f"收入合计9万元，其中{'、'.join(f'项{a}支出{a}.5万元' for a in range(n))}。"
    ),
    "许多亿元和万元": lambda n: (
        f"收入9亿元，其中{'、'.join(f'项{a}支出{a}万元' for a in range(n))}。"
    ),
    "许多合计": lambda n: "".join(f"甲{a}万元，乙2万元，合计{a}万元，" for a in range(n)),
    "许多等号": lambda n: f"1万元{'＋1万元＝2万元' * n}。",
    "许多冒号": lambda n: f"收入：{'甲1万元：' * n}。",
    "许多括号里的数": lambda n: f"收入9万元{'（甲1万元、乙2万元）' * n}。",
    "许多由": lambda n: f"{'由甲1万元、' * n}组成。",
    "许多占比": lambda n: (
        "支出9万元，" + "，".join(f"项{a}{a}万元，占{a}%" for a in range(n)) + "。"
    ),
    "许多增长": lambda n: "".join(f"支出{a}万元，比上年增加{a}万元，增长{a}%，" for a in range(n)),
    "许多分别": lambda n: f"甲乙分别为{'、'.join(f'{a}万元' for a in range(n))}，分别增长5%。",
    "许多分别的句子": lambda n: "甲乙分别为1万元、2万元，分别增长5%、6%。" * n,
    "许多没有单位的数": lambda n: f"收入1万元，{'、'.join(f'项{a}支出{a}' for a in range(n))}。",
    "许多百分数": lambda n: "、".join(f"项{a}完成率{a}%" for a in range(n)),
    "许多相同的句子": lambda n: "全年收入100万元，支出90万元。" * n,
    "许多不同的句子": lambda n: "".join(f"第{a}组收入{a}万元，支出{a + 1}万元。" for a in range(n)),
    "许多得分": lambda n: "".join(f"指标{a}分值10分，得分{a}分，扣{a}分。" for a in range(n)),
    "许多圈码": lambda n: f"主要有：{'①甲' * n}。",
    "许多一是": lambda n: "三个问题：" + _cycle(("一是甲；", "二是乙；", "四是丙；"), n) + "完。",
    "许多带括号的序号": lambda n: "：" + _cycle(("（1）甲；", "（2）乙；", "(4)丙；"), n) + "完。",
    "许多顿号": lambda n: f"共有3个村：{'甲村、' * n}乙村。",
    "许多个数": lambda n: f"{'建成3个点：甲、乙。' * n}",
    "许多个数不断句": lambda n: f"{'建成3个点，' * n}甲、乙。",
    "许多日期": lambda n: "".join(f"2021年{a % 15}月{a % 35}日开展绩效评价，" for a in range(n)),
    "许多起止日期": lambda n: "2021年4月5日至2021年3月1日，" * n,
    "许多汉字日期": lambda n: "二〇二一年四月二十日、〇〇〇〇年一月一日，" * n,
    "许多年份": lambda n: "".join(f"20{a % 100:02}年度、" for a in range(n)),
    "许多年": lambda n: "年月日" * n,
    "许多今年去年": lambda n: "今年比去年、上年多，" * n,
    "许多乡镇": lambda n: _cycle(_TOWNS, n, "、"),
    "许多乡镇的句子": lambda n: _cycle(tuple(f"{town}完成了任务，" for town in _TOWNS), n),
    "许多自称": lambda n: "我镇本乡我局灰山港镇灰山镇人民政府，" * n,
    "许多镇字": lambda n: "镇" * n,
    "许多县乡镇": lambda n: "县乡镇" * n,
    "私用区字符": lambda n: "收入" + "\ue000" * n + "5万元。",
    "控制字符": lambda n: "收入" + "".join(map(chr, range(1, 9))) * n + "5万元。",
    "表情": lambda n: f"收入😀5万元{'👨‍👩‍👧😀' * n}。",
    "从右到左": lambda n: "收入" + "\u202e5\u200f万元\u202c" * n + "。",
    "零宽字符": lambda n: "收" + "\u200b\ufeff\u200d" * n + "入5万元。",
    "组合符号": lambda n: "收入5" + "\u0301\u20dd" * n + "万元。",
    "单个代理": lambda n: "收入" + "\ud800" * n + "5万元。",
    "怪数字": lambda n: f"收入{'²³٣④Ⅷ½' * n}万元，一、٣个。",
    "长英文": lambda n: "a" * n + "1" + "b" * n,
    "没有标点的长行": lambda n: "灰山港镇加强预算管理提高资金使用效益" * n,
    "一个字": lambda n: "的" * n,
    "一二三四": lambda n: "一二三四五六七八九十百千万亿" * n,
    "百分之": lambda n: "百分之" * n + "五十，" + "几分之一" * n,
    "网址": lambda n: "http://" + "a.b/" * n + "@" * n,
    "占位符": lambda n: f"收入{'X' * n}万元，{'____' * n}，{'……' * n}，{'〔〕' * n}，{'＊' * n}。",
    "许多附件": lambda n: "\n".join(f"附件{at}：表{at}" for at in range(n)),
    "见表": lambda n: "".join(f"见表{at}、附件{at}、图{at}，" for at in range(n)),
    "许多标题": lambda n: "\n".join(f"{'一二三四'[a % 4]}、标题\n（一）小标题" for a in range(n)),
    "许多短行": lambda n: "\n".join(f"{at}.项" for at in range(n)),
    "许多目录行": lambda n: "目录\n" + "\n".join(f"一、标题……{at}" for at in range(n)),
    "许多空行": lambda n: "甲。" + "\n \n" * n + "乙。",
    "高表": lambda n: _row(n, "表1", lambda at: f"{at}.5 | {at} | 5%"),
    "空表": lambda n: _row(n, "表1", lambda _: " | | "),
    "文字表": lambda n: _row(n, "表1", lambda _: "完成全年任务，得分5分。 | 合计 | 其中：甲"),
    "合计表": lambda n: _row(n, "表1", lambda _: "合计 | 5 | 小计"),
    "长数表": lambda n: _row(3, "表1", lambda _: f"{'1' * n} | 0.{'1' * n} | {'1' * n}%"),
    "宽表": lambda n: "表1\n" + "\n".join(f"| 名 |{' 合计 | 5.1 |' * n}" for _ in range(3)),
    "评分表": lambda n: _row(n, "| 指标 | 分值 | 得分 |", lambda at: f"10 | {at}"),
}


def text(shape: str, n: int) -> str:
    """Return a report with such a text in it."""
    return _HEAD + SHAPES[shape](n)


def typed(words: str) -> Paper:
    """Return what a clerk typed into one cell of the form."""
    return Paper(FILE, (Block(1, words, Where(FILE)),), is_report=False)


def blank(n: int) -> Paper:
    """Return paragraphs that are empty."""
    return Paper(FILE, tuple(Block(at, "", Where(FILE)) for at in range(1, n + 1)))


def only_tables(n: int) -> Paper:
    """Return a report that is nothing but a table."""
    words = ("项目", "金额", "占比"), *((f"项{at}", f"{at}.5", "5%") for at in range(n))
    rows = tuple(
        tuple(
            Block(3 * at + column, said, Where(FILE), is_cell=True)
            for column, said in enumerate(row, 1)
        )
        for at, row in enumerate(words)
    )
    return Paper(FILE, (), (Grid(1, "", "", rows),))
