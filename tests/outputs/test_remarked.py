"""The commented copy of report.docx: each finding on its own words, nothing else changed."""

from __future__ import annotations

import io
import zipfile

import docx as word
import pytest

from reportgen import outputs, template
from reportgen.findings import Finding, ReportgenError, Where, error
from reportgen.outputs.remarks import AUTHOR
from tests.helpers.reading import W, read_text
from tests.helpers.word import KNOWN, docx, edited, member, saved, with_note

DOCUMENT = "word/document.xml"


def anchored(data: bytes) -> list[tuple[str, str]]:
    """Return the words each comment covers and its second line, in order."""
    document = word.Document(io.BytesIO(data))
    words: dict[str, str] = {}
    open_now: list[str] = []
    for element in document.element.body.iter():
        name = str(element.tag).removeprefix(W)
        if name == "commentRangeStart":
            open_now.append(element.get(f"{W}id"))
            words[open_now[-1]] = ""
        elif name == "commentRangeEnd":
            open_now.remove(element.get(f"{W}id"))
        elif name == "t":
            for each in open_now:
                words[each] += element.text or ""
    return [(words[str(c.comment_id)], c.text.split("\n")[1]) for c in document.comments]


def words_of(data: bytes) -> list[str]:
    found: list[Finding] = template.lint(data, KNOWN, 2020)
    return [words for words, _ in anchored(outputs.remarked(data, found))]


def test_a_comment_stands_on_the_tag_it_is_about() -> None:
    text = "一、甲\n共{{ 编制数 }}人，{{ 编¦制人¦数 }}人，2020年\n| 乙 | 丙{{ 项目.名 }} |"
    assert words_of(docx(text)) == ["{{ 编制人数 }}", "{{ 项目.名 }}", "2020年"]


def test_a_comment_says_what_lint_says() -> None:
    data = docx("共{{ 编制人数 }}人")
    [comment] = word.Document(
        io.BytesIO(outputs.remarked(data, template.lint(data, KNOWN)))
    ).comments
    assert comment.author == AUTHOR
    assert comment.text == (
        "【错误 TP06】开头第1段\n"
        "标签 {{ 编制人数 }} 的“编制人数”没有定义。是不是“编制数”？\n"
        "办法：改正名称，或在 rules.xlsx 中加上这一项。"
    )


def test_of_paragraphs_that_share_a_place_the_one_with_the_words_is_chosen() -> None:
    """The paragraphs of one cell have one place, a heading and its twin in a branch too."""
    assert words_of(docx("| 甲 / {{ 单位 }} / {{ 编制人数 }} |")) == ["{{ 编制人数 }}"]


def test_where_word_takes_no_comment_the_first_words_have_it() -> None:
    data = with_note(docx("甲{{ 单位 }}\n乙", header="{{ 编制人数 }}"), "{{ 编制人 }}")
    assert words_of(data) == ["甲{{ 单位 }}", "甲{{ 单位 }}"]


def test_a_finding_of_the_whole_file_is_told_at_the_first_words() -> None:
    data = docx("甲{{ 单位 }}\n乙")
    whole = error("TP16", Where("report.docx"), "模板有 6000 个标签。", "减少标签。")
    assert anchored(outputs.remarked(data, [whole])) == [("甲{{ 单位 }}", "模板有 6000 个标签。")]


def test_a_template_without_words_has_its_comment_too() -> None:
    data = saved(word.Document())
    assert words_of(data) == [""]


def test_the_text_and_every_other_part_stay() -> None:
    data = with_note(docx("甲{{ 编¦制人数 }}乙\n| 丙 |", header="页", footer="脚"), "注")
    copy = outputs.remarked(data, template.lint(data, KNOWN))
    assert read_text(copy) == read_text(data)
    for name in ("word/styles.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"):
        assert read(copy, name) == read(data, name)


def read(data: bytes, name: str) -> str:
    """Return a part without what a program may write one way or the other."""
    return "".join(member(data, name).split("?>")[-1].replace("'", '"').split())


def test_a_copy_of_a_copy_has_the_new_comments_only_and_those_of_people() -> None:
    document = word.Document(io.BytesIO(docx("共{{ 编制人数 }}人")))
    document.add_comment(document.paragraphs[0].runs, "这里要改", "某人")
    data = saved(document)
    once = outputs.remarked(data, template.lint(data, KNOWN))
    twice = outputs.remarked(once, template.lint(data, KNOWN))
    assert [text.count("】") for text in texts(once)] == [0, 1, 1]
    assert sorted(texts(twice)) == sorted(texts(once))


def texts(data: bytes) -> list[str]:
    return [each.text for each in word.Document(io.BytesIO(data)).comments]


def test_the_same_findings_give_the_same_bytes() -> None:
    data = docx("共{{ 编制人数 }}人")
    found = template.lint(data, KNOWN)
    assert outputs.remarked(data, found) == outputs.remarked(data, found)


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(ReportgenError) as refused:
        outputs.remarked(b"PK\x03\x04no zip", [])
    assert (refused.value.code, refused.value.message) == (
        "OU10",
        "“report.docx”已损坏或内部格式比较特殊，不能在上面批注。",
    )
    broken = edited(docx("甲"), DOCUMENT, "</w:body>", "")
    with pytest.raises(ReportgenError):
        outputs.remarked(broken, [])
    assert zipfile.is_zipfile(io.BytesIO(broken))
