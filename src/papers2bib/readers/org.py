"""Takes an outline in Org mode, gives the papers in it as listings."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers.text import Line, decode, lines


def sniff(name: str, head: bytes) -> bool:
    """Whether a .org file lists papers."""
    if PurePath(name).suffix.lower() != ".org":
        return False
    from papers2bib.readers import markdown, org_outline  # here, since most lists are not Org mode

    source = (Line(number, text) for number, text in enumerate(decode(head).split("\n"), 1))
    return markdown.are_papers(org_outline.read_lines(source, ""))


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order: headings, items of lists, rows of tables."""
    from papers2bib.readers import org_outline

    return org_outline.read_lines(lines(stream), origin)
