"""Takes a stream of UTF-8, gives its lines with their numbers, free of what the eye cannot see."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

LONGEST_LINE = 1 << 20
"""Characters of a line that are kept: no list has longer ones, and memory stays flat."""

LARGEST_WHOLE = 64 << 20
"""Characters of the largest page or JSON list, which have to be held as a whole."""

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])?")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANK = re.compile("[\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


class Line(NamedTuple):
    """One line of a file: its number, counted from 1, and its text without the line end."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """Columns of blanks in front; a tab goes to the next multiple of four."""
        expanded = self.text.expandtabs(4)
        return len(expanded) - len(expanded.lstrip())


def lines(stream: BinaryIO, longest: int = LONGEST_LINE) -> Iterator[Line]:
    """The lines of a stream, ended by LF, CR LF or CR, cleaned by `clean`; an overlong one is cut."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline=None)
    try:
        number = 0
        while line := text.readline(longest):
            number += 1
            _skip_rest(text, line, longest)
            yield Line(number, clean(line.removesuffix("\n")))
    finally:
        text.detach()


def whole(source: Iterable[Line]) -> list[Line] | None:
    """The lines of what has to be held as a whole, or None if it is larger than LARGEST_WHOLE."""
    found, size = [], 0
    for line in source:
        found.append(line)
        size += len(line.text) + 1
        if size > LARGEST_WHOLE:
            return None
    return found


def clean(text: str) -> str:
    """The text without escape sequences, control and zero-width characters; odd blanks become plain ones."""
    if text.isascii() and text.isprintable():
        return text
    return _BLANK.sub(" ", _INVISIBLE.sub("", _ESCAPE.sub("", text)))


def fold(text: str) -> str:
    """Cleaned text in one line, with single blanks between words: the form of every title."""
    return " ".join(clean(text).split())


def decode(head: bytes) -> str:
    """The beginning of a file as text, for a look at its shape."""
    return clean_lines(head.decode("utf-8", "ignore"))


def clean_lines(text: str) -> str:
    """Text of several lines, each cleaned, ended by LF."""
    return "\n".join(clean(line) for line in re.split(r"\r\n|\r|\n", text))


def _skip_rest(text: io.TextIOWrapper, line: str, longest: int) -> None:
    while len(line) == longest and not line.endswith("\n"):
        line = text.readline(longest)
