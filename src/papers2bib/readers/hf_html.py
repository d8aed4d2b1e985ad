"""Takes a page of Hugging Face as HTML, gives its papers from the JSON it carries."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import objects
from papers2bib.readers.dates import heading_date

_PROPS = re.compile(r"data-target=\"DailyPapers\"[^>]*?data-props=\"(?P<json>[^\"]*)(?P<end>\"?)", re.DOTALL)
_PAPERS = re.compile(r'"dailyPapers"\s*:\s*\[\s*')
_DATE = re.compile(r'"dateString"\s*:\s*"([^"]*)"')


def papers(page: str, origin: str) -> Iterator[Listing | ReaderError] | None:
    """The papers of a page in order, also of one whose JSON breaks off; None where it carries none."""
    props = _PROPS.search(page)
    text = html.unescape(props["json"]) if props else ""
    start = _PAPERS.search(text)
    if not props or not start:
        return None
    at = f"{origin}:{page.count(chr(10), 0, props.start()) + 1}"
    return _listings(text, start.end(), at)


def breaks_off(page: str) -> bool:
    """Whether the page ends within its JSON."""
    props = _PROPS.search(page)
    return bool(props and not props["end"])


def _listings(text: str, start: int, at: str) -> Iterator[Listing | ReaderError]:
    listed = heading_date(date[1]) if (date := _DATE.search(text)) else None
    for _, entry in objects.elements(text, start):
        found = objects.listing(entry, at, listed)
        whole = found and replace(found, n_authors=len(found.authors) or None)
        yield whole or ReaderError(at, "a paper without a title in the page's data")
