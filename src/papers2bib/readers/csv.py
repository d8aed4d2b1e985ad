"""Takes a table of comma or semicolon separated values with a column of titles, gives its listings."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers.delimited import delimiter, holds_titles, read_lines
from papers2bib.readers.text import decode, lines

_DELIMITERS = (",", ";", "\t", "|")


def sniff(name: str, head: bytes) -> bool:
    """Whether a .csv has a column of titles, or the first line of a text names one."""
    if PurePath(name).suffix.lower() == ".csv":
        return holds_titles(decode(head), _DELIMITERS)
    first = decode(head).lstrip("\n").partition("\n")[0]
    plain = PurePath(name).suffix.lower() == ".txt" or name == "<stdin>"
    return plain and first.lower().startswith("title") and delimiter(first, (",", ";")) is not None


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers, row by row; the delimiter is the one that parts the header into named columns."""
    return read_lines(lines(stream), origin, _DELIMITERS)
