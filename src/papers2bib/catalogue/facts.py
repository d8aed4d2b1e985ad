"""Facts: from files of JSON Lines, plain or compressed, to papers."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

from msgspec.json import Decoder, decode

from papers2bib.catalogue.dumps import Dump, Line
from papers2bib.catalogue.snapshot import from_snapshot, is_snapshot
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.titles import title_key

Fact = Mapping[str, Any]
"""One JSON object of a file of facts."""
Said = Mapping[str, Any]
"""Fields of a Paper by name, those alone that are known."""
Report = Callable[[str], None]
"""Takes one line for a person: `file:line: what is wrong`."""


class _Fact(TypedDict, total=False):
    """What is taken from a line; all else on it is skipped."""

    arxiv_id: str
    arxiv_id_inferred: str
    doi: str
    dblp: str
    url: str
    source: Any
    title: str
    alt_titles: list[str]
    authors: list[str]
    published: str
    date_precision: str
    categories: list[str]
    primary: str
    code_url: str
    published_as: Any
    venue: str
    year: str
    type: str
    booktitle: str
    journal: str
    volume: str
    number: str
    pages: str
    publisher: str
    status: str


_decode = Decoder(_Fact).decode
_date = lru_cache(maxsize=1 << 14)(Date.parse)


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of a file that is not blank, see Dump."""
    return Dump(path).lines()


def parse_fact(line: bytes) -> Fact:
    r"""The fact on one line, be it a record of arXiv's snapshot; raises ValueError that says what is wrong.

    The `$` and `\` of formulas in titles, which DBLP writes as macros, are these signs again.
    """
    line = line.removeprefix(BOM_UTF8)
    try:
        if b'"arxiv_id"' not in line and b'"id"' in line and is_snapshot(record := decode(line)):
            return from_snapshot(record)
        fact = _decode(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if "\\text" in (title := fact.get("title", "")):
        fact["title"] = title.replace(r"\textdollar", "$").replace(r"\textbackslash", "\\")
    return fact


def paper(fact: Fact) -> Paper:
    """The paper that a fact describes, see `said_by`."""
    return Paper(source="catalogue", **said_by(fact))


def said_by(fact: Fact) -> Said:
    """What a fact says of a paper; raises ValueError when it has no title or no id.

    `venue` is the authors' own free text on where it appeared; a record that names its `type` and the full
    `booktitle` or `journal` is a publication instead.
    """
    get, known = fact.get, ids(fact)
    said: dict[str, Any] = {"title": title_of(fact), "ids": known}
    if others := get("alt_titles"):
        said["titles"] = tuple(others)
    if authors := get("authors"):
        said["authors"] = tuple(authors)
    if published := _date(get("published", "")):
        said["published"] = published
    if categories := _categories(get("primary", ""), tuple(get("categories", ()))):
        said["categories"] = categories
    if precision := get("date_precision"):
        said["date_precision"] = precision
    if code := get("code_url"):
        said["code"] = code
    if kind := get("type"):
        said |= _publication(fact, kind)
    elif venue := get("venue"):
        said["journal_ref"] = venue
    if known[0].scheme == "dblp":
        said["url"] = known[0].url
    return said


def _publication(fact: Fact, kind: str) -> Said:
    venue, year = full_venue(fact), fact.get("year", "")
    said: dict[str, Any] = {"url": fact.get("url")}
    if venue and year.isdecimal():
        said |= {name: fact.get(name) for name in ("volume", "number", "pages", "publisher")}
        said |= {"kind": kind, "venue": venue, "issued": Date(int(year))}
    else:
        said["journal_ref"] = f"{venue or fact.get('venue', '')} {year}".strip()
    return {name: value for name, value in said.items() if value}


def title_of(fact: Fact) -> str:
    """The title; raises ValueError when there is none."""
    if title := str(fact.get("title", "")).strip():
        return title
    raise ValueError("no title")


def full_venue(fact: Fact) -> str:
    """The full title of the proceedings or journal, or ""."""
    return str(fact.get("booktitle") or fact.get("journal") or "")


def ids(fact: Fact) -> tuple[PaperId, ...]:
    """The arXiv id, then the DOI, without both DBLP's key; raises ValueError for a bad one and for none.

    A publication that has none of them goes by its URL, without that by its title and year.
    """
    found: dict[str, PaperId] = {}
    if arxiv := fact.get("arxiv_id", ""):
        if (one := PaperId.arxiv(arxiv)) is None:
            raise ValueError(f"{arxiv!r} is no arXiv id")
        if not fact.get("doi"):
            return (one,)
        found[one.scheme] = one
    if (doi := fact.get("doi", "").split()) and (one := PaperId.doi(doi[0])):
        found.setdefault(one.scheme, one)
    if not found and (key := fact.get("dblp", "")) and (one := PaperId.parse(f"dblp:{key}")):
        found[one.scheme] = one
    if not found and fact.get("type") and (fact.get("url") or fact.get("source")):
        found["page"] = _page(fact)
    if not found:
        raise ValueError("neither an arXiv id nor a DOI")
    return tuple(found.values())


def _page(fact: Fact) -> PaperId:
    """What tells a publication apart that nobody gave an id: scheme `page`."""
    url = "".join(str(fact.get("url", "")).split())
    return PaperId("page", url or f"{title_key(title_of(fact))}.{fact.get('year', '')}")


@lru_cache(maxsize=1 << 14)
def _categories(primary: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([primary, *others] if primary else others))
