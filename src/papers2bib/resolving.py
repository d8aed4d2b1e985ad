"""Resolving: listings and sources in, which paper each means out; a source is asked for what is open."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from papers2bib.decisions import Decision, Decisions
from papers2bib.errors import SourceError, SourceNotAsked
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Candidate, Evidence, Listing, Match, Paper, Verdict
from papers2bib.sources import Source
from papers2bib.sources.packs import packs
from papers2bib.titles import title_key


class Batch:
    """Some listings, what was found for each so far, and why an answer may be lacking."""

    def __init__(
        self,
        listings: list[Listing],
        decisions: Decisions,
        unasked: list[str],
        warn: Callable[[SourceError], None],
    ) -> None:
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

    def break_off(self) -> None:
        """Leave what is still open without an answer."""
        self._without_answer(self._open(), "interrupted")

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
        """What was found, even where a part of the question then fails."""
        found: list[Paper] = []
        try:
            for paper in ask():
                found.append(paper)  # noqa: PERF402 - keeps those that come before a failure
        except SourceNotAsked:
            pass
        except SourceError as error:
            self._warn(error)
            self._without_answer(concerned, str(error))
        return found

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
