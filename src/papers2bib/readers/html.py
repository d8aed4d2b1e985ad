"""Takes a web page saved as HTML, gives the papers it lists: from its JSON, its structure or its lines."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Listing
from papers2bib.readers.text import LARGEST_WHOLE, Line, decode, lines, whole

HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+(?:html|netscape-bookmark)|html|head|body|div|table|ul|ol|dl)\b",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins."""
_SUFFIXES = (".html", ".htm", ".xhtml")
_LISTS = re.compile(
    r"<title\b[^>]*>[^<]*(?:papers?\b|publications?|proceedings|accepted|bibliograph|reading|bookmarks|arxiv|dblp"
    r"|scholar|openreview|anthology|conference|workshop|program|schedule|awesome|论文|論文|논문)"
    r"|netscape-bookmark",
    re.IGNORECASE,
)
"""What the title of a page that lists papers speaks of."""


def sniff(name: str, head: bytes) -> bool:
    """Whether this is a page whose title speaks of papers, or that links to some at once."""
    text = decode(head)
    if not (HTML.match(text) or PurePath(name).suffix.lower() in _SUFFIXES):
        return False
    return _LISTS.search(text) is not None or len(set(PaperId.find(text))) > 1


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers of a page in order."""
    return read_lines(lines(stream, longest=LARGEST_WHOLE), origin)


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    """The papers of a page in order; of one that breaks off, what it holds and a ReaderError that says so."""
    told = whole(source)
    if told is None:
        yield ReaderError(origin, f"larger than {LARGEST_WHOLE >> 20} MB: save the page as text instead")
        return
    number, page = len(told), "\n".join(line.text for line in told)
    del told
    yield from _papers(page, origin)
    if _breaks_off(page):
        yield ReaderError(f"{origin}:{number}", "the page breaks off here: save it once more")


def _breaks_off(page: str) -> bool:
    from papers2bib.readers import hf_html

    tail = page[-2000:].lower()
    if hf_html.breaks_off(page):
        return True
    return "<html" in page[:2000].lower() and "</html" not in tail and "</body" not in tail


def _papers(page: str, origin: str) -> Iterator[Listing | ReaderError]:
    from papers2bib.readers import hf_html, hf_text, html_lines, html_papers, html_tree, titles

    if (told := hf_html.papers(page, origin)) is not None:
        yield from told
        return
    root = html_tree.tree(page)
    blocks = html_lines.blocks(root)
    if any(hf_text.is_count(block.text) for block in blocks):
        yield from hf_text.read_lines(html_lines.as_page(blocks), origin)
    elif found := list(html_papers.papers(root, origin)):
        yield from found
    else:
        yield from titles.read_lines(html_lines.as_list(blocks), origin)
