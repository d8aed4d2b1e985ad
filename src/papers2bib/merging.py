"""Merging: what several sources say of one paper in, one Paper and the source of each of its fields out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from papers2bib.links import classify, link_key, links, repository_root
from papers2bib.model import Listing, Paper

LIST = "list"
"""Named in provenance for what the reading list itself says."""

TRUST: dict[str, tuple[str, ...]] = {
    # A list repeats the abstract that its reader saw; records of arXiv often have none or another version's.
    "abstract": (LIST,),
    # The first repository of the abstract is the authors' own word; a record's link may be a third party's.
    "code": (LIST,),
}
"""Field → sources asked before the others, which follow in the order given (most trusted first)."""

_ALONE = ("title", "abstract", "code", "journal_ref", "url")
_TOGETHER = (
    ("authors",),
    ("categories",),
    ("published", "date_precision"),  # a date and how it was got
    ("kind", "venue", "issued", "volume", "number", "pages", "publisher"),  # never mixed: one publication
)


def from_listing(listing: Listing) -> Paper:
    """What a list says that a record may lack: abstract and links, never the title or the authors."""
    told, given = links(listing.abstract), classify(listing.urls)
    code = (*told.code, *given.code)
    others = _distinct((*told.others, *given.others, *code[1:]), without=code[0] if code else "")
    return Paper(source=LIST, title="", abstract=listing.abstract, code=code[0] if code else "", links=others)


def merge(papers: Sequence[Paper]) -> tuple[Paper, dict[str, str]]:
    """One paper from several accounts of it, most trusted first, and field → source where it was taken from.

    Ids, other titles and links are united; of several ids of one scheme the first counts.
    """
    values: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for fields in (*((name,) for name in _ALONE), *_TOGETHER):
        if chosen := _choose(fields, papers):
            taken = {name: getattr(chosen, name) for name in fields}
            values |= taken
            provenance |= {name: chosen.source for name, value in taken.items() if value}
    if "code" in values:
        values["code"] = _root(values["code"])
    for name, united in _united(papers, values).items():
        values[name] = united
        if united:
            provenance[name] = "+".join(
                dict.fromkeys(paper.source for paper in papers if _tells(paper, name))
            )
    return replace(Paper(source=papers[0].source, title=""), **values), provenance


def _tells(paper: Paper, field: str) -> bool:
    return bool(
        getattr(paper, field) or (field == "links" and paper.code) or (field == "titles" and paper.title)
    )


def _choose(fields: tuple[str, ...], papers: Sequence[Paper]) -> Paper | None:
    asked_first = TRUST.get(fields[0], ())
    known = [paper for paper in papers if getattr(paper, fields[0])]
    known.sort(key=lambda paper: paper.source not in asked_first)
    if fields[0] == "published":
        known.sort(key=lambda paper: bool(paper.date_precision))  # a date as given beats a reckoned one
    return known[0] if known else None


def _united(papers: Sequence[Paper], chosen: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    ids = list(dict.fromkeys(one for paper in papers for one in paper.ids))
    first = {one.scheme: one for one in reversed(ids)}
    titles = dict.fromkeys(title for paper in papers for title in (paper.title, *paper.titles) if title)
    titles.pop(chosen.get("title", ""), None)
    urls = (url for paper in papers for url in (*paper.links, _root(paper.code)))
    return {
        "ids": tuple(one for one in ids if first[one.scheme] == one),
        "titles": tuple(titles),
        "links": _distinct(urls, without=chosen.get("code", "")),
    }


def _root(url: str) -> str:
    return repository_root(url) or url


def _distinct(urls: Iterable[str], without: str = "") -> tuple[str, ...]:
    known: dict[str, str] = {}
    for url in urls:
        known.setdefault(link_key(url), url)
    known.pop(link_key(without), None)
    known.pop("", None)
    return tuple(known.values())
