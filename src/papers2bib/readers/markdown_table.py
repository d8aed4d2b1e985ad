"""Takes the lines of a Markdown table, gives the papers in its rows."""

import re
from collections.abc import Iterator, Mapping, Sequence

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers import records
from papers2bib.readers.markdown_inline import Entry, is_label, parse
from papers2bib.readers.text import Line, fold

_BAR = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[\s|:=-]*-[\s|:=-]*")


def rows(table: Sequence[Line], origin: str, listed: Date | None) -> Iterator[Listing]:
    """The papers of the rows, titles from the column named so, else from the one with the longest text."""
    headed = len(table) > 1 and _SEPARATOR.fullmatch(table[1].text) is not None
    header = [parse(cell) for cell in _cells(table[0].text)]
    headed = headed and not any(PaperId.find(url) for entry in header for _, url in entry.links)
    names = [entry.title for entry in header] if headed else []
    for line in table[2:] if headed else table:
        if not _SEPARATOR.fullmatch(line.text):
            yield from _row(names, _cells(line.text), f"{origin}:{line.number}", listed)


def _cells(text: str) -> list[str]:
    return [
        cell.strip().replace("\\|", "|")
        for cell in _BAR.split(text.strip().removeprefix("|").removesuffix("|"))
    ]


def _row(names: list[str], cells: list[str], origin: str, listed: Date | None) -> Iterator[Listing]:
    names = names + [""] * (len(cells) - len(names))
    entries = [parse(cell) for cell in cells]
    at = _title_at(names, entries)
    if at is None:
        return
    fields = {name: _text(cell, entry) for name, cell, entry in zip(names, cells, entries, strict=False)}
    fields.pop(names[at], None)
    whole = Entry(entries[at].title, rest=entries[at].rest, own=entries[at].own)
    whole.links = [link for entry in entries for link in entry.links]
    yield with_fields(fields, whole, origin, listed)


def with_fields(fields: Mapping[str, str], entry: Entry, origin: str, listed: Date | None) -> Listing:
    """The listing of a row: what its fields say by their columns' names, then what stands with its title."""
    found = records.listing(fields, entry.title, origin, listed=listed)
    details = entry.details()
    details.ids = dict.fromkeys((*found.ids, *details.ids))
    details.authors, details.n_authors = (
        found.authors or details.authors,
        found.n_authors or details.n_authors,
    )
    details.date, details.venue = found.date or details.date, found.venue or details.venue
    details.votes = found.votes
    return details.listing(found.title, origin, found.listed, found.abstract)


def _title_at(names: list[str], entries: list[Entry]) -> int | None:
    """The column of the title: the one named so unless it holds but a label, else the longest text."""
    usable = [at for at, entry in enumerate(entries) if entry.title and not is_label(entry.title)]
    column = records.title_column(names[at] for at in usable)
    if column is not None:
        return names.index(column)
    return max(usable, key=lambda at: (entries[at].marked, len(entries[at].title)), default=None)


def _text(cell: str, entry: Entry) -> str:
    """A cell without its markup, links and all."""
    return fold(" ".join([entry.title, *entry.rest])) if entry.links or entry.marked else fold(cell)
