"""One run of `bib`: a job in; files, standard output, words on stderr, and an exit status out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from papers2bib.cli import choices, places, words
from papers2bib.cli.recorders import Recorder, ReportFile, Summary, UnresolvedFile
from papers2bib.cli.screen import Screen
from papers2bib.cli.stdout import Stdout
from papers2bib.cli.web import Web
from papers2bib.config import Settings
from papers2bib.decisions import Decisions
from papers2bib.drafts import Draft, Drafts
from papers2bib.errors import ConfigError, Papers2bibError, ReaderError, SourceError
from papers2bib.model import Listing, Match, Reference
from papers2bib.pipeline import enrich, resolve
from papers2bib.readers.walk import read
from papers2bib.report import Report, Tally
from papers2bib.sources import Source
from papers2bib.sources.catalogue import CatalogueSource
from papers2bib.targets import Target, Written

if TYPE_CHECKING:
    from papers2bib.cli.locking import Locking

_BROKEN_PIPE = 141
"""What shells report of a tool whose reader went away."""


class Job(NamedTuple):
    """What was asked for on the command line."""

    paths: tuple[Path | str, ...]
    """What to read; strings are addresses on the web."""
    output: Path | None
    """None is standard output."""
    report: Path | None
    unresolved: Path | None
    decisions: Path | None
    form: str | None
    settings: Settings
    target: Target
    ending: Callable[[], str] | None = None
    """What the summary says of the references in the end, if not that they are written to a file."""
    whole: Callable[[], bytes] | None = None
    """What is to be written once all references are known, in place of their texts."""
    listings: tuple[Listing, ...] = ()
    """What is known already, in place of what `paths` list."""
    noun: str = ""
    """What each of these is called."""
    into: Path | None = None
    """A file that references are added to: never a list to read."""
    lock: Path | None = None
    """What earlier runs found, and this one finds."""
    locked: bool = False
    """Ask for nothing that is not in the lock, and change no file."""
    dry: bool = False
    """Print what would change: the lock stays as it is."""

    @property
    def own_files(self) -> frozenset[Path]:
        """What the run writes or decides by: never a list to read."""
        named = (self.output, self.into, self.report, self.unresolved, self.decisions, self.lock)
        return frozenset(path.resolve() for path in named if path) | places.redirected(self.local)

    @property
    def local(self) -> tuple[Path, ...]:
        """What is to be read on this machine."""
        return tuple(path for path in self.paths if isinstance(path, Path))


def run(job: Job, screen: Screen) -> int:
    """Do the job; the exit status says whether anything is left open."""
    decisions = _checked(job)
    with Drafts() as drafts, ExitStack() as stack:
        bib = drafts.open(job.output) if job.output else Stdout()
        web = stack.enter_context(Web(job.settings, screen))
        locking = _locking(job, drafts)
        recorders = [*_recorders(job, screen, decisions, drafts, stack), *([locking] if locking else [])]
        work = _Run(job, screen, web, decisions, recorders, locking)
        for one in work.written():
            if job.whole is None:
                bib.write(one.text.encode("utf-8", "replace"))
        spared = _spared(work.tally, drafts, bib)
        if job.whole and work.tally.listings and not spared:
            bib.write(job.whole())
            if isinstance(bib, Draft) and not job.locked and bib.same():
                drafts.abandon(bib)
        if locking and work.tally.listings:
            locking.conclude(None if spared else job.output, bib)
        if isinstance(bib, Stdout):
            bib.flush()
    work.conclude(spared=spared)
    return _BROKEN_PIPE if isinstance(bib, Stdout) and bib.broken else work.tally.exit_status


def _locking(job: Job, drafts: Drafts) -> "Locking | None":
    if job.lock is None:
        return None
    from papers2bib.cli.locking import Locking

    return Locking(job.lock, locked=job.locked, refresh=job.settings.refresh, dry=job.dry, drafts=drafts)


def _checked(job: Job) -> Decisions:
    """The decisions to go by; raises what is wrong with the job before any work is done."""
    if job.settings.offline and job.settings.refresh:
        raise ConfigError("--offline asks nothing and --refresh asks again: give one of them alone")
    if job.locked and (job.lock is None or job.settings.refresh):
        raise ConfigError("--locked goes by a lock: give --lock FILE as well, and not --refresh")
    one_file = choices.same_file(job.unresolved, job.decisions)
    written = (job.output, job.report, job.lock, None if one_file else job.unresolved)
    places.check(
        written, (job.decisions, job.into if job.into != job.output else None, *job.settings.catalogues)
    )
    places.check_stdin(job.local)
    return choices.load(job.decisions, new=one_file)


def _spared(tally: Tally, drafts: Drafts, bib: Draft | Stdout) -> bool:
    """Leave alone what a run without result would only empty; whether an old .bib stays for that reason."""
    if not tally.listings:
        drafts.abandon()
    elif not tally.references and isinstance(bib, Draft) and bib.replaces:
        drafts.abandon(bib)
        return True
    return False


def _recorders(
    job: Job, screen: Screen, decisions: Decisions, drafts: Drafts, stack: ExitStack
) -> Iterator[Recorder]:
    yield Summary(screen, job.unresolved or job.report)
    if job.report:
        yield ReportFile(stack.enter_context(Report()), drafts.open(job.report))
    if job.unresolved:
        yield UnresolvedFile(job.unresolved, job.decisions, decisions, drafts)


def _catalogue(settings: Settings, warn: Callable[[SourceError], None]) -> Iterator[Source]:
    if CatalogueSource.name in settings.sources:
        source = CatalogueSource(settings.catalogues, settings.data)
        for problem in source.problems:
            warn(problem)
        yield source


class _Run:
    """Listings on their way to references, counted and recorded as they go by."""

    def __init__(
        self,
        job: Job,
        screen: Screen,
        web: Web,
        decisions: Decisions,
        recorders: Sequence[Recorder],
        locking: "Locking | None",
    ) -> None:
        self._job, self._screen, self._web = job, screen, web
        self._decisions, self._recorders, self._locking = decisions, recorders, locking
        self.tally = Tally()

    def written(self) -> Iterator[Written]:
        """Each reference as it is to be written; an interrupt leaves a report of what is done."""
        try:
            written = []
            for one in self._job.target.write(self._references()):
                written.append(one)
                self.tally.references += 1
                yield one
            for recorder in self._recorders:
                recorder.finish(written)
        except KeyboardInterrupt:
            for recorder in self._recorders:
                recorder.stop()
            raise

    def conclude(self, *, spared: bool) -> None:
        """The last words: what the run came to, now that its files are in place."""
        if self.tally.listings:
            place = str(self._job.output or "standard output")
            ending = self._job.ending() if self._job.ending else f"written to {place}"
            self._screen.say(
                *words.total(self.tally, ending, self._job.noun), *([words.spared(place)] if spared else [])
            )
        elif not self.tally.problems:
            where = ", ".join(map(str, self._job.paths))
            raise ReaderError(where, "no papers are listed there, so nothing was written")

    def _references(self) -> Iterator[Reference]:
        ask = partial(enrich, sources=() if self._job.locked else self._web.sources, warn=self._web.warn)
        return self._locking.references(self._matches(), ask) if self._locking else ask(self._matches())

    def _matches(self) -> Iterator[Match]:
        for match in self._resolved():
            self.tally.add(match)
            for recorder in self._recorders:
                recorder.take(match)
            self._web.doing = words.progress(self.tally)
            self._screen.busy(self._web.doing)
            yield match
        self._web.only_details()

    def _resolved(self) -> Iterator[Match]:
        if self._locking and self._job.locked:
            return self._locking.resolve(self._listings(), self._decisions)
        sources = [*_catalogue(self._job.settings, self._web.warn), *self._web.sources]
        ask = partial(resolve, sources=sources, decisions=self._decisions, warn=self._web.warn)
        if self._locking:
            return self._locking.resolve(self._listings(), self._decisions, ask)
        return ask(self._listings())

    def _listings(self) -> Iterator[Listing]:
        job = self._job
        if job.listings:
            return iter(job.listings)
        return read(
            job.paths,
            job.form,
            ignore=job.own_files,
            note=self._screen.note,
            problem=self._problem,
            fetch=self._web.fetch,
        )

    def _problem(self, error: Papers2bibError) -> None:
        self.tally.problems += 1
        self._screen.complain(str(error))
