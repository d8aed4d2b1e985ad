"""Standard output as a place for BibTeX: takes bytes, and bears a reader that goes away."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from papers2bib.errors import TargetError


def silence(number: int) -> None:
    """Point a standard stream that broke at nothing, so that its last flush cannot fail once more."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, number)
    os.close(nothing)


class Stdout:
    """Bytes to standard output; `broken` once the other end of a pipe has gone, from when all is dropped."""

    def __init__(self) -> None:
        if sys.stdout is None:
            raise TargetError("standard output", "is closed: give -o FILE")
        self._stream = sys.stdout.buffer
        self.broken = False

    def write(self, data: bytes) -> None:
        """Append bytes; raises TargetError when they cannot be taken."""
        with self._told():
            self._stream.write(data)

    def flush(self) -> None:
        """Hand on what is still held."""
        with self._told():
            self._stream.flush()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            silence(1)
            self.broken = True
        except OSError as error:
            silence(1)
            raise TargetError("standard output", f"cannot be written ({error.strerror})") from error
