"""Asks catalogues for the papers that an entry may mean: an entry in, works by title, ids, people out."""

from collections.abc import Sequence
from itertools import chain

from papers2bib.catalogue.query import Catalogue
from papers2bib.check.coverage import Coverage
from papers2bib.check.entries import Entry
from papers2bib.check.meaning import find
from papers2bib.check.works import Found
from papers2bib.model import Date
from papers2bib.titles import title_key


def ask(entry: Entry, catalogues: Sequence[Catalogue]) -> Found:
    """The works that the catalogues know under the title and the ids of an entry.

    All files are asked, and what they say of one paper is compared: none replaces another.
    """
    by_id = [paper for one in catalogues for paper in one.lookup(entry.ids)] if entry.ids else []
    people = (paper for one in catalogues for paper in one.by_people(entry.authors, entry.year))
    if not title_key(entry.title):
        return find(entry, [], by_id)
    equal = [paper for one in catalogues for paper in one.titled(entry.title)]
    if not equal:
        alike = [paper for one in catalogues for paper in one.search(entry.title)]
        return find(entry, alike, by_id, people)
    ids = dict.fromkeys(one for paper in equal for one in paper.ids)
    return find(entry, equal, [*by_id, *(paper for one in catalogues for paper in one.lookup(ids))])


def coverage_of(catalogues: Sequence[Catalogue]) -> Coverage:
    """What the catalogues hold by venue and year, and how new they are."""
    counted = [
        counts for one in catalogues if (counts := one.info.get("coverage", {}).get("held")) is not None
    ]
    held: dict[str, int] = {}
    for place, count in chain.from_iterable(counts.items() for counts in counted):
        held[place] = max(count, held.get(place, 0))
    days = (Date.parse(str(one.info.get("newest", ""))) for one in catalogues)
    return Coverage(held if counted else None, max((day for day in days if day), default=Date()))
