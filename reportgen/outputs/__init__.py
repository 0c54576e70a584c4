"""Bytes become files: whole or not at all, and never over a file that a person has edited.

``write_set`` writes one report and all that stands beside it, under one name and number:

    名.docx  名.pdf  名.问题清单.txt  名.批注填报表.xlsx  名.来源.json

The receipt 来源.json vouches for the others with their sha256. A file it does not vouch for
belongs to a person; the whole set then takes the next number: 名（2）.docx, 名（2）.来源.json.
"""

from reportgen.outputs.atomic import sweep
from reportgen.outputs.files import Written, WrittenSet, notices, write, write_set
from reportgen.outputs.findings_list import findings_list
from reportgen.outputs.names import clash_key, draft, safe_name
from reportgen.outputs.receipt import PrintedFigure, Receipt

__all__ = [
    "PrintedFigure",
    "Receipt",
    "Written",
    "WrittenSet",
    "clash_key",
    "draft",
    "findings_list",
    "notices",
    "safe_name",
    "sweep",
    "write",
    "write_set",
]
