"""What does our care cost over one plain soffice call? ``python -m benchmarks.pdf [N]``.

N copies of the example's report (20 by default), each different in one line, are converted by
one start of LibreOffice that is given all files at once, with the same font rules, and by our
whole conversion: groups, watching, the clock taken out, fonts read and compared. Each of three
rounds runs all ways turn about; the machine is noisy: read the ratios, not the times.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import render
from reportgen import pdf, pipeline
from reportgen.pdf import soffice

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 20
ROUNDS = 3
TARGET = 1.2
_JOBS = (1, 2)
_BODY = "word/document.xml"


def main() -> int:
    """Print the times of each way and how they compare with the plain call's."""
    number = int(sys.argv[1]) if sys.argv[1:] else COUNT
    with tempfile.TemporaryDirectory() as folder:
        reports = _reports(Path(folder), number)
        ways: list[Callable[[], None]] = [lambda: _plain(reports)]
        ways += [lambda jobs=jobs: _ours(reports, jobs) for jobs in _JOBS]  # type: ignore[misc]
        rounds = [[_seconds(way) for way in ways] for _ in range(ROUNDS)]
    plain = median(times[0] for times in rounds)
    print(f"{number} 份报告，每份 {plain / number:.2f} 秒；{ROUNDS} 轮的中位数{_peak()}")
    print(f"一次启动 soffice      {plain:6.1f} 秒")
    ratio = plain
    for place, jobs in enumerate(_JOBS, 1):
        ratio = median(times[place] / times[0] for times in rounds)
        ours = median(times[place] for times in rounds)
        print(f"reportgen，{jobs} 个 soffice {ours:6.1f} 秒，是前者的 {ratio:.2f} 倍")
    print(f"目标：不超过 {TARGET} 倍")
    return 0 if ratio <= TARGET else 1


def _reports(folder: Path, number: int) -> dict[str, Path]:
    """Write the example's report so many times; the township's name tells them apart."""
    docx = pipeline.build_one(render.FORM, render.PACK).docx
    assert docx is not None
    town = render.FORM.stem
    places = {f"{town}{n}": folder / f"{n:04}.docx" for n in range(number)}
    for name, place in places.items():
        place.write_bytes(_renamed(docx, town, name))
    return places


def _renamed(docx: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.infolist():
            data = before.read(member)
            if member.filename == _BODY:
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(member, data)
    return out.getvalue()


def _plain(reports: dict[str, Path]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        sources = list(reports.values())
        program = soffice.find()
        with soffice.started(program, work, work, sources, "pdf:writer_pdf_Export") as process:
            process.wait()
        assert len(list((work / soffice.MADE).iterdir())) == len(reports)


def _ours(reports: dict[str, Path], jobs: int) -> None:
    made = 0
    for _, each in pdf.convert_each(reports, jobs=jobs):
        assert isinstance(each, pdf.Pdf)
        made += 1
    assert made == len(reports)


def _seconds(way: Callable[[], None]) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


def _peak() -> str:
    """Return the most memory this process has held; Windows keeps no such count."""
    with suppress(ImportError):
        import resource

        return f"；内存峰值 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    return ""


if __name__ == "__main__":
    sys.exit(main())
