"""What is found in a folder of forms, what is passed over, and that nothing there is waited for."""

from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from reportgen.batch.folder import look
from reportgen.findings import as_text
from reportgen.workbook.legible import legible

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such things")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")


def forms(folder: Path, avoid: tuple[Path, ...] = ()) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in look(folder, avoid).forms]


def told(folder: Path) -> list[str]:
    """Each finding's severity, code, place and message."""
    return [f"{f.severity.value} {f.code} {f.where}：{f.message}" for f in look(folder).findings]


# --- forms -----------------------------------------------------------------------------------


def test_forms_are_found_in_folders_within_folders_in_their_order(inbox: Path) -> None:
    put(inbox, "乙.xlsx", "东片/丙.xlsx", "东片/再下/丁.xls", "甲.et")
    assert forms(inbox) == ["东片/丙.xlsx", "东片/再下/丁.xls", "乙.xlsx", "甲.et"]
    assert look(inbox).findings == ()


def test_the_order_is_the_same_for_names_written_by_a_mac(tmp_path: Path) -> None:
    """A Mac parts é into e and its accent; the order of the summary must not hang on it."""
    for form in ("NFC", "NFD"):
        put(tmp_path / form, unicodedata.normalize(form, "é.xlsx"), "f.xlsx", "z.xlsx", "ê.xlsx")
    orders = [
        [unicodedata.normalize("NFC", name) for name in forms(tmp_path / form)]
        for form in ("NFC", "NFD")
    ]
    assert orders[0] == orders[1] == ["f.xlsx", "z.xlsx", "é.xlsx", "ê.xlsx"]


NAMES = """
    | 灰山港镇.xlsx        | form |
    | 灰山港镇.XLSX        | form |
    | 灰山港镇.xlsm        | form |
    | 灰山港镇.xlsb        | form |
    | 灰山港镇.ods         | form |
    | 灰山港镇.csv         | form |
    | 灰山港镇.numbers     | form |
    | 灰山港镇.xlsx.       | form |
    | 灰山港镇             | form |
    | 2.灰山港镇           | form |
    | 灰山港镇 3.15        | form |
    | 批注.xlsx            | form |
    | （批注）说明.xlsx    | form |
    | 灰山港镇（批注）.xlsx     | BA11 |
    | 灰山港镇（批注）（2）.xlsx | BA11 |
    | ~$灰山港镇.xlsx      | BA11 |
    | .~灰山港镇.xlsx      | BA11 |
    | .~lock.灰山港镇.xlsx# | BA11 |
    | ~WRL0001.tmp         | BA11 |
    | .灰山港镇.xlsx       | BA11 |
    | ._灰山港镇.xlsx      | BA11 |
    | .DS_Store            | BA11 |
    | Thumbs.db            | BA11 |
    | desktop.ini          | BA11 |
    | __MACOSX/灰山港镇.xlsx | BA11 |
    | .git/灰山港镇.xlsx   | BA11 |
    | 灰山港镇.docx        | BA12 |
    | 灰山港镇.pdf         | BA12 |
    | 灰山港镇.txt         | BA12 |
    | 灰山港镇.zip         | BA12 |
    | 灰山港镇.rar         | BA12 |
    | 灰山港镇.jpg         | BA12 |
    | 灰山港镇.xlsx.crdownload | BA12 |
    | 灰山港镇.xlsx.bak    | BA12 |
"""


@pytest.mark.parametrize(
    ("name", "verdict"),
    [[c.strip() for c in line.split("|")[1:3]] for line in NAMES.splitlines() if "|" in line],
)
def test_a_name_says_what_is_read(inbox: Path, name: str, verdict: str) -> None:
    """Whatever may be a spreadsheet goes to the reader, who can say what it really is."""
    put(inbox, name)
    found = look(inbox)
    assert len(found.forms) == (verdict == "form")
    assert [f.code for f in found.findings] == [verdict] * (verdict != "form")


# --- passed over -----------------------------------------------------------------------------


def test_what_is_passed_over_is_said_once_for_its_kind(inbox: Path) -> None:
    """Two thousand units, two thousand lock files, one line."""
    put(inbox, "甲.xlsx", *[f"~$乙{n}.xlsx" for n in range(1, 6)], "东片/说明.docx", "照片.jpg")
    assert told(inbox) == [
        "提醒 BA11 收件：跳过 5 个打开文件时留下的临时文件：~$乙1.xlsx、~$乙2.xlsx、~$乙3.xlsx等。",
        "提醒 BA12 收件：跳过 1 个 Word 文档：东片/说明.docx。",
        "提醒 BA12 收件：跳过 1 个图片：照片.jpg。",
    ]
    assert as_text(look(inbox).findings[1]).splitlines()[2] == (
        "  办法：核对这些单位是否另有 .xlsx 填报表；没有的，请报送人补报。"
    )


def test_outputs_and_roster_are_left_out_without_a_word(inbox: Path) -> None:
    """They may lie among the forms; under whatever path they are given."""
    put(inbox, "甲.xlsx", "报告/汇总.xlsx", "名册.xlsx")
    away = (inbox / ".." / inbox.name / "报告", inbox / "名册.xlsx", inbox / "没有")
    assert forms(inbox, away) == ["甲.xlsx"]
    assert look(inbox, away).findings == ()
    assert forms(inbox, (inbox,)) == ["名册.xlsx", "报告/汇总.xlsx", "甲.xlsx"]


# --- not ordinary ----------------------------------------------------------------------------


