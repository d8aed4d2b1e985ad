"""Takes a reference and the entries of a file, says which entry is of that paper, if one surely is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from papers2bib.contradictions import contradiction
from papers2bib.living.entries import Entries
from papers2bib.matching import SURE, score
from papers2bib.model import Listing, Reference

_DOUBTFUL = 0.5
"""From this probability on a person is told that an entry may be of the paper."""


class Known(NamedTuple):
    """The entry of a paper, by its number, and why it is that; or what speaks for and against some entry."""

    entry: int | None = None
    because: str = ""
    doubts: tuple[str, ...] = ()


def recognise(reference: Reference, entries: Entries) -> Known:
    """The entry of the paper: by arXiv id, DOI, the key it was listed under, then by title and authors.

    An id or a key alone is not enough: an entry of another title by other people, or under another arXiv id,
    is of another paper.
    """
    doubts: dict[int, str] = {}
    for at, because in _named(reference, entries):
        if said := contradiction(reference.paper, entries.paper(at)):
            doubts.setdefault(at, f"{because}, but {said}")
        else:
            return Known(at, because)
    best: tuple[float, int, str] | None = None
    for at in entries.titled(reference.paper.title):
        listing = entries.listing(at)
        if listing is None or at in doubts:
            continue
        found = _likelihood(reference, listing)
        if best is None or found[0] > best[0]:
            best = (found[0], at, found[1])
    if best and best[0] >= SURE:
        return Known(best[1], best[2])
    if best and best[0] >= _DOUBTFUL:
        doubts[best[1]] = f"{best[2]}, too little to be sure"
    return Known(doubts=tuple(_told(entries, at, why) for at, why in doubts.items()))


def _named(reference: Reference, entries: Entries) -> Iterator[tuple[int, str]]:
    """Entries with an id of the paper for their own, or under a key that it was listed under."""
    for scheme in ("arxiv", "doi"):
        for one in (one for one in reference.paper.ids if one.scheme == scheme):
            for at in entries.naming(scheme, one.value):
                if one in entries.paper(at).ids:
                    yield at, f"the same {one}"
    for listing in reference.listings:
        for at in entries.under_key(listing.key):
            yield at, f"the same key {listing.key}"


def _likelihood(reference: Reference, listing: Listing) -> tuple[float, str]:
    found = score(replace(listing, venue=""), reference.paper)
    return found.score, "; ".join(found.because)


def _told(entries: Entries, at: int, why: str) -> str:
    span = entries.own[at]
    return f"line {entries.line(span.start)} ({span.key}) may be the same paper: {why}"
