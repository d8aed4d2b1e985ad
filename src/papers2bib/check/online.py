"""Asks web sources for papers that no catalogue has: entries in, records and failures for each out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from papers2bib.check.entries import Entry
from papers2bib.errors import SourceError, SourceNotAsked
from papers2bib.model import Listing, Paper
from papers2bib.sources import Source
from papers2bib.sources.packs import packs
from papers2bib.titles import title_key

if TYPE_CHECKING:
    from papers2bib.ids import PaperId


@dataclass(slots=True)
class Asked:
    """What became of the question for one entry."""

    entry: Entry
    papers: list[Paper] = field(default_factory=list)
    failed: bool = False
    """Somebody who may know did not answer."""

    @property
    def is_found(self) -> bool:
        """Whether a record has its very title, or one of its ids."""
        key, ids = title_key(self.entry.title), set(self.entry.ids)
        return any(ids & set(one.ids) or title_key(one.title) == key for one in self.papers)

    @property
    def listing(self) -> Listing:
        """The question, as sources take it."""
        return Listing(self.entry.title, "", ids=self.entry.ids, authors=self.entry.authors)


def ask_online(
    entries: Sequence[Entry],
    sources: Sequence[Source],
    warn: Callable[[SourceError], None],
    enough: Callable[[Asked], bool] = lambda asked: asked.is_found,
) -> list[Asked]:
    """Ask each source for what is still open: first for ids, then for titles, until it is `enough`."""
    asked = [Asked(one) for one in entries]
    for source in sources:
        _look_up(source, [one for one in asked if not enough(one)], warn)
        _search(source, [one for one in asked if not enough(one)], warn)
    return asked


def ask_by_id(
    entries: Sequence[Entry], sources: Sequence[Source], warn: Callable[[SourceError], None]
) -> list[Asked]:
    """Ask each source for the records of all ids, be they known or not."""
    asked = [Asked(one) for one in entries]
    for source in sources:
        _look_up(source, asked, warn)
    return asked


def _look_up(source: Source, asked: Sequence[Asked], warn: Callable[[SourceError], None]) -> None:
    wanted: dict[PaperId, list[Asked]] = {}
    for one in asked:
        for known in one.entry.ids:
            wanted.setdefault(known, []).append(one)
    for pack in packs(sorted(wanted), source.batch_size, name=str):
        concerned = [one for known in pack for one in wanted[known]]
        for paper in _answer(partial(source.lookup, pack), concerned, warn):
            for one in {id(x): x for known in paper.ids for x in wanted.get(known, ())}.values():
                one.papers.append(paper)


def _search(source: Source, asked: Sequence[Asked], warn: Callable[[SourceError], None]) -> None:
    by_listing: dict[Listing, list[Asked]] = {}
    for one in asked:
        by_listing.setdefault(one.listing, []).append(one)
    left_out = set(by_listing)
    for portion in source.portions(list(by_listing)):
        left_out -= set(portion)
        concerned = [one for listing in portion for one in by_listing[listing]]
        pool = _answer(partial(source.search, portion), concerned, warn)
        for one in concerned:
            one.papers.extend(pool)
    if source.left_out:
        for listing in left_out:
            for one in by_listing[listing]:
                one.failed = True


def _answer(
    ask: Callable[[], Iterable[Paper]], concerned: Sequence[Asked], warn: Callable[[SourceError], None]
) -> list[Paper]:
    found: list[Paper] = []
    try:
        found.extend(ask())
    except SourceNotAsked:
        _fail(concerned)
    except SourceError as error:
        warn(error)
        _fail(concerned)
    return found


def _fail(concerned: Sequence[Asked]) -> None:
    for one in concerned:
        one.failed = True
