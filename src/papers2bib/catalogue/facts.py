"""Facts: from files of JSON Lines, plain or compressed, to papers."""

import gzip
import json
import lzma
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from papers2bib.errors import SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

Fact = Mapping[str, Any]
"""One JSON object of a file of facts."""
Line = tuple[str, bytes]
"""A place (`file:line`) and what stands there."""
Report = Callable[[str], None]
"""Takes one line for a person: `file:line: what is wrong`."""
_TEXTS = frozenset(
    "arxiv_id title published date_precision primary doi venue year code_url type booktitle journal volume"
    " number pages publisher".split()
)
_LISTS = frozenset({"alt_titles", "authors", "categories"})


def read_lines(path: Path) -> Iterator[Line]:
    """Every line that is not blank, with its place (`file:line`); `.gz`, `.xz` are unpacked, `-` is stdin."""
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, 1):
                if not line.isspace():
                    yield f"{path}:{number}", line
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise SourceUnavailable(str(path), f"cannot be read: {error}") from error


def parse_fact(line: bytes) -> Fact:
    """The object on one line; raises ValueError that says what is wrong with it."""
    fact = json.loads(line)
    if not isinstance(fact, dict):
        raise ValueError("not a JSON object")
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
    title = fact.get("title", "").strip()
    if not title:
        raise ValueError("no title")
    kind, venue, year = fact.get("type", ""), full_venue(fact), fact.get("year", "")
    published = bool(kind and venue and year.isdecimal())
    return Paper(
        source="catalogue",
        title=title,
        titles=tuple(fact.get("alt_titles", ())),
        ids=ids(fact),
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
        code=fact.get("code_url", ""),
    )


def full_venue(fact: Fact) -> str:
    """The full title of the proceedings or journal, or ""."""
    return str(fact.get("booktitle") or fact.get("journal") or "")


def ids(fact: Fact) -> tuple[PaperId, ...]:
    """The arXiv id, then the DOI; raises ValueError when one is malformed or both are lacking."""
    arxiv, doi = fact.get("arxiv_id", ""), fact.get("doi", "")
    found = [PaperId.arxiv(arxiv)] if arxiv else []
    if None in found:
        raise ValueError(f"{arxiv!r} is no arXiv id")
    if (
        doi.strip()
        and (one := PaperId.doi(doi.split()[0]))
        and one.scheme not in {known.scheme for known in found if known}
    ):
        found.append(one)
    if not found:
        raise ValueError("neither an arXiv id nor a DOI")
    return tuple(one for one in found if one)


def _categories(fact: Fact) -> tuple[str, ...]:
    primary, others = fact.get("primary", ""), fact.get("categories", ())
    return tuple(dict.fromkeys([primary, *others])) if primary else tuple(dict.fromkeys(others))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _open(path: Path) -> BinaryIO:
    if str(path) == "-":
        return sys.stdin.buffer
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    if path.suffix == ".xz":
        return cast("BinaryIO", lzma.open(path, "rb"))
    return path.open("rb")
