"""Upgrading: a cited preprint and the records of its work in; its publication, or why there is none, out.

A wrong publication is worse than none: titles, authors and ids have to say that both are one work.
"""

from dataclasses import dataclass

from papers2bib.check.authors import shown
from papers2bib.check.entries import Entry
from papers2bib.check.meaning import is_telling
from papers2bib.check.people import Comparison, compare_people, signs_for_others
from papers2bib.check.works import Found, Work
from papers2bib.model import Paper
from papers2bib.titles import title_key
from papers2bib.venues import is_side_track, same_venue

_PARTICULARS = ("pages", "publisher", "volume", "number")


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The publication to cite in place of a preprint."""

    paper: Paper
    because: str
    """Why both are the same work, for people."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A publication that may be that of the preprint, and why that is not certain."""

    because: str
    is_doubtful: bool = True
    """It may be the same work after all; else it is told lest somebody take it for that."""


def upgrade(entry: Entry, found: Found) -> Upgrade | Refusal | None:
    """What has become of the preprint that an entry cites; None if nothing is known to have."""
    work = found.work
    if not entry.is_preprint:
        return None
    if work is None or not work.published:
        return _namesake(entry, found)
    if withdrawn := next((one for one in work.papers if one.withdrawn), None):
        return Refusal(f"{withdrawn.ids[0]} was withdrawn")
    main = [one for one in work.published if not is_side_track(one.venue)]
    if not main:
        return Refusal(f"published beside the main track: {work.published[0].venue}")
    ties = [(one, _tie(entry, one, work)) for one in main]
    sure = [(one, tie) for one, tie in ties if tie]
    if not sure:
        return Refusal(
            f"{main[0].venue} has this title, and its authors differ: {_differing(entry, main[0])}"
        )
    first = sure[0][0]
    if other := next((one for one, _ in sure if not _agree(first, one)), None):
        return Refusal(f"records disagree: {first.venue} and {other.venue}")
    best, because = max(sure, key=lambda pair: _fullness(pair[0]))
    return Upgrade(best, because)


def _namesake(entry: Entry, found: Found) -> Refusal | None:
    """A publication of the same title by other people, if the title is one that hardly two papers have."""
    others = [*([found.twin] if found.twin else []), *found.namesakes]
    there = [one for work in others for one in work.published]
    if not (there and is_telling(entry.title)):
        return None
    said = f"{there[0].venue} has a paper of this title by {shown(there[0].authors)}"
    return Refusal(said, is_doubtful=False)


def _tie(entry: Entry, there: Paper, work: Work) -> str:
    """Why a publication is that of the preprint, or ""."""
    shared = [one for one in there.ids if one in entry.ids]
    preprint = next((one for one in work.papers if set(one.ids) & set(entry.ids)), None)
    authors = preprint.authors if preprint and preprint.authors else entry.authors
    if not authors or not there.authors:
        return ""
    same_title = title_key(entry.title) in {title_key(one) for one in (there.title, *there.titles)}
    compared = compare_people(authors, there.authors)
    fits = _is_same_team(compared, authors, there.authors)
    said = f"{compared.agreed} of {len(there.authors)} authors"
    if shared and compared.agreed * 2 > len(there.authors):
        return f"{shared[0]}, {said}"
    return f"the same title, {said}" if same_title and fits and len(title_key(entry.title)) >= 12 else ""


def _is_same_team(compared: Comparison, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """All are the same, or, of four and more, all but one who joined or left."""
    if signs_for_others((*ours, *theirs)):
        return False
    most = 1 if compared.agreed >= 3 else 0
    return compared.agreed > 0 and max(len(compared.missing), len(compared.extra)) <= most


def _differing(entry: Entry, there: Paper) -> str:
    found = compare_people(entry.authors, there.authors)
    parts = [f"without {', '.join(found.missing[:3])}"] if found.missing else []
    parts += [f"with {', '.join(found.extra[:3])}"] if found.extra else []
    return " and ".join(parts) or "somebody is not named"


def _agree(one: Paper, other: Paper) -> bool:
    years = [paper.issued.year for paper in (one, other) if paper.issued]
    return same_venue(one.venue, other.venue) is not False and years[:1] == years[-1:]


def _fullness(paper: Paper) -> int:
    return sum(bool(getattr(paper, name)) for name in _PARTICULARS) + 2 * bool(paper.id("doi"))
