"""Works: records beside an entry, those of one work together, and which of them an entry may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from papers2bib.check.people import Comparison, compare_people, signs_for_others
from papers2bib.differences import Difference, Kind
from papers2bib.ids import PaperId, arxiv_month
from papers2bib.model import Paper
from papers2bib.titles import title_key
from papers2bib.venues import years_in


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
        return sum(max(1, one.size) for one in self.difference.edits if one.kind not in WITHIN_WORDS) + any(
            one.kind in WITHIN_WORDS for one in self.difference.edits
        )


WITHIN_WORDS = frozenset({Kind.GLUED, Kind.TYPO, Kind.SHORT_TYPO, Kind.INFLECTED})
"""Edits that leave a word what it is, or nearly."""


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


def joined(accounts: Sequence[Account]) -> list[list[Account]]:
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
