"""Ranking: the names of records in, out all names in the order in which they are stored, and their numbers.

The common names come first, for their numbers take fewer bytes, see `records`. Millions of names are told
apart as columns of words, for to look each up in a dictionary of so many takes several times as long.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from secrets import randbits

import numpy as np

from papers2bib.catalogue.columns import WORD, Numbers, Words, cut, words
from papers2bib.catalogue.records import COMMON_NAMES, NAME_CODES

_BYTE = 0xFF
_SOME = 1 << 14
"""So many at once stay close to the processor."""
_HALF = np.uint64(32)
_MOSTLY = 2 * WORD
"""Most names are not longer."""


def rank(uses: Sequence[str]) -> tuple[list[bytes], Iterator[tuple[int, bytes]]]:
    """All names, the common ones first, both parts sorted; and how many each use holds, with their numbers.

    A use is some names, see `Record.authors`; the numbers are packed.
    """
    counts = [use.count("\0") + 1 if use else 0 for use in uses]
    names, places = _distinct("\0".join([*filter(None, uses), ""]).encode())
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    is_common = np.zeros(len(order), np.bool_)
    times = np.bincount(places, minlength=len(names))[order]
    is_common[np.argsort(-times, kind="stable")[:COMMON_NAMES]] = True
    order = np.concatenate([order[is_common], order[~is_common]])
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return list(map(names.__getitem__, order.tolist())), _packed(counts, ranks, places)


def _packed(counts: Sequence[int], ranks: Numbers, places: Numbers) -> Iterator[tuple[int, bytes]]:
    """Of each use how many names it holds, and their packed numbers."""
    done = 0
    for first in range(0, len(counts), _SOME):
        some = counts[first : first + _SOME]
        edges = np.cumsum([0, *some])
        packed, ends = pack_names(ranks[places[done : done + edges[-1]]])
        for count, (begin, end) in zip(some, pairwise(ends[edges].tolist()), strict=True):
            yield count, packed[begin:end]
        done += edges[-1]


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


def _distinct(text: bytes) -> tuple[list[bytes], Numbers]:
    r"""The names in a text, a `\0` behind each, but once; and for each place the number of the name there."""
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == 0)
    begins = np.concatenate([np.zeros(1, np.int64), ends + 1])[:-1]
    one, other = _hashes(text, begins, ends)
    order = np.argsort(one)
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = np.diff(one[order]) != 0
    is_first[1:] |= np.diff(other[order]) != 0
    firsts = order[is_first]
    along = np.argsort(firsts)  # names that stand together are read together
    numbers, ranks = np.empty_like(order), np.empty_like(along)
    ranks[along] = np.arange(len(along))
    numbers[order] = ranks[is_first.cumsum() - 1]
    firsts = firsts[along]
    pairs = zip(begins[firsts].tolist(), ends[firsts].tolist(), strict=True)
    return [text[begin:end] for begin, end in pairs], numbers


def _hashes(text: bytes, begins: Numbers, ends: Numbers) -> Words:
    """Of each name a hash of 128 bits, in two rows, that nobody can foresee: no two have the same."""
    factors = np.array([[randbits(8 * WORD) | 1] for _ in range(2)], np.uint64)
    hashes, found = np.empty((2, len(begins)), np.uint64), words(text)
    for first in range(0, len(begins), _SOME):
        at, sizes = begins[first : first + _SOME], ends[first : first + _SOME] - begins[first : first + _SOME]
        mixed = np.tile(sizes.astype(np.uint64), (2, 1))
        for done in range(0, max(int(sizes.max()), 1), WORD):
            some = np.flatnonzero(sizes > done) if done >= _MOSTLY else slice(None)
            more = (mixed[:, some] ^ cut(found[at[some] + done], np.maximum(sizes[some] - done, 0))) * factors
            mixed[:, some] = more ^ more >> _HALF
        hashes[:, first : first + _SOME] = mixed
    return hashes
