"""Outputs: whole files only, legal names only, and never over a person's work."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen import outputs
from reportgen.findings import ReportgenError, Where, as_text, error, notice
from reportgen.outputs import PrintedFigure, Receipt, atomic, names, write, write_set
from reportgen.outputs import receipt as receipts
from reportgen.outputs.reasons import why

RECEIPT = Receipt(
    version="0.1.0",
    pack_year="2020",
    pack_name="乡镇整体支出",
    pack_fingerprint="ab12",
    form_file="灰山港镇.xlsx",
    form_sha256="00ff",
    figures=(
        PrintedFigure(
            "支出合计",
            Decimal("9246.84"),
            "万元",
            ("9246.84万元",),
            (Where("灰山港镇.xlsx", "收入支出!D9"), Where("灰山港镇.xlsx", "收入支出!D10")),
        ),
    ),
)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith(".json")}


# --- names -----------------------------------------------------------------------------------

NAMES = """
    | 灰山港镇                 | 灰山港镇           |
    |  灰山港镇　2020年度报告  | 灰山港镇 2020年度报告 |
    | ../../x                  | x_*                |
    | /etc/passwd              | etcpasswd_*        |
    | C:\\\\甲                 | C甲_*              |
    | 甲:乙                    | 甲乙_*             |
    | CON                      | _CON_*             |
    | com1.甲                  | _com1.甲_*         |
    | LPT9 .txt                | _LPT9 .txt_*       |
    | CONTROL                  | CONTROL            |
    | 甲...                    | 甲_*               |
    | .隐藏                    | 隐藏_*             |
    | ...                      | 未命名_*           |
    | 3.5版                    | 3.5版              |
    | 㙦𡐓𠮷村                 | 㙦𡐓𠮷村           |
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        [cell.strip(" ") for cell in line.split("|")[1:3]]
        for line in NAMES.split("\n")
        if "|" in line
    ],
)
def test_a_name_is_legal_on_every_desk(text: str, wanted: str) -> None:
    """Windows refuses device names, trailing dots and nine characters."""
    made = names.safe_name(text.replace("\\\\", "\\"))
    if wanted.endswith("*"):
        assert made[:-6] == wanted[:-1]
        assert set(made[-6:]) <= set("0123456789abcdef")
    else:
        assert made == wanted


@pytest.mark.parametrize("text", ["", "   ", "\0", "\n", "\u202e", "\ud800", "\uffff"])
def test_a_name_of_nothing_visible_still_gets_a_name(text: str) -> None:
    assert names.safe_name("甲" + text + "乙")[:2] in {"甲乙", "甲 "}
    assert names.safe_name(text).startswith("未命名_")


def test_sixty_characters_are_kept_and_sixty_one_are_cut() -> None:
    assert names.safe_name("镇" * 60) == "镇" * 60
    cut = names.safe_name("镇" * 61)
    assert cut[:-6] == "镇" * 53 + "_"
    assert len(cut) == 60


def test_four_byte_characters_are_cut_by_bytes() -> None:
    assert names.safe_name("𠮷" * 45) == "𠮷" * 45
    assert len(names.safe_name("𠮷" * 46).encode()) <= 180


def test_two_names_that_lose_different_characters_stay_two() -> None:
    assert len({names.safe_name(t) for t in ("甲:乙", "甲*乙", "甲乙", "甲/乙")}) == 4


@given(st.text(max_size=100))
@example("0 \x1b\r0")
def test_no_name_leads_out_of_its_folder_or_fails(text: str) -> None:
    made = names.safe_name(text)
    assert 0 < len(made) <= 60
    assert len(made.encode()) <= 180
    assert Path("/out", made + ".docx").resolve().parent == Path("/out")
    assert not set(made) & set('<>:"/\\|?*')
    assert names.safe_name(made) == made


# --- one report and what stands beside it ----------------------------------------------------


def test_a_report_is_written_with_its_receipt(tmp_path: Path) -> None:
    folder = tmp_path / "outputs" / "2020"
    written = write_set(folder, "灰山港镇", {".docx": b"one", names.FINDINGS: b"none"}, RECEIPT)
    assert listing(folder) == ["灰山港镇.docx", "灰山港镇.来源.json", "灰山港镇.问题清单.txt"]
    assert [file.path.name for file in written.files] == ["灰山港镇.docx", "灰山港镇.问题清单.txt"]
    assert written.receipt == folder / "灰山港镇.来源.json"
    assert outputs.notices(written) == []


