"""The whole flow; the only module that knows the order.

    file ─ readers ─▶ Listing ─ resolve ─▶ Match ─ enrich ─▶ Reference ─ targets ─▶ Written

`resolve` asks the sources for each batch of listings, each source only for what is still open, and lets
`matching` decide. `enrich` brings the listings of one paper together and merges what is known of it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from papers2bib.decisions import Decision, Decisions
from papers2bib.errors import SourceError
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.merging import from_listing, merge
from papers2bib.model import Candidate, Listing, Match, Paper, Reference, Verdict
from papers2bib.sources import Source

_BATCH = 256
_NO_DECISIONS = Decisions()


def resolve(
    listings: Iterable[Listing],
    sources: Sequence[Source],
    *,
    decisions: Decisions = _NO_DECISIONS,
    unasked: Collection[str] = (),
) -> Iterator[Match]:
    """Say of each listing, in order, which paper it means, as far as the evidence decides it.

    `unasked` names sources that exist but are not asked in this run: what the others lack is then UNANSWERED,
    not MISSING. A source that fails makes its listings UNANSWERED; the others go on.
    """
    stream = iter(listings)
    while batch := list(islice(stream, _BATCH)):
        yield from _Batch(batch, decisions, [f"{name} was not asked" for name in unasked]).resolve(sources)


def enrich(matches: Iterable[Match], sources: Sequence[Source] = ()) -> Iterator[Reference]:
    """One reference for each matched paper, in the order of first mention, with all that is known of it."""
    found: dict[PaperId | str, tuple[Paper, list[Listing]]] = {}
    for match in matches:
        if match.paper:
            identity = next(iter(match.paper.ids), match.paper.title)
            _, listings = found.setdefault(identity, (match.paper, []))
            listings.append(match.listing)
    details = _details([paper for paper, _ in found.values()], sources)
    for paper, listings in found.values():
        known = [one for one in details if set(one.ids) & set(paper.ids)]
        merged, provenance = merge([paper, *known, *map(from_listing, listings)])
        yield Reference(merged, tuple(listings), provenance)


def _details(papers: Sequence[Paper], sources: Sequence[Source]) -> list[Paper]:
    ids = [one for paper in papers for one in paper.ids]
    return [found for source in sources for found in source.lookup(ids)]


class _Batch:
    """Some listings, what was found for each so far, and why an answer may be lacking."""

    def __init__(self, listings: list[Listing], decisions: Decisions, unasked: list[str]) -> None:
        self.listings = listings
        self.decisions = [decisions.find(one) for one in listings]
        self.pools: list[list[Paper]] = [[] for _ in listings]
        self.unanswered: list[list[str]] = [list(unasked) for _ in listings]

    def resolve(self, sources: Sequence[Source]) -> list[Match]:
        matches = [self._match(at) for at in range(len(self.listings))]
        for source in sources:
            left = [at for at, match in enumerate(matches) if match.verdict is not Verdict.MATCHED]
            for chunk in _chunks(left, source.batch_size):
                self._ask(source, chunk)
            for at in left:
                matches[at] = self._match(at)
        return matches

    def _ask(self, source: Source, chunk: Sequence[int]) -> None:
        wanted = {one for at in chunk for one in self._ids(at)}
        titled = [self.listings[at] for at in chunk if self.decisions[at] is None]
        try:
            pool = [*(source.lookup(wanted) if wanted else ()), *(source.search(titled) if titled else ())]
        except SourceError as error:
            for at in chunk:
                self.unanswered[at].append(str(error))
        else:
            for at in chunk:
                self.pools[at].extend(pool)

    def _ids(self, at: int) -> tuple[PaperId, ...]:
        decision = self.decisions[at]
        if decision is None:
            return self.listings[at].ids
        return (decision.paper,) if decision.paper else ()

    def _match(self, at: int) -> Match:
        if decision := self.decisions[at]:
            return _settled(self.listings[at], decision, self.pools[at], self.unanswered[at])
        return decide(self.listings[at], self.pools[at], self.unanswered[at])


def _settled(listing: Listing, decision: Decision, pool: Sequence[Paper], unanswered: list[str]) -> Match:
    if decision.paper is None:
        return Match(listing, Verdict.MISSING, problems=("a person decided: none",), decided=True)
    for paper in pool:
        if decision.paper in paper.ids:
            chosen = Candidate(paper, 1.0, (f"a person chose {decision.paper}",))
            return Match(listing, Verdict.MATCHED, (chosen,), decided=True)
    verdict = Verdict.UNANSWERED if unanswered else Verdict.MISSING
    return Match(
        listing, verdict, problems=(f"{decision.paper}, chosen by a person, was not found", *unanswered)
    )


def _chunks(places: list[int], size: int) -> Iterator[list[int]]:
    return (places[at : at + size] for at in range(0, len(places), size))
