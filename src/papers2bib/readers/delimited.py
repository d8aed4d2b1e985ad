"""Takes the lines of a table parted by commas, semicolons or tabs, gives the papers in its title column."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import records
from papers2bib.readers.text import Line, fold

_LONGEST_ROW = 500
"""Lines; a row that goes on for longer is one with a quote that is never closed."""
_UNCLOSED = "a quote that is never closed: close or delete it"


def delimiter(header: str, allowed: Sequence[str]) -> str | None:
    """The character that parts a header so that one column is named as titles are, or None."""
    for one in sorted(allowed, key=header.count, reverse=True):
        if one in header and records.title_column(_split(header, one)):
            return one
    return None


def read_lines(
    source: Iterable[Line], origin: str, allowed: Sequence[str]
) -> Iterator[Listing | ReaderError]:
    """The papers, row by row; a row without a title is a ReaderError."""
    table = _Lines(source)
    header = next((text for text in table if text.strip() and not text.startswith("sep=")), "")
    if not header:
        return
    start, names = table.number, _split(header, delimiter(header, allowed) or max(allowed, key=header.count))
    title = records.title_column(names)
    if title is None:
        seen = ", ".join(fold(name) for name in names[:12])
        yield ReaderError(f"{origin}:{start}", f"no column of titles among: {seen}; name one 'title'")
        return
    yield from _rows(table, names, title, origin, delimiter(header, allowed) or ",")


class _Lines:
    """The text of lines, each with its end, and the number of the last one given out."""

    def __init__(self, source: Iterable[Line]) -> None:
        self._source = iter(source)
        self.number = 0
        self.quotes = 0
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            self.number, text = next(self._source)
        except StopIteration:
            self.ended = True
            raise
        self.quotes += text.count('"')
        return text + "\n"


def _rows(
    table: _Lines, names: list[str], title: str, origin: str, part: str
) -> Iterator[Listing | ReaderError]:
    reading = csv.reader(table, delimiter=part, skipinitialspace=True)
    while True:
        at, quotes = f"{origin}:{table.number + 1}", table.quotes
        try:
            row = next(reading)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReaderError(at, f"not a row of a table ({error}): check its quotes")
            continue
        if table.ended and (table.quotes - quotes) % 2:
            yield ReaderError(at, _UNCLOSED)
        elif any(cell.strip() for cell in row):
            yield _row(dict(zip(names, row, strict=False)), title, at)


def _row(fields: dict[str, str], title: str, origin: str) -> Listing | ReaderError:
    text = fold(fields.get(title, ""))
    if not text:
        return ReaderError(origin, "a row without a title: fill it in or delete it")
    if fields[title].count("\n") > _LONGEST_ROW:
        return ReaderError(origin, _UNCLOSED)
    return records.listing(fields, text, origin)


def _split(header: str, part: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=part, skipinitialspace=True), [])
    except csv.Error:
        return header.split(part)