def test_the_receipt_names_every_figure_and_its_cells(tmp_path: Path) -> None:
    written = write_set(tmp_path, "灰山港镇", {".docx": b"one"}, RECEIPT)
    told = json.loads(written.receipt.read_text("utf-8"))
    assert told.pop("本记录校验")
    assert told == {
        "程序版本": "0.1.0",
        "格式包": {"年度": "2020", "名称": "乡镇整体支出", "指纹": "ab12"},
        "填报表": {"文件名": "灰山港镇.xlsx", "sha256": "00ff"},
        "文件": {"灰山港镇.docx": receipts.sha256(b"one")},
        "印出的数": [
            {
                "名称": "支出合计",
                "数值": "9246.84",
                "单位": "万元",
                "印作": ["9246.84万元"],
                "出处": ["灰山港镇.xlsx 收入支出!D9", "灰山港镇.xlsx 收入支出!D10"],
            }
        ],
    }


def test_the_same_input_gives_the_same_receipt(tmp_path: Path) -> None:
    """No clock and no folder in it."""
    made = []
    for name in ("甲", "乙"):
        made.append(write_set(tmp_path / name, "镇", {".docx": b"one"}, RECEIPT).receipt)
        time.sleep(0.02)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_our_own_older_report_gives_way(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    [file] = write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT).files
    assert (file.replaced, file.kept, file.same) == (True, None, False)
    assert read(tmp_path) == {"镇.docx": b"two"}


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    first = write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    paths = [first.files[0].path, first.receipt]
    before = [path.stat() for path in paths]
    [file] = write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT).files
    assert file.same
    assert not file.replaced
    assert [path.stat() for path in paths] == before


def test_a_report_a_person_edited_is_never_overwritten(tmp_path: Path) -> None:
    """The whole set takes the next number, so that a report and its PDF stay one."""
    write_set(tmp_path, "镇", {".docx": b"one", ".pdf": b"pdf one"}, RECEIPT)
    (tmp_path / "镇.docx").write_bytes(b"edited")
    written = write_set(tmp_path, "镇", {".docx": b"two", ".pdf": b"pdf two"}, RECEIPT)
    assert read(tmp_path) == {
        "镇.docx": b"edited",
        "镇.pdf": b"pdf one",
        "镇（2）.docx": b"two",
        "镇（2）.pdf": b"pdf two",
    }
    assert [as_text(f) for f in outputs.notices(written)] == [
        "镇.docx  提醒 OU04\n"
        "  《镇.docx》在上次生成以后有人改过，或不是本程序生成的，没有覆盖；这次的写成《镇（2）.docx》。\n"
        "  办法：对照两个文件；改过的那个如不再需要，删去后再运行一次。"
    ]
    [docx, _] = write_set(tmp_path, "镇", {".docx": b"3", ".pdf": b"pdf 3"}, RECEIPT).files
    assert (docx.path.name, docx.replaced, docx.kept) == (
        "镇（2）.docx",
        True,
        tmp_path / "镇.docx",
    )


def test_numbers_go_on_when_the_second_was_edited_too(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    (tmp_path / "镇.docx").write_bytes(b"edited")
    write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT)
    (tmp_path / "镇（2）.docx").write_bytes(b"edited too")
    [file] = write_set(tmp_path, "镇", {".docx": b"three"}, RECEIPT).files
    assert file.path.name == "镇（3）.docx"


def test_a_file_without_a_receipt_counts_as_a_persons(tmp_path: Path) -> None:
    (tmp_path / "镇.docx").write_bytes(b"typed by hand")
    written = write(tmp_path / "镇.docx", b"ours")
    assert written == outputs.Written(tmp_path / "镇（2）.docx", kept=tmp_path / "镇.docx")
    assert read(tmp_path) == {"镇.docx": b"typed by hand", "镇（2）.docx": b"ours"}


