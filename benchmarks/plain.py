"""The same report the plain way: docxtpl alone, as its manual shows it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.document.escape import as_text
from reportgen.prose import FILTERS, Number
from reportgen.template.natural import rewrite
from reportgen.template.office import read

if TYPE_CHECKING:
    import jinja2

    from reportgen.prose import Context
    from reportgen.template import Names


class _Ordered(Number):
    """A number that Jinja itself can compare."""

    __slots__ = ()

    def __gt__(self, other: Any) -> bool:
        return bool(self._shown > _shown(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self._shown >= _shown(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self._shown < _shown(other))

    def __le__(self, other: Any) -> bool:
        return bool(self._shown <= _shown(other))

    def __eq__(self, other: object) -> bool:
        return bool(self._shown == _shown(other))

    def __hash__(self) -> int:
        return hash(self._shown)

    @property
    def _shown(self) -> Any:
        return Decimal(str(self))


def _shown(value: Any) -> Any:
    return getattr(value, "_shown", value)


class _Rows(tuple[Any, ...]):
    """A list whose columns Jinja finds by a dot."""

    __slots__ = ()

    def __getattr__(self, column: str) -> tuple[Any, ...]:
        return tuple(row[column] for row in self)


def in_docxtpl_syntax(template: bytes, known: Names) -> bytes:
    """Return the template as a .docx in docxtpl's own syntax, the natural form rewritten."""
    from lxml import etree

    changed = {}
    for part in read(template).parts:
        if part.kind != "core":
            rewrite(part.root, known)
            changed[part.name] = etree.tostring(part.root, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name) or old.read(name))
    return out.getvalue()


def environment() -> jinja2.Environment:
    """Return a Jinja environment with the same filters, the same strictness and escaping."""
    import jinja2

    env = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_finalized)
    env.filters.update(FILTERS)
    return env


def _finalized(value: object) -> object:
    return value if hasattr(value, "__html__") else as_text(value)


def context_for_jinja(context: Context, known: Names) -> dict[str, Any]:
    """Return the context in types Jinja can walk by itself; no lines where none were typed."""
    return {name: _for_jinja(value, known.get(name)) for name, value in context.items()}


def _for_jinja(value: Any, kind: Any) -> Any:
    if isinstance(kind, Mapping):
        return _Rows({k: _for_jinja(v, kind.get(k)) for k, v in row.items()} for row in value)
    if isinstance(value, Number):
        return _Ordered(value.value, value.unit, value.places)
    return () if value is None and kind == "段落" else value


def render(template: bytes, values: Mapping[str, Any], env: jinja2.Environment) -> bytes:
    """Render as docxtpl's manual does."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(values), jinja_env=env, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
