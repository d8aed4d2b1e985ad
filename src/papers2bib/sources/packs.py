"""Divides things into packs of limited weight, at places that changes elsewhere do not move."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_ONE_IN = 6
"""Once a pack is half full, it ends behind one in so many things, chosen by what they are."""


def packs(
    things: Iterable[T], limit: int, *, name: Callable[[T], str], weight: Callable[[T], int] = lambda _: 1
) -> Iterator[tuple[T, ...]]:
    """Packs of a weight of at most `limit` in order; a thing too heavy by itself is a pack of its own.

    Where there are several, a pack ends where the names of the things say so, not at a place, so that of a
    list that has grown by one only a pack or two are new, and all others were asked and answered before.
    """
    several = list(things)
    if sum(map(weight, several)) <= limit:
        yield from filter(None, [tuple(several)])
        return
    pack: list[T] = []
    total = 0
    for thing in several:
        if pack and total + weight(thing) > limit:
            yield tuple(pack)
            pack, total = [], 0
        pack.append(thing)
        total += weight(thing)
        if total * 2 >= limit and zlib.crc32(name(thing).encode()) % _ONE_IN == 0:
            yield tuple(pack)
            pack, total = [], 0
    if pack:
        yield tuple(pack)
