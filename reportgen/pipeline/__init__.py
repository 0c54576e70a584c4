"""The corridor, readable aloud: a form is read, computed, checked, scored, printed, reviewed.

Reading over a report that somebody else made is ``reviewing.review_one``.
"""

from reportgen.pipeline.building import Built, build_one, built_from
from reportgen.pipeline.checking import (
    Checked,
    check,
    check_one,
    check_pack,
    pack_folder,
    read,
    require_sound,
)
from reportgen.pipeline.writing import left_over, write

__all__ = [
    "Built",
    "Checked",
    "build_one",
    "built_from",
    "check",
    "check_one",
    "check_pack",
    "left_over",
    "pack_folder",
    "read",
    "require_sound",
    "write",
]
