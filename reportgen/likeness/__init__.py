"""Copied text: paragraphs that units share nearly word for word, or kept from last year."""

from reportgen.likeness.compare import compare
from reportgen.likeness.model import Copy, Group, Likeness, Share

__all__ = ["Copy", "Group", "Likeness", "Share", "compare"]
