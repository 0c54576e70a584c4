"""The corridor, readable aloud: a form is read, computed, checked, scored, printed, reviewed.

Reading over a report that somebody else made is ``reviewing.review_one``.
"""

from reportgen.pipeline.building import Built, build_one
from reportgen.pipeline.checking import Checked, check_one, check_pack

__all__ = [
    "Built",
    "Checked",
    "build_one",
    "check_one",
    "check_pack",
]
