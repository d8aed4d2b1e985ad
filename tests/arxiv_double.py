"""Takes papers, speaks the arXiv API over them: https://info.arxiv.org/help/api/user-manual.html."""

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl

from arxiv_feed import entry, error_feed, feed
from arxiv_query import Indexed, MalformedQuery, parse
from web_talk import Answered, Asked, Disguise, Record

LONGEST_URL = 8000
MOST_RESULTS, LARGEST_PAGE = 30000, 2000
_ATOM = "application/atom+xml; charset=utf-8"
_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v(\d+))?")
DEFAULTS = {"search_query": "", "id_list": "", "start": "0", "max_results": "10"}
_CHOICES = {
    "sortBy": ("relevance", "lastUpdatedDate", "submittedDate"),
    "sortOrder": ("ascending", "descending"),
}
Found = tuple[Record, int]
"""A paper, and which version of it is to be shown."""


class ArxivDouble:
    """The API at `/api/query`; `error_status` is that of replies that refuse a request.

    The order of papers asked for by id is not that of the request: it is from new to old.
    """

    name = "arxiv"

    def __init__(self, papers: Iterable[Record], *, error_status: int = 400) -> None:
        self.error_status = error_status
        self._papers = [Indexed(paper) for paper in papers if paper["arxiv_id"]]
        self._by_id = {paper.record["arxiv_id"]: paper for paper in self._papers}

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """A feed."""
        if len(asked.target) > LONGEST_URL:
            return Answered(414, b"<html><body><h1>414 Request-URI Too Large</h1></body></html>", "text/html")
        if asked.path != "/api/query":
            return Answered(404, b"<html><body><h1>404 Not Found</h1></body></html>", "text/html")
        try:
            return Answered(200, self._feed(_parameters(asked), disguise), _ATOM)
        except MalformedQuery as error:
            return Answered(self.error_status, error_feed(str(error)), _ATOM)

    def _feed(self, query: Mapping[str, str], disguise: Disguise) -> bytes:
        found = self._found(query)
        start, size = int(query["start"]), min(int(query["max_results"]), LARGEST_PAGE)
        shown = found[start : start + size]
        return feed(query, (entry(disguise(record), version) for record, version in shown), total=len(found))

    def _found(self, query: Mapping[str, str]) -> Sequence[Found]:
        """Both a search and ids: those of the ids that answer the search."""
        if not query["search_query"] and not query["id_list"]:
            raise MalformedQuery("search_query and id_list are both empty")
        among = self._listed(query["id_list"]) if query["id_list"] else [(paper, 0) for paper in self._papers]
        if query["search_query"]:
            clause = parse(query["search_query"])
            ranked = [(clause(paper), paper, version) for paper, version in among]
        else:
            ranked = [(1, paper, version) for paper, version in among]
        ranked = [one for one in ranked if one[0]]
        ranked.sort(key=lambda one: _newness(one[1], query.get("sortBy", "")), reverse=True)
        if query.get("sortBy", "relevance") == "relevance":
            ranked.sort(key=lambda one: (-one[0], len(one[1].text("title"))))
        if query.get("sortOrder", "descending") == "ascending":
            ranked.reverse()
        return [(paper.record, version or paper.record.get("version", 1)) for _, paper, version in ranked]

    def _listed(self, id_list: str) -> list[tuple[Indexed, int]]:
        """Those of the ids that exist, once each."""
        found: dict[tuple[str, int], Indexed] = {}
        for text in id_list.split(","):
            known = _ID.fullmatch(text.strip())
            if not known:
                raise MalformedQuery(f"incorrect id format for {text.strip()}")
            paper, version = self._by_id.get(known[1]), int(known[2] or 0)
            if paper and version <= paper.record.get("version", 1):
                found[known[1], version] = paper
        return [(paper, version) for (_, version), paper in found.items()]


def _parameters(asked: Asked) -> Mapping[str, str]:
    """Those of a form that was posted, too; raises MalformedQuery for what is out of bounds."""
    posted = dict(parse_qsl(asked.body.decode(), keep_blank_values=True)) if asked.method == "POST" else {}
    query = {**DEFAULTS, **asked.query, **posted}
    for name in ("start", "max_results"):
        if not re.fullmatch(r"-?\d+", query[name]):
            raise MalformedQuery(f"{name} must be an integer")
        if int(query[name]) < 0:
            raise MalformedQuery(f"{name} must be non-negative")
    if int(query["start"]) + int(query["max_results"]) > MOST_RESULTS:
        raise MalformedQuery(f"start and max_results go beyond {MOST_RESULTS}")
    for name, choices in _CHOICES.items():
        if query.get(name, choices[0]) not in choices:
            raise MalformedQuery(f"{name} must be in: {', '.join(choices)}")
    return query


def _newness(paper: Indexed, by: str) -> tuple[str, str]:
    return paper.date("updated" if by == "lastUpdatedDate" else "published"), paper.record["arxiv_id"]
