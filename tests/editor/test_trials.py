"""PK65–PK69: the examples that travel with a pack."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen.editor import vetting
from reportgen.findings import Finding
from tests.helpers.tables import lines

EXAMPLE = Path("inputs/2020/灰山港镇.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Path(shutil.copytree("templates/2020", tmp_path / "2020"))
    shutil.rmtree(made / "examples", ignore_errors=True)
    (made / "examples").mkdir()
    shutil.copy(EXAMPLE, made / "examples")
    return made


def sheet(folder: Path, table: str) -> None:
    book = load_workbook(folder / "rules.xlsx")
    if "试例" in book.sheetnames:
        del book["试例"]
    made = book.create_sheet("试例")
    for row in lines(table):
        made.append(row)
    book.save(folder / "rules.xlsx")


def vet(folder: Path) -> list[tuple[str, str, str]]:
    return [(f.code, str(f.where), f.message) for f in told(folder)]


def told(folder: Path) -> list[Finding]:
    return vetting.vet(folder)[1]


def test_what_stands_there_and_what_does_not(folder: Path) -> None:
    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | 灰山港镇.xlsx | 应有 | 编制数共计223人 |
        | 灰山港镇.xlsx | 不应有 | 万元万元 |
        """,
    )
    assert vet(folder) == []


def test_a_sentence_that_is_missing_or_unwanted_is_told_at_its_cell(folder: Path) -> None:
    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | 灰山港镇.xlsx | 应有 | 编制数共计224人 |
        | 灰山港镇.xlsx | 不应有 | 编制数共计223人 |
        | 灰山港镇.xlsx | 应有 | 鸬鹚成群，白鹭齐飞 |
        """,
    )
    assert vet(folder) == [
        (
            "PK68",
            "rules.xlsx 试例!C2",
            "“灰山港镇.xlsx”的报告里没有“编制数共计224人”。"
            "最接近的是 一、（一）第1段：“编制数共计223人”。",
        ),
        (
            "PK68",
            "rules.xlsx 试例!C3",
            "“灰山港镇.xlsx”的报告里有“编制数共计223人”（一、（一）第1段），不应有。",
        ),
        ("PK68", "rules.xlsx 试例!C4", "“灰山港镇.xlsx”的报告里没有“鸬鹚成群，白鹭齐飞”。"),
    ]


def test_an_empty_sheet_and_a_form_that_is_not_there(folder: Path) -> None:
    sheet(folder, "| 填报表 | 要求 | 文字 |")
    assert vet(folder) == [
        ("PK65", "rules.xlsx 试例!A2", "“试例”里一行也没有，格式包改动以后试不出来。")
    ]
    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | 灰山港 | 应有 | 编制数 |
        """,
    )
    assert vet(folder) == [
        (
            "PK66",
            "rules.xlsx 试例!A2",
            "格式包的“examples”文件夹里没有“灰山港”。是不是“灰山港镇.xlsx”？",
        )
    ]


def test_a_form_with_errors_cannot_be_tried(folder: Path) -> None:
    path = folder / "examples" / EXAMPLE.name
    book = load_workbook(path)
    at = next(
        cell
        for row in book["单位概况"].iter_rows()
        for cell in row
        if cell.value == 94 and not cell.protection.locked
    )
    at.value = None
    book.save(path)
    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | 灰山港镇.xlsx | 应有 | 编制数 |
        """,
    )
    [(code, where, message)] = vet(folder)
    assert (code, where) == ("PK67", "rules.xlsx 试例!A2")
    assert message.startswith("“灰山港镇.xlsx”不能用来试：有 ")
    assert f"单位概况!{at.coordinate}" in message


def test_a_file_that_is_no_form_cannot_be_tried(folder: Path) -> None:
    (folder / "examples" / "坏的.xlsx").write_bytes(b"PK")
    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | 坏的.xlsx | 应有 | 编制数 |
        """,
    )
    [(code, where, message)] = vet(folder)
    assert (code, where) == ("PK67", "rules.xlsx 试例!A2")
    assert message.startswith("“坏的.xlsx”不能用来试：")


def test_a_form_of_another_year_is_not_tried(folder: Path) -> None:
    later = folder.rename(folder.with_name("2021"))
    book = load_workbook(later / "rules.xlsx")
    cells = {row[0].value: row[1] for row in book["说明"].iter_rows()}
    cells["年度"].value = 2021
    book.save(later / "rules.xlsx")
    sheet(
        later,
        """
        | 填报表 | 要求 | 文字 |
        | 灰山港镇.xlsx | 应有 | 编制数共计223人 |
        """,
    )
    assert (
        "PK69",
        "rules.xlsx 试例!A2",
        "“灰山港镇.xlsx”是 2020 年度的填报表，没有拿来试。",
    ) in vet(later)


def test_what_excel_leaves_beside_an_open_form_is_no_example(folder: Path) -> None:
    (folder / "examples" / "~$灰山港镇.xlsx").write_bytes(b"left")
    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | ~$灰山港镇.xlsx | 应有 | 编制数 |
        """,
    )
    assert vet(folder) == [
        (
            "PK66",
            "rules.xlsx 试例!A2",
            "格式包的“examples”文件夹里没有“~$灰山港镇.xlsx”。是不是“灰山港镇.xlsx”？",
        )
    ]


def test_lint_counts_only_the_examples_it_ran(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form of another year is named, and not counted."""
    from reportgen.cli import run

    sheet(
        folder,
        """
        | 填报表 | 要求 | 文字 |
        | 灰山港镇.xlsx | 应有 | 编制数共计223人 |
        | 旧.xlsx | 应有 | 编制数共计223人 |
        | 旧.xlsx | 应有 | 编制数 |
        """,
    )
    old = load_workbook(EXAMPLE)
    old["格式信息"]["B1"] = "2019"
    old.save(folder / "examples" / "旧.xlsx")
    assert run(["pack", "lint", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.count("PK69") == 1
    assert said.splitlines()[-1] == "已用编造的数试填、试印一遍，试例 1 份。"
