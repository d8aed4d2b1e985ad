"""Dumps: files of facts as they are handed out in, plain bytes out, and how much has been read of them."""

import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

from papers2bib.errors import SourceReplyError, SourceUnavailable

Line = tuple[str, bytes]
"""A place (`file:line`) and what stands there, without the end of the line."""
Stream = io.BufferedReader
_BUFFER = 1 << 18
_BLOCK = 1 << 19
_HEAD = 64
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\0"
_OTHER_PACKERS = {
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf": "7z",
}
_BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines of a file, which become a place and a text each when they are gone through."""

    path: str
    first: int
    """Number of the first one."""
    content: bytes

    def __iter__(self) -> Iterator[Line]:
        for number, line in enumerate(self.content.split(b"\n"), self.first):
            if line and not line.isspace():
                yield f"{self.path}:{number}", line


class Meter:
    """How much of some dumps has been read."""

    def __init__(self) -> None:
        self._total = self._read = 0
        self._sized = True

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where nobody knows how much there is, as with standard input."""
        return min(1.0, self._read / self._total) if self._sized and self._total else 0.0

    def expect(self, path: Path) -> None:
        """Reckon with a file."""
        if path.is_file():
            self._total += path.stat().st_size
        else:
            self._sized = False

    def count(self, size: int) -> None:
        """Take note that so many bytes were read."""
        self._read += size


class Dump:
    """One file (`-` is standard input), plain or packed by gzip or xz, whatever its name says.

    Every method raises SourceUnavailable if it cannot be read, SourceReplyError if it is packed otherwise.
    """

    def __init__(self, path: Path, meter: Meter | None = None) -> None:
        self.path = path
        self._meter = meter or Meter()
        self._meter.expect(path)
        self._opened: BinaryIO | None = None
        self._kept = ExitStack()

    @cached_property
    def is_xml(self) -> bool:
        """Whether it begins as XML does."""
        with self._told(), ExitStack() as stack:
            stream = self._unpacked(stack)
            begins = stream.peek(_HEAD).lstrip(_BLANK).startswith(b"<")
            if not self.path.is_file():  # a pipe gives its bytes but once
                self._opened, self._kept = stream, stack.pop_all()
        return begins

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank."""
        for block in self.blocks():
            yield from block

    def blocks(self) -> Iterator[Block]:
        """The lines, about half a megabyte at a time."""
        first = 1
        with self.open() as stream:
            while content := stream.read(_BLOCK) + stream.readline():
                yield Block(str(self.path), first, content)
                first += content.count(b"\n")

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked."""
        with self._told(), self._kept as stack:
            yield self._opened or self._unpacked(stack)

    def _unpacked(self, stack: ExitStack) -> Stream:
        counted: Stream = io.BufferedReader(_Counted(self._raw(stack), self._meter), _BUFFER)
        head = counted.peek(_HEAD)
        if head.startswith(_GZIP):
            return _buffered(gzip.GzipFile(fileobj=counted))
        if head.startswith(_XZ):
            return _buffered(lzma.LZMAFile(counted))
        for magic, name in _OTHER_PACKERS.items():
            if head.startswith(magic):
                raise SourceReplyError(str(self.path), f"packed by {name}: unpack it first")
        return counted

    def _raw(self, stack: ExitStack) -> BinaryIO:
        if self.path != Path("-"):
            return stack.enter_context(self.path.open("rb"))
        if sys.stdin is None:
            raise SourceUnavailable("standard input", "is closed: name a file")
        return sys.stdin.buffer

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            raise SourceUnavailable(str(self.path), f"cannot be read: {error}") from error


class _Counted(io.RawIOBase):
    """A file that tells a meter what is read of it, and stays open when this is closed."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file, self._meter = cast("io.BufferedReader", file), meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = self._file.readinto(buffer)
        self._meter.count(size)
        return size


def _buffered(unpacked: "gzip.GzipFile | lzma.LZMAFile") -> Stream:
    return io.BufferedReader(cast("io.RawIOBase", unpacked), _BUFFER)
