"""Fragments: keys of titles in, out the terms of the fragments under which each is posted, its rarest ones.

The keys of a batch are laid out one behind the other, and the bytes of every fragment are also read as a
number: so all of them are looked up at once.
"""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papers2bib.catalogue.columns import Numbers, cut, words
from papers2bib.catalogue.terms import ANCHORS, GRAM, LONG_KEY, SHORT_GRAM, SHORT_KEY, fragment

Rarity = NDArray[np.uint8]
"""How often fragments occur, by a hash of theirs."""
FRAGMENTS = 4
"""A title is posted under so many fragments, far apart: two local damages cannot lose all."""
BATCH = 5000
"""So many keys are best laid out at once."""
_MOST = 255
_PLACES = 64
_MOST_PLACES = (1 << 22) - 3
"""So many places for each title (a prime at most) tell common fragments from rare ones."""


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


def rarest(keys: Sequence[bytes], rarity: Rarity) -> tuple[Numbers, Numbers]:
    """The terms of the rarest fragments of keys, and before them the numbers of their keys."""
    chosen = [_Laid(kind, keys).rarest(rarity) for kind in _KINDS]
    return np.concatenate([owners for owners, _ in chosen]), np.concatenate([terms for _, terms in chosen])


def count(keys: Sequence[bytes], titles: int) -> Rarity:
    """How often fragments occur, 255 times at most, in a sample of so many titles."""
    many = min(_PLACES * titles + 1, _MOST_PLACES)
    laid = [_Laid(kind, keys[at : at + BATCH]) for at in range(0, len(keys), BATCH) for kind in _KINDS]
    places = np.concatenate([np.empty(0, np.int64), *(one.places(many) for one in laid)])
    return np.minimum(np.bincount(places, minlength=many), _MOST).astype(np.uint8)


class _Laid:
    """Those of some keys that are of one kind, one behind the other.

    Each is in up to FRAGMENTS stretches; a fragment lies in one stretch with all of its bytes.
    """

    def __init__(self, kind: _Kind, keys: Sequence[bytes]) -> None:
        sizes = np.fromiter(map(len, keys), np.int64, len(keys))
        own = np.flatnonzero((kind.sizes.start <= sizes) & (sizes < kind.sizes.stop))
        self._gram, self._text, sizes = kind.gram, b"".join(map(keys.__getitem__, own.tolist())), sizes[own]
        parts = np.minimum(FRAGMENTS, sizes // kind.gram)
        part = np.arange(1, parts.sum() + 1) - np.repeat(parts.cumsum() - parts, parts)
        begins = np.repeat(sizes.cumsum() - sizes, parts)
        self._owners: Numbers = np.repeat(own, parts)
        """Of each stretch the number of its key."""
        self._ends: Numbers = begins + np.repeat(sizes, parts) * part // np.repeat(parts, parts)
        """Where it ends."""
        begin = np.frombuffer(kind.begin, np.bool_)[np.frombuffer(self._text, np.uint8)]
        for back in range(1, kind.gram):
            begin[self._ends - back] = False
        self._begins: Numbers = np.flatnonzero(begin)
        """Where a fragment begins."""

    def places(self, many: int) -> Numbers:
        """The place of each fragment in a table of so many."""
        fragments = cut(words(self._text)[self._begins], self._gram)
        return (fragments % np.uint64(many)).astype(np.int64)

    def rarest(self, rarity: Rarity) -> tuple[Numbers, Numbers]:
        """The number of a key and the term of a fragment, the first of the rarest ones of its stretch."""
        ranked = rarity[self.places(len(rarity))].astype(np.int64) << 32 | self._begins
        firsts = np.searchsorted(self._begins, np.concatenate([np.zeros(1, np.int64), self._ends])[:-1])
        held = np.diff(firsts, append=len(ranked)) > 0
        chosen = (np.minimum.reduceat(ranked, firsts[held]) & (1 << 32) - 1).tolist() if held.any() else []
        text, gram = self._text, self._gram
        terms = [fragment(text[at : at + gram]) for at in chosen]
        return self._owners[held], np.array(terms, np.int64)