def test_an_edited_receipt_vouches_for_nothing_and_is_kept(tmp_path: Path) -> None:
    receipt = write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT).receipt
    edited = receipt.read_text("utf-8").replace("9246.84", "9248.84")
    receipt.write_text(edited, "utf-8")
    [file] = write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT).files
    assert file.path.name == "镇（2）.docx"
    assert receipt.read_text("utf-8") == edited
    assert (tmp_path / "镇.docx").read_bytes() == b"one"


def test_an_edited_receipt_is_kept_even_when_its_report_is_gone(tmp_path: Path) -> None:
    written = write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    written.receipt.write_bytes(b"a person's notes")
    written.files[0].path.unlink()
    assert write_set(tmp_path, "镇", {".docx": b"1"}, RECEIPT).receipt.name == "镇（2）.来源.json"
    assert written.receipt.read_bytes() == b"a person's notes"


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 9999])
def test_a_damaged_receipt_vouches_for_nothing(tmp_path: Path, junk: bytes) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    (tmp_path / "镇.来源.json").write_bytes(junk)
    assert write_set(tmp_path, "镇", {".docx": b"2"}, RECEIPT).files[0].path.name == "镇（2）.docx"


def test_a_folder_or_link_with_the_reports_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").mkdir()
    (tmp_path / "别处").write_bytes(b"elsewhere")
    (tmp_path / "乙.docx").symlink_to(tmp_path / "别处")
    written = write(tmp_path / "甲.docx", b"one")
    assert written.path.name == "甲（2）.docx"
    [said] = outputs.notices(outputs.WrittenSet((written,), tmp_path / "甲（2）.来源.json"))
    assert said.message == "《甲.docx》是一个文件夹，没有动；这次的写成《甲（2）.docx》。"
    assert write(tmp_path / "乙.docx", b"one").path.name == "乙（2）.docx"
    assert (tmp_path / "别处").read_bytes() == b"elsewhere"


def test_a_pdf_of_an_earlier_run_is_named_as_out_of_date(tmp_path: Path) -> None:
    """It would be read as this report's, with last time's figures."""
    write_set(tmp_path, "镇", {".docx": b"one", ".pdf": b"pdf one"}, RECEIPT)
    written = write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT)
    assert [as_text(f) for f in outputs.notices(written)] == [
        "镇.pdf  提醒 OU06\n"
        "  《镇.pdf》是以前生成的，这次没有重新生成，内容可能与《镇.docx》不一致。\n"
        "  办法：重新生成它（PDF 加 --pdf），或删去旧的这个。"
    ]
    again = write_set(tmp_path, "镇", {".docx": b"3", ".pdf": b"pdf 3"}, RECEIPT)
    assert [file.replaced for file in again.files] == [True, True]
    assert again.stale == ()


# --- two forms of one name -------------------------------------------------------------------

OTHER = replace(RECEIPT, form_file="马迹塘镇.xlsx", form_sha256="11ee")


