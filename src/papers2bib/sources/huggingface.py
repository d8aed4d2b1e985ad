"""Hugging Face as a source: listings in, papers of its daily pages and of its search out.

Its search is semantic and gives something for any title: matching decides.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from papers2bib.config import Settings
from papers2bib.ids import PaperId
from papers2bib.links import classify
from papers2bib.model import Listing, Paper
from papers2bib.readers.hf_api import paper_with, papers_near, papers_of
from papers2bib.readers.hf_entries import Entry
from papers2bib.readers.hf_period import Period
from papers2bib.session.services import huggingface
from papers2bib.sources.daily_dates import days
from papers2bib.titles import title_key

if TYPE_CHECKING:
    from papers2bib.session import Session

MOST_DAYS = 5
"""Pages of days that are asked for in one run."""
_HITS = 20


class DailyPapers:
    """The pages of days on which several listings may stand, each in one request.

    `today` is the day (UTC) beyond which there are no pages.
    """

    name = "huggingface"
    batch_size = 100
    left_out = ""

    def __init__(self, session: "Session", settings: Settings, *, today: datetime.date | None = None) -> None:
        self._session = session
        self._service = huggingface(settings)
        self._today = today or datetime.datetime.now(datetime.UTC).date()
        self._asked: set[datetime.date] = set()

    def lookup(self, ids: Collection[PaperId]) -> Iterable[Paper]:  # noqa: ARG002 - as a Source has it
        """Nothing: a page is found by its date alone."""
        return ()

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """For each day worth a request those that its page may answer; the fullest days first."""
        for day in days(listings, self._today):
            if day.worth_asking and (day.date in self._asked or len(self._asked) < MOST_DAYS):
                self._asked.add(day.date)
                yield day.listings

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """All papers of the day on which most of the listings may stand."""
        for day in days(listings, self._today)[:1]:
            yield from _papers(papers_of(self._session, self._service, Period.day(day.date), self._today))

    def completes(self, paper: Paper) -> bool:  # noqa: ARG002 - as a Source has it
        """Never: what a page says is known when the paper was found there."""
        return False


class PaperSearch:
    """One request for each listing, and so for few of them: `hf_limit` in a run."""

    name = "huggingface"
    batch_size = 1
    left_out = ""

    def __init__(self, session: "Session", settings: Settings) -> None:
        self._session = session
        self._service = huggingface(settings)
        self._left = settings.hf_limit

    def lookup(self, ids: Collection[PaperId]) -> Iterator[Paper]:
        """The papers with these arXiv ids that have a page, as far as the limit allows."""
        for one in ids:
            if one.scheme == "arxiv" and self._may_ask():
                yield from _papers([paper_with(self._session, self._service, one)])

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Each listing with a title by itself, the first ones of the list alone."""
        for one in listings:
            if one.title and self._may_ask():
                yield (one,)

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """What the search thinks is near each title."""
        for one in listings:
            found = papers_near(self._session, self._service, one.title, _HITS, _holds(one.title))
            yield from _papers(found)

    def completes(self, paper: Paper) -> bool:  # noqa: ARG002 - as a Source has it
        """Never: there is no batch, and arXiv and Semantic Scholar know more."""
        return False

    def _may_ask(self) -> bool:
        self._left -= 1
        return self._left >= 0


def _holds(title: str) -> Callable[[Sequence[Entry | None]], bool]:
    """Whether something of exactly this title is among them."""
    key = title_key(title)
    return lambda found: any(one and title_key(one.title) == key for one in found)


def _papers(found: Iterable[Entry | None]) -> Iterator[Paper]:
    """Those that are on arXiv; others have no id that anyone else knows."""
    for one in found:
        if one and one.arxiv and one.title:
            links = classify(one.urls)
            yield Paper(
                source="huggingface",
                title=one.title,
                ids=(one.arxiv,),
                authors=one.authors,
                published=one.published,
                abstract=one.abstract,
                code=next(iter(links.code), ""),
                links=(*links.code[1:], *links.others),
            )
