"""Look at a tag's characters before any parser does, so that the message can name the one."""

from __future__ import annotations

import re
import unicodedata

from reportgen.template.hints import sign

_TOKEN = re.compile(
    r"""\s+|"[^"]*"|'[^']*'|\d+\.\d+(?![\w.])|\w+|==|!=|<=|>=|[.|(),<>\-]""", re.DOTALL
)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_NAMES = "名称只用汉字、字母和数字，不以数字开头。"
_COMPUTING = "+*/~%[]{}:;@!=&^$#?\\`-"
LONGEST_TAG = 300
MOST_DIGITS = 15
"""What Excel keeps of a number; more would not survive the parser's floats either."""


class Refused(Exception):
    """A tag that may not stand in a template: its code, the reason and the remedy."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        """Keep the three parts of the finding to come."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def vet_tokens(tag: str, text: str) -> None:
    """Raise Refused at the first character or name an expression may not hold."""
    if len(tag) > LONGEST_TAG:
        raise Refused(
            "TP16",
            f"标签 {tag[:20]}… 有 {len(tag)} 个字，超过 {LONGEST_TAG} 个。",
            "拆成几个标签，或把计算放在 rules.xlsx。",
        )
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            slip = sign(text, position)
            if slip:
                raise Refused("TP10", f"标签 {tag} 里的{slip[0]}。", slip[1])
            raise _bad_character(tag, text[position])
        _vet_token(tag, found[0])
        position = found.end()


def _vet_token(tag: str, token: str) -> None:
    if token[0] in "\"'" and re.search(r"[%{}\\]", token):
        raise Refused(
            "TP10", f"标签 {tag} 的引号里有 %、花括号或反斜杠。", "引号里只写汉字、字母和数字。"
        )
    if _NUMBER.fullmatch(token):
        if len(token.replace(".", "")) > MOST_DIGITS:
            message = f"标签 {tag} 里的数“{token}”超过 {MOST_DIGITS} 位。"
            raise Refused("TP10", message, f"改成不超过 {MOST_DIGITS} 位的数。")
        return
    if not (token[0].isalnum() or token[0] == "_"):
        return
    if unicodedata.normalize("NFKC", token) != token:
        normal = unicodedata.normalize("NFKC", token)
        raise Refused(
            "TP11",
            f"标签 {tag} 的名称“{token}”里有全角或特殊字形的字符。",
            f"改写成“{normal}”。",
        )
    if not token.isidentifier() or token[0].isdigit() or "_" in token:
        raise Refused("TP11", f"标签 {tag} 的名称“{token}”不合规定。", f"改名：{_NAMES}")


def _bad_character(tag: str, character: str) -> Refused:
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in ("Cf", "Cc", "Co", "Cn", "Cs"):
        return Refused("TP04", f"标签 {tag} 里有看不见的字符（{code}）。", "把这个标签重新输入。")
    normal = unicodedata.normalize("NFKC", character)
    if normal != character and normal in "|.,()<>=!-'\"":
        return Refused(
            "TP04",
            f"标签 {tag} 里的“{character}”是全角符号。",
            f"改成半角的“{normal}”；如果它是名称的一部分，就改名：{_NAMES}",
        )
    if character in _COMPUTING:
        return Refused(
            "TP10", f"标签 {tag} 里有“{character}”，模板里不做计算。", "把计算放在 rules.xlsx。"
        )
    return Refused("TP11", f"标签 {tag} 里有“{character}”，名称里不能用。", f"改名：{_NAMES}")
