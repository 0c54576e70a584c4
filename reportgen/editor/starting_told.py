"""What an editor is told after ``pack new``: what was changed, what to look at, what to do next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.editor.years import around, pattern
from reportgen.findings import near
from reportgen.forms.carrying_links import names
from reportgen.packs import FILES
from reportgen.packs.entries import RULES
from reportgen.packs.facts import FULL_NAME, OF_UNIT, is_number
from reportgen.packs.model import Field, Kind, place
from reportgen.packs.own import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.editor.starting import Started

_PRIOR, _HINT = "上年字段", "填报提示"
_OF_LAST_YEAR = "上年"
_OF_A_DOCUMENT = ("《", "〔", "通知", "办法")
_RENAMED_BEFORE = "它是更早一年的名称的，改写上年数所在的名称，没有的空着。"
_LONG = 8
_MANY = 12


def as_text(done: Started, source: Path) -> str:
    """Return everything an editor needs to know, in plain words."""
    return "\n".join([*_changed(done, source), *_to_look_at(done), *_next_steps(done, source)])


def _changed(done: Started, source: Path) -> Iterator[str]:
    yield f"已建立 {done.folder}：照 {source} 复制 {len(done.files)} 个文件。"
    for each in done.moved:
        wanted = pattern((done.old.year - 1, done.old.year, done.old.year + 1))
        old = "".join(around(each.old, wanted)) or each.old
        new = each.new if len(each.new) <= len(old) else "".join(_near_the_year(done, each.new))
        yield f"  已改　{each.where}　{each.name}：{old} → {new}"
    if not done.moved:
        yield "  没有改动任何一格。"


def _near_the_year(done: Started, text: str) -> list[str]:
    by = done.pack.year - done.old.year
    return around(text, pattern(done.old.year + by + step for step in (-1, 0, 1)))


def _to_look_at(done: Started) -> Iterator[str]:
    yield "\n要看的："
    number = 0
    for part in (_years, _facts, _prior, _dates, _roster, _examples):
        lines = list(part(done))
        if lines:
            number += 1
            yield f"{number}. {lines[0]}"
            yield from (f"   {line}" for line in lines[1:])


def _years(done: Started) -> Iterator[str]:
    this, last, _ = YEARS
    if not done.standing:
        yield "三个文件里没有写成数字的年份。"
        return
    yield (
        f"还有 {len(done.standing)} 处写着年份。是本年、上年的，改成标签 {{{{ {this} }}}}、"
        f"{{{{ {last} }}}}，以后不用再改；是文号、文件名的，照新文件改："
    )
    yield from (f"{each.where}　{each.words}" for each in done.standing)


def _facts(done: Started) -> Iterator[str]:
    """Yield the facts of 说明 that cite a document, then those that are prose."""
    moved = {each.name for each in done.moved}
    skipped = {*moved, OF_UNIT, FULL_NAME}
    prose = {
        name: text
        for name, text in done.pack.facts.items()
        if name not in skipped and len(text) >= _LONG and not is_number(text) and "{{" not in text
    }
    cited = [name for name, text in prose.items() if any(mark in text for mark in _OF_A_DOCUMENT)]
    others = [name for name in prose if name not in cited]
    if cited:
        yield f"“说明”里引用文件的，照新的通知核对：{_facts_at(done, cited)}。"
    if others:
        yield f"“说明”里的其他文字，看还合不合适：{_facts_at(done, others)}。"


def _facts_at(done: Started, names: Sequence[str]) -> str:
    return "、".join(f"{name}（{done.pack.fact_places[name].spot}）" for name in names)


def _prior(done: Started) -> Iterator[str]:
    """Yield fields whose 上年字段 is no name of the old pack, or that lack one."""
    fields = [each for each in done.pack.fields.values() if each.cells]
    old = done.old
    known = names(old)
    wrong = [each for each in fields if each.prior_name and each.prior_name not in known]
    lacking = [each for each in fields if _OF_LAST_YEAR in each.name and not each.prior_name]
    count = sum(bool(each.prior_name) for each in fields)
    yield (
        f"“上年字段”：{count} 个字段写了，没有改名的不用动；改了名称的字段，在“上年字段”写 "
        f"{old.year} 年的名称，上年的数才带得过来。"
    )
    for each in wrong:
        guess = near(each.prior_name, known) or _RENAMED_BEFORE
        yield f"{place(each, _PRIOR)}　{each.name}：{old.year} 年没有“{each.prior_name}”。{guess}"
    if lacking:
        yield f"名称里有“{_OF_LAST_YEAR}”、没有写“上年字段”的：{_named(lacking)}。"


def _named(fields: Sequence[Field]) -> str:
    names = "、".join(f"{each.name}（{place(each, _PRIOR).spot}）" for each in fields[:_MANY])
    left = len(fields) - _MANY
    return names + (f"，另有 {left} 个" if left > 0 else "")


def _dates(done: Started) -> Iterator[str]:
    dates = [each for each in done.pack.fields.values() if each.kind is Kind.DATE]
    if dates:
        names = "、".join(f"{each.name}（{place(each, _HINT).spot}）" for each in dates)
        yield f"日期：照新的时间安排核对提示和先后：{names}。"


def _roster(done: Started) -> Iterator[str]:
    if done.pack.roster:
        yield (
            f"“名单”有 {len(done.pack.roster)} 个单位：有撤并、改名的要改；"
            "旧名称还会用到的，写进“又作”。"
        )


def _examples(done: Started) -> Iterator[str]:
    """Yield the other files of the folder: filled forms and notes of the old year."""
    others = [name for name in done.files if name not in FILES]
    if others:
        shown = "、".join(others[:_MANY]) + ("等" if len(others) > _MANY else "")
        yield f"一并复制的其他文件，还是 {done.old.year} 年的内容：{shown}。"


def _next_steps(done: Started, source: Path) -> Iterator[str]:
    folder = _typed(done.folder)
    roster = f" --roster {_typed(done.folder / RULES)}" if done.pack.roster else ""
    last, this = (_typed(_inputs(done) / str(each.year)) for each in (done.old, done.pack))
    yield "\n接着做："
    yield "1. 用 Excel、Word 照新的通知改三个文件，改完关掉。"
    yield f"2. reportgen pack lint {folder}　　检查，直到没有错误"
    yield f"3. reportgen pack diff {_typed(source)} {folder}　　看改了什么"
    yield (f"4. reportgen form {folder}{roster} --last-year {last} -o {this}　　发表，带上上年的数")


def _typed(path: Path) -> str:
    """Return a path as it is typed in a command."""
    return f'"{path}"' if " " in str(path) else str(path)


def _inputs(done: Started) -> Path:
    """Return the folder of the years' forms: here, or where the folder of the packs is."""
    packs = Path(os.path.abspath(done.folder)).parent  # noqa: PTH100 - links are kept as typed
    here, there = Path("inputs"), packs.parent / "inputs"
    year = str(done.old.year)
    if (here / year).is_dir() or not (there / year).is_dir():
        return here
    return Path(os.path.relpath(there))
