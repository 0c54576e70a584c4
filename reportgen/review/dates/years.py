"""RV15: a year that does not fit the year of the report."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.papers.model import Span
from reportgen.review.counts.enumerations import shortened
from reportgen.review.dates import notices, stray
from reportgen.review.dates.days import signature
from reportgen.review.dates.sorts import is_of_a_project
from reportgen.review.model import error, notice
from reportgen.review.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.papers.model import Block
    from reportgen.passages.model import Sentence
    from reportgen.review.dates.days import Day
    from reportgen.review.model import Case, Fault

CODE = "RV15"
_YEAR = re.compile(r"(?<![\d.〔\[【(（])(?P<year>(?:19|20)\d{2})\s*年(?!\s*\d{1,2}\s*月)")
_BEFORE_YEAR = re.compile(r"\d{4}(?=\s*年)")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?")
_TITLED = re.compile(r"《[^》]*》|[〔\[【]\d{4}[〕\]】]第?\d*号?")
_END = re.compile(r"截[至止](?:到)?(?P<year>\d{4})年(?:度?[末底]|12月(?:31日|末|底))")
_FIGURE = re.compile(r"\d[\d.,]*\s*(?:亿|万|元|人|名|个|%|户|家|处|项|件|次|亩|公里)")
_OWN_SPENDING = re.compile(
    r"(\d{4})年度?(?:部门|单位|财政)?整体(?:支出|收入|绩效)(?!绩效[自评价]{2}(?:问题|整改|结果|中))"
)
_SENTENCE = re.compile("[。；]")
_LONGEST_TITLE = 45
_OFTEN = 2


def check(case: Case) -> Iterator[Fault]:
    """Yield a fault for every year that says that a sentence was written for another report."""
    if case.year is not None:
        yield from once(_all(case, _year_of_the_body(case, case.year)))


def _year_of_the_body(case: Case, year: int) -> int:
    """Return the year whose spending the text tells; the title's unless it hardly names that."""
    told, named = Counter[int](), Counter[int]()
    for block in case.paper.blocks:
        if "年" not in block.text or _is_title(block) or not _SENTENCE.search(block.text):
            continue
        text = _blank(block.text)
        for spent in _OWN_SPENDING.findall(text):
            told[int(spent)] += 1
        for year_told in _YEAR.findall(text):
            named[int(year_told)] += 1
    (most, times), *_ = told.most_common(1) or [(year, 0)]
    clearly = times > 1 and not told[year] and named[most] >= _OFTEN * max(named[year], 1)
    return most if clearly else year


def _all(case: Case, year: int) -> Iterator[Fault]:
    yield from _titles(case, year)
    ahead = _blocks_ahead(case)
    signed = signature(case.paper)
    titles = {id(block) for block in case.paper.blocks if _is_title(block)}
    for sentence in case.sentences:
        if id(sentence.block) in titles:
            continue
        text = sentence.text
        if "通知" in text:
            yield from notices.faults(sentence, year)
        if "年" not in text or _tells_only(text, year):
            continue
        if fault := _told(sentence, year, sentence.block.number in ahead, case):
            yield _unended(fault, sentence, signed)


def _tells_only(text: str, year: int) -> bool:
    return all(int(each) == year for each in _BEFORE_YEAR.findall(text))


