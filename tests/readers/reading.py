"""Reads bytes as one format, without files."""

import io

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import reader


def found(form: str, data: bytes, origin: str = "list.txt") -> list[Listing | ReaderError]:
    return list(reader(form).read(io.BytesIO(data), origin))


def listings(form: str, text: str) -> list[Listing]:
    """Read a text as one format and expect no errors."""
    result = found(form, text.encode())
    assert not [one for one in result if isinstance(one, ReaderError)]
    return [one for one in result if isinstance(one, Listing)]
