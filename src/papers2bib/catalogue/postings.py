"""Postings: which titles stand under a term, stored as one table of buckets for terms of all kinds.

A term is a hash of 32 bits; its low bits choose a bucket, its high bits are a check. A posting takes three
bytes: the title's number and as many bits of the check as fit above it, so that most accidental neighbours in
a bucket are told apart without reading their titles. Bucket sizes take a byte each (255: more, see the
overflow table), the bytes of the postings stand in three planes, and every 32nd bucket says where it begins.
"""

import struct
from bisect import bisect_left
from collections.abc import Iterable

from papers2bib.catalogue.codec import numbers
from papers2bib.catalogue.layout import Layout, damaged
from papers2bib.catalogue.terms import BUCKET_BITS
from papers2bib.errors import CatalogueError

WIDTH = 24
_SMALL = 1 << 19
GROUP = 32
FULL = 255
_BASE = struct.Struct("<I")
_OVERFLOW = struct.Struct("<II")
Span = tuple[int, int]
"""Where some postings begin and end, counted from the first of all."""


def bucket_bits(postings: int) -> int:
    """How many bits choose a bucket: for about one posting on average, in a small file for up to two."""
    bits = postings.bit_length() - (postings < _SMALL)
    return min(max(bits, 5), BUCKET_BITS)


def title_bits(titles: int) -> int:
    """How many bits the number of a title takes; no more than four are left for the check, to save space."""
    return max(titles.bit_length(), WIDTH - 4)


class Postings:
    """Answers which titles are posted under a term."""

    def __init__(self, layout: Layout, buckets: int, titles: int) -> None:
        self._layout, self._data = layout, layout.data
        self._counts, counts_length = layout.section("counts")
        self._bases, bases_length = layout.section("counts.bases")
        self._planes, length = layout.section("postings")
        self._total = length // 3
        self._high = self._planes + 2 * self._total
        self._buckets, self._mask = buckets, (1 << buckets) - 1
        self._shift = titles - WIDTH + 8
        self._check_mask = (1 << WIDTH - titles) - 1
        self._titles_part = bytes(byte & (1 << self._shift) - 1 for byte in range(256))
        self._overflow: dict[int, int] | None = None
        if counts_length != 1 << buckets or bases_length != 4 * -(-counts_length // GROUP):
            raise damaged(layout.path, "sizes of the postings")

    def sized(self, terms: Iterable[int]) -> list[tuple[int, int]]:
        """The terms that may have postings, with the size of the bucket (at most 255), rarest first."""
        data, start, mask = self._data, self._counts, self._mask
        return sorted([(size, term) for term in terms if (size := data[start + (term & mask)])])

    def find(self, term: int, most: int = 1 << WIDTH) -> list[int]:
        """The numbers of the titles posted under a term, the first so many, now and then one that is not."""
        begin, end = self.span(term)
        return self.numbers([(begin, min(end, begin + most))])

    def span(self, term: int) -> Span:
        """Where the postings of a term lie."""
        data, bucket, shift = self._data, term & self._mask, self._shift
        counts = self._counts + bucket
        size, before = data[counts], data[counts - bucket % GROUP : counts]
        if size == FULL or FULL in before:
            begin, size = self._place(bucket)
        else:
            begin = _BASE.unpack_from(data, self._bases + (bucket // GROUP << 2))[0] + sum(before)
            if begin + size > self._total:
                raise self._damaged(bucket)
        check, high = term >> self._buckets & self._check_mask, self._high + begin
        if size == 1:
            return begin, begin + (data[high] >> shift == check)
        checks = data[high : high + size]
        first = bisect_left(checks, check << shift)
        return begin + first, begin + bisect_left(checks, check + 1 << shift, first)

    def beside(self, term: int, most: int) -> list[int]:
        """The numbers of the first titles in the bucket of a term, whatever terms they are posted under."""
        begin, size = self._place(term & self._mask)
        return self.numbers([(begin, begin + min(size, most))])

    def numbers(self, spans: Iterable[Span]) -> list[int]:
        """The numbers of the titles of the postings that lie there, in one list: that takes less time."""
        data, low, middle, high = self._data, self._planes, self._planes + self._total, self._high
        lows = b"".join([data[low + begin : low + end] for begin, end in spans])
        joined = bytearray(4 * len(lows))
        joined[0::4] = lows
        joined[1::4] = b"".join([data[middle + begin : middle + end] for begin, end in spans])
        highs = b"".join([data[high + begin : high + end] for begin, end in spans])
        joined[2::4] = highs.translate(self._titles_part)
        return numbers(joined)

    def _place(self, bucket: int) -> tuple[int, int]:
        """Where the postings of a bucket begin, and how many there are."""
        counts = self._counts + bucket
        size = self._data[counts]
        if not size:
            return 0, 0
        group = bucket & -GROUP
        before = self._data[counts - bucket + group : counts]
        begin = _BASE.unpack_from(self._data, self._bases + (bucket // GROUP << 2))[0] + sum(before)
        if size == FULL or FULL in before:
            begin += sum(self._more(one) for one in range(group, bucket))
            size += self._more(bucket)
        if begin + size > self._total:
            raise self._damaged(bucket)
        return begin, size

    def _damaged(self, bucket: int) -> CatalogueError:
        return damaged(self._layout.path, f"postings of bucket {bucket}")

    def _more(self, bucket: int) -> int:
        if self._overflow is None:
            start, length = self._layout.section("counts.overflow")
            table = self._data[start : start + length - length % _OVERFLOW.size]
            self._overflow = dict(_OVERFLOW.iter_unpack(table))
        return self._overflow.get(bucket, 0)
