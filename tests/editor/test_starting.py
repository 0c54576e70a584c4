"""Next year's pack: what is copied, what is moved on, and what the editor is told to look at."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from reportgen import packs
from reportgen.cli import run
from reportgen.editor import starting, starting_told, years
from reportgen.editor.retyping import retyped
from reportgen.findings import ReportgenError
from tests.helpers.packs import PACK, find


def old_pack(folder: Path, change=None) -> Path:
    """Copy the shipped pack to 甲/2020 and change its rules.xlsx."""
    copy = folder / "甲" / "2020"
    shutil.copytree(PACK, copy)
    if change:
        book = openpyxl.load_workbook(copy / "rules.xlsx")
        change(book)
        book.save(copy / "rules.xlsx")
    return copy


def put_fact(book, name, text):
    row, _ = find(book, "说明", "项目", name)
    book["说明"].cell(row, 2).value = text


def test_the_copy_stands_beside_the_old_pack_and_says_its_own_year(tmp_path):
    source = old_pack(tmp_path)
    done = starting.start("2021", source, None)
    assert done.folder == tmp_path / "甲" / "2021"
    pack, findings = packs.load(done.folder)
    assert (pack.year, findings) == (2021, [])
    assert [(each.name, str(each.where), each.old, each.new) for each in done.moved] == [
        ("年度", "rules.xlsx 说明!B2", "2020", "2021")
    ]
    assert packs.load(source)[0].year == 2020


def test_form_and_report_are_the_same_bytes_and_rules_differs_in_one_cell(tmp_path):
    source = old_pack(tmp_path)
    done = starting.start("2021", source, None)
    for name in ("form.xlsx", "report.docx"):
        assert (done.folder / name).read_bytes() == (source / name).read_bytes()
    old, new = (zipfile.ZipFile(each / "rules.xlsx") for each in (source, done.folder))
    assert old.namelist() == new.namelist()
    differ = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert differ == ["xl/worksheets/sheet1.xml"]
    before, after = (
        openpyxl.load_workbook(each / "rules.xlsx")["说明"] for each in (source, done.folder)
    )
    cells = [
        (a.coordinate, a.value, b.value)
        for a, b in zip(every(before), every(after), strict=False)
        if a.value != b.value
    ]
    assert cells == [("B2", 2020, 2021)]
    assert [
        a.coordinate
        for a, b in zip(every(before), every(after), strict=False)
        if a.style_id != b.style_id
    ] == []


def every(sheet):
    return [cell for row in sheet.iter_rows() for cell in row]


def test_comments_and_formats_of_rules_are_kept(tmp_path):
    def change(book):
        book["说明"]["B2"].comment = Comment("2020年的通知没有说", "科室")
        book["字段"]["A3"].font = openpyxl.styles.Font(color="FF0000", bold=True)

    done = starting.start("2021", old_pack(tmp_path, change), None)
    book = openpyxl.load_workbook(done.folder / "rules.xlsx")
    assert book["说明"]["B2"].comment.text == "2020年的通知没有说"
    assert book["字段"]["A3"].font.bold
    assert ("rules.xlsx 批注", "2020年的通知没有说") in [
        (str(each.where), each.words) for each in done.standing
    ]


def test_the_year_in_the_name_moves_and_that_of_a_document_in_it_does_not(tmp_path):
    def change(book):
        put_fact(book, "名称", "2020年度乡镇绩效评价（桃财绩〔2020〕3号），比照《2020年办法》")
        put_fact(book, "报告文件名", "{{ 单位简称 }}2020年报告")

    done = starting.start("2021", old_pack(tmp_path, change), None)
    assert {each.name: each.new for each in done.moved} == {
        "年度": "2021",
        "名称": "2021年度乡镇绩效评价（桃财绩〔2020〕3号），比照《2020年办法》",
        "报告文件名": "{{ 单位简称 }}2021年报告",
    }
    assert done.pack.name == "2021年度乡镇绩效评价（桃财绩〔2020〕3号），比照《2020年办法》"


def test_any_other_fact_stays_and_is_shown(tmp_path):
    def change(book):
        put_fact(book, "依据文件", "桃江县财政局2020年度绩效评价通知（桃财绩〔2021〕14号）")

    done = starting.start("2021", old_pack(tmp_path, change), None)
    assert done.pack.facts["依据文件"] == "桃江县财政局2020年度绩效评价通知（桃财绩〔2021〕14号）"
    told = starting_told.as_text(done, Path("templates/2020"))
    assert "rules.xlsx 说明!B4　桃江县财政局2020年度绩效评价通知（桃财绩〔2021〕14号）" in told
    assert "“说明”里引用文件的，照新的通知核对：依据文件（说明!B4）。" in told


def test_words_of_two_looks_keep_both(tmp_path):
    """A red year in a black name stays red."""

    def change(book):
        red = TextBlock(InlineFont(color="FFFF0000"), "2020年度")
        put_fact(book, "名称", CellRichText(red, "乡镇绩效评价"))

    done = starting.start("2021", old_pack(tmp_path, change), None)
    book = openpyxl.load_workbook(done.folder / "rules.xlsx", rich_text=True)
    value = book["说明"]["B3"].value
    assert str(value) == "2021年度乡镇绩效评价"
    assert value[0].font.color.rgb == "FFFF0000"


def test_shared_words_are_changed_in_one_cell_only():
    """Excel keeps a text once however many cells show it."""
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"], book.active["A2"] = "2020年", "2020年"
    data = io.BytesIO()
    book.save(data)
    wanted = years.pattern([2020])
    changed, done = retyped(
        data.getvalue(), "说明", {(1, 1): lambda t: years.moved_on(t, wanted, 1)}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(changed))["说明"]
    assert (sheet["A1"].value, sheet["A2"].value, done) == ("2021年", "2020年", {(1, 1)})


def test_a_year_made_by_a_formula_is_left_and_told(tmp_path):
    source = old_pack(tmp_path)
    with_formula(source / "rules.xlsx")
    done = starting.start("2021", source, None)
    (found,) = done.findings
    assert (found.code, str(found.where)) == ("PK74", "rules.xlsx 说明!B2")
    assert found.message == "“年度”没有改成 2021：这一格是公式，或者 rules.xlsx 不是 .xlsx 格式。"
    assert found.remedy == "打开新格式包的 rules.xlsx，把“年度”改为 2021，直接写数字，存为 .xlsx。"
    assert "没有改动任何一格。" in starting_told.as_text(done, source)


def with_formula(path: Path) -> None:
    """Make the year a formula with its result, as Excel saves it."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = re.sub(
        rb'(<c r="B2"[^>]*?)( t="n")?(>)<v>2020</v>', rb"\1\3<f>2019+1</f><v>2020</v>", parts[name]
    )
    assert b"<f>2019+1</f>" in parts[name]
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)


