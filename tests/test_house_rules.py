"""The rules of the house, held by a machine: small rooms, no year's nouns, plain messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
MODULES = sorted((PROJECT / "reportgen").rglob("*.py"))
BASES = {"Exception", "Enum", "IntEnum", "StrEnum", "NamedTuple", "Protocol", "TypedDict"}
NO_SUCH_NAMES = {"utils.py", "util.py", "base.py", "common.py", "helpers.py", "misc.py"}
MAKERS = {"error": (2, 3), "notice": (2, 3), "ReportgenError": (1, 2), "Finding": (3, 4)}
"""Where message and remedy stand among a maker's arguments."""
OUR_OWN_NAMES = {"综合得分", "自评合计", "最高可得分", "自评总分", "自评等级"}
"""Names the program itself gives, or looks for where a form has them."""
ASIDE = re.compile(
    r"(https?://|urn:)\S+|<[^>]*>|^[^<]*/>"  # addresses and XML
    r"|如[^，。]*|“[^”]*”"  # an example of how to type it
    r"|(Excel|Word|Office|电子表格) 20\d\d"
)

ids = [str(path.relative_to(PROJECT)) for path in MODULES]
every_module = pytest.mark.parametrize("path", MODULES, ids=ids)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def strings(path: Path) -> list[tuple[int, str]]:
    """The words in the code itself: no docstrings, no notes below a constant, no metavar."""
    nodes = list(ast.walk(tree(path)))
    aside = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    aside |= {id(n.value) for n in nodes if isinstance(n, ast.keyword) and n.arg == "metavar"}
    return [
        (node.lineno, node.value)
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
    ]


def said(path: Path) -> Iterator[tuple[int, str, ast.expr]]:
    """Every message and remedy written out in a module: its line, which of the two, its words."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for which, place in zip(
                ("message", "remedy"), MAKERS.get(node.func.id, ()), strict=False
            ):
                given = [k.value for k in node.keywords if k.arg == which]
                if len(node.args) > place:
                    given.append(node.args[place])
                yield from ((node.lineno, which, words) for words in given)


def literal(words: ast.expr) -> str:
    """The words as typed, each value in them as one □; empty when they are made elsewhere."""
    if isinstance(words, ast.Constant) and isinstance(words.value, str):
        return words.value
    if isinstance(words, ast.JoinedStr):
        return "".join(literal(p) if isinstance(p, ast.Constant) else "□" for p in words.values)
    return ""


@every_module
def test_no_function_is_over_50_lines(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 50
    ]
    assert long == []


@every_module
def test_no_module_is_over_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@every_module
def test_every_module_says_what_it_is(path: Path) -> None:
    """An empty ``__init__.py`` says nothing because it holds nothing."""
    assert not tree(path).body or ast.get_docstring(tree(path))


@every_module
def test_no_module_is_a_drawer_for_anything(path: Path) -> None:
    assert path.name not in NO_SUCH_NAMES


@every_module
def test_nothing_inherits_but_errors_and_enums(path: Path) -> None:
    bases = {
        ast.unparse(base).rpartition(".")[2]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    }
    assert bases <= BASES


@every_module
def test_no_year_stands_in_the_code(path: Path) -> None:
    """Next year's format is a copied folder; no line of Python may need a change."""
    numbers = [
        (node.lineno, node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and type(node.value) is int
        if 2000 < node.value < 2099 and node.value != 2048
    ]
    words = [
        (line, text)
        for line, text in strings(path)
        if re.search(r"(?<!\d)20\d\d(?!\d)", ASIDE.sub("", text))
    ]
    assert numbers + words == []


@every_module
def test_no_weight_stands_in_the_code(path: Path) -> None:
    weights = re.compile(r"[0-9]\s*分(?![钟之项列])")
    assert [(line, text) for line, text in strings(path) if weights.search(text)] == []


@cache
def nouns() -> frozenset[str]:
    """The names of every pack's fields, calculations and indicators."""
    from openpyxl import load_workbook

    names: set[str] = set()
    for rules in (PROJECT / "templates").glob("*/rules.xlsx"):
        book = load_workbook(rules, read_only=True)
        for sheet in book:
            head, *rows = list(sheet.iter_rows(values_only=True)) or [()]
            for row in rows:
                told = dict(zip(head, row, strict=False))
                names.update(str(told[key]) for key in ("名称", "三级") if told.get(key))
    return frozenset(name for name in names if len(name) > 2) - OUR_OWN_NAMES


@every_module
def test_no_name_of_a_pack_stands_in_the_code(path: Path) -> None:
    """Verbs are code, nouns are data."""
    assert [(line, text) for line, text in strings(path) if text in nouns()] == []


@every_module
def test_messages_are_whole_sentences(path: Path) -> None:
    endless = [
        (line, which, literal(words))
        for line, which, words in said(path)
        if literal(words) and literal(words)[-1] not in "。□"
    ]
    assert endless == []


@every_module
def test_messages_hold_no_python_words_and_no_western_marks(path: Path) -> None:
    odd = re.compile(
        r"\b(None|True|False|Exception|Traceback|dict|list|null|NaN|str|int)\b"
        r"|[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]"
    )
    told = [(line, re.sub(r"\{[^}]*\}", "", literal(words))) for line, _, words in said(path)]
    assert [(line, text) for line, text in told if odd.search(text)] == []


@every_module
def test_a_remedy_starts_with_a_verb_not_with_a_person(path: Path) -> None:
    """你, 您 and 应 delay the one word that helps; so does 请, unless somebody else is asked."""
    late = re.compile(r"[你您应须]|请(?!报送人|填报人|编制人)")
    told = [(line, literal(words)) for line, which, words in said(path) if which == "remedy"]
    assert [(line, text) for line, text in told if late.match(text)] == []


def test_the_rules_see_what_they_forbid(tmp_path: Path) -> None:
    """A rule that finds nothing anywhere may only be blind."""
    bad = tmp_path / "bad.py"
    words = "请核对,2020年的8分"
    bad.write_text(
        f'def f(n):\n    """In 2020."""\n    return notice("CK01", n, f"共{{n}}人", "{words}")\n',
        "utf-8",
    )
    made = [(which, literal(words)) for _, which, words in said(bad)]
    assert made == [("message", "共□人"), ("remedy", words)]
    assert {text for _, text in strings(bad)} == {"CK01", "共", "人", words}
    for rule in (
        test_no_year_stands_in_the_code,
        test_no_weight_stands_in_the_code,
        test_messages_are_whole_sentences,
        test_messages_hold_no_python_words_and_no_western_marks,
        test_a_remedy_starts_with_a_verb_not_with_a_person,
        test_every_module_says_what_it_is,
    ):
        with pytest.raises(AssertionError):
            rule(bad)


def test_no_place_is_left_to_be_filled_in() -> None:
    """A page that promises a figure has it."""
    pages = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *(PROJECT / "docs").rglob("*.md")]
    assert [page.name for page in pages if "@@" in page.read_text("utf-8")] == []
