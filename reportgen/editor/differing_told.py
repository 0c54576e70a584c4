"""What differs between two packs, as an editor reads it, and as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.editor import differing_form as forms
from reportgen.editor.differing import REPORT, by_section
from reportgen.editor.differing_model import Aspect, Change, Difference, Kind
from reportgen.editor.differing_words import marked
from reportgen.packs.facts import YEAR
from reportgen.packs.layout import FORM
from reportgen.template.office import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME = "两个格式包相同。"
SAME_BUT_YEAR = "除年度外，两个格式包相同。"
NOT_LOOKED_AT = "（文件不完全一样：字体、列宽、合并单元格一类的版式不比较。）"
LEGEND = "说明：【-删去的字-】【+新写的字+】；（空）是没有填写；标签只换了新名称的，不再逐处列出。"
_FILES = {forms.SECTION: f" {FORM}", REPORT: f" {FILE}"}
_SHORT, _ONE_LINE = 24, 60


def as_text(found: Difference) -> str:
    """Return the differences under their sheets and files, or that there are none."""
    if not found.changes:
        return SAME if found.same_bytes else f"{SAME}\n{NOT_LOOKED_AT}"
    pieces = [line for name, group in by_section(found.changes) for line in _section(name, group)]
    only_year = len(found.changes) == 1 and found.changes[0].name == YEAR
    told = [*pieces, "", SAME_BUT_YEAR if only_year else LEGEND]
    return "\n".join(told).lstrip("\n")


def _section(name: str, group: Sequence[Change]) -> Iterator[str]:
    counts = Counter(change.kind for change in group)
    told = "，".join(f"{kind.value} {counts[kind]}" for kind in Kind if counts[kind])
    yield f"\n## {name}{_FILES.get(name, '')}" + ("" if name == "分值" else f"（{told}）")
    for change in group:
        yield from _points(change) if name == "分值" else _change(change)


def _points(change: Change) -> Iterator[str]:
    aspect = change.aspects[0]
    yield f"{change.name}：{_arrow(aspect)}"


def _change(change: Change) -> Iterator[str]:
    """Yield one line for what fits on one, a line for each column otherwise."""
    head = f"{change.kind.value}　{_place(change)}"
    aspects = list(change.aspects)
    what = change.name
    if change.kind is Kind.RENAMED and aspects:
        first = aspects.pop(0)
        what = f"{first.old} → {first.new}"
    elif change.kind is not Kind.CHANGED and change.text and not aspects:
        text = change.text
        if change.kind is Kind.MOVED and len(text) > _ONE_LINE:
            text = f"{text[:_ONE_LINE]}……"
        what = f"{what}　{text}" if what else text
    lines = [_aspect(aspect) for aspect in aspects]
    if (len(lines) == 1 and len(what) + len(lines[0]) <= _ONE_LINE) or not what:
        what, lines = "　".join(filter(None, [what, *lines])), []
    yield f"{head}　{what}" if what else head
    yield from (f"    {line}" for line in lines)


def _place(change: Change) -> str:
    if change.kind is Kind.MOVED:
        return f"{change.old_place} → {change.place}"
    return change.place or f"原 {change.old_place}"


def _aspect(aspect: Aspect) -> str:
    title = f"{aspect.title}：" if aspect.title else ""
    return title + _arrow(aspect)


def _arrow(aspect: Aspect) -> str:
    """Return short words as ``旧 → 新``, long ones in one with what changed marked."""
    old, new = ("↵".join(text.splitlines()) for text in (aspect.old, aspect.new))
    if not old or not new or max(len(old), len(new)) <= _SHORT:
        return f"{old or '（空）'} → {new or '（空）'}"
    return marked(old, new)


def as_data(found: Difference) -> dict[str, object]:
    """Return the differences as plain data for another program."""
    return {
        "相同": not found.changes,
        "改动": [
            {
                "类别": change.section,
                "变化": change.kind.value,
                "名称": change.name,
                "位置": change.place,
                "原位置": change.old_place,
                "各栏": [{"栏": a.title, "原": a.old, "新": a.new} for a in change.aspects],
                "内容": change.text,
            }
            for change in found.changes
        ],
    }
