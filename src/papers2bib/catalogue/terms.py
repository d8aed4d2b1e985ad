"""Terms: from a title, a DOI or a list of authors to the 32-bit hashes under which a title is posted."""

from collections.abc import Iterable
from itertools import compress
from zlib import crc32

from papers2bib.names import fold
from papers2bib.titles import title_key

GRAM = 8
"""Length of the fragments of a key, in bytes."""
SHORT_GRAM = 5
"""Length of those of a key of fewer than SHORT_KEY bytes, which would have too few of the longer ones."""
SHORT_KEY = 32
LONG_KEY = 48
"""In a key of so many bytes only some fragments count, those that begin with an anchor."""
START = 24
"""So many letters of a key say where titles that begin alike are found."""
BUCKET_BITS = 23
"""At most so many bits of a term choose a bucket, the others are a check."""
LONGEST_NICKNAME = 24
_MASK = (1 << 32) - 1
fragment = crc32
"""The term of a fragment."""
ANCHORS = bytes(byte in b"aeiouy02468" or (byte > 0x7F and not byte % 2) for byte in range(256))
"""Vowels stand everywhere, so fragments that begin with one of these are enough, and fewer than half."""


def whole_key(key: bytes) -> int:
    """The term of a complete title key; those of titles that begin alike fall into one bucket."""
    start, whole = crc32(b"k" + key[:START]), crc32(key)
    return start & (1 << BUCKET_BITS) - 1 | (whole << BUCKET_BITS & _MASK)


def nickname(key: str) -> int:
    """The term of the name before the colon of a title, as a key."""
    return crc32(b"n" + key.encode())


def doi(value: str) -> int:
    """The term of a DOI in canonical form."""
    return crc32(b"d" + value.encode())


def families(authors: Iterable[str]) -> list[str]:
    """The last words of names, sorted: the same for the same people, however they are named and ordered."""
    return sorted(words[-1] for one in authors if (words := fold(one)))


def team(authors: Iterable[str], year: int) -> int:
    """The term of those who published together in a year."""
    return crc32(f"t{year} {' '.join(families(authors))}".encode())


def head(title: str) -> str:
    """The key of the short name before the colon (`BERT: Pre-training of …`), or ""."""
    name, colon, rest = title.partition(":")
    if not colon or len(name) > 4 * LONGEST_NICKNAME or not rest.strip():
        return ""
    key = title_key(name)
    return key if len(key) <= LONGEST_NICKNAME else ""


def grams(key: bytes) -> set[int]:
    """The terms of all fragments under which a title damaged into this key may stand."""
    size = len(key)
    places: Iterable[int] = range(size - GRAM + 1)
    if size >= LONG_KEY + GRAM:
        places = compress(places, key.translate(ANCHORS))
    found = {fragment(key[at : at + GRAM]) for at in places}
    if size < SHORT_KEY + GRAM:
        found.update([fragment(key[at : at + SHORT_GRAM]) for at in range(size - SHORT_GRAM + 1)])
    return found
