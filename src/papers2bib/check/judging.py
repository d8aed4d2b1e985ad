"""Judging: an entry and what the catalogue has for it in; a verdict and findings out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from papers2bib.check.authors import author_findings, garbled, other_people
from papers2bib.check.codes import Weight
from papers2bib.check.coverage import KNOWN_WELL, Coverage
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding, Judgement, Outcome, outcome_of
from papers2bib.check.identifiers import id_findings, prefix_findings, stray_ids
from papers2bib.check.meaning import is_telling
from papers2bib.check.naming import other_title, title_findings
from papers2bib.check.places import preprint_findings, venue_findings, withdrawn_findings, year_findings
from papers2bib.check.works import Found, Work
from papers2bib.model import Date
from papers2bib.venues import is_side_track, same_venue, venues_in


@dataclass(frozen=True)
class Surroundings:
    """What is known besides the entry."""

    coverage: Coverage = field(default_factory=Coverage)
    today: Date = field(default_factory=Date)


def judge(entry: Entry, found: Found, around: Surroundings) -> Judgement:
    """The verdict on an entry, given the works that were found for it."""
    if entry.is_outside and not found.work:
        return Judgement(Outcome.OUTSIDE)
    findings = tuple(_findings(entry, found, around))
    return Judgement(outcome_of(findings, _otherwise(entry, found, around)), findings)


def _otherwise(entry: Entry, found: Found, around: Surroundings) -> Outcome:
    if found.work or found.near:
        return Outcome.VERIFIED
    return Outcome.TOO_NEW if around.coverage.is_newer(entry.year) else Outcome.ABSENT


def _findings(entry: Entry, found: Found, around: Surroundings) -> Iterator[Finding]:
    yield from _future(entry, around)
    if work := found.work or found.near:
        yield from _of_work(entry, work, around, exact=found.near is None)
        yield from stray_ids(found.by_id, known=True)
    elif found.by_id and (stray := list(stray_ids(found.by_id, known=False))):
        yield from stray
    elif found.twin and _is_meant(entry, found.twin):
        yield other_people(entry, found.twin)
        yield from venue_findings(entry, found.twin, around.coverage)
    elif found.beside:
        yield garbled(entry, found.beside)
    elif found.renamed:
        yield other_title(
            entry, found.renamed, sure=around.coverage.is_known_well(entry.published_in, entry.year)
        )
    else:
        yield from _absence(entry, found, around)
        for one in entry.ids:
            yield from prefix_findings(entry, one, None) if one.scheme == "doi" else ()


def _of_work(entry: Entry, work: Work, around: Surroundings, *, exact: bool) -> Iterator[Finding]:
    yield from () if exact else title_findings(entry, work)
    yield from author_findings(entry, work)
    yield from year_findings(entry, work)
    yield from venue_findings(entry, work, around.coverage)
    yield from id_findings(entry, work)
    yield from preprint_findings(entry, work)


def withdrawn(judgement: Judgement, found: Found) -> Judgement:
    """The verdict on an entry with what other records of it say of a withdrawal."""
    work = found.work or found.near
    told = {one.code for one in judgement.findings}
    more = tuple(withdrawn_findings(work)) if work and "withdrawn" not in told else ()
    return Judgement(judgement.outcome, (*judgement.findings, *more))


def _is_meant(entry: Entry, twin: Work) -> bool:
    """Whether the entry means a work of its title, although other people are named."""
    if set(entry.ids) & {one for paper in twin.papers for one in paper.ids}:
        return True
    there = entry.published_in and any(same_venue(entry.published_in, name) for name in twin.venues)
    return is_telling(entry.title) or bool(there and entry.year in twin.years)


def _future(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    if around.today.year and entry.year > around.today.year + 1:
        said = f"the year {entry.year} has not come yet"
        yield Finding("year-future", Weight.ERROR, said, ("year", "date"), str(entry.year))


def _absence(entry: Entry, found: Found, around: Surroundings) -> Iterator[Finding]:
    if around.coverage.is_newer(entry.year):
        return
    also = (
        f"; under this title it has only a paper by {found.twin.best.paper.authors[0]} and others"
        if found.twin
        else ""
    )
    shorts = sorted(venues_in(entry.published_in)) if entry.published_in else []
    if not shorts or is_side_track(entry.published_in):
        if entry.says_where:
            yield Finding("absent", Weight.NOTE, f"not in the catalogue{also}", ("title",))
        else:
            said = f"no venue, id or URL says where it is, and it is not in the catalogue{also}"
            yield Finding("nowhere", Weight.WARNING, said, ("title",))
        return
    shares = [(around.coverage.share(one, entry.year) or 0.0, one) for one in shorts]
    share, short = max(shares)
    weight = Weight.WARNING if share >= KNOWN_WELL else Weight.NOTE
    said = f"the catalogue {around.coverage.said(short, entry.year)}; this is not there{also}"
    yield Finding("absent", weight, said, ("title",), entry.title)
