"""arXiv as a source: ids and listings in, many to a request, papers out.

What is asked: https://info.arxiv.org/help/api/user-manual.html, ids by `id_list`, titles by `search_query`.
First for the titles as they are listed, then, for those that stay open, for titles nearly like them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from papers2bib.config import Settings
from papers2bib.ids import PaperId, arxiv_month
from papers2bib.model import Listing, Paper
from papers2bib.session.services import arxiv
from papers2bib.sources.arxiv_client import Client, Page
from papers2bib.sources.arxiv_query import (
    both,
    is_short,
    is_vague,
    narrowing,
    phrases,
    size,
    stretches,
    together,
)
from papers2bib.sources.arxiv_question import Question, halves
from papers2bib.sources.arxiv_words import telling_words
from papers2bib.sources.packs import packs
from papers2bib.titles import title_key

if TYPE_CHECKING:
    from papers2bib.session import Session

LONGEST_URL = 7000
"""Bytes of an address: servers take 8,000 as a rule, and one that refuses it is asked in halves."""
MOST_HITS = 500
"""Papers in one reply, which has then 1 MB."""
_AROUND = 120
"""Bytes of the address that are no clauses, besides the service's own."""
_SHORT_AT_ONCE = 8
"""Titles in one request that many others contain or resemble."""

Clause = Callable[[Listing], str]
Has = Callable[[Listing, Collection[str]], bool]
"""Whether a paper for a listing is among those with these titles."""


class _Step:
    """What both steps have in common."""

    name = "arxiv"
    batch_size = 100
    left_out = ""

    def __init__(self, session: "Session", settings: Settings) -> None:
        service = arxiv(settings)
        self._client = Client(session, service)
        self._room = LONGEST_URL - _AROUND - len(service.root)


class ArxivTitles(_Step):
    """The papers with listed ids, and those whose titles begin as listed ones do."""

    def lookup(self, ids: Collection[PaperId]) -> Iterator[Paper]:
        """The papers with these arXiv ids."""
        wanted = sorted({one for one in ids if one.scheme == "arxiv" and _may_exist(one.value)})
        for at in range(0, len(wanted), self.batch_size):
            batch = wanted[at : at + self.batch_size]
            found = Question(self._client.with_ids).answers(batch)
            yield from (paper for paper in found if paper.ids[0] in batch)

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Those with words in their titles: as many as an address holds, few of those with short titles."""
        short = [one for one in listings if is_short(one)]
        long = [one for one in listings if not is_short(one)]
        yield from _portions(long, phrases, self._room, is_short)
        yield from _portions(short, phrases, self._room, is_short)

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """The papers whose titles are, or begin as, the listed ones."""
        return _search(self._client, listings, phrases, _has_title)

    def completes(self, paper: Paper) -> bool:
        """Whether it is on arXiv, and authors, categories or the exact date are lacking."""
        dated = paper.published and paper.published.exact and not paper.date_precision
        known = paper.source == self.name or (paper.authors and paper.categories and dated)
        return bool(paper.id("arxiv")) and not known


class ArxivWords(_Step):
    """The papers whose titles are nearly the listed ones."""

    def lookup(self, ids: Collection[PaperId]) -> Iterator[Paper]:  # noqa: ARG002 - as a Source has it
        """Nothing: ids are asked for together with the titles as they are listed."""
        return iter(())

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Those with enough words in their titles, as many as an address holds."""
        yield from _portions(listings, stretches, self._room, is_vague)

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """The papers that have most of the words of a listed title, or one side of it."""
        return _search(self._client, listings, stretches, _has_near)

    def completes(self, paper: Paper) -> bool:  # noqa: ARG002 - as a Source has it
        """Never: it knows nothing besides."""
        return False


class _Sought(NamedTuple):
    listing: Listing
    clause: str
    narrowed: bool = False


def _search(client: Client, listings: Sequence[Listing], clause: Clause, has: Has) -> Iterator[Paper]:
    sought = [_Sought(one, text) for one in listings if (text := clause(one))]
    question = Question(partial(_asked, client, has), partial(_again, has))
    return question.answers(sought) if sought else iter(())


def _asked(client: Client, has: Has, sought: Sequence[_Sought]) -> Page:
    what = f"{len(sought)} title{'s' * (len(sought) != 1)}"
    query = together(one.clause for one in sought)
    return client.answering(query, MOST_HITS, lambda feed: not _lacking(has, sought, feed.titles), what)


def _again(has: Has, sought: Sequence[_Sought], page: Page) -> Sequence[Sequence[_Sought]]:
    """Where there are more papers than came, what may be among the others: narrowed if possible, or alone.

    At first nothing is narrowed, as what a list says besides the title may be wrong.
    """
    lacking = _lacking(has, sought, [paper.title for paper in page.papers]) if page.overflows else []
    wide = [one for one in lacking if not one.narrowed and narrowing(one.listing)]
    narrow = [_Sought(one.listing, both(one.clause, narrowing(one.listing)), True) for one in wide]
    others = [one for one in lacking if one not in wide]
    parts = halves(others) if len(others) == len(sought) else [others]
    return [part for part in (narrow, *parts) if part]


def _lacking(has: Has, sought: Sequence[_Sought], titles: Collection[str]) -> list[_Sought]:
    return [one for one in sought if not has(one.listing, titles)]


def _has_title(listing: Listing, titles: Collection[str]) -> bool:
    key = title_key(listing.title)
    return any(title_key(title) == key for title in titles)


def _has_near(listing: Listing, titles: Collection[str]) -> bool:
    words = set(telling_words(listing.title))
    return any(len(words.difference(telling_words(title))) <= 1 for title in titles)


def _portions(
    listings: Sequence[Listing], clause: Clause, room: int, many: Callable[[Listing], bool]
) -> Iterator[Sequence[Listing]]:
    """Listings whose clauses fit into an address together; what is asked for alike is asked for once.

    Of those that `many` papers may answer there are few in a portion.
    """
    groups: dict[str, list[Listing]] = {}
    for one in listings:
        if text := clause(one):
            groups.setdefault(text, []).append(one)
    least = {text: room // _SHORT_AT_ONCE if many(group[0]) else 0 for text, group in groups.items()}
    for pack in packs(sorted(groups), room, name=str, weight=lambda text: max(size(text), least[text])):
        yield [one for text in pack for one in groups[text]]


def _may_exist(arxiv_id: str) -> bool:
    """Whether ids of that month have that form: https://info.arxiv.org/help/arxiv_identifier.html."""
    month, digits = arxiv_month(arxiv_id), len(arxiv_id.partition(".")[2])
    if "/" in arxiv_id:
        return month < (2007, 4)
    return (2007, 4) <= month < (2015, 1) if digits == 4 else month >= (2015, 1)
