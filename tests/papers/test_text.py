"""Plain text: tables between bars, tabs or blanks, and lines broken at one width."""

from __future__ import annotations

import pytest

from reportgen import papers

ROWS = [["项目", "预算", "决算"], ["基本支出", "10.00", "12.00"], ["合计", "10.00", "12.00"]]
PROSE = (
    "为进一步规范财政资金管理，强化支出责任，提高资金使用效益，根据县财政局的通知要求，我镇组织专人对"
    "2020年度部门整体支出情况进行了绩效自评，现将有关情况报告如下，请予审核，并对不足之处提出指导意见。"
)


def rows_of(text: str) -> list[list[str]]:
    [grid] = papers.from_text(text, "报告.txt").grids
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    "table",
    [
        "| 项目 | 预算 | 决算 |\n|---|---|---|\n| 基本支出 | 10.00 | 12.00 |\n| 合计 | 10.00 | 12.00 |",
        "┌──┬──┬──┐\n│项目│预算│决算│\n├──┼──┼──┤\n│基本支出│10.00│12.00│\n│合计│10.00│12.00│\n└──┴──┴──┘",
        "项目\t预算\t决算\n基本支出\t10.00\t12.00\n合计\t10.00\t12.00",
        "项目        预算     决算\n基本支出    10.00    12.00\n合计        10.00    12.00",
        "项目　　　　预算　　决算\n基本支出　　10.00　　12.00\n合计　　　　10.00　　12.00",
    ],
)
def test_a_table_in_any_writing(table: str) -> None:
    assert rows_of(f"一、支出\n{table}\n以上。") == ROWS


def test_blanks_before_the_words_of_a_cell_are_counted() -> None:
    text = "| 项目   | 金额 |\n| 公务用车 | 9 |\n| 　　公车购置 | 2 |\n|     公车运行   | 7 |\n|   合计   | 9 |"
    [grid] = papers.from_text(text, "报告.txt").grids
    assert [row[0].indent for row in grid.rows] == [0, 0, 2, 2, 0]
    [grid] = papers.from_text("项目\t金额\n公务用车\t9\n　　公车运行\t9", "报告.txt").grids
    assert [row[0].indent for row in grid.rows] == [0, 0, 2]


def broken(paragraphs: list[str], width: int, lead: str) -> str:
    lines = []
    for paragraph in paragraphs:
        rest = lead + paragraph
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return "\n".join(lines)


@pytest.mark.parametrize("lead", ["　　", ""])
def test_lines_broken_at_one_width_are_paragraphs_again(lead: str) -> None:
    paragraphs = [f"{number}、{PROSE}" for number in "一二三四五六"]
    read = papers.from_text(broken(paragraphs, 36, lead), "报告.txt")
    assert [block.text for block in read.blocks] == paragraphs
    assert read.blocks[1].where.spot.endswith("（第4行）")


def test_lines_of_paragraphs_are_left_as_they_are() -> None:
    lines = [f"{PROSE[: 30 + 9 * number]}。" for number in range(8)]
    read = papers.from_text("\n".join(lines), "报告.txt")
    assert [block.text for block in read.blocks] == lines


def test_equally_long_sentences_are_left_as_they_are() -> None:
    lines = [f"{PROSE[number : number + 35]}。" for number in range(12)]
    read = papers.from_text("\n".join(lines), "报告.txt")
    assert [block.text for block in read.blocks] == lines
