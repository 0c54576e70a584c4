"""PDF: made by LibreOffice within its time, the same each time, its fonts named."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from reportgen import pdf
from reportgen.findings import ReportgenError, as_text
from reportgen.pdf import calls, many, soffice
from reportgen.pdf.asked import fonts_asked
from reportgen.pdf.fonts import _key, _names
from reportgen.pdf.steady import steady

needs_soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
posix = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for LibreOffice")


def word_file(*lines: tuple[str, str, str]) -> bytes:
    """A Word file; each line is its text, its Chinese font and its Latin font."""
    document = Document()
    for text, asian, latin in lines:
        run = document.add_paragraph().add_run(text)
        run.font.name = latin
        run._element.rPr.rFonts.set(qn("w:eastAsia"), asian)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


REPORT = word_file(
    ("灰山港镇2020年度报告", "方正小标宋简体", "Times New Roman"),
    ("支出合计为9246.84万元。", "仿宋_GB2312", "Times New Roman"),
)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a shell script in LibreOffice's place."""

    def put(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return put


# --- LibreOffice -----------------------------------------------------------------------------


@needs_soffice
def test_a_report_becomes_the_same_pdf_twice() -> None:
    """The clock is taken out: no date, and an identity made of the Word file."""
    first = pdf.convert(REPORT, "镇").data
    time.sleep(1.1)
    assert first.startswith(b"%PDF-")
    assert b"CreationDate" not in first
    assert pdf.convert(REPORT, "镇").data == first


@needs_soffice
def test_the_pdf_can_be_read_and_holds_the_text(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is missing")
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf.convert(REPORT, "镇").data)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    assert "支出合计为9246.84万元。" in done.stdout.decode("utf-8").replace(" ", "")
    assert done.stderr == b""


@needs_soffice
def test_several_reports_are_made_in_one_start() -> None:
    other = word_file(("第二份", "宋体", "Liberation Serif"))
    made = pdf.convert_all({"甲": REPORT, "乙": other})
    assert list(made) == ["甲", "乙"]
    for each in made.values():
        assert isinstance(each, pdf.Pdf)
        assert each.data.startswith(b"%PDF-")
        assert each.fonts == pdf.fonts_used(each.data)
    assert made["甲"].data != made["乙"].data


def test_without_libreoffice_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())
    with pytest.raises(ReportgenError) as told:
        pdf.convert(REPORT, "镇")
    assert (told.value.code, told.value.message, told.value.remedy) == (
        "PD01",
        "没有找到 LibreOffice，不能生成 PDF；Word 报告不受影响。",
        "安装 LibreOffice（Debian、Ubuntu 的软件包是 libreoffice-writer-nogui；"
        "Windows、macOS 从 LibreOffice 官网下载），或用 Word、WPS 把报告另存为 PDF。",
    )


def test_libreoffice_off_the_path_is_found_where_it_usually_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "libreoffice24.2" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.write_text("")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_USUAL_PLACES", (f"{tmp_path}/libreoffice*/program/soffice",))
    assert soffice.find() == program


@posix
def test_a_libreoffice_that_hangs_is_ended_with_all_its_children(stand_in, tmp_path: Path) -> None:
    """The wrapper's child would otherwise hold the profile and a processor for ever."""
    stand_in(f"sleep 300 & echo $! > '{tmp_path}/child'\nwait")
    started = time.monotonic()
    with pytest.raises(ReportgenError) as told:
        pdf.convert(REPORT, "镇", timeout=0.5)
    assert time.monotonic() - started < 5
    assert (told.value.code, told.value.message) == (
        "PD02",
        "LibreOffice 在 0 秒内没有完成转换，已停止；Word 报告不受影响。",
    )
    child = int((tmp_path / "child").read_text())
    assert not _is_running(child)


@posix
def test_a_libreoffice_that_makes_nothing_is_quoted(stand_in) -> None:
    stand_in("echo 'Error: source file could not be loaded'; echo; exit 0")
    with pytest.raises(ReportgenError) as told:
        pdf.convert(REPORT, "镇")
    assert (told.value.code, told.value.message) == (
        "PD03",
        "LibreOffice 没有生成 PDF，它的说明：Error: source file could not be loaded。"
        "Word 报告不受影响。",
    )


