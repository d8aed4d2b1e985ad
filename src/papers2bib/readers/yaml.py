"""Takes a list of papers in YAML, gives its listings; the fields may have the names that JSON's have."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers.text import LARGEST_WHOLE, Line, decode, lines, whole

_NONE = "no papers in this YAML: give each a field 'title'"


def sniff(name: str, head: bytes) -> bool:
    """Whether a .yml or .yaml holds titles that have authors, years or ids beside them."""
    if PurePath(name).suffix.lower() not in (".yml", ".yaml"):
        return False
    from papers2bib.readers import yaml_papers  # here, since most lists are not YAML

    texts = decode(head).split("\n")
    return yaml_papers.are_told(Line(number, text) for number, text in enumerate(texts[:-1] or texts, 1))


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order: mappings with a title at any key, or else a list of titles."""
    from papers2bib.readers import yaml_papers

    source = whole(lines(stream))
    if source is None:
        limit = f"YAML of more than {LARGEST_WHOLE >> 20} MB"
        yield ReaderError(origin, f"{limit}: give JSON, one object a line")
        return
    found = False
    for one in yaml_papers.read_lines(source, origin):
        found = True
        yield one
    if not found and any(line.text.strip() for line in source):
        yield ReaderError(f"{origin}:1", _NONE)
