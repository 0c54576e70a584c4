"""The name of a quantity: what is left of the words before it when all else is taken off."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from reportgen.lexicon import words

YEAR = re.compile(r"(?:\d{4}\s*[-—~至、]\s*)?(\d{4})\s*年(?:度|末|底|初)?")
_PRIOR = re.compile(r"(?:上年|去年|上一年|前一年)度?(?:同期)?的?(?!结|末结)")
_TIME = re.compile(
    r"\d{1,2}(?:[-—~至]\d{1,2})?月(?:\d{1,2}日)?(?:份|末|底)?|[一二三四]季度|[上下]半年"
)
_TRIM = " 　\t—…、，：=＝+＋\0-"
_EDGES = _TRIM + "\1\2（）()。；;"
_LISTED_MARK = re.compile(r"^\d{1,2}[.．、](?!\d)")
_LISTED = re.compile(r"、.*等$")
_LISTED_AS = re.compile(r"^.*、.*?等(?=[\u4e00-\u9fff]{2})")
_PAID = re.compile(r"(经费|费用|费)支出$")
_LONGEST = 60
_KEPT = 4096


@cache
def known(part: str, key: str) -> tuple[str, ...]:
    """Return a list of words, the longest first."""
    return tuple(sorted(words("quantities")[part][key], key=len, reverse=True))


@cache
def roles() -> tuple[tuple[str, str], ...]:
    """Return each word with the role it stands for, the longest word first."""
    pairs = [(word, role) for role, said in words("quantities")["role"].items() for word in said]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


@cache
def _not_a_role() -> re.Pattern[str]:
    return re.compile("|".join(known("roles", "not_a_role")))


@lru_cache(_KEPT)
def role(clause: str) -> tuple[str, str]:
    """Return the role a clause gives its number, and the word that says so.

    >>> role("一般公共预算财政拨款收入"), role("“三公”经费年初预算数")
    (('', ''), ('年初预算', '年初预算数'))
    """
    clause = _not_a_role().sub("", clause)
    return next(((role, word) for word, role in roles() if word in clause), ("", ""))


@cache
def _bare() -> re.Pattern[str]:
    given = {key: "|".join(known("bare", key)) for key in words("quantities")["bare"]}
    counted = rf"(?:[两二三四五六七八九十几各]|\d{{1,2}})(?:{given['counted']})"
    before = rf"(?:{given['before']})*(?:{counted})?"
    noun = rf"(?:{given['nouns']})*"
    told = rf"(?:(?:{given['before']})+(?:{counted})?|{counted}){noun}"
    rest = rf"(?:{given['nouns']}|{given['after']})*"
    return re.compile(
        rf"(?:(?:{told}|{before})(?:{given['sums']})+{rest}|{told}(?:{given['after']})*)"
    )


@lru_cache(_KEPT)
def is_bare_total(clause: str) -> bool:
    """Tell whether a clause says only that its number is the sum of those told before it.

    >>> is_bare_total("以上三项合计"), is_bare_total("两项共"), is_bare_total("上述资金")
    (True, True, True)
    >>> is_bare_total("支出合计"), is_bare_total("三公经费合计"), is_bare_total("")
    (False, False, False)
    """
    return bool(_bare().fullmatch(clause.strip(_EDGES)))


@cache
def _heads() -> re.Pattern[str]:
    closed: dict[str, Any] = words("quantities")["name"]["not_before"]
    each = (word + (f"(?![{closed[word]}])" if word in closed else "") for word in _by_length())
    return re.compile(rf"^[{_TRIM}]*(?:(?:{'|'.join(each)})[{_TRIM}]*)+(?=.)")


def _by_length() -> tuple[str, ...]:
    return known("name", "heads")


@cache
def _tails() -> re.Pattern[str]:
    sums = "|".join(f"(?<={word})总额" for word in known("name", "sums"))
    each = "|".join(word.replace("约", "(?<!节)约") for word in known("name", "tails"))
    around = "|".join(word.replace("约", "(?<!节)约") for word in known("around", "before"))
    alone = "|".join(word.replace("约", "(?<!节)约") for word in known("name", "alone"))
    return re.compile(rf"(?:(?<=.)(?:{each}|{around}|{sums}|[{_TRIM}])|^(?:{alone})|(?:{alone}))+$")


@cache
def _turns() -> re.Pattern[str]:
    either = "|".join((*known("change", "增"), *known("change", "减")))
    return re.compile(rf"(?<!新)(?:均|略有|有所|实现)?(?:{either})(?:[幅额率度]*)(?:到|至|为)?$")


@cache
def _taken_off() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Return what is taken off a name one after the other, with what each can end in, if told."""
    ends = (*known("name", "tails"), *known("around", "before"), *known("name", "alone"))
    tails = _tails(), frozenset({*_TRIM, *"额\n", *(word[-1] for word in ends)})
    ways = (*known("change", "增"), *known("change", "减"))
    turns = _turns(), frozenset({*"幅额率度到至为\n", *(word[-1] for word in ways)})
    heads = _heads(), frozenset[str]()
    return tails, heads, turns, tails, heads


@cache
def _agency() -> re.Pattern[str]:
    always = "|".join(words("quantities")["agency"]["always"])
    dated = "|".join(words("quantities")["agency"]["before_a_year"])
    return re.compile(
        rf"^[\u4e00-\u9fff]{{2,20}}?(?:(?:{always})(?:机关|本级)?(?=.{{2}})"
        rf"|(?:{dated})(?:机关|本级)?(?=\d{{4}}年|(?:部门)?整体))"
    )


@lru_cache(_KEPT)
def name(clause: str, word: str = "", of: str = "") -> str:
    """Return the name in a clause; ``word`` says its role ``of``, which may not be part of it.

    >>> name("灰山港镇人民政府2020年度整体收入合计"), name("其中：基本支出为")
    ('整体收入', '基本支出')
    >>> name("创建办、财政所等"), name("非法占地、非法捕捞等联合执法行动")
    ('', '联合执法行动')
    """
    found = _LISTED_MARK.sub("", clause[-_LONGEST:].strip(_TRIM))
    found = _TIME.sub("", YEAR.sub("", _agency().sub("", found)))
    found = _PRIOR.sub("", found).strip(_TRIM)
    if _LISTED.search(found):
        return ""
    found = _without_role(_LISTED_AS.sub("", found), word, of)
    for pattern, lasts in _taken_off():
        if not lasts or found[-1:] in lasts:
            found = pattern.sub("", found, count=1).strip(_TRIM)
    return _PAID.sub(r"\1", found)


def _without_role(found: str, word: str, of: str) -> str:
    if of not in known("roles", "apart"):
        return found
    at = found.rfind(word)
    kept = "支出" if "支出" in word else ""
    return found[:at] + kept + found[at + len(word) :] if at >= 0 else found
