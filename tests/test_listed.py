"""A report about lists: computed columns, rows of one list under the rows of another."""

from __future__ import annotations

import json

from reportgen import context, template
from reportgen.outputs import receipt
from reportgen.packs import shown
from reportgen.pipeline.building import built_from
from reportgen.prose import Number
from tests.forms.made import loaded
from tests.helpers import listed
from tests.helpers.reading import read_text
from tests.helpers.word import docx


def text(done):
    built = built_from(done)
    assert built.docx is not None
    return [line for line in read_text(built.docx).splitlines() if line]


def test_rows_of_one_list_are_printed_under_the_row_they_belong_to(tmp_path):
    assert text(listed.checked(tmp_path, {})) == [
        "扶贫执行率50.00%，占25.00%。",
        "扣0.00分：",
        "基建执行率75.00%，占75.00%。",
        "扣2.00分：雨季停工",
        "扣1.00分：验收推迟",
        "灰山港镇平均执行率62.50%。",
    ]


def test_a_row_that_cannot_be_computed_prints_a_blank(tmp_path):
    """修路 has neither 预算 nor 决算 worth dividing: nought of nought."""
    more = {"项目!A5": "修路", "项目!B5": 0, "项目!C5": 0}
    lines = text(listed.checked(tmp_path, more))
    assert "修路执行率，占0.00%。" in lines
    assert lines[-1] == "灰山港镇平均执行率62.50%。"


def test_a_template_knows_every_column_it_is_given(tmp_path):
    done = listed.checked(tmp_path, {})
    told = context.build(done.pack, done.record, done.scores)
    rows = told["项目支出"]
    assert isinstance(rows, tuple)
    known = template.names(done.pack)["项目支出"]
    assert isinstance(known, dict)
    assert [{*row} for row in rows] == [{*known}] * 2
    rate = rows[0]["执行率"]
    assert isinstance(rate, Number)
    assert (rate.unit, rate.places) == ("%", 2)


def test_comparing_a_choice_with_the_list_it_is_of_lints_clean(tmp_path):
    """Its words are not known before the form is: TP22 has nothing to say."""
    folder = listed.folder(tmp_path)
    source = (folder / "report.docx").read_bytes()
    assert template.lint(source, template.names(loaded(folder))) == []


def test_the_receipt_names_the_cells_of_every_computed_figure(tmp_path):
    done = listed.checked(tmp_path, {})
    figures = json.loads(receipt.text(built_from(done).receipt))["印出的数"]
    by_name = {each["名称"]: each for each in figures}
    assert by_name["项目支出.执行率（第2行）"]["出处"] == [
        "填报表.xlsx 项目!C4",
        "填报表.xlsx 项目!B4",
    ]
    assert by_name["项目支出.执行率（第2行）"]["印作"] == ["75.00%"]
    assert by_name["平均执行率"]["出处"] == [
        f"填报表.xlsx 项目!{cell}" for cell in ("C3", "B3", "C4", "B4")
    ]


def test_the_pack_as_text_shows_a_computed_column_and_a_link(tmp_path):
    lines = shown.as_text(loaded(listed.folder(tmp_path)))
    assert "项目支出.执行率 = 比率（项目支出.决算；项目支出.预算）%" in lines
    assert "项目支出.名称" in next(x for x in lines.splitlines() if x.startswith("项目绩效.项目"))


def test_a_column_that_only_links_two_lists_is_not_typed_for_nothing(tmp_path):
    """It says which project a row belongs to, and 扣分合计 is made by it."""
    pack = loaded(listed.folder(tmp_path))
    idle = {f.where.spot for f in template.unused(docx("{{ 单位 }}"), pack)}
    typed = {name: pack.fields[name].where.spot for name in ("项目绩效.项目", "项目支出.名称")}
    assert idle.isdisjoint(typed.values())
    assert pack.fields["重点项目"].where.spot in idle


OWNED = """
    {% for 项 in 项目支出 %}
    {{ 项.名称 }}有{{ 项.项目绩效 | 个数 }}项{% if not 项.项目绩效 %}，没有指标{% endif %}：{% for 标 in 项.项目绩效 %}{{ loop.index }}.扣{{ 标.扣分 }}分{% if not loop.last %}；{% endif %}{% endfor %}
    {% for 标 in 项.项目绩效 %}
    {{ 标.序号 }}：{{ 标.分值 }}分，{{ 标.偏差原因 }}
    {% endfor %}
    {% endfor %}
"""


def test_a_row_has_the_rows_that_belong_to_it(tmp_path):
    """They are numbered anew under each, and the loop's first and last are theirs."""
    more = {"项目!A5": "修路", "项目!B5": 1, "项目!C5": 1}
    done = listed.checked(tmp_path, more, report=OWNED)
    assert template.lint(docx(OWNED), template.names(done.pack)) == []
    assert text(done) == [
        "扶贫有1项：1.扣0.00分",
        "1：30.00分，",
        "基建有2项：1.扣2.00分；2.扣1.00分",
        "1：50.00分，雨季停工",
        "2：20.00分，验收推迟",
        "修路有0项，没有指标：",
    ]


def test_the_rows_of_a_row_are_no_text(tmp_path):
    source = docx("{% for 项 in 项目支出 %}{{ 项.项目绩效 }}{% endfor %}")
    [finding] = template.lint(source, template.names(loaded(listed.folder(tmp_path))))
    assert (finding.code, finding.message, finding.remedy) == (
        "TP14",
        "标签 {{ 项.项目绩效 }} 的“项.项目绩效”是清单“项目绩效”里的几行，不能直接印出。",
        "写成 {% for 条 in 项.项目绩效 %}；要行数就写 项.项目绩效 | 个数。",
    )
