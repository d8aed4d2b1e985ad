"""Takes the lines of a .bib file, gives its entries apart; a broken one ends where the next begins."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from papers2bib.readers.text import Line

_START = re.compile(r"\s*@\s*(?P<kind>[A-Za-z]+)\s*(?:[{(]|$)")
_BETWEEN = re.compile(r"(?<=[})])\s+(?=@[A-Za-z]+\s*[{(])")
_LONGEST = 20_000
"""Lines; an entry that goes on for longer has lost its closing brace."""


class Piece(NamedTuple):
    """The text of one entry or @string, and the number of its first line."""

    kind: Literal["entry", "string"]
    number: int
    text: str


def pieces(source: Iterable[Line]) -> Iterator[Piece]:
    """The entries and @strings in order; text between them, @comment and @preamble are passed over.

    An entry begins where a line begins with `@type{` and ends where its braces do, or, if they do not, where
    the next one begins.
    """
    gathered: list[Line] = []
    depth = 0
    for line in _one_entry_a_line(source):
        if _START.match(line.text) and (depth <= 0 or not gathered or not _inside_text(gathered, line)):
            yield from _piece(gathered)
            gathered, depth = [], 0
        elif not gathered:
            continue
        gathered.append(line)
        depth += _depth(line.text)
        if (depth <= 0 and _opened(gathered)) or len(gathered) > _LONGEST:
            yield from _piece(gathered)
            gathered, depth = [], 0
    yield from _piece(gathered)


def _one_entry_a_line(source: Iterable[Line]) -> Iterator[Line]:
    for number, text in source:
        yield from (Line(number, part) for part in _BETWEEN.split(text))


def _inside_text(gathered: list[Line], line: Line) -> bool:
    """Whether `@` at the start of a line lies within an entry: indented, as fields are."""
    return line.indent > gathered[0].indent


def _opened(gathered: list[Line]) -> bool:
    return any("{" in line.text or "(" in line.text for line in gathered)


def _depth(text: str) -> int:
    bare = re.sub(r"\\[{}]", "", text)
    return bare.count("{") - bare.count("}")


def _piece(gathered: list[Line]) -> Iterator[Piece]:
    start = _START.match(gathered[0].text) if gathered else None
    kind = start["kind"].lower() if start else "comment"
    if kind not in ("comment", "preamble"):
        text = "\n".join(line.text for line in gathered)
        yield Piece("string" if kind == "string" else "entry", gathered[0].number, text + "\n")
