"""Building a catalogue: files of facts in, one catalogue file out, the same bytes for the same facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from papers2bib.catalogue.facts import Report, paper, parse_fact, read_lines
from papers2bib.catalogue.index import index
from papers2bib.catalogue.layout import write_layout
from papers2bib.catalogue.records import take_apart
from papers2bib.catalogue.store import Store
from papers2bib.model import Date, Paper

_LICENCE = "CC0-1.0 (arXiv metadata)"
_EVERY = 10_000
Progress = Callable[[str, int], None]
"""Takes the name of the stage and how many papers are done."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    records: int
    replaced: int
    skipped: int
    newest: str


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    created: str = "",
    report: Report = lambda _: None,
    progress: Progress = lambda _stage, _done: None,
) -> Built:
    """Write a catalogue of the facts in `paths` (JSON Lines, perhaps .gz or .xz, `-` for stdin).

    A later record of an id replaces an earlier one. Lines that cannot be used are reported as
    `file:line: reason` and skipped. `created` is an ISO date, by default that of the newest record, so that the
    same facts give the same bytes. Raises SourceUnavailable for a file that cannot be read, OSError for an
    output that cannot be written.
    """
    reading = _Reading(report, progress)
    for path in paths:
        reading.read(path)
    shelved = reading.store.finish()
    progress("write", len(shelved))
    sections = shelved.sections()
    progress("index", len(shelved))
    shape, postings = index(shelved.titles())
    newest = str(reading.newest)
    info = {
        "created": created or newest,
        "newest": newest,
        "records": len(shelved),
        "sources": [path.name for path in paths],
        "licence": _LICENCE,
    }
    write_layout(output, {**info, **shape}, {**sections, **postings})
    return Built(len(shelved), reading.lines - reading.skipped - len(shelved), reading.skipped, newest)


class _Reading:
    """Files of facts on their way into the store."""

    def __init__(self, report: Report, progress: Progress) -> None:
        self.store = Store()
        self.lines = self.skipped = 0
        self.newest = Date()
        self._report, self._progress = report, progress

    def read(self, path: Path) -> None:
        for place, line in read_lines(path):
            self.lines += 1
            if self.lines % _EVERY == 0:
                self._progress("read", self.lines)
            try:
                self._add(paper(parse_fact(line)))
            except ValueError as error:
                self.skipped += 1
                self._report(f"{place}: {error}")

    def _add(self, found: Paper) -> None:
        self.store.add(take_apart(found))
        if found.published and found.published > self.newest:
            self.newest = found.published
