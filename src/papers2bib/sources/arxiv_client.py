"""The package `arxiv` on our session: a search in, the papers of one reply out.

This is the only place that knows the package. Its client has an HTTP session of its own, which cannot be
given to it, waits before it asks and has no timeout: so it is told not to wait, and its private `_session` is
replaced by one that passes the request on through our door.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from papers2bib.ids import PaperId
from papers2bib.links import links
from papers2bib.model import Date, Paper
from papers2bib.session.reply import Answer, Reply
from papers2bib.sources.arxiv_feed import Feed, read_feed
from papers2bib.sources.withdrawal import is_withdrawn

if TYPE_CHECKING:
    from papers2bib.session import Service, Session

Result = Any
"""An `arxiv.Result`; the package has no types."""
Whole = Callable[[Feed], bool]
"""Whether all that was asked for is in a feed."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one reply holds, and how many papers there are in all."""

    papers: tuple[Paper, ...]
    total: int

    @property
    def overflows(self) -> bool:
        """There are more papers than these."""
        return self.total > len(self.papers)


class Client:
    """Asks arXiv through a session, one request at a time."""

    def __init__(self, session: "Session", service: "Service") -> None:
        self._session = session
        self._service = service

    def with_ids(self, ids: Collection[PaperId]) -> Page:
        """The papers with these arXiv ids, in their newest versions."""
        wanted = set(ids)
        names = [one.value for one in ids]
        what = f"{len(names)} id{'s' * (len(names) != 1)}"
        return self._page(lambda feed: wanted <= set(feed.ids), what, id_list=names, max_results=len(names))

    def answering(self, query: str, most: int, whole: Whole, what: str) -> Page:
        """The papers that answer a query best, so many at most."""
        return self._page(whole, what, query=query, max_results=most)

    def _page(self, whole: Whole, what: str, **search: Any) -> Page:
        import arxiv  # type: ignore[import-untyped]  # no types

        door = _Door(self._session, self._service, whole, what)
        client = arxiv.Client(page_size=search["max_results"], delay_seconds=0, num_retries=0)
        client.query_url_format = self._service.root + "?{}"
        client._session = door
        papers = tuple(map(_paper, door.first_page(client.results(arxiv.Search(**search)))))
        return Page(papers, door.total)


class _Door:
    """What the package takes for an HTTP session."""

    def __init__(self, session: "Session", service: "Service", whole: Whole, what: str) -> None:
        self.total = 0
        self._count = 0
        self._session = session
        self._service = service
        self._whole = whole
        self._what = what

    def get(self, url: str, headers: Mapping[str, str]) -> "_Response":  # noqa: ARG002 - as it is called
        """The checked feed; the package's own headers are left out."""
        from requests import Request

        feed = self._session.ask(self._service, Request("GET", url), self._read, what=self._what)
        self.total, self._count = feed.total, len(feed.ids)
        return _Response(feed.body)

    def first_page(self, results: Iterator[Result]) -> Iterator[Result]:
        """The results of one reply: for one more the package would ask again."""
        for result in results:
            yield result
            self._count -= 1
            if not self._count:
                return

    def _read(self, reply: Reply) -> Answer[Feed]:
        feed = read_feed(reply)
        return Answer(feed, whole=bool(feed.ids) and self._whole(feed), doubtful=not feed.ids)


@dataclass(frozen=True, slots=True)
class _Response:
    """What the package takes for an HTTP response."""

    content: bytes
    status_code: int = 200


def _paper(result: Result) -> Paper:
    abstract, comment = _folded(result.summary), _folded(result.comment)
    told = links(f"{abstract}\n{comment}")
    ids = _ids(result)
    day = result.published
    return Paper(
        source="arxiv",
        title=_folded(result.title),
        ids=ids,
        authors=tuple(filter(None, (_folded(author.name) for author in result.authors))),
        published=Date(day.year, day.month, day.day),
        journal_ref=_folded(result.journal_ref),
        categories=tuple(dict.fromkeys(filter(None, (result.primary_category, *result.categories)))),
        abstract=abstract,
        url=ids[0].url,
        code=next(iter(told.code), ""),
        links=(*told.code[1:], *told.others),
        withdrawn=is_withdrawn(result.title, abstract, comment),
    )


def _ids(result: Result) -> tuple[PaperId, ...]:
    """The arXiv id, and the DOI of the publication, the first if there are several."""
    dois = map(PaperId.doi, (result.doi or "").split()[:1])
    found = (PaperId.arxiv(result.get_short_id()), *(one for one in dois if one and one.scheme == "doi"))
    return tuple(filter(None, found))


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())
