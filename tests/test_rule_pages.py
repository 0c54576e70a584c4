"""Every code has its page, and every page its code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from reportgen import rulepages
from reportgen.findings import ReportgenError

PACKAGE = Path(rulepages.__file__).parent
ROOMS = ["WB", "PK", "RC", "CA", "CK", "SC", "TP", "DO", "OU", "BA", "PD", "FM", "RD", "RV"]
HEADINGS = ["做什么", "为什么", "反例", "正例", "依据"]
CODE = re.compile(r"[A-Z]{2}\d\d")
ASKED_OF = {"error", "notice", "Finding", "ReportgenError"}


def codes_in_sources() -> dict[str, Path]:
    """Every literal that is a room's code, and whatever a finding is made with."""
    return {
        code: path
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for code in _codes(node)
    }


def _codes(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = CODE.fullmatch(node.value)
        return [node.value] if found and node.value[:2] in ROOMS else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKED_OF:
        given = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
        return [str(code) for code in given]
    return []


SOURCES = codes_in_sources()


@pytest.mark.parametrize("code", sorted(SOURCES))
def test_every_code_in_the_sources_has_a_page(code: str) -> None:
    assert code in rulepages.codes(), f"{SOURCES[code].name} 用了 {code}，没有它的说明页"


@pytest.mark.parametrize("code", rulepages.codes())
def test_every_page_is_used_and_has_a_room(code: str) -> None:
    assert CODE.fullmatch(code)
    assert code[:2] in ROOMS
    assert code in SOURCES, f"源码中没有用到 {code}"


@pytest.mark.parametrize("code", rulepages.codes())
def test_every_page_has_its_title_and_five_headings_with_text(code: str) -> None:
    first, *rest = rulepages.page(code).split("\n")
    assert re.fullmatch(rf"# {code} \S.*\S", first)
    sections = re.split(r"^## ", "\n".join(rest), flags=re.MULTILINE)
    assert sections[0].strip() == ""
    told = [section.partition("\n") for section in sections[1:]]
    assert [heading for heading, _, _ in told] == HEADINGS
    assert all(body.strip() for _, _, body in told)


def test_titles_are_unique() -> None:
    titles = [rulepages.title(code) for code in rulepages.codes()]
    assert sorted(titles) == sorted(set(titles))


def test_a_page_is_found_however_the_code_is_typed() -> None:
    assert rulepages.page(" ou01 ") == rulepages.page("ＯＵ０１") == rulepages.page("OU01")
    assert rulepages.title("OU02") == "磁盘已满"


def test_an_unknown_code_is_told_its_neighbours() -> None:
    with pytest.raises(ReportgenError) as told:
        rulepages.page("OU99")
    assert told.value.code == "OU07"
    assert told.value.message.startswith("没有编号“OU99”；相近的有OU0")
    assert told.value.remedy == "照问题清单里的编号再输入一次，如 reportgen rule CK01。"


def test_a_number_without_its_zero_is_guessed_first() -> None:
    with pytest.raises(ReportgenError) as told:
        rulepages.page("rv1")
    assert told.value.message.startswith("没有编号“rv1”；相近的有RV01、")


@pytest.mark.parametrize("code", ["", "../OU01", "乱", "OU01.md", "\0"])
def test_no_page_is_read_from_elsewhere(code: str) -> None:
    with pytest.raises(ReportgenError):
        rulepages.page(code)


def test_every_code_is_asserted_by_some_test() -> None:
    """A rule that no test has seen fire may never fire."""
    tests = Path(__file__).parent.rglob("*.py")
    asserted = "".join(path.read_text("utf-8") for path in tests)
    assert [code for code in rulepages.codes() if code not in asserted] == []
