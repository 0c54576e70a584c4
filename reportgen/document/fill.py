"""A compiled program and one agency's context → the bytes of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.document.escape import in_property, in_run
from reportgen.document.package import members, pack
from reportgen.document.run import TOO_LARGE, UnprintableError, run, step
from reportgen.document.whole import mended, prove
from reportgen.findings import ReportgenError

if TYPE_CHECKING:
    from reportgen.document.program import PartProgram, Program
    from reportgen.document.run import Step
    from reportgen.prose import Context

MOST_PLACES = 3


def fill(program: Program, template: bytes, context: Context) -> bytes:
    """Return the filled report. The same three arguments give the same bytes.

    Raises ReportgenError where the context lacks a name, or the result would not be whole.
    """
    _same_template(program, template)
    missing = [name for name in program.names if name not in context]
    if missing:
        raise ReportgenError(
            "DO03",
            f"报告模板要印“{'、'.join(missing[:5])}”，数据里没有。",
            "核对格式包的三个文件是否属于同一年度，重新生成填报表。",
        )
    _make_ready(program, template)
    changed = {
        part.name: _fill_part(part, body, context, template)
        for part, body in zip(program.parts, program.ready["steps"], strict=True)
    }
    return pack(program.ready["members"], changed)


def _fill_part(part: PartProgram, body: Step, context: Context, template: bytes) -> bytes:
    try:
        xml = run(body, context)
    except UnprintableError as fault:
        raise _unprintable(fault, part, template) from fault
    except ArithmeticError as fault:  # a bare name in a condition is all that is left
        raise _unprintable(UnprintableError(TOO_LARGE, []), part, template) from fault
    except KeyError as fault:
        raise ReportgenError(
            "DO03",
            f"清单里有一行没有“{fault.args[0]}”这一列。",
            "核对格式包的三个文件是否属于同一年度，重新生成填报表。",
        ) from fault
    return prove(part.name, xml if part.is_property else mended(xml), part.fixed)


def _make_ready(program: Program, template: bytes) -> None:
    if "steps" not in program.ready:
        program.ready["members"] = members(template)
        program.ready["steps"] = [
            step(part.operations, in_property if part.is_property else in_run)
            for part in program.parts
        ]


def _same_template(program: Program, template: bytes) -> None:
    if program.ready.get("template") is template:
        return
    from hashlib import sha256

    if sha256(template).hexdigest() != program.template:
        raise ReportgenError(
            "DO06", "报告模板在读取之后又被改过。", "关闭正在编辑模板的程序，再生成一次。"
        )
    program.ready["template"] = template


def _unprintable(fault: UnprintableError, part: PartProgram, template: bytes) -> ReportgenError:
    """Name the tag and its place; equal tags elsewhere are named too, for each would fail."""
    from reportgen.template import tags_of

    spots = tags_of(template, part.name, fault.tree)
    places = "、".join(list(dict.fromkeys(spot.place for spot in spots))[:MOST_PLACES])
    tag = f"{places}的标签 {spots[0].tag.text}：" if spots else ""
    return ReportgenError(
        "DO05",
        f"报告里有一处印不出来：{tag}{fault}",
        "改正 report.docx 中这个标签的写法，或改正填报表中它要印的那一格。",
    )
