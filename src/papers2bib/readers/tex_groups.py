"""Takes LaTeX, gives the arguments of its macros, finds and replaces macros with what stands in braces."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n[ \t]*|$)")


class Macro(NamedTuple):
    """A macro in a text: its name, where it begins and ends, and its arguments without their braces."""

    name: str
    start: int
    end: int
    arguments: tuple[str, ...]


def macros(text: str, name: str, count: int) -> Iterator[Macro]:
    """The macros whose name matches a regular expression, each with `count` arguments in braces.

    Those within the arguments of another are not given; one with fewer arguments is passed over.
    """
    closes = _closes(text)
    at = 0
    for hit in re.finditer(rf"\\({name})(?![A-Za-z@])\*?", text):
        if hit.start() < at:
            continue
        end = hit.end()
        arguments: list[str] = []
        while len(arguments) < count and (found := _opens(text, end)) in closes:
            arguments.append(text[found + 1 : closes[found]])
            end = closes[found] + 1
        if len(arguments) == count:
            at = end
            yield Macro(hit[1], hit.start(), end, tuple(arguments))


def groups(text: str) -> list[str]:
    """What stands in the outermost braces of a text."""
    closes, found, at = _closes(text), [], 0
    while (start := text.find("{", at)) in closes:
        found.append(text[start + 1 : closes[start]])
        at = closes[start] + 1
    return found


def replaced(text: str, name: str, count: int, make: Callable[..., str]) -> str:
    """The text with `make(*arguments)` in place of each macro of that name."""
    parts, at = [], 0
    for macro in macros(text, name, count):
        parts += [text[at : macro.start], make(*macro.arguments)]
        at = macro.end
    return "".join([*parts, text[at:]])


def without_comments(text: str) -> str:
    """The text as TeX reads it: a comment takes the line end and the blanks behind it along."""
    return _COMMENT.sub("", text)


def _opens(text: str, at: int) -> int:
    """Where, after blanks, a brace opens; -1 where there is none."""
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at if text[at : at + 1] == "{" else -1


def _closes(text: str) -> dict[int, int]:
    """Place of each opening brace → place of the one that closes it."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for hit in _BRACE.finditer(text):
        if hit[0] == "{":
            opened.append(hit.start())
        elif hit[0] == "}" and opened:
            pairs[opened.pop()] = hit.start()
    return pairs