@posix
def test_half_a_pdf_is_no_pdf(stand_in) -> None:
    stand_in(
        'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; '
        'printf "%%PDF-1.6 half" > "$2/0000.pdf"'
    )
    with pytest.raises(ReportgenError) as told:
        pdf.convert(REPORT, "镇")
    assert told.value.code == "PD03"
    assert told.value.message == "LibreOffice 没有生成 PDF，它的说明：没有说明。Word 报告不受影响。"


def _is_running(pid: int) -> bool:
    """A killed child may stay a moment, or as a zombie where no init takes it."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


# --- many reports ------------------------------------------------------------------------------

MANY = r"""
while [ "$1" != --outdir ]; do
  case "$1" in -env:UserInstallation=*) profile="${1#*file://}";; esac
  shift
done
out="$2"; shift 2; mkdir "$out"
[ -e "$profile" ] && echo used >> LOG || echo new >> LOG
mkdir -p "$profile"
for f; do
  case "$(cat "$f")" in
    hangs*) echo $$ > PID; sleep 300;;
    crashes*) exit 1;;
    refused*) continue;;
    shy*) [ -e SEEN ] || { touch SEEN; exit 1; };;
    waits*) until [ -e GO ]; do sleep 0.02; done;;
    loses*) rm -rf "$(dirname "$profile")";;
  esac
  printf '%%PDF-1.6 %s\n%%%%EOF\n' "$(cat "$f")" > "$out/$(basename "$f" .docx).pdf"
done
[ -e LINGER ] && sleep 300
exit 0
"""
"""A LibreOffice that does to each file what the file's first word says."""


