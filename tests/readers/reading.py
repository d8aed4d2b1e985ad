"""Reads bytes as one format, without files."""

import io

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import reader


def found(form: str, data: bytes, origin: str = "list.txt") -> list[Listing | ReaderError]:
    return list(reader(form).read(io.BytesIO(data), origin))
