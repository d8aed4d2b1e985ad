"""Facts: from files of JSON Lines, plain or compressed, to papers."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

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
_TEXTS = frozenset(
    "arxiv_id title published date_precision primary doi dblp venue year code_url type booktitle journal"
    " volume number pages publisher".split()
)
_LISTS = frozenset({"alt_titles", "authors", "categories"})
_decode = json.JSONDecoder().decode
_date = lru_cache(maxsize=1 << 14)(Date.parse)


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of a file that is not blank, see Dump."""
    return Dump(path).lines()


def parse_fact(line: bytes) -> Fact:
    r"""The fact on one line, be it a record of arXiv's snapshot; raises ValueError that says what is wrong.

    The `$` and `\` of formulas in titles, which DBLP writes as macros, are these signs again.
    """
    try:
        fact = _decode(line.decode()) if line.startswith(b"{") else json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(fact, dict):
        raise ValueError("not a JSON object")
    if is_snapshot(fact):
        return from_snapshot(fact)
    for name, value in fact.items():
        if name in _LISTS:
            if not _is_texts(value):
                raise ValueError(f'"{name}" is no list of texts')
        elif type(value) is not str and name in _TEXTS:
            raise ValueError(f'"{name}" is no text')
    if "\\text" in (title := fact.get("title", "")):
        fact["title"] = title.replace(r"\textdollar", "$").replace(r"\textbackslash", "\\")
    return cast("Fact", fact)


def paper(fact: Fact) -> Paper:
    """The paper that a fact describes, see `said_by`."""
    return Paper(source="catalogue", **said_by(fact))


def said_by(fact: Fact) -> Said:
    """What a fact says of a paper; raises ValueError when it has no title or no id.

    `venue` is the authors' own free text on where it appeared; a record that names its `type` and the full
    `booktitle` or `journal` is a publication instead.
    """
    get, known = fact.get, ids(fact)
    said: dict[str, Any] = {
        "title": title_of(fact),
        "titles": tuple(get("alt_titles", ())),
        "ids": known,
        "authors": tuple(get("authors", ())),
        "published": _date(get("published", "")),
        "date_precision": get("date_precision"),
        "categories": _categories(get("primary", ""), tuple(get("categories", ()))),
        "code": get("code_url"),
    }
    if kind := get("type"):
        said |= _publication(fact, kind)
    else:
        said["journal_ref"] = get("venue")
    if known[0].scheme == "dblp":
        said["url"] = known[0].url
    elif kind:
        said["url"] = get("url")
    return {name: value for name, value in said.items() if value}


def _publication(fact: Fact, kind: str) -> Said:
    venue, year = full_venue(fact), fact.get("year", "")
    if not (venue and year.isdecimal()):
        return {"journal_ref": f"{venue or fact.get('venue', '')} {year}".strip()}
    particulars = {name: fact.get(name) for name in ("volume", "number", "pages", "publisher")}
    return {"kind": kind, "venue": venue, "issued": Date(int(year)), **particulars}


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


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and {str}.issuperset(map(type, value))
