"""How long does a clerk wait? One ``reportgen build`` from cold, against the plain script.

The plain script does what a first attempt would: import openpyxl and docxtpl, load the form,
render the template, save. It checks nothing, and its filters print their value as it is, so
it does less than the report needs. Both run as programs of their own, turn about; the CPU
time of each is compared, since the machine's other work does not count into it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import plain, render
from reportgen.prose import FILTERS, Number

ROUNDS = 15
TARGET = 3
_SCRIPT = """\
import json, sys
import docxtpl, jinja2, openpyxl

class Rows(list):
    def __getattr__(self, column):
        return [row[column] for row in self]

form, template, values, out = sys.argv[1:]
book = openpyxl.load_workbook(form, data_only=True)
cells = {(s.title, c.coordinate): c.value for s in book for row in s.iter_rows() for c in row}
context = {
    name: Rows(value) if isinstance(value, list) and value and isinstance(value[0], dict) else value
    for name, value in json.load(open(values, encoding="utf-8")).items()
}
env = jinja2.Environment(autoescape=True)
for name in %r:
    env.filters[name] = lambda value, *_: value if isinstance(value, (str, float)) else str(value)
document = docxtpl.DocxTemplate(template)
document.render(context, jinja_env=env, autoescape=True)
document.save(out)
"""


def main() -> int:
    """Print both medians and the ratio; the cache is warm, as on any day but the first."""
    case = render.load_case()
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        script = _write_plain(desk, case)
        ours = [sys.executable, "-m", "reportgen", "build", str(render.FORM), "-o", folder]
        theirs = [sys.executable, *map(str, script)]
        for command in (ours, theirs):
            _cpu(command)
        pairs = [(_cpu(theirs), _cpu(ours)) for _ in range(ROUNDS)]
    slow, fast = median(p for p, _ in pairs), median(f for _, f in pairs)
    ratio = median(p / f for p, f in pairs)
    print(
        f"最简脚本   {slow * 1000:6.0f} 毫秒（CPU）：import openpyxl, docxtpl；读表、填模板、保存"
    )
    print(f"reportgen  {fast * 1000:6.0f} 毫秒（CPU）：build，含全部核对")
    print(f"最简脚本用时是 reportgen 的 {ratio:.2f} 倍（目标 {TARGET}）")
    return 0 if ratio >= TARGET else 1


def _write_plain(desk: Path, case: render.Case) -> list[Path]:
    """Save the script, the template in docxtpl's own syntax and the values it needs."""
    script, template, values = desk / "plain.py", desk / "report.docx", desk / "values.json"
    script.write_text(_SCRIPT % sorted(FILTERS), encoding="utf-8")
    template.write_bytes(plain.in_docxtpl_syntax(case.template, case.known))
    text = json.dumps({name: _plain(value) for name, value in case.context.items()})
    values.write_text(text, encoding="utf-8")
    return [script, render.FORM, template, values, desk / "plain.docx"]


def _plain(value: Any) -> Any:
    if isinstance(value, Number):
        return float(value.value)
    if isinstance(value, tuple):
        return [{k: _plain(v) for k, v in r.items()} if hasattr(r, "items") else r for r in value]
    return "" if value is None else value if isinstance(value, str) else str(value)


def _cpu(command: list[str]) -> float:
    """Return the seconds of processor time one run of a program takes."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


if __name__ == "__main__":
    sys.exit(main())
