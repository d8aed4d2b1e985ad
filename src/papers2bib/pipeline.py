"""The whole flow; the only module that knows the order.

    file ─ readers ─▶ Listing ─ resolve ─▶ Match ─ enrich ─▶ Reference ─ targets ─▶ Written

`resolve` asks the sources for each batch of listings, each source only for what is still open, and lets
`matching` decide. `enrich` brings the listings of one paper together and merges what is known of it.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import islice

from papers2bib.contradictions import contradiction
from papers2bib.decisions import Decisions
from papers2bib.details import details
from papers2bib.errors import SourceError
from papers2bib.merging import from_listing, merge
from papers2bib.model import Listing, Match, Paper, Reference
from papers2bib.resolving import Batch
from papers2bib.sources import Source

_BATCH = 256
_NO_DECISIONS = Decisions()


def _silent(_: SourceError) -> None:
    return


def resolve(
    listings: Iterable[Listing],
    sources: Sequence[Source],
    *,
    decisions: Decisions = _NO_DECISIONS,
    unasked: Collection[str] = (),
    warn: Callable[[SourceError], None] = _silent,
) -> Iterator[Match]:
    """Say of each listing, in order, which paper it means, as far as the evidence decides it.

    `unasked` names sources that exist but are not asked in this run: what the others lack is then UNANSWERED,
    not MISSING. A source that fails makes the listings that it was asked for UNANSWERED and is reported to
    `warn`; the others go on. Where a person interrupts, what is known by then is given before
    KeyboardInterrupt goes on its way.
    """
    stream = iter(listings)
    while part := list(islice(stream, _BATCH)):
        batch = Batch(part, decisions, [f"{name} was not asked" for name in unasked], warn)
        try:
            batch.resolve(sources)
        except KeyboardInterrupt:
            batch.break_off()
            yield from batch.matches
            raise
        yield from batch.matches


def enrich(
    matches: Iterable[Match],
    sources: Sequence[Source] = (),
    *,
    warn: Callable[[SourceError], None] = _silent,
) -> Iterator[Reference]:
    """One reference for each matched paper, in the order of first mention, with all that is known of it.

    The sources are asked side by side for what they may know besides; one that fails is reported to `warn`.
    """
    found = _united([([match.paper], [match.listing]) for match in matches if match.paper])
    known: dict[Hashable, list[Paper]] = {}
    for detail in details([papers[0] for papers, _ in found], sources, warn):
        for one in detail.ids:
            known.setdefault(one, []).append(detail)
    told = [
        ([*papers, *(detail for one in papers[0].ids for detail in known.get(one, ()))], listings)
        for papers, listings in found
    ]
    for papers, listings in _united(told):
        yield merge([*papers, *map(from_listing, listings)]).reference(listings)


_Entry = tuple[list[Paper], list[Listing]]
"""Accounts of a paper, the matched one first, and the listings that mean it."""


def _united(entries: Iterable[_Entry]) -> list[_Entry]:
    """Entries of one paper as one, in the order of first mention: a preprint and its publication, perhaps."""
    united: list[_Entry] = []
    owners: dict[Hashable, _Entry] = {}
    for papers, listings in entries:
        ids = [one for paper in papers for one in paper.ids]
        owner = next((owners[one] for one in ids if one in owners), None)
        if owner is None or contradiction(owner[0][0], papers[0]):
            owner = ([], [])
            united.append(owner)
        owner[0].extend(papers)
        owner[1].extend(listings)
        for one in ids:
            owners.setdefault(one, owner)
    return united
