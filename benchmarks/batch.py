"""How many forms a second does the whole chain do? ``python -m benchmarks.batch [--forms 2000]``.

Made-up forms are read, checked, scored, printed, read over and written, and the county summed
up; side by side in the same run stands the plain way: openpyxl loads the form, docxtpl renders
the same template with the same values and saves, and nothing is checked.
"""

from __future__ import annotations

import argparse
import io
import itertools
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import GeneratorType
from typing import TYPE_CHECKING, Any

import openpyxl

from benchmarks import plain
from reportgen import (
    calculations,
    checks,
    context,
    outputs,
    packs,
    papers,
    pipeline,
    records,
    review,
    scores,
    workbook,
)
from reportgen.batch import store, warm
from reportgen.batch.model import Job
from reportgen.pipeline import printing
from reportgen.template import names
from tests.helpers import county

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACK = Path("templates/2020")
FASTER, TWO_TO_ONE, MEGABYTES, SECONDS = 12, 1.8, 200, 60
RUN = """
import sys
from pathlib import Path
from reportgen.batch import Asked
from reportgen.batch.run import run

inputs, out, pack = map(Path, sys.argv[1:4])
result = run(Asked(inputs, out, pack, workers=int(sys.argv[4])), lambda _step: None)
bad = [each for each in result.outcomes if each.state.value != "已生成"]
sys.exit(f"{bad[0].form}：{bad[0].findings[0].message}" if bad else 0)
"""
WARM, ROUNDS, ROUND, SHARES = 30, 5, 10, 20
"""Forms done before any is timed; rounds, each of so many forms never seen before; and those
whose time is shared out. Between two rounds the plain way does one form."""
ROOMS = (
    (workbook, "read", "读填报表"),
    (records, "extract", "取数"),
    (calculations, "compute", "计算"),
    (checks, "run", "勾稽"),
    (scores, "compute", "计分"),
    (context, "build", "成文"),
    (printing, "printed", "填模板"),
    (papers, "from_docx", "读回报告"),
    (papers, "from_printed", "读回报告"),
    (review, "run", "审读"),
    (outputs, "write_set", "写文件"),
    (store, "save", "记录"),
)


@dataclass(frozen=True)
class Run:
    """One batch: its forms, seconds, and the most memory held, in MB."""

    forms: int
    seconds: float
    parent: float
    worker: float

    @property
    def rate(self) -> float:
        return self.forms / self.seconds


def fill(folder: Path, count: int, texts: county.Texts) -> None:
    """Put so many made-up forms into a folder."""
    folder.mkdir(parents=True)
    for name, data in county.forms(count, texts=texts):
        (folder / f"{name}.xlsx").write_bytes(data)


def whole(inputs: Path, workers: int) -> Run:
    """Do a folder of forms from nothing in a process of its own; every one must become a report.

    Its start counts; the memory that making up forms took here does not.
    """
    out = Path(tempfile.mkdtemp(prefix="reportgen-batch-"))
    told = [str(each) for each in (inputs, out / "报告", PACK, workers)]
    peaks: dict[str, float] = {}
    try:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", RUN, *told])
        while process.poll() is None:
            for who, peak in _peaks(process.pid):
                peaks[who] = max(peaks.get(who, 0), peak)
            time.sleep(0.1)
        seconds = time.perf_counter() - start
    finally:
        shutil.rmtree(out)
    assert process.returncode == 0
    count = len(list(inputs.glob("*.xlsx")))
    return Run(count, seconds, peaks.get("parent", 0), peaks.get("worker", 0))


def _peaks(process: int) -> Iterator[tuple[str, float]]:
    """Yield what a process and each of its workers hold now, in MB (Linux)."""
    with suppress(OSError):
        yield "parent", _resident(Path(f"/proc/{process}/status"))
    for each in _below(process):
        with suppress(OSError):
            yield "worker", _resident(Path(f"/proc/{each}/status"))