def _is_title(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_TITLE or block.is_cell or _SENTENCE.search(text):
        return False
    return text.rstrip("：:").endswith(_known("own", "titles"))


@cache
def _known(part: str, key: str) -> tuple[str, ...]:
    return tuple(words("years")[part][key])


def _has(text: str, part: str, key: str) -> bool:
    return any(word in text for word in _known(part, key))


def _planned(text: str) -> bool:
    for word in _known("other", "no_plan"):
        text = text.replace(word, "")
    return _has(text, "other", "planned")


def _blank(text: str) -> str:
    if "《" not in text and "〔" not in text and "[" not in text and "【" not in text:
        return text
    return _TITLED.sub(lambda found: "　" * len(found[0]), text)


def _blocks_ahead(case: Case) -> frozenset[int]:
    """Return the numbers of blocks in sections that speak of what is to come."""
    ahead, numbers = False, set()
    for block in case.paper.blocks:
        if block.level == 1:
            ahead = _has(block.text, "other", "ahead")
        if ahead:
            numbers.add(block.number)
    return frozenset(numbers)


def _titles(case: Case, year: int) -> Iterator[Fault]:
    """Yield an error for headings and titles of tables that bear another year."""
    titles = [block for block in case.paper.blocks if _is_title(block)]
    bare = {_bare(block.text) for block in titles if str(year) in block.text}
    for block in titles:
        if "《" in block.text or _has(block.text, "other", "compared"):
            continue
        told = list(_YEAR.finditer(block.text))
        if len(told) == 1 and _says_when(block.text, int(told[0]["year"]), year):
            continue
        if len(told) != 1 or int(told[0]["year"]) == year or _bare(block.text) in bare:
            continue
        if not _planned(block.text):
            other = told[0]["year"]
            yield error(
                CODE,
                [Span(block, *told[0].span())],
                f"标题“{block.text.strip()}”写的是{other}年，正文报告的是{year}年度。",
                "核对这一标题下的内容是哪一年的：标题写错的改年份，内容是旧的换成报告年度的。",
            )


def _says_when(title: str, told: int, year: int) -> bool:
    """Tell whether a title without 年度 may name the year of the work, the one that follows."""
    evaluation = any(word in title for word in ("自评", "评价报告", "绩效报告"))
    return told == year + 1 and evaluation and f"{told}年度" not in title


def _bare(title: str) -> str:
    return re.sub(r"^\s*附?表\s*\d+|[（(].*?[）)]|\d{4}年?度?|\s", "", title)


def _told(sentence: Sentence, year: int, ahead: bool, case: Case) -> Fault | None:
    text = _blank(sentence.text)
    told = [found for found in _YEAR.finditer(text) if int(found["year"]) != year]
    ends = [found for found in _END.finditer(text) if int(found["year"]) != year]
    names_own_year = any(int(each) == year for each in _ANY_YEAR.findall(text))
    if names_own_year or _has(text, "other", "compared"):
        return None
    if ends or not told or (int(told[0]["year"]) > year and _planned(text)):
        return _ended(sentence, ends[0], year) if ends else None
    found, other = told[0], int(told[0]["year"])
    if own := _own(sentence, found, text, year):
        return own
    if ahead or is_of_a_project(case.paper):
        return None
    if abs(other - year) > 1:
        is_odd = stray.is_told(sentence, text, found, case)
    else:
        is_odd = _figure(text, found) and not _answered(sentence, other, case)
    return _odd(sentence, found, year) if is_odd else None


def _ended(sentence: Sentence, found: re.Match[str], year: int) -> Fault:
    span = Span(sentence.block, sentence.start + found.start(), sentence.start + found.end())
    message = f"“{span.text}”不是报告年度{year}年的年末，句中也没有写明是与哪一年比较。"
    return notice(CODE, [span], message, f"核对年份：应为{year}年末的改正，是对比数的写明。")


def _unended(fault: Fault, sentence: Sentence, signed: Day | None) -> Fault:
    """Return the fault as an error when the year had not ended on the day of signing."""
    found = _ANY_YEAR.search(fault.spans[0].text)
    if not signed or not found or int(found[1]) < signed.year or signed.last.month == 12:
        return fault
    message = (
        f"“{found[0]}”的结果写在落款为“{signed.span.text}”的报告里，当时这一年还没有结束："
        f"“{shortened(sentence.text)}”。"
    )
    return error(CODE, (*fault.spans, signed.span), message, fault.remedy)


def _own(sentence: Sentence, found: re.Match[str], text: str, year: int) -> Fault | None:
    """Return an error where a sentence says what the report itself is about, with another year."""
    after = re.sub("^度?(?:我[镇乡局委]|本[镇乡局委]|我单位|本单位)?", "", text[found.end() :])
    aimed = re.search("目标(?:申报)?表|申报表", text)
    if not after.startswith(_known("own", "self")) or (aimed and int(found["year"]) > year):
        return None
    speaks = re.search("进行了?|现将|得分|评分|等级|如下|开展了", text[found.end() :])
    other = int(found["year"])
    span = _span(sentence, found)
    message = f"“{shortened(sentence.text)}”说的是{other}年度的绩效评价，报告的是{year}年度。"
    remedy = f"核对年份：是本次评价的，改为{year}年度；确是说另一年的，写明两者的关系。"
    return (error if speaks else notice)(CODE, [span], message, remedy)


def _figure(text: str, found: re.Match[str]) -> bool:
    """Tell whether a result of a year is told after it: its figure, and no plan."""
    rest = text[found.end() :]
    clause = re.split("[。；]", rest)[0]
    if not _FIGURE.search(clause) or _planned(text):
        return False
    at_head = not text[: found.start()].strip("（）()①②③④⑤0123456789. 、　") or re.search(
        "[。；：，]$|镇|乡|局|府$", text[: found.start()]
    )
    opens = re.match("度?[末底]?[，,]|度?(?:我|全|本)|度", rest)
    return bool(at_head and (opens or rest.startswith(_known("own", "figures"))))


def _answered(sentence: Sentence, other: int, case: Case) -> bool:
    """Tell whether the same paragraph compares: it names the report's year with the same noun."""
    text = _blank(sentence.block.text)
    own, others = (set(_nouns(text, each)) for each in (str(case.year), str(other)))
    return bool(own & others)


def _nouns(text: str, year: str) -> Iterator[str]:
    for found in re.finditer(rf"{year}年度?(?:末|底)?[，,]?[^，。；\d]{{0,20}}", text):
        yield from (word for word in _known("own", "figures") if word in found[0])


def _odd(sentence: Sentence, found: re.Match[str], year: int) -> Fault:
    span = _span(sentence, found)
    message = (
        f"报告的是{year}年度，“{shortened(sentence.text)}”写的却是{found['year']}年的结果，"
        "也没有写明是作比较。"
    )
    remedy = f"核对年份：是报告年度的结果，改为{year}年；是对比数，写明与报告年度比较。"
    return notice(CODE, [span], message, remedy)


def _span(sentence: Sentence, found: re.Match[str]) -> Span:
    return Span(sentence.block, sentence.start + found.start(), sentence.start + found.end())
