"""Trying a pack on a form: what changed since the last try, and what a save does while watched."""

from __future__ import annotations

import io
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reportgen import cli, papers
from reportgen.document import cache
from reportgen.editor import trying
from reportgen.editor.trying import Attempt, kept, lines
from reportgen.editor.trying.rounds import at_ticks
from reportgen.findings import ReportgenError, Where
from reportgen.outputs.atomic import BusyError, put
from reportgen.papers.model import Block, Grid, Paper
from tests.helpers import word
from tests.helpers.forms import EXAMPLE
from tests.helpers.packs import PACK, find_title
from tests.helpers.packs import put as put_cell

WITHIN = 60
"""Seconds until a watch that has gone deaf fails its test; it answers in about one."""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return Path(shutil.copytree(PACK, tmp_path / "2020"))


def reword(pack: Path, before: str, after: str) -> None:
    """Save report.docx as Word does: a new file takes the old one's name."""
    source = pack / "report.docx"
    put(source, word.edited(source.read_bytes(), "word/document.xml", before, after))


def change(pack: Path, file: str, how: Callable[[Workbook], None]) -> None:
    book = load_workbook(pack / file)
    how(book)
    data = io.BytesIO()
    book.save(data)
    put(pack / file, data.getvalue())


def told(made: Attempt) -> list[tuple[str, str, str]]:
    return [(each.kind, each.place, each.text) for each in made.changes or ()]


def test_the_first_try_prints_and_the_second_has_nothing_to_say(pack: Path) -> None:
    first = trying.attempt(pack, EXAMPLE)
    assert first.changes is None
    assert first.report is not None
    assert first.report.name == "灰山港镇2020年度部门整体支出绩效评价报告（试印）.docx"
    assert (first.paragraphs, first.rows) == (150, 92)
    again = trying.attempt(pack, EXAMPLE)
    assert (again.changes, again.report) == ((), first.report)


def test_an_edited_sentence_is_told_at_its_place_with_the_words_marked(pack: Path) -> None:
    trying.attempt(pack, EXAMPLE)
    reword(pack, "行政及事业编制数共计", "各类编制共计")
    [(kind, place, text)] = told(trying.attempt(pack, EXAMPLE))
    assert (kind, place) == ("改", "一、（一）第1段")
    assert text.startswith("2020年，我镇【-行政及事业编制数-】【+各类编制+】共计223人")


def test_a_field_that_the_old_form_does_not_ask_for_prints_blank_and_is_told(pack: Path) -> None:
    """While a pack is edited, its forms are those of an older version, or of another year."""
    trying.attempt(pack, EXAMPLE)

    def asked(book: Workbook) -> None:
        _, column = find_title(book, "字段", "名称")
        sheet = book["字段"]
        row = next(r for r in range(2, 999) if sheet.cell(r, column).value == "在职人数")
        for number in range(1, sheet.max_column + 1):
            sheet.cell(sheet.max_row + (number == 1), number).value = sheet.cell(row, number).value
        sheet.cell(sheet.max_row, column).value = "临聘人数"
        put_cell(book, "说明", ("项目", "年度"), "内容", 2021)

    def placed(book: Workbook) -> None:
        sheet = book["单位概况"]
        row = sheet.max_row + 2
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = "年末临聘人数", "{{ 临聘人数 }}"

    change(pack, "rules.xlsx", asked)
    change(pack, "form.xlsx", placed)
    reword(pack, "行政及事业编制数共计", "临聘【{{ 临聘人数 }}】人，编制数共计")
    made = trying.attempt(pack, EXAMPLE)
    assert [str(each.where) for each in made.amiss] == ["rules.xlsx 说明!B2"]  # PK18, a 提醒
    assert {"RC16", "RC02"} <= {each.code for each in made.findings}
    assert made.report is not None
    printed = lines.lines(papers.from_docx(made.report.read_bytes(), "报告.docx"))
    assert any("临聘【】人" in line.text for line in printed)


def test_a_pack_with_errors_is_not_printed_and_the_last_good_try_stays_the_base(
    pack: Path,
) -> None:
    good = trying.attempt(pack, EXAMPLE)
    reword(pack, "{{ 编制数 }}", "{{ 编制人数 }}")
    bad = trying.attempt(pack, EXAMPLE)
    assert bad.report is None
    assert [(str(each.where), each.code) for each in bad.amiss] == [
        ("report.docx 一、（一）第1段", "TP06")
    ]
    assert good.report is not None
    assert good.report.exists()
    reword(pack, "{{ 编制人数 }}", "{{ 编制数 }}（名）")
    [(_, place, text)] = told(trying.attempt(pack, EXAMPLE))
    assert place == "一、（一）第1段"
    assert "【+（名）+】" in text


