"""How many forms a second does the whole chain do? ``python -m benchmarks.batch [--forms 2000]``.

Made-up forms are read, checked, scored, printed, read over and written, and the county summed
up; side by side in the same run stands the plain way: openpyxl loads the form, docxtpl renders
the same template with the same values and saves, and nothing is checked.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
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
from reportgen.batch import Asked, store, work
from reportgen.batch.model import Job
from reportgen.batch.run import run
from reportgen.pipeline import printing
from reportgen.template import names
from tests.helpers import county

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACK = Path("templates/2020")
FASTER, TWO_TO_ONE, MEGABYTES, SECONDS = 12, 1.8, 200, 60
PLAIN_ROUNDS = 5
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
    """Do a folder of forms from nothing; every one must come to a report."""
    out = Path(tempfile.mkdtemp(prefix="reportgen-batch-"))
    try:
        with watched() as peaks:
            start = time.perf_counter()
            asked = Asked(inputs, out / "报告", PACK, workers=workers)
            result = run(asked, lambda _step: None)
            seconds = time.perf_counter() - start
    finally:
        shutil.rmtree(out)
    bad = [each for each in result.outcomes if each.state.value != "已生成"]
    assert not bad, f"{bad[0].form}：{bad[0].findings[0].message}"
    return Run(len(result.outcomes), seconds, peaks.get("parent", 0), peaks.get("worker", 0))


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """Look at the memory of this process and of its workers while something runs (Linux)."""
    peaks: dict[str, float] = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            for who, peak in _peaks():
                peaks[who] = max(peaks.get(who, 0), peak)

    before = dict(_peaks()).get("parent", 0)
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()
        peaks.setdefault("parent", before)


def _peaks() -> Iterator[tuple[str, float]]:
    """Yield what this process and each worker hold now, in MB."""
    own = Path("/proc/self/status")
    if not own.exists():
        return
    yield "parent", _resident(own)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"forkserver" in path.read_bytes():
                yield "worker", _resident(path.with_name("status"))
        except OSError:
            continue


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


def in_one_process(inputs: Path, out: Path) -> Callable[[], None]:
    """Return a way to do all forms here, one after the other, without summing up."""
    pack, _ = packs.load(PACK)
    job = Job(inputs, out, PACK.resolve(), pack.fingerprint)
    forms = [path.name for path in sorted(inputs.glob("*.xlsx"))]

    def once() -> None:
        for form in forms:
            work.one(job, form)

    return once


def beside(inputs: Path) -> tuple[float, float, float]:
    """Return milliseconds of processor time a form takes: plain, ours; and the ratio.

    Rounds are paired: a round of ours between two of the plain way.
    """
    out = Path(tempfile.mkdtemp(prefix="reportgen-batch-"))
    ours, theirs = in_one_process(inputs, out), plain_way(inputs)
    count = len(list(inputs.glob("*.xlsx")))
    try:
        ours()
        theirs()
        pairs = []
        for _ in range(PLAIN_ROUNDS):
            shutil.rmtree(out)
            before = _time(theirs)
            mine = _time(ours) / count
            pairs.append(((before + _time(theirs)) / 2, mine))
    finally:
        shutil.rmtree(out, ignore_errors=True)
    slow, fast = median(p for p, _ in pairs), median(o for _, o in pairs)
    return slow, fast, median(p / o for p, o in pairs)


def _time(way: Callable[[], None]) -> float:
    start = time.process_time()
    way()
    return (time.process_time() - start) * 1000


def shares(inputs: Path) -> list[tuple[str, float]]:
    """Return each room's share of the time that forms take in one process."""
    spent: dict[str, float] = {}
    out = Path(tempfile.mkdtemp(prefix="reportgen-batch-"))
    kept = [(room, name, getattr(room, name, None)) for room, name, _ in ROOMS]
    try:
        once = in_one_process(inputs, out)
        once()
        shutil.rmtree(out)
        for room, name, title in ROOMS:
            if (function := getattr(room, name, None)) is not None:
                setattr(room, name, _timed(function, title, spent))
        whole_time = _time(once) / 1000
    finally:
        for room, name, function in kept:
            if function is not None:
                setattr(room, name, function)
        shutil.rmtree(out, ignore_errors=True)
    rest = whole_time - sum(spent.values())
    ordered = sorted(spent.items(), key=lambda each: -each[1])
    return [(title, seconds / whole_time) for title, seconds in (*ordered, ("其余", rest))]


def _timed(function: Callable[..., Any], title: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
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
        for texts, said in (("shared", "文字照抄示例"), ("own", "文字各不相同")):
            few, many = top / f"{texts}少", top / f"{texts}多"
            fill(few, max(15, count // 10), texts)
            fill(many, count, texts)
            reached.append(_report(few, many, said))
    finally:
        shutil.rmtree(top)
    return 0 if all(reached) else 1


def _report(few: Path, many: Path, said: str) -> bool:
    slow, fast, faster = beside(few)
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
    print("  用时  " + "，".join(f"{title} {share:.0%}" for title, share in shares(few)))
    return faster >= FASTER and two.rate / one.rate >= TWO_TO_ONE and two.worker < MEGABYTES


if __name__ == "__main__":
    sys.exit(main())
