"""How good is a review, and how fast? ``python -m benchmarks.review [FOLDER] [--list]``.

Labelled texts (tests/review/labelled, or any folder in the same form) are reviewed and what is
found is weighed against the labels: found, missed, wrongly flagged, per kind of fault. ``--list``
prints each miss and each wrong flag with its words. Times are medians in this process; reading
the text is counted apart, so that the ratio stays the same on another machine. Last comes
whether odd texts take longer only as they grow (benchmarks/growth.py).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import growth
from reportgen import papers, review
from reportgen.review import case as cases
from tests.helpers import built, judged, labelled
from tests.helpers.judged import Judgement
from tests.helpers.labelled import KINDS, MUST, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportgen.papers.model import Paper
    from reportgen.review.model import Fault

ROUNDS = 7
FOUND, FLAGGED = 0.95, 0.02
"""What the issue aims at: of the faults in passages, and of the clean passages."""


def groups(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Part the seed, the short passages and the whole reports."""
    parts: dict[str, list[Passage]] = {"种子": [], "文段": [], "整份报告": []}
    for each in passages:
        parts["种子" if each.name == "种子" else _size(each)].append(each)
    return {name: part for name, part in parts.items() if part}


def _judged(passage: Passage) -> Judgement:
    """Weigh a review; one that breaks off has found nothing, and is told at once."""
    try:
        return judged.of(passage)
    except Exception as broken:
        print(f"审读中断  {passage.file.stem}·{passage.name}：{broken!r}")
        return Judgement(passage, (), passage.wants(*MUST), ())


def _size(passage: Passage) -> str:
    return "整份报告" if "文本" in passage.facts else "文段"


def kind_of(fault: Fault) -> str:
    """Return the kind a fault's code speaks of; a code of two kinds counts under the first."""
    return next((kind for kind, codes in KINDS.items() if fault.code in codes), "其他")


def table(results: list[Judgement]) -> Iterator[str]:
    """Yield a line per kind, and their sum."""
    found = Counter(label.kind for each in results for label, _ in each.found)
    missed = Counter(label.kind for each in results for label in each.missed)
    wrong = [fault for each in results for fault in each.wrong]
    errors = Counter(kind_of(fault) for fault in wrong if judged.is_error(fault))
    notices = Counter(kind_of(fault) for fault in wrong if not judged.is_error(fault))
    yield "类别          应报  找到  漏报    误报：错误  提醒"
    for kind in (*KINDS, "其他"):
        counts = (found[kind] + missed[kind], found[kind], missed[kind])
        yield _row(kind, counts, errors[kind], notices[kind])
    total = (found.total() + missed.total(), found.total(), missed.total())
    yield _row("合计", total, errors.total(), notices.total())


def _row(name: str, counts: tuple[int, int, int], errors: int, notices: int) -> str:
    wide = name + "　" * (4 - len(name))
    return f"{wide}{'':4}" + "".join(f"{n:6}" for n in counts) + f"{errors:14}{notices:6}"


def summary(results: list[Judgement]) -> Iterator[str]:
    """Yield the share found, the clean texts that were flagged, and what was told badly."""
    asked = sum(len(each.passage.wants(*MUST)) for each in results)
    found = sum(len(each.found) for each in results)
    clean = [each for each in results if each.passage.is_clean]
    flagged = [each for each in clean if each.wrong]
    alarmed = [each for each in clean if any(map(judged.is_error, each.wrong))]
    if asked:
        yield f"找到 {found / asked:.1%}（目标 {FOUND:.0%}）"
    if clean:
        share = f"{len(flagged)}/{len(clean)}，{len(flagged) / len(clean):.1%}"
        yield f"没有毛病而被报的 {share}（目标 {FLAGGED:.0%}），其中报错误的 {len(alarmed)}"
    badly = sum(len(each.badly_told) for each in results)
    yield f"找到但级别不同或说明里没有应有的数 {badly}"


def listing(results: list[Judgement]) -> Iterator[str]:
    """Yield each miss, each wrong flag and each finding told badly, with its words."""
    for each in results:
        place = f"{each.passage.file.stem}·{each.passage.name}"
        for label in each.missed:
            yield f"  漏报  {place}：{label}"
        for fault in each.wrong:
            where = fault.spans[0].block.where.spot
            words = fault.spans[0].text[:40]
            yield (
                f"  误报  {place}：{where} {fault.severity.value} {fault.code}"
                f"“{words}” {fault.message}"
            )
        for label, fault in each.badly_told:
            yield (
                f"  说法  {place}：{label} → {fault.severity.value} {fault.code} {fault.message}"
            )


def times() -> Iterator[str]:
    """Yield how long the seed and the example's report take, and what the latter is told."""
    [seed] = [each for each in labelled.read() if each.name == "种子"]
    yield _timed(seed, labelled.paper_of(seed), lambda: labelled.paper_of(seed))
    docx = built.example_report().docx or b""
    golden = papers.from_docx(docx, "示例报告.docx")
    yield _timed(seed, golden, lambda: papers.from_docx(docx, "示例报告.docx"))
    faults = labelled.faults_of(seed, golden)
    errors = sum(map(judged.is_error, faults))
    yield f"示例报告应当没有错误：错误 {errors}，提醒 {len(faults) - errors}"
    for fault in faults:
        yield f"  {fault.severity.value} {fault.code} {fault.spans[0].text[:30]} {fault.message}"


def _timed(like: Passage, paper: Paper, read: Callable[[], object]) -> str:
    pack, facts = labelled.pack_of(like), like.facts
    agency, year = facts["单位"], int(facts["年度"])
    case = cases.read(paper, pack, agency, year)
    reading = _median(read)
    taking = _median(lambda: cases.read(paper, pack, agency, year))
    checking = _median(lambda: review.run(case))
    length = sum(len(block.text) for block in (*paper.blocks, *paper.cells))
    return (
        f"{paper.file}（{length}字）：读 {reading:.0f}、分句取数 {taking:.0f}、"
        f"核对 {checking:.0f} 毫秒；"
        f"每万字审读 {(taking + checking) / length * 10_000:.0f} 毫秒，"
        f"为读取的 {(taking + checking) / reading:.1f} 倍"
    )


def _median(work: Callable[[], object]) -> float:
    return median(_once(work) for _ in range(ROUNDS)) * 1000


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(words: list[str]) -> int:
    """Print the tables, the list where it is asked for, and the times."""
    folders = [Path(word) for word in words if not word.startswith("-")]
    passages = labelled.read(folders[0] if folders else labelled.FOLDER)
    for name, part in groups(passages).items():
        results = [_judged(passage) for passage in part]
        print(f"\n{name}（{len(part)} 份）", *table(results), *summary(results), sep="\n")
        if "--list" in words:
            print(*listing(results), sep="\n")
    print("", *times(), sep="\n")
    print("", *growth.lines(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
