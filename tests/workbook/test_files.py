"""Paths that lead to something other than an ordinary readable file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import workbook
from reportgen.findings import ReportgenError
from reportgen.workbook.limits import FILE_MB, MB
from tests.helpers.office import xlsx

GOOD = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')


def refusal(path: Path) -> str:
    with pytest.raises(ReportgenError) as caught:
        workbook.read(path)
    return f"{caught.value.code} {caught.value.message} {caught.value.remedy}"


def test_an_ordinary_file_is_read_whatever_its_ending(tmp_path):
    """An .xlsx renamed to .xls by a clerk is still an .xlsx."""
    for name in ("灰山港镇.xlsx", "灰山港镇.xls", "灰山港镇"):
        (tmp_path / name).write_bytes(GOOD)
        assert workbook.read(tmp_path / name).file == name


def test_a_link_to_an_ordinary_file_is_followed(tmp_path):
    """Folders on a shared disk are often links."""
    (tmp_path / "真.xlsx").write_bytes(GOOD)
    (tmp_path / "链.xlsx").symlink_to(tmp_path / "真.xlsx")
    assert workbook.read(tmp_path / "链.xlsx").sheets[0].title == "收入"


def test_a_file_that_is_not_there(tmp_path):
    assert refusal(tmp_path / "灰山港镇.xlsx") == (
        "WB01 “灰山港镇.xlsx”不存在。 核对文件名和所在文件夹，再运行一次。"
    )


@pytest.mark.parametrize("name", ["a\0b.xlsx", "x" * 300])
def test_a_name_no_system_takes_is_a_file_that_cannot_be_opened(tmp_path, name):
    assert refusal(tmp_path / name).startswith("WB0")


def test_a_folder(tmp_path):
    (tmp_path / "2020.xlsx").mkdir()
    assert refusal(tmp_path / "2020.xlsx") == (
        "WB01 “2020.xlsx”是文件夹，不是文件。 选取填报表工作簿（.xlsx 文件）。"
    )


def test_a_pipe_is_not_waited_for(tmp_path):
    """Every reader tried hangs for ever on a pipe nobody writes to."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx").startswith("WB01 “pipe.xlsx”是管道，不是普通文件。")


def test_a_link_to_an_endless_device_is_not_read(tmp_path):
    """openpyxl takes 2.9 GB of it before it gives up."""
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    assert refusal(tmp_path / "zero.xlsx").startswith("WB01 “zero.xlsx”是设备，不是普通文件。")


def test_what_excel_leaves_beside_an_open_file_is_no_form(tmp_path):
    (tmp_path / "~$灰山港镇.xlsx").write_bytes(b"\x05admin")
    assert refusal(tmp_path / "~$灰山港镇.xlsx") == (
        "WB01 “~$灰山港镇.xlsx”是打开表格时留下的临时文件，不是填报表。 选取同名而不带“~$”的文件。"
    )


def test_a_file_one_may_not_read(tmp_path):
    """Tried as another user, since root may read everything."""
    path = tmp_path / "locked.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0)
    if os.geteuid():
        assert refusal(path).startswith("WB02 “locked.xlsx”打不开：没有读取权限")
        return
    code = (
        "import os, sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path; from reportgen import workbook, findings\n"
        "handle = os.open(sys.argv[1], os.O_PATH); os.setuid(65534)\n"
        "try: workbook.read(Path(f'/proc/self/fd/{handle}'))\n"
        "except findings.ReportgenError as e: print(e.code, e.message)"
    )
    child = [sys.executable, "-c", code, str(path), *sys.path]
    done = subprocess.run(child, capture_output=True, check=True, encoding="utf-8")
    assert "打不开：没有读取权限，或正被别的程序占用。" in done.stdout
    assert done.stdout.startswith("WB02")


def test_an_empty_file(tmp_path):
    (tmp_path / "空.xlsx").write_bytes(b"")
    with pytest.raises(ReportgenError, match="是空文件"):
        workbook.read_bytes(b"", "空.xlsx")
    assert refusal(tmp_path / "空.xlsx") == (
        "WB03 “空.xlsx”是空文件（0 字节）。 重新复制或重新下载这个文件。"
    )


def test_a_file_of_exactly_the_limit_is_looked_at_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "大.xlsx"
    path.write_bytes(b"\0" * (FILE_MB.most * MB))
    assert refusal(path).startswith("WB05")
    path.write_bytes(b"\0" * (FILE_MB.most * MB + 1))
    assert refusal(path) == (
        "WB04 “大.xlsx”大小为 21 MB，超过 20 MB 的上限。"
        " 删去与填报无关的内容（图片、附件、多余的工作表）后另存为 .xlsx。"
    )
