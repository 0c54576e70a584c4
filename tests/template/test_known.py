"""The names a template may print come from the pack, and what is typed is either used or told."""

from __future__ import annotations

from dataclasses import replace

from reportgen import document, template
from reportgen.findings import as_text
from tests.helpers.packs import PACK, shipped
from tests.helpers.word import docx

REPORT = (PACK / "report.docx").read_bytes()


def test_every_kind_of_name_is_known() -> None:
    known = template.names(shipped())
    assert known["年度"] == "数"
    assert known["综合得分"] == "数/分"
    assert known["编制数"] == "数/人"
    assert known["单位全称"] == "文字"
    assert known["主要职能"] == "段落"
    assert known["预算完成率"] == "数/%"
    assert known["预算完成率得分"] == "数/分"
    assert known["预算完成率扣分原因"] == "文字"
    grade, *_ = [each for each in shipped().grades if each.name == "评价等级"]
    assert known["评价等级"].startswith(f"选项/{grade.label}、")
    chosen = next(each for each in shipped().fields.values() if each.choices)
    assert known[chosen.name] == f"选项/{'、'.join(chosen.choices)}"
    columns = known["项目支出"]
    assert not isinstance(columns, str)
    assert columns["序号"] == "数"
    assert columns["名称"] == "文字"
    indicators = known["指标"]
    assert not isinstance(indicators, str)
    assert indicators["评分标准"] == "文字"


def test_the_shipped_template_is_clean_and_compiles() -> None:
    known = template.names(shipped())
    assert [as_text(each) for each in template.lint(REPORT, known)] == []
    program = document.compile(REPORT, known)
    assert set(program.names) <= set(known)


def test_a_field_printed_nowhere_and_used_by_no_rule_is_told() -> None:
    pack = shipped()
    field = replace(pack.fields["单位简称"], name="闲置项")
    pack = replace(pack, fields={**pack.fields, "闲置项": field})
    [finding] = [f for f in template.unused(REPORT, pack) if "闲置项" in f.message]
    assert as_text(finding) == (
        f"{field.where}  提醒 TP18\n"
        "  “闲置项”要填，但报告里不印，计算、勾稽和指标也不用。\n"
        "  办法：在 report.docx 写上 {{ 闲置项 }}，或在 rules.xlsx 中删去这一项。"
    )


def test_a_column_counts_as_printed_through_a_loop_variable() -> None:
    pack = shipped()
    lists = {n: f for n, f in pack.fields.items() if n.startswith("项目支出.")}
    pack = replace(pack, fields=lists, calculations=(), checks=(), indicators=(), grades=())
    data = docx("{% for 项 in 项目支出 %}{{ 项.名称 }}{% endfor %}{{ 项目支出.决算 | 顿号 }}")
    left = {finding.message[1:].split("”")[0] for finding in template.unused(data, pack)}
    assert left == set(lists) - {"项目支出.名称", "项目支出.决算"}
