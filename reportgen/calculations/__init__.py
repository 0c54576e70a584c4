"""Typed figures → totals, differences, shares and rates, and the words a figure chooses.

The lowest room that knows signed sums: checks and scores evaluate theirs with it.
"""

from reportgen.calculations.compute import compute
from reportgen.calculations.grades import choose, words
from reportgen.calculations.sums import evaluate, lacking, spots

__all__ = ["choose", "compute", "evaluate", "lacking", "spots", "words"]
