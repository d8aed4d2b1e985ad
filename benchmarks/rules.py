"""Rules: a listing and the papers that a search gives in, the paper that a rule chooses out."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from papers2bib import Listing, Paper, Verdict
from papers2bib.matching import decide

_ALIKE = 90.0


class Answer(NamedTuple):
    """What a rule chooses, and what it shows a person otherwise."""

    chosen: Paper | None
    offered: Sequence[Paper] = ()


def evidence(listing: Listing, pool: Sequence[Paper]) -> Answer:
    """The rule of papers2bib: all evidence weighed, or no answer."""
    match = decide(listing, pool)
    return Answer(
        match.paper, [] if match.verdict is Verdict.MISSING else [one.paper for one in match.candidates]
    )


def same_letters(listing: Listing, pool: Sequence[Paper]) -> Answer:
    """A rule of peers: the first paper of whose title the letters are the same."""
    wanted = _letters(listing.title)
    return Answer(next((one for one in pool if wanted and wanted == _letters(one.title)), None), pool)


def first_similar(listing: Listing, pool: Sequence[Paper]) -> Answer:
    """Another one: the first hit, if its title is similar by nine tenths."""
    first = pool[0] if pool else None
    alike = first is not None and ratio(listing.title.lower(), first.title.lower()) >= _ALIKE
    return Answer(first if alike else None, pool)


def _letters(title: str) -> str:
    return "".join(one for one in title.lower() if one.isalpha())