def test_the_report_of_another_form_is_never_overwritten(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one", ".pdf": b"pdf one"}, RECEIPT)
    written = write_set(tmp_path, "镇", {".docx": b"two", ".pdf": b"pdf two"}, OTHER)
    assert read(tmp_path) == {
        "镇.docx": b"one",
        "镇.pdf": b"pdf one",
        "镇（2）.docx": b"two",
        "镇（2）.pdf": b"pdf two",
    }
    assert [as_text(f) for f in outputs.notices(written)] == [
        "镇.docx  提醒 OU09\n"
        "  《镇.docx》是由另一份填报表《灰山港镇.xlsx》生成的，没有覆盖；这次的写成《镇（2）.docx》。\n"
        "  办法：核对两份填报表的单位简称。"
    ]


def test_each_form_goes_on_with_its_own_report(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    write_set(tmp_path, "镇", {".docx": b"two"}, OTHER)
    write_set(tmp_path, "镇", {".docx": b"one again"}, replace(RECEIPT, form_sha256="2222"))
    [file] = write_set(
        tmp_path, "镇", {".docx": b"two again"}, replace(OTHER, form_sha256="3")
    ).files
    assert read(tmp_path) == {"镇.docx": b"one again", "镇（2）.docx": b"two again"}
    assert (file.replaced, file.other) == (True, "灰山港镇.xlsx")


def test_a_form_renamed_or_filled_in_anew_is_the_same_form(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    anew = replace(RECEIPT, form_sha256="22")
    renamed = replace(anew, form_file="新.xlsx")
    for content, mine in ((b"two", anew), (b"three", renamed)):
        [file] = write_set(tmp_path, "镇", {".docx": content}, mine).files
        assert (file.path.name, file.replaced, file.other) == ("镇.docx", True, "")


def test_the_same_bytes_from_another_form_are_one_report(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    [file] = write_set(tmp_path, "镇", {".docx": b"one"}, OTHER).files
    assert (file.path.name, file.same) == ("镇.docx", True)


# --- older reports that still stand -----------------------------------------------------------

FORM = ("灰山港镇.xlsx", "99aa")


def test_an_older_report_and_its_draft_are_told_when_errors_stop_the_new_one(
    tmp_path: Path,
) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    write_set(tmp_path, names.draft("镇"), {".docx": b"draft"}, RECEIPT)
    assert [as_text(f) for f in outputs.left_over(tmp_path, "镇", FORM)] == [
        f"{name}  提醒 OU06\n"
        f"  以前生成的《{name}》还在，内容与这份填报表不一致。\n"
        "  办法：报送最新生成的正式报告；不再需要的旧文件，删去。"
        for name in ("镇.docx", "镇（草稿）.docx")
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("镇", ["镇（草稿）.docx"]),
        ("镇（草稿）", ["镇.docx"]),
        ("", ["镇.docx", "镇（草稿）.docx"]),
    ],
)
def test_what_was_just_written_is_not_called_old(
    tmp_path: Path, written: str, told: list[str]
) -> None:
    for stem in ("镇", "镇（草稿）"):
        write_set(tmp_path, stem, {".docx": b"one"}, RECEIPT)
    found = outputs.left_over(tmp_path, "镇", FORM, written)
    assert [each.where.file for each in found] == told


def test_reports_of_another_form_or_a_person_are_not_called_old(tmp_path: Path) -> None:
    assert outputs.left_over(tmp_path, "镇", FORM) == []
    (tmp_path / "镇.docx").write_bytes(b"typed by hand")
    assert outputs.left_over(tmp_path, "镇", FORM) == []
    write_set(tmp_path, "镇", {".docx": b"two"}, OTHER)
    assert outputs.left_over(tmp_path, "镇", FORM) == []
    write_set(tmp_path, "镇", {".docx": b"three"}, RECEIPT)
    assert [f.where.file for f in outputs.left_over(tmp_path, "镇", FORM)] == ["镇（3）.docx"]


def test_drafts_do_not_touch_the_report(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    write_set(tmp_path, names.draft("镇"), {".docx": b"draft"}, RECEIPT)
    assert read(tmp_path) == {"镇.docx": b"one", "镇（草稿）.docx": b"draft"}


# --- a disk that refuses ---------------------------------------------------------------------


def test_a_file_where_the_folder_should_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_bytes(b"a file")
    with pytest.raises(ReportgenError) as told:
        write(tmp_path / "outputs" / "镇.docx", b"one")
    assert told.value.code == "OU01"
    assert told.value.message.endswith("没有写的权限，或同名处已有一个文件。")
    assert told.value.remedy == "核对输出文件夹的名称和权限，或用 -o 换一个能写的文件夹。"


def test_a_disk_that_fills_up_leaves_the_old_report_whole(tmp_path: Path) -> None:
    """A true limit of the system, in a process of its own: the write stops at 8192 bytes."""
    write_set(tmp_path, "镇", {".docx": b"old" * 9999}, RECEIPT)
    before = listing(tmp_path)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "from reportgen import outputs; from tests.test_outputs import RECEIPT\n"
        "try: outputs.write_set(Path(sys.argv[1]), '镇', {'.docx': b'new' * 9999}, RECEIPT)\n"
        "except Exception as e: print(e.code, e.message, e.remedy)\n"
    )
    done = run_python(code, tmp_path)
    assert done.stdout == (
        "OU02 磁盘已满，没有写成《镇.docx》；原有的文件没有动。 "
        "腾出磁盘空间，或用 -o 换一个输出文件夹，再运行一次。\n"
    ), done.stderr
    assert (tmp_path / "镇.docx").read_bytes() == b"old" * 9999
    assert listing(tmp_path) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(ReportgenError) as told:
        write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT)
    monkeypatch.undo()
    full = {errno.ENOSPC, errno.EDQUOT}
    assert told.value.code == (
        "OU02" if number in full else "OU01" if number == errno.EROFS else "OU03"
    )
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (errno.EROFS, "OU01", "不能写入输出文件夹“{}”：没有写的权限，或同名处已有一个文件。"),
        (errno.ENOSPC, "OU02", "没有建成输出文件夹“{}”；磁盘已满。"),
        (errno.ENAMETOOLONG, "OU03", "没有建成输出文件夹“{}”；路径过长。"),
    ],
)
def test_a_folder_that_cannot_be_made_is_not_called_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, message: str
) -> None:
    folder = tmp_path / "outputs" / "2020"

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ReportgenError) as told:
        write(folder / "镇.docx", b"one")
    assert (told.value.code, told.value.message) == (code, message.format(folder))


