"""DBLP as a source: listings in, its records out (https://dblp.org/faq/How+to+use+the+dblp+search+API.html).

Every word of a title has to be in the record's, perhaps as the beginning of a word. Venues come in short:
those that the table of `venues` knows are told by their full names, others as words on where a paper was.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Paper
from papers2bib.session.reply import Answer, Reply
from papers2bib.session.services import dblp
from papers2bib.sources.s2_fields import Record, prose, record, text
from papers2bib.titles import title_key, title_words
from papers2bib.venues import is_side_track, venue_named, venues_in

if TYPE_CHECKING:
    from papers2bib.session import Session

_HITS = 100
"""Titles of common words have many hits, and the one meant need not be among the first."""
_HOMONYM = re.compile(r" \d{4}$")
_VOLUME = re.compile(r"\s*\([^()]*\)$")
_KINDS = {"Conference and Workshop Papers": "inproceedings", "Journal Articles": "article"}
_LONGEST = 300


class Dblp:
    """One request for each title, two seconds apart."""

    name = "dblp"
    batch_size = 1
    left_out = ""

    def __init__(self, session: "Session", settings: Settings) -> None:
        self._session, self._service = session, dblp(settings)

    def lookup(self, ids: Collection[PaperId]) -> Iterable[Paper]:  # noqa: ARG002 - as a Source has it
        """Nothing: the search knows titles and names."""
        return ()

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Each listing with a title by itself."""
        return ((one,) for one in listings if title_key(one.title))

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """The records that hold all words of each title."""
        from requests import Request

        for one in listings:
            asked = {"q": title_words(one.title)[:_LONGEST], "format": "json", "h": str(_HITS)}
            request = Request("GET", self._service.root, params=asked)
            yield from self._session.ask(self._service, request, read_hits, what="1 title")

    def completes(self, paper: Paper) -> bool:  # noqa: ARG002 - as a Source has it
        """Never: nothing can be looked up."""
        return False


def read_hits(reply: Reply) -> Answer[list[Paper]]:
    """The papers in a reply; raises SourceReplyError where it is none."""
    hits = record(record(record(reply.json()).get("result")).get("hits"))
    if "@total" not in hits:
        raise SourceReplyError(reply.source, "answered with something that is no list of hits")
    several = hits.get("hit")
    found = (read_hit(record(one.get("info"))) for one in map(record, _list(several)))
    papers = [one for one in found if one]
    return Answer(papers, whole=bool(papers))


def read_hit(info: Record) -> Paper | None:
    """The paper of one record, or None where it has no title."""
    title = prose(info.get("title")).removesuffix(".")
    ids = tuple(_ids(info))
    if not (title and ids):
        return None
    is_preprint = any(one.scheme == "arxiv" for one in ids)
    paper = Paper(
        source="dblp",
        title=title,
        ids=ids,
        authors=tuple(_authors(record(info.get("authors")).get("author"))),
        published=Date.parse(text(info.get("year"))) if is_preprint else None,
        url=text(info.get("ee")),
    )
    return paper if is_preprint else replace(paper, **_appeared(info))


def _appeared(info: Record) -> dict[str, Any]:
    """Where and when it was published: in full if the table of venues has the name, else in DBLP's words."""
    venue, year = " ".join(filter(None, map(text, _list(info.get("venue"))))), text(info.get("year"))
    kind, issued = _KINDS.get(text(info.get("type")), ""), Date.parse(year)
    if not (issued and (name := _full_name(venue, kind))):
        return {"journal_ref": f"{venue} {year}".strip()}
    told = ("volume", "number", "pages") if kind == "article" else ("pages",)
    return {"kind": kind, "venue": name, "issued": issued, **{one: text(info.get(one)) for one in told}}


def _full_name(venue: str, kind: str) -> str:
    """The name of a journal, or of a conference that is named and no more (`ECCV (12)`), else ""."""
    shorts = venues_in(venue)
    if len(shorts) != 1 or is_side_track(venue) or not kind:
        return ""
    known = venue_named(next(iter(shorts)))
    if kind == "article":
        return known.names[0] if known.is_journal else ""
    is_named = _VOLUME.sub("", venue).lower() in map(str.lower, (known.short, *known.others))
    return known.names[0] if is_named and not known.is_journal else ""


def _ids(info: Record) -> Iterator[PaperId]:
    key, volume = text(info.get("key")), text(info.get("volume"))
    arxiv = PaperId.arxiv(volume.removeprefix("abs/")) if key.startswith("journals/corr/") else None
    doi = PaperId.doi(text(info.get("doi")))
    yield from dict.fromkeys(one for one in (arxiv, doi, PaperId.parse(f"dblp:{key}")) if one)


def _authors(value: object) -> Iterator[str]:
    """Names without the numbers that tell homonyms apart; one author is an object, several are a list."""
    for one in map(record, _list(value)):
        if name := prose(one.get("text")):
            yield _HOMONYM.sub("", name)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []
