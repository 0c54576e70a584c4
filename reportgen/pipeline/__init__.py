"""The corridor, readable aloud: a form is read, computed, checked, scored, printed, reviewed."""

from reportgen.pipeline.building import Built, build_one
from reportgen.pipeline.checking import Checked, check_one, check_pack
from reportgen.pipeline.reviewing import Reviewed, review_one

__all__ = [
    "Built",
    "Checked",
    "Reviewed",
    "build_one",
    "check_one",
    "check_pack",
    "review_one",
]
