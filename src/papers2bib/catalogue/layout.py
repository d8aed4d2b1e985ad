"""The container of a catalogue file: named sections in, one checked file out, and back as a memory map.

A file is the magic, `<HII` (format version, length and CRC-32 of the header), the header (JSON, UTF-8), then
the sections. The header says where each section begins (from the end of the header), its length and CRC-32.
All numbers are little-endian.
"""

import json
import mmap
import os
import struct
import weakref
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

from papers2bib.drafts import Drafts
from papers2bib.errors import CatalogueError, SourceUnavailable

MAGIC = b"papers2bib catalogue\r\n\x1a\n"
VERSION = 2
_FIXED = struct.Struct("<HII")
_START = len(MAGIC) + _FIXED.size
_CHUNK = 1 << 20
_REBUILD = "build it again with `papers2bib catalogue build`"


class Layout(NamedTuple):
    """An open catalogue file: what its header says, and where its sections lie in the map."""

    path: Path
    info: Mapping[str, Any]
    data: mmap.mmap
    read: Callable[[int, int], bytes]
    """Reads so many bytes (first) at an offset (second) of `data`, the pages of which stay out of memory."""
    sections: Mapping[str, tuple[int, int]]
    """Section name → offset and length in `data`."""

    def section(self, name: str) -> tuple[int, int]:
        """Offset and length of a section; raises CatalogueError if the file lacks it."""
        if name not in self.sections:
            raise damaged(self.path, f"section {name} is missing")
        return self.sections[name]


def damaged(path: Path, what: str) -> CatalogueError:
    """The error for a catalogue whose inside contradicts itself."""
    return CatalogueError(str(path), f"damaged catalogue ({what}): {_REBUILD}")


def write_layout(path: Path, info: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
    """Write a catalogue file; one that stands at `path` is replaced in one step or stays as it is.

    Raises TargetError when it cannot be written.
    """
    places: dict[str, tuple[int, int, int]] = {}
    offset = 0
    for name, content in sections.items():
        places[name] = offset, len(content), crc32(content)
        offset += len(content)
    header = json.dumps({**info, "size": offset, "sections": places}, ensure_ascii=False).encode()
    with Drafts() as drafts:
        draft = drafts.open(path)
        draft.write(MAGIC + _FIXED.pack(VERSION, len(header), crc32(header)) + header)
        for content in sections.values():
            draft.write(content)


def open_layout(path: Path) -> Layout:
    """Map a catalogue file and check its magic, version, header and size, but not what the sections hold.

    Raises SourceUnavailable when the file cannot be opened, CatalogueError when it is no whole catalogue.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            header, start = _read_header(path, file.read(_START), file.read)
            if size != start + header["size"]:
                raise damaged(path, f"{size:,} bytes long, {start + header['size']:,} expected")
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            read = _reader(file, data)
    except OSError as error:
        raise SourceUnavailable(str(path), f"cannot open the catalogue: {error.strerror or error}") from error
    places = {name: (start + at, length) for name, (at, length, _) in header["sections"].items()}
    return Layout(path, header, data, read, places)


def _reader(file: BinaryIO, data: mmap.mmap) -> Callable[[int, int], bytes]:
    if not hasattr(os, "pread"):
        return lambda length, start: data[start : start + length]
    descriptor = os.dup(file.fileno())
    weakref.finalize(data, os.close, descriptor)
    return partial(os.pread, descriptor)


def verify_layout(layout: Layout) -> None:
    """Read the whole file and compare the checksums of all sections; raises CatalogueError."""
    for name, (start, length) in layout.sections.items():
        check = 0
        for at in range(start, start + length, _CHUNK):
            check = crc32(layout.data[at : min(at + _CHUNK, start + length)], check)
        if check != layout.info["sections"][name][2]:
            raise damaged(layout.path, f"checksum of section {name}")


def _read_header(path: Path, fixed: bytes, read: Any) -> tuple[dict[str, Any], int]:
    if not fixed.startswith(MAGIC):
        raise CatalogueError(
            str(path), "not a papers2bib catalogue: build one with `papers2bib catalogue build`"
        )
    if len(fixed) < _START:
        raise damaged(path, "cut off in the header")
    version, length, check = _FIXED.unpack_from(fixed, len(MAGIC))
    if version != VERSION:
        raise CatalogueError(
            str(path), f"catalogue of format {version}, this program reads {VERSION}: {_REBUILD}"
        )
    text = read(length) if length < 1 << 26 else b""
    if len(text) != length or crc32(text) != check:
        raise damaged(path, "checksum of the header")
    header: dict[str, Any] = json.loads(text)
    return header, _START + length
