"""An outcome as JSON, kept between runs; a record that is not exactly ours counts for nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from reportgen.findings import Finding, Severity, Where
from reportgen.outcomes.model import Amount, Line, Outcome, Passage, Score, State

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUM = "校验"


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What an outcome depends on besides its form."""

    version: str
    fingerprint: str


def to_json(outcome: Outcome, made_by: MadeBy) -> bytes:
    """Return a record: the outcome, what made it, and a sum over both."""
    data = {"程序版本": made_by.version, "格式包指纹": made_by.fingerprint, **_plain(outcome)}
    body = _dump(data)
    return f'{{"{_SUM}": "{_checksum(body)}",\n{body[1:]}\n'.encode("utf-8", "backslashreplace")


def from_json(data: bytes) -> tuple[Outcome, MadeBy] | None:
    """Return what a record holds; None where it was edited, cut off or made by something else."""
    head, _, rest = data.partition(b",\n")
    try:
        body = "{" + rest.decode("utf-8").removesuffix("\n")
        if json.loads(head.decode("utf-8") + "}")[_SUM] != _checksum(body):
            return None
        found = json.loads(body)
        return _outcome(found), MadeBy(found["程序版本"], found["格式包指纹"])
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return None


def _dump(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(", ", ": "))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _plain(outcome: Outcome) -> dict[str, Any]:
    score = outcome.score
    return {
        "填报表": outcome.form,
        "sha256": outcome.sha256,
        "结果": outcome.state.value,
        "单位": outcome.unit,
        "全称": outcome.full_name,
        "文件夹": outcome.folder,
        "文件": dict(outcome.files),
        "来源记录": outcome.receipt,
        "以前的文件": list(outcome.left),
        "问题": [_finding(each) for each in outcome.findings],
        "得分": score
        and {
            "合计": _number(score.total),
            "自评": _number(score.claimed),
            "等级": score.grade,
            "指标": [
                [line.name, line.title, str(line.weight), _number(line.points)]
                for line in score.lines
            ],
        },
        "主要数据": {
            name: [str(each.value), each.unit, each.places, each.spot]
            for name, each in outcome.figures.items()
        },
        "文字": [[each.spot, each.line, each.text] for each in outcome.passages],
        "文字标记": outcome.marks,
    }


def _outcome(data: Mapping[str, Any]) -> Outcome:
    score = data["得分"]
    return Outcome(
        form=data["填报表"],
        sha256=data["sha256"],
        state=State(data["结果"]),
        unit=data["单位"],
        full_name=data["全称"],
        folder=data["文件夹"],
        files=data["文件"],
        receipt=data["来源记录"],
        left=tuple(data["以前的文件"]),
        findings=tuple(_found(each) for each in data["问题"]),
        score=_score(score) if score else None,
        figures={
            name: Amount(Decimal(value), unit, places, spot)
            for name, (value, unit, places, spot) in data["主要数据"].items()
        },
        passages=tuple(Passage(*each) for each in data["文字"]),
        marks=data["文字标记"],
    )


def _score(data: Mapping[str, Any]) -> Score:
    lines = (
        Line(name, title, Decimal(weight), _decimal(points))
        for name, title, weight, points in data["指标"]
    )
    return Score(_decimal(data["合计"]), _decimal(data["自评"]), data["等级"], tuple(lines))


def _finding(each: Finding) -> list[Any]:
    others = [[place.file, place.spot] for place in each.related]
    where = each.where
    return [
        each.code,
        each.severity.value,
        where.file,
        where.spot,
        each.message,
        each.remedy,
        others,
    ]


def _found(data: list[Any]) -> Finding:
    code, severity, file, spot, message, remedy, others = data
    related = tuple(Where(*place) for place in others)
    return Finding(code, Severity(severity), Where(file, spot), message, remedy, related)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
