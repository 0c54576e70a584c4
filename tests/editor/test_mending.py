"""``pack lint --fix`` and ``-o``: copies that can be trusted, and an original left alone."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from reportgen import packs
from reportgen.cli import run
from reportgen.editor import mending
from reportgen.findings import as_text
from tests.helpers import biff
from tests.helpers.office import HEAD, MAIN, STRICT, packed, parts, row, sheet
from tests.helpers.packs import PACK
from tests.helpers.reading import read_text


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack with slips in report.docx and form.xlsx."""
    folder = tmp_path / "2020"
    shutil.copytree(PACK, folder)
    report = docx.Document(str(folder / "report.docx"))
    paragraph = next(p for p in report.paragraphs if p.text.endswith("部门主要职能如下："))
    paragraph.add_run("｛｛ 编制数")
    paragraph.add_run(" ｝｝和{{ 在职人数 ｜ 整数 }").bold = True
    report.tables[1].cell(2, 1).text = "{{ 项目支出上年决祘 }}"
    report.save(str(folder / "report.docx"))
    book = openpyxl.load_workbook(folder / "form.xlsx")
    book["单位概况"]["B19"].value = "｛｛编制数｝｝"
    book.save(folder / "form.xlsx")
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = run([str(each) for each in arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_what_is_put_right_is_listed_with_its_place(pack: Path) -> None:
    _, done = mending.mend(packs.load(pack)[0])
    assert [(str(each.where), each.before, each.after) for each in done] == [
        ("form.xlsx 单位概况!B19", "｛｛编制数｝｝", "{{编制数}}"),
        ("report.docx 一、（二）第1段", "｛｛ 编制数 ｝｝", "{{ 编制数 }}"),
        ("report.docx 一、（二）第1段", "{{ 在职人数 ｜ 整数 }", "{{ 在职人数 | 整数 }}"),
    ]


def test_only_the_slips_change(pack: Path) -> None:
    files, _ = mending.mend(packs.load(pack)[0])
    report, form = ((pack / name).read_bytes() for name in ("report.docx", "form.xlsx"))
    wanted = read_text(report).replace("｛｛ 编制数 ｝｝", "{{ 编制数 }}")
    wanted = wanted.replace("{{ 在职人数 ｜ 整数 }", "{{ 在职人数 | 整数 }}")
    assert read_text(files["report.docx"]) == wanted
    assert changed(report, files["report.docx"]) == ["word/document.xml"]
    assert changed(form, files["form.xlsx"]) == ["xl/worksheets/sheet2.xml"]
    cells = openpyxl.load_workbook(io.BytesIO(files["form.xlsx"]))["单位概况"]
    assert cells["B19"].value == "{{编制数}}"


def test_texts_that_cells_share_are_put_right_where_they_lie(pack: Path) -> None:
    """Excel keeps texts in a part of their own, cut where the letters of a cell look different."""
    shared = (
        f'{HEAD}<sst xmlns="{MAIN}" count="2" uniqueCount="2"><si><t>甲</t></si><si><r><t>共｛</t></r>'
        "<r><rPr><b/></rPr><t>｛ 编制数</t></r><r><t>｝｝</t></r></si></sst>"
    )
    members = parts({"单位概况": sheet(row('<c r="A1" t="s"><v>1</v></c>'))}, ["甲"])
    (pack / "form.xlsx").write_bytes(packed({**members, "xl/sharedStrings.xml": shared}))
    files, done = mending.mend(packs.load(pack)[0])
    assert str(done[0].where) == "form.xlsx 单位概况!A1"
    assert changed((pack / "form.xlsx").read_bytes(), files["form.xlsx"]) == [
        "xl/sharedStrings.xml"
    ]
    book = openpyxl.load_workbook(io.BytesIO(files["form.xlsx"]))
    assert book["单位概况"]["A1"].value == "共{{ 编制数}}"


def changed(before: bytes, after: bytes) -> list[str]:
    old, new = (zipfile.ZipFile(io.BytesIO(each)) for each in (before, after))
    assert old.namelist() == new.namelist()
    return [name for name in old.namelist() if old.read(name) != new.read(name)]


def test_the_corrected_pack_stands_beside_the_old_one_and_is_judged_again(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(pack)
    code, text = told(capsys, "pack", "lint", pack, "--fix")
    copy = pack.with_name("2020-改正")
    assert code == 1
    assert f"改正件  {copy}，共改 3 处；原文件没有动。" in text
    assert re.findall(r"[A-Z]{2}\d\d", text) == ["TP06"]
    assert "form.xlsx 单位概况!B19  改正\n  ｛｛编制数｝｝ 改为 {{编制数}}\n" in text
    assert digests(pack) == before
    assert sorted(digests(copy)) == sorted(before)


def test_a_corrected_pack_never_stands_over_another(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "pack", "lint", pack, "--fix")
    first = digests(pack.with_name("2020-改正"))
    told(capsys, "pack", "lint", pack, "--fix")
    assert digests(pack.with_name("2020-改正")) == first
    assert digests(pack.with_name("2020-改正（2）")) == first


def test_nothing_to_put_right_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PACK, tmp_path / "2020")
    code, text = told(capsys, "pack", "lint", tmp_path / "2020", "--fix")
    assert code == 0
    assert "没有能自动改正的笔误，没有写改正件。" in text
    assert [each.name for each in tmp_path.iterdir()] == ["2020"]


def test_json_of_a_correction(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = told(capsys, "pack", "lint", pack, "--fix", "-o", pack.parent / "改", "--json")
    data = json.loads(text)
    assert code == 1
    assert data["改正件"] == str(pack.parent / "改")
    assert data["改正"][0] == {
        "文件": "form.xlsx",
        "位置": "单位概况!B19",
        "原来": "｛｛编制数｝｝",
        "改为": "{{编制数}}",
    }
    assert [each["编号"] for each in data["问题清单"]] == ["TP06"]


def test_commented_copies_of_all_three_files(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(pack)
    code, text = told(capsys, "pack", "lint", pack, "-o", pack.parent / "批注")
    assert code == 1
    names = ("form（批注）.xlsx", "rules（批注）.xlsx", "report（批注）.docx")
    paths = [pack.parent / "批注" / name for name in names]
    assert all(f"批注件  {path}" in text for path in paths)
    form = openpyxl.load_workbook(paths[0])
    assert form["单位概况"]["B19"].comment.text.startswith("【错误 PK21】“｛｛编制数｝｝”用了全角")
    assert openpyxl.load_workbook(paths[1])["问题清单"]["D2"].value == "没有发现问题。"
    comments = [each.text for each in docx.Document(str(paths[2])).comments]
    assert [re.findall(r"TP\d\d", each)[0] for each in comments] == ["TP04", "TP03", "TP06"]
    assert digests(pack) == before


def test_a_report_that_cannot_be_commented_leaves_the_others(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "report.docx").write_bytes(b"no docx")
    code, text = told(capsys, "pack", "lint", pack, "-o", pack.parent / "批注")
    assert code == 1
    assert "TP01" in text
    assert "“report.docx”已损坏或内部格式比较特殊，不能在上面批注。" in text
    written = sorted(each.name for each in (pack.parent / "批注").glob("*.xlsx"))
    assert written == ["form（批注）.xlsx", "rules（批注）.xlsx"]


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("批注.docx", "格式包有三个文件，写不成一个文件“批注.docx”。"),
        ("2020", "写出的文件会落在格式包自己的文件夹里。"),
        ("2020/改", "写出的文件会落在格式包自己的文件夹里。"),
    ],
)
@pytest.mark.parametrize("fix", [[], ["--fix"]])
def test_copies_need_a_folder_of_their_own(
    out: str, message: str, fix: list[str], pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(pack)
    code, text = told(capsys, "pack", "lint", pack, "-o", pack.parent / out, *fix)
    assert code == 2
    assert message in text
    assert digests(pack) == before


# ---- what cannot be written into, and what was not written


def test_the_old_format_is_told_and_never_written_into(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form.xls under the name form.xlsx: it can be read, so lint must say it and stop there."""
    (pack / "form.xlsx").write_bytes(biff.xls({"单位概况": biff.label(0, 0, "｛｛ 编制数 ｝｝")}))
    _, findings = packs.load(pack)
    old = next(each for each in findings if each.code == "PK55")
    assert as_text(old) == (
        "form.xlsx  错误 PK55\n"
        "  “form.xlsx”其实是旧格式（.xls）的工作簿，程序读得出、写不进。\n"
        "  办法：用 Excel 或 WPS 打开它，另存为普通的 .xlsx 工作簿，取名 form.xlsx，替换原来的。"
    )
    code, text = told(capsys, "pack", "lint", pack, "--fix")
    assert (code, re.findall(r"PK55", text)) == (1, ["PK55"])
    assert [each.where.file for each in mending.mend(packs.load(pack)[0])[1]] == ["report.docx"] * 2
    code, text = told(capsys, "form", pack, "--name", "甲镇", "-o", pack.parent / "表")
    assert (code, re.findall(r"PK55", text)) == (1, ["PK55"])


def test_old_rules_are_told_too(pack: Path) -> None:
    (pack / "rules.xlsx").write_bytes(biff.xls({"说明": biff.label(0, 0, "项目")}))
    places = [str(each.where) for each in packs.load(pack)[1] if each.code == "PK55"]
    assert places == ["rules.xlsx"]


def test_a_damaged_report_does_not_keep_the_form_from_being_put_right(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "report.docx").write_bytes(b"PK\x03\x04")
    code, text = told(capsys, "pack", "lint", pack, "--fix")
    assert code == 1
    assert "form.xlsx 单位概况!B19  改正\n" in text
    assert re.findall(r"[A-Z]{2}\d\d", text) == ["TP01"]
    assert (pack.with_name("2020-改正") / "report.docx").read_bytes() == b"PK\x03\x04"


def test_a_strict_form_is_put_right_and_told_to_be_none_that_can_be_issued(pack: Path) -> None:
    inline = '<c r="A1" t="inlineStr"><is><t>｛｛编制数｝｝</t></is></c>'
    content = sheet(row(inline), main=STRICT)
    (pack / "form.xlsx").write_bytes(packed(parts({"单位概况": content}, strict=True)))
    loaded, findings = packs.load(pack)
    files, done = mending.mend(loaded)
    assert [each.message for each in findings if each.code == "PK55"] == [
        "“form.xlsx”其实是“严格 Open XML”格式的工作簿，程序读得出、写不进。"
    ]
    assert [(str(d.where), d.after) for d in done][:1] == [("form.xlsx 单位概况!A1", "{{编制数}}")]
    assert '<t xml:space="preserve">{{编制数}}</t>' in part(files["form.xlsx"])


def part(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_words_beside_their_cell_are_put_right_and_a_formulas_are_left(pack: Path) -> None:
    """Some programs type words as t="str"; with a formula they are its result, made anew."""
    typed = '<c r="A1" t="str"><v>｛｛编制数｝｝</v></c>'
    made = '<c r="B1" t="str"><f>"｛｛编制数｝｝"</f><v>｛｛编制数｝｝</v></c>'
    (pack / "form.xlsx").write_bytes(packed(parts({"单位概况": sheet(row(typed, made))})))
    files, done = mending.mend(packs.load(pack)[0])
    of_form = [str(each.where) for each in done if each.where.file == "form.xlsx"]
    assert of_form == ["form.xlsx 单位概况!A1"]
    assert "<v>{{编制数}}</v>" in part(files["form.xlsx"])
    assert "<v>｛｛编制数｝｝</v>" in part(files["form.xlsx"])


def test_only_what_was_written_is_told(pack: Path) -> None:
    """A cell may hold its words where no hand of ours reaches: in a part of another name."""
    shared = f'{HEAD}<sst xmlns="{MAIN}"><si><t>｛｛编制数｝｝</t></si></sst>'
    members = parts({"单位概况": sheet(row('<c r="A1" t="s"><v>0</v></c>'))}, ["甲"])
    relations = str(members["xl/_rels/workbook.xml.rels"]).replace("sharedStrings.xml", "texts.xml")
    types = str(members["[Content_Types].xml"]).replace("sharedStrings.xml", "texts.xml")
    del members["xl/sharedStrings.xml"]
    changes = {
        "xl/_rels/workbook.xml.rels": relations,
        "[Content_Types].xml": types,
        "xl/texts.xml": shared,
    }
    (pack / "form.xlsx").write_bytes(packed({**members, **changes}))
    files, done = mending.mend(packs.load(pack)[0])
    assert "form.xlsx" not in files
    assert {each.where.file for each in done} == {"report.docx"}


def test_all_that_is_kept_in_the_pack_goes_with_the_corrected_one(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "examples").mkdir()
    (pack / "examples" / "甲镇.xlsx").write_bytes(b"form")
    (pack / "修改记录.txt").write_text("一", "utf-8")
    (pack / "~$form.xlsx").write_bytes(b"left")
    told(capsys, "pack", "lint", pack, "--fix")
    copy = pack.with_name("2020-改正")
    there = sorted(p.relative_to(copy).as_posix() for p in copy.rglob("*") if p.is_file())
    assert there == ["examples/甲镇.xlsx", "form.xlsx", "report.docx", "rules.xlsx", "修改记录.txt"]
    assert (copy / "examples" / "甲镇.xlsx").read_bytes() == b"form"
    (pack.parent / "丙" / "examples").mkdir(parents=True)
    (pack.parent / "丙" / "examples" / "甲镇.xlsx").write_bytes(b"another")
    told(capsys, "pack", "lint", pack, "--fix", "-o", pack.parent / "丙")
    assert (pack.parent / "丙" / "examples" / "甲镇.xlsx").read_bytes() == b"another"
    assert (pack.parent / "丙（2）" / "examples" / "甲镇.xlsx").read_bytes() == b"form"
