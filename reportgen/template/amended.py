"""The slips of a part put right in place: what lint looks through, and what ``--fix`` writes."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from reportgen.template.mends import Edit, edits, words_of
from reportgen.template.wordml import keep_space, paragraphs, text_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from reportgen.template.known import Names

Amended: TypeAlias = list[tuple["Element", Edit]]
"""What was put right, with the paragraph it stands in, in the order of the file."""


def amend(root: Element, known: Names) -> Amended:
    """Put right what is certain in every paragraph of a part; return what that was."""
    said = [(each, text_of(each)) for each in paragraphs(root)]
    words = words_of(known, [text for _, text in said])
    done: Amended = []
    for paragraph, text in said:
        found = list(edits(text, words))
        write(list(texts(paragraph)), found)
        done += [(paragraph, each) for each in found]
    return done


def write(nodes: list[Element], found: Iterable[Edit]) -> None:
    """Write edits of a text into the nodes that hold it; a tag goes to the node it begins in."""
    pieces = [node.text or "" for node in nodes]
    starts = [0, *accumulate(map(len, pieces))]
    for edit in sorted(found, key=lambda each: -each.start):
        put = edit.after
        for at, node in enumerate(nodes):
            first, last = max(edit.start - starts[at], 0), edit.end - starts[at]
            if first < len(pieces[at]) and last > 0:
                pieces[at] = pieces[at][:first] + put + pieces[at][max(last, 0) :]
                put = ""
                node.text = pieces[at]
                keep_space(node)
