"""The index of a catalogue under construction: titles by number in, sorted postings out."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from papers2bib.catalogue import terms
from papers2bib.catalogue.codec import little_endian
from papers2bib.catalogue.columns import Numbers, Words
from papers2bib.catalogue.fragments import BATCH, FRAGMENTS, Rarity, count, rarest
from papers2bib.catalogue.postings import FULL, GROUP, WIDTH, bucket_bits, title_bits
from papers2bib.catalogue.workers import Each
from papers2bib.titles import title_key

_SAMPLE = 100_000
"""So many titles are enough to learn which fragments are rare."""
_CHUNK = 20 * BATCH
_BYTES = WIDTH // 8
Titles = Sequence[tuple[str, Sequence[int]]]
"""Titles by number, each with the other terms under which its paper is found."""
Posted = Words
"""Numbers that sort by bucket (above 32 bits), then by what is kept of the check, then by title."""


class Indexing:
    """An index on its way; other processes work on it meanwhile."""

    def __init__(self, titles: Titles, each: Each) -> None:
        self._count, self._each = len(titles), each
        self._titles: Titles = titles
        self._posted: Iterator[Posted] = iter(())
        self._buckets, self._bits = bucket_bits((FRAGMENTS + 1) * len(titles)), title_bits(len(titles))
        sample = [title for title, _ in titles[:: len(titles) // _SAMPLE + 1]]
        self._counted = each(partial(_count, titles=len(titles)), [sample])

    def begin(self) -> None:
        """Let other processes begin with the postings."""
        (rarity,) = self._counted
        posted = partial(_posted, rarity=rarity, buckets=self._buckets, bits=self._bits)
        chunks = [(at, self._titles[at : at + _CHUNK]) for at in range(0, self._count, _CHUNK)]
        self._titles, self._posted = (), self._each(posted, chunks)

    def finish(self) -> tuple[dict[str, int], dict[str, bytes]]:
        """The shape of the index (for the header) and its sections."""
        shape = {"titles": self._count, "bucket_bits": self._buckets, "title_bits": self._bits}
        posted = np.concatenate([np.empty(0, np.uint64), *self._posted])
        posted.sort()
        return shape, _sections(posted, 1 << self._buckets)


def _count(sample: Sequence[str], titles: int) -> Rarity:
    """How often fragments occur, given some of so many titles."""
    return count(list(map(_key, sample)), titles)


def _posted(chunk: tuple[int, Titles], rarity: Rarity, buckets: int, bits: int) -> Posted:
    """The postings of some titles, the first of which has that number; `buckets` and `bits` of a title."""
    first, titles = chunk
    found = [_found(titles[at : at + BATCH], first + at, rarity) for at in range(0, len(titles), BATCH)]
    numbers = np.concatenate([some for some, _ in found]).astype(np.uint64)
    hashes = np.concatenate([some for _, some in found]).astype(np.uint64)
    low, high = np.uint64((1 << buckets) - 1), np.uint64((1 << WIDTH - bits) - 1)
    check = hashes >> np.uint64(buckets) & high
    return (hashes & low) << np.uint64(32) | check << np.uint64(bits) | numbers


def _found(titles: Titles, first: int, rarity: Rarity) -> tuple[Numbers, Numbers]:
    """The numbers of some titles, as often as they are found under a term, and the terms."""
    keys = [_key(title) for title, _ in titles]
    owners, fragments = rarest(keys, rarity)
    others = [(number, term) for number, (_, more) in enumerate(titles) for term in more]
    names = enumerate(terms.head(title) for title, _ in titles)
    others += [(number, terms.nickname(name)) for number, name in names if name]
    more = np.array(others, np.int64).reshape(-1, 2)
    whole = np.fromiter(map(terms.whole_key, keys), np.int64, len(keys))
    numbers = np.concatenate([np.arange(len(keys)), owners, more[:, 0]])
    return numbers + first, np.concatenate([whole, fragments, more[:, 1]])


def _key(title: str) -> bytes:
    return title_key(title).encode()


def _sections(posted: Posted, buckets: int) -> dict[str, bytes]:
    """The sections of sorted postings in so many buckets."""
    counts = np.bincount((posted >> np.uint64(32)).astype(np.int64), minlength=buckets)
    full = np.flatnonzero(counts >= FULL)
    held = counts.reshape(-1, GROUP).sum(axis=1)
    planes = posted.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :_BYTES].T
    return {
        "counts": np.minimum(counts, FULL).astype(np.uint8).tobytes(),
        "counts.overflow": little_endian(np.stack([full, counts[full] - FULL], axis=1).ravel().tolist()),
        "counts.bases": little_endian((held.cumsum() - held).tolist()),
        "postings": planes.tobytes(),
    }
