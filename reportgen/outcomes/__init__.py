"""What became of each form of a batch, as plain data: kept between runs, summed up at the end."""

from reportgen.outcomes.kept import MadeBy, from_json, to_json
from reportgen.outcomes.making import key, of_checked, of_units, same
from reportgen.outcomes.model import Amount, Line, Outcome, Passage, Score, State

__all__ = [
    "Amount",
    "Line",
    "MadeBy",
    "Outcome",
    "Passage",
    "Score",
    "State",
    "from_json",
    "key",
    "of_checked",
    "of_units",
    "same",
    "to_json",
]
