"""What the tests of readers share."""

from collections.abc import Callable

import pytest
from reading import found

from papers2bib.errors import ReaderError
from papers2bib.model import Listing

Read = Callable[[str, str], list[Listing]]


@pytest.fixture
def listings() -> Read:
    """Read a text as one format and expect no errors."""

    def read(form: str, text: str) -> list[Listing]:
        result = found(form, text.encode())
        assert not [one for one in result if isinstance(one, ReaderError)]
        return [one for one in result if isinstance(one, Listing)]

    return read
