"""Word files in, PDF out: LibreOffice in a process, a folder and a time of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.pdf.steady import steady

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMEOUT = 90.0
"""Seconds for one report. A report of 16 pages takes 2, on a slow desk 20."""
MORE = 15.0
"""Seconds allowed for each further report in one run; one takes half a second."""

_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")


def convert_all(
    documents: Sequence[bytes], timeout: float = TIMEOUT
) -> list[bytes | ReportgenError]:
    """Return each Word file as PDF, or why there is none; one bad file spoils no other.

    One start of LibreOffice serves all, which is four times as fast as one each; what did
    not come is tried once more on its own. Raises ReportgenError PD01.
    """
    program = find()
    together, problem = _run(program, documents, timeout)
    if len(documents) == 1:
        return [together[0] or problem]
    return [
        made or _alone(program, docx, timeout)
        for made, docx in zip(together, documents, strict=True)
    ]


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


def _alone(program: Path, docx: bytes, timeout: float) -> bytes | ReportgenError:
    [made], problem = _run(program, [docx], timeout)
    return made or problem


def _run(
    program: Path, documents: Sequence[bytes], timeout: float
) -> tuple[list[bytes | None], ReportgenError]:
    """Start LibreOffice once; return what came, and what to say of what did not.

    The files travel under plain numbers: a C locale cannot open a Chinese name.
    """
    with TemporaryDirectory(prefix="reportgen-pdf-", ignore_cleanup_errors=True) as made:
        work = Path(made)
        sources = [work / f"{number:04}.docx" for number in range(len(documents))]
        for source, docx in zip(sources, documents, strict=True):
            source.write_bytes(docx)
        limit = timeout + MORE * (len(documents) - 1)
        said = convert(program, work, sources, "pdf:writer_pdf_Export", limit)
        problem = _too_slow(limit) if said is None else _nothing_came(said, work)
        pairs = zip(sources, documents, strict=True)
        return [
            _read(work / "made" / f"{source.stem}.pdf", docx) for source, docx in pairs
        ], problem


def convert(
    program: Path, work: Path, sources: Sequence[Path], target: str, limit: float
) -> str | None:
    """Convert files into the folder ``made``; return what was said, None when time ran out.

    A profile of its own: a second LibreOffice with the same profile would hand over and end.
    """
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    wanted = ["--convert-to", target, "--outdir", str(work / "made")]
    command = [str(program), profile, *_OPTIONS, *wanted, *map(str, sources)]
    return _start(command, _environment(work), limit)


def _environment(work: Path) -> dict[str, str]:
    """Where fontconfig rules, give it the nearest Chinese face for each official one.

    Without it a missing 仿宋 becomes a sans face with Japanese forms. An installed font wins.
    """
    ours = {"SAL_USE_VCLPLUGIN": "svp"}
    if Path("/etc/fonts/fonts.conf").is_file() and "FONTCONFIG_FILE" not in os.environ:
        rules = work / "fonts.conf"
        rules.write_bytes(resources.files("reportgen.pdf").joinpath("fonts.conf").read_bytes())
        ours["FONTCONFIG_FILE"] = str(rules)
    return {**os.environ, **ours}


def _start(command: list[str], environment: dict[str, str], limit: float) -> str | None:
    """Run to the end and return what was said, or None when the time ran out.

    LibreOffice is several processes; whatever happens here, all of them end.
    """
    process = subprocess.Popen(  # noqa: S603 - a fixed program, file names of our own
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=limit)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process with all its children, and wait for it."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        kill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(kill, capture_output=True, check=False)  # noqa: S603
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=10)


def _read(path: Path, docx: bytes) -> bytes | None:
    """Return a PDF that is whole; a killed run leaves half of one."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]
    return steady(data, docx) if whole else None


def _too_slow(limit: float) -> ReportgenError:
    return ReportgenError(
        "PD02",
        f"LibreOffice 在 {limit:.0f} 秒内没有完成转换，已停止；Word 报告不受影响。",
        "关闭其他占用电脑的程序后再加 --pdf 运行一次，或用 Word、WPS 把报告另存为 PDF。",
    )


def _nothing_came(said: str, work: Path) -> ReportgenError:
    lines = [line.strip() for line in said.replace(str(work) + os.sep, "").splitlines()]
    last = next((line for line in reversed(lines) if line and "javaldx" not in line), "没有说明")
    return ReportgenError(
        "PD03",
        f"LibreOffice 没有生成 PDF，它的说明：{last}。Word 报告不受影响。",
        "用 Word 打开报告看是否正常，再另存为 PDF；仍不行时重新安装 LibreOffice。",
    )
