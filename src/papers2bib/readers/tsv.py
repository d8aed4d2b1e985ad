"""Takes a table of tab separated values with a column of titles, gives its listings."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers.delimited import holds_titles, read_lines
from papers2bib.readers.text import decode, lines


def sniff(name: str, head: bytes) -> bool:
    """Whether a .tsv or .txt has, between tabs, a column of titles."""
    fitting = PurePath(name).suffix.lower() in (".tsv", ".tab", ".txt") or name == "<stdin>"
    return fitting and b"\t" in head and holds_titles(decode(head), ("\t",))


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers, row by row."""
    return read_lines(lines(stream), origin, ("\t",))
