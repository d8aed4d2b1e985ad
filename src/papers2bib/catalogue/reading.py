"""Reading: dumps in, records in the store out, with their venues, and those alone that are wanted."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Protocol

from papers2bib.catalogue.dumps import Dump, Line
from papers2bib.catalogue.facts import Fact, Report, Said, paper, parse_fact, said_by
from papers2bib.catalogue.gathering import batches
from papers2bib.catalogue.published import link, with_publications
from papers2bib.catalogue.records import Row, said_of, take_apart
from papers2bib.catalogue.store import Store
from papers2bib.catalogue.waiting import Waiting, keys
from papers2bib.catalogue.workers import Each
from papers2bib.model import Date, Paper

_CHUNK = 1000
Lines = Iterable[Line]
"""Some of them, to be gone through more than once."""
Told = Callable[[str, int], None]
"""Takes the name of a stage and how many records it has done."""


class Beside(Protocol):
    """What other catalogues hold already; pickled for other processes."""

    def renewed(self, paper: Paper) -> Paper:
        """The paper, with what they know of it besides."""
        ...

    def lacks(self, paper: Paper, /) -> bool:
        """Whether a paper so renewed is worth a record."""
        ...


class Reading:
    """Dumps on their way into the store."""

    def __init__(
        self, each: Each, waiting: Waiting, beside: Beside | None, report: Report, told: Told
    ) -> None:
        self.store = Store()
        self.read_so_far = self.added = self.skipped = 0
        self.newest = Date()
        self._each, self._waiting, self._beside = each, waiting, beside
        self._report, self._told = report, told

    def read(self, dumps: Sequence[Dump], published: Sequence[Dump], known: Iterable[Paper] = ()) -> None:
        """All dumps: first the publications, which wait for their papers, at last those that no paper took.

        Papers of other catalogues (`known`) are worth a record if a publication waits for them.
        """
        self._gather(published, own=False)
        self._gather([dump for dump in dumps if dump.is_xml], own=True)
        self._waiting.settle()
        if len(self._waiting):
            self._known(known)
        for dump in dumps:
            if not dump.is_xml:
                self._papers(dump.blocks())
        self._papers(_chunks(self._waiting.on_arxiv()))
        self._others(_chunks(self._waiting.elsewhere()))

    def _gather(self, dumps: Iterable[Dump], *, own: bool) -> None:
        for dump in dumps:
            for batch in batches(self._each, dump):
                self._waiting.add(batch, own=own)
                self._complain(batch.problems)
                self._told("publications", len(self._waiting))

    def _known(self, papers: Iterable[Paper]) -> None:
        for one in papers:
            if found := self._waiting.find(keys(said_of(one))):
                self._add(self._wanted(self._joined(one, (), found)))

    def _papers(self, blocks: Iterable[Lines]) -> None:
        """Facts on papers, which take their publications."""
        if not len(self._waiting):
            self._others(blocks)
            return
        for block, digested in self._digested(blocks, keyed=True):
            for (place, line), record, known in zip(block, digested.records, digested.keys, strict=True):
                found = self._waiting.find(known, place)
                self._add(self._published(line, found) if found else record)

    def _others(self, blocks: Iterable[Lines]) -> None:
        """Facts on papers that have no other publication."""
        for _, digested in self._digested(blocks, keyed=False):
            for record in digested.records:
                self._add(record)

    def _add(self, record: Row | None) -> None:
        if record:
            self.store.add(record)
            self.added += 1

    def _digested(self, blocks: Iterable[Lines], keyed: bool) -> Iterator[tuple[Lines, "_Digested"]]:
        under_way: deque[Lines] = deque()
        digest = partial(_digest, beside=self._beside, keyed=keyed)
        for digested in self._each(digest, _noted(blocks, under_way)):
            self.newest = max(self.newest, digested.newest)
            self._complain(digested.problems)
            yield under_way.popleft(), digested
            self.read_so_far += len(digested.records)
            self._told("papers", self.read_so_far)

    def _published(self, line: bytes, found: Sequence[tuple[int, Fact]]) -> Row | None:
        """The record of a paper with its publications; None where that is not wanted."""
        fact = parse_fact(line)
        known = self._beside.renewed(paper(fact)) if self._beside else paper(fact)
        return self._wanted(self._joined(known, fact.get("published_as") or (), found))

    def _wanted(self, better: Paper) -> Row | None:
        wanted = self._beside is None or self._beside.lacks(better)
        return take_apart(said_of(better)) if wanted else None

    def _joined(self, known: Paper, claims: Iterable[Any], found: Sequence[tuple[int, Fact]]) -> Paper:
        linked = [(fact, link(known, fact)) for _, fact in found]
        for (number, _), (_, tie) in zip(found, linked, strict=True):
            self._waiting.mark(number, tie)
        return with_publications(known, claims, linked)

    def _complain(self, problems: Sequence[str]) -> None:
        self.skipped += len(problems)
        for problem in problems:
            self._report(problem)


@dataclass(slots=True)
class _Digested:
    """What some lines came to."""

    records: list[Row | None] = field(default_factory=list)
    """One for each line; None where it cannot be used or is not wanted."""
    keys: list[tuple[int, ...]] = field(default_factory=list)
    """Those of each line, where they are asked for."""
    problems: list[str] = field(default_factory=list)
    newest: Date = field(default_factory=Date)


def _digest(lines: Lines, *, beside: Beside | None, keyed: bool) -> _Digested:
    """The records of some lines, and what is wrong with the others."""
    found = _Digested()
    days: dict[int, Date] = {}  # by identity: few objects stand for all days
    for place, line in lines:
        try:
            said, wanted = _said(parse_fact(line), beside)
            record, known = take_apart(said) if wanted else None, keys(said) if keyed else ()
            if published := said.get("published"):
                days[id(published)] = published
        except ValueError as error:
            found.problems.append(f"{place}: {error}")
            record, known = None, ()
        found.records.append(record)
        found.keys.append(known)
    found.newest = max((one for one in days.values() if one.exact), default=found.newest)
    return found


def _said(fact: Fact, beside: Beside | None) -> tuple[Said, bool]:
    """What is known of a paper now, and whether that is worth a record."""
    if beside is None:
        return said_by(fact), True
    renewed = beside.renewed(paper(fact))
    return said_of(renewed), beside.lacks(renewed)


def _noted(blocks: Iterable[Lines], under_way: deque[Lines]) -> Iterator[Lines]:
    for block in blocks:
        under_way.append(block)
        yield block


def _chunks(lines: Iterator[Line]) -> Iterator[Lines]:
    return iter(lambda: list(islice(lines, _CHUNK)), [])
