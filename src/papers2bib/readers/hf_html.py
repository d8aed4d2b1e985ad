"""Takes the lines of a saved HTML page, gives its papers: from its JSON, else from its visible text."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import hf_text, html_text, objects, titles
from papers2bib.readers.dates import heading_date
from papers2bib.readers.text import LARGEST_WHOLE, Line

_PROPS = re.compile(r"data-target=\"DailyPapers\"[^>]*?data-props=\"(?P<json>[^\"]*)(?P<end>\"?)", re.DOTALL)
_PAPERS = re.compile(r'"dailyPapers"\s*:\s*\[\s*')
_DATE = re.compile(r'"dateString"\s*:\s*"([^"]*)"')


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    """The papers of a page in order; of one that breaks off, what it holds and a ReaderError that says so."""
    pieces: list[str] = []
    size = 0
    for line in source:
        pieces.append(line.text)
        size += len(line.text) + 1
        if size > LARGEST_WHOLE:
            yield ReaderError(origin, f"larger than {LARGEST_WHOLE >> 20} MB: save the page as text instead")
            return
    page = "\n".join(pieces)
    yield from _from_json(page, origin) if _PROPS.search(page) else _from_text(page, origin)
    if _breaks_off(page):
        yield ReaderError(f"{origin}:{len(pieces)}", "the page breaks off here: save it once more")


def _breaks_off(page: str) -> bool:
    props = _PROPS.search(page)
    if props and not props["end"]:
        return True
    tail = page[-2000:].lower()
    return "<html" in page[:2000].lower() and "</html" not in tail and "</body" not in tail


def _from_json(page: str, origin: str) -> Iterator[Listing | ReaderError]:
    props = _PROPS.search(page)
    text = html.unescape(props["json"]) if props else ""
    at = f"{origin}:{page.count(chr(10), 0, props.start()) + 1 if props else 1}"
    listed = heading_date(date[1]) if (date := _DATE.search(text)) else None
    start = _PAPERS.search(text)
    if not start:
        yield from _from_text(page, origin)
        return
    for _, entry in objects.elements(text, start.end()):
        found = objects.listing(entry, at, listed)
        whole = found and replace(found, n_authors=len(found.authors) or None)
        yield whole or ReaderError(at, "a paper without a title in the page's data")


def _from_text(page: str, origin: str) -> Iterator[Listing]:
    blocks = html_text.blocks(page)
    if any(hf_text.is_count(block.text) for block in blocks):
        return hf_text.read_lines(html_text.as_page(blocks), origin)
    return titles.read_lines(html_text.as_list(blocks), origin)
