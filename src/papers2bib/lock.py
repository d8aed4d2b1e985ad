"""A lock: what was found for the listings of a run in, the same papers for the same listings out later."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice

from papers2bib.contradictions import contradiction
from papers2bib.decisions import Decisions
from papers2bib.ids import PaperId
from papers2bib.model import Candidate, Evidence, Listing, Match, Paper, Reference, Verdict

_BATCH = 256


@dataclass(frozen=True, slots=True)
class Row:
    """What was found for one listing."""

    title: str
    verdict: Verdict
    paper: str = ""
    """The name under which the lock has the paper."""
    score: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[str, ...] = ()
    decided: bool = False
    """A person settled it."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to ask."""
        return self.decided or self.verdict is Verdict.MATCHED


@dataclass(frozen=True, slots=True)
class Locked:
    """A paper as it was found, without listings, and on which day (ISO 8601) each field was first so."""

    reference: Reference
    days: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lock:
    """Rows by what a listing says (`said`), papers by name."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    papers: Mapping[str, Locked] = field(default_factory=dict)

    def resolve(
        self,
        listings: Iterable[Listing],
        decisions: Decisions,
        ask: Callable[[Iterable[Listing]], Iterator[Match]],
        *,
        final: bool = False,
    ) -> Iterator[Match]:
        """Say of each listing, in order, what is locked of it; `ask` says it of the others.

        What was left open is asked again, unless the lock is `final`; so is what a person decides otherwise
        by now, and a listing that says anything else than it did.
        """
        stream = iter(listings)
        while part := list(islice(stream, _BATCH)):
            known = [self._match(one, decisions, final=final) for one in part]
            asked = ask(one for one, match in zip(part, known, strict=True) if match is None)
            for match in known:
                yield match or next(asked)

    def references(
        self, matches: Iterable[Match], enrich: Callable[[Iterable[Match]], Iterable[Reference]]
    ) -> Iterator[Reference]:
        """One reference for each paper, in the order of first mention; `enrich` gives those not locked."""
        everything = list(matches)
        places: dict[Listing, int] = {}
        for at, match in enumerate(everything):
            places.setdefault(match.listing, at)
        owners = self._owners()
        locked: dict[str, list[Listing]] = {}
        new: list[Reference] = []
        names = [self._owner(match.paper, owners) if match.paper else "" for match in everything]
        for name, match in zip(names, everything, strict=True):
            if name:
                locked.setdefault(name, []).append(match.listing)
        for one in enrich(match for name, match in zip(names, everything, strict=True) if not name):
            if name := self._owner(one.paper, owners):
                locked.setdefault(name, []).extend(one.listings)
            else:
                new.append(one)
        new += [replace(self.papers[name].reference, listings=tuple(said)) for name, said in locked.items()]
        ordered = [replace(one, listings=tuple(sorted(one.listings, key=places.__getitem__))) for one in new]
        yield from sorted(ordered, key=lambda one: places[one.listings[0]])

    def remembered(self, references: Iterable[Reference]) -> Iterator[Reference]:
        """References that were found anew, each with what had been written of it."""
        owners = self._owners()
        for one in references:
            name = self._owner(one.paper, owners)
            yield replace(one, written=self.papers[name].reference.written) if name else one

    def updated(self, matches: Iterable[Match], references: Iterable[Reference], today: str) -> "Lock":
        """The lock of these matches and references alone; a field that has not changed keeps its day."""
        papers: dict[str, Locked] = {}
        names: dict[Listing, str] = {}
        for one in references:
            name = _name(one.paper, papers)
            papers[name] = Locked(
                replace(one, listings=(), accounts=(), unused=()), self._days(name, one, today)
            )
            names |= dict.fromkeys(one.listings, name)
        rows = {said(match.listing): _row(match, names.get(match.listing, "")) for match in matches}
        return Lock(rows, papers)

    def _match(self, listing: Listing, decisions: Decisions, *, final: bool) -> Match | None:
        row = self.rows.get(said(listing))
        if row is None or not (row.settled or final) or not self._agrees(row, listing, decisions):
            return None
        if row.verdict is not Verdict.MATCHED:
            return Match(listing, row.verdict, problems=row.problems, decided=row.decided)
        paper = self.papers[row.paper].reference.paper
        chosen = Candidate(paper, row.score, row.evidence)
        return Match(listing, row.verdict, (chosen,), row.problems, decided=row.decided)

    def _agrees(self, row: Row, listing: Listing, decisions: Decisions) -> bool:
        decision = decisions.find(listing)
        if decision is None:
            return True
        ids = self.papers[row.paper].reference.paper.ids if row.paper else (None,)
        return row.decided and decision.paper in ids

    def _owners(self) -> dict[PaperId, list[str]]:
        owners: dict[PaperId, list[str]] = {}
        for name, one in self.papers.items():
            for identifier in one.reference.paper.ids:
                owners.setdefault(identifier, []).append(name)
        return owners

    def _owner(self, paper: Paper, owners: Mapping[PaperId, Sequence[str]]) -> str:
        """The name of a locked paper that this one is, or ""."""
        named = (name for one in paper.ids for name in owners.get(one, ()))
        return next((one for one in named if not contradiction(self.papers[one].reference.paper, paper)), "")

    def _days(self, name: str, new: Reference, today: str) -> dict[str, str]:
        old = self.papers.get(name)
        return {
            one: old.days.get(one, today) if old and _of(old.reference, one) == _of(new, one) else today
            for one in known_fields(new.paper)
        }


def said(listing: Listing) -> str:
    """A short code of all that a list says of a paper, wherever it stands and however many like it."""
    content = replace(listing, origin="", votes=None)
    told = [str(getattr(content, name)) for name in Listing.__dataclass_fields__]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def known_fields(paper: Paper) -> Iterator[str]:
    """The fields of a paper that are known, without `source`."""
    yield from (name for name in Paper.__dataclass_fields__ if name != "source" and getattr(paper, name))


def _of(reference: Reference, name: str) -> tuple[object, str]:
    return getattr(reference.paper, name), reference.provenance.get(name, "")


def _name(paper: Paper, taken: Collection[str]) -> str:
    ids = [str(PaperId(scheme, paper.id(scheme))) for scheme in ("arxiv", "doi") if paper.id(scheme)]
    name = next(iter([*ids, *map(str, paper.ids), paper.title]))
    return f"{name} {paper.title}" if name in taken else name


def _row(match: Match, name: str) -> Row:
    title = match.listing.name
    if match.verdict is not Verdict.MATCHED:
        problems = match.problems if match.decided else ()  # of others they tell of that day alone
        return Row(title, match.verdict, problems=problems, decided=match.decided)
    best = match.candidates[0]
    evidence = tuple(Evidence(round(one.bits, 1), one.because) for one in best.evidence)
    return Row(title, match.verdict, name, round(best.score, 3), evidence, match.problems, match.decided)
