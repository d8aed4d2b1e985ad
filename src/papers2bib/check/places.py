"""Venue and year judged: an entry and a work in; where and when the records say it appeared, out."""

from collections.abc import Iterator

from papers2bib.check.codes import Weight
from papers2bib.check.coverage import KNOWN_WELL, Coverage
from papers2bib.check.entries import VENUE_FIELDS, Entry
from papers2bib.check.findings import Finding
from papers2bib.check.works import Work
from papers2bib.model import Paper
from papers2bib.titles import title_words
from papers2bib.venues import is_side_track, same_venue, venue_named, venues_in, years_in

_YEAR = ("year", "date")
_JOURNAL = ("journal", "transactions", "letters", "annals", "review", "magazine")
_COVERED = frozenset({"cs", "stat", "eess"})
"""Archives whose venues the table knows."""
_DELAY = 1
"""Years by which the year of a volume and that of its appearance may differ."""


def venue_findings(entry: Entry, work: Work, coverage: Coverage) -> Iterator[Finding]:
    """The venue that the entry names and no record does."""
    said = entry.published_in
    if not said:
        return
    verdicts = [same_venue(said, name) for name in work.venues]
    if not verdicts:
        yield from _nowhere(entry, work, coverage)
    elif not any(verdicts) and None not in verdicts:
        recorded = work.published[0].venue if work.published else work.venues[0]
        weight = _weight(entry, work)
        year = work.published[0].issued.year if work.published and work.published[0].issued else ""
        told = recorded if str(year) in recorded else f"{recorded} ({year})" if year else recorded
        yield Finding("venue", weight, f"“{said}”, but the record says {told}", VENUE_FIELDS, said, recorded)


def year_findings(entry: Entry, work: Work) -> Iterator[Finding]:
    """A year that is neither the preprint's nor that of any publication."""
    years = work.years
    if not (entry.year and years) or years[0] <= entry.year <= years[-1]:
        return
    if entry.year + _DELAY < years[0] and any(one.scheme == "arxiv" for one in entry.ids):
        told = f"{entry.year}, but the record says {years[0]}"
        yield Finding("year", Weight.ERROR, told, _YEAR, str(entry.year), str(years[0]))
        return
    there = (
        [one for one in work.published if same_venue(entry.published_in, one.venue)]
        if entry.published_in
        else []
    )
    if (
        not there
        and (not work.published or entry.year > years[-1])
        and abs(entry.year - years[-1]) <= _DELAY + 3
    ):
        return
    apart = min(abs(entry.year - year) for year in years)
    sure = apart > _DELAY or any(_is_dated_meeting(one) for one in there)
    weight = Weight.ERROR if sure else Weight.WARNING
    told = " and ".join(map(str, years))
    yield Finding(
        "year", weight, f"{entry.year}, but the record says {told}", _YEAR, str(entry.year), str(years[-1])
    )


def _is_dated_meeting(paper: Paper) -> bool:
    """Whether the proceedings themselves tell the year in which it was published."""
    told = bool(paper.issued and paper.issued.year in years_in(paper.venue))
    return told and not _is_journal(paper.venue)


def preprint_findings(entry: Entry, work: Work) -> Iterator[Finding]:
    """What has become of a preprint: published since, or withdrawn."""
    yield from withdrawn_findings(work)
    if entry.is_preprint and (there := published(work)):
        year = f" ({there.issued.year})" if there.issued and str(there.issued.year) not in there.venue else ""
        said = f"published since: {there.venue}{year}; `papers2bib update` makes it that"
        yield Finding(
            "superseded", Weight.NOTE, said, ("journal", "eprint", "title"), entry.venue, there.venue
        )


def withdrawn_findings(work: Work) -> Iterator[Finding]:
    """That a record says that the paper was taken back."""
    if one := next((one for one in work.papers if one.withdrawn), None):
        who = "its authors or arXiv have taken it back" if one.id("arxiv") else "it has been retracted"
        said = f"{who}, says the record of {one.ids[0]}"
        yield Finding("withdrawn", Weight.WARNING, said, ("eprint", "doi", "title"))


def published(work: Work) -> Paper | None:
    """The publication of a work, if its records agree on the venue."""
    main = [one for one in work.published if not is_side_track(one.venue)]
    if not main or any(same_venue(main[0].venue, one.venue) is False for one in main[1:]):
        return None
    return max(main, key=lambda one: sum(map(bool, (one.pages, one.id("doi"), one.publisher, one.volume))))


def _nowhere(entry: Entry, work: Work, coverage: Coverage) -> Iterator[Finding]:
    """A paper that is known as a preprint alone, of a venue that is known well."""
    shorts = venues_in(entry.published_in)
    for short in sorted(shorts):
        well_known = (coverage.share(short, entry.year) or 0.0) >= KNOWN_WELL
        if well_known and not is_side_track(entry.published_in):
            said = f"the catalogue {coverage.said(short, entry.year)}; this is not there, only the preprint"
            yield Finding("venue-absent", Weight.WARNING, said, VENUE_FIELDS, entry.published_in)
            return
    if not shorts:
        said = f"no publication in “{entry.published_in}” is known, only the preprint"
        fields = {category.partition(".")[0] for paper in work.papers for category in paper.categories[:1]}
        weight = Weight.WARNING if fields & _COVERED and "." not in entry.published_in else Weight.NOTE
        yield Finding("venue-unknown", weight, said, VENUE_FIELDS, entry.published_in)


def _weight(entry: Entry, work: Work) -> Weight:
    """An error between main tracks of conferences: articles and workshop papers share titles with those."""
    said, names = entry.published_in, [one.venue for one in work.published]
    if any(one.scheme == "doi" and one in paper.ids for one in entry.ids for paper in work.published):
        return Weight.ERROR  # its DOI is that of the publication that the record tells of
    if not names or is_side_track(said) or any(map(is_side_track, names)):
        return Weight.WARNING
    if any(map(_is_journal, names)):
        return Weight.WARNING
    years = [one.issued.year for one in work.published if one.issued]
    is_extended = _is_journal(said) and not (years and entry.year <= min(years))
    return Weight.WARNING if is_extended else Weight.ERROR


def _is_journal(name: str) -> bool:
    shorts = venues_in(name)
    if shorts:
        return any(venue_named(one).is_journal for one in shorts)
    return any(word in _JOURNAL for word in title_words(name).split())