@pytest.fixture
def office(stand_in, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The stand-in; returns what its starts found: a new profile, or one used before."""
    words = {word: f"'{tmp_path}/{word}'" for word in ("LOG", "SEEN", "PID", "GO", "LINGER")}
    stand_in(re.sub(r"\b(LOG|SEEN|PID|GO|LINGER)\b", lambda found: words[found[0]], MANY))
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(desk))
    return lambda: (tmp_path / "LOG").read_text().split()


def reports(*words: str) -> dict[str, bytes]:
    return {f"镇{number}": word.encode() for number, word in enumerate(words)}


def outcomes(documents, **options) -> dict[str, str]:
    """Per report: its PDF's text, or the code of what is said instead."""
    return {
        name: made.code if isinstance(made, ReportgenError) else _text(made)
        for name, made in pdf.convert_each(documents, **options)
    }


def _text(made: pdf.Pdf) -> str:
    return made.data.decode().splitlines()[0].removeprefix("%PDF-1.6 ")


@posix
def test_many_reports_take_few_starts(office, tmp_path: Path) -> None:
    """A hundred on two workers are two starts each; the second finds the first one's profile."""
    documents = reports(*[f"good {number}" for number in range(100)])
    made = outcomes(documents)
    assert made == {name: data.decode() for name, data in documents.items()}
    assert sorted(office()) == ["new", "new", "used", "used"]
    assert list((tmp_path / "desk").iterdir()) == []


@posix
def test_a_few_reports_are_not_worth_a_second_libreoffice(office) -> None:
    assert len(outcomes(reports(*["good"] * many.FEW), jobs=4)) == many.FEW
    assert office() == ["new"]


@posix
def test_nothing_to_do_starts_nothing(office, tmp_path: Path) -> None:
    assert outcomes({}) == {}
    assert not (tmp_path / "LOG").exists()


BROKEN = """
    | crashes | PD03 | new new used |
    | hangs   | PD02 | new new used |
    | refused | PD03 | new new      |
    | shy     | shy  | new new used |
"""


@posix
@pytest.mark.parametrize(
    ("word", "result", "starts"),
    [[c.strip() for c in line.split("|")[1:4]] for line in BROKEN.splitlines() if "|" in line],
)
def test_one_bad_report_spoils_no_other(office, word: str, result: str, starts: str) -> None:
    """The call breaks, those behind it go on in another, and it alone is tried once more.

    One that is only refused breaks no call. A profile that saw a failure is not used again.
    """
    made = outcomes(reports("good 0", "good 1", word, "good 3", "good 4"), jobs=1, timeout=0.7)
    assert list(made.items()) == [
        ("镇0", "good 0"),
        ("镇1", "good 1"),
        ("镇3", "good 3"),
        ("镇4", "good 4"),
        ("镇2", result),
    ]
    assert office() == starts.split()


@posix
def test_several_bad_reports_are_each_found(office) -> None:
    words = ["crashes", "good", "refused", "crashes", "good", "good", "refused", "crashes"]
    made = outcomes(reports(*words), jobs=1)
    wanted = {"good": "good", "refused": "PD03", "crashes": "PD03"}
    assert made == {f"镇{number}": wanted[word] for number, word in enumerate(words)}


@posix
def test_a_libreoffice_that_never_works_is_given_up(office) -> None:
    """Two thousand times 90 seconds would be two days."""
    made = dict(pdf.convert_each(reports(*["crashes"] * 100), jobs=1))
    assert len(made) == 100
    assert len(office()) == many.BARREN
    codes = Counter(each.code for each in made.values() if isinstance(each, ReportgenError))
    assert codes == {"PD03": many.BARREN, "PD08": 100 - many.BARREN}
    [last] = [made["镇99"]]
    assert isinstance(last, ReportgenError)
    assert last.message == (
        "LibreOffice 连续启动 6 次都没有生成 PDF，这份报告没有再试；Word 报告不受影响。"
    )


@posix
def test_a_pdf_comes_before_its_call_is_over(office, tmp_path: Path) -> None:
    made = pdf.convert_each(reports("good 0", "good 1", "waits"))
    assert next(made)[0] == "镇0"
    (tmp_path / "GO").touch()
    assert [name for name, _ in made] == ["镇1", "镇2"]


@posix
def test_a_libreoffice_that_does_not_leave_costs_no_report(
    office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "_LEAVE", 0.2)
    (tmp_path / "LINGER").touch()
    assert outcomes(reports("good 0", "good 1")) == {"镇0": "good 0", "镇1": "good 1"}
    assert office() == ["new"]


@posix
@pytest.mark.parametrize("way", ["close", "cancel"])
def test_stopping_ends_libreoffice_and_leaves_nothing(office, tmp_path: Path, way: str) -> None:
    cancel = threading.Event()
    made = pdf.convert_each(reports("good", "good", "hangs", "good"), cancel=cancel)
    next(made)
    child = int(_soon(tmp_path / "PID"))
    if way == "close":
        made.close()
    else:
        cancel.set()
        assert {name for name, _ in made} <= {"镇1"}
    assert not _is_running(child)
    assert list((tmp_path / "desk").iterdir()) == []


def _soon(path: Path) -> str:
    """Wait for what another process writes."""
    for _ in range(500):
        if path.is_file() and (text := path.read_text()):
            return text
        time.sleep(0.02)
    raise AssertionError(path)


LEFT = """
import sys
from reportgen import pdf

made = pdf.convert_each({"甲": b"good", "乙": b"good", "丙": b"hangs"})
next(made)
print("begun", flush=True)
if sys.argv[1] == "bug":
    raise KeyError("甲")
list(made)
"""


@posix
@pytest.mark.parametrize("way", ["bug", "interrupt"])
def test_a_program_that_breaks_off_leaves_nothing(office, tmp_path: Path, way: str) -> None:
    """Neither Ctrl-C nor an iterator nobody closed may keep the program, or LibreOffice."""
    environment = os.environ | {"TMPDIR": str(tmp_path / "desk")}
    command = [sys.executable, "-c", LEFT, way]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parents[1],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        try:
            assert program.stdout
            assert program.stdout.readline() == b"begun\n"
            child = int(_soon(tmp_path / "PID")) if way == "interrupt" else None
            if way == "interrupt":
                program.send_signal(signal.SIGINT)
            assert program.wait(20) != 0
        finally:
            program.kill()
    assert child is None or not _is_running(child)
    assert list((tmp_path / "desk").iterdir()) == []


@posix
def test_reports_may_be_given_by_their_paths(office, tmp_path: Path) -> None:
    """So that the bytes of two thousand need not be held; one that is gone is said."""
    (tmp_path / "甲.docx").write_bytes(b"good")
    gone = {name: tmp_path / f"{name}.docx" for name in ("甲", "乙")}
    made = dict(pdf.convert_each(gone))
    assert isinstance(made["甲"], pdf.Pdf)
    told = made["乙"]
    assert isinstance(told, ReportgenError)
    assert (told.code, told.message) == (
        "PD07",
        "要转成 PDF 的 Word 报告读不到：它已被移走、删除，或没有读取权限。",
    )
    assert outcomes({"乙": gone["乙"]}) == {"乙": "PD07"}


@posix
def test_a_temporary_folder_that_cannot_be_used_is_said(
    office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of the work, or from the start; no report is without an answer."""
    made = outcomes(reports("good", "loses", *["good"] * 80), jobs=1)
    assert len(made) == 82
    assert set(made.values()) <= {"good", "PD08"}
    assert made["镇81"] == "PD08"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    [(_, told)] = pdf.convert_each(reports("good"))
    assert isinstance(told, ReportgenError)
    assert (told.code, told.message) == (
        "PD08",
        "转换 PDF 时不能使用临时文件夹，这份报告没有转换；"
        "系统的说明：No such file or directory。Word 报告不受影响。",
    )


@posix
def test_a_fault_of_the_program_ends_no_run_and_is_told_of_the_reports_it_cost(
    office, tmp_path: Path
) -> None:
    """A worker that dies unseen would leave the taker waiting for ever."""
    made = dict(pdf.convert_each({"甲": None, "乙": b"good"}))
    assert list(made) == ["甲", "乙"]
    told = made["乙"]
    assert isinstance(told, ReportgenError)
    assert (told.code, told.message) == (
        "PD08",
        "转换 PDF 时程序本身出了故障（AttributeError：'NoneType' object has no attribute "
        "'read_bytes'），这份报告没有转换；Word 报告不受影响。",
    )
    assert list((tmp_path / "desk").iterdir()) == []


def test_no_more_threads_is_told_and_ends_no_run(office, monkeypatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert outcomes(reports("good", "good")) == {"镇0": "PD08", "镇1": "PD08"}


@posix
def test_a_libreoffice_that_cannot_be_started_is_told_as_that(office, tmp_path: Path) -> None:
    (tmp_path / "soffice").write_bytes(b"\x7fELF no program")
    [(_, told)] = pdf.convert_each(reports("good"))
    assert isinstance(told, ReportgenError)
    assert (told.code, told.message) == (
        "PD09",
        "LibreOffice 无法启动，不能生成 PDF；系统的说明：Exec format error。Word 报告不受影响。",
    )
    with pytest.raises(ReportgenError) as also:
        pdf.to_docx(b"old")
    assert (also.value.code, also.value.message) == (
        "PD09",
        "LibreOffice 无法启动，不能读取旧版 Word 文档。",
    )


@posix
def test_what_libreoffice_leaves_in_its_temporary_folder_goes_with_ours(
    stand_in, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stand_in(f"for f in $TMPDIR $TMP $TEMP; do touch $f/lu1.tmp; echo $f >> {tmp_path}/LOG; done")
    outcomes(reports("good"))
    used = (tmp_path / "LOG").read_text().split()
    assert len(used) == 6  # three names, two tries
    assert all(Path(each).relative_to(tmp_path).parts[0].startswith("reportgen-") for each in used)
    assert {path.name for path in tmp_path.iterdir()} == {"soffice", "LOG"}


@posix
def test_folders_of_killed_runs_are_swept_when_they_are_a_day_old(office, tmp_path: Path) -> None:
    desk, now = tmp_path / "desk", time.time()
    for name, hours, room in (("old", 25, 25), ("young", 23, 23), ("at-work", 99, 1)):
        folder = desk / f"reportgen-pdf-{name}" / "0"
        folder.mkdir(parents=True)
        os.utime(folder, (0, now - room * 3600))
        os.utime(folder.parent, (0, now - hours * 3600))
    other = desk / "another-program"
    other.mkdir()
    os.utime(other, (0, 0))
    assert outcomes(reports("good")) == {"镇0": "good"}
    left = {path.name for path in desk.iterdir()}
    assert left == {"reportgen-pdf-young", "reportgen-pdf-at-work", "another-program"}


@needs_soffice
def test_a_file_libreoffice_refuses_is_found_among_good_ones() -> None:
    broken = REPORT[: len(REPORT) // 2]
    made = dict(pdf.convert_each({"甲": REPORT, "坏": broken, "乙": REPORT}, jobs=1))
    assert {name for name, each in made.items() if isinstance(each, pdf.Pdf)} == {"甲", "乙"}


def test_taking_the_clock_out_moves_no_byte() -> None:
    """The file's own table of places must stay right."""
    dated = b"/CreationDate(D:20210420120000+08'00')>> <xmp:ModifyDate>x</xmp:ModifyDate>"
    mark = b"/ID [ <" + b"A" * 32 + b">\n<" + b"B" * 32 + b"> ]\n/DocChecksum /" + b"C" * 32
    made = steady(dated + mark, b"docx")
    assert len(made) == len(dated + mark)
    assert b"2021" not in made
    assert not {b"AA", b"BB", b"CC"} & {made[i : i + 2] for i in range(len(made))}


# --- fonts -----------------------------------------------------------------------------------


def test_chinese_and_latin_characters_ask_for_different_fonts() -> None:
    made = word_file(
        ("支出9246", "仿宋_GB2312", "Times New Roman"),
        ("只有汉字", "楷体_GB2312", "Arial"),
        ("Only 1", "黑体", "Courier New"),
        ("", "隶书", "Verdana"),
    )
    assert fonts_asked(made) == ("Courier New", "Times New Roman", "仿宋_GB2312", "楷体_GB2312")


def test_a_font_may_come_from_a_style_its_parent_or_the_theme() -> None:
    document = Document()
    document.add_paragraph("Body", style="List Bullet")
    document.add_heading("Head", 1)
    document.styles["Normal"].font.name = "Georgia"
    out = io.BytesIO()
    document.save(out)
    assert fonts_asked(out.getvalue()) == ("Calibri", "Georgia")


def test_headers_are_printed_too() -> None:
    document = Document()
    run = document.sections[0].header.paragraphs[0].add_run("Header")
    run.font.name = "Verdana"
    out = io.BytesIO()
    document.save(out)
    assert fonts_asked(out.getvalue()) == ("Verdana",)


NAMES = """
    | 宋体            | SimSun                       | same  |
    | 仿宋_GB2312     | FangSong_GB2312              | same  |
    | 仿宋_GB2312     | FangSong                     | other |
    | 仿宋            | BousungEG-Light-GB           | other |
    | Times New Roman | TimesNewRomanPS-BoldMT       | same  |
    | Times New Roman | LiberationSerif              | other |
    | Arial           | ArialMT                      | same  |
    | Arial           | ArialNarrow                  | other |
    | 方正小标宋简体  | FZXBSJW--GB1-0               | same  |
    | 微软雅黑        | MicrosoftYaHei-Bold          | same  |
    | Noto Serif CJK SC | NotoSerifCJKjp-Regular-VKana | same |
"""


@pytest.mark.parametrize(
    ("asked", "used", "verdict"),
    [[c.strip() for c in line.split("|")[1:4]] for line in NAMES.splitlines() if "|" in line],
)
def test_one_font_is_known_by_all_its_names(asked: str, used: str, verdict: str) -> None:
    assert (_key(used) in _names(asked)) == (verdict == "same")


def test_a_replaced_font_is_named_with_what_took_its_place() -> None:
    made = b"/BaseFont/BAAAAA+LiberationSerif /BaseFont/CAAAAA+NotoSansCJKsc-Regular"
    asked = word_file(("支出2020", "方正小标宋简体", "Liberation Serif"))
    assert [as_text(f) for f in pdf.replaced_fonts(asked, made, "镇.pdf")] == [
        "镇.pdf  提醒 PD04\n"
        "  本机没有报告所用的字体方正小标宋简体，PDF 中已用别的字体代替，分页可能与 Word 中不同；"
        "PDF 实际所用的字体是LiberationSerif、NotoSansCJKsc-Regular。\n"
        "  办法：在本机安装这些字体后再加 --pdf 运行一次，"
        "或在装有这些字体的电脑上用 Word、WPS 另存为 PDF。"
    ]


def test_fonts_that_are_there_are_not_complained_of() -> None:
    made = b"/BaseFont/BAAAAA+TimesNewRomanPSMT /BaseFont/CAAAAA+FangSong_GB2312"
    asked = word_file(("支出2020", "仿宋_GB2312", "Times New Roman"))
    assert pdf.replaced_fonts(asked, made, "镇.pdf") == []


@posix
def test_fontconfig_is_asked_once_for_a_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every report of a batch lacks the same fonts; each question is a process."""
    program = tmp_path / "fc-list"
    program.write_text(f"#!/bin/sh\necho asked >> '{tmp_path}/LOG'\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    asked = word_file(("支出", "方正小标宋简体", "Arial"))
    for name in ("甲.pdf", "乙.pdf"):
        [finding] = pdf.replaced_fonts(asked, b"/BaseFont/BAAAAA+LiberationSerif", name)
        assert finding.where.file == name
    assert (tmp_path / "LOG").read_text() == "asked\n"


def test_a_pdf_whose_fonts_cannot_be_read_is_said_to_be_unchecked() -> None:
    [finding] = pdf.replaced_fonts(REPORT, b"%PDF-1.6", "镇.pdf")
    assert as_text(finding) == (
        "镇.pdf  提醒 PD05\n"
        "  未能核对 PDF 用了哪些字体：从中没有读到字体名称。\n"
        "  办法：打开 PDF 的“属性—字体”，与 Word 报告的字体对照。"
    )


def test_font_names_are_found_in_packed_objects_and_in_gbk() -> None:
    """Newer LibreOffice packs its objects; Windows writes Chinese names in GBK."""
    import zlib

    packed = zlib.compress(b"/BaseFont/AAAAAA+SimSun")
    made = b"<</Type/ObjStm/N 1>>stream\n" + packed + b"\nendstream"
    assert pdf.fonts_used(made + b" /BaseFont /BAAAAA+SimSun /BaseFont /#CB#CE#CC#E5,Bold") == (
        "SimSun",
        "宋体,Bold",
    )


@needs_soffice
def test_the_fonts_found_are_those_poppler_finds(tmp_path: Path) -> None:
    if not shutil.which("pdffonts"):
        pytest.skip("poppler is missing")
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf.convert(REPORT, "镇").data)
    done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    names = [line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]]
    assert sorted(set(names)) == list(pdf.fonts_used(path.read_bytes()))


@needs_soffice
@pytest.mark.skipif(not shutil.which("fc-list"), reason="fontconfig is missing")
def test_a_missing_official_font_becomes_a_chinese_serif_not_a_sans() -> None:
    """Debian has no 仿宋; without our rules LibreOffice takes a Japanese sans face."""
    have = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    if "AR PL SungtiL GB" not in have.stdout or "FangSong" in have.stdout:
        pytest.skip("the free fonts are missing, or the official one is there")
    used = pdf.convert(word_file(("支出", "仿宋_GB2312", "Arial")), "镇").fonts
    assert "BousungEG-Light-GB" in used
    assert not [name for name in used if "Sans" in name and "CJK" in name]
