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
_FEW = 24
"""A bucket of so few postings is read whole, whatever is sought in it."""
FULL = 255
_BASE = struct.Struct("<I")
_OVERFLOW = struct.Struct("<II")


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
        data, bucket, shift = self._data, term & self._mask, self._shift
        counts = self._counts + bucket
        size = data[counts]
        before = data[counts - bucket % GROUP : counts]
        if size > _FEW or FULL in before:
            return self._found_by_halves(term, most)
        begin = _BASE.unpack_from(data, self._bases + (bucket // GROUP << 2))[0] + sum(before)
        low, check, rest = self._planes + begin, term >> self._buckets & self._check_mask, (1 << shift) - 1
        middle = low + self._total
        high = middle + self._total
        if begin + size > self._total:
            raise self._damaged(bucket)
        if size == 1:
            last = data[high]
            return [data[low] | data[middle] << 8 | (last & rest) << 16] if last >> shift == check else []
        planes = data[low : low + size], data[middle : middle + size], data[high : high + size]
        return [a | b << 8 | (c & rest) << 16 for a, b, c in zip(*planes, strict=True) if c >> shift == check]

    def _found_by_halves(self, term: int, most: int) -> list[int]:
        """What `find` gives, of a bucket that would take long to read whole or to come to."""
        begin, size = self._place(term & self._mask)
        shift, check = self._shift, term >> self._buckets & self._check_mask
        high = self._planes + begin + 2 * self._total
        checks = self._data[high : high + size]
        first = bisect_left(checks, check << shift)
        last = bisect_left(checks, check + 1 << shift, first, min(size, first + most))
        return self._numbers(begin + first, last - first)

    def beside(self, term: int, most: int) -> list[int]:
        """The numbers of the first titles in the bucket of a term, whatever terms they are posted under."""
        begin, size = self._place(term & self._mask)
        return self._numbers(begin, min(size, most))

    def _numbers(self, begin: int, size: int) -> list[int]:
        data, total, low = self._data, self._total, self._planes + begin
        middle, high = low + total, low + 2 * total
        joined = bytearray(4 * size)
        joined[0::4], joined[1::4] = data[low : low + size], data[middle : middle + size]
        joined[2::4] = data[high : high + size].translate(self._titles_part)
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
