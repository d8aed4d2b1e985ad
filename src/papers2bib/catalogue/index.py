"""The index of a catalogue under construction: titles by number in, sorted postings out."""

from array import array
from collections.abc import Iterable, Sequence

from papers2bib.catalogue import terms
from papers2bib.catalogue.postings import bucket_bits, pack_postings, posting, title_bits
from papers2bib.titles import title_key

_SAMPLE = 350_000
"""So many titles are enough to learn which fragments are rare."""


def index(titles: Iterable[tuple[str, str]]) -> tuple[dict[str, int], dict[str, bytes]]:
    """The shape of the index (for the header) and its sections, for titles by number with their papers' DOIs."""
    keys: list[bytes] = []
    others: list[tuple[int, int]] = []
    for number, (title, doi) in enumerate(titles):
        key = title_key(title)
        keys.append(key.encode())
        others.append((terms.whole_key(key), number))
        if name := terms.head(title):
            others.append((terms.nickname(name), number))
        if doi:
            others.append((terms.doi(doi), number))
    total = len(others) + sum(min(terms.FRAGMENTS, len(key) // terms.GRAM) for key in keys)
    buckets, bits = bucket_bits(total), title_bits(len(keys))
    packed = array("Q", (posting(term, number, buckets) for term, number in others))
    others.clear()
    _post_fragments(packed, keys, buckets)
    shape = {"titles": len(keys), "bucket_bits": buckets, "title_bits": bits}
    return shape, pack_postings(sorted(packed), buckets, bits)


def _post_fragments(packed: "array[int]", keys: Sequence[bytes], buckets: int) -> None:
    rarity, mask = _count(keys, buckets), (1 << buckets) - 1
    for number, key in enumerate(keys):
        found = terms.grams_in_order(key)
        sizes = [rarity[term & mask] for term in found]
        for begin, end in terms.stretches(len(found)):
            size = min(sizes[begin:end])
            packed.append(posting(found[sizes.index(size, begin)], number, buckets))


def _count(keys: Sequence[bytes], buckets: int) -> "array[int]":
    """How often the fragments of a sample of titles fall into each bucket."""
    counts, mask = array("I", bytes(4 << buckets)), (1 << buckets) - 1
    for key in keys[:: len(keys) // _SAMPLE + 1]:
        for term in terms.grams(key):
            counts[term & mask] += 1
    return counts
