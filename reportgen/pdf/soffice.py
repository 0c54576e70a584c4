"""LibreOffice: where it is, one start of it and its end, and what to say when it fails."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reportgen.findings import ReportgenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Process: TypeAlias = "subprocess.Popen[bytes]"

TIMEOUT = 90.0
"""Seconds for one report. A report of 16 pages takes 2 from cold, on a slow desk 20."""
_SAYS_NOTHING = re.compile("javaldx|^convert .* using filter")
PROFILE, MADE, _SAID = "profile", "made", "said.txt"

_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")


def find() -> Path:
    """Return LibreOffice's program; raise ReportgenError PD01 when there is none."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for pattern in (*_USUAL_PLACES, *_windows_places()):
        place = Path(pattern)
        if matches := sorted(Path(place.anchor).glob(str(place.relative_to(place.anchor)))):
            return matches[-1]
    raise ReportgenError(
        "PD01",
        "没有找到 LibreOffice，不能生成 PDF；Word 报告不受影响。",
        "安装 LibreOffice（Debian、Ubuntu 的软件包是 libreoffice-writer-nogui；"
        "Windows、macOS 从 LibreOffice 官网下载），或用 Word、WPS 把报告另存为 PDF。",
    )


def _windows_places() -> list[str]:
    """On Windows soffice.com waits and speaks; soffice.exe does neither."""
    roots = (os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)"))
    return [f"{root}/LibreOffice/program/soffice.com" for root in roots if root]


def convert(
    program: Path, work: Path, sources: Sequence[Path], target: str, limit: float
) -> str | None:
    """Convert files into the folder ``made``; return what was said, None when time ran out."""
    with started(program, work, work, sources, target) as process:
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            return None
    return said(work)


@contextmanager
def started(
    program: Path, room: Path, work: Path, sources: Sequence[Path], target: str
) -> Iterator[_Process]:
    """Start LibreOffice on files, into ``work``/made; end it and its children on leaving.

    Its profile in ``room`` is its own and may serve the next call: a second LibreOffice with
    the same profile at the same time would hand over and end. What it says goes to a file,
    for a pipe that nobody empties would stop it.
    """
    profile = f"-env:UserInstallation={(room / PROFILE).as_uri()}"
    wanted = ["--convert-to", target, "--outdir", str(work / MADE)]
    command = [str(program), profile, *_OPTIONS, *wanted, *map(str, sources)]
    process = _begun(command, _environment(room, work), work / _SAID)
    try:
        yield process
    finally:
        _end(process)


def _begun(command: Sequence[str], environment: dict[str, str], said: Path) -> _Process:
    """Start the program; raise ReportgenError PD09 when the system refuses."""
    with said.open("wb") as told:
        try:
            return subprocess.Popen(  # noqa: S603 - a fixed program, file names of our own
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as problem:
            raise _does_not_start(problem) from problem


def said(work: Path) -> str:
    """Return what a call told, without the names of its folder."""
    text = (work / _SAID).read_bytes().decode("utf-8", "replace")
    return text.replace(str(work) + os.sep, "")


def _environment(room: Path, work: Path) -> dict[str, str]:
    """Where fontconfig rules, give it the nearest Chinese face for each official one.

    Without it a missing 仿宋 becomes a sans face with Japanese forms. An installed font wins.
    Temporary files go where they are taken away even when LibreOffice is killed.
    """
    scratch = work / "tmp"
    scratch.mkdir(exist_ok=True)
    ours = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(scratch)) | {"SAL_USE_VCLPLUGIN": "svp"}
    if Path("/etc/fonts/fonts.conf").is_file() and "FONTCONFIG_FILE" not in os.environ:
        rules = room / "fonts.conf"
        rules.write_bytes(resources.files("reportgen.pdf").joinpath("fonts.conf").read_bytes())
        ours["FONTCONFIG_FILE"] = str(rules)
    return {**os.environ, **ours}


def _end(process: _Process) -> None:
    """Kill the process with all its children, and wait for it."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        kill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(kill, capture_output=True, check=False)  # noqa: S603
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)


def whole(path: Path) -> bytes | None:
    """Return a PDF that is whole; a killed run leaves half of one."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:] else None


def too_slow(limit: float) -> ReportgenError:
    """Return the error for a report that was not done in its seconds."""
    return ReportgenError(
        "PD02",
        f"LibreOffice 在 {limit:.0f} 秒内没有完成转换，已停止；Word 报告不受影响。",
        "关闭其他占用电脑的程序后再加 --pdf 运行一次，或用 Word、WPS 把报告另存为 PDF。",
    )


def nothing_came(told: str) -> ReportgenError:
    """Return the error for a report without a PDF, with the last line that was told."""
    lines = [line.strip() for line in told.splitlines()]
    lines = [line for line in lines if line and not _SAYS_NOTHING.search(line)]
    last = lines[-1] if lines else "没有说明"
    return ReportgenError(
        "PD03",
        f"LibreOffice 没有生成 PDF，它的说明：{last}。Word 报告不受影响。",
        "用 Word 打开报告看是否正常，再另存为 PDF；仍不行时重新安装 LibreOffice。",
    )


def _does_not_start(problem: OSError) -> ReportgenError:
    return ReportgenError(
        "PD09",
        f"LibreOffice 无法启动，不能生成 PDF；系统的说明：{problem.strerror}。Word 报告不受影响。",
        "在本机打开一次 LibreOffice 看是否正常，不正常的重新安装，再加 --pdf 运行一次。",
    )
