"""Indicators → score lines, total and grade, held against what the agency claimed."""

from reportgen.scores.compute import compute
from reportgen.scores.lines import ScoreLine, Scores
from reportgen.scores.points import SCORINGS
from reportgen.scores.steps import PART_STEP

__all__ = ["PART_STEP", "SCORINGS", "ScoreLine", "Scores", "compute"]
