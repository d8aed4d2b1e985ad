"""Ranking: the names of records in, out all names in the order in which they are stored, and their numbers.

The common names come first, for their numbers take fewer bytes, see `records`. Millions of names are told
apart as columns of words, for to look each up in a dictionary of so many takes several times as long.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from secrets import randbits

import numpy as np

from papers2bib.catalogue.columns import WORD, Numbers, Words, cut, words
from papers2bib.catalogue.records import COMMON_NAMES, NAME_CODES

_BYTE = 0xFF
_HALF = np.uint64(32)


def rank(uses: Sequence[str]) -> tuple[list[bytes], Iterator[tuple[int, bytes]]]:
    """All names, the common ones first, both parts sorted; and how many each use holds, with their numbers.

    A use is some names, see `Record.authors`; the numbers are packed.
    """
    held = _Names(uses)
    names, places = held.distinct()
    counts = np.bincount(places, minlength=len(names))
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    is_common = np.zeros(len(order), np.bool_)
    is_common[np.argsort(-counts[order], kind="stable")[:COMMON_NAMES]] = True
    order = np.concatenate([order[is_common], order[~is_common]])
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    packed, ends = pack_names(ranks[places])
    numbers = map(packed.__getitem__, starmap(slice, pairwise(ends[held.edges].tolist())))
    return list(map(names.__getitem__, order.tolist())), zip(
        np.diff(held.edges).tolist(), numbers, strict=True
    )


def pack_names(ranks: Numbers) -> tuple[bytes, Numbers]:
    """The numbers of names packed one behind the other, and where each ends (a 0 before them)."""
    kinds = np.searchsorted([code.first for code in NAME_CODES], ranks, side="right") - 1
    ends = np.zeros(len(ranks) + 1, np.int64)
    np.array([code.size for code in NAME_CODES])[kinds].cumsum(out=ends[1:])
    packed = np.zeros(ends[-1], np.uint8)
    for kind, code in enumerate(NAME_CODES):
        some = np.flatnonzero(kinds == kind)
        for byte in range(code.size):
            packed[ends[some] + byte] = ranks[some] + code.more >> 8 * (code.size - 1 - byte) & _BYTE
    return packed.tobytes(), ends


class _Names:
    """All names of some uses, one behind the other."""

    def __init__(self, uses: Sequence[str]) -> None:
        self._text = "\0".join([*filter(None, uses), ""]).encode()
        ends = np.flatnonzero(np.frombuffer(self._text, np.uint8) == 0)
        self._begins = np.concatenate([np.zeros(1, np.int64), ends + 1])[:-1]
        self._sizes = ends - self._begins
        lengths = (use.count("\0") + 1 if use else 0 for use in uses)
        self.edges: Numbers = np.cumsum([0, *lengths], dtype=np.int64)
        """How many names come before each use, and how many there are."""

    def distinct(self) -> tuple[list[bytes], Numbers]:
        """The names, each once; and for each place the number of the name that stands there."""
        hashes = self._hashes()
        order = np.argsort(hashes[0])
        ordered = hashes[:, order]
        is_first = np.ones(len(order), np.bool_)
        is_first[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
        firsts = order[is_first]
        along = np.argsort(firsts)  # names that stand together are read together
        numbers, ranks = np.empty_like(order), np.empty_like(along)
        ranks[along] = np.arange(len(along))
        numbers[order] = ranks[is_first.cumsum() - 1]
        return self._at(firsts[along]), numbers

    def _at(self, places: Numbers) -> list[bytes]:
        """The names at some places."""
        begins = self._begins[places]
        pairs = zip(begins.tolist(), (begins + self._sizes[places]).tolist(), strict=True)
        return [self._text[begin:end] for begin, end in pairs]

    def _hashes(self) -> Words:
        """Of each name a hash of 128 bits, in two rows, that nobody can foresee: no two have the same."""
        factors = np.array([[randbits(8 * WORD) | 1] for _ in range(2)], np.uint64)
        hashes = np.tile(self._sizes.astype(np.uint64), (2, 1))
        found, some = words(self._text), np.flatnonzero(self._sizes)
        for at in range(0, int(self._sizes.max(initial=0)), WORD):
            some = some[self._sizes[some] > at]
            mixed = (hashes[:, some] ^ cut(found[self._begins[some] + at], self._sizes[some] - at)) * factors
            hashes[:, some] = mixed ^ mixed >> _HALF
        return hashes
