"""typer speaks English where a user can hear it: its help's headings and its usage errors."""

from __future__ import annotations

import re

import typer

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""The common kind of every mistake on a command line; typer exports only its children."""

_HEADINGS = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"\bCOMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"^Arguments:", "参数："),
    (r"^Options:", "选项："),
    (r"^Commands:", "命令："),
    (r"Show this message and exit\.", "显示本帮助。"),
    (r" *\[required\]", "（必填）"),
    (r"; x>=\d+(?=\])", ""),
    (r"\[default: ([^\]]*)\]", r"（默认：\1）"),
    (r" <(?:list\[)?\w+\]?>", ""),
)
_MISTAKES = {
    "MissingParameter": "缺少{0}",
    "NoSuchOption": "没有“{0}”这个选项",
    "NoSuchCommand": "没有“{0}”这个命令",
    "BadOptionUsage": "选项“{0}”缺少内容",
    "BadParameter": "{0}写法不对",
}


_EXTRA = re.compile(r"unexpected extra argument(?:s|\(s\))? \((.+)\)")


def help_text(text: str) -> str:
    """Return typer's help with its own words in Chinese."""
    for english, chinese in _HEADINGS:
        text = re.sub(english, chinese, text, flags=re.MULTILINE)
    return text


def mistake(problem: Exception) -> str:
    """Return what is wrong with a command line, in Chinese."""
    kind = next((k.__name__ for k in type(problem).__mro__ if k.__name__ in _MISTAKES), "")
    if kind:
        said = _allowed(problem) if kind == "BadParameter" else ""
        return (said or _MISTAKES[kind]).format(_about(problem))
    if extra := _EXTRA.search(str(getattr(problem, "message", problem))):
        return f"多写了“{extra[1]}”"
    about = _about(problem)
    return _MISTAKES["NoSuchCommand"].format(about) if about else "没有写明要做什么"


def _allowed(problem: Exception) -> str:
    """Return what to say of a wrong number: what it may be, what it means; else nothing."""
    param = getattr(problem, "param", None)
    least = getattr(getattr(param, "type", None), "min", None)
    if least is None:
        return ""
    means = str(getattr(param, "help", "") or "").rstrip("。")
    return f"{{0}}应为不小于 {least} 的整数（{means}）"


def _about(problem: Exception) -> str:
    """Return the word a mistake is about, from whichever place typer keeps it in."""
    param = getattr(problem, "param", None)
    if getattr(param, "param_type_name", "") == "option":
        return f"选项“{max(getattr(param, 'opts', ()), key=len)}”"
    name = getattr(param, "metavar", None) or getattr(param, "name", None)
    if name:
        return f"参数“{str(name).strip('{}[].')}”"
    known = getattr(problem, "option_name", None)
    quoted = re.search(r"'([^']*)'", str(problem))
    return str(known or (quoted[1] if quoted else ""))
