"""PK60–PK64: made-up values go into the form, through the chain, and onto the page."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from reportgen import document, packs
from reportgen.editor import made_up, proving, reaching, vetting
from reportgen.findings import Finding, ReportgenError
from reportgen.packs.model import Kind
from tests.helpers import listed

SHIPPED = sorted(each.parent for each in Path("templates").glob("*/rules.xlsx"))


@pytest.fixture(params=SHIPPED, ids=lambda each: each.name)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(request.param, tmp_path / request.param.name))


@pytest.fixture
def pack_2020(tmp_path: Path) -> Path:
    return Path(shutil.copytree("templates/2020", tmp_path / "2020"))


def prove(folder: Path) -> list[Finding]:
    return proving.prove(packs.load(folder)[0])


def lines(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(each.code, str(each.where), each.message) for each in findings]


def add(folder: Path, *paragraphs: str, after: str) -> None:
    """Put paragraphs behind the one that begins with some words."""
    path = folder / "report.docx"
    word = Document(str(path))
    above = next(each for each in word.paragraphs if each.text.startswith(after))
    for text in reversed(paragraphs):
        fresh = word.add_paragraph(text)
        above._p.addnext(fresh._p)
    word.save(str(path))


def test_a_sound_pack_comes_out_whole(folder: Path) -> None:
    assert vetting.vet(folder)[1] == []


def test_made_up_values_differ_and_keep_to_their_limits() -> None:
    pack, _ = packs.load(Path("templates/2020"))
    values = made_up.values(pack)
    typed = [(name, value) for name, value in values.items() if not isinstance(value, list)]
    money = [value for name, value in typed if pack.fields[name].unit == "万元"]
    assert len(money) > 20
    assert len({*money}) == len(money)
    texts = [value for name, value in typed if pack.fields[name].kind is Kind.TEXT]
    assert len({*texts}) == len(texts)
    assert {name for name, field in pack.fields.items() if "." not in name} == {*values}


def test_a_cell_that_hides_its_value_is_found(
    pack_2020: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = proving.records.extract

    def forgetful(book: object, pack: object) -> object:
        found, unread = whole(book, pack)  # type: ignore[arg-type]
        record = {name: value for name, value in found.record.items() if name != "编制文号"}
        wrong = {"行政编制": record["事业编制"]}
        return replace(found, record={**record, **wrong}), unread

    monkeypatch.setattr(proving.records, "extract", forgetful)
    [amiss] = [each for each in prove(pack_2020) if each.code == "PK60"]
    typed = made_up.values(packs.load(pack_2020)[0])["行政编制"]
    assert str(amiss.where).startswith("form.xlsx ")
    assert amiss.message == f"在“行政编制”的格里试填“{typed}”，读回来不是这个内容。"


def test_a_paragraph_that_is_lost_or_garbled_is_found(
    pack_2020: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = document.render

    def careless(*given: object) -> bytes:
        made = render(*given)  # type: ignore[arg-type]
        path = pack_2020 / "made.docx"
        path.write_bytes(made)
        word = Document(str(path))
        texts = [each for each in word.paragraphs if "编制数共计" in each.text]
        for each in texts:
            each.runs[0].text = each.runs[0].text.replace("编制数共计", "编制数总计")
        word.save(str(path))
        return path.read_bytes()

    monkeypatch.setattr(proving.document, "render", careless)
    told = [each for each in prove(pack_2020) if each.code == "PK61"]
    assert {str(each.where) for each in told} == {"report.docx 一、（一）第1段"}
    assert [each.message[:8] for each in told] == ["用编造的数试印，"] * 2
    assert "没有印在原处" in told[0].message
    assert "对不上" in told[1].message


def test_a_picture_that_is_lost_is_found() -> None:
    promised = proving.expecting.Expected((), (), {("word/document.xml", "drawing"): 2})
    assert lines(list(proving._things_lost(promised, {("word/document.xml", "drawing"): 1}))) == [
        ("PK64", "report.docx", "模板里的图片有 2 处，试印的报告里只有 1 处。")
    ]


def test_what_no_value_brings_onto_the_page_is_told(pack_2020: Path) -> None:
    add(
        pack_2020,
        "{% if 编制数 > 0 and 编制数 < 0 %}其中{{ 行政编制 }}人{% endif %}。",
        after="一、",
    )
    assert lines(prove(pack_2020)) == [
        (
            "PK62",
            "report.docx 一、第1段",
            f"换了 {reaching.ROUNDS} 组编造的数，标签 {{{{ 行政编制 }}}} 一次也没有印出来。",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% if 编制数 == 37 %}正好{{ 编制数 }}人{% endif %}。",
        "{% if 三公经费本年决算 | 同比(三公经费上年决算) == '与上年持平' %}收入{{ 收入合计 }}{% endif %}。",
        "{% if 评价等级 == '较差' %}等级{{ 评价等级 }}{% endif %}。",
        "{% for 项 in 项目支出 %}{% if loop.last %}{{ 项.名称 }}{% endif %}{% endfor %}。",
        "{% if not 项目支出 and not 内设机构 %}{% if not 下属机构 %}无{{ 编制数 }}{% endif %}{% endif %}。",
        "{% if 在职人员控制率 > 100 %}超编{{ 编制数 }}{% endif %}。",
    ],
)
def test_what_some_value_brings_onto_the_page_is_not(pack_2020: Path, text: str) -> None:
    add(pack_2020, text, after="一、")
    assert prove(pack_2020) == []


def test_a_report_that_cannot_be_printed_is_said(
    pack_2020: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise ReportgenError("DO04", "生成的报告有 30 MB，超过 20 MB。", "检查填报表。")

    monkeypatch.setattr(proving.document, "render", broken)
    assert lines(prove(pack_2020)) == [
        ("PK63", "report.docx", "用编造的数试印，报告印不出来：生成的报告有 30 MB，超过 20 MB。")
    ]


def test_rows_that_belong_to_a_row_are_varied_too(tmp_path: Path) -> None:
    """A computed column of a linked list is now more than nothing, now less."""
    report = """
        {% for 项 in 项目支出 %}
        {{ 项.名称 }}：{% for 标 in 项.项目绩效 %}{{ 标.分值 }}分{% if 标.扣分 > 0 %}（{{ 标.偏差原因 }}）{% endif %}{% endfor %}
        {% endfor %}
    """
    assert prove(listed.folder(tmp_path, report=report)) == []


@pytest.mark.parametrize(
    "typed",
    [
        ("{% if 编制数 %}第一段", "中间", "后面{% endif %}"),
        ("{% for 项 in 项目支出 %}{{ 项.名称 }}段", "末", "{% endfor %}"),
        ("{% for 项 in 项目支出 %}", "{{ 项.名称 }}段", "末{% endfor %}"),
    ],
)
def test_a_block_over_several_paragraphs_is_no_mistake(
    pack_2020: Path, typed: tuple[str, ...]
) -> None:
    add(pack_2020, *typed, after="（五）经济社会发展情况")
    assert vetting.vet(pack_2020)[1] == []


@pytest.mark.parametrize(
    "cells",
    [
        ("{% for 项 in 项目支出 %}{{ 项.名称 }}", "{{ 项.决算 }}{% endfor %}"),
        ("{% if 编制数 %}编制", "{{ 编制数 }}{% endif %}"),
    ],
)
def test_a_block_over_a_row_is_no_mistake(pack_2020: Path, cells: tuple[str, str]) -> None:
    path = pack_2020 / "report.docx"
    word = Document(str(path))
    above = next(p for p in word.paragraphs if p.text.startswith("（五）经济社会发展情况"))
    table = word.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, cells, strict=True):
        cell.text = text
    above._p.addnext(table._tbl)
    word.save(str(path))
    assert vetting.vet(pack_2020)[1] == []


def test_what_is_never_printed_is_told_where_it_was_typed(pack_2020: Path) -> None:
    add(
        pack_2020,
        *("{% if 编制数 > 9 and 编制数 < 3 %}甲", "{{ 编制数 }}人", "乙{% endif %}"),
        after="（五）经济社会发展情况",
    )
    assert lines(prove(pack_2020)) == [
        (
            "PK62",
            "report.docx 一、（五）第2段",
            "换了 600 组编造的数，标签 {{ 编制数 }} 一次也没有印出来。",
        )
    ]
