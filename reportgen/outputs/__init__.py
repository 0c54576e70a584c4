"""Bytes become files: whole or not at all, and never over a file that a person has edited.

``write_set`` writes one report and all that stands beside it, under one name and number:

    名.docx  名.pdf  名.问题清单.txt  名.来源.json

The receipt 来源.json vouches for the others with their sha256. A file it does not vouch for
belongs to a person, one made of another form to that form; the whole set then takes the next
number: 名（2）.docx, 名（2）.来源.json. ``add_files`` puts more files beside a report written
before, ``retract`` takes a report back.
"""

from reportgen.outputs.afterwards import add_files, retract
from reportgen.outputs.annotated import annotated
from reportgen.outputs.commented import commented
from reportgen.outputs.files import Written, WrittenSet, write, write_set
from reportgen.outputs.findings_list import findings_list
from reportgen.outputs.names import FINDINGS, annotated_stem, draft, safe_name
from reportgen.outputs.notices import left_over, notices
from reportgen.outputs.receipt import PrintedFigure, Receipt
from reportgen.outputs.remarked import remarked

__all__ = [
    "FINDINGS",
    "PrintedFigure",
    "Receipt",
    "Written",
    "WrittenSet",
    "add_files",
    "annotated",
    "annotated_stem",
    "commented",
    "draft",
    "findings_list",
    "left_over",
    "notices",
    "remarked",
    "retract",
    "safe_name",
    "write",
    "write_set",
]
