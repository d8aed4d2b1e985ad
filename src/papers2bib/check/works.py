"""Takes an entry and the records found for it, gives those of the cited work, and of others like it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.fuzz import ratio

from papers2bib.check.entries import Entry
from papers2bib.check.people import Comparison, compare_people, signs_for_others
from papers2bib.differences import Difference, Kind
from papers2bib.ids import PaperId, arxiv_month
from papers2bib.model import Paper
from papers2bib.title_evidence import closest
from papers2bib.titles import title_key, title_words
from papers2bib.venues import same_venue, years_in

_SAME_PEOPLE = 0.5
_SIMILAR, _ALIKE = 70, 80
_TELLING_WORDS, _TELLING_LETTERS = 4, 26
"""A title of fewer words or letters may well be that of another paper, too."""
_MOST_WORDS = 2
"""Titles that differ in more words are those of two papers."""


@dataclass(frozen=True, slots=True)
class Account:
    """One record, beside the entry."""

    cited: str
    paper: Paper
    title: str
    """The title of it that is nearest to the entry's."""
    difference: Difference
    people: Comparison | None
    """None where either side names nobody."""

    @property
    def is_equal(self) -> bool:
        """The titles are the same but for typography."""
        return not self.difference.edits

    @property
    def is_part(self) -> bool:
        """Whether the cited title is what stands before or after the colon of the recorded one."""
        return not self.is_equal and title_key(self.cited) in map(title_key, self.title.split(":"))

    @property
    def changed(self) -> int:
        """Words (slips of letters apart) in which the titles differ."""
        return sum(max(1, one.size) for one in self.difference.edits if one.kind not in _WITHIN_WORDS) + any(
            one.kind in _WITHIN_WORDS for one in self.difference.edits
        )


_WITHIN_WORDS = frozenset({Kind.GLUED, Kind.TYPO, Kind.SHORT_TYPO, Kind.INFLECTED})


@dataclass(frozen=True)
class Work:
    """The accounts that are of one work."""

    accounts: Sequence[Account] = field(default_factory=list)

    @cached_property
    def best(self) -> Account:
        """The account whose authors and title agree most with the entry."""
        return min(self.accounts, key=lambda one: (_faults(one), len(one.difference.edits)))

    @property
    def agreement(self) -> float:
        """The share of the authors in common, from 0 to 1; 1 where nobody is named."""
        return max(map(_agreement, self.accounts))

    @property
    def papers(self) -> list[Paper]:
        """The records."""
        return [one.paper for one in self.accounts]

    def ids(self, scheme: str) -> list[str]:
        """All ids of one scheme."""
        return list(
            dict.fromkeys(one.value for paper in self.papers for one in paper.ids if one.scheme == scheme)
        )

    @cached_property
    def published(self) -> list[Paper]:
        """The records that say in which proceedings or journal it was published, and when."""
        return [one for one in self.papers if one.kind and one.venue]

    @cached_property
    def venues(self) -> list[str]:
        """Names of the venues that the records tell, in full, then as the authors put it."""
        names = [one.venue for one in self.published] + [
            one.journal_ref for one in self.papers if one.journal_ref
        ]
        return list(dict.fromkeys(names))

    @cached_property
    def years(self) -> list[int]:
        """The years of the preprint and of every publication that is known, sorted."""
        return sorted({year for paper in self.papers for year in _years(paper)})


def _years(paper: Paper) -> Iterator[int]:
    for date in (paper.published, paper.issued):
        if date and date.year:
            yield date.year
    if arxiv := paper.id("arxiv"):
        yield arxiv_month(arxiv)[0]
    yield from years_in(paper.journal_ref)


@dataclass(frozen=True)
class Found:
    """What the catalogue has for an entry."""

    work: Work | None = None
    """The cited work: the title and at least half of the authors, or its id and either of them."""
    near: Work | None = None
    """If not that, a work by at least half of its authors whose title differs by a word or two."""
    twin: Work | None = None
    """If not that, a work of the very same title by other people."""
    beside: Work | None = None
    """If none of these, a work of nearly the same title, of the same venue and year, by other people."""
    renamed: Work | None = None
    """If none of these, the one work of just the cited people, of that venue and year, whatever its title."""
    namesakes: tuple[Work, ...] = ()
    """Works of the very same title by other people, beside the cited work."""
    by_id: tuple[tuple[PaperId, Work], ...] = ()
    """Works that an id of the entry is of, and that are none of these."""


def find(
    entry: Entry, by_title: Iterable[Paper], by_id: Iterable[Paper], by_people: Iterable[Paper] = ()
) -> Found:
    """Sort the records found under the title and the ids of an entry into works.

    What just its people published is looked at only where these give none.
    """
    looked_up = list(by_id)
    similar = (one for one in by_title if _is_similar(entry, one))
    accounts = [_account(entry, one) for one in dict.fromkeys([*looked_up, *similar])]
    works = [Work(some) for some in _joined(accounts)]
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
    works = [Work(some) for some in _joined([_account(entry, one) for one in there])]
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


def _joined(accounts: Sequence[Account]) -> list[list[Account]]:
    """Accounts of one work together: an id in common, or a title and most of the people."""
    works: list[list[Account]] = []
    for one in accounts:
        same = [some for some in works if any(_is_same(one.paper, other.paper) for other in some)]
        works = [some for some in works if some not in same]
        works.append([*(account for some in same for account in some), one])
    return works


def _is_same(one: Paper, other: Paper) -> bool:
    if set(one.ids) & set(other.ids):
        return True
    if one.id("arxiv") and other.id("arxiv"):
        return False
    keys = {title_key(title) for title in (one.title, *one.titles)}
    if not keys & {title_key(title) for title in (other.title, *other.titles)}:
        return False
    if not one.authors or not other.authors:
        return True
    agreed = compare_people(one.authors, other.authors).agreed
    return 2 * agreed >= min(len(one.authors), len(other.authors))


def _agreement(account: Account) -> float:
    if account.people is None or signs_for_others(account.paper.authors):
        return 1.0
    people = account.people
    return people.agreed / max(1, people.agreed + len(people.extra))


def _faults(account: Account) -> tuple[bool, int, int]:
    people = account.people
    if people is None:
        return True, 0, 0
    return False, people.faults, len(people.misspelt) + len(people.renamed) + people.reordered


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
    if any(some <= _WITHIN_WORDS | _AT_ENDS for some in kinds):
        return True
    there = entry.published_in and any(same_venue(entry.published_in, name) for name in work.venues)
    return not all(some & _OTHER for some in kinds) and (bool(there) or entry.year in work.years)


def _is_near(account: Account) -> bool:
    edits = account.difference.edits
    within = account.is_part or all(one.kind in _AT_ENDS | _WITHIN_WORDS for one in edits)
    known = account.people is not None and account.people.agreed > 0
    return known and (account.changed <= _MOST_WORDS or within)


_OTHER = frozenset({Kind.NUMBER, Kind.OTHER_WORK})
_AT_ENDS = frozenset({Kind.CUT, Kind.BROKEN_OFF, Kind.NAME, Kind.NAME_LOST, Kind.NAME_ADDED, Kind.LABEL})