def test_a_list_of_an_earlier_run_is_out_of_date_too(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one", names.FINDINGS: b"1"}, RECEIPT)
    [finding] = outputs.notices(write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT))
    assert (finding.where.file, finding.remedy) == ("镇.问题清单.txt", "删去旧的这个。")


def test_a_path_too_long_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as told:
        write(tmp_path / ("镇" * 90 + ".docx"), b"one")
    assert told.value.code == "OU03"
    assert told.value.message.endswith("》，原有的文件没有动；路径过长。")


def test_a_folder_where_a_file_should_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "镇.docx").mkdir()
    with pytest.raises(ReportgenError) as told:
        atomic.put(tmp_path / "镇.docx", b"one")
    assert told.value.code == "OU03"
    assert told.value.message == "没有写成《镇.docx》，原有的文件没有动；同名处已有一个文件夹。"
    assert told.value.remedy == "把这个文件夹改名或移走，再运行一次。"
    assert listing(tmp_path) == ["镇.docx"]


def test_a_folder_that_windows_calls_forbidden_is_a_folder_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "镇.docx").mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ReportgenError) as told:
        atomic.put(tmp_path / "镇.docx", b"one")
    assert "同名处已有一个文件夹" in told.value.message


@pytest.mark.parametrize("number", [*sorted(errno.errorcode), 9999])
def test_no_reason_is_in_english(number: int) -> None:
    said = why(OSError(number, os.strerror(number)))
    assert not any("a" <= letter.lower() <= "z" for letter in said)
    assert said == f"系统错误号{number}" or not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("EIO", "磁盘读写出错"),
        ("EBUSY", "正被别的程序占用"),
        ("ETXTBSY", "正被别的程序占用"),
        ("ETIMEDOUT", "网络盘断开或没有回应"),
        ("ENETUNREACH", "网络盘断开或没有回应"),
        ("ENOTDIR", "同名处已有一个文件"),
    ],
)
def test_the_common_reasons_have_words(name: str, said: str) -> None:
    assert why(OSError(getattr(errno, name), "in English")) == said


def test_a_report_open_in_word_is_left_and_the_new_one_gets_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace an open file; we wait for it three times."""
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    tries = []
    really = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if target.name == "镇.docx":
            tries.append(target)
            raise PermissionError(13, "open elsewhere")
        return really(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(atomic, "PAUSE", 0)
    written = write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT)
    assert len(tries) == 3
    assert read(tmp_path) == {"镇.docx": b"one", "镇（2）.docx": b"two"}
    assert [as_text(f) for f in outputs.notices(written)] == [
        "镇.docx  提醒 OU05\n"
        "  《镇.docx》正被别的程序打开，没有替换；这次的写成《镇（2）.docx》。\n"
        "  办法：关闭打开它的程序（如 Word），再运行一次。"
    ]


def test_a_folder_that_refuses_every_new_name_is_not_asked_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(source: Path, target: Path) -> Path:
        raise PermissionError(13, "never")

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(atomic, "PAUSE", 0)
    with pytest.raises(ReportgenError) as told:
        write(tmp_path / "镇.docx", b"one")
    assert told.value.code == "OU01"
    assert listing(tmp_path) == []


# --- killed in the middle --------------------------------------------------------------------


def run_python(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[1],
        check=False,
    )


WRITER = """
import sys, itertools
from pathlib import Path
from reportgen.outputs import atomic
print("ready", flush=True)
for n in itertools.count():
    atomic.put(Path(sys.argv[1]), bytes([65 + n % 26]) * 300_000)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_kill_9_leaves_the_old_file_or_the_new_one_never_half(tmp_path: Path) -> None:
    """Two writers at once, both killed, ten times over; the litter is swept by the next run."""
    path = tmp_path / "镇.docx"
    for round_ in range(10):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path)],
                stdout=subprocess.PIPE,
                cwd=Path(__file__).parents[1],
            )
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(0.02 + round_ * 0.007)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
        if path.exists():
            data = path.read_bytes()
            assert len(data) == 300_000
            assert len(set(data)) == 1
    assert path.exists()
    atomic.sweep(tmp_path)
    assert listing(tmp_path) == ["镇.docx"]


