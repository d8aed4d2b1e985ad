"""Takes a paper, gives the JSON object that the Semantic Scholar Graph API shows of it.

The fields and their order are those of https://api.semanticscholar.org/api-docs/graph.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from typing import Any

from web_talk import Record

_HOME = "https://www.semanticscholar.org"


def shown(record: Record, fields: Collection[str]) -> dict[str, Any]:
    """The fields asked for; the id is always among them."""
    tops = {field.partition(".")[0] for field in fields} | {"paperId"}
    return {name: make(record) for name, make in _FIELDS.items() if name in tops}


def _external_ids(record: Record) -> dict[str, Any]:
    arxiv, doi = record["arxiv_id"], record.get("doi", "")
    if arxiv and not doi:
        doi = f"10.48550/arXiv.{arxiv}"
    named = {"ArXiv": arxiv, "DOI": doi, "DBLP": record.get("dblp", "")}
    return {name: value for name, value in named.items() if value} | {"CorpusId": corpus_id(record)}


def corpus_id(record: Record) -> int:
    """The second id of a paper."""
    return int(record.get("corpus_id", 0))


def _venue(record: Record) -> str:
    return str(record.get("venue") or ("arXiv.org" if record["arxiv_id"] else ""))


def _journal(record: Record) -> dict[str, str]:
    if record.get("venue"):
        return {"name": record["venue"]}
    if record["arxiv_id"]:
        return {"name": "ArXiv", "volume": f"abs/{record['arxiv_id']}"}
    return {"name": "", "pages": "", "volume": ""}


def _year(record: Record) -> int | None:
    year = str(record.get("year") or record.get("published", ""))[:4]
    return int(year) if year.isdecimal() else None


def _authors(record: Record) -> list[dict[str, str]]:
    return [{"authorId": _number(name), "name": name} for name in record.get("authors", ())]


def _number(name: str) -> str:
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).digest()
    return str(int.from_bytes(digest[:4], "big"))


def _publication_venue(record: Record) -> dict[str, Any] | None:
    name = _venue(record)
    return {"id": f"venue-{_number(name)}", "name": name, "alternate_names": []} if name else None


def _bibtex(record: Record) -> dict[str, str]:
    names = " and ".join(record.get("authors", ()))
    return {"bibtex": f"@Article{{None,\n author = {{{names}}},\n title = {{{record['title']}}}\n}}\n"}


_FIELDS: Mapping[str, Callable[[Record], Any]] = {
    "paperId": lambda record: record["s2_id"],
    "externalIds": _external_ids,
    "corpusId": corpus_id,
    "publicationVenue": _publication_venue,
    "url": lambda record: f"{_HOME}/paper/{record['s2_id']}",
    "title": lambda record: record["title"],
    "abstract": lambda record: record.get("abstract"),
    "venue": _venue,
    "year": _year,
    "referenceCount": lambda record: 0,
    "citationCount": lambda record: 0,
    "influentialCitationCount": lambda record: 0,
    "isOpenAccess": lambda record: False,
    "openAccessPdf": lambda record: {"url": "", "status": None, "license": None},
    "fieldsOfStudy": lambda record: None,
    "s2FieldsOfStudy": lambda record: [],
    "publicationTypes": lambda record: ["JournalArticle"] if record.get("venue") else None,
    "publicationDate": lambda record: record.get("published"),
    "journal": _journal,
    "citationStyles": _bibtex,
    "authors": _authors,
    "citations": lambda record: [],
    "references": lambda record: [],
    "embedding": lambda record: None,
    "tldr": lambda record: None,
}
_OF_AUTHORS = ("authorId", "name", "url", "affiliations", "homepage", "paperCount", "citationCount", "hIndex")
FIELDS = frozenset(_FIELDS) | {f"authors.{name}" for name in _OF_AUTHORS}
"""The names that may be asked for."""
