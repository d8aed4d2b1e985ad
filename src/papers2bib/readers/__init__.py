"""Readers of reading lists: one module per format, named here once, imported only when asked for."""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

if TYPE_CHECKING:
    from papers2bib.errors import ReaderError
    from papers2bib.model import Listing


class Reader(Protocol):
    """What a reader module offers; a plain module with these two functions satisfies it."""

    def sniff(self, name: str, head: bytes) -> bool:
        """Whether a file of this name that begins with `head` (in UTF-8) is a list of this format."""
        ...

    def read(self, stream: BinaryIO, origin: str) -> "Iterator[Listing | ReaderError]":
        """The listings of a stream in UTF-8, in order, and between them, as values, what cannot be read.

        A ReaderError among them names `origin:line`; it does not end the reading. None is raised. A
        ReaderRemark is no failure: it says what was assumed.
        """
        ...


READERS: dict[str, str] = {
    "bibtex": "papers2bib.readers.bibtex",
    "latex": "papers2bib.readers.latex",
    "ris": "papers2bib.readers.ris",
    "jsonl": "papers2bib.readers.jsonl",
    "yaml": "papers2bib.readers.yaml",
    "csv": "papers2bib.readers.csv",
    "tsv": "papers2bib.readers.tsv",
    "feed": "papers2bib.readers.feed",
    "hf_daily": "papers2bib.readers.hf_daily",
    "html": "papers2bib.readers.html",
    "markdown": "papers2bib.readers.markdown",
    "org": "papers2bib.readers.org",
    "rst": "papers2bib.readers.rst",
    "titles": "papers2bib.readers.titles",
}
"""Format name → module, in the order in which they are asked whether a file is theirs."""


def reader(name: str) -> Reader:
    """The reader of one format of READERS."""
    return cast("Reader", import_module(READERS[name]))
