"""Publications that wait for their papers on arXiv: facts in, found again by id, DOI or title and people.

The facts stand in a temporary file, some 30 bytes for each in memory; what no paper has taken can be read
again, to become a record of its own.
"""

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from papers2bib.catalogue.dumps import Line
from papers2bib.catalogue.facts import Fact, Said, parse_fact
from papers2bib.catalogue.numbering import paper_number
from papers2bib.catalogue.published import TELLING, Link
from papers2bib.errors import TargetError
from papers2bib.ids import PaperId
from papers2bib.titles import title_key

_KEY_BITS, _ROW_BITS = 38, 26
_PART_BITS = 8
_OWN, _ON_ARXIV, _TAKEN, _ASTRAY = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Row:
    """A publication on its way there."""

    line: bytes
    """A fact."""
    keys: tuple[int, ...]
    crossref: str = ""
    """Key of the proceedings that say the rest."""
    on_arxiv: bool = False
    """It names an arXiv id."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a piece of a dump comes to."""

    rows: list[Row] = field(default_factory=list)
    books: dict[str, bytes] = field(default_factory=dict)
    """Key of proceedings → what facts on papers in them lack, as JSON."""
    problems: list[str] = field(default_factory=list)
    """What cannot be used, with its place."""


def keys(said: Said) -> tuple[int, ...]:
    """Numbers under which the publications of a paper are found; others may be found there by accident."""
    return keys_of(said["ids"], (said["title"], *said.get("titles", ())), len(said.get("authors", ())))


def keys_of(ids: tuple[PaperId, ...], titles: Iterable[str], authors: int) -> tuple[int, ...]:
    """The keys of what has these ids, titles, so many authors; raises ValueError for an impossible id."""
    paper_number(ids)
    told = {key for key in map(title_key, titles) if len(key) >= TELLING} if authors else ()
    return tuple(map(_hashed, [*map(str, ids), *(f"{key} {authors}" for key in sorted(told))]))


class Waiting:
    """Publications, those first that become records of their own if no paper takes them.

    To be left (`with`) when the file is no longer needed. Raises TargetError where it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._begins, self._states = array("Q", [0]), bytearray()
        self._index = [array("Q") for _ in range(1 << _PART_BITS)]
        self._books: dict[bytes, bytes] = {}

    def __len__(self) -> int:
        return len(self._states)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._file:
            self._file.close()

    def add(self, batch: Batch, *, own: bool) -> None:
        """Let publications wait; `own` ones become records if no paper takes them."""
        self._books.update((key.encode(), said) for key, said in batch.books.items())
        for row in batch.rows:
            number = len(self._states)
            for key in row.keys:
                self._index[key >> _KEY_BITS - _PART_BITS].append(key << _ROW_BITS | number)
            self._states.append(_OWN * own | _ON_ARXIV * row.on_arxiv)
            self._write(b"%s\t%s\n" % (row.crossref.encode(), row.line.rstrip()))

    def settle(self) -> None:
        """Make ready to be asked; nothing is added any more."""
        self._index = [array("Q", sorted(part)) for part in self._index]

    def find(self, keys: Iterable[int], place: str = "") -> list[tuple[int, Fact]]:
        """Publications that may be of the paper with these keys, by number, but for the one at a place."""
        numbers = {number for key in keys for number in self._numbers(key)}
        return [
            (number, parse_fact(self._line(number))) for number in sorted(numbers) if _place(number) != place
        ]

    def mark(self, number: int, tie: Link) -> None:
        """Take note of what ties a publication to a paper that will be in the catalogue."""
        self._states[number] |= _TAKEN if tie.same else _ASTRAY if tie is Link.MISTAKEN else 0

    def on_arxiv(self) -> Iterator[Line]:
        """The facts that nobody took and that are of papers on arXiv."""
        for number, state in self._left():
            if state & _ON_ARXIV and not state & _ASTRAY:
                yield _place(number), self._line(number)

    def elsewhere(self) -> Iterator[Line]:
        """The facts that nobody took and that are of other papers."""
        for number, state in self._left():
            if not state & _ON_ARXIV:
                yield _place(number), self._line(number)
            elif state & _ASTRAY:
                yield _place(number), _with(self._line(number), b'{"arxiv_id": ""}')

    def _left(self) -> Iterator[tuple[int, int]]:
        for number in range(len(self)):
            if (state := self._states[number]) & (_OWN | _TAKEN) == _OWN:
                yield number, state

    def _numbers(self, key: int) -> Iterator[int]:
        part = self._index[key >> _KEY_BITS - _PART_BITS]
        at = bisect_left(part, key << _ROW_BITS)
        while at < len(part) and part[at] >> _ROW_BITS == key:
            yield part[at] & (1 << _ROW_BITS) - 1
            at += 1

    def _line(self, number: int) -> bytes:
        begin, end = self._begins[number : number + 2]
        assert self._file
        self._file.seek(begin)
        crossref, _, line = self._file.read(end - begin - 1).partition(b"\t")
        book = self._books.get(crossref, b"")
        return _with(line, book) if book else line

    def _write(self, line: bytes) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed on exit
            self._file.write(line)
        except OSError as error:
            reason = error.strerror or error
            raise TargetError(str(self._folder), f"publications cannot be kept there ({reason})") from error
        self._begins.append(self._begins[-1] + len(line))


def _place(number: int) -> str:
    return f"publication {number}"


def _with(line: bytes, more: bytes) -> bytes:
    """A JSON object with the members of another one, which replace its own."""
    return b"%s, %s" % (line[:-1], more[1:])


def _hashed(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 64 - _KEY_BITS