def test_what_the_editor_keeps_is_copied_and_what_office_leaves_is_not(tmp_path):
    source = old_pack(tmp_path)
    (source / "examples").mkdir()
    (source / "examples" / "灰山港镇.xlsx").write_bytes(b"form")
    (source / "修改记录.txt").write_text("一", "utf-8")
    for left in ("~$rules.xlsx", "~WRL0001.tmp", ".DS_Store", "Thumbs.db", ".~lock.rules.xlsx#"):
        (source / left).write_bytes(b"left")
    done = starting.start("2021", source, None)
    assert done.files == (
        "examples/灰山港镇.xlsx",
        "form.xlsx",
        "report.docx",
        "rules.xlsx",
        "修改记录.txt",
    )
    there = {
        path.relative_to(done.folder).as_posix()
        for path in done.folder.rglob("*")
        if path.is_file()
    }
    assert there == {*done.files}
    told = starting_told.as_text(done, source)
    assert "一并复制的其他文件，还是 2020 年的内容：examples/灰山港镇.xlsx、修改记录.txt。" in told


def test_years_are_found_wherever_they_stand(tmp_path):
    source = old_pack(tmp_path)
    form = openpyxl.load_workbook(source / "form.xlsx")
    form["收入支出"]["A1"] = "二〇二〇年收入支出"
    form["收入支出"]["B4"] = 2020
    form["三公经费"].title = "2020年三公"
    form["单位概况"].oddHeader.center.text = "截至2019年"
    form["单位概况"]["A2"] = "12020元、20200、2020.5"
    form.save(source / "form.xlsx")
    report = docx.Document(source / "report.docx")
    report.tables[0].cell(0, 1).text = "２０２０年决算数"
    report.sections[0].footer.paragraphs[0].add_run("2021年印")
    report.save(source / "report.docx")
    done = starting.start("2021", source, None)
    found = {(str(each.where), each.words) for each in done.standing}
    assert {
        ("form.xlsx 收入支出!A1", "二〇二〇年收入支出"),
        ("form.xlsx 收入支出!B4", "2020"),
        ("form.xlsx 2020年三公!A1", "工作表名称“2020年三公”"),
        ("form.xlsx 页眉或页脚", "截至2019年"),
        ("report.docx 表1 第1行", "收入项目｜２０２０年决算数｜占比（%）"),
    } <= found
    assert any(place == "report.docx 页脚第1段" and "2021年印" in words for place, words in found)
    assert not [words for place, words in found if place == "form.xlsx 单位概况!A2"]
    assert ("rules.xlsx 说明!B2", "2021") not in found