def test_nothing_is_written_into_the_pack_or_beside_the_form(pack: Path, tmp_path: Path) -> None:
    form = Path(shutil.copy(EXAMPLE, tmp_path / "某镇.xlsx"))
    before = sorted(pack.rglob("*"))
    trying.attempt(pack, form)
    assert sorted(pack.rglob("*")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2020", "cache", "某镇.xlsx"]


def test_each_pack_and_form_has_a_base_of_its_own(pack: Path, tmp_path: Path) -> None:
    trying.attempt(pack, EXAMPLE)
    other = Path(shutil.copy(EXAMPLE, tmp_path / EXAMPLE.name))
    assert trying.attempt(pack, other).changes is None
    assert kept.folder(pack, EXAMPLE) != kept.folder(pack, other)
    assert kept.folder(pack, EXAMPLE) == kept.folder(pack / ".." / pack.name, EXAMPLE)


def test_without_a_cache_a_temporary_folder_is_used(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    assert "reportgen-" in str(kept.folder(pack, EXAMPLE))


def test_a_base_that_is_not_ours_is_no_base(pack: Path) -> None:
    trying.attempt(pack, EXAMPLE)
    (kept.folder(pack, EXAMPLE) / "上次.json").write_text('{"a": 1}', "utf-8")
    assert trying.attempt(pack, EXAMPLE).changes is None


def test_a_report_under_another_name_replaces_the_older_one(pack: Path) -> None:
    first = trying.attempt(pack, EXAMPLE)
    name = "{{ 单位简称 }}评价报告"
    change(
        pack,
        "rules.xlsx",
        lambda book: put_cell(book, "说明", ("项目", "报告文件名"), "内容", name),
    )
    second = trying.attempt(pack, EXAMPLE)
    assert first.report is not None
    assert second.report is not None
    assert [path.name for path in first.report.parent.glob("*.docx")] == [second.report.name]


def test_rows_of_a_table_are_lines_and_a_merged_cell_is_said_once() -> None:
    def cell(number: int, text: str, row: int, column: int) -> Block:
        return Block(number, text, Where("a", f"表1 第{row}行第{column}列"), is_cell=True)

    wide, one, two = cell(2, "投\n入", 1, 1), cell(3, "甲", 1, 2), cell(4, "乙", 2, 2)
    grid = Grid(1, "", "", ((wide, one), (wide, two)))
    first, last = Block(1, "前", Where("a", "第1段")), Block(5, "后", Where("a", "第2段"))
    margin = Block(6, "页眉", Where("a", "页眉第1段"))
    assert [tuple(line) for line in lines.lines(Paper("a", (first, last), (grid,), (margin,)))] == [
        ("第1段", "前", False),
        ("表1 第1行", "投↵入｜甲", True),
        ("表1 第2行", "乙", True),
        ("第2段", "后", False),
        ("页眉第1段", "页眉", False),
    ]


# ---- watched


@pytest.fixture
def watched(
    pack: Path, tmp_path: Path
) -> Iterator[tuple[Path, Path, queue.Queue[Attempt | ReportgenError]]]:
    """A pack and a form with somebody watching them; what comes of each save."""
    form = Path(shutil.copy(EXAMPLE, tmp_path / "某镇.xlsx"))
    heard: queue.Queue[Attempt | ReportgenError] = queue.Queue()
    stop = threading.Event()

    def listen() -> None:
        for made in trying.rounds(pack, form, stop):
            heard.put(made)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    yield pack, form, heard
    stop.set()
    listener.join(WITHIN)
    assert not listener.is_alive()


def test_every_save_is_another_try(
    watched: tuple[Path, Path, queue.Queue[Attempt | ReportgenError]],
) -> None:
    pack, form, heard = watched
    first = heard.get(timeout=WITHIN)
    assert isinstance(first, Attempt)
    assert first.changes is None
    (pack / "~$report.docx").write_bytes(b"a lock file")  # must not be a round of its own
    reword(pack, "行政及事业编制数共计", "各类编制共计")
    second = heard.get(timeout=WITHIN)
    assert isinstance(second, Attempt)
    assert [each.place for each in second.changes or ()] == ["一、（一）第1段"]
    book = load_workbook(form)
    book["单位概况"]["B16"] = 95
    book.save(form)
    third = heard.get(timeout=WITHIN)
    assert isinstance(third, Attempt)
    assert any("94" in each.text and "95" in each.text for each in third.changes or ())


def test_a_file_half_written_is_waited_for(
    watched: tuple[Path, Path, queue.Queue[Attempt | ReportgenError]],
) -> None:
    """Broken for good it is told; mended it is tried again, against the last good report."""
    pack, _, heard = watched
    heard.get(timeout=WITHIN)
    whole = (pack / "report.docx").read_bytes()
    (pack / "report.docx").write_bytes(whole[: len(whole) // 2])
    broken = heard.get(timeout=WITHIN)
    assert isinstance(broken, Attempt)
    assert [each.code for each in broken.amiss] == ["TP01"]
    (pack / "report.docx").unlink()
    gone = heard.get(timeout=WITHIN)
    assert isinstance(gone, ReportgenError)
    assert gone.code == "PK01"
    (pack / "report.docx").write_bytes(whole)
    mended = heard.get(timeout=WITHIN)
    assert isinstance(mended, Attempt)
    assert mended.changes == ()


def test_a_file_is_given_the_time_to_be_written(pack: Path) -> None:
    """What is unreadable at one look and whole at the next is never told."""
    whole = (pack / "report.docx").read_bytes()

    def looks() -> Iterator[None]:
        yield
        (pack / "report.docx").write_bytes(whole[: len(whole) // 2])
        yield
        (pack / "report.docx").unlink()
        yield
        (pack / "report.docx").write_bytes(whole)
        yield
        yield

    made = list(at_ticks(pack, EXAMPLE, looks()))
    assert [each.changes for each in made if isinstance(each, Attempt)] == [None, ()]
    assert len(made) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that lists but cannot be read")
def test_a_file_that_another_program_locks_is_told(
    watched: tuple[Path, Path, queue.Queue[Attempt | ReportgenError]],
) -> None:
    pack, _, heard = watched
    heard.get(timeout=WITHIN)
    (pack / "report.docx").unlink()
    (pack / "report.docx").symlink_to("/proc/self/mem")
    locked = heard.get(timeout=WITHIN)
    assert isinstance(locked, ReportgenError)
    assert (locked.code, locked.message, locked.remedy) == (
        "PK76",
        f"读不了“{pack}”：磁盘读写出错。",
        "关闭占用这个文件的程序，或重新保存一次。",
    )


def test_there_is_nothing_to_watch_without_a_form(pack: Path) -> None:
    with pytest.raises(ReportgenError) as refused:
        next(trying.rounds(pack, pack / "没有.xlsx"))
    assert refused.value.code == "WB01"


# ---- as a command


def test_the_command_tells_the_first_try_then_the_changes(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["pack", "try", str(pack), str(EXAMPLE)]
    assert cli.run(command) == 0
    out = capsys.readouterr().out
    assert "第一次试印：150 段、表格 92 行。以后每次只列改动。\n" in out
    assert "（试印）.docx\n" in out
    reword(pack, "行政及事业编制数共计", "各类编制共计")
    assert cli.run(command) == 0
    assert "与上次试印相比改动 1 处（150 段、表格 92 行）：\n改  一、（一）第1段\n" in (
        capsys.readouterr().out
    )
    assert cli.run(command) == 0
    assert "与上次试印相比没有变化（150 段、表格 92 行）。\n" in capsys.readouterr().out


def test_the_command_tells_the_packs_errors_and_prints_nothing(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(pack, "{{ 编制数 }}", "{{ 编制人数 }}")
    assert cli.run(["pack", "try", str(pack), str(EXAMPLE)]) == 1
    out = capsys.readouterr().out
    assert "report.docx 一、（一）第1段  错误 TP06\n" in out
    assert "格式包有错误，没有试印（1 处错误）；上次试印的还在。\n" in out


def test_a_form_with_errors_is_tried_all_the_same(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(EXAMPLE)
    book["单位概况"]["B16"] = "九十四"
    book.save(tmp_path / "某镇.xlsx")
    assert cli.run(["pack", "try", str(pack), str(tmp_path / "某镇.xlsx")]) == 0
    out = capsys.readouterr().out
    assert "某镇.xlsx 单位概况!B16  错误 RC05" in out
    assert "照样试印，没有数的地方印成空白。\n" in out


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_ctrl_c_ends_the_watch_with_130(pack: Path) -> None:
    command = [sys.executable, "-m", "reportgen", "pack", "try", str(pack), str(EXAMPLE)]
    started = subprocess.Popen(
        [*command, "--watch"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"},
        encoding="utf-8",
    )
    assert started.stdout is not None
    said = iter(started.stdout.readline, "")
    assert any("按 Ctrl-C 停止" in line for line in said)
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=WITHIN)
    assert started.returncode == 130
    assert err == "已停止：共试了 1 次。\n"


def test_lines_that_another_program_holds_do_not_stop_a_try(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next try is then compared with the one before."""
    trying.attempt(pack, EXAMPLE)

    def held(path: Path, data: bytes, *, forced: bool = True) -> None:
        if path.suffix == ".json":
            raise BusyError(path.name)
        put(path, data, forced=forced)

    reword(pack, "行政及事业编制数共计", "各类编制共计")
    monkeypatch.setattr(kept, "put", held)
    first = told(trying.attempt(pack, EXAMPLE))
    assert [kind for kind, _, _ in first] == ["改"]
    assert told(trying.attempt(pack, EXAMPLE)) == first


@pytest.mark.parametrize(
    "command",
    [["lint"], ["show"], ["fields"], ["diff", str(PACK)], ["try", str(EXAMPLE)]],
    ids=lambda command: command[0],
)
def test_no_command_of_pack_asks_for_an_option_it_has_not(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *others = command
    assert cli.run(["pack", name, str(tmp_path), *others]) == 2
    told = capsys.readouterr().err
    assert "PK01" in told
    assert "办法：写格式包的文件夹，其中应有 form.xlsx、rules.xlsx、report.docx。\n" in told
