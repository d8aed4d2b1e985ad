"""Takes bytes in whatever encoding a list was saved in, gives the same text as a stream of UTF-8."""

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

_CHUNK = 1 << 16
_LONGEST = 1 << 20
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
Foreign = Callable[[int], None]
"""Told the number of the first line that is not UTF-8."""


def as_utf8(stream: BinaryIO, foreign: Foreign) -> io.BufferedReader:
    """The stream in UTF-8 without a byte order mark, read in small pieces; closing it closes nothing else.

    UTF-16 is known by its byte order mark. A line that is not UTF-8 is taken for Windows-1252, which gives
    a letter to nearly every byte, and `foreign` is told of the first one.
    """
    first = stream.read(_CHUNK)
    for mark, name in _UTF16.items():
        if first.startswith(mark):
            return _buffered(_from_utf16(first[len(mark) :], stream, name))
    return _buffered(_from_bytes(first.removeprefix(codecs.BOM_UTF8), stream, foreign))


def _buffered(pieces: Iterator[bytes]) -> io.BufferedReader:
    return io.BufferedReader(_Pieces(pieces), _CHUNK)


class _Pieces(io.RawIOBase):
    """An iterator of bytes as a raw stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # typeshed: a Buffer
        while len(self._left) < len(buffer) and (piece := next(self._pieces, None)) is not None:
            self._left += piece
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _chunks(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield first
    while chunk := stream.read(_CHUNK):
        yield chunk


def _from_utf16(first: bytes, stream: BinaryIO, name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)("replace")
    for chunk in _chunks(first, stream):
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _from_bytes(first: bytes, stream: BinaryIO, foreign: Foreign) -> Iterator[bytes]:
    told, number = b"\0" in first, 1
    for lines in _whole_lines(first, stream):
        if is_utf8(lines):
            yield lines
        else:
            good = [line if is_utf8(line) else _from_windows(line) for line in lines.split(b"\n")]
            if not told:
                bad = next(i for i, line in enumerate(lines.split(b"\n")) if not is_utf8(line))
                foreign(number + bad)
                told = True
            yield b"\n".join(good)
        number += lines.count(b"\n")


def _whole_lines(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Pieces that end where a line ends, or, within a monstrous line, where a letter ends."""
    left = b""
    for chunk in _chunks(first, stream):
        left += chunk
        cut = left.rfind(b"\n") + 1
        if not cut and len(left) > _LONGEST:
            cut = _letter_end(left)
        if cut:
            yield left[:cut]
            left = left[cut:]
    yield left


def _letter_end(data: bytes) -> int:
    cut = len(data)
    while cut and cut > len(data) - 4 and data[cut - 1] & 0xC0 == 0x80:
        cut -= 1
    return cut - 1 if cut and data[cut - 1] >= 0xC0 else len(data)


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_windows(line: bytes) -> bytes:
    try:
        return line.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1").encode("utf-8")
