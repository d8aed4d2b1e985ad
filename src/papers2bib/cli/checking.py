"""One run of `check`: a job in; findings on standard output, a summary on stderr, and an exit status out."""

import sys
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from papers2bib.catalogue.query import Catalogue
from papers2bib.check.asking import ask, coverage_of
from papers2bib.check.checking import Checked, check
from papers2bib.check.citing import Citation, citations
from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Judgement, Outcome
from papers2bib.check.ignoring import Ignore, checked
from papers2bib.check.judging import Surroundings, judge, withdrawn
from papers2bib.check.meaning import find
from papers2bib.check.online import ask_by_id, ask_online
from papers2bib.check.telling import Told, told, written
from papers2bib.cli.screen import Screen, visible
from papers2bib.cli.stdout import Stdout
from papers2bib.cli.web import Web
from papers2bib.config import Settings
from papers2bib.errors import ConfigError, ReaderError
from papers2bib.model import Date
from papers2bib.sources.catalogue import CatalogueSource, publications_place

CLEAN, FINDINGS, INCOMPLETE = 0, 1, 3
CONFIG = "papers2bib.toml"


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for on the command line."""

    bibs: tuple[Path, ...]
    mains: tuple[Path, ...]
    """Texts that cite what is in them."""
    form: str
    config: Path | None
    online: bool
    allow_unverified: bool
    """What could not be verified does not count."""
    settings: Settings


def run(job: Job, screen: Screen) -> int:
    """Do the job."""
    catalogues = opened(job.settings, screen)
    with Web(job.settings, screen) as web:
        judge_all = judging(catalogues, web if job.online else None)
        files = [(path, read(path)) for path in job.bibs]
        checks = [(path, data, check(data, judge_all, _ignored(path, job.config))) for path, data in files]
    done = [one for _, _, one in checks]
    lines = [line for path, data, one in checks for line in told(one, data, str(path))]
    lines += [line for main in job.mains for line in _absent(main, done)]
    out = Stdout()
    out.write(written(lines, done, job.form).encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    out.flush()
    screen.say(visible(summary(done, catalogues)))
    if any(one.weight != Weight.NOTE for one in lines):
        return FINDINGS
    return CLEAN if job.allow_unverified or all(one.is_complete for one in done) else INCOMPLETE


def read(path: Path) -> bytes:
    """The bytes of a file; raises ReaderError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReaderError(str(path), f"cannot be read ({(error.strerror or str(error)).lower()})") from error
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise ReaderError(str(path), "is UTF-16, which BibTeX cannot read: save it as UTF-8")
    return data


def opened(settings: Settings, screen: Screen) -> Sequence[Catalogue]:
    """The catalogues to ask: those that are named, or the installed ones and the publications beside them."""
    source = CatalogueSource(settings.catalogues, settings.data)
    for problem in source.problems:
        screen.complain(str(problem))
    place = publications_place(settings.data)
    more = [Catalogue.open(place)] if not settings.catalogues and place.is_file() else []
    return [*source.catalogues, *more]


def judging(catalogues: Sequence[Catalogue], web: Web | None = None) -> "_Judge":
    """What gives a verdict on entries by these catalogues, and by the web where they have no record."""
    return _Judge(catalogues, web)


class _Judge:
    def __init__(self, catalogues: Sequence[Catalogue], web: Web | None) -> None:
        self._catalogues, self._web = catalogues, web
        today = date.today()
        self._around = Surroundings(coverage_of(catalogues), Date(today.year, today.month, today.day))

    def __call__(self, entries: Sequence[Entry]) -> list[Judgement]:
        judged = [judge(one, ask(one, self._catalogues), self._around) for one in entries]
        return self._with_web(entries, judged) if self._web else judged

    def _with_web(self, entries: Sequence[Entry], judged: list[Judgement]) -> list[Judgement]:
        """The verdicts, where the catalogue has no record those by what the web says."""
        from papers2bib.sources import checking_sources

        assert self._web
        places = [at for at, one in enumerate(judged) if one.outcome in _OPEN]
        sources = checking_sources(self._web.settings, self._web.session) if places else ()
        asked = ask_online([entries[at] for at in places], sources, self._web.warn)
        for at, one in zip(places, asked, strict=True):
            found = find(one.entry, one.papers, [])
            judgement = judge(one.entry, found, self._around)
            if judgement.outcome not in _OPEN:
                judged[at] = judgement
            elif one.failed:
                judged[at] = Judgement(Outcome.UNCHECKED)
        return self._with_withdrawals(entries, judged, self._web)

    def _with_withdrawals(
        self, entries: Sequence[Entry], judged: list[Judgement], web: Web
    ) -> list[Judgement]:
        """The verdicts, with what publishers and arXiv say today of papers whose ids are cited."""
        from papers2bib.sources import withdrawal_sources

        places = [at for at, one in enumerate(judged) if one.outcome in _KNOWN and entries[at].ids]
        sources = withdrawal_sources(web.settings, web.session) if places else ()
        asked = ask_by_id([entries[at] for at in places], sources, web.warn)
        for at, one in zip(places, asked, strict=True):
            judged[at] = withdrawn(judged[at], find(one.entry, one.papers, []))
        return judged


_OPEN = (Outcome.ABSENT, Outcome.TOO_NEW)
_KNOWN = (Outcome.VERIFIED, Outcome.DIFFERS)


def summary(done: Sequence[Checked], catalogues: Sequence[Catalogue]) -> str:
    """Counts per verdict, and the date and size of what was asked."""
    total = sum((one.counts for one in done), Counter[Outcome]())
    counts = ", ".join(f"{total[one]} {one}" for one in Outcome if total[one])
    newest = max((str(one.info["newest"]) for one in catalogues), default="").strip("-")
    until = f" up to {newest}" if newest else ""
    entries = f"{total.total()} entr{'y' if total.total() == 1 else 'ies'}"
    papers = sum(map(len, catalogues))
    return f"{entries}: {counts or 'nothing to check'}; by a catalogue of {papers:,} records{until}"


def _absent(main: Path, done: Sequence[Checked]) -> Iterator[Told]:
    known = {entry.key for one in done for entry, _ in one.judged}
    for one in citations(main):
        if one.key not in known:
            yield _cited(one)


def _cited(one: Citation) -> Told:
    said = "cited, and no entry has this key"
    return Told(str(one.path), one.line, one.column, "cited-absent", one.key, said, "warning")


def _ignored(bib: Path, config: Path | None) -> list[Ignore]:
    """The suppressions in a file of settings: the one that is named, or the one beside the .bib file."""
    beside = bib.parent / CONFIG
    path = config or (beside if beside.is_file() else None)
    return list(_rows(path)) if path else []


def _rows(path: Path) -> Iterator[Ignore]:
    try:
        said = tomllib.loads(read(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML ({error})") from error
    rows = said.get("check", {}).get("ignore", []) if isinstance(said.get("check", {}), dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path}: write [[check.ignore]] with code, key and reason below")
    for row in rows:
        one = Ignore(*(str(row.get(name, "")) for name in ("code", "key", "reason")))
        yield checked(one, str(path))
