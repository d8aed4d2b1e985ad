"""Takes the lines of a table parted by commas, semicolons or tabs, gives the papers in its title column."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from papers2bib.errors import ReaderError, ReaderRemark
from papers2bib.model import Listing
from papers2bib.readers import columns, records
from papers2bib.readers.details import Details
from papers2bib.readers.text import Line, fold

_LONGEST_ROW = 500
"""Lines; a row that goes on for longer is one with a quote that is never closed."""
_SAMPLE = 400
"""Lines by which the layout is told."""
_GUESSED = "no column is named 'title': column {} is taken, which reads as titles"
_UNCLOSED = "a quote that is never closed: close or delete it"


def delimiter(header: str, allowed: Sequence[str]) -> str | None:
    """The character that parts a header so that one column is named as titles are, or None."""
    for one in sorted(allowed, key=header.count, reverse=True):
        if one in header and records.title_column(_split(header, one)):
            return one
    return None


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is laid out: its delimiter, its names of columns (None: it has none), where titles are."""

    part: str
    names: Sequence[str] | None
    at: int
    guessed: bool = False


def holds_titles(head: str, allowed: Sequence[str]) -> bool:
    """Whether the beginning of a file is that of a table of papers: one with a column of titles.

    Where no column is named so, other columns have to tell of papers, too: sentences are much like titles.
    """
    texts = head.split("\n")
    sample = [Line(number, text) for number, text in enumerate(texts[:-1] or texts, 1)]
    first = _first(sample)
    layout = None if first is None else _layout(sample[first:], allowed)
    if layout is None or not layout.guessed:
        return layout is not None
    return columns.tell_of_papers(_parted(sample[first:], allowed)[1], layout.at)


def read_lines(
    source: Iterable[Line], origin: str, allowed: Sequence[str]
) -> Iterator[Listing | ReaderError]:
    """The papers, row by row; a row without a title is a ReaderError.

    Where no column is named as titles are, it is the one whose cells read as titles, which a remark says.
    """
    source = iter(source)
    sample = list(islice(source, _SAMPLE))
    first = _first(sample)
    if first is None:
        return
    number, text = sample[first]
    layout = _layout(sample[first:], allowed)
    if layout is None:
        seen = ", ".join(fold(name) for name in _split(text, max(allowed, key=text.count))[:12])
        yield ReaderError(f"{origin}:{number}", f"no column of titles among: {seen}; name one 'title'")
        return
    if layout.guessed:
        yield ReaderRemark(f"{origin}:{number}", _GUESSED.format(layout.at + 1))
    start = first + (layout.names is not None)
    table = _Lines(chain(sample[start:], source), number - (layout.names is None))
    yield from _rows(table, layout, origin)


def _first(sample: Sequence[Line]) -> int | None:
    """Where the first row is: behind blank lines and Excel's `sep=;`."""
    written = (at for at, line in enumerate(sample) if line.text.strip() and not line.text.startswith("sep="))
    return next(written, None)


def _layout(sample: Sequence[Line], allowed: Sequence[str]) -> _Layout | None:
    """The layout of a table that begins with the sample, by its header, else by what is in the columns."""
    header = sample[0].text
    if part := delimiter(header, allowed):
        names = _split(header, part)
        return _Layout(part, names, names.index(records.title_column(names) or ""))
    if records.title_column([header]):
        return _Layout(allowed[0], [header], 0)
    part, rows = _parted(sample, allowed)
    at = columns.titles_at(rows)
    if at is None:
        return None
    headed = columns.is_header(rows[0], at)
    return _Layout(part, rows[0] if headed else None, at, guessed=True)


def _parted(sample: Sequence[Line], allowed: Sequence[str]) -> tuple[str, list[list[str]]]:
    """The delimiter that parts nearly all rows into the same number of cells, two or more, and the rows."""
    texts = [line.text for line in sample if line.text.strip()]
    for part in sorted(allowed, key=texts[0].count, reverse=True):
        rows = [row for row in _split_all(texts, part) if any(row)]
        width = len(rows[0]) if rows else 0
        if width > 1 and sum(len(row) == width for row in rows) * 10 >= len(rows) * 9:
            return part, rows
    alone = all(len(row) == 1 for part in allowed for row in _split_all(texts, part))
    return allowed[0], _split_all(texts, allowed[0]) if alone else []


class _Lines:
    """The text of lines, each with its end, and the number of the last one given out."""

    def __init__(self, source: Iterable[Line], before: int) -> None:
        self._source = iter(source)
        self.number = before
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


def _rows(table: _Lines, layout: _Layout, origin: str) -> Iterator[Listing | ReaderError]:
    reading = csv.reader(table, delimiter=layout.part, skipinitialspace=True)
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
            yield _row(row, layout, at)


def _row(row: Sequence[str], layout: _Layout, origin: str) -> Listing | ReaderError:
    title = row[layout.at] if layout.at < len(row) else ""
    text = fold(title)
    if not text:
        return ReaderError(origin, "a row without a title: fill it in or delete it")
    if title.count("\n") > _LONGEST_ROW:
        return ReaderError(origin, _UNCLOSED)
    others = [(at, cell) for at, cell in enumerate(row) if at != layout.at]
    if layout.names is None:
        details = Details()
        for _, cell in others:
            details.add(cell)
        return details.listing(text, origin)
    names = layout.names
    return records.listing({names[at]: cell for at, cell in others if at < len(names)}, text, origin)


def _split_all(texts: Sequence[str], part: str) -> list[list[str]]:
    try:
        return list(csv.reader((f"{text}\n" for text in texts), delimiter=part, skipinitialspace=True))
    except csv.Error:
        return [text.split(part) for text in texts]


def _split(header: str, part: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=part, skipinitialspace=True), [])
    except csv.Error:
        return header.split(part)
