"""Building a catalogue: dumps in, one catalogue file out, the same bytes for the same dumps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papers2bib.catalogue.dumps import Dump, Meter
from papers2bib.catalogue.facts import Report
from papers2bib.catalogue.index import Indexing
from papers2bib.catalogue.layout import write_layout
from papers2bib.catalogue.reading import Reading
from papers2bib.catalogue.store import Shelved
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
        shelved, newest = reading.store.finish(), str(reading.newest)
        about = {"created": created or newest, "newest": newest, "sources": [path.name for path in paths]}
        write(output, shelved, about, each, progress)
    return Built(len(shelved), reading.added - len(shelved), reading.skipped, newest)


def write(
    output: Path, shelved: Shelved, about: Mapping[str, object], each: Each, progress: Progress
) -> None:
    """Write a catalogue file; `about` goes into its header."""
    progress("index", len(shelved), 0.0)
    indexing = Indexing(shelved.titles(), each)
    sections, held = shelved.sections(each), shelved.coverage()
    shape, postings = indexing.finish()
    progress("write", len(shelved), 0.0)
    info = {**about, "records": len(shelved), "licence": LICENCE, "coverage": held, **shape}
    write_layout(output, info, {**sections, **postings})
