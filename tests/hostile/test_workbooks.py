"""Every hostile or merely odd form ends as it should: refused, told, or the very same report."""

from __future__ import annotations

import pytest

from reportgen.workbook.cells import spot
from tests.helpers.forms import cell_of
from tests.hostile.made import Faulty, Kind, Refused, Same, example, words_of
from tests.hostile.run import ALL, results

every_kind = pytest.mark.parametrize("kind", ALL, ids=[kind.name for kind in ALL])


def place(at: str) -> str:
    """Return the spot of a field by its name; other places stand for themselves."""
    try:
        return spot(*cell_of(at)) if at and "!" not in at else at
    except KeyError:
        return at


@every_kind
def test_it_ends_as_it_should(kind: Kind) -> None:
    result = results()[kind.name]
    assert not result.fault
    match kind.wanted:
        case Refused(code, words):
            assert result.refusal.startswith(f"{code} “填报表.xlsx”")
            assert words in result.refusal
        case Faulty(code, at, words, printed):
            assert not result.refusal
            assert result.told(code, place(at), words, "错误"), result.findings
            assert result.text is None
            assert printed in result.draft
        case Same(code, at, added):
            assert not result.refusal
            assert not code or result.told(code, place(at)), result.findings
            assert (result.text == _ordinary(added)) is True, result.findings


def _ordinary(added: str) -> str:
    """Return the text of the ordinary form's report, with what was added on purpose."""
    text = results()["原样"].text or ""
    last = words_of(example(), "其他说明").splitlines()[-1].strip()
    assert last in text
    return text.replace(last, last + added)


def test_there_are_enough_kinds_and_no_two_of_one_name() -> None:
    names = [kind.name for kind in ALL]
    assert len(names) == len(set(names))
    assert len(names) >= 110
