"""DBLP's records: an element of dblp.xml in, the fact that it states out.

Publications name their proceedings by a key (`crossref`); the full title of these comes from another record,
perhaps much later in the file, and is joined to the fact when all has been read.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from papers2bib.catalogue.dblp_xml import Portion, records
from papers2bib.catalogue.facts import ids, title_of
from papers2bib.catalogue.waiting import Batch, Row, keys_of
from papers2bib.ids import PaperId, arxiv_month

_BOOKS = frozenset({"proceedings", "book"})
_PAPERS = frozenset("article inproceedings incollection book phdthesis mastersthesis".split())
_DOI = "https://doi.org/"
_HOMONYM = re.compile(r" \d{4}$")
_SCRIPTS = {"sub": "_", "sup": "^"}
_SETTABLE = re.compile(r"[A-Za-z0-9+*,.()/ -]{1,20}")
Values = Mapping[str, list[str]]
"""Name of a field → its texts, in order."""


def convert(portion: Portion) -> Batch:
    """The publications of a portion; pages of persons and data sets are passed over."""
    found = Batch()
    for at, record in records(portion):
        try:
            if isinstance(record, str):
                raise ValueError(record)
            _take(record, found)
        except ValueError as error:
            found.problems.append(f"{portion.place(at)}: {error}")
    return found


def _take(record: Element, found: Batch) -> None:
    key, values = record.get("key", ""), _values(record)
    if record.tag in _BOOKS:
        found.books[key] = _book(values)
    if record.tag in _PAPERS:
        fact = {name: value for name, value in _fact(record.tag, key, values).items() if value}
        crossref = _first(values, "crossref") if record.tag == "inproceedings" else ""
        line = json.dumps(fact).encode()
        known = keys_of(ids(fact), [title_of(fact)], len(fact.get("authors", ())))
        found.rows.append(Row(line, known, crossref, "arxiv_id" in fact))


def _fact(kind: str, key: str, values: Values) -> dict[str, Any]:
    year, arxiv, doi = _first(values, "year"), *_ids(values)
    fact: dict[str, Any] = {
        "dblp": key,
        "title": _title(values),
        "authors": [_HOMONYM.sub("", name) for name in values.get("author", ())],
        "arxiv_id": arxiv,
        "doi": doi,
        "published": year,
    }
    if arxiv:
        fact |= {"published": "{:04}-{:02}".format(*arxiv_month(arxiv)), "date_precision": "month"}
    return fact if arxiv and _is_corr(values) else fact | _appeared(kind, values)


def _appeared(kind: str, values: Values) -> dict[str, str]:
    """Where it appeared: in full for articles, in free text where the full title is not known (yet)."""
    journal, year = _first(values, "journal"), _first(values, "year")
    fact = {name: _first(values, name) for name in ("volume", "number", "pages")} | {"year": year}
    if kind == "article" and journal:
        return fact | {"type": "article", "journal": journal, "venue": journal}
    said = {
        "phdthesis": ("PhD thesis", _first(values, "school"), year),
        "mastersthesis": ("Master's thesis", _first(values, "school"), year),
        "book": (_first(values, "publisher"), year),
    }.get(kind, (f"{_first(values, 'booktitle')} {year}".strip(),))
    return fact | {"venue": ", ".join(filter(None, said))}


def _book(values: Values) -> bytes:
    book = {
        "type": "inproceedings",
        "booktitle": _title(values),
        "venue": _first(values, "booktitle"),
        "publisher": _first(values, "publisher"),
    }
    said = {name: value for name, value in book.items() if value}
    return json.dumps(said).encode() if book["booktitle"] else b""


def _ids(values: Values) -> tuple[str, str]:
    """The arXiv id (CoRR is arXiv) and the DOI, or ""."""
    found = [one for link in values.get("ee", ()) for one in _linked(link)]
    if _is_corr(values) and (one := PaperId.arxiv(_first(values, "volume").removeprefix("abs/"))):
        found.insert(0, one)
    arxiv, doi = (
        next((one.value for one in found if one.scheme == scheme), "") for scheme in ("arxiv", "doi")
    )
    return arxiv, doi


def _linked(link: str) -> Iterable[PaperId]:
    """The ids in a link; most are DOIs."""
    if link.startswith(_DOI) and (one := PaperId.doi(link.removeprefix(_DOI))):
        return (one,)
    return PaperId.find(link)


def _is_corr(values: Values) -> bool:
    return _first(values, "journal") == "CoRR"


def _title(values: Values) -> str:
    """The title without the full stop that DBLP puts behind each."""
    title = _first(values, "title")
    return title if title.endswith("..") else title.removesuffix(".")


def _first(values: Values, name: str) -> str:
    found = values.get(name)
    return found[0] if found else ""


def _values(record: Iterable[Element]) -> Values:
    values: dict[str, list[str]] = {}
    for one in record:
        text = _text(one) if len(one) else one.text or ""
        if text := " ".join(text.split()):
            values.setdefault(one.tag, []).append(text)
    return values


def _text(field: Element) -> str:
    """A field's text; sub- and superscripts become math, as arXiv writes it, other markup is left out."""
    return "".join([field.text or "", *(f"{_marked(part)}{part.tail or ''}" for part in field)])


def _marked(part: Element) -> str:
    inner = "".join(part.itertext())
    return (
        f"${_SCRIPTS[part.tag]}{{{inner}}}$" if part.tag in _SCRIPTS and _SETTABLE.fullmatch(inner) else inner
    )
