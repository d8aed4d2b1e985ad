"""The index of a catalogue under construction: titles by number in, sorted postings out."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from papers2bib.catalogue import terms
from papers2bib.catalogue.fragments import BATCH, FRAGMENTS, count, rarest
from papers2bib.catalogue.postings import bucket_bits, join_postings, pack_postings, post, title_bits
from papers2bib.catalogue.workers import Each
from papers2bib.titles import title_key

_SAMPLE = 100_000
"""So many titles are enough to learn which fragments are rare."""
_PARTS = 16
_CHUNK = 100_000
Titles = Sequence[tuple[str, Sequence[int]]]
"""Titles by number, each with the other terms under which its paper is found."""


class Indexing:
    """An index on its way; other processes work on it meanwhile."""

    def __init__(self, titles: Titles, each: Each) -> None:
        self._count, self._each = len(titles), each
        self._titles: Titles = titles
        self._posted: Iterator[list[bytes]] = iter(())
        self._buckets = bucket_bits((FRAGMENTS + 1) * len(titles))
        self._bits, self._parts = title_bits(len(titles)), min(_PARTS, 1 << self._buckets)
        sample = [title for title, _ in titles[:: len(titles) // _SAMPLE + 1]]
        self._counted = each(partial(_count, titles=len(titles)), [sample])

    def begin(self) -> None:
        """Let other processes begin with the postings."""
        (rarity,) = self._counted
        posted = partial(_posted, rarity=rarity, buckets=self._buckets, bits=self._bits, parts=self._parts)
        chunks = [(at, self._titles[at : at + _CHUNK]) for at in range(0, self._count, _CHUNK)]
        self._titles, self._posted = (), self._each(posted, chunks)

    def finish(self) -> tuple[dict[str, int], dict[str, bytes]]:
        """The shape of the index (for the header) and its sections."""
        parts = [array("Q") for _ in range(self._parts)]
        for some in self._posted:
            for part, posted in zip(parts, some, strict=True):
                part.frombytes(posted)
        pack = partial(pack_postings, buckets=self._buckets, parts=self._parts)
        shape = {"titles": self._count, "bucket_bits": self._buckets, "title_bits": self._bits}
        return shape, join_postings(list(self._each(pack, list(enumerate(parts)))))


def _posted(chunk: tuple[int, Titles], rarity: bytes, buckets: int, bits: int, parts: int) -> list[bytes]:
    """The sorted postings of some titles by part of the buckets; given the rarity of fragments."""
    posted: list[int] = []
    first, titles = chunk
    for at in range(0, len(titles), BATCH):
        posted += post(_found(titles[at : at + BATCH], rarity), first + at, buckets, bits)
    posted.sort()
    ordered = array("Q", posted)
    (step,) = post([(0, (1 << buckets) // parts)], 0, buckets, bits)
    edges = [bisect_left(ordered, part * step) for part in range(parts)]
    return [ordered[begin:end].tobytes() for begin, end in pairwise([*edges, len(ordered)])]


def _found(titles: Titles, rarity: bytes) -> Iterator[tuple[int, int]]:
    """The terms under which some titles are found, each behind the number of its title among them."""
    keys = [_key(title) for title, _ in titles]
    yield from enumerate(map(terms.whole_key, keys))
    yield from rarest(keys, rarity)
    for number, (title, others) in enumerate(titles):
        for other in others:
            yield number, other
        if name := terms.head(title):
            yield number, terms.nickname(name)


def _count(sample: Sequence[str], titles: int) -> bytes:
    """The rarity of fragments, given some of so many titles."""
    return count(list(map(_key, sample)), titles)


def _key(title: str) -> bytes:
    return title_key(title).encode()
