"""One run of `update`: a job in; a changed .bib file or its diff, and why, out."""

import difflib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from papers2bib.bibfile.places import Places
from papers2bib.bibfile.spans import Span, join, scan
from papers2bib.catalogue.query import Catalogue
from papers2bib.check.asking import ask
from papers2bib.check.entries import Entry, entries
from papers2bib.check.meaning import find
from papers2bib.check.online import Asked, ask_online
from papers2bib.check.works import Found
from papers2bib.cli.checking import judging, opened, read
from papers2bib.cli.screen import Screen, visible
from papers2bib.cli.stdout import Stdout
from papers2bib.cli.web import Web
from papers2bib.config import Settings
from papers2bib.drafts import Drafts
from papers2bib.mending.editing import Edited, mended, published
from papers2bib.mending.upgrading import Refusal, Upgrade, upgrade


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for on the command line."""

    bib: Path
    dry_run: bool
    fixes: tuple[str, ...]
    online: bool
    settings: Settings


def run(job: Job, screen: Screen) -> int:
    """Do the job."""
    data = read(job.bib)
    catalogues = opened(job.settings, screen)
    with Web(job.settings, screen) as web:
        work = _Run(job, data, catalogues, web)
        new = join(work.spans())
    for line in work.told:
        screen.say(visible(line))
    if job.dry_run:
        _show(data, new, str(job.bib))
    elif new != data:
        with Drafts() as drafts:
            drafts.open(job.bib).write(new)
    verb = "would change" if job.dry_run else "changed"
    asked = f"; of {work.unanswered} a source could not be asked" if work.unanswered else ""
    screen.say(f"{work.count} entries, {work.changed} {verb}, {work.refused} not{asked}")
    return 1 if work.refused else 3 if work.unanswered else 0


class _Run:
    """The entries of a file on their way to publications."""

    def __init__(self, job: Job, data: bytes, catalogues: Sequence[Catalogue], web: Web) -> None:
        self._job = job
        self._spans, self._places = scan(data), Places(data)
        self._judge = judging(catalogues)
        self._cited = {one.at: one for one in entries(self._spans)}
        self._found = {at: ask(one, catalogues) for at, one in self._cited.items()}
        self.told: list[str] = []
        self.count = self.changed = self.refused = self.unanswered = 0
        if job.online:
            self._ask_web(web)

    def spans(self) -> Iterator[Span]:
        """The file, span by span."""
        for span in self._spans:
            entry = self._cited.get(span.start)
            yield self._renewed(span, entry) if entry else span

    def _ask_web(self, web: Web) -> None:
        """Records of the web beside those of the catalogue, for preprints that none of these publishes."""
        from papers2bib.sources import checking_sources

        open_ones = [
            one
            for at, one in self._cited.items()
            if one.is_preprint and upgrade(one, self._found[at]) is None
        ]
        sources = checking_sources(web.settings, web.session) if open_ones else ()
        for asked in ask_online(open_ones, sources, web.warn, enough=self._is_published):
            self._found[asked.entry.at] = self._with(asked)
            if asked.failed and upgrade(asked.entry, self._found[asked.entry.at]) is None:
                self.unanswered += 1

    def _is_published(self, asked: Asked) -> bool:
        return isinstance(upgrade(asked.entry, self._with(asked)), Upgrade)

    def _with(self, asked: Asked) -> Found:
        """What is known of an entry, with what the web said."""
        known = self._found[asked.entry.at].work
        return find(asked.entry, asked.papers, known.papers if known else [])

    def _renewed(self, span: Span, entry: Entry) -> Span:
        self.count += 1
        found = self._found[entry.at]
        outcome = upgrade(entry, found)
        if isinstance(outcome, Refusal):
            self.refused += outcome.is_doubtful
            self._tell(entry, f"left as it is: {outcome.because}")
        elif isinstance(outcome, Upgrade):
            return self._take(
                entry, span, published(span, entry, outcome.paper), outcome.paper.source, outcome.because
            )
        if self._job.fixes and (work := found.work or found.near):
            [judgement] = self._judge([entry])
            edited = mended(span, entry, judgement.findings, work.best.paper, self._job.fixes)
            source = work.best.paper.source
            return self._take(entry, span, edited, source, f"the record of “{work.best.title}”")
        return span

    def _take(self, entry: Entry, span: Span, edited: Edited, source: str, because: str) -> Span:
        if edited.span.raw == span.raw:
            return span
        self.changed += 1
        self._tell(entry, f"{', '.join(edited.changed)} from {source}: {because}")
        return edited.span

    def _tell(self, entry: Entry, said: str) -> None:
        self.told.append(f"{self._job.bib}:{self._places.at(entry.at)}: {entry.key}: {said}")


def _show(old: bytes, new: bytes, name: str) -> None:
    """A diff that `patch` can apply, if the file is UTF-8."""
    before, after = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (old, new))
    out = Stdout()
    for line in difflib.unified_diff(before, after, name, name):
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        out.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    out.flush()
