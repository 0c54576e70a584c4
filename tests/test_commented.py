"""The commented copy of a report: each comment on its own words, nothing else changed."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from reportgen import outputs, papers
from reportgen.findings import ReportgenError, Severity
from reportgen.outputs.remarks import AUTHOR
from reportgen.papers.model import Span
from reportgen.review.model import Fault
from tests.helpers.reading import W, read_text

FILE = "报告.docx"


def made(*paragraphs: str | list[str]) -> bytes:
    """A report; a list is one paragraph in several runs."""
    document = docx.Document()
    for each in paragraphs:
        paragraph = document.add_paragraph()
        for at, run in enumerate([each] if isinstance(each, str) else each):
            paragraph.add_run(run).bold = bool(at % 2)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "合计"
    table.cell(0, 1).text = "第一段\n第二段9.5"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def fault(data: bytes, words: str, code: str = "RV01") -> Fault:
    """A fault about some words of a report, wherever they stand."""
    paper = papers.from_docx(data, FILE)
    [block] = [each for each in (*paper.blocks, *paper.cells) if words in each.text]
    at = block.text.index(words)
    return Fault(code, Severity.ERROR, (Span(block, at, at + len(words)),), "不相等。", "核对。")


def commented(data: bytes, *faults: Fault) -> docx.document.Document:
    return docx.Document(io.BytesIO(outputs.commented(data, FILE, faults)))


def anchored(document: docx.document.Document) -> list[str]:
    """The words each comment covers, in the order of the comments."""
    words: dict[str, str] = {}
    open_now: list[str] = []
    for element in document.element.body.iter():
        name = element.tag.removeprefix(W)
        if name == "commentRangeStart":
            open_now.append(element.get(f"{W}id"))
            words[open_now[-1]] = ""
        elif name == "commentRangeEnd":
            open_now.remove(element.get(f"{W}id"))
        elif name == "t":
            for each in open_now:
                words[each] += element.text
    return [words[str(comment.comment_id)] for comment in document.comments]


REPORT = made("一、部门概况", ["2020年", "收入92", "48.84万元，", "其中基金21.87万元。"])


@pytest.mark.parametrize(
    "words", ["9248.84万元", "收入", "2020年收入9248", "。", "一、部门概况", "第二段9.5", "合计"]
)
def test_a_comment_covers_exactly_the_words_it_is_about(words: str) -> None:
    """Words may begin and end inside runs, and run over several of them."""
    assert anchored(commented(REPORT, fault(REPORT, words))) == [words]


def test_two_comments_may_overlap() -> None:
    both = commented(REPORT, fault(REPORT, "收入9248.84万元"), fault(REPORT, "9248.84"))
    assert anchored(both) == ["收入9248.84万元", "9248.84"]


def test_the_comment_says_place_fault_and_remedy() -> None:
    [comment] = commented(REPORT, fault(REPORT, "9248.84万元")).comments
    assert comment.author == AUTHOR
    assert comment.text == "【错误 RV01】一、第1段\n不相等。\n办法：核对。"


def test_the_text_and_its_looks_stay_as_they_were() -> None:
    after = outputs.commented(REPORT, FILE, [fault(REPORT, "入9248.8")])
    assert read_text(after) == read_text(REPORT)
    runs = docx.Document(io.BytesIO(after)).paragraphs[1].runs
    assert [(run.text, bool(run.bold)) for run in runs if run.text] == [
        ("2020年", False),
        ("收", True),
        ("入92", True),
        ("48.8", False),
        ("4万元，", False),
        ("其中基金21.87万元。", True),
    ]


def test_the_same_faults_give_the_same_bytes() -> None:
    one = [fault(REPORT, "收入")]
    assert outputs.commented(REPORT, FILE, one) == outputs.commented(REPORT, FILE, one)


def test_a_later_review_replaces_the_comments_of_an_earlier_one() -> None:
    first = outputs.commented(REPORT, FILE, [fault(REPORT, "收入"), fault(REPORT, "9248.84")])
    again = commented(first, fault(first, "基金"))
    assert anchored(again) == ["基金"]
    assert len(list(again.element.body.iter(f"{W}commentReference"))) == 1


def test_comments_of_a_person_are_left_alone() -> None:
    document = docx.Document(io.BytesIO(REPORT))
    document.add_comment(document.paragraphs[0].runs, "领导已阅", author="县财政局")
    written = io.BytesIO()
    document.save(written)
    again = commented(written.getvalue(), fault(written.getvalue(), "基金"))
    assert [comment.author for comment in again.comments] == ["县财政局", AUTHOR]


def test_a_fault_in_a_header_is_told_at_the_first_words() -> None:
    """Word takes no comments in headers."""
    document = docx.Document(io.BytesIO(REPORT))
    document.sections[0].header.paragraphs[0].text = "鸬鹚渡镇"
    written = io.BytesIO()
    document.save(written)
    data = written.getvalue()
    [header] = papers.from_docx(data, FILE).margins
    there = Fault("RV31", Severity.ERROR, (Span(header, 0, 4),), "是别的单位。", "改正。")
    result = commented(data, there)
    assert anchored(result) == ["一、部门概况"]
    assert next(iter(result.comments)).text.startswith("【错误 RV31】页眉第1段\n")


def test_a_report_in_the_strict_dialect_is_read_but_not_written_on() -> None:
    """python-docx knows only the usual names of things."""
    usual, strict = W.strip("{}"), "http://purl.oclc.org/ooxml/wordprocessingml/main"
    source, target = zipfile.ZipFile(io.BytesIO(REPORT)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            out.writestr(name, source.read(name).replace(usual.encode(), strict.encode()))
    data = target.getvalue()
    with pytest.raises(ReportgenError) as raised:
        outputs.commented(data, FILE, [fault(data, "基金")])
    assert (raised.value.code, raised.value.message) == (
        "OU10",
        f"“{FILE}”的内部格式比较特殊，可以审读，但不能在上面批注。",
    )
