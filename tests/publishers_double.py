"""Takes papers, speaks the searches of Crossref and DBLP over them, as far as titles are asked for."""

import json
from collections.abc import Iterable
from typing import Any

from web_talk import Answered, Asked, Disguise, Record

from papers2bib.titles import title_words


class CrossrefDouble:
    """`/works`: papers by DOI, and those that share a word with a query (https://api.crossref.org)."""

    name = "crossref"

    def __init__(self, papers: Iterable[Record]) -> None:
        self._papers = list(papers)

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """JSON."""
        sought = set(title_words(asked.query.get("query.bibliographic", "")).split())
        dois = {one.removeprefix("doi:").lower() for one in asked.query.get("filter", "").split(",")}
        found = [
            one
            for one in self._papers
            if sought & set(title_words(one["title"]).split()) or one.get("doi", "").lower() in dois - {""}
        ]
        items = [self._work(disguise(one)) for one in found]
        return _reply({"status": "ok", "message": {"total-results": len(items), "items": items}})

    @staticmethod
    def _work(paper: Record) -> dict[str, Any]:
        names = [one.rpartition(" ") for one in paper.get("authors", ())]
        return {
            "DOI": paper.get("doi", ""),
            "title": [paper["title"]],
            "type": "proceedings-article",
            "author": [{"given": given, "family": family} for given, _, family in names],
            "container-title": [paper.get("venue", "")],
            "issued": {"date-parts": [[int(paper.get("year", "0"))]]},
            "updated-by": paper.get("updated_by", []),
        }


class DblpDouble:
    """`/search/publ/api`: the papers whose titles hold all words (https://dblp.org/faq/13501473.html)."""

    name = "dblp"

    def __init__(self, papers: Iterable[Record]) -> None:
        self._papers = list(papers)

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """JSON."""
        sought = set(title_words(asked.query.get("q", "")).split())
        found = [one for one in self._papers if sought <= set(title_words(one["title"]).split())]
        hits = [{"info": self._info(disguise(one))} for one in found]
        return _reply({"result": {"hits": {"@total": str(len(hits)), **({"hit": hits} if hits else {})}}})

    @staticmethod
    def _info(paper: Record) -> dict[str, Any]:
        return {
            "authors": {"author": [{"text": one} for one in paper.get("authors", ())]},
            "title": f"{paper['title']}.",
            "venue": paper.get("venue", ""),
            "year": paper.get("year", ""),
            "type": "Conference and Workshop Papers",
            "pages": paper.get("pages", ""),
            "key": "conf/x/Y21",
            "doi": paper.get("doi", ""),
        }


def _reply(body: object) -> Answered:
    return Answered(200, json.dumps(body).encode())
