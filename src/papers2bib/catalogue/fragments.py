"""Fragments: keys of titles in, out the terms of the fragments under which each is posted, its rarest ones.

The keys of a batch are laid out one behind the other, and the bytes of every fragment are also read as a
number: so all of them are looked up at once.
"""

import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress, repeat
from operator import add
from typing import NamedTuple

from papers2bib.catalogue.terms import ANCHORS, GRAM, LONG_KEY, SHORT_GRAM, SHORT_KEY, fragment

FRAGMENTS = 4
"""A title is posted under so many fragments, far apart: two local damages cannot lose all."""
BATCH = 2000
"""So many keys are best laid out at once."""
_MOST = 255
_PLACES = 64
_MOST_PLACES = (1 << 22) - 3
"""So many places for each title (a prime at most) tell common fragments from rare ones."""
_NUMBER = 8


class _Kind(NamedTuple):
    """Keys of some lengths: how many bytes their fragments have, and which bytes (1) may begin one."""

    sizes: range
    gram: int
    begin: bytes


_KINDS = (
    _Kind(range(SHORT_GRAM, SHORT_KEY), SHORT_GRAM, b"\1" * 256),
    _Kind(range(SHORT_KEY, LONG_KEY), GRAM, b"\1" * 256),
    _Kind(range(LONG_KEY, sys.maxsize), GRAM, ANCHORS),
)


def rarest(keys: Sequence[bytes], rarity: bytes) -> Iterator[tuple[int, int]]:
    """The terms of the rarest fragments of keys, each behind the number of its key; `rarity` as counted."""
    for kind in _KINDS:
        yield from _Laid(kind, keys).rarest(rarity)


def count(keys: Sequence[bytes], titles: int) -> bytes:
    """The rarity of fragments: how often they occur, 255 times at most, in a sample of so many titles."""
    counts = bytearray(min(_PLACES * titles + 1, _MOST_PLACES))
    for first in range(0, len(keys), BATCH):
        for kind in _KINDS:
            for place in _Laid(kind, keys[first : first + BATCH]).places(len(counts)):
                counts[place] += counts[place] < _MOST
    return bytes(counts)


@lru_cache(maxsize=8)
def _places(many: int) -> list[int]:
    """The first numbers; kept, since to make them takes longer than to choose among them."""
    return list(range(many))


class _Laid:
    """Those of some keys that are of one kind, one behind the other.

    Each is in up to FRAGMENTS stretches; a fragment lies in one stretch with all of its bytes.
    """

    def __init__(self, kind: _Kind, keys: Sequence[bytes]) -> None:
        own = [(number, key) for number, key in enumerate(keys) if len(key) in kind.sizes]
        self._gram = gram = kind.gram
        self._text = b"".join([key for _, key in own])
        self._owners: list[int] = []
        """Of each stretch the number of its key."""
        self._ends: list[int] = []
        """Where it ends."""
        begin = bytearray(self._text.translate(kind.begin))
        none, at = bytes(gram - 1), 0
        for number, key in own:
            size = len(key)
            parts = min(FRAGMENTS, size // gram) or 1
            self._owners += [number] * parts
            self._ends += [at + size * part // parts for part in range(1, parts + 1)]
            at += size
        for end in self._ends:
            begin[end - gram + 1 : end] = none
        self._begin = bytes(begin)
        """1 for each byte of the text that begins a fragment."""
        self._begins = list(compress(_places(1 << at.bit_length()), begin))

    def places(self, many: int) -> list[int]:
        """The place of each fragment in a table of so many."""
        text, size = self._text + bytes(_NUMBER), len(self._text)
        spread = bytearray(_NUMBER * size)
        for byte in range(self._gram):
            spread[byte::_NUMBER] = text[byte : byte + size]
        numbers = array("Q", bytes(spread))
        if sys.byteorder == "big":
            numbers.byteswap()
        return [numbers[at] % many for at in self._begins]

    def rarest(self, rarity: bytes) -> Iterator[tuple[int, int]]:
        """The number of a key and the term of a fragment, the first of the rarest ones of its stretch."""
        counts = bytes([rarity[place] for place in self.places(len(rarity))])
        sizes = list(map(self._begin.count, repeat(1), [0, *self._ends], self._ends))
        stops = list(accumulate(sizes))
        firsts = [0, *stops]
        stretches = list(filter(None, map(counts.__getitem__, map(slice, firsts, stops))))
        places = map(bytes.index, stretches, map(min, stretches))
        chosen = map(self._begins.__getitem__, map(add, compress(firsts, sizes), places))
        text, gram = self._text, self._gram
        terms = [fragment(text[at : at + gram]) for at in chosen]
        return zip(compress(self._owners, sizes), terms, strict=True)
