"""Math as strangers write it in, math that every LaTeX can set out: known macros, paired braces."""

import re
from collections.abc import Callable

from papers2bib.targets.letters import math_character
from papers2bib.targets.macros import (
    DROPPED,
    MATH_ALIASES,
    MATH_ARGUMENTS,
    MATH_BETWEEN,
    MATH_FRACTIONS,
    MATH_SWITCHES,
    MATH_SYMBOLS,
    MATH_TEXT,
)

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|'+|\s+|.", re.DOTALL)
_ENDS_IN_WORD = re.compile(r"\\[A-Za-z]+$")
_KEPT_SYMBOLS = frozenset(r"\, \; \: \! \| \& \% \# \_ \$".split())
_ESCAPED = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    r"\{": r"\lbrace",
    r"\}": r"\rbrace",
    r"\\": r"\ ",
}
_DEEPEST = 16


def clean_math(source: str, text: Callable[[str], str], lost: list[str]) -> str:
    r"""The inside of `$…$`; macros that plain LaTeX lacks are written out as words.

    `text` sets what stands in `\mbox{…}`; `lost` takes the characters that have no LaTeX form and stay.
    """
    return _Math(source, text, lost).row().strip()


class _Math:
    def __init__(self, source: str, text: Callable[[str], str], lost: list[str]) -> None:
        self._tokens = _TOKEN.findall(source)
        self._at = 0
        self._depth = 0
        self._text = text
        self._lost = lost

    def row(self, inside: bool = False) -> str:
        """All up to the end of the group (or of everything), which is consumed."""
        parts: list[str] = []
        scripts = ""
        while (token := self._next()) and not (inside and token == "}"):
            name = token[1:]
            if token[0] == "\\" and name in MATH_BETWEEN:
                return MATH_BETWEEN[name] % (_join(parts), self._deeper(lambda: self.row(inside)))
            if token[0] == "\\" and name in MATH_SWITCHES:
                parts.append(rf"\{MATH_SWITCHES[name]}{{{self._deeper(lambda: self.row(inside)).strip()}}}")
                break
            token = {"\\sp": "^", "\\sb": "_"}.get(token, token)
            if token in "^_" or token[0] == "'":
                kind = "_" if token == "_" else "^"
                parts.extend(["{}"] if kind in scripts or not parts else [])
                scripts = kind if kind in scripts else scripts + kind
                parts.append(token if token[0] == "'" else token + self._script())
            else:
                parts.append(self._atom(token))
                scripts = scripts if token.isspace() else ""
        return _join(parts)

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1] if self._at <= len(self._tokens) else ""

    def _peek(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _atom(self, token: str) -> str:
        if token == "{":
            return f"{{{self._deeper(lambda: self.row(inside=True))}}}"
        if token[0] == "\\" and token[1:].isalpha() and token.isascii():
            return self._macro(token[1:])
        if token in _ESCAPED or token in _KEPT_SYMBOLS:
            return _ESCAPED.get(token, token)
        if token.isspace():
            return " "
        return "".join(map(self._character, token.lstrip("\\").replace("}", "")))

    def _character(self, char: str) -> str:
        if char in _ESCAPED or char == "~":
            return _ESCAPED.get(char, char)
        latex = char if char.isascii() else math_character(char)
        if latex is None:
            self._lost.append(char)
        return char if latex is None else latex

    def _deeper(self, read: Callable[[], str]) -> str:
        """What `read` gives, or nothing where the nesting has no end."""
        if self._depth == _DEEPEST:
            return ""
        self._depth += 1
        inner = read()
        self._depth -= 1
        return inner

    def _argument(self) -> str:
        """The next group without its braces, or the next token."""
        token = self._peek()
        if token in ("", "}", "^", "_") or token[0] == "'" or token[1:] in MATH_BETWEEN:
            return ""
        argument = self._deeper(lambda: self._atom(self._next()))
        return argument[1:-1] if token == "{" else argument

    def _script(self) -> str:
        argument = self._argument()
        return (
            argument
            if len(argument) == 1 and argument.isascii() and argument.isalnum()
            else f"{{{argument}}}"
        )

    def _macro(self, name: str) -> str:
        if name in MATH_SYMBOLS:
            return f"\\{name}"
        if name in MATH_ALIASES:
            return MATH_ALIASES[name]
        if name in MATH_TEXT:
            return self._words(name)
        if name in MATH_ARGUMENTS:
            return rf"\{MATH_ARGUMENTS[name]}{{{self._argument()}}}"
        if name in MATH_FRACTIONS:
            return rf"\{MATH_FRACTIONS[name]}{{{self._argument()}}}{{{self._argument()}}}"
        return self._odd_macro(name)

    def _odd_macro(self, name: str) -> str:
        if name in DROPPED:
            if name in ("left", "right") and self._peek() == ".":
                self._at += 1
            return ""
        if name == "sqrt":
            return rf"\sqrt{self._root()}{{{self._argument()}}}"
        if name in ("binom", "tbinom", "dbinom"):
            return rf"{{{self._argument()} \choose {self._argument()}}}"
        if name == "not":
            following = self._peek()
            known = following in ("=", "<", ">") or following[1:] in MATH_SYMBOLS
            return rf"\not{self._next()}" if known else ""
        return rf"\backslash\mathrm{{{name}}}"

    def _root(self) -> str:
        """The degree of a root, `[3]`, if it is a plain one."""
        end = self._at + 2
        if self._peek() == "[" and self._tokens[end : end + 1] == ["]"] and self._tokens[end - 1].isalnum():
            self._at = end + 1
            return f"[{self._tokens[end - 1]}]"
        return ""

    def _words(self, macro: str) -> str:
        """An argument that is text: in script size where it is one word, else in a box."""
        source = self._source()
        if source.isascii() and source.isalnum():
            fonts = {
                "textit": "mathit",
                "emph": "mathit",
                "textbf": "mathbf",
                "texttt": "mathtt",
                "textsf": "mathsf",
            }
            return rf"\{fonts.get(macro, 'mathrm')}{{{source}}}"
        return rf"\mbox{{{self._text(source)}}}"

    def _source(self) -> str:
        """The next group as it was typed."""
        if self._peek() != "{":
            return self._next() if self._peek() not in ("", "}") else ""
        start, depth = self._at + 1, 0
        while (token := self._next()) and not (token == "}" and depth == 1):
            depth += (token == "{") - (token == "}")
        return "".join(self._tokens[start : self._at - 1])


def _join(parts: list[str]) -> str:
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and part[0].isalpha() and _ENDS_IN_WORD.search(joined[-1]):
            joined.append(" ")
        joined.append(part)
    return "".join(joined)
