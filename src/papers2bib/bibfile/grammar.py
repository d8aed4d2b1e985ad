r"""The grammar of .bib files, as patterns over bytes: as BibTeX reads it, with `%` comments as in biber.

Spaces and comments may stand between any two signs. Within `{…}` and `"…"` braces alone count, those after
a backslash too (https://www.ctan.org/pkg/btxdoc; https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/).
"""

import re
from functools import cache

_DEEPEST = 4
"""Levels of braces that one pattern matches; deeper ones are counted one by one."""


def _braces(depth: int) -> bytes:
    inside = rb"[^{}]*+"
    for _ in range(depth - 1):
        inside = rb"[^{}]*+(?:\{" + inside + rb"\}[^{}]*+)*+"
    return rb"\{" + inside + rb"\}"


_SPACE = rb"\s*+(?:%[^\r\n]*+\s*+)*+"
_NAME = rb"[^\s\"#%'(),={}@]++"
_QUOTES = rb'"[^"{}]*+(?:' + _braces(_DEEPEST - 1) + rb'[^"{}]*+)*+"'
_TERM = rb"(?:" + _braces(_DEEPEST) + rb"|" + _QUOTES + rb"|" + _NAME + rb")"
_VALUE = _TERM + rb"(?:" + _SPACE + rb"#" + _SPACE + _TERM + rb")*+"
_SPACED_TERM = _SPACE + _TERM + _SPACE
_SPACED_VALUE = _SPACED_TERM + rb"(?:#" + _SPACED_TERM + rb")*+"
_FIELDS = rb"(?:," + _SPACE + _NAME + _SPACE + rb"=" + _SPACED_VALUE + rb")*+"
_END = rb",?+" + _SPACE

START = re.compile(rb"@(?<![\w.-]@)\s*+(?P<type>[A-Za-z][^\s\"#%'(),={}@]*+)\s*+(?P<open>[{(])")
"""How an entry, @string, @preamble or @comment begins; an `@` after a letter is that of a mail address."""

LINE_START = re.compile(rb"(?<=[\r\n])(?P<indent>[ \t]*+)@\s*+[A-Za-z]++\s*+[{(]")
"""A line on which one begins."""

_KEY = {
    b"{": _SPACE + rb"(?P<key>[^\s,{}]*+(?:[ \t]++[^\s,{}=\"#%]++)*+)" + _SPACE,
    b"(": _SPACE + rb"(?P<key>[^\s,]*+)" + _SPACE,
}


@cache
def key_after(sign: bytes) -> re.Pattern[bytes]:
    """A citation key, by the sign before it; BibTeX takes no blanks in keys, but people do."""
    return re.compile(_KEY[sign])


@cache
def entry_after(sign: bytes) -> re.Pattern[bytes]:
    """All of an entry after the sign that opens it."""
    return re.compile(_KEY[sign] + _FIELDS + _END + (rb"\}" if sign == b"{" else rb"\)"))


FIELD = re.compile(
    _SPACE
    + rb","
    + _SPACE
    + rb"(?P<name>"
    + _NAME
    + rb")"
    + _SPACE
    + rb"="
    + _SPACE
    + rb"(?P<value>"
    + _VALUE
    + rb")(?!"
    + _SPACE
    + rb"#)"
)
"""A comma and the field after it."""

NAMED = re.compile(rb"(?P<name>" + _NAME + rb")" + _SPACE + rb"=" + _SPACE)
TERM = re.compile(_TERM)
SPACE = re.compile(_SPACE)
LINE_END = re.compile(rb"[\r\n]")
COMMA = re.compile(_SPACE + rb",")
BRACES = re.compile(rb"[{}]")
QUOTED = re.compile(rb'[{}"]')
