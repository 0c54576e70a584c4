"""Copied text: paragraphs that units share nearly word for word, or kept from last year."""

from reportgen.likeness.compare import compare
from reportgen.likeness.groups import SHOWN
from reportgen.likeness.marks import marked
from reportgen.likeness.model import Copy, Group, Likeness, Share

__all__ = ["SHOWN", "Copy", "Group", "Likeness", "Share", "compare", "marked"]
