"""问题 and 问题明细: kinds by unit, and each with its place and remedy."""

from __future__ import annotations

from dataclasses import replace

from tests.summary.counties import NAMES, county, finding, opened, outcome, rows, table


def test_kinds_are_counted_by_unit_with_the_title_of_their_page_errors_first():
    given = (
        outcome(0, findings=(finding("CK01"), finding("CK01"), finding("RC05"))),
        outcome(1, findings=(finding("CK01"), finding("WB05", bad=True))),
        outcome(2),
    )
    found = table(opened(county(given)), "问题", "处数")
    assert [
        (r["编号"], r["问题"], r["级别"], r["单位数"], r["处数"], r[NAMES[0]], r[NAMES[1]])
        for r in found
    ] == [
        ("WB05", "不是 Excel 工作簿", "错误", 1, 1, None, 1),
        ("CK01", "合计不等于分项之和", "提醒", 2, 3, 2, 1),
        ("RC05", "数字格里不是数", "提醒", 1, 1, 1, None),
    ]
    assert NAMES[2] not in found[0]


def test_a_code_without_a_page_has_no_title():
    [row] = table(opened(county((outcome(0, findings=(finding("ZZ99"),)),))), "问题", "处数")
    assert (row["编号"], row["问题"]) == ("ZZ99", None)


def test_of_many_units_those_with_most_problems_have_a_column():
    given = [
        outcome(0, form=f"{at}.xlsx", unit=f"{at}镇", findings=(finding(),)) for at in range(45)
    ]
    given[44] = replace(given[44], findings=(finding(), finding()))
    lines = rows(opened(county(tuple(given))), "问题")
    assert len(lines[2]) == 5 + 40
    assert "44镇" in lines[2]
    assert "只列问题最多的40个，另有5个见“问题明细”" in str(lines[1][0])


def test_each_problem_is_listed_with_place_remedy_and_links_errors_first():
    given = outcome(0, findings=(finding("RC05"), finding(bad=True)))
    book = opened(county((given,), inputs="in", findings=(finding("BA11", "某文件夹"),)))
    folder, first, second = table(book, "问题明细", "办法")
    assert first == {
        "单位": NAMES[0], "文件": "灰山港镇.xlsx", "位置": "基础数据表!D9", "编号": "CK01", "级别": "错误",
        "问题": "三公经费为 44.29万元，但分项相加为 45.29万元，相差 -1.00万元。",
        "办法": "核对各分项与三公经费，改正填错的一格。", "报告": "打开报告", "填报表": "打开填报表",
    }  # fmt: skip
    assert (folder["单位"], folder["编号"], second["编号"]) == ("（文件夹）", "BA11", "RC05")
    assert [cell.coordinate for row in book["问题明细"] for cell in row if cell.hyperlink] == [
        "H5",
        "I5",
        "H6",
        "I6",
    ]


def test_what_the_folder_tells_leads_to_the_form_or_report_it_is_about():
    form = f"分组/{NAMES[0]}.xlsx"
    given = outcome(0, form=form, folder=f"分组/{NAMES[0]}", findings=(finding("CK01", form),))
    told = (
        finding("BA13", f"{NAMES[0]}.xlsx"),
        finding("PD02", f"分组/{NAMES[0]}/{NAMES[0]}绩效评价报告.pdf"),
        finding("BA18", "分组/已撤并镇"),
        finding("BA14", NAMES[1]),
    )
    sheet = opened(county((given,), inputs="in", findings=told))["问题明细"]
    found = [
        (row[0].value, *(c.hyperlink and c.hyperlink.target.replace("\\", "/") for c in row[7:]))
        for row in sheet.iter_rows(min_row=4)
    ]
    own = (NAMES[0], f"分组/{NAMES[0]}/{NAMES[0]}绩效评价报告.docx", f"in/{form}")
    folder = "（文件夹）"
    assert found == [own, own, (folder, "分组/已撤并镇", None), (folder, None, None), own]


def test_many_units_are_printed_side_by_side_on_pages_that_can_be_read():
    given = [
        outcome(at, form=f"{at}.xlsx", unit=f"{at}镇", findings=(finding(),)) for at in range(40)
    ]
    sheet = opened(county(tuple(given)))["问题"]
    assert [each.id for each in sheet.col_breaks.brk] == [17, 34]
    assert sheet.print_title_cols == "$A:$B"


def test_of_one_form_at_most_twenty_are_listed():
    def listed(count: int) -> list[object]:
        given = outcome(0, findings=tuple(finding() for _ in range(count)))
        return [row["问题"] for row in table(opened(county((given,))), "问题明细", "办法")]

    assert len(listed(20)) == 20
    assert len(listed(23)) == 21
    assert listed(23)[-1] == "…另有3处，见该单位的问题清单。"
