"""Updating: dumps and a catalogue in, a small file beside it out, with what is new in them or differs."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from papers2bib.catalogue.build import Progress, write
from papers2bib.catalogue.dumps import Dump, Meter
from papers2bib.catalogue.facts import Report
from papers2bib.catalogue.layout import MAGIC
from papers2bib.catalogue.overlay import Overlay, by_age
from papers2bib.catalogue.query import Catalogue
from papers2bib.catalogue.reading import Reading
from papers2bib.catalogue.records import said_of, take_apart
from papers2bib.catalogue.waiting import Waiting
from papers2bib.catalogue.workers import uncollected, workers
from papers2bib.errors import CatalogueError, ConfigError
from papers2bib.model import Date, Paper


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update came to."""

    records: int
    """In the file, with those of earlier updates."""
    skipped: int
    newest: str
    """ISO date of the newest record that was seen."""


def update(
    paths: Sequence[Path],
    output: Path,
    beside: Path,
    *,
    published: Sequence[Path] = (),
    since: Date | None = None,
    processes: int = 1,
    report: Report = lambda _: None,
    progress: Progress = lambda _stage, _done, _share: None,
) -> Updated:
    """Write a catalogue to be asked together with the one at `beside`, which stays as it is.

    It holds the papers of the dumps (see `build`) that are not there or not so; what an earlier update wrote
    to `output` stays in it. Papers that are not there and were made public before `since` are left out.
    Raises what `build` raises, and ConfigError for an output that is a catalogue, but no such file.
    """
    meter = Meter()
    dumps, told = [Dump(path, meter) for path in paths], [Dump(path, meter) for path in published]
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        uncollected(),
        workers(processes) as each,
        Waiting(output.parent) as waiting,
    ):
        before = _before(output, Path(folder), report)
        files = [Catalogue.open(path) for path in (beside, before) if path]
        overlay = Overlay([one.path for one in reversed(by_age(files))], since)
        reading = Reading(
            each, waiting, overlay, report, lambda stage, done: progress(stage, done, meter.share)
        )
        for paper in _kept(overlay, beside):
            reading.store.add(take_apart(said_of(paper)))
        reading.read(dumps, told, overlay.papers())
        about = _about(files[0], files[1:], [path.name for path in paths], reading.newest)
        records = write(output, reading.store, about, each, progress)
    return Updated(records, reading.skipped, str(about["newest"]))


def is_update(catalogue: Catalogue) -> bool:
    """Whether a catalogue is meant to lie beside another one."""
    return "beside" in catalogue.info


def _before(output: Path, folder: Path, report: Report) -> Path | None:
    """A copy of what an earlier update wrote (the file itself will be replaced), if it can be read."""
    if not output.is_file() or not output.stat().st_size:
        return None
    copy = Path(shutil.copyfile(output, folder / output.name))
    try:
        if is_update(Catalogue.open(copy)):
            return copy
    except CatalogueError as error:
        if copy.read_bytes()[: len(MAGIC)] == MAGIC:
            report(f"{str(error).replace(str(copy), str(output))}; what it held is not taken over")
            return None
    raise ConfigError(f"{output}: not written by `papers2bib catalogue update`, so it is not replaced")


def _kept(overlay: Overlay, beside: Path) -> Iterator[Paper]:
    """The papers of earlier updates that the catalogue beside them has not, or has older and otherwise."""
    there, top = Overlay([beside]), overlay.catalogues[0]
    for earlier in overlay.catalogues:
        if earlier.path != beside:
            for paper in earlier.papers():
                if there.lacks(paper) if earlier is top else there.find(paper) is None:
                    yield paper


def _about(
    beside: Catalogue, before: Sequence[Catalogue], sources: Sequence[str], newest: Date
) -> dict[str, object]:
    latest = max([str(newest), *(str(one.info["newest"]) for one in before)])
    earlier = [name for one in before for name in one.info["sources"]]
    return {
        "created": latest,
        "newest": latest,
        "sources": list(dict.fromkeys([*earlier, *sources])),
        "beside": beside.path.name,
    }
