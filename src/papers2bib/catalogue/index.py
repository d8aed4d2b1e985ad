"""The index of a catalogue under construction: titles by number in, sorted postings out."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from zlib import crc32

from papers2bib.catalogue import terms
from papers2bib.catalogue.postings import bucket_bits, join_postings, pack_postings, posting, title_bits
from papers2bib.catalogue.workers import Each
from papers2bib.titles import title_key

_SAMPLE = 100_000
"""So many titles are enough to learn which fragments are rare."""
_MOST_RARITY_BITS = 22
_MOST = 255
_PARTS = 16
_CHUNK = 200_000
Titles = Sequence[tuple[str, Sequence[int]]]
"""Titles by number, each with the other terms under which its paper is found."""


class Indexing:
    """An index on its way; other processes work on it meanwhile."""

    def __init__(self, titles: Titles, each: Each) -> None:
        self._count, self._each = len(titles), each
        self._buckets = bucket_bits((terms.FRAGMENTS + 1) * len(titles))
        self._bits, self._parts = title_bits(len(titles)), min(_PARTS, 1 << self._buckets)
        post = partial(
            _post, rarity=_rarity(titles), buckets=self._buckets, bits=self._bits, parts=self._parts
        )
        self._posted = each(post, _chunks(titles))

    def finish(self) -> tuple[dict[str, int], dict[str, bytes]]:
        """The shape of the index (for the header) and its sections."""
        parts = [array("Q") for _ in range(self._parts)]
        for some in self._posted:
            for part, posted in zip(parts, some, strict=True):
                part.frombytes(posted)
        pack = partial(pack_postings, buckets=self._buckets, parts=self._parts)
        shape = {"titles": self._count, "bucket_bits": self._buckets, "title_bits": self._bits}
        return shape, join_postings(list(self._each(pack, enumerate(parts))))


def _chunks(titles: Titles) -> Iterator[tuple[int, Titles]]:
    return ((first, titles[first : first + _CHUNK]) for first in range(0, len(titles), _CHUNK))


def _post(chunk: tuple[int, Titles], rarity: bytes, buckets: int, bits: int, parts: int) -> list[bytes]:
    """The sorted postings of some titles by part of the buckets, `rarity` being how often fragments occur."""
    posted: list[int] = []
    for number, (title, others) in enumerate(chunk[1], chunk[0]):
        found = (*_terms(title, rarity), *others)
        posted += [posting(term, number, buckets, bits) for term in found]
    posted.sort()
    ordered = array("Q", posted)
    step = posting((1 << buckets) // parts, 0, buckets, bits)
    edges = [bisect_left(ordered, part * step) for part in range(parts)]
    return [ordered[begin:end].tobytes() for begin, end in pairwise([*edges, len(ordered)])]


def _terms(title: str, rarity: bytes) -> list[int]:
    key, mask = title_key(title), len(rarity) - 1
    found = [terms.whole_key(key)]
    for some in terms.choices(key.encode()):
        sizes = [rarity[code & mask] for code in map(crc32, some)]
        found.append(terms.fragment(some[sizes.index(min(sizes))]))
    if name := terms.head(title):
        found.append(terms.nickname(name))
    return found


def _rarity(titles: Titles) -> bytes:
    """How often fragments occur in a sample of titles, by the low bits of their terms; at most 255 times."""
    bits = min((64 * len(titles)).bit_length(), _MOST_RARITY_BITS)
    counts, mask = bytearray(1 << bits), (1 << bits) - 1
    for title, _ in titles[:: len(titles) // _SAMPLE + 1]:
        for code in map(crc32, chain.from_iterable(terms.choices(title_key(title).encode()))):
            counts[code & mask] += counts[code & mask] < _MOST
    return bytes(counts)
