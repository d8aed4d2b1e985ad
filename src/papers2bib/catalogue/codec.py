"""Numbers and texts as bytes: varints, number columns, and numbered texts kept in small checked groups."""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import NamedTuple
from zlib import crc32

from papers2bib.catalogue.layout import Layout, damaged

GROUPS = {"titles": 16, "records": 16, "names": 16, "phrases": 16}
"""How many texts of each kind share a checksum."""
_PAIR = struct.Struct("<II")
_CHECK = struct.Struct("<H")
_SHARED, _MOST_SHARED = 2, 200
_BEGINNINGS = [bytes((_SHARED + shared,)) for shared in range(_MOST_SHARED + 1)]


def put_number(out: bytearray, number: int) -> None:
    """Append a number ≥ 0, seven bits a byte, lowest first; the top bit says that more follow."""
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def get_number(blob: bytes, at: int) -> tuple[int, int]:
    """The number at `at` and the place behind it."""
    number = blob[at]
    at += 1
    if number < 0x80:
        return number, at
    number &= 0x7F
    shift = 7
    while True:
        byte = blob[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7


def put_text(out: bytearray, text: str) -> None:
    """Append a text behind its length in bytes."""
    encoded = text.encode()
    put_number(out, len(encoded))
    out += encoded


def get_text(blob: bytes, at: int) -> tuple[str, int]:
    """The text at `at` and the place behind it; raises ValueError when the blob ends before it."""
    length, at = get_number(blob, at)
    if at + length > len(blob):
        raise ValueError("text beyond the end of its record")
    return blob[at : at + length].decode(), at + length


def little_endian(numbers: Iterable[int], typecode: str = "I") -> bytes:
    """A column of numbers as bytes (`I`: 4 each, `H`: 2 each)."""
    column = array(typecode, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def numbers(column: bytes | bytearray) -> list[int]:
    """The numbers in a column of four bytes each."""
    found = array("I", column)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tolist()


class PackedTexts(NamedTuple):
    """Texts joined into groups: their bytes, the length of each group, and its checksum."""

    data: bytes
    lengths: "array[int]"
    checks: "array[int]"


def pack_texts(blobs: Iterable[bytes], size: int, seeds: Sequence[int] = ()) -> PackedTexts:
    """Texts in groups of so many; the checksums cover the `seeds`, one number kept elsewhere for each."""
    stream, data, lengths, checks = iter(blobs), bytearray(), array("I"), array("H")
    while group := list(islice(stream, size)):
        joined = b"\0".join(group)
        if b"\1" in joined or joined.count(b"\0") >= len(group):
            joined = b"\0".join([_escape(one) if b"\0" in one or b"\1" in one else one for one in group])
        at = size * len(lengths)
        data += joined
        lengths.append(len(joined))
        checks.append(crc32(joined, sum(seeds[at : at + size])) & 0xFFFF)
    return PackedTexts(bytes(data), lengths, checks)


def text_sections(name: str, parts: Iterable[PackedTexts]) -> dict[str, bytes]:
    """What TextReader reads; all groups but the last one must be full."""
    known = list(parts)
    bounds = accumulate(chain.from_iterable(part.lengths for part in known), initial=0)
    return {
        name: b"".join(part.data for part in known),
        f"{name}.bounds": little_endian(bounds),
        f"{name}.checks": little_endian(chain.from_iterable(part.checks for part in known), "H"),
    }


def _escape(blob: bytes) -> bytes:
    return blob.replace(b"\1", b"\1B").replace(b"\0", b"\1A")


def _unescape(blob: bytes) -> bytes:
    return blob.replace(b"\1A", b"\0").replace(b"\1B", b"\1") if b"\1" in blob else blob


class TextReader:
    """Reads the texts of `text_sections`, by number."""

    def __init__(self, layout: Layout, name: str, size: int) -> None:
        self._layout, self._name, self._size = layout, name, size
        self._data = layout.data
        self._start, self._length = layout.section(name)
        self._bounds, bounds_length = layout.section(f"{name}.bounds")
        self._checks, checks_length = layout.section(f"{name}.checks")
        self._groups = checks_length // 2
        if bounds_length != 4 * self._groups + 4:
            raise damaged(layout.path, f"size of section {name}.bounds")

    def __getitem__(self, number: int) -> bytes:
        """One blob, its checksum not compared: good enough to rank, not to hand out."""
        group, place = divmod(number, self._size)
        if group >= self._groups:
            raise damaged(self._layout.path, f"{self._name} {number}")
        begin, end = _PAIR.unpack_from(self._data, self._bounds + 4 * group)
        joined = self._layout.read(end - begin, self._start + begin) if begin < end <= self._length else b""
        try:
            blob = joined.split(b"\0", place + 1)[place]
        except IndexError:
            raise damaged(self._layout.path, f"{self._name} {number}") from None
        return _unescape(blob) if b"\1" in blob else blob

    def checked(self, number: int, seed: int = 0) -> bytes:
        """One blob; raises CatalogueError when its group (with the sum of the seeds) is not as written."""
        return self.checked_up_to(number, seed)[-1]

    def checked_up_to(self, number: int, seed: int = 0) -> list[bytes]:
        """The blobs of a group up to one, see `checked`."""
        group, place = divmod(number, self._size)
        if group < self._groups:
            joined = self._read(group)
            (check,) = _CHECK.unpack_from(self._data, self._checks + 2 * group)
            blobs = joined.split(b"\0")
            if crc32(joined, seed) & 0xFFFF == check and place < len(blobs):
                return [_unescape(blob) for blob in blobs[: place + 1]]
        raise damaged(self._layout.path, f"{self._name} {number}")

    def _read(self, group: int) -> bytes:
        begin, end = _PAIR.unpack_from(self._data, self._bounds + 4 * group)
        if begin > end or end > self._length:
            raise damaged(self._layout.path, f"{self._name}.bounds {group}")
        return self._layout.read(end - begin, self._start + begin)


def share_beginnings(texts: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Each text as how much it shares with the one before it in its group of so many, and the rest."""
    before = b""
    for place, text in enumerate(texts):
        shared, most = 0, min(len(before), len(text), _MOST_SHARED) if place % size else 0
        while shared < most and before[shared] == text[shared]:
            shared += 1
        yield _BEGINNINGS[shared] + text[shared:]
        before = text


def with_beginning(blobs: Iterable[bytes]) -> bytes:
    """The last of the texts in some blobs of `share_beginnings`, the first of which begins a group."""
    text = b""
    for blob in blobs:
        text = text[: blob[0] - _SHARED] + blob[1:]
    return text
