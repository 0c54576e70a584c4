"""A template compiled: what to print into which part of the Word file. Plain data throughout."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

FORMAT = 2


@dataclass(frozen=True, slots=True)
class PartProgram:
    """One part of the file: its operations, and the fixed texts that must come out in order.

    ``is_property`` is True for docProps/core.xml, where values cannot hold line breaks.
    """

    name: str
    operations: list[Any]
    fixed: tuple[str, ...]
    is_property: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """A whole template. ``template`` is the SHA-256 of the bytes it was compiled from.

    ``ready`` keeps what is made from the program once: functions and the template's zip members.
    """

    template: str
    names: tuple[str, ...]
    parts: tuple[PartProgram, ...]
    ready: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


def to_json(program: Program) -> str:
    """Return a program as JSON text."""
    parts = [[p.name, p.operations, p.fixed, p.is_property] for p in program.parts]
    return json.dumps([FORMAT, program.template, program.names, parts], ensure_ascii=False)


def from_json(text: str) -> Program:
    """Return the program a text holds, or raise ValueError where it holds none."""
    match json.loads(text):
        case [int(version), str(template), [*names], [*parts]] if version == FORMAT:
            return Program(
                template,
                tuple(names),
                tuple(
                    PartProgram(name, operations, tuple(fixed), bool(is_property))
                    for name, operations, fixed, is_property in parts
                ),
            )
    raise ValueError("not a program")
