"""Labelled passages: a text and what a good reviewer says of it, written without Python.

The format is explained to the people who add passages in tests/review/labelled/说明.md.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from reportgen import packs, papers, review
from reportgen.findings import Where
from reportgen.packs.model import Listed, Pack
from reportgen.papers.model import Paper
from reportgen.review import case as cases
from reportgen.review.model import Fault

FOLDER = Path(__file__).parents[1] / "review" / "labelled"
ROOT = Path(__file__).parents[2]

KINDS: dict[str, str] = {
    "句中合计": "RV01 RV02 RV03 RV04",
    "表中合计": "RV05 RV06 RV07",
    "前后矛盾": "RV08 RV09 RV10 RV11 RV12",
    "个数": "RV13 RV14",
    "名称": "RV31 RV32 RV33 RV34 RV35",
    "年份日期": "RV15 RV16 RV17 RV18",
    "得分": "RV21 RV22 RV23 RV24 RV25",
    "格式": "RV07 RV19 RV41 RV42 RV43 RV44 RV45 RV46 RV47 RV48 RV49 RV50 RV51 RV52 RV53 RV54",
}
"""The eight kinds of the issue and the codes that speak of each."""

SORTS: dict[str, str] = {
    "编号": "RV41 RV42 RV43 RV51",
    "重复": "RV44 RV45",
    "标点": "RV46 RV47 RV48 RV49 RV51",
    "留空": "RV50",
    "错字": "RV52 RV54",
    "写法": "RV35 RV53",
    "表头": "RV07",
    "缺少": "RV19",
}
"""Sorts of 格式, for a label that means one of them only: ``格式·重复``."""

NUMBERS = ("句中合计", "表中合计", "前后矛盾", "个数", "得分")
MUST, MAY, NOT = ("错误", "提醒", "必报"), ("可报", "难知"), ("不报",)
_LINE = re.compile(r"第(\d+)行、?")
_FACT = re.compile(r"(单位|年度|名单|类型|文本|格式包)：(.*)")
_PIECES = 4
_ADD_UP = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}


@dataclass(frozen=True, slots=True)
class Label:
    """One expected line. ``wanted`` is 错误, 提醒, 必报, 可报, 难知 or 不报.

    ``words`` stand in the text where the finding is expected, on ``lines`` where those are given;
    ``told`` must stand in the message or the remedy.
    """

    wanted: str
    kinds: tuple[str, ...]
    words: str
    told: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    name: str = ""
    reason: str = ""

    @property
    def kind(self) -> str:
        """Return the kind it counts under."""
        return self.kinds[0].partition("·")[0]

    def __str__(self) -> str:
        """Print as it is written in the file, shortened."""
        lines = "".join(f"第{number}行 " for number in self.lines)
        return f"{self.name} {self.wanted} {lines}{'/'.join(self.kinds)} | {self.words}".strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its labels; ``sums`` are the arithmetic that proves them."""

    name: str
    file: Path
    text: str
    labels: tuple[Label, ...]
    sums: tuple[str, ...]
    facts: dict[str, str] = field(default_factory=dict)

    def wants(self, *wanted: str) -> tuple[Label, ...]:
        """Return the labels of some sorts."""
        return tuple(label for label in self.labels if label.wanted in wanted)

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing has to be found."""
        return not self.wants(*MUST)


def read(folder: Path = FOLDER) -> list[Passage]:
    """Return the passages of a folder and of the folders in it, by file and order."""
    return [passage for path in sorted(folder.rglob("*.标注")) for passage in _file(path)]


def _file(path: Path) -> Iterator[Passage]:
    facts: dict[str, str] = {}
    head, *parts = re.split(r"^=== *", path.read_text("utf-8"), flags=re.MULTILINE)
    facts.update(_facts(head))
    for part in parts:
        name, _, rest = part.partition("\n")
        top, text, labels, *_ = [*re.split(r"^---[ \t]*\n", rest, flags=re.MULTILINE), "", ""]
        own = facts | _facts(top)
        if "文本" in own:
            text = (path.parent / own["文本"]).read_text("utf-8")
        lines = [line.strip() for line in labels.split("\n") if line.strip()]
        sums = [line.removeprefix("核算").strip() for line in lines if line.startswith("核算")]
        wanted = [_label(line) for line in lines if not line.startswith(("核算", "#", "无"))]
        yield Passage(name.strip(), path, text, tuple(wanted), tuple(sums), own)


def _facts(text: str) -> dict[str, str]:
    found = (_FACT.fullmatch(line.strip()) for line in text.split("\n"))
    return {each[1]: each[2].strip() for each in found if each}


def codes_of(kind: str) -> str:
    """Return the codes of a kind, or of a sort of 格式."""
    kind, _, sort = kind.partition("·")
    return SORTS[sort] if sort else KINDS[kind]


def _label(line: str) -> Label:
    head, words, told, reason = [*(part.strip() for part in line.split("|")), "", "", ""][:_PIECES]
    lines = tuple(int(number) for number in _LINE.findall(head))
    *name, wanted, kinds = _LINE.sub("", head).split()
    listed = NUMBERS if kinds == "数字" else tuple(KINDS) if kinds == "任何" else kinds.split("/")
    assert wanted in (*MUST, *MAY, *NOT), line
    assert all(codes_of(kind) for kind in listed), line
    told_words = tuple(part for part in told.split("；") if part)
    return Label(wanted, tuple(listed), words, told_words, lines, "".join(name), reason)


def paper_of(passage: Passage) -> Paper:
    """Return a passage's text as a paper, read as the program reads a .txt."""
    is_report = passage.facts.get("类型", "段落") != "填报"
    found = papers.from_text(passage.text, "报告.txt")
    return found if is_report else Paper(found.file, found.blocks, found.grids, is_report=False)


def faults_of(passage: Passage, paper: Paper | None = None) -> list[Fault]:
    """Return what a review says of a passage."""
    facts = passage.facts
    year = int(facts["年度"]) if "年度" in facts else None
    paper = paper or paper_of(passage)
    return review.run(cases.read(paper, pack_of(passage), facts.get("单位", ""), year))


@cache
def _shipped(folder: str) -> Pack:
    return packs.load(ROOT / folder)[0]


def pack_of(passage: Passage) -> Pack | None:
    """Return the pack a passage names, or one that holds its 名单 only, or none."""
    if folder := passage.facts.get("格式包"):
        return _shipped(folder)
    if not (listed := passage.facts.get("名单")):
        return None
    year = int(passage.facts["年度"])
    roster = tuple(Listed(name, (), Where("名单")) for name in re.split("[、，]", listed))
    return Pack(Path(), year, "", {}, {}, (), (), (), (), (), "", "", roster=roster)


def holds(sum_: str) -> bool:
    """Tell whether ``9224.97+21.87 = 9246.84`` is so, at the last printed digit."""
    left, _, right = sum_.partition("=")
    wanted = Decimal(right.strip())
    got = _value(ast.parse(left.strip(), mode="eval").body, left.strip())
    return got.quantize(wanted, ROUND_HALF_UP) == wanted


def _value(node: ast.expr, text: str) -> Decimal:
    if isinstance(node, ast.BinOp):
        one, other = _value(node.left, text), _value(node.right, text)
        made = _ADD_UP.get(type(node.op))
        result: Decimal = made(one, other) if made else one / other
        return result
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, text)
    return Decimal(ast.get_source_segment(text, node) or "")
