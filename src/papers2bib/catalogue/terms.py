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
BUCKET_BITS = 22
"""At most so many bits of a term choose a bucket, the others are a check."""
LONGEST_NICKNAME = 24
_PRIME = 1_002_583_009  # below 2^30, so that Python's integers divide by it in one step
_MASK = (1 << 30) - 1


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
    """The terms of all fragments under which a title damaged into this key may stand."""
    found = {gram % _PRIME for gram in chain.from_iterable(_shifted(key))}
    return found.union(_short_grams(key)) if len(key) < SHORT_KEY + GRAM else found


def choices(key: bytes) -> list[list[int]]:
    """Terms of a title's key to choose from, one of each list; those of different lists lie apart."""
    short = len(key) < SHORT_KEY
    ordered, length = (_short_grams(key), SHORT_GRAM) if short else (_long_grams(key), GRAM)
    parts = min(FRAGMENTS, len(key) // length)
    edges = [len(key) * part // parts for part in range(parts + 1)] if parts else []
    return [ordered[begin : end - length + 1] for begin, end in pairwise(edges)]


def sample(key: bytes) -> list[int]:
    """About half of the terms that `choices` gives, in less than half the time."""
    if len(key) < SHORT_KEY:
        return _short_grams(key)
    return [gram % _PRIME for gram in chain.from_iterable(_shifted(key)[::2])]


def _short_grams(key: bytes) -> list[int]:
    return [crc32(key[at : at + SHORT_GRAM]) & _MASK for at in range(len(key) - SHORT_GRAM + 1)]


def _long_grams(key: bytes) -> list[int]:
    """Number i is the fragment that begins at byte i."""
    ordered = [0] * (len(key) - GRAM + 1)
    for shift, run in enumerate(_shifted(key)):
        ordered[shift::GRAM] = [gram % _PRIME for gram in run]
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
