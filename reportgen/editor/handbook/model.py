"""What a handbook says of a name, of a way to print it, and of the names nobody uses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One name that a report may print.

    ``tag`` and ``in_sentence`` are to be copied, each with what it prints for a made-up value.
    ``sort`` says what defines the name (字段, 计算, 指标…), ``asked`` where the clerk finds it on
    the form, ``printed`` where report.docx has it, ``used`` the rows of rules.xlsx that read it.
    """

    name: str
    sort: str
    tag: str = ""
    shown: str = ""
    in_sentence: str = ""
    said: str = ""
    kind: str = ""
    unit: str = ""
    places: int | None = None
    required: str = ""
    asked: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One filter: what it is for, a tag to copy, and what that prints."""

    name: str
    tag: str
    shown: str
    about: str


@dataclass(frozen=True, slots=True)
class Idle:
    """A name that is asked for or computed and not printed, or printed and not defined."""

    name: str
    sort: str
    what: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything the person who writes report.docx looks up; entries are parted into sheets."""

    title: str
    singles: tuple[Entry, ...]
    columns: tuple[Entry, ...]
    results: tuple[Entry, ...]
    ways: tuple[Way, ...]
    idle: tuple[Idle, ...]