@posix
def test_a_pipe_is_not_waited_for_and_a_socket_not_read(inbox: Path) -> None:
    os.mkfifo(inbox / "甲.xlsx")
    os.mkfifo(inbox / "乙.txt")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(inbox / "丙"))
        assert told(inbox) == [
            "错误 BA10 丙：不是普通文件（套接字），没有读。",
            "提醒 BA10 乙.txt：不是普通文件（管道），没有读。",
            "错误 BA10 甲.xlsx：不是普通文件（管道），没有读。",
        ]
    assert forms(inbox) == []


@posix
def test_links_are_never_followed(inbox: Path, tmp_path: Path) -> None:
    """Not out of the folder, not into a device, not round in a ring, and nothing is read twice."""
    put(tmp_path, "外面/别处.xlsx")
    put(inbox, "甲.xlsx", "东片/乙.xlsx", ".藏/丁.xlsx")
    for name, target in {
        "1外.xlsx": tmp_path / "外面" / "别处.xlsx",
        "2外": tmp_path / "外面",
        "3断.xlsx": tmp_path / "没有",
        "4断.txt": tmp_path / "没有",
        "5设备.xlsx": "/dev/zero",
        "6己.xlsx": "6己.xlsx",
        "7内.xlsx": "甲.xlsx",
        "8东": "东片",
        "9上": "..",
        "a环": ".",
        "b藏.xlsx": ".藏/丁.xlsx",
    }.items():
        (inbox / name).symlink_to(target)
    assert forms(inbox) == ["东片/乙.xlsx", "甲.xlsx"]
    away = "是指向别处的链接，没有跟着去读。"
    broken = "是失效的链接，它指向的文件读不到。"
    here = "是链接，它指向的内容已在原处读取，没有读第二遍。"
    assert told(inbox)[:-1] == [
        f"错误 BA10 1外.xlsx：{away}",
        f"错误 BA10 2外：{away}",
        f"错误 BA10 3断.xlsx：{broken}",
        f"提醒 BA10 4断.txt：{broken}",
        f"错误 BA10 5设备.xlsx：{away}",
        f"错误 BA10 6己.xlsx：{broken}",
        f"提醒 BA10 7内.xlsx：{here}",
        f"提醒 BA10 8东：{here}",
        f"错误 BA10 9上：{away}",
        f"提醒 BA10 a环：{here}",
        f"错误 BA10 b藏.xlsx：{away}",
    ]


def test_a_folder_that_is_named_like_a_form_is_an_error(inbox: Path) -> None:
    put(inbox, "甲.xlsx/xl/workbook.xml", "甲.xlsx/乙.xlsx")
    assert forms(inbox) == []
    assert told(inbox) == ["错误 BA10 甲.xlsx：名称像填报表，却是文件夹，其中的文件没有读。"]


@posix
def test_a_path_too_long_for_the_system_stops_nothing(inbox: Path) -> None:
    put(inbox, "甲.xlsx")
    here = os.open(inbox, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("深" * 80, dir_fd=here)
        below = os.open("深" * 80, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    found = look(inbox)
    assert [path.name for path in found.forms] == ["甲.xlsx"]
    assert [f.message for f in found.findings] == ["读不到：没有读取权限，或路径太长。"]
    assert [len(f.where.file) for f in found.findings] == [120]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open all")
def test_a_folder_that_cannot_be_opened_stops_nothing(inbox: Path) -> None:
    put(inbox, "甲.xlsx", "乙/乙.xlsx")
    (inbox / "乙").chmod(0)
    try:
        assert forms(inbox) == ["甲.xlsx"]
        assert told(inbox) == ["错误 BA10 乙：打不开这个文件夹，其中的文件都没有读。"]
    finally:
        (inbox / "乙").chmod(0o700)


def test_no_folder_at_all_is_a_folder_that_cannot_be_opened(inbox: Path) -> None:
    assert told(inbox / "没有") == ["错误 BA10 没有：打不开这个文件夹，其中的文件都没有读。"]


# --- names -----------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("灰山港镇.xlsx".encode("gbk"), "灰山港镇.xlsx"),
        (b"\xff\xfe.xlsx", r"\xff\xfe.xlsx"),
        ("甲\n乙\x1b[31m.xlsx".encode(), r"甲\n乙\x1b[31m.xlsx"),
        ("甲\u202exslx.xlsx".encode(), r"甲\u202exslx.xlsx"),
        (b"a" * 250 + b".xlsx", "a" * 44 + "……" + "a" * 9 + ".xlsx"),
        (" 甲 .xlsx ".encode(), " 甲 .xlsx "),
    ],
)
def test_a_form_with_an_odd_name_is_handed_on_and_can_be_named(
    inbox: Path, raw: bytes, shown: str
) -> None:
    """Archives made on old Windows leave GBK; print() of such a name would stop the batch."""
    (inbox / os.fsdecode(raw)).write_bytes(b"form")
    [form] = look(inbox).forms
    assert form.read_bytes() == b"form"
    assert legible(form.name) == shown
    assert shown.encode()


@posix
def test_an_odd_name_in_a_finding_can_be_printed(inbox: Path) -> None:
    raw = "报告".encode("gbk") + b"\n.docx"
    (inbox / os.fsdecode(raw)).write_bytes(b"")
    os.mkfifo(inbox / os.fsdecode("表".encode("gbk") + b".xlsx"))
    assert told(inbox) == [
        "错误 BA10 表.xlsx：不是普通文件（管道），没有读。",
        r"提醒 BA12 收件：跳过 1 个 Word 文档：报告\n.docx。",
    ]
