"""The index of a catalogue under construction: titles by number in, sorted postings out."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, pairwise

from papers2bib.catalogue import terms
from papers2bib.catalogue.postings import bucket_bits, join_postings, pack_postings, posting, title_bits
from papers2bib.catalogue.workers import Each
from papers2bib.titles import title_key

_SAMPLE = 100_000
"""So many titles are enough to learn which fragments are rare."""
_MOST_RARITY_BITS = 22
_MOST = 255
_PARTS = 16
_CHUNK = 50_000
Titles = Sequence[tuple[str, Sequence[int]]]
"""Titles by number, each with the other terms under which its paper is found."""


def index(titles: Titles, each: Each) -> tuple[dict[str, int], dict[str, bytes]]:
    """The shape of the index (for the header) and its sections."""
    buckets, bits = bucket_bits((terms.FRAGMENTS + 1) * len(titles)), title_bits(len(titles))
    parts = [array("Q") for _ in range(min(_PARTS, 1 << buckets))]
    post = partial(_post, rarity=_rarity(titles), buckets=buckets, bits=bits, parts=len(parts))
    for some in each(post, _chunks(titles)):
        for part, posted in zip(parts, some, strict=True):
            part.frombytes(posted)
    packed = list(each(partial(pack_postings, buckets=buckets, parts=len(parts)), enumerate(parts)))
    return {"titles": len(titles), "bucket_bits": buckets, "title_bits": bits}, join_postings(packed)


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
        sizes = [rarity[term & mask] for term in some]
        found.append(some[sizes.index(min(sizes))])
    if name := terms.head(title):
        found.append(terms.nickname(name))
    return found


def _rarity(titles: Titles) -> bytes:
    """How often fragments occur in a sample of titles, by the low bits of their terms; at most 255 times."""
    bits = min((64 * len(titles)).bit_length(), _MOST_RARITY_BITS)
    counts, mask = bytearray(1 << bits), (1 << bits) - 1
    for title, _ in titles[:: len(titles) // _SAMPLE + 1]:
        for term in chain.from_iterable(terms.choices(title_key(title).encode())):
            counts[term & mask] += counts[term & mask] < _MOST
    return bytes(counts)