def _below(process: int) -> Iterator[int]:
    """Yield the processes that a process has started, and those that they have."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            above = int(path.read_text(errors="replace").rpartition(") ")[2].split()[1])
            parents.setdefault(above, []).append(int(path.parent.name))
    waiting = [process]
    while waiting:
        found = parents.get(waiting.pop(), [])
        waiting += found
        yield from found


def _resident(status: Path) -> float:
    for line in status.read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def plain_way(inputs: Path) -> Callable[[], None]:
    """Return the plain way for one form: load, render, save."""
    path = next(iter(sorted(inputs.glob("*.xlsx"))))
    checked = pipeline.check_one(path, PACK)
    known = names(checked.pack)
    template = plain.in_docxtpl_syntax((PACK / "report.docx").read_bytes(), known)
    told = context.build(checked.pack, checked.record, checked.scores)
    values, env = plain.context_for_jinja(told, known), plain.environment()

    def once() -> None:
        openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
        with tempfile.NamedTemporaryFile(suffix=".docx") as file:
            file.write(plain.render(template, values, env))

    return once


def in_one_process(inputs: Path, out: Path) -> Callable[[int], None]:
    """Return a way to do so many forms here, those after the last, without summing up."""
    pack, _ = packs.load(PACK)
    job = Job(inputs, out, PACK.resolve(), pack.fingerprint)
    forms = iter([path.name for path in sorted(inputs.glob("*.xlsx"))])

    def some(count: int) -> None:
        for form in itertools.islice(forms, count):
            outcome = warm.work.one(job, form)
            assert outcome.state.value == "已生成", outcome.findings

    return some


def beside(inputs: Path) -> tuple[float, float, float, list[tuple[str, float]]]:
    """Return milliseconds of processor time a form takes: plain, ours; the ratio; the shares.

    Rounds are paired: a round of ours between two of the plain way. No form is done twice:
    what a process remembers of a text would make it look faster than a county is.
    """
    out = Path(tempfile.mkdtemp(prefix="reportgen-batch-"))
    ours, theirs = in_one_process(inputs, out), plain_way(inputs)
    try:
        ours(WARM)
        theirs()
        pairs = []
        for _ in range(ROUNDS):
            before = _time(theirs)
            mine = _time(lambda: ours(ROUND)) / ROUND
            pairs.append(((before + _time(theirs)) / 2, mine))
        told = shares(lambda: ours(SHARES))
    finally:
        shutil.rmtree(out, ignore_errors=True)
    slow, fast = median(p for p, _ in pairs), median(o for _, o in pairs)
    return slow, fast, median(p / o for p, o in pairs), told


def _time(way: Callable[[], None]) -> float:
    start = time.process_time()
    way()
    return (time.process_time() - start) * 1000


def shares(once: Callable[[], None]) -> list[tuple[str, float]]:
    """Return each room's share of the time that forms take in one process."""
    spent: dict[str, float] = {}
    kept = [(room, name, getattr(room, name)) for room, name, _ in ROOMS]
    try:
        for room, name, title in ROOMS:
            setattr(room, name, _timed(getattr(room, name), title, spent))
        whole_time = _time(once) / 1000
    finally:
        for room, name, function in kept:
            setattr(room, name, function)
    rest = whole_time - sum(spent.values())
    ordered = sorted(spent.items(), key=lambda each: -each[1])
    return [(title, seconds / whole_time) for title, seconds in (*ordered, ("其余", rest))]


def _timed(function: Callable[..., Any], title: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            result = function(*args, **kwargs)
            return list(result) if isinstance(result, GeneratorType) else result
        finally:
            spent[title] = spent.get(title, 0) + time.process_time() - start

    return timed


def main() -> int:
    """Print what one run measures; the exit code tells whether the aims are reached."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--forms", type=int, default=200)
    count = parser.parse_args().forms
    top = Path(tempfile.mkdtemp(prefix="reportgen-forms-"))
    reached = []
    try:
        kinds: tuple[tuple[county.Texts, str], ...]
        kinds = (("shared", "文字照抄示例"), ("own", "文字各不相同"))
        for texts, said in kinds:
            fresh, few, many = (top / f"{texts}{each}" for each in ("新", "少", "多"))
            fill(fresh, WARM + ROUNDS * ROUND + SHARES, texts)
            fill(few, max(15, count // 10), texts)
            fill(many, count, texts)
            reached.append(_report(fresh, few, many, said))
    finally:
        shutil.rmtree(top)
    return 0 if all(reached) else 1


def _report(fresh: Path, few: Path, many: Path, said: str) -> bool:
    slow, fast, faster, told = beside(fresh)
    tenth, one, two = whole(few, 2), whole(many, 1), whole(many, 2)
    print(f"\n{said}：{two.forms} 份")
    print(
        f"  一份（一个进程，处理器时间）  原始做法 {slow:.0f} 毫秒，全程 {fast:.1f} 毫秒，", end=""
    )
    print(f"快 {faster:.1f} 倍（目标 {FASTER}）")
    print(f"  每秒  一个进程 {one.rate:.1f} 份，两个进程 {two.rate:.1f} 份，", end="")
    print(f"{two.rate / one.rate:.2f} 倍（目标 {TWO_TO_ONE}）；两个进程共 {two.seconds:.1f} 秒")
    print(f"  份数增加到 {two.forms / tenth.forms:.0f} 倍  每份耗时之比 ", end="")
    print(f"{tenth.rate / two.rate:.2f}，主进程内存 {tenth.parent:.0f} → {two.parent:.0f} MB")
    print(f"  内存  主进程 {two.parent:.0f} MB，工作进程 {two.worker:.0f} MB（目标 {MEGABYTES}）")
    print("  用时  " + "，".join(f"{title} {share:.0%}" for title, share in told))
    return faster >= FASTER and two.rate / one.rate >= TWO_TO_ONE and two.worker < MEGABYTES


if __name__ == "__main__":
    sys.exit(main())
