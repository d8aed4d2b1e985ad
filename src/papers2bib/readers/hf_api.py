"""Asks Hugging Face's papers API: a page, a query or an id in, what it says of papers out.

The API: https://huggingface.co/docs/huggingface_hub/package_reference/hf_api (`list_daily_papers`,
`list_papers`, `paper_info`). Everything here raises what `Session.ask` raises.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from papers2bib.errors import SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.readers.hf_entries import Entry, entries, one_entry
from papers2bib.readers.hf_period import Period

if TYPE_CHECKING:
    from papers2bib.session import Answer, Reply, Service, Session

Found = list[Entry | None]
"""Papers, and None for each item that is no paper."""

FULL = 100
"""Papers in one reply, at most."""
LONGEST_QUERY = 250
"""Characters of a query that are regarded."""

_MOST_REPLIES = 50
_UNSETTLED = datetime.timedelta(days=3)
"""So long papers are still being put on a page that is over."""
_NOT_YET = datetime.timedelta(0)
"""So long a page that holds nothing is one that nobody has begun."""


def papers_of(session: "Session", service: "Service", period: Period, today: datetime.date) -> Found:
    """All papers of a page of Daily Papers in its order; one request where there are fewer than 100."""
    over = today - period.last
    found: dict[Entry | int, Entry | None] = {}
    for number in range(_MOST_REPLIES):
        known = len(found)
        part = _part(session, service, period, number, known, over)
        found |= {entry or known + at: entry for at, entry in enumerate(part)}
        if len(part) < FULL or len(found) == known:
            break
    return list(found.values())


def _part(
    session: "Session", service: "Service", period: Period, number: int, known: int, over: datetime.timedelta
) -> Found:
    """So many papers of a page that has been over for some time; what follows the first has to be there."""
    from papers2bib.session.reply import Answer

    def judge(found: Found) -> "Answer[Found]":
        nothing = not found and not number
        return Answer(
            found,
            whole=over > _UNSETTLED and bool(found),
            doubtful=nothing and not period.is_weekend,
            passing=nothing and over <= _NOT_YET,
        )

    asked = {period.kind: period.value, "limit": str(FULL)} | ({"p": str(number)} if number else {})
    what = f"the page of {period.value}"
    try:
        return _listed(session, service, "daily_papers", asked, what, judge)
    except SourceReplyError as error:
        if number:
            raise SourceUnavailable(service.name, f"{what} breaks off after {known} papers") from error
        raise


def papers_near(
    session: "Session",
    service: "Service",
    query: str,
    limit: int,
    is_whole: Callable[[Sequence[Entry | None]], bool] = lambda _: False,
) -> Found:
    """What the search thinks is near a query, which is nearly always something."""
    from papers2bib.session.reply import Answer

    def judge(found: Found) -> "Answer[Found]":
        return Answer(found, whole=is_whole(found), doubtful=not found)

    said = query.encode("utf-8", "replace").decode("utf-8")[:LONGEST_QUERY]
    return _listed(session, service, "papers/search", {"q": said, "limit": str(limit)}, "1 search", judge)


def paper_with(session: "Session", service: "Service", one: PaperId) -> Entry | None:
    """The paper with an arXiv id, if Hugging Face has a page for it."""
    from requests import Request

    from papers2bib.session.reply import Answer

    def read(reply: "Reply") -> "Answer[Entry | None]":
        found = None if reply.status == 404 else one_entry(reply)
        is_meant = found is not None and found.arxiv == one and bool(found.title)
        return Answer(found if is_meant else None, whole=is_meant)

    request = Request("GET", f"{service.root}/api/papers/{quote(one.value, safe='')}")
    return session.ask(service, request, read, what=str(one), expected=(200, 404))


def _listed(
    session: "Session",
    service: "Service",
    path: str,
    asked: Mapping[str, str],
    what: str,
    judge: "Callable[[Found], Answer[Found]]",
) -> Found:
    from requests import Request

    request = Request("GET", f"{service.root}/api/{path}", params=dict(asked))
    return session.ask(service, request, lambda reply: judge(entries(reply)), what=what)
