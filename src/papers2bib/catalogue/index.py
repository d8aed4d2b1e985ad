"""The index of a catalogue under construction: titles by number in, sorted postings out."""

from array import array
from collections.abc import Iterator, Sequence
from functools import partial

from papers2bib.catalogue import terms
from papers2bib.catalogue.postings import bucket_bits, pack_postings, posting, title_bits
from papers2bib.catalogue.workers import Each
from papers2bib.titles import title_key

_SAMPLE = 250_000
"""So many titles are enough to learn which fragments are rare."""
_MOST_RARITY_BITS = 24
_CHUNK = 50_000
Titles = Sequence[tuple[str, str]]
"""Titles by number, each with its paper's DOI."""


def index(titles: Titles, each: Each) -> tuple[dict[str, int], dict[str, bytes]]:
    """The shape of the index (for the header) and its sections."""
    buckets, bits = bucket_bits((terms.FRAGMENTS + 1) * len(titles)), title_bits(len(titles))
    rarity = _rarity(titles)
    post = partial(_post, rarity=rarity, buckets=buckets)
    packed = array("Q")
    for some in each(post, _chunks(titles)):
        packed.frombytes(some)
    shape = {"titles": len(titles), "bucket_bits": buckets, "title_bits": bits}
    return shape, pack_postings(sorted(packed), buckets, bits)


def _chunks(titles: Titles) -> Iterator[tuple[int, Titles]]:
    return ((first, titles[first : first + _CHUNK]) for first in range(0, len(titles), _CHUNK))


def _post(chunk: tuple[int, Titles], rarity: bytes, buckets: int) -> bytes:
    """The sorted postings of some titles, `rarity` being how often fragments occur."""
    posted = array("Q")
    for number, (title, doi) in enumerate(chunk[1], chunk[0]):
        posted.extend([posting(term, number, buckets) for term in _terms(title, doi, rarity)])
    return array("Q", sorted(posted)).tobytes()


def _terms(title: str, doi: str, rarity: bytes) -> Iterator[int]:
    key, mask = title_key(title), len(rarity) - 1
    yield terms.whole_key(key)
    for some in terms.choices(key.encode()):
        sizes = [rarity[term & mask] for term in some]
        yield some[sizes.index(min(sizes))]
    if name := terms.head(title):
        yield terms.nickname(name)
    if doi:
        yield terms.doi(doi)


def _rarity(titles: Titles) -> bytes:
    """How often fragments occur in a sample of titles, by the low bits of their terms; at most 255 times."""
    bits = min((64 * len(titles)).bit_length(), _MOST_RARITY_BITS)
    counts, mask = array("I", bytes(4 << bits)), (1 << bits) - 1
    for title, _ in titles[:: len(titles) // _SAMPLE + 1]:
        for term in terms.sample(title_key(title).encode()):
            counts[term & mask] += 1
    return bytes([min(count, 255) for count in counts])
