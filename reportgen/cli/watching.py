"""How far a batch has come: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import typer

from reportgen.cli import telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportgen.batch import Progress
    from reportgen.outcomes import Outcome

    Watch = Callable[[Progress], None]


class Tally:
    """What was done so far; it is told when a person breaks off."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.failed = 0
        self.steps: dict[str, tuple[int, int]] = {}

    def hear(self, step: Progress) -> None:
        """Count one step."""
        self.steps[step.stage.name] = (step.done, step.total)
        self.failed += step.outcome is not None and not is_done(step.outcome)

    def __str__(self) -> str:
        """Say what is done and what is left, of the forms, of the PDFs and of the summary."""
        if "FORMS" not in self.steps:
            return "还没有开始处理"
        done, total = self.steps["FORMS"]
        if done < total:
            failed = f"（其中 {self.failed} 份没有生成报告）" if self.failed else ""
            return f"已处理 {done} 份{failed}，还有 {total - done} 份没有处理；汇总表没有写"
        failed = f"（{self.failed} 份没有生成）" if self.failed else ""
        summed = self.steps.get("SUMMARY", (0, 1))
        summary = "已写好" if summed[0] == summed[1] else "没有写"
        return f"报告已生成{failed}{self._pdfs()}；汇总表{summary}"

    def _pdfs(self) -> str:
        if "PDF" not in self.steps:
            return ""
        done, total = self.steps["PDF"]
        left = f"，还有 {total - done} 份没有转" if done < total else ""
        return f"，PDF 转了 {done} 份{left}"


def is_done(outcome: Outcome) -> bool:
    """Tell whether a form has its report."""
    from reportgen.outcomes import State

    return outcome.state is State.DONE


def watching(tally: Tally, *, as_json: bool) -> AbstractContextManager[Watch]:
    """Return what listens to a batch: a bar where a person looks on, else lines."""
    if sys.stderr.isatty():
        return _bar(tally)
    return _lines(tally, quiet=as_json)


@contextmanager
def _lines(tally: Tally, *, quiet: bool) -> Iterator[Watch]:
    def hear(step: Progress) -> None:
        tally.hear(step)
        if step.outcome is not None and not quiet:
            typer.echo(f"{step.done}/{step.total}  {_line(step.outcome)}")

    yield hear


def _line(outcome: Outcome) -> str:
    from reportgen.workbook.legible import legible

    found = [] if is_done(outcome) else telling.errors_first(outcome.findings)
    first = found[0] if found else None
    why = f"  {first.code} {first.message}" if first else ""
    return (
        f"{legible(outcome.form)}  {outcome.state.value}，{telling.counted(outcome.findings)}{why}"
    )


@contextmanager
def _bar(tally: Tally) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, object] = {}

        def hear(step: Progress) -> None:
            tally.hear(step)
            name = step.stage.value
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=step.total, said="")
            said = f"没有生成 {tally.failed}" if step.outcome is not None and tally.failed else ""
            bar.update(tasks[name], completed=step.done, total=step.total, said=said)  # type: ignore[arg-type]

        yield hear
