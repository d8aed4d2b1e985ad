"""Takes paths (files, directories, addresses, `-`), gives the listings of every list in them, in order."""

import io
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from papers2bib.errors import Papers2bibError, ReaderError, ReaderRemark
from papers2bib.model import Listing
from papers2bib.readers import READERS, reader
from papers2bib.readers.addresses import is_address
from papers2bib.readers.encoding import as_utf8

HEAD = 8192
"""Bytes of a file that `sniff` is shown."""

_STDIN = "-"
_BINARY = "binary, not a list: give a text, HTML, BibTeX, CSV or JSON file"
_FOREIGN = "not UTF-8, read as Windows-1252; check the accents"
_UNASKED = "the web is not asked: save the page and give its file"
_BY_SUFFIX = {
    ".bib": "bibtex",
    ".tex": "latex",
    ".bbl": "latex",
    ".ris": "ris",
    ".nbib": "ris",
    ".enw": "ris",
    ".json": "jsonl",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yml": "yaml",
    ".yaml": "yaml",
    ".csv": "csv",
    ".tsv": "tsv",
    ".atom": "feed",
    ".rss": "feed",
    ".xml": "feed",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".org": "org",
    ".rst": "rst",
}

if TYPE_CHECKING:
    from papers2bib.readers.web import WebFile, WebPage

Note = Callable[[str], None]
Problem = Callable[[Papers2bibError], None]
Fetch = Callable[[str], "WebPage | WebFile"]
"""Gives what is at an address, or raises ReaderError."""


def _silent(_: object) -> None:
    return


def read(
    paths: Iterable[str | Path],
    form: str | None = None,
    *,
    ignore: Collection[Path] = frozenset(),
    note: Note = _silent,
    problem: Problem = _silent,
    fetch: Fetch | None = None,
) -> Iterator[Listing]:
    """The listings of all lists in `paths`: files, directories (recursively, sorted), URLs, `-` for stdin.

    A named file is always read, by the format `form` of READERS or by what it looks like; of a directory
    only files that a reader claims. An address (a string, see `addresses`) is asked for by `fetch`. Nothing
    is read twice, and no file in `ignore` (resolved paths: what this run writes). `note` is told, in a line
    for a person, of what was passed over; `problem` of what could not be read, which does not stop the rest.
    """
    walk = _Walk(form, frozenset(ignore), note, problem, fetch)
    for path in paths:
        yield from walk.path(os.fspath(path))
    walk.report_skipped()


@dataclass(slots=True)
class _Walk:
    form: str | None
    ignore: frozenset[Path]
    note: Note
    problem: Problem
    fetch: Fetch | None
    seen: set[Path | str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)

    def path(self, path: str) -> Iterator[Listing]:
        if path == _STDIN:
            yield from self._stream(sys.stdin.buffer, "<stdin>", named=True)
        elif is_address(path):
            yield from self._address(path)
        elif Path(path).is_dir():
            yield from self._directory(path)
        elif Path(path).resolve() in self.ignore:
            self.note(f"{path}: not read, for this run writes it")
        else:
            yield from self._file(path, named=True)

    def report_skipped(self) -> None:
        """One note for all files of directories that are no lists."""
        if self.skipped:
            files = "file that is no list" if len(self.skipped) == 1 else "files that are no lists"
            more = ", …" if len(self.skipped) > 5 else ""
            self.note(f"skipped {len(self.skipped)} {files}: {', '.join(self.skipped[:5])}{more}")

    def _address(self, address: str) -> Iterator[Listing]:
        try:
            if self.fetch is None:
                raise ReaderError(address, _UNASKED)
            there = self.fetch(address)
        except ReaderError as error:
            self.problem(error)
            return
        if there.origin in self.seen:
            return
        self.seen.add(there.origin)
        from papers2bib.readers.web import WebPage

        if isinstance(there, WebPage):
            yield from self._told(there.found, f"{there.origin}: holds no papers")
        else:
            yield from self._stream(io.BytesIO(there.body), there.origin, named=True, form=there.form)

    def _directory(self, path: str) -> Iterator[Listing]:
        for name in sorted(self._files(path), key=lambda name: Path(name).parts):
            yield from self._file(name, named=False)

    def _files(self, path: str) -> Iterator[str]:
        for folder, folders, names in os.walk(path, onerror=self._unlistable):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                whole = os.path.join(folder, name)  # noqa: PTH118 - keeps the path as typed, `./` and all
                if name.startswith(".") or not Path(whole).is_file():
                    self.skipped.append(whole)
                elif Path(whole).resolve() not in self.ignore:
                    yield whole

    def _unlistable(self, error: OSError) -> None:
        self.problem(_unreadable(str(error.filename), error))

    def _file(self, path: str, *, named: bool) -> Iterator[Listing]:
        resolved = Path(path).resolve()
        if resolved in self.seen:
            return
        self.seen.add(resolved)
        try:
            with Path(path).open("rb") as stream:
                yield from self._stream(stream, path, named=named)
        except OSError as error:
            self.problem(_unreadable(path, error))

    def _stream(
        self, raw: BinaryIO, origin: str, *, named: bool, form: str | None = None
    ) -> Iterator[Listing]:
        stream = as_utf8(raw, lambda line: self.note(f"{origin}:{line}: {_FOREIGN}"))
        head = stream.peek(HEAD)[:HEAD]
        form = form or self.form or _claimed(origin, head) or (_fallback(origin) if named else None)
        if form is None:
            self.skipped.append(origin)
        elif b"\0" in head:
            self.problem(ReaderError(origin, _BINARY))
        else:
            found = reader(form).read(stream, origin)
            yield from self._told(found, f"{origin}: holds no papers (read as {form})")

    def _told(self, found: Iterable[Listing | ReaderError], nothing: str) -> Iterator[Listing]:
        """The listings, while what could not be read is reported; `nothing` says that there was neither."""
        told = False
        for one in found:
            told = True
            if isinstance(one, Listing):
                yield one
            elif isinstance(one, ReaderRemark):
                self.note(str(one))
            else:
                self.problem(one)
        if not told:
            self.note(nothing)


def _claimed(origin: str, head: bytes) -> str | None:
    if b"\0" in head or not head.strip():
        return None
    return next((form for form in READERS if reader(form).sniff(origin, head)), None)


def _fallback(origin: str) -> str:
    return _BY_SUFFIX.get(Path(origin).suffix.lower(), "titles")


def _unreadable(path: str, error: OSError) -> ReaderError:
    if isinstance(error, FileNotFoundError):
        return ReaderError(path, "no such file or directory: give the path of a list, or - for stdin")
    reason = (error.strerror or str(error)).lower()
    return ReaderError(path, f"cannot be read ({reason}): check the path and its permissions")
