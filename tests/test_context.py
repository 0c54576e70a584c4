"""Context: every name of the pack has a value for the page, or None where a cell was left blank."""

from __future__ import annotations

from decimal import Decimal

from reportgen import context, pipeline, template
from reportgen.prose import Number
from tests.helpers.forms import EXAMPLE
from tests.helpers.packs import PACK, shipped


def told():
    checked = pipeline.check_one(EXAMPLE, PACK)
    return context.build(checked.pack, checked.record, checked.scores)


def test_every_name_a_template_may_use_is_there():
    """A strict template then never meets a name without a value."""
    assert set(template.names(shipped())) <= set(told())


def test_years_and_facts_print_as_they_are_written():
    """2020, not 2020.00; 满分 100."""
    found = told()
    assert [str(found[name]) for name in ("上年度", "年度", "下年度", "满分")] == [
        "2019",
        "2020",
        "2021",
        "100",
    ]


def test_a_figure_keeps_its_value_and_is_rounded_only_when_printed():
    """21.87 of 9246.84 is 0.2365…%, printed 0.24."""
    share = told()["政府性基金收入占比"]
    assert isinstance(share, Number)
    assert share.value == Decimal("21.87") / Decimal("9246.84")
    assert str(share) == "0.24"


def test_a_list_has_every_column_and_a_running_number():
    """A blank cell of a row is None, not an unknown name."""
    rows = told()["经济指标"]
    assert [str(row["序号"]) for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[4]["名称"] == "财政总收入"
    assert rows[4]["同比"] is None


def test_the_indicators_are_a_list_with_measured_values():
    """Counts without decimals, rates with two, a choice in words, nothing where judged by hand."""
    rows = {row["三级"]: row for row in told()["指标"]}
    assert len(rows) == 16
    assert rows["预算控制率"]["实际值"] == "182.01%"
    assert str(rows["预算控制率"]["得分"]) == "0.00"
    assert str(rows["预算控制率"]["分值"]) == "5"
    assert rows["资金使用合规性"]["实际值"] == "0例"
    assert rows["行政效能"]["实际值"] == "较好"
    assert rows["管理制度健全性"]["实际值"] == "—"


def test_a_line_of_the_pack_is_filled_in():
    """The report's file name is a line of 说明 with tags."""
    line = "{{ 单位简称 }}{{ 年度 }}年度报告{{ 没有这个 }}"
    assert context.said(line, told()) == "灰山港镇2020年度报告{{ 没有这个 }}"
