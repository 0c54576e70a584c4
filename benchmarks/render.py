"""How much faster than plain docxtpl is one more report? ``python -m benchmarks.render``.

One process, one compiled template, many reports, against docxtpl rendering the same template
(already in its own syntax) with the same filters and the same values. Both must hold the same
text. Rounds are paired, since machines are noisy: read the ratio, not the times.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import made_up, plain
from reportgen import document, packs
from reportgen.findings import ReportgenError
from reportgen.template import Names, names
from tests.helpers.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.prose import Context

PACK = Path("templates/2020")
FORM = Path("inputs/2020/灰山港镇.xlsx")
ROUNDS = 9
PER_ROUND = 10
TARGET = 20


class Case(NamedTuple):
    """What to render: a template, the names it may use, the values, and where those are from."""

    template: bytes
    known: Names
    context: Context
    source: str


class Result(NamedTuple):
    """Medians in milliseconds for one report each way, and how many times faster ours is."""

    plain: float
    ours: float
    ratio: float


def load_case() -> Case:
    """Return the real pack with the real form, or with made-up values where there is none."""
    pack, _ = packs.load(PACK)
    template = (PACK / "report.docx").read_bytes()
    try:
        return Case(template, names(pack), _real_context(), str(FORM))
    except (ReportgenError, ImportError, FileNotFoundError):
        return Case(template, names(pack), made_up.context(pack), "虚拟数据")


def _real_context() -> Context:
    from reportgen import context, pipeline

    checked = pipeline.check_one(FORM, PACK)
    return context.build(checked.pack, checked.record, checked.scores)


def measure(case: Case, rounds: int = ROUNDS, per_round: int = PER_ROUND) -> Result:
    """Return the medians of paired rounds; both ways must print the same text."""
    program = document.compile(case.template, case.known)
    rewritten = plain.in_docxtpl_syntax(case.template, case.known)
    values = plain.context_for_jinja(case.context, case.known)
    env = plain.environment()

    def ours() -> bytes:
        return document.render(program, case.template, case.context)

    def theirs() -> bytes:
        return plain.render(rewritten, values, env)

    one, other = (read_text(way(), fill_down=True) for way in (ours, theirs))
    assert one == other, "两种方法印出的文字不同"
    pairs = [(_per_report(theirs, 1), _per_report(ours, per_round)) for _ in range(rounds)]
    slow, fast = median(p for p, _ in pairs), median(f for _, f in pairs)
    return Result(slow * 1000, fast * 1000, median(p / f for p, f in pairs))


def _per_report(way: Callable[[], bytes], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        way()
    return (time.perf_counter() - start) / times


def _peak() -> str:
    """Return the most memory this process has held; Windows keeps no such count."""
    try:
        import resource
    except ImportError:
        return ""
    return f"；内存峰值 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def main() -> int:
    """Print the two medians, their ratio and the peak of memory."""
    case = load_case()
    result = measure(case)
    print(f"模板 {PACK}/report.docx，数据 {case.source}")
    print(f"docxtpl   {result.plain:8.1f} 毫秒/份")
    print(f"reportgen {result.ours:8.1f} 毫秒/份")
    print(f"快        {result.ratio:8.1f} 倍（目标 {TARGET}）{_peak()}；文字相同")
    return 0 if result.ratio >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
