"""Matching: from a listing and a pool of papers to scored candidates and a verdict with its reasons."""

from collections.abc import Iterable, Sequence

from papers2bib.model import Candidate, Listing, Match, Paper, Verdict
from papers2bib.titles import title_key


def decide(listing: Listing, pool: Iterable[Paper], unanswered: Sequence[str] = ()) -> Match:
    """Which paper of the pool the listing means, if the evidence decides it."""
    key = title_key(listing.title)
    equal = [Candidate(paper, 0.5, ("title equal",)) for paper in pool if title_key(paper.title) == key]
    if len(equal) == 1:
        return Match(listing, Verdict.MATCHED, tuple(equal))
    if equal:
        return Match(listing, Verdict.AMBIGUOUS, tuple(equal), ("several papers have this title",))
    return Match(listing, Verdict.UNANSWERED if unanswered else Verdict.MISSING, problems=tuple(unanswered))
