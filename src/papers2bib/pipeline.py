"""The whole flow; the only module that knows the order.

    file ─ readers ─▶ Listing ─ resolve ─▶ Match ─ enrich ─▶ Reference ─ targets ─▶ Written

`resolve` asks the sources for each batch of listings, each source only for what is still open, and lets
`matching` decide. `enrich` brings the listings of one paper together and merges what is known of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from itertools import islice
from threading import Thread

from papers2bib.decisions import Decision, Decisions
from papers2bib.errors import SourceError, SourceNotAsked
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.merging import from_listing, merge
from papers2bib.model import Candidate, Evidence, Listing, Match, Paper, Reference, Verdict
from papers2bib.sources import DetailSource, Source
from papers2bib.sources.packs import packs
from papers2bib.titles import title_key

Warn = Callable[[SourceError], None]

_BATCH = 256
_NO_DECISIONS = Decisions()
_SLICE = 0.1
_KNOWN_BY = ("arxiv", "doi", "s2")


def _silent(_: SourceError) -> None:
    return


def resolve(
    listings: Iterable[Listing],
    sources: Sequence[Source],
    *,
    decisions: Decisions = _NO_DECISIONS,
    unasked: Collection[str] = (),
    warn: Warn = _silent,
) -> Iterator[Match]:
    """Say of each listing, in order, which paper it means, as far as the evidence decides it.

    `unasked` names sources that exist but are not asked in this run: what the others lack is then UNANSWERED,
    not MISSING. A source that fails makes the listings that it was asked for UNANSWERED and is reported to
    `warn`; the others go on. Where a person interrupts, what is known by then is given before
    KeyboardInterrupt goes on its way.
    """
    stream = iter(listings)
    while part := list(islice(stream, _BATCH)):
        batch = _Batch(part, decisions, [f"{name} was not asked" for name in unasked], warn)
        try:
            batch.resolve(sources)
        except KeyboardInterrupt:
            yield from batch.matches
            raise
        yield from batch.matches


def enrich(
    matches: Iterable[Match], sources: Sequence[DetailSource] = (), *, warn: Warn = _silent
) -> Iterator[Reference]:
    """One reference for each matched paper, in the order of first mention, with all that is known of it.

    The sources are asked side by side for what they may know besides; one that fails is reported to `warn`.
    """
    found: dict[PaperId | str, tuple[Paper, list[Listing]]] = {}
    for match in matches:
        if match.paper:
            identity = next(iter(match.paper.ids), match.paper.title)
            _, listings = found.setdefault(identity, (match.paper, []))
            listings.append(match.listing)
    details: dict[PaperId, list[Paper]] = {}
    for detail in _details([paper for paper, _ in found.values()], sources, warn):
        for one in detail.ids:
            details.setdefault(one, []).append(detail)
    for paper, listings in found.values():
        known = dict.fromkeys(detail for one in paper.ids for detail in details.get(one, ()))
        yield merge([paper, *known, *map(from_listing, listings)]).reference(listings)


def _details(papers: Sequence[Paper], sources: Sequence[DetailSource], warn: Warn) -> list[Paper]:
    """What each source says of the papers that it may know more of; each source in a thread of its own."""
    answers: list[Future[list[Paper]]] = []
    for source in sources:
        answer: Future[list[Paper]] = Future()
        answers.append(answer)
        ids = [_asked_as(paper) for paper in papers if paper.ids and source.completes(paper)]
        Thread(target=_fulfil, args=(answer, source, ids, warn), daemon=True).start()
    for answer in answers:
        while not answer.done():
            with suppress(TimeoutError):  # in slices, so that an interrupt is heard everywhere
                answer.exception(_SLICE)
    return [paper for answer in answers for paper in answer.result()]


def _fulfil(answer: Future[list[Paper]], source: DetailSource, ids: Sequence[PaperId], warn: Warn) -> None:
    try:
        answer.set_result(list(_looked_up(source, ids, warn)))
    except BaseException as error:
        answer.set_exception(error)


def _looked_up(source: DetailSource, ids: Sequence[PaperId], warn: Warn) -> Iterator[Paper]:
    for pack in packs(sorted(set(ids)), source.batch_size, name=str):
        try:
            yield from source.lookup(pack)
        except SourceNotAsked:
            continue
        except SourceError as error:
            warn(error)


def _asked_as(paper: Paper) -> PaperId:
    """The id that most sources know it by."""
    return min(paper.ids, key=lambda one: _KNOWN_BY.index(one.scheme) if one.scheme in _KNOWN_BY else 9)


class _Batch:
    """Some listings, what was found for each so far, and why an answer may be lacking."""

    def __init__(self, listings: list[Listing], decisions: Decisions, unasked: list[str], warn: Warn) -> None:
        self.listings = listings
        self.decisions = [decisions.find(one) for one in listings]
        self.pools: list[list[Paper]] = [[] for _ in listings]
        self.unanswered: list[list[str]] = [list(unasked) for _ in listings]
        self.matches = [self._match(at) for at in range(len(listings))]
        self._warn = warn

    def resolve(self, sources: Sequence[Source]) -> None:
        """Ask each source for what is still open: first for the ids that are listed, then for titles."""
        for source in sources:
            self._look_up(source, self._open())
            self._search(source, [at for at in self._open() if self.decisions[at] is None])

    def _open(self) -> list[int]:
        return [at for at, match in enumerate(self.matches) if match.verdict is not Verdict.MATCHED]

    def _look_up(self, source: Source, places: Sequence[int]) -> None:
        wanted: dict[PaperId, list[int]] = {}
        for at in places:
            for one in self._ids(at):
                wanted.setdefault(one, []).append(at)
        for pack in packs(sorted(wanted), source.batch_size, name=str):
            concerned = sorted({at for one in pack for at in wanted[one]})
            found = self._answer(partial(source.lookup, pack), concerned)
            for paper in found:
                for at in {at for one in paper.ids for at in wanted.get(one, ())}:
                    self.pools[at].append(paper)
            self._judge(concerned)

    def _search(self, source: Source, places: Sequence[int]) -> None:
        """One of those that say the same is asked for; what is found is for all of them."""
        same: dict[object, list[int]] = {}
        for at in places:
            if self.listings[at].title:
                same.setdefault(_said(self.listings[at]), []).append(at)
        asked = {self.listings[group[0]]: group for group in same.values()}
        left_out = set(asked)
        for portion in source.portions(list(asked)):
            left_out -= set(portion)
            concerned = [at for one in portion for at in asked[one]]
            pool = self._answer(partial(source.search, portion), concerned)
            for at in concerned:
                self.pools[at].extend(pool)
            self._judge(concerned)
        if source.left_out and left_out:
            self._without_answer([at for one in left_out for at in asked[one]], source.left_out)

    def _answer(self, ask: Callable[[], Iterable[Paper]], concerned: Sequence[int]) -> list[Paper]:
        try:
            return list(ask())
        except SourceNotAsked:
            return []
        except SourceError as error:
            self._warn(error)
            self._without_answer(concerned, str(error))
            return []

    def _without_answer(self, places: Sequence[int], why: str) -> None:
        for at in places:
            if why not in self.unanswered[at]:
                self.unanswered[at].append(why)
        self._judge(places)

    def _judge(self, places: Sequence[int]) -> None:
        for at in places:
            self.matches[at] = self._match(at)

    def _ids(self, at: int) -> tuple[PaperId, ...]:
        decision = self.decisions[at]
        if decision is None:
            return self.listings[at].ids
        return (decision.paper,) if decision.paper else ()

    def _match(self, at: int) -> Match:
        if decision := self.decisions[at]:
            return _settled(self.listings[at], decision, self.pools[at], self.unanswered[at])
        return decide(self.listings[at], self.pools[at], self.unanswered[at])


def _said(listing: Listing) -> object:
    """What a search may go by."""
    return title_key(listing.title) or listing.title, listing.authors, listing.date, listing.listed


def _settled(listing: Listing, decision: Decision, pool: Sequence[Paper], unanswered: list[str]) -> Match:
    if decision.paper is None:
        return Match(listing, Verdict.MISSING, problems=("a person decided: none",), decided=True)
    for paper in pool:
        if decision.paper in paper.ids:
            chosen = Candidate(paper, 1.0, (Evidence(0.0, f"a person chose {decision.paper}"),))
            return Match(listing, Verdict.MATCHED, (chosen,), decided=True)
    verdict = Verdict.UNANSWERED if unanswered else Verdict.MISSING
    return Match(
        listing, verdict, problems=(f"{decision.paper}, chosen by a person, was not found", *unanswered)
    )
