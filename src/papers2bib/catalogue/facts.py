"""Facts: from files of JSON Lines, plain or compressed, to papers."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from papers2bib.catalogue.dumps import Dump, Line
from papers2bib.catalogue.snapshot import from_snapshot, is_snapshot
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

Fact = Mapping[str, Any]
"""One JSON object of a file of facts."""
Report = Callable[[str], None]
"""Takes one line for a person: `file:line: what is wrong`."""
_TEXTS = frozenset(
    "arxiv_id title published date_precision primary doi dblp venue year code_url type booktitle journal"
    " volume number pages publisher".split()
)
_LISTS = frozenset({"alt_titles", "authors", "categories"})


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of a file that is not blank, see Dump."""
    return Dump(path).lines()


def parse_fact(line: bytes) -> Fact:
    """The fact on one line, be it a record of arXiv's snapshot; raises ValueError that says what is wrong."""
    try:
        fact = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(fact, dict):
        raise ValueError("not a JSON object")
    if is_snapshot(fact):
        return from_snapshot(fact)
    for name, value in fact.items():
        if not isinstance(value, str) and name in _TEXTS:
            raise ValueError(f'"{name}" is no text')
        if name in _LISTS and not _is_texts(value):
            raise ValueError(f'"{name}" is no list of texts')
    return cast("Fact", fact)


def paper(fact: Fact) -> Paper:
    """The paper that a fact describes; raises ValueError when it has no title or no id.

    `venue` is the authors' own free text on where it appeared; a record that names its `type` and the full
    `booktitle` or `journal` is a publication instead.
    """
    title = title_of(fact)
    kind, venue, year = fact.get("type", ""), full_venue(fact), fact.get("year", "")
    published = bool(kind and venue and year.isdecimal())
    known = ids(fact)
    return Paper(
        source="catalogue",
        title=title,
        titles=tuple(fact.get("alt_titles", ())),
        ids=known,
        authors=tuple(fact.get("authors", ())),
        published=Date.parse(fact.get("published", "")),
        date_precision=fact.get("date_precision", ""),
        kind=kind if published else "",
        venue=venue if published else "",
        issued=Date(int(year)) if published else None,
        volume=fact.get("volume", "") if published else "",
        number=fact.get("number", "") if published else "",
        pages=fact.get("pages", "") if published else "",
        publisher=fact.get("publisher", "") if published else "",
        journal_ref="" if kind else fact.get("venue", ""),
        categories=_categories(fact),
        url=known[0].url if known[0].scheme == "dblp" else "",
        code=fact.get("code_url", ""),
    )


def title_of(fact: Fact) -> str:
    """The title; raises ValueError when there is none."""
    if title := str(fact.get("title", "")).strip():
        return title
    raise ValueError("no title")


def full_venue(fact: Fact) -> str:
    """The full title of the proceedings or journal, or ""."""
    return str(fact.get("booktitle") or fact.get("journal") or "")


def ids(fact: Fact) -> tuple[PaperId, ...]:
    """The arXiv id, then the DOI, without both DBLP's key; raises ValueError for a bad one and for none."""
    arxiv, doi, key = fact.get("arxiv_id", ""), fact.get("doi", "").split(), fact.get("dblp", "")
    found = {}
    if arxiv:
        if (one := PaperId.arxiv(arxiv)) is None:
            raise ValueError(f"{arxiv!r} is no arXiv id")
        found[one.scheme] = one
    if doi and (one := PaperId.doi(doi[0])):
        found.setdefault(one.scheme, one)
    if key and not found and (one := PaperId.parse(f"dblp:{key}")):
        found[one.scheme] = one
    if not found:
        raise ValueError("neither an arXiv id nor a DOI")
    return tuple(found.values())


def _categories(fact: Fact) -> tuple[str, ...]:
    primary, others = fact.get("primary", ""), fact.get("categories", ())
    return tuple(dict.fromkeys([primary, *others])) if primary else tuple(dict.fromkeys(others))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
