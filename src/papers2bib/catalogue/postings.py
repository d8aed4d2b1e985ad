"""Postings: which titles stand under a term, stored as one table of buckets for terms of all kinds.

A term is a hash of 30 bits; its low bits choose a bucket, its high bits are a check. A posting takes three
bytes: the title's number and as many bits of the check as fit above it, so that most accidental neighbours in
a bucket are told apart without reading their titles. Bucket sizes take a byte each (255: more, see the
overflow table), the bytes of the postings stand in three planes, and every 32nd bucket says where it begins.
"""

import struct
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice

from papers2bib.catalogue.codec import little_endian
from papers2bib.catalogue.layout import Layout, damaged
from papers2bib.catalogue.terms import BUCKET_BITS

WIDTH = 24
_GROUP = 32
_FULL = 255
_BASE = struct.Struct("<I")
_OVERFLOW = struct.Struct("<II")


def bucket_bits(postings: int) -> int:
    """How many bits choose a bucket, so that it holds one to two postings on average."""
    return min(max(postings.bit_length() - 1, 5), BUCKET_BITS)


def title_bits(titles: int) -> int:
    """How many bits the number of a title takes; no more than four are left for the check, to save space."""
    return max(titles.bit_length(), WIDTH - 4)


def posting(term: int, title: int, buckets: int) -> int:
    """One posting as a number that sorts by bucket, then check, then title."""
    return (term & (1 << buckets) - 1) << 32 | (term >> buckets & 0xFF) << WIDTH | title


def pack_postings(postings: Iterable[int], buckets: int, titles: int) -> dict[str, bytes]:
    """The sections for sorted postings, `buckets` and `titles` being numbers of bits."""
    counts, packed = array("I", bytes(4 << buckets)), array("I")
    title_mask, check_mask = (1 << titles) - 1, (1 << WIDTH - titles) - 1
    for one in postings:
        counts[one >> 32] += 1
        packed.append(one & title_mask | (one >> WIDTH & check_mask) << titles)
    planes = little_endian(packed)
    full = ((bucket, count - _FULL) for bucket, count in enumerate(counts) if count >= _FULL)
    return {
        "counts": bytes(min(count, _FULL) for count in counts),
        "counts.overflow": b"".join(_OVERFLOW.pack(*one) for one in full),
        "counts.bases": little_endian(_bases(counts)),
        "postings": planes[0::4] + planes[1::4] + planes[2::4],
    }


def _bases(counts: "array[int]") -> Iterable[int]:
    base = 0
    for start in range(0, len(counts), _GROUP):
        yield base
        base += sum(counts[start : start + _GROUP])


class Postings:
    """Answers which titles are posted under a term."""

    def __init__(self, layout: Layout, buckets: int, titles: int) -> None:
        self._layout, self._data = layout, layout.data
        self._counts, counts_length = layout.section("counts")
        self._bases, bases_length = layout.section("counts.bases")
        self._planes, length = layout.section("postings")
        self._total = length // 3
        self._buckets, self._mask = buckets, (1 << buckets) - 1
        self._shift = titles - WIDTH + 8
        self._check_mask = (1 << WIDTH - titles) - 1
        self._overflow: dict[int, int] | None = None
        if counts_length != 1 << buckets or bases_length != 4 * -(-counts_length // _GROUP):
            raise damaged(layout.path, "sizes of the postings")

    def sized(self, terms: Iterable[int]) -> list[tuple[int, int]]:
        """The terms that may have postings, with the size of the bucket (at most 255), rarest first."""
        data, start, mask = self._data, self._counts, self._mask
        return sorted([(size, term) for term in terms if (size := data[start + (term & mask)])])

    def find(self, term: int) -> list[int]:
        """The numbers of the titles posted under a term, and now and then one that is not."""
        check, shift = term >> self._buckets & self._check_mask, self._shift
        rest = (1 << shift) - 1
        return [a | b << 8 | (c & rest) << 16 for a, b, c in self._bucket(term) if c >> shift == check]

    def beside(self, term: int, most: int) -> list[int]:
        """The numbers of the first titles in the bucket of a term, whatever terms they are posted under."""
        rest = (1 << self._shift) - 1
        return [a | b << 8 | (c & rest) << 16 for a, b, c in islice(self._bucket(term), most)]

    def _bucket(self, term: int) -> Iterator[tuple[int, int, int]]:
        begin, size = self._place(term & self._mask)
        data, total, low = self._data, self._total, self._planes + begin
        middle, high = low + total, low + 2 * total
        return zip(
            data[low : low + size], data[middle : middle + size], data[high : high + size], strict=True
        )

    def _place(self, bucket: int) -> tuple[int, int]:
        """Where the postings of a bucket begin, and how many there are."""
        counts = self._counts + bucket
        size = self._data[counts]
        if not size:
            return 0, 0
        group = bucket & -_GROUP
        before = self._data[counts - bucket + group : counts]
        begin = _BASE.unpack_from(self._data, self._bases + (bucket // _GROUP << 2))[0] + sum(before)
        if size == _FULL or _FULL in before:
            begin += sum(self._more(one) for one in range(group, bucket))
            size += self._more(bucket)
        if begin + size > self._total:
            raise damaged(self._layout.path, f"postings of bucket {bucket}")
        return begin, size

    def _more(self, bucket: int) -> int:
        if self._overflow is None:
            start, length = self._layout.section("counts.overflow")
            table = self._data[start : start + length - length % _OVERFLOW.size]
            self._overflow = dict(_OVERFLOW.iter_unpack(table))
        return self._overflow.get(bucket, 0)
