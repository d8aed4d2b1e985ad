"""Takes a record of Semantic Scholar's Graph API, gives the paper it tells of, oddities left out.

The fields: https://api.semanticscholar.org/api-docs/graph; any may be null, and so they are.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.sources.s2_fields import Record, date, prose, record, text, year
from papers2bib.sources.s2_venues import publication

FIELDS = (
    "externalIds,title,abstract,authors,year,venue,publicationVenue,publicationTypes,publicationDate,journal"
)
"""What is asked for of each paper."""

_SHA = re.compile(r"[0-9a-f]{40}")
_CORPUS = re.compile(r"(?:corpusid:)?(\d{1,18})")
_LONGEST_TITLE = 1000


def read_paper(value: object) -> Paper | None:
    """The paper of a record; None where it has no title or no id that anybody knows."""
    said = record(value)
    title, ids = prose(said.get("title")), tuple(dict.fromkeys(_ids(said)))
    if not title or len(title) > _LONGEST_TITLE or not ids:
        return None
    published = None if any(one.scheme == "arxiv" for one in ids) else _published(said)
    found = Paper(
        source="semantic_scholar",
        title=title,
        ids=ids,
        authors=_authors(said.get("authors")),
        published=published,
        date_precision="reported" if published else "",
        abstract=prose(said.get("abstract")),
        url="" if {one.scheme for one in ids} & {"arxiv", "doi"} else _page(ids[0]),
    )
    if there := publication(said, ids):
        return replace(
            found,
            kind=there.kind,
            venue=there.venue,
            issued=there.issued,
            volume=there.volume,
            pages=there.pages,
        )
    return found


def asked_as(one: PaperId) -> str:
    """An id in the form in which the API takes it, or "" where it knows no such id."""
    if one.scheme == "s2":
        corpus = _CORPUS.fullmatch(one.value)
        return one.value if _SHA.fullmatch(one.value) else f"CorpusId:{corpus[1]}" if corpus else ""
    return {"arxiv": f"ARXIV:{one.value}", "doi": f"DOI:{one.value}"}.get(one.scheme, "")


def asked_for(value: object, one: PaperId) -> Paper | None:
    """The paper of a record, if it bears the id that was asked for (which then is among its ids)."""
    found = read_paper(value)
    if found is None or one in found.ids:
        return found
    corpus = _CORPUS.fullmatch(one.value) if one.scheme == "s2" else None
    if corpus and corpus[1] == str(record(record(value).get("externalIds")).get("CorpusId")):
        return replace(found, ids=(*found.ids, one))
    return None


def _ids(said: Record) -> Iterator[PaperId]:
    """One of each scheme; that of a preprint server at arXiv is an arXiv id, whatever it stands under."""
    external = record(said.get("externalIds"))
    arxiv, doi = PaperId.arxiv(text(external.get("ArXiv"))), PaperId.doi(text(external.get("DOI")))
    if arxiv:
        yield arxiv
    if doi and not (arxiv and doi.scheme == "arxiv"):
        yield doi
    if _SHA.fullmatch(sha := text(said.get("paperId")).lower()):
        yield PaperId("s2", sha)


def _authors(value: object) -> tuple[str, ...]:
    """None of them where one has no name, for the others would pass for all."""
    if not isinstance(value, list):
        return ()
    names = [text(record(one).get("name")) for one in value]
    return tuple(names) if all(names) else ()


def _published(said: Record) -> Date | None:
    """When it appeared, where date and year do not contradict each other."""
    known, day = year(said.get("year")), date(said.get("publicationDate"))
    if known and day and day.year != known:
        return None
    return day or (Date(known) if known else None)


def _page(one: PaperId) -> str:
    return f"https://www.semanticscholar.org/paper/{one.value}"
