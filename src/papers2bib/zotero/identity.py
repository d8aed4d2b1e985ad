"""Which items of a library are which papers: items in, an index by id, citation key and title out."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from rapidfuzz.fuzz import ratio

from papers2bib.accents import plain_letters
from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.name_parts import split_names
from papers2bib.titles import title_key

Data = Mapping[str, Any]
CHILDREN = frozenset({"attachment", "note", "annotation"})
_KEY_LINE = re.compile(r"^citation key:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_ALIKE = 85.0
"""How far (of 100) titles must agree where a citation key or a remark in `extra` points to a paper."""
_SCHEMES = ("arxiv", "doi")


def ids_of(data: Data) -> dict[str, str]:
    """The ids of an item by scheme, whatever tool made it: archiveID and DOI count before url and extra."""
    found: dict[str, str] = {}
    for one in _ids(data):
        found.setdefault(one.scheme, one.value)
    return found


def citation_key_of(data: Data) -> str:
    """Its citation key: the field, or Better BibTeX's line in extra."""
    line = _KEY_LINE.search(str(data.get("extra") or ""))
    return str(data.get("citationKey") or "") or (line[1] if line else "")


class Index:
    """The items of a library, to be found by what is known of a paper."""

    def __init__(self, items: Mapping[str, Data]) -> None:
        self._items = items
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._links: dict[str, set[str]] = defaultdict(set)
        for data in items.values():
            if parent := data.get("parentItem"):
                self._links[parent].add(str(data.get("url") or ""))
            elif data.get("itemType") not in CHILDREN:
                for name in _names(data):
                    self._by[name].append(data["key"])

    def links(self, parent: str) -> Set[str]:
        """The addresses that are attached to an item."""
        return self._links.get(parent, frozenset())

    def find(self, paper: Paper, citation_key: str) -> Sequence[Data]:
        """The items that are this paper, by the first sign that any of them shows."""
        for scheme in _SCHEMES:
            found = [one for one in self._named(scheme, paper.id(scheme)) if _fits(paper, one, scheme)]
            if paper.id(scheme) and found:
                return found
        keyed = [one for one in self._named("key", citation_key) if _alike(paper, one)]
        found = [one for one in keyed if not _contradicts(paper, one)]
        if found:
            return found
        titled = self._named("title", _title_name(paper.title, _first(paper.authors)))
        return [one for one in titled if not _contradicts(paper, one)] if title_key(paper.title) else []

    def _named(self, kind: str, name: str) -> list[Data]:
        return [self._items[key] for key in self._by.get((kind, name), ())]


def _ids(data: Data) -> Iterator[PaperId]:
    own = (PaperId.arxiv(str(data.get("archiveID") or "")), PaperId.doi(str(data.get("DOI") or "")))
    yield from (one for one in own if one)
    for field in ("DOI", "url", "extra"):
        yield from PaperId.find(str(data.get(field) or ""))


def _names(data: Data) -> Iterator[tuple[str, str]]:
    yield from ids_of(data).items()
    if key := citation_key_of(data):
        yield "key", key
    yield "title", _title_name(str(data.get("title") or ""), _first(_people(data)))


def _fits(paper: Paper, data: Data, scheme: str) -> bool:
    """Whether an id means the item itself; in `extra` alone it may be that of another paper."""
    if not (title := str(data.get("title") or "")):
        return True
    firm = {name: data.get(name) for name in ("archiveID", "DOI", "url")}
    return scheme in ids_of(firm) or ratio(title_key(title), title_key(paper.title)) >= _ALIKE


def _alike(paper: Paper, data: Data) -> bool:
    return ratio(title_key(str(data.get("title") or "")), title_key(paper.title)) >= _ALIKE


def _contradicts(paper: Paper, data: Data) -> bool:
    """Whether both have an id of one scheme, and not the same one."""
    theirs = ids_of(data)
    return any(paper.id(one) and theirs.get(one, paper.id(one)) != paper.id(one) for one in _SCHEMES)


def _people(data: Data) -> list[str]:
    people = data.get("creators") or []
    return [str(one.get("lastName") or one.get("name") or "") for one in people]


def _first(authors: Sequence[str]) -> str:
    """The family name of the first author, in plain letters."""
    names = split_names(authors[:1])
    return title_key(plain_letters(names[0].family)) if names else ""


def _title_name(title: str, author: str) -> str:
    return f"{title_key(title)}\n{author}"
