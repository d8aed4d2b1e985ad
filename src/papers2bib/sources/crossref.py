"""Crossref as a source: DOIs and listings in, records of publishers out (https://api.crossref.org).

Its search gives something for any title, with a score that proves nothing: matching decides.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Paper
from papers2bib.session.reply import Answer, Reply
from papers2bib.session.services import crossref
from papers2bib.sources.s2_fields import Record, prose, record, text, texts
from papers2bib.titles import title_key, title_words

if TYPE_CHECKING:
    from papers2bib.session import Session

_HITS = 5
_SELECT = "DOI,title,subtitle,author,container-title,issued,type,volume,issue,page,publisher,updated-by"
_KINDS = {"journal-article": "article", "proceedings-article": "inproceedings"}
_LONGEST = 300
_TAKEN_BACK = frozenset({"retraction", "withdrawal", "removal"})
"""Updates, be they registered by the publisher or by Retraction Watch, after which a paper is none."""
_MARK = re.compile(r"(?:retracted|withdrawn|removed)(?: (?:article|chapter|paper))?\s*:\s*", re.IGNORECASE)
"""What publishers put before the title of such a paper."""


class Crossref:
    """One request for twenty DOIs, and one for each title."""

    name = "crossref"
    batch_size = 20
    left_out = ""

    def __init__(self, session: "Session", settings: Settings) -> None:
        self._session, self._service = session, crossref(settings)

    def lookup(self, ids: Collection[PaperId]) -> Iterator[Paper]:
        """The works with these DOIs; a comma in one would end it, so those are not asked for."""
        wanted = sorted(one.value for one in ids if one.scheme == "doi" and "," not in one.value)
        for at in range(0, len(wanted), self.batch_size):
            batch = wanted[at : at + self.batch_size]
            dois = ",".join(f"doi:{one}" for one in batch)
            asked = {"filter": dois, "rows": str(len(batch)), "select": _SELECT}
            found = self._ask(asked, f"{len(batch)} DOI{'s' * (len(batch) != 1)}", len(batch))
            yield from (one for one in found if one.id("doi") in batch)

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Each listing with a title by itself."""
        return ((one,) for one in listings if title_key(one.title))

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """The works that are nearest to each title and its first author."""
        for one in listings:
            said = " ".join([title_words(one.title), *one.authors[:1]])[:_LONGEST]
            asked = {"query.bibliographic": said, "rows": str(_HITS), "select": _SELECT}
            yield from self._ask(asked, "1 title", 0)

    def completes(self, paper: Paper) -> bool:
        """Whether it may know more of a paper: what has a DOI and no venue."""
        return bool(paper.id("doi")) and not paper.kind

    def _ask(self, asked: dict[str, str], what: str, expected: int) -> list[Paper]:
        from requests import Request

        def read(reply: Reply) -> Answer[list[Paper]]:
            found = read_works(reply)
            return Answer(found, whole=bool(found) and len(found) >= expected)

        request = Request("GET", f"{self._service.root}/works", params=asked)
        return self._session.ask(self._service, request, read, what=what)


def read_works(reply: Reply) -> list[Paper]:
    """The works in a reply that lists some; raises SourceReplyError where it does not."""
    items = record(record(reply.json()).get("message")).get("items")
    if not isinstance(items, list):
        raise SourceReplyError(reply.source, "answered with something that is no list of works")
    return [one for one in map(read_work, map(record, items)) if one]


def read_work(said: Record) -> Paper | None:
    """The paper of one record, or None where it has no title or no DOI."""
    marked, doi = next(map(prose, texts(said.get("title"))), ""), PaperId.doi(text(said.get("DOI")))
    title = _MARK.sub("", marked, count=1) if _MARK.match(marked) else marked
    if not (title and doi):
        return None
    subtitle = next(map(prose, texts(said.get("subtitle"))), "")
    venue = next(map(prose, texts(said.get("container-title"))), "")
    kind, issued = _KINDS.get(text(said.get("type")), ""), _issued(said)
    is_published = bool(kind and venue and issued)
    return Paper(
        source="crossref",
        title=title,
        titles=(f"{title}: {subtitle}",) if subtitle else (),
        ids=(doi,),
        authors=tuple(_authors(said.get("author"))),
        kind=kind if is_published else "",
        venue=venue if is_published else "",
        issued=issued if is_published else None,
        volume=text(said.get("volume")) if is_published else "",
        number=text(said.get("issue")) if is_published else "",
        pages=text(said.get("page")) if is_published else "",
        publisher=prose(said.get("publisher")) if is_published else "",
        published=None if is_published else issued,
        withdrawn=title != marked or _is_taken_back(said.get("updated-by")),
    )


def _is_taken_back(updates: object) -> bool:
    """Whether one of the notices on a paper takes it back; errata and concerns do not."""
    several = updates if isinstance(updates, list) else ()
    return any(text(record(one).get("type")).lower() in _TAKEN_BACK for one in several)


def _issued(said: Record) -> Date | None:
    parts = record(said.get("issued")).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    known = first if isinstance(first, list) else []
    numbers = [one for one in known if isinstance(one, int)]
    return Date.parse("-".join(f"{one:02}" for one in numbers[:3])) if numbers else None


def _authors(value: object) -> Iterator[str]:
    for one in map(record, value if isinstance(value, list) else ()):
        name = " ".join(filter(None, (text(one.get("given")), text(one.get("family")))))
        if said := name or text(one.get("name")):
            yield prose(said)
