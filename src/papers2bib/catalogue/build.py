"""Building a catalogue: dumps in, one catalogue file out, the same bytes for the same dumps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papers2bib.catalogue.dumps import Dump, Meter
from papers2bib.catalogue.facts import Report
from papers2bib.catalogue.index import Indexing
from papers2bib.catalogue.layout import write_layout
from papers2bib.catalogue.reading import Reading
from papers2bib.catalogue.shortening import Shortening
from papers2bib.catalogue.store import Store
from papers2bib.catalogue.waiting import Waiting
from papers2bib.catalogue.workers import Each, uncollected, workers

LICENCE = "CC0-1.0 (metadata of arXiv and DBLP)"
Progress = Callable[[str, int, float], None]
"""Takes the name of a stage, how many records it has done, and the share of all bytes read (0: unknown)."""


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
    progress: Progress = lambda _stage, _done, _share: None,
) -> Built:
    """Write a catalogue of the papers in dumps: facts, arXiv's snapshot, dblp.xml (see Dump for files).

    A later record of an id replaces an earlier one; what DBLP holds gives way to all others. Records that
    cannot be used are reported as `file:line: reason` and skipped. Publications (those of DBLP, and those in
    `published`, which add no papers) give papers on arXiv their venue where there is no doubt. `created` is
    an ISO date, by default that of the newest record, so that the same dumps give the same bytes. Raises
    SourceUnavailable for a file that cannot be read, SourceReplyError for one that is no such dump,
    TargetError for an output that cannot be written.
    """
    meter = Meter()
    dumps, told = [Dump(path, meter) for path in paths], [Dump(path, meter) for path in published]
    with uncollected(), workers(processes) as each, Waiting(output.parent) as waiting:
        reading = Reading(each, waiting, None, report, lambda stage, done: progress(stage, done, meter.share))
        reading.read(dumps, told)
        newest = str(reading.newest)
        about = {"created": created or newest, "newest": newest, "sources": [path.name for path in paths]}
        records = write(output, reading.store, about, each, progress)
    return Built(records, reading.added - records, reading.skipped, newest)


def write(output: Path, store: Store, about: Mapping[str, object], each: Each, progress: Progress) -> int:
    """Write what a store holds, which is empty afterwards, as a catalogue file: how many records that is.

    `about` goes into its header.
    """
    shelved = store.finish()
    records = len(shelved)
    progress("index", records, 0.0)
    titles = shelved.titles()
    indexing = Indexing(titles, each)
    shortening = Shortening([title for title, _ in titles], each)
    held = shelved.coverage()
    indexing.begin()
    shortening.begin()
    sections = shelved.sections(each)
    del titles, shelved  # to be freed while others work
    sections |= shortening.finish()
    shape, postings = indexing.finish()
    progress("write", records, 0.0)
    info = {**about, "records": records, "licence": LICENCE, "coverage": held, **shape}
    write_layout(output, info, {**sections, **postings})
    return records
