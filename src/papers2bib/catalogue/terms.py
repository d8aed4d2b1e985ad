"""Terms: from a title, a DOI or a list of authors to the 30-bit hashes under which a title is posted."""

from collections.abc import Iterable
from itertools import compress, pairwise
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
FRAGMENTS = 4
"""A title is posted under so many fragments, far apart: two local damages cannot lose all."""
START = 24
"""So many letters of a key say where titles that begin alike are found."""
BUCKET_BITS = 23
"""At most so many bits of a term choose a bucket, the others are a check."""
LONGEST_NICKNAME = 24
_MASK = (1 << 30) - 1
_ANCHORS = bytes(byte in b"aeiouy02468" or (byte > 0x7F and not byte % 2) for byte in range(256))
"""Vowels stand everywhere, so fragments that begin with one of these are enough, and fewer than half."""


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


def families(authors: Iterable[str]) -> list[str]:
    """The last words of names, sorted: the same for the same people, however they are named and ordered."""
    return sorted(words[-1] for one in authors if (words := fold(one)))


def team(authors: Iterable[str], year: int) -> int:
    """The term of those who published together in a year."""
    return crc32(f"t{year} {' '.join(families(authors))}".encode()) & _MASK


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
    found = set(_grams(key, GRAM, _places(key, GRAM, 0, size, anchored=size >= LONG_KEY + GRAM)))
    return (
        found.union(_grams(key, SHORT_GRAM, range(size - SHORT_GRAM + 1)))
        if size < SHORT_KEY + GRAM
        else found
    )


def choices(key: bytes) -> list[list[int]]:
    """Terms of a title's key to choose from, one of each list; those of different lists lie apart."""
    size = len(key)
    gram = GRAM if size >= SHORT_KEY else SHORT_GRAM
    parts = min(FRAGMENTS, size // gram)
    edges = [size * part // parts for part in range(parts + 1)] if parts else []
    anchored = size >= LONG_KEY
    found = [
        _grams(key, gram, _places(key, gram, begin, end, anchored=anchored)) for begin, end in pairwise(edges)
    ]
    return [terms for terms in found if terms]


def _places(key: bytes, length: int, begin: int, end: int, *, anchored: bool) -> Iterable[int]:
    """Where the fragments between two places begin, anchored ones with a vowel or the like."""
    places = range(begin, end - length + 1)
    return compress(places, key[begin:end].translate(_ANCHORS)) if anchored else places


def _grams(key: bytes, length: int, places: Iterable[int]) -> list[int]:
    return [crc32(key[at : at + length]) & _MASK for at in places]
