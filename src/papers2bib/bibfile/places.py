"""Takes offsets into a file in bytes, gives the lines and columns that editors show."""

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\n|\r")
_MARK = b"\xef\xbb\xbf"


class Place(NamedTuple):
    """A line and a column, both counted from 1; columns in characters."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Places:
    """The lines of one file; making it looks for their ends once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(data))]

    def at(self, offset: int) -> Place:
        """The place of a byte. In a file that is not UTF-8 a byte that stands alone counts as a character."""
        line = bisect_right(self._starts, offset)
        before = self._data[self._starts[line - 1] : offset].removeprefix(_MARK)
        return Place(line, len(before.decode("utf-8", "replace")) + 1)