def test_a_living_runs_temporary_file_is_not_swept(tmp_path: Path) -> None:
    living = atomic._temporary(tmp_path)
    living.write_bytes(b"half")
    other_desk = tmp_path / ".reportgen-abcdef-1-1.tmp"
    other_desk.write_bytes(b"half")
    (tmp_path / "别人的.tmp").write_bytes(b"not ours")
    assert atomic.sweep(tmp_path) == 0
    os.utime(other_desk, (0, 0))
    assert atomic.sweep(tmp_path) == 1
    assert listing(tmp_path) == sorted([living.name, "别人的.tmp"])


def test_a_link_planted_at_the_temporary_name_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "别处").write_bytes(b"elsewhere")
    planted = tmp_path / "planted"
    planted.symlink_to(tmp_path / "别处")
    monkeypatch.setattr(atomic, "_temporary", lambda _: planted)
    with pytest.raises(ReportgenError):
        atomic.put(tmp_path / "镇.docx", b"one")
    assert (tmp_path / "别处").read_bytes() == b"elsewhere"


def test_a_run_killed_before_its_receipt_is_mended_by_the_next(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one"}, RECEIPT)
    (tmp_path / "镇.docx").write_bytes(b"two")  # as the killed run left it
    write_set(tmp_path, "镇", {".docx": b"two"}, RECEIPT)
    write_set(tmp_path, "镇", {".docx": b"three"}, RECEIPT)
    assert read(tmp_path) == {"镇.docx": b"three"}


# --- the list --------------------------------------------------------------------------------


def test_the_findings_list_puts_errors_first_then_by_place() -> None:
    form = "镇.xlsx"
    listed = outputs.findings_list(
        form,
        [
            notice("CK09", Where(form, "基础数据表!B2"), "丙。", "核对丙。"),
            error(
                "CK01", Where(form, "基础数据表!D10"), "乙。", "改乙。", [Where(form, "封面!A1")]
            ),
            error("CK01", Where(form, "基础数据表!D9"), "甲。", "改甲。"),
        ],
    )
    assert listed.startswith(b"\xef\xbb\xbf")
    assert listed.decode("utf-8-sig") == (
        "问题清单　镇.xlsx\r\n"
        "错误 2 处，提醒 1 处。有错误时不生成正式报告。\r\n\r\n"
        "1. 镇.xlsx 基础数据表!D9  错误 CK01\r\n  甲。\r\n  办法：改甲。\r\n\r\n"
        "2. 镇.xlsx 基础数据表!D10  错误 CK01\r\n  乙。\r\n  办法：改乙。\r\n  另见：封面!A1\r\n\r\n"
        "3. 镇.xlsx 基础数据表!B2  提醒 CK09\r\n  丙。\r\n  办法：核对丙。\r\n"
    )


def test_a_list_without_findings_says_that_all_was_checked() -> None:
    text = outputs.findings_list("镇.xlsx", []).decode("utf-8-sig")
    assert text == "问题清单　镇.xlsx\r\n没有发现问题。\r\n"


@given(
    st.lists(st.sampled_from(["", "!A1", "甲!A10", "甲!A9", "甲!A1:B2", "三、（二）第3段", "甲!"]))
)
def test_any_places_can_be_put_in_order(spots: list[str]) -> None:
    findings = [error("CK01", Where("f", spot), "甲。", "乙。") for spot in spots]
    outputs.findings_list("f", findings)
