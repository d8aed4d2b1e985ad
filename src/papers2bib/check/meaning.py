"""Takes an entry and the records found for it, gives those of the cited work, and of others like it."""

from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from papers2bib.check.entries import Entry
from papers2bib.check.people import compare_people
from papers2bib.check.works import WITHIN_WORDS, Account, Found, Work, joined
from papers2bib.differences import Kind
from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.title_evidence import closest
from papers2bib.titles import title_key, title_words
from papers2bib.venues import same_venue

_SAME_PEOPLE = 0.5
_SIMILAR, _ALIKE = 70, 80
_TELLING_WORDS, _TELLING_LETTERS = 4, 26
"""A title of fewer words or letters may well be that of another paper, too."""
_MOST_WORDS = 2
"""Titles that differ in more words are those of two papers."""


def find(
    entry: Entry, by_title: Iterable[Paper], by_id: Iterable[Paper], by_people: Iterable[Paper] = ()
) -> Found:
    """Sort the records found under the title and the ids of an entry into works.

    What just its people published is looked at only where these give none.
    """
    looked_up = list(by_id)
    similar = (one for one in by_title if _is_similar(entry, one))
    accounts = [_account(entry, one) for one in dict.fromkeys([*looked_up, *similar])]
    works = [Work(some) for some in joined(accounts)]
    ours = set(entry.ids)
    equal = [one for one in works if any(account.is_equal for account in one.accounts)]
    same = [one for one in equal if one.agreement >= _SAME_PEOPLE]
    work = max(same, key=lambda one: _rank(one, entry, ours), default=None)
    near = None if work else _nearest(works, entry, ours)
    twin = None if work or near else max(equal, key=lambda one: _rank(one, entry, ours), default=None)
    beside = None if work or near or twin else _beside(works, entry)
    chosen = [one for one in (work, near, twin) if one]
    astray = tuple(
        (one, other)
        for one in entry.ids
        for other in works
        if one in {known for paper in other.papers for known in paper.ids}
        and not any(one in {known for paper in mine.papers for known in paper.ids} for mine in chosen)
    )
    renamed = None if work or near or twin or beside else _renamed(entry, by_people)
    namesakes = tuple(one for one in equal if work and one is not work and one.agreement < _SAME_PEOPLE)
    return Found(work, near, twin, beside, renamed, namesakes, astray)


def _renamed(entry: Entry, published: Iterable[Paper]) -> Work | None:
    """The one work of just the people that an entry names, in the venue and year that it names."""
    if not entry.published_in or entry.has_others:
        return None
    there = [one for one in published if same_venue(entry.published_in, one.venue)]
    works = [Work(some) for some in joined([_account(entry, one) for one in there])]
    if len(works) != 1:
        return None
    people = works[0].best.people
    return works[0] if people and people.fits else None


def is_telling(title: str) -> bool:
    """Whether a title says enough that no other paper is likely to have it."""
    words = title_words(title).split()
    return len(words) >= _TELLING_WORDS and sum(map(len, words)) >= _TELLING_LETTERS


def _is_similar(entry: Entry, paper: Paper) -> bool:
    """Whether a title of the paper may be the entry's with a word or two changed, or part of it."""
    key = title_key(entry.title)
    keys = map(title_key, (paper.title, *paper.titles))
    return any(ratio(key, one) >= _SIMILAR or key.startswith(one) or one.startswith(key) for one in keys)


def _account(entry: Entry, paper: Paper) -> Account:
    titles = (paper.title, *paper.titles)
    key = title_key(entry.title)
    title = next((one for one in titles if title_key(one) == key), "")
    if not title:
        title = min(titles, key=lambda one: sum(max(1, e.size) for e in closest(entry.title, one).edits))
    people = compare_people(entry.authors, paper.authors) if entry.authors and paper.authors else None
    return Account(entry.title, paper, title, closest(entry.title, title), people)


def _rank(work: Work, entry: Entry, ours: set[PaperId]) -> tuple[float, int, int, int]:
    named = bool(ours & {one for paper in work.papers for one in paper.ids})
    there = entry.published_in and any(same_venue(entry.published_in, name) for name in work.venues)
    return round(work.agreement, 1), named, bool(there), entry.year in work.years


def _nearest(works: Iterable[Work], entry: Entry, ours: set[PaperId]) -> Work | None:
    """The work that the entry means under a title that is nearly its own."""
    close = [
        Work(sorted(work.accounts, key=lambda one: one.changed))
        for work in works
        if work.agreement >= _SAME_PEOPLE
        and any(map(_is_near, work.accounts))
        and _is_meant(work, entry, ours)
    ]
    ranked = (
        (bool(ours & {one for paper in work.papers for one in paper.ids}), work.agreement) for work in close
    )
    pairs = zip(ranked, range(0, -len(close), -1), close, strict=True)
    return max(pairs, key=lambda pair: pair[:2], default=(None, 0, None))[2]


def _beside(works: Iterable[Work], entry: Entry) -> Work | None:
    """The work of the cited venue and year whose title is most like the cited one."""
    if not (entry.published_in and entry.authors and is_telling(entry.title)):
        return None
    there = [
        (ratio(title_key(entry.title), title_key(account.title)), -at, work)
        for at, work in enumerate(works)
        for account in work.accounts[:1]
        if entry.year in work.years and any(same_venue(entry.published_in, name) for name in work.venues)
    ]
    alike, _, work = max(there, key=lambda one: one[:2], default=(0.0, 0, None))
    return work if alike >= _ALIKE else None


def _is_meant(work: Work, entry: Entry, ours: set[PaperId]) -> bool:
    """Whether the entry means this work, and not another one of the same people under a similar title."""
    if ours & {one for paper in work.papers for one in paper.ids}:
        return True
    kinds = [{one.kind for one in account.difference.edits} for account in work.accounts]
    if any(account.is_part for account in work.accounts):
        return True
    if any(some <= WITHIN_WORDS | _AT_ENDS for some in kinds):
        return True
    there = entry.published_in and any(same_venue(entry.published_in, name) for name in work.venues)
    nearest = min(one.changed for one in work.accounts)
    team = any(one.people and not one.people.faults for one in work.accounts)
    then = entry.year in work.years and (nearest < _MOST_WORDS or team)
    return not all(some & _OTHER for some in kinds) and (bool(there) or then)


def _is_near(account: Account) -> bool:
    edits = account.difference.edits
    within = account.is_part or all(one.kind in _AT_ENDS | WITHIN_WORDS for one in edits)
    known = account.people is not None and account.people.agreed > 0
    return known and (account.changed <= _MOST_WORDS or within)


_OTHER = frozenset({Kind.NUMBER, Kind.OTHER_WORK})
_AT_ENDS = frozenset({Kind.CUT, Kind.BROKEN_OFF, Kind.NAME, Kind.NAME_LOST, Kind.NAME_ADDED, Kind.LABEL})
