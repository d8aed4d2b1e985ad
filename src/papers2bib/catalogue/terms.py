"""Terms: from a title key, a title or a DOI to the 30-bit hashes under which the catalogue posts a title."""

import struct
from functools import cache
from itertools import chain, pairwise
from zlib import crc32

from papers2bib.titles import title_key

GRAM = 8
"""Length of the fragments of a key, in bytes."""
SHORT_GRAM = 5
"""Length of those of a key of fewer than SHORT_KEY bytes, which would have too few of the longer ones."""
SHORT_KEY = 32
FRAGMENTS = 4
"""A title is posted under so many fragments, far apart: two local damages cannot lose all."""
START = 24
"""So many letters of a key say where titles that begin alike are found."""
HASH_BITS = 30
BUCKET_BITS = 22
"""At most so many of them choose a bucket, the others are a check."""
LONGEST_NICKNAME = 24
_PRIME = 1_002_583_009  # below 2^30, so that Python's integers divide by it in one step
_MASK = (1 << HASH_BITS) - 1


def whole_key(key: str) -> int:
    """The term of a complete title key; those of titles that begin alike fall into one bucket."""
    start, whole = crc32(b"k" + key[:START].encode()), crc32(key.encode())
    return start & (1 << BUCKET_BITS) - 1 | (whole << BUCKET_BITS & _MASK)


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


def grams(key: bytes) -> set[int]:
    """The terms of all fragments under which a title may be posted of which the key is a damaged form."""
    found = {gram % _PRIME for gram in chain.from_iterable(_shifted(key))}
    return found.union(_short_grams(key)) if len(key) < SHORT_KEY + GRAM else found


def choices(key: bytes) -> list[list[int]]:
    """Terms of a title's key to choose from, one of each list; what is chosen in different lists lies apart."""
    if len(key) < SHORT_KEY:
        return _stretches(_short_grams(key), len(key), SHORT_GRAM, 1)
    return _stretches(_every_second(key), len(key), GRAM, 2)


def _stretches(fragments: list[int], length: int, gram: int, step: int) -> list[list[int]]:
    """The fragments by stretch of the key; number i begins at byte `i * step`."""
    parts = min(FRAGMENTS, length // gram)
    edges = [length * part // parts // step for part in range(parts + 1)] if parts else []
    return [fragments[begin : end - (gram - 1) // step] for begin, end in pairwise(edges)]


def _short_grams(key: bytes) -> list[int]:
    return [crc32(key[at : at + SHORT_GRAM]) & _MASK for at in range(len(key) - SHORT_GRAM + 1)]


def _every_second(key: bytes) -> list[int]:
    """The fragments that begin at bytes 0, 2, 4, …: enough to choose from."""
    ordered = [0] * ((len(key) - GRAM) // 2 + 1)
    for shift in range(0, min(GRAM, len(key) - GRAM + 1), 2):
        run = _numbers((len(key) - shift) // GRAM).unpack_from(key, shift)
        ordered[shift // 2 :: GRAM // 2] = [gram % _PRIME for gram in run]
    return ordered


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
