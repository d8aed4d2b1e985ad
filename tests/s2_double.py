"""Takes papers, speaks the Semantic Scholar Graph API over them: https://api.semanticscholar.org/api-docs/graph."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from arxiv_query import words
from rapidfuzz import fuzz, process
from s2_paper import FIELDS, corpus_id, shown
from web_talk import Answered, Asked, Disguise, Record

LARGEST_BATCH = 500
TOO_MANY = {"message": "Too Many Requests. Please wait, or ask for a key.", "code": "429"}
FORBIDDEN = {"message": "Forbidden"}
_ROOT = "/graph/v1/paper/"
_NAMED = re.compile(r"(ARXIV|DOI|CorpusId|MAG|ACL|PMID|PMCID|URL):(.+)", re.IGNORECASE | re.DOTALL)
_SHA, _DOI = re.compile(r"[0-9a-f]{40}"), re.compile(r"10\.\d{4,9}/\S+")


class Refused(Exception):  # noqa: N818 - reads as what it is
    """A request that the API does not answer; `status` and `reply` say how."""

    def __init__(self, status: int, message: str) -> None:
        self.status, self.reply = status, {"error": message}


class SemanticScholarDouble:
    """The paper endpoints under `/graph/v1`; with a `key`, any other one in `x-api-key` is forbidden.

    A title match is the nearest title there is, however far; there is none where no word of it is known.
    """

    name = "semantic_scholar"

    def __init__(self, papers: Iterable[Record], *, key: str = "") -> None:
        self.key = key
        known = [paper for paper in papers if paper.get("s2_id")]
        self._titles = {number: words(paper["title"]) for number, paper in enumerate(known)}
        self._papers = known
        self._words = {word for title in self._titles.values() for word in title.split()}
        self._by_id = {name: paper for paper in known for name in _names(paper)}

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """JSON."""
        if self.key and asked.headers.get("x-api-key", self.key) != self.key:
            return _reply(FORBIDDEN, 403)
        if not asked.path.startswith(_ROOT):
            return _reply({"message": "Not Found"}, 404)
        try:
            return _reply(self._value(asked, asked.path.removeprefix(_ROOT), disguise))
        except Refused as refused:
            return _reply(refused.reply, refused.status)

    def _value(self, asked: Asked, place: str, disguise: Disguise) -> Any:
        if place == "batch":
            return self._batch(asked, disguise)
        fields = _fields(asked)
        if place == "search/match":
            paper, score = self._nearest(asked.query.get("query", ""))
            return {"data": [shown(disguise(paper), fields) | {"matchScore": score}]}
        name = unquote(place)
        found = self._by_id.get(_canonical(name) or "")
        if not found:
            raise Refused(404, f"Paper with id {name} not found")
        return shown(disguise(found), fields)

    def _batch(self, asked: Asked, disguise: Disguise) -> list[dict[str, Any] | None]:
        if asked.method != "POST":
            raise Refused(405, "Method not allowed")
        fields = _fields(asked)
        if "citationStyles" in fields:
            raise Refused(400, "Unrecognized or unsupported fields: [citationStyles]")
        found = [self._by_id.get(name) for name in _asked_ids(asked.body)]
        return [shown(disguise(paper), fields) if paper else None for paper in found]

    def _nearest(self, query: str) -> tuple[Record, float]:
        if not query:
            raise Refused(400, "Missing required parameter: 'query'")
        sought = words(query)
        if not self._words.intersection(sought.split()):
            raise Refused(404, "Title match not found")
        _, ratio, number = process.extract(sought, self._titles, scorer=fuzz.ratio, limit=1)[0]
        return self._papers[number], round(ratio * 1.7 + len(sought) / 7, 5)


def _reply(value: Any, status: int = 200) -> Answered:
    return Answered(status, json.dumps(value).encode())


def _names(paper: Record) -> Sequence[str]:
    """Every id that a paper goes by."""
    arxiv, doi = paper["arxiv_id"], paper.get("doi", "").lower()
    names = [paper["s2_id"], f"corpusid:{corpus_id(paper)}"]
    if arxiv:
        names += [f"arxiv:{arxiv}".lower(), f"doi:10.48550/arxiv.{arxiv}".lower()]
    return [*names, f"doi:{doi}"] if doi else names


def _canonical(name: str) -> str | None:
    """The form in which ids are compared, or None for what is no id."""
    if _NAMED.fullmatch(name) or _SHA.fullmatch(name):
        return name.lower()
    return f"doi:{name}".lower() if _DOI.fullmatch(name) else None


def _asked_ids(body: bytes) -> Sequence[str]:
    """The ids of a batch; one that has no known form spoils it."""
    try:
        ids = json.loads(body)["ids"]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(400, "The body is no JSON object with ids") from error
    if not isinstance(ids, list) or not 0 < len(ids) <= LARGEST_BATCH:
        raise Refused(400, f"From 1 to {LARGEST_BATCH} ids can be asked for")
    names = [_canonical(one) if isinstance(one, str) else None for one in ids]
    if None in names:
        raise Refused(400, f"Invalid id: {ids[names.index(None)]}")
    return [name for name in names if name]


def _fields(asked: Asked) -> Sequence[str]:
    fields = asked.query.get("fields", "title").split(",")
    if unknown := [field for field in fields if field not in FIELDS]:
        raise Refused(400, f"Unrecognized or unsupported fields: [{', '.join(unknown)}]")
    return fields
