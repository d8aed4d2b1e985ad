"""Building a catalogue: files of facts in, one catalogue file out, the same bytes for the same facts."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from papers2bib.catalogue.facts import Fact, Line, Report, paper, parse_fact, read_lines
from papers2bib.catalogue.index import index
from papers2bib.catalogue.layout import write_layout
from papers2bib.catalogue.published import read_published, with_publication
from papers2bib.catalogue.records import Record, take_apart
from papers2bib.catalogue.store import Shelved, Store
from papers2bib.catalogue.workers import Each, uncollected, workers
from papers2bib.model import Date

_LICENCE = "CC0-1.0 (arXiv metadata)"
_CHUNK = 1000
Progress = Callable[[str, int], None]
"""Takes the name of a stage and how many papers it has done."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    records: int
    replaced: int
    skipped: int
    newest: str
    """ISO date of the newest record that has one."""


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    published: Sequence[Path] = (),
    created: str = "",
    processes: int = 1,
    report: Report = lambda _: None,
    progress: Progress = lambda _stage, _done: None,
) -> Built:
    """Write a catalogue of the facts in `paths` (JSON Lines, perhaps .gz or .xz, `-` for stdin).

    A later record of an id replaces an earlier one. Lines that cannot be used are reported as
    `file:line: reason` and skipped. Files in `published` hold facts on published papers, which give papers on
    arXiv their venue where there is no doubt. `created` is an ISO date, by default that of the newest record,
    so that the same facts give the same bytes. Raises SourceUnavailable for a file that cannot be read,
    TargetError for an output that cannot be written.
    """
    with uncollected(), workers(processes) as each:
        venues = read_published(chain.from_iterable(map(read_lines, published)), report)
        reading = _Reading(venues, report, progress)
        reading.read(each, chain.from_iterable(map(read_lines, paths)))
        shelved = reading.store.finish()
        about = {"created": created or str(reading.newest), "sources": [path.name for path in paths]}
        _write(output, shelved, {**about, "newest": str(reading.newest)}, each, progress)
    replaced = reading.lines - reading.skipped - len(shelved)
    return Built(len(shelved), replaced, reading.skipped, str(reading.newest))


class _Reading:
    """Lines of facts on their way into the store."""

    def __init__(self, venues: Mapping[int, Fact], report: Report, progress: Progress) -> None:
        self.store = Store()
        self.lines = self.skipped = 0
        self.newest = Date()
        self._venues, self._report, self._progress = venues, report, progress
        self._under_way: deque[list[Line]] = deque()

    def read(self, each: Each, lines: Iterator[Line]) -> None:
        for digested in each(_digest, self._chunks(lines)):
            chunk = self._under_way.popleft()
            self.lines += len(chunk)
            self.skipped += len(digested.problems)
            self.newest = max(self.newest, digested.newest)
            for problem in digested.problems:
                self._report(problem)
            for (_, line), record in zip(chunk, digested.records, strict=True):
                if record:
                    self.store.add(self._with_venue(line, record))
            self._progress("read", self.lines)

    def _chunks(self, lines: Iterator[Line]) -> Iterator[list[Line]]:
        for chunk in iter(lambda: list(islice(lines, _CHUNK)), []):
            self._under_way.append(chunk)
            yield chunk

    def _with_venue(self, line: bytes, record: Record) -> Record:
        if record.number not in self._venues:
            return record
        fact = parse_fact(line)
        return take_apart(with_publication(paper(fact), fact, self._venues[record.number]))


@dataclass(frozen=True, slots=True)
class _Digested:
    records: list[Record | None]
    """One for each line, None where it cannot be used."""
    problems: list[str]
    newest: Date


def _digest(lines: Sequence[Line]) -> _Digested:
    """The records of some lines, and what is wrong with the others."""
    records: list[Record | None] = []
    problems, newest = [], Date()
    for place, line in lines:
        try:
            found = paper(parse_fact(line))
            records.append(take_apart(found))
        except ValueError as error:
            problems.append(f"{place}: {error}")
            records.append(None)
        else:
            if found.published and found.published.exact:
                newest = max(newest, found.published)
    return _Digested(records, problems, newest)


def _write(output: Path, shelved: Shelved, about: dict[str, object], each: Each, progress: Progress) -> None:
    progress("index", len(shelved))
    shape, postings = index(list(shelved.titles()), each)
    progress("write", len(shelved))
    info = {**about, "records": len(shelved), "licence": _LICENCE, **shape}
    write_layout(output, info, {**shelved.sections(), **postings})
