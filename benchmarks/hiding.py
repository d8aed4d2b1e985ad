"""A catalogue without some of its records: what a search finds where the listed paper is not there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from papers2bib.catalogue.query import Catalogue
from papers2bib.catalogue.search import Search
from papers2bib.model import Paper
from papers2bib.names import NameAgreement, best_agreements
from papers2bib.titles import title_key


class _Titles:
    """The titles of a catalogue; those of hidden papers read as blank, and so are like no other."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._kept = catalogue, catalogue._search._titles
        self.hidden: frozenset[int] = frozenset()

    def __getitem__(self, title: int) -> str:
        return "" if self._hides(title) else self._kept[title]

    def keys(self, titles: Sequence[int]) -> list[str]:
        """The keys of some titles."""
        found = zip(titles, self._kept.keys(titles), strict=True)
        return ["" if self._hides(title) else key for title, key in found]

    def like(self, title: int, others: Sequence[int]) -> list[int]:
        """Those of some titles that share many words with one, but for the hidden ones."""
        return [one for one in self._kept.like(title, others) if not self._hides(one)]

    def _hides(self, title: int) -> bool:
        return bool(self.hidden) and self._catalogue._owner(title) in self.hidden


class HidingCatalogue:
    """A catalogue that can be searched as if it lacked a paper."""

    def __init__(self, path: Path) -> None:
        self.catalogue = Catalogue.open(path)
        self._titles = _Titles(self.catalogue)
        self.catalogue._search = Search(self.catalogue._postings, self._titles)  # type: ignore[arg-type]

    def search(self, title: str) -> list[Paper]:
        """What a search finds with everything there."""
        return self.catalogue.search(title)

    def search_without(self, title: str, paper: Paper) -> list[Paper]:
        """What a search finds where this paper and its twins are not there."""
        self._titles.hidden = frozenset(self._numbers(paper))
        try:
            return self.catalogue.search(title)
        finally:
            self._titles.hidden = frozenset()

    def _numbers(self, paper: Paper) -> Iterator[int]:
        for title in (paper.title, *paper.titles):
            for number in self.catalogue.find(title):
                found = self.catalogue.paper(number)
                if set(found.ids) & set(paper.ids) or are_twins(found, paper):
                    yield number


def are_twins(one: Paper, other: Paper) -> bool:
    """Two records of one work: a title in common, and at least half of the people."""
    titles = {title_key(title) for title in (other.title, *other.titles)}
    return not titles.isdisjoint(map(title_key, (one.title, *one.titles))) and _share_people(one, other)


def _share_people(one: Paper, other: Paper) -> bool:
    shorter, longer = sorted((one.authors, other.authors), key=len)
    agreed = best_agreements(shorter, longer)
    return 2 * sum(found >= NameAgreement.INITIALS for found in agreed) >= max(1, len(longer))
