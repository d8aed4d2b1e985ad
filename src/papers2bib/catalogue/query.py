"""An open catalogue: ids and titles in, whole papers out; nothing is kept in memory but the map."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from papers2bib.catalogue import terms
from papers2bib.catalogue.codec import GROUPS, TextReader, with_beginning
from papers2bib.catalogue.layout import Layout, damaged, open_layout, verify_layout
from papers2bib.catalogue.numbering import arxiv_number
from papers2bib.catalogue.postings import Postings
from papers2bib.catalogue.records import Shelf, unpack
from papers2bib.catalogue.search import Search
from papers2bib.catalogue.vocabulary import Titles
from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.titles import title_key

_OWNER = 4
_LATEST = 64
"""So many papers are kept: who asks by title often asks for the same ones by id."""


class Catalogue:
    """One catalogue file, mapped and never changed; use `Catalogue.open(path)`."""

    def __init__(self, layout: Layout, postings: Postings, texts: Mapping[str, TextReader]) -> None:
        self._layout, self._postings = layout, postings
        self._records, titles = texts["records"], Titles(layout, texts["titles"])
        self._ids, self._ids_length = layout.section("ids")
        self._owners, self._owners_length = layout.section("owners")
        self._count = self._ids_length // 4
        self._shelf = Shelf(
            titles.checked,
            lambda number: texts["phrases"].checked(number).decode(),
            lambda number: with_beginning(texts["names"].checked_up_to(number)).decode(),
        )
        self._search = Search(postings, titles)
        self._latest = lru_cache(maxsize=_LATEST)(self._unpacked)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a file that `build` wrote, reading little more than its header.

        Raises SourceUnavailable when it cannot be opened, CatalogueError when it is no catalogue, a damaged
        one, or one of another format.
        """
        layout = open_layout(path)
        try:
            postings = Postings(layout, layout.info["bucket_bits"], layout.info["title_bits"])
        except KeyError as error:
            raise damaged(path, f"{error} is missing") from error
        return cls(layout, postings, {name: TextReader(layout, name, size) for name, size in GROUPS.items()})

    def __len__(self) -> int:
        return self._count

    @property
    def path(self) -> Path:
        """The file."""
        return self._layout.path

    @property
    def info(self) -> Mapping[str, Any]:
        """What the header says: created, newest, records, titles, sources, licence, size in bytes."""
        return self._layout.info

    def verify(self) -> None:
        """Read the whole file and compare all checksums; raises CatalogueError when one differs."""
        verify_layout(self._layout)

    def search(self, title: str) -> list[Paper]:
        """Papers that a title, perhaps damaged or cut off, may mean, the likeliest first; seldom over ten."""
        return [self.paper(number) for number in self.find(title)]

    def titled(self, title: str) -> list[Paper]:
        """The papers that have this very title, typography aside."""
        return [
            self.paper(number)
            for number in dict.fromkeys(map(self._owner, self._search.equal(title_key(title))))
        ]

    def find(self, title: str) -> list[int]:
        """The numbers of the papers that `search` gives."""
        try:
            return list(dict.fromkeys(map(self._owner, self._search.titles(title))))
        except OSError as error:
            raise damaged(self.path, f"it cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise damaged(self.path, "titles") from error

    def lookup(self, ids: Iterable[PaperId]) -> Iterator[Paper]:
        """The papers with these arXiv ids, DOIs or keys of DBLP, each once; other schemes are ignored."""
        numbers = (number for one in ids for number in self._numbers(one))
        return map(self.paper, dict.fromkeys(numbers))

    def by_people(self, authors: Sequence[str], year: int) -> list[Paper]:
        """The publications of a year that have just these authors, two at least, in whatever order."""
        people = terms.families(authors)
        if len(people) < 2:
            return []
        numbers = dict.fromkeys(map(self._owner, self._postings.find(terms.team(authors, year))))
        found = map(self.paper, numbers)
        return [
            one
            for one in found
            if one.issued and one.issued.year == year and terms.families(one.authors) == people
        ]

    def paper(self, number: int) -> Paper:
        """The paper of one number; raises CatalogueError when the file is damaged there."""
        return self._latest(number)

    def _unpacked(self, number: int) -> Paper:
        try:
            blob = self._records.checked(number, self._seed(number))
            return unpack(blob, self._id(number), number, self._shelf)
        except (ValueError, IndexError, OverflowError, OSError) as error:
            raise damaged(self.path, f"record {number}") from error

    def papers(self) -> Iterator[Paper]:
        """All papers, in the order of their arXiv ids."""
        return map(self.paper, range(self._count))

    def _numbers(self, one: PaperId) -> Iterable[int]:
        if one.scheme in ("doi", "dblp", "page"):
            owners = map(self._owner, self._postings.find(terms.doi(one.value)))
            return [number for number in owners if one in self.paper(number).ids]
        if one.scheme != "arxiv":
            return []
        try:
            wanted = arxiv_number(one.value)
        except ValueError:
            return []
        found = bisect_left(range(self._count), wanted, key=self._id)
        return [found] if found < self._count and self._id(found) == wanted else []

    def _id(self, number: int) -> int:
        data, at, step = self._layout.data, self._ids + number, self._count
        return data[at] | data[at + step] << 8 | data[at + 2 * step] << 16 | data[at + 3 * step] << 24

    def _seed(self, number: int) -> int:
        """The sum of the ids of the record's group, which its checksum covers."""
        first = number - number % GROUPS["records"]
        data, at, size = self._layout.data, self._ids + first, min(GROUPS["records"], self._count - first)
        planes = (sum(data[plane : plane + size]) for plane in range(at, at + 4 * self._count, self._count))
        return sum(total << 8 * place for place, total in enumerate(planes))

    def _owner(self, title: int) -> int:
        """The paper that a title belongs to."""
        if title < self._count:
            return title
        at = _OWNER * (title - self._count)
        number = int.from_bytes(self._layout.data[self._owners + at : self._owners + at + _OWNER], "little")
        if at >= self._owners_length or number >= self._count:
            raise damaged(self.path, f"owner of title {title}")
        return number
