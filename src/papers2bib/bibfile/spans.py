"""Takes the bytes of a .bib file, gives its spans: entries, macros, comments, and all that stands between."""

from collections.abc import Iterable, Iterator
from re import Match
from typing import Literal, NamedTuple

from papers2bib.bibfile.body import OPEN, UNCLOSED, Field, close_braces, enclosed_end, read_body
from papers2bib.bibfile.grammar import LINE_END, LINE_START, START, entry_after

Kind = Literal["entry", "string", "preamble", "comment", "text", "broken"]

_PATIENCE = 20
"""Times that the search for a closing brace may run to the end of a file: in a large one that takes long."""

_WIDEST = 200
"""Blanks of indentation that are looked at."""


class Problem(NamedTuple):
    """What makes a span unreadable, and where: an offset into the file, in bytes."""

    at: int
    text: str
    swallows: bool = False
    """It is open to the end of the file: programs take all that stands behind it for a part of it."""


class Span(NamedTuple):
    """A stretch of a .bib file. Spans come in order, without gap or overlap: joined, they are the file.

    `kind` is `entry`, `string`, `preamble`, `comment` (`@comment{…}`), `text` (what stands between, which
    BibTeX passes over) or `broken` (begins as an entry and cannot be read as one: `problem` says why).
    """

    kind: Kind
    start: int
    """Offset into the file, in bytes."""
    raw: bytes
    type: str = ""
    """In lower case, such as `article` or `string`; empty for text."""
    key: str = ""
    """The citation key of an entry; of a broken one as well, where it can be seen."""
    key_start: int = 0
    """Offset of the key into the file, in bytes."""
    problem: Problem | None = None

    @property
    def end(self) -> int:
        """The offset after its last byte."""
        return self.start + len(self.raw)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of an entry or @string in order, repeated ones too; of a broken one what can be read.

        Each call reads them anew.
        """
        begun = START.search(self.raw) if self.kind in ("entry", "string", "broken") else None
        if not begun:
            return ()
        keyed = self.type != "string"
        return tuple(read_body(self.raw, 0, begun.end(), len(self.raw), keyed=keyed).fields)

    def field(self, name: str) -> Field | None:
        """The field of that name, in any case; the first of several, as BibTeX takes it."""
        return next((one for one in self.fields if one.name.lower() == name.lower()), None)


def scan(data: bytes) -> list[Span]:
    """The spans of a .bib file; `join(scan(data)) == data` for any bytes.

    Every encoding that extends ASCII will do, with or without a byte order mark, and so do all line ends. An
    entry ends where its braces do. If they never do, it is broken, and ends before the line on which the
    next one begins.
    """
    return list(_Scan(data).spans())


def join(spans: Iterable[Span]) -> bytes:
    """The bytes of a file, from its spans."""
    return b"".join(span.raw for span in spans)


class _Scan:
    """One pass over a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._patience = _PATIENCE
        self._next: dict[int, int] = {}

    def spans(self) -> Iterator[Span]:
        data = self._data
        at = looked = 0
        while begun := START.search(data, looked):
            if self._commented(begun, looked):
                looked = self._line_end(begun.end())
                continue
            looked = begun.end()
            if (span := self._span(begun)) is None:
                continue
            if span.start > at:
                yield Span("text", at, data[at : span.start])
            yield span
            at = looked = span.end
        if at < len(data):
            yield Span("text", at, data[at:])

    def _commented(self, begun: "Match[bytes]", since: int) -> bool:
        """Whether `%` comes before it on its line; all up to `since` has been looked at."""
        data, start = self._data, begun.start()
        if data[start - 1 : start] in (b"\n", b"\r"):
            return False
        line = max(data.rfind(b"\n", since, start), data.rfind(b"\r", since, start), since)
        return data.find(b"%", line, start) >= 0

    def _line_end(self, at: int) -> int:
        end = LINE_END.search(self._data, at)
        return end.start() if end else len(self._data)

    def _span(self, begun: "Match[bytes]") -> Span | None:
        """What begins here; None if that is mere text: a @comment without braces."""
        name = begun["type"].decode("utf-8", "replace").lower()
        if name == "comment":
            return self._enclosed(begun, "comment") if begun["open"] == b"{" else None
        if name == "preamble":
            return self._enclosed(begun, "preamble")
        return self._entry(begun, name)

    def _entry(self, begun: "Match[bytes]", name: str) -> Span:
        data, start, opened = self._data, begun.start(), begun.end()
        stop = len(data) if self._patience else self._next_start(begun)
        whole = entry_after(begun["open"]).match(data, opened, stop) if name != "string" else None
        if whole:
            key = whole["key"].decode("utf-8", "replace")
            return Span("entry", start, data[start : whole.end()], name, key, whole.start("key"))
        return self._slowly(begun, name, stop)

    def _slowly(self, begun: "Match[bytes]", name: str, stop: int) -> Span:
        """An entry or @string field by field: one that is broken, or has braces in many braces."""
        data, start = self._data, begun.start()
        body = read_body(data, start, begun.end(), stop, keyed=name != "string")
        key = body.key.decode("utf-8", "replace")
        if not body.problem:
            kind: Kind = "string" if name == "string" else "entry"
            return Span(kind, start, data[start : body.end], name, key, body.key_start)
        self._patience -= body.unclosed and bool(self._patience)
        swallows = body.unclosed and stop == len(data)
        problem = Problem(start if body.end >= stop else body.end, body.problem, swallows)
        return self._broken(begun, name, problem, key, body.key_start)

    def _enclosed(self, begun: "Match[bytes]", kind: Kind) -> Span:
        """A @comment or @preamble, of which only the end matters."""
        data, start, opened = self._data, begun.start(), begun.end()
        stop = len(data) if self._patience else self._next_start(begun)
        end = enclosed_end(data, opened - 1, stop)
        if end > 0:
            return Span(kind, start, data[start:end], kind)
        self._patience -= bool(self._patience)
        return self._broken(begun, kind, Problem(start, UNCLOSED, end == OPEN and stop == len(data)))

    def _broken(
        self, begun: "Match[bytes]", name: str, problem: Problem, key: str = "", key_start: int = 0
    ) -> Span:
        """To the brace that closes it, or, if that comes late or never, to where the next one begins."""
        data, start = self._data, begun.start()
        stop = self._next_start(begun)
        end = close_braces(data, begun.end() - 1, stop) if begun["open"] == b"{" else -1
        raw = data[start : end if end > 0 else stop]
        return Span("broken", start, raw, name, key, key_start, problem)

    def _next_start(self, begun: "Match[bytes]") -> int:
        """Where, after this one, a line begins with another that is indented no more."""
        before = self._data[max(begun.start() - _WIDEST, 0) : begun.start()]
        indent = len(before) - len(before.rstrip(b" \t"))
        if self._next.get(indent, 0) < begun.end():
            lines = LINE_START.finditer(self._data, begun.end())
            starts = (line.start() for line in lines if len(line["indent"]) <= indent)
            self._next[indent] = next(starts, len(self._data))
        return self._next[indent]
