"""Many reports, few starts of LibreOffice: groups, workers, and a second try for what broke."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from queue import Empty, Full, PriorityQueue, Queue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reportgen.findings import ReportgenError
from reportgen.pdf import leftovers, soffice
from reportgen.pdf.calls import Made, Means, Source, Task, call

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from reportgen.pdf.calls import Left

GROUP = 40
"""Reports in one start: more gain no time, and hold PDFs on the disk for longer."""
FEW = 5
"""Reports for which a second LibreOffice costs more than it saves."""
BARREN = 6
"""Starts in a row without any PDF: then it is LibreOffice, not the reports."""
_AT_HAND = 8
"""Finished PDFs that may wait to be taken; the memory of a batch does not grow with it."""
_WAIT = 0.05


@dataclass(slots=True)
class _Run:
    """The state the workers share; ``open`` has each unfinished report with its last problem."""

    program: Path
    timeout: float
    tries: int
    cancel: threading.Event
    open: dict[str, ReportgenError | None]
    waiting: PriorityQueue[tuple[int, int, tuple[Task, ...]]] = field(default_factory=PriorityQueue)
    done: Queue[Made] = field(default_factory=partial(Queue, _AT_HAND))
    ended: threading.Event = field(default_factory=threading.Event)
    numbers: Iterator[int] = field(default_factory=count)
    barren: int = 0
    failure: ReportgenError | None = None

    def goes_on(self) -> bool:
        """Whether to work on; not when the main thread has died with nobody left to take."""
        alive = threading.main_thread().is_alive()
        return alive and not self.ended.is_set() and not self.cancel.is_set()

    def put(self, group: Sequence[Task]) -> None:
        """Queue a group; second tries come last, so that nothing waits for what hangs."""
        if group:
            self.waiting.put((group[0].tries, next(self.numbers), tuple(group)))

    def hand_on(self, made: Made) -> None:
        """Wait until there is room for a result, unless all is over."""
        while self.goes_on():
            try:
                return self.done.put(made, timeout=_WAIT)
            except Full:
                continue
        return None

    def fail(self, failure: ReportgenError) -> None:
        """End the run for good."""
        self.failure = self.failure or failure
        self.ended.set()


def convert(
    documents: Mapping[str, Source],
    jobs: int,
    timeout: float,
    cancel: threading.Event | None = None,
    tries: int = 2,
) -> Generator[Made, None, None]:
    """Return each report as PDF, or why there is none, in the order they are done.

    Closing the iterator, or setting ``cancel``, ends every LibreOffice and leaves nothing
    behind. Raises ReportgenError PD01 at once.
    """
    program = soffice.find()
    run = _Run(program, timeout, tries, cancel or threading.Event(), dict.fromkeys(documents))
    jobs = max(1, min(jobs, -(-len(documents) // FEW)))
    for group in _groups([Task(name, source) for name, source in documents.items()], jobs):
        run.put(group)
    return _results(run, jobs)


def _groups(tasks: Sequence[Task], jobs: int) -> Iterator[Sequence[Task]]:
    """Part the reports so that all workers have as many starts, each of them as large."""
    starts = jobs * max(1, -(-len(tasks) // (jobs * GROUP)))
    size = max(1, -(-len(tasks) // starts))
    return (tasks[at : at + size] for at in range(0, len(tasks), size))


def _results(run: _Run, jobs: int) -> Generator[Made, None, None]:
    """Yield every report's result; whatever breaks, the open ones are told why."""
    leftovers.sweep()
    try:
        desk = TemporaryDirectory(prefix=leftovers.PREFIX, ignore_cleanup_errors=True)
    except OSError as problem:
        run.fail(_no_room(problem))
    else:
        with desk as folder:
            rooms = [Path(folder) / str(number) for number in range(jobs)]
            yield from _worked(run, [threading.Thread(target=_work, args=(run, r)) for r in rooms])
    if run.failure:
        for name, told in run.open.items():
            yield Made(name, b"", told or run.failure)


def _worked(run: _Run, workers: Sequence[threading.Thread]) -> Generator[Made, None, None]:
    """Yield what the workers hand on; end them on leaving, however that is."""
    try:
        _start(run, workers)
        while run.open and (made := _next(run)):
            del run.open[made.name]
            yield made
    finally:
        run.ended.set()
        for worker in workers:
            if worker.ident is not None:
                worker.join()


def _start(run: _Run, workers: Sequence[threading.Thread]) -> None:
    try:
        for worker in workers:
            worker.start()
    except RuntimeError as problem:  # the system gives no more threads
        run.fail(_fault(problem))


def _next(run: _Run) -> Made | None:
    """Return the next result; None when no more will come."""
    while True:
        over = not run.goes_on()
        try:
            return run.done.get(timeout=_WAIT)
        except Empty:
            if over:
                return None


def _work(run: _Run, room: Path) -> None:
    """Take groups until all is over. Nothing may break off unseen: the taker would wait."""
    try:
        room.mkdir()
        means = Means(run.program, room, run.timeout, run.hand_on, run.goes_on)
        while run.goes_on():
            try:
                _, _, group = run.waiting.get(timeout=_WAIT)
            except Empty:
                continue
            _settle(run, group, call(means, group))
    except OSError as problem:
        run.fail(_no_room(problem))
    except ReportgenError as problem:
        run.fail(problem)
    except Exception as bug:
        run.fail(_fault(bug))


def _settle(run: _Run, group: Sequence[Task], left: Left | None) -> None:
    """Queue what a call left over; after its last try a report's problem is its result."""
    if left is None or not run.goes_on():
        run.barren = 0
        return
    for task in left.broken:
        run.open[task.name] = left.problem
        if task.tries + 1 < run.tries:
            run.put([replace(task, tries=task.tries + 1)])
        else:
            run.hand_on(Made(task.name, b"", left.problem))
    run.put(left.unreached)
    if left.came:
        run.barren = 0
    elif not group[0].tries:
        run.barren += 1
    if run.barren >= BARREN:
        run.fail(_gives_up())


def _gives_up() -> ReportgenError:
    return ReportgenError(
        "PD08",
        f"LibreOffice 连续启动 {BARREN} 次都没有生成 PDF，这份报告没有再试；Word 报告不受影响。",
        "用 Word 打开报告看是否正常，重新安装 LibreOffice 后再加 --pdf 运行一次。",
    )


def _no_room(problem: OSError) -> ReportgenError:
    return ReportgenError(
        "PD08",
        f"转换 PDF 时不能使用临时文件夹，这份报告没有转换；系统的说明：{problem.strerror}。"
        "Word 报告不受影响。",
        "腾出磁盘空间，确认临时文件夹可以写入，再加 --pdf 运行一次。",
    )


def _fault(bug: Exception) -> ReportgenError:
    return ReportgenError(
        "PD08",
        f"转换 PDF 时程序本身出了故障（{type(bug).__name__}：{bug}），这份报告没有转换；"
        "Word 报告不受影响。",
        "再加 --pdf 运行一次；仍不行的，把这句话交给程序维护人员。",
    )
