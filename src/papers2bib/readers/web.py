"""Takes an address and a session, gives the listings of the page there, or the file that holds them."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papers2bib.errors import ReaderError, SourceError, SourceReplyError
from papers2bib.model import Date, Listing
from papers2bib.readers.addresses import DailyPage, PaperPage, Place, RepositoryFile, SearchPage, place
from papers2bib.readers.hf_api import FULL, paper_with, papers_near, papers_of
from papers2bib.readers.hf_entries import Entry
from papers2bib.readers.hf_period import FIRST, Period

if TYPE_CHECKING:
    from papers2bib.config import Settings
    from papers2bib.session import Answer, Reply, Session

_DAYS_BACK = 5
"""How far back the newest page is looked for: over a weekend and a day without papers."""
_HTML = (b"<!doctype html", b"<html")
_SHOWN = re.compile(rb"dateString(?:&quot;|\")\s*:\s*(?:&quot;|\")(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class WebPage:
    """The papers that a page lists, in its order, and what in it could not be read."""

    origin: str
    """The URL of the page, the same for all addresses of it."""
    found: tuple[Listing | ReaderError, ...]


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file as it is on the web, to be read like any other."""

    origin: str
    """The URL of the file."""
    body: bytes
    form: str | None = None
    """The format of READERS that it is certain to have."""


def fetch(address: str, session: "Session", settings: "Settings", today: datetime.date) -> WebPage | WebFile:
    """What is at an address; `today` is the day in UTC.

    Raises ReaderError for an address that cannot be read from (see `addresses`), for one that no answer came
    from, and for an answer that is no list.
    """
    where = place(address, settings)
    web = _Web(session, settings, today)
    try:
        return web.read(where)
    except SourceError as error:
        raise ReaderError(
            web.url(where), f"{error}; run again later, or save the page and give its file"
        ) from error


class _Web:
    def __init__(self, session: "Session", settings: "Settings", today: datetime.date) -> None:
        from papers2bib.session.services import github, huggingface

        self._session, self._today = session, today
        self._hf, self._github = huggingface(settings), github(settings)

    def url(self, where: Place) -> str:
        if isinstance(where, RepositoryFile):
            return f"{self._github.root}/{where.paths[0]}"
        return f"{self._hf.root}{where.path}"

    def read(self, where: Place) -> WebPage | WebFile:
        match where:
            case DailyPage(period):
                return self._daily(period) if period else self._newest()
            case SearchPage():
                return self._search(where)
            case PaperPage():
                return self._paper(where)
            case RepositoryFile():
                return self._file(where)

    def _newest(self) -> WebPage | WebFile:
        days = [Period.day(self._today - datetime.timedelta(back)) for back in range(_DAYS_BACK)]
        periods = [day for day in days if not day.is_weekend]
        try:
            for period in periods:
                if found := papers_of(self._session, self._hf, period, self._today):
                    return self._page(period.path, found, period.listed)
        except SourceReplyError:
            return self._html("/papers")
        return self._page(periods[0].path, (), None)

    def _daily(self, period: Period) -> WebPage | WebFile:
        if period.first > self._today or period.last < FIRST:
            when = f"the pages begin on {FIRST}, and today is {self._today} (UTC)"
            raise ReaderError(f"{self._hf.root}{period.path}", f"there is no such page: {when}")
        try:
            found = papers_of(self._session, self._hf, period, self._today)
        except SourceReplyError:
            return self._html(period.path, period)
        return self._page(period.path, found, period.listed)

    def _search(self, page: SearchPage) -> WebPage | WebFile:
        try:
            found = papers_near(self._session, self._hf, page.query, FULL)
        except SourceReplyError:
            return self._html(page.path)
        return self._page(page.path, found, None)

    def _paper(self, page: PaperPage) -> WebPage:
        """The address alone says which paper it is, so that nothing is lost where no more can be had."""
        try:
            found = paper_with(self._session, self._hf, page.paper)
        except SourceError:
            found = None
        return self._page(page.path, [found or Entry(arxiv=page.paper)], None)

    def _page(self, path: str, found: Sequence[Entry | None], listed: Date | None) -> WebPage:
        origin = f"{self._hf.root}{path}"
        lines = enumerate(found, 1)
        return WebPage(origin, tuple(_listing(one, f"{origin}:{number}", listed) for number, one in lines))

    def _html(self, path: str, period: Period | None = None) -> WebFile:
        """The page as browsers see it, which holds what the API would have said."""
        from requests import Request

        from papers2bib.session.reply import Answer

        def read(reply: "Reply") -> "Answer[bytes]":
            shown = _SHOWN.search(reply.body)
            if b"DailyPapers" not in reply.body:
                raise SourceReplyError(reply.source, "answered with a page that lists no papers")
            if shown and period and period.kind == "date" and shown[1].decode() != period.value:
                raise SourceReplyError(reply.source, f"answered with the page of {shown[1].decode()}")
            return Answer(reply.body, whole=False)

        url = f"{self._hf.root}{path}"
        return WebFile(url, self._session.ask(self._hf, Request("GET", url), read, what=path), "hf_daily")

    def _file(self, where: RepositoryFile) -> WebFile:
        for path in where.paths:
            url = f"{self._github.root}/{path}"
            if (body := self._raw(url)) is not None:
                return WebFile(url, body)
        raise ReaderError(
            self.url(where),
            "there is no such file: check the address; what is private cannot be read",
        )

    def _raw(self, url: str) -> bytes | None:
        from requests import Request

        from papers2bib.session.reply import Answer

        def read(reply: "Reply") -> "Answer[bytes | None]":
            if reply.status == 404:
                return Answer(None, whole=False)
            start = reply.body.lstrip()[:20].lower()
            if not start:
                raise SourceReplyError(reply.source, "answered with nothing")
            if start.startswith(_HTML) and not url.lower().endswith((".html", ".htm")):
                raise SourceReplyError(reply.source, "answered with a web page in place of the file")
            return Answer(reply.body, whole=False)

        return self._session.ask(self._github, Request("GET", url), read, what="1 file", expected=(200, 404))


def _listing(found: Entry | None, origin: str, listed: Date | None) -> Listing | ReaderError:
    return found.listing(origin, listed) if found else ReaderError(origin, "neither a title nor an id there")
