"""Takes the rows of a table whose columns nobody named, gives the column whose cells read as titles."""

import re
from collections.abc import Sequence

from papers2bib.ids import PaperId
from papers2bib.readers import records
from papers2bib.readers.dates import only_date
from papers2bib.readers.details import URL, VENUE, says_details
from papers2bib.readers.people import find_people

_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 40
"""Words of a cell that may be a title; abstracts have more."""
_NAMES_TITLES = re.compile(r"\b(?:titles?|papers?|articles?|publications?|works?)\b", re.IGNORECASE)


def titles_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The one column in which most cells read as titles, nearly all different; None where it is not one."""
    width = max(map(len, rows), default=0)
    fitting = [
        at for at in range(width) if _holds_titles([row[at] for row in rows if at < len(row)], len(rows))
    ]
    return fitting[0] if len(fitting) == 1 else None


def is_header(row: Sequence[str], at: int) -> bool:
    """Whether the first row plainly names the columns: no digit in it, and words that name columns."""
    if any(char.isdigit() for cell in row for char in cell) or at >= len(row):
        return False
    titled = len(row[at].split()) <= 4 and _NAMES_TITLES.search(row[at]) is not None
    return titled or any(records.names_role(cell) for cell in row)


def tell_of_papers(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether beside the titles most rows hold names, a year, a date or a link."""
    told = [any(says_details(cell) for place, cell in enumerate(row) if place != at) for row in rows]
    return sum(told) * 2 > len(rows)


def _holds_titles(cells: Sequence[str], rows: int) -> bool:
    reading = [cell for cell in cells if _reads_as_title(cell)]
    return len(reading) * 2 > rows and len(set(reading)) * 10 >= len(reading) * 9


def _reads_as_title(cell: str) -> bool:
    """Whether a cell is of several words that are neither names, a date, a venue nor a link."""
    words = _WORD.findall(cell)
    if not 3 <= len(words) <= _LONGEST or URL.search(cell) or PaperId.find(cell):
        return False
    people = find_people(cell)
    named = people is not None and (len(people.names) > 1 or people.total is not None or "et al" in cell)
    return not (named or only_date(cell) or VENUE.fullmatch(cell.strip()))
