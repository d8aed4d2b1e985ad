"""What the tests of readers share: listings out of text, and the contract that every reader keeps."""

import io
from collections.abc import Callable

import pytest

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import reader

Read = Callable[[str, str], list[Listing]]


def found(form: str, data: bytes, origin: str = "list.txt") -> list[Listing | ReaderError]:
    return list(reader(form).read(io.BytesIO(data), origin))


@pytest.fixture
def listings() -> Read:
    """Read a text as one format and expect no errors."""

    def read(form: str, text: str) -> list[Listing]:
        result = found(form, text.encode())
        assert not [one for one in result if isinstance(one, ReaderError)]
        return [one for one in result if isinstance(one, Listing)]

    return read