def test_a_date_that_excel_keeps_as_a_number_is_seen(tmp_path):
    def change(book):
        from datetime import date

        book["说明"].append(["截止日期", date(2021, 4, 20)])

    done = starting.start("2021", old_pack(tmp_path, change), None)
    assert ("rules.xlsx 说明!B18", "2021年4月20日") in [
        (str(each.where), each.words) for each in done.standing
    ]


def test_a_prior_name_that_the_old_pack_has_not_is_shown(tmp_path):
    def change(book):
        row, _ = find(book, "字段", "名称", "自称")
        book["字段"].cell(row, 9).value = "自稱"

    done = starting.start("2021", old_pack(tmp_path, change), None)
    told = starting_told.as_text(done, Path("templates/2020"))
    assert "rules.xlsx 字段!I4　自称：2020 年没有“自稱”。是不是“自称”？" in told


def refused(year, source, target=None) -> tuple[str, str, str]:
    with pytest.raises(ReportgenError) as told:
        starting.start(year, source, target)
    return told.value.code, told.value.message, told.value.remedy


def test_a_folder_that_is_there_is_never_touched(tmp_path):
    source = old_pack(tmp_path)
    target = tmp_path / "甲" / "2021"
    target.mkdir()
    assert refused("2021", source) == (
        "PK70",
        f"“{target}”已经存在，不覆盖。",
        "用 -o 另写一个文件夹；确实不要原来的，先把它改名或移走。",
    )
    assert [*target.iterdir()] == []
    inside = refused("2021", source, source / "2021")
    assert inside[:2] == ("PK70", f"“{source / '2021'}”在旧格式包里面，新旧会混在一起。")


@pytest.mark.parametrize("year", ["21", "2021年", "２０２１", ""])
def test_a_year_is_four_plain_digits(tmp_path, year):
    told = refused(year, old_pack(tmp_path))
    assert told == ("PK71", f"年度“{year}”不是四位年份。", "写新格式包的年度，四位半角数字。")


def test_the_same_year_is_no_new_one(tmp_path):
    source = old_pack(tmp_path)
    told = refused("2020", source, tmp_path / "乙")
    assert told[:2] == ("PK71", f"“{source}”已经是 2020 年度的格式包。")


def test_a_pack_without_its_year_cannot_be_moved_on(tmp_path):
    source = old_pack(tmp_path, lambda book: put_fact(book, "年度", "20年"))
    assert refused("2021", source) == (
        "PK72",
        f"“{source}”的“说明”里没有写明四位年份的“年度”，不知道从哪一年改起。",
        "在旧格式包 rules.xlsx 的“说明”里补上“年度”，再复制。",
    )


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path):
    source = old_pack(tmp_path)
    (tmp_path / "文件").write_text("", "utf-8")
    code, message, remedy = refused("2021", source, tmp_path / "文件" / "2021")
    assert code == "PK73"
    assert message == f"不能建立“{tmp_path / '文件' / '2021'}”：同名处已有一个文件。"
    assert remedy == "换一个可以写入的位置，用 -o 指明。"


def test_a_folder_that_is_no_pack_is_told_the_option(tmp_path):
    told = refused("2021", tmp_path)
    assert told[0] == "PK01"
    assert (
        told[2] == "在 --from 后面写旧格式包的文件夹，其中应有 form.xlsx、rules.xlsx、report.docx。"
    )


def test_nothing_of_ours_is_left_beside_the_pack(tmp_path):
    source = old_pack(tmp_path)
    starting.start("2021", source, None)
    assert sorted(path.name for path in source.parent.iterdir()) == ["2020", "2021"]


