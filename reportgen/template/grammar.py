"""Read one tag: jinja2 parses it, and only the few kinds of expression allowed here pass.

An expression is plain data, a list beginning with its kind::

    ["name", "编制数"]  ["column", "项", "名称"]  ["loop", "last"]  ["previous", "一级"]
    ["text", "优"]  ["number", "5"]  ["filter", "万元", expression, [arguments]]
    ["not", e]  ["and", a, b]  ["or", a, b]  ["compare", left, [["gt", right], …]]

So there is nothing in a template that could call, compute or look into an object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from reportgen.template.hints import JOINED, KEYWORDS
from reportgen.template.tokens import Refused, vet_tokens

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

    from reportgen.template.tags import Tag

Expression: TypeAlias = list[Any]
MERGE = "合并"
_LOOP = ("first", "last", "index")
_COMPARISONS = ("eq", "ne", "gt", "gteq", "lt", "lteq")
_FOR = re.compile(r"for\s+(\S+)\s+in\s+(.+)", re.DOTALL)
_ENDS = ("else", "endif", "endfor")
HOW = "只用 {{ 名称 }}、{{ 名称 | 写法 }}、{% if %}、{% for 项 in 清单 %}，计算请放在 rules.xlsx。"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One tag understood: its keyword (print if elif else endif for endfor) and what it uses."""

    keyword: str
    expression: Expression | None = None
    variable: str = ""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return jinja2 as a parser only: nothing here ever renders."""
    import jinja2

    return jinja2.Environment(autoescape=True, keep_trailing_newline=True)


def parse(tag: Tag) -> Parsed:
    """Return what a tag says, or raise Refused with the reason a person understands."""
    if tag.text.startswith("{#"):
        raise Refused("TP10", f"标签 {tag.text} 是注释，不能用在模板里。", "删去这个标签。")
    if not tag.inner:
        raise Refused("TP03", f"标签 {tag.text} 里没有名称。", "填上名称，或删去这个标签。")
    if not tag.is_block:
        return Parsed("print", _expression(tag, tag.inner))
    return _block(tag)


def _block(tag: Tag) -> Parsed:
    keyword = tag.inner.split()[0]
    rest = tag.inner[len(keyword) :].strip()
    if keyword in _ENDS and not rest:
        return Parsed(keyword)
    if keyword in ("if", "elif") and rest:
        return Parsed(keyword, _expression(tag, rest))
    found = _FOR.fullmatch(tag.inner)
    if found:
        vet_tokens(tag.text, found[1])
        if not found[1].isidentifier():
            raise Refused("TP10", f"标签 {tag.text} 的写法不对。", "写成 {% for 项 in 清单 %}。")
        return Parsed("for", _expression(tag, found[2]), found[1])
    meant = KEYWORDS.get(" ".join(tag.inner.split()[:2])) or KEYWORDS.get(keyword)
    how = f"写成 {{% {meant} %}}。" if meant in _ENDS else f"写成 {{% {meant} … %}}。"
    if keyword in ("if", "elif", "for", *_ENDS):
        raise Refused("TP10", f"标签 {tag.text} 的写法不对。", how if meant else HOW)
    message = f"标签 {tag.text} 用了模板里不允许的“{keyword}”。"
    raise Refused("TP10", message, how if meant else HOW)


def _expression(tag: Tag, text: str) -> Expression:
    import jinja2
    from jinja2 import nodes

    vet_tokens(tag.text, text)
    try:
        tree = environment().parse("{{ " + text + " }}")
    except (jinja2.TemplateSyntaxError, RecursionError):
        raise Refused("TP10", f"标签 {tag.text} 的写法不对，读不懂。", _hint(text)) from None
    match tree.body:
        case [nodes.Output(nodes=[node])]:
            return expression(node, tag.text)
    raise Refused("TP10", f"标签 {tag.text} 的写法不对，读不懂。", _hint(text))


def _hint(text: str) -> str:
    """Return the remedy for what jinja2 could not read: the word that was meant, if one is seen."""
    meant = next((JOINED[word] for word in re.findall(r"\w+|\|\||<>", text) if word in JOINED), "")
    return f"写成 {meant}，前后空一格。" if meant else HOW


def expression(node: nodes.Node, tag: str) -> Expression:
    """Translate one node of jinja2's tree; whatever is not on the list is refused."""
    from jinja2 import nodes

    match node:
        case nodes.Name(name=name):
            return ["name", name]
        case nodes.Getattr() | nodes.Const() | nodes.Neg(node=nodes.Const()):
            return _leaf(node, tag)
        case nodes.Filter(node=inner, name=name, kwargs=[], dyn_args=None, dyn_kwargs=None) if (
            inner is not None
        ):
            return ["filter", name, expression(inner, tag), [expression(a, tag) for a in node.args]]
        case nodes.Not(node=inner):
            return ["not", expression(inner, tag)]
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            kind = "and" if isinstance(node, nodes.And) else "or"
            return [kind, expression(left, tag), expression(right, tag)]
        case nodes.Compare(expr=left, ops=ops) if all(o.op in _COMPARISONS for o in ops):
            return _compare(left, ops, tag)
    raise Refused("TP10", f"标签 {tag} 用了模板里不允许的写法。", HOW)


def _compare(left: nodes.Expr, ops: list[nodes.Operand], tag: str) -> Expression:
    right = [[operand.op, expression(operand.expr, tag)] for operand in ops]
    return ["compare", expression(left, tag), right]


def _leaf(node: nodes.Node, tag: str) -> Expression:
    from jinja2 import nodes

    match node:
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr) if attr in _LOOP:
            return ["loop", attr]
        case nodes.Getattr(node=nodes.Name(name=owner), attr=attr) if owner != "loop":
            return ["column", owner, attr]
        case nodes.Getattr(node=nodes.Getattr(node=nodes.Name(name="loop"), attr="previtem")):
            return ["previous", node.attr]
        case nodes.Const(value=str() as text):
            return ["text", text]
        case nodes.Const(value=value) if type(value) in (int, float):
            return ["number", _digits(value)]
        case nodes.Neg(node=nodes.Const(value=value)) if type(value) in (int, float):
            return ["number", f"-{_digits(value)}"]
    raise Refused("TP10", f"标签 {tag} 用了模板里不允许的写法。", HOW)


def _digits(value: float) -> str:
    """Return a number as typed, never as 1e-05; tokens has made sure that it is a short one."""
    return format(Decimal(repr(value)), "f")
