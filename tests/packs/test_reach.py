"""Calculations that stand on one another many times over, or in a long row."""

from dataclasses import replace

from reportgen.packs import reach, units
from reportgen.packs.sums import operands
from tests.helpers.packs import shipped


def chain(length, links):
    """Return the shipped pack with a chain of sums instead of its calculations, the last first."""
    pattern = shipped().calculations[0]
    rows = []
    for number in range(length, 0, -1):
        below = f"链{number - 1}" if number > 1 else "行政编制"
        parts = operands(" + ".join([below] * links))
        rows.append(replace(pattern, name=f"链{number}", verb="合计", operands=parts, unit=""))
    return replace(shipped(), calculations=tuple(rows))


def net(pack, left, right):
    rows = {each.name: each for each in pack.calculations}
    return reach.net(operands(left)[0], operands(right)[0], rows)


def test_each_calculation_is_opened_once_however_often_it_is_used():
    """Opened again each time it is used, the last of them would take longer than anyone waits."""
    pack = chain(200, 2)
    assert units.of_names(pack)["链200"] == "人"
    assert net(pack, "链200", "链199 + 链199") == {}
    assert net(pack, "链200", "链199") == {("", "行政编制"): 2**199}


def test_a_chain_may_be_as_long_as_a_sheet():
    pack = chain(3000, 1)
    assert units.of_names(pack)["链3000"] == "人"
    assert net(pack, "链3000", "行政编制") == {}


def test_a_circle_is_cut_and_all_else_is_opened():
    first, *rest = chain(3, 1).calculations
    rows = [first, *rest[:-1], replace(rest[-1], operands=operands("链3"))]
    pack = replace(shipped(), calculations=tuple(rows))
    assert sorted(reach.parts_first({each.name: each for each in rows})) == ["链1", "链2", "链3"]
    assert units.of_names(pack).get("链3") is None
