"""Takes reStructuredText, gives the papers of its lists and citations as listings."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers.text import Line, decode, lines


def sniff(name: str, head: bytes) -> bool:
    """Whether a .rst file lists papers."""
    if PurePath(name).suffix.lower() not in (".rst", ".rest"):
        return False
    from papers2bib.readers import markdown

    source = (Line(number, text) for number, text in enumerate(decode(head).split("\n"), 1))
    return markdown.are_papers(_listings(source, ""))


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order; directives and comments are passed over."""
    return _listings(lines(stream), origin)


def _listings(source: Iterable[Line], origin: str) -> Iterator[Listing]:
    from papers2bib.readers import markdown, rst_markup  # here, since most lists are not reStructuredText

    return markdown.read_lines(rst_markup.as_markdown(source), origin)