def test_the_command_tells_the_next_steps(tmp_path, capsys):
    source = old_pack(tmp_path)
    target = tmp_path / "新" / "2021"
    assert run(["pack", "new", "2021", "--from", str(source), "-o", str(target)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"已建立 {target}：照 {source} 复制 3 个文件。\n")
    assert "已改　rules.xlsx 说明!B2　年度：2020 → 2021\n" in told
    assert f"2. reportgen pack lint {target}" in told
    assert f"3. reportgen pack diff {source} {target}" in told
    assert "--last-year inputs/2020 -o inputs/2021" in told
    assert "“名单”有 15 个单位" in told


def test_two_copies_are_the_same_to_the_last_byte(tmp_path):
    source = old_pack(tmp_path)
    first = starting.start("2021", source, tmp_path / "一")
    second = starting.start("2021", source, tmp_path / "二")
    assert (first.folder / "rules.xlsx").read_bytes() == (second.folder / "rules.xlsx").read_bytes()


@pytest.mark.parametrize("year", ["0000", "1999", "2041", "9999"])
def test_a_year_far_from_the_old_one_is_a_slip(year, tmp_path):
    told = refused(year, old_pack(tmp_path))
    assert told == (
        "PK71",
        f"年度“{year}”与旧格式包的 2020 年度相差超过 20 年。",
        "核对年度是不是写错了，再运行一次。",
    )


def steps(capsys) -> list[str]:
    told = capsys.readouterr().out
    return [line.partition("　　")[0][3:] for line in told.splitlines() if "reportgen " in line]


def test_the_steps_are_right_wherever_the_command_was_run(tmp_path, monkeypatch, capsys):
    """In the pack's own folder, in the folder of the packs, and above."""
    source = old_pack(tmp_path)
    (tmp_path / "inputs" / "2020").mkdir(parents=True)
    monkeypatch.chdir(source)
    assert run(["pack", "new", "2021", "--from", "."]) == 0
    up, forms = Path("..") / "2021", Path("..") / ".." / "inputs"
    assert steps(capsys) == [
        f"reportgen pack lint {up}",
        f"reportgen pack diff . {up}",
        f"reportgen form {up} --roster {up / 'rules.xlsx'} --last-year {forms / '2020'} "
        f"-o {forms / '2021'}",
    ]
    assert (source.parent / "2021" / "form.xlsx").is_file()
    (source / "下级").mkdir()
    monkeypatch.chdir(source / "下级")
    assert run(["pack", "new", "2022", "--from", ".."]) == 0
    assert steps(capsys)[0] == f"reportgen pack lint {Path('..') / '..' / '2022'}"
    assert (source.parent / "2022" / "form.xlsx").is_file()
    monkeypatch.chdir(tmp_path)
    assert run(["pack", "new", "2023", "--from", "甲/2020"]) == 0
    assert steps(capsys)[2].endswith(
        f"--last-year {Path('inputs') / '2020'} -o {Path('inputs') / '2023'}"
    )


def test_a_path_with_a_blank_is_quoted_as_it_must_be_typed(tmp_path, capsys):
    source = old_pack(tmp_path)
    target = tmp_path / "新 格式" / "2021"
    assert run(["pack", "new", "2021", "--from", str(source), "-o", str(target)]) == 0
    assert steps(capsys)[0] == f'reportgen pack lint "{target}"'


def test_names_of_scores_and_grades_are_known_and_one_from_two_years_before_is_told(tmp_path):
    """A field renamed last year still says what it was called before; the copy has no such name."""

    def change(book):
        for name, prior in (
            ("自称", "评价等级"),
            ("事业编制", "预算完成率得分"),
            ("行政编制", "综合得分"),
            ("在职人数", "某某单位之规模"),
        ):
            row, _ = find(book, "字段", "名称", name)
            book["字段"].cell(row, 9).value = prior

    done = starting.start("2021", old_pack(tmp_path, change), None)
    told = starting_told.as_text(done, Path("templates/2020"))
    assert re.findall(r"　(\S+)：2020 年没有“(\S+?)”。(.*)", told) == [
        ("在职人数", "某某单位之规模", "它是更早一年的名称的，改写上年数所在的名称，没有的空着。")
    ]
