"""Nothing the seed report says that belongs to the genre is lost, and none of its slips is kept."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.helpers.built import example_text
from tests.helpers.forms import ROOT

SEED = (ROOT / "tests" / "data" / "灰山港镇2020年度报告.txt").read_text(encoding="utf-8")
HEADING = re.compile(r"(?:[一二三四五六七]、|（[一二三四]）|\d、)[^。；]*")
RUN = 4
FOUND = 0.75

# What is not found again, and why. At most 5 % of the seed's paragraphs may stand here.
MISSING = {
    "灰山港镇人民政府2020年度整体收入合计": "收支合计与占比按平衡的口径重新计算，句子由各数生成（N1–N3）",
    "我镇2020年度“三公”经费预算金额": "决算比上年增加，“严格把控与费用节约”“基本持平”与数字不符（N7、N8）；句子由各数生成",
}

# The seed's figures that the report does not print, and why.
NOT_PRINTED = {
    "9248.84": "收入合计，与分项之和 9246.84 不符（N1）",
    "0.26": "政府性基金占比，应为 0.24（N2）",
    "99.74": "一般公共预算占比，按错误的合计算出，应为 99.76（N1、N2）",
    "9224.79": "支出合计，与分项之和 9246.84 不符（N3、N4）",
    "5945.89": "差额小计，随 N4 而错，应为 5967.94（N5）",
    "96.20": "自评得分，按评分表不可能得到（N11）；报告印按规则计算的得分",
    "19": "“19年支出”，年份写全为 2019（§5.8）",
}

# Slips of the seed (DOMAIN.md §5.4–5.8) that must not be carried over.
SLIPS = [
    "鸬鹚渡", "本机人民代表大会", "四有所有", "各种积极组织", "干职工", "新当担", "已评价结果",
    "具体八包括", "工资人员支出", "退职村干待遇", "通过以上我们", "财政总收3.8", "【2021】",
    "较好的完成", "更好的为群众", "镇政协", "今年", "去年", "19年支出", "510万，",
    "162万，", "年初预算均实现下降", "零增长。措施，", "基本持平",
]  # fmt: skip


def plain(text: str) -> str:
    """Leave only what carries meaning: no marks, no blanks, no figures (they are checked apart)."""
    return re.sub(r"[\W\d_]+", "", text)


def paragraphs() -> list[str]:
    """Return the seed's paragraphs, each once, without headings, labels and table cells."""
    found = dict.fromkeys(line.strip() for line in SEED.splitlines())
    return [line for line in found if len(plain(line)) >= 12 and not HEADING.fullmatch(line)]


def covered(paragraph: str) -> float:
    """Return the share of a paragraph's four-character runs that stand in the report."""
    words, report = plain(paragraph), plain(example_text())
    runs = [words[at : at + RUN] for at in range(len(words) - RUN + 1)]
    return sum(run in report for run in runs) / len(runs)


def test_the_seeds_paragraphs_are_found_again_by_content():
    """At least 95 % of them; what is missing is listed above with its reason."""
    every = paragraphs()
    missing = [each for each in every if covered(each) < FOUND]
    assert len(missing) == len(MISSING)
    assert all(each.startswith(tuple(MISSING)) for each in missing)
    assert len(missing) <= len(every) * 0.05


def figures(text: str) -> set[Decimal]:
    return {Decimal(each) for each in re.findall(r"\d+(?:\.\d+)?", text)}


def test_every_right_figure_of_the_seed_is_in_the_report():
    """The wrong ones are listed above, each with the relation that proves it wrong."""
    missing = figures(SEED) - figures(example_text())
    assert missing == {Decimal(each) for each in NOT_PRINTED}


@pytest.mark.parametrize("slip", SLIPS)
def test_no_slip_of_the_seed_is_carried_over(slip):
    """Each was in the seed; none is in the report."""
    assert slip.strip() not in example_text()


def test_no_long_sentence_is_printed_twice():
    """The seed's doubled sections were two drafts pasted together."""
    body = example_text().split("附件1")[0]
    sentences = [plain(each) for each in re.split(r"[。\n]", body)]
    long = [each for each in sentences if len(each) >= 25]
    assert [each for each in set(long) if long.count(each) > 1] == []
