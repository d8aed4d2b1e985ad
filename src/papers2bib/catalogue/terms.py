"""Terms: from a title key, a title or a DOI to the 30-bit hashes under which the catalogue posts a title."""

import struct
from functools import cache
from itertools import chain
from zlib import crc32

from papers2bib.titles import title_key

GRAM = 8
"""Length of the fragments of a key, in bytes."""
FRAGMENTS = 4
"""A title is posted under so many fragments, far apart: two local damages cannot lose all."""
HASH_BITS = 30
LONGEST_NICKNAME = 24
_PRIME = 1_002_583_009  # below 2^30, so that Python's integers divide by it in one step
_MASK = (1 << HASH_BITS) - 1


def whole_key(key: str) -> int:
    """The term of a complete title key."""
    return crc32(b"k" + key.encode()) & _MASK


def nickname(key: str) -> int:
    """The term of the name before the colon of a title, as a key."""
    return crc32(b"n" + key.encode()) & _MASK


def doi(value: str) -> int:
    """The term of a DOI in canonical form."""
    return crc32(b"d" + value.encode()) & _MASK


def head(title: str) -> str:
    """The key of the short name before the colon (`BERT: Pre-training of …`), or ""."""
    name, colon, rest = title.partition(":")
    if not colon or len(name) > 4 * LONGEST_NICKNAME or not rest.strip():
        return ""
    key = title_key(name)
    return key if len(key) <= LONGEST_NICKNAME else ""


def grams(key: bytes) -> list[int]:
    """The terms of all fragments of a key, in no particular order."""
    return [gram % _PRIME for gram in chain.from_iterable(_shifted(key))]


def grams_in_order(key: bytes) -> list[int]:
    """The terms of all fragments of a key; number i is the fragment that begins at byte i."""
    ordered = [0] * max(0, len(key) - GRAM + 1)
    for shift, run in enumerate(_shifted(key)):
        ordered[shift::GRAM] = [gram % _PRIME for gram in run]
    return ordered


def stretches(count: int) -> list[tuple[int, int]]:
    """Where the stretches of a key with `count` fragments begin and end, as fragment numbers.

    One fragment is chosen in each; those of neighbouring stretches do not overlap.
    """
    length = count + GRAM - 1
    parts = min(FRAGMENTS, length // GRAM)
    edges = [length * part // parts for part in range(parts + 1)] if parts else []
    return [(begin, end - GRAM + 1) for begin, end in zip(edges, edges[1:], strict=False)]


def _shifted(key: bytes) -> list[tuple[int, ...]]:
    """The key read as 64-bit numbers from its first byte, its second byte, … its eighth."""
    length = len(key)
    return [
        _numbers((length - shift) // GRAM).unpack_from(key, shift)
        for shift in range(min(GRAM, length - GRAM + 1))
    ]


@cache
def _numbers(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}Q")
