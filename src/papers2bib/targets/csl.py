"""CSL-JSON: references in, items for pandoc and other processors of citation styles out.

The format is that of https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper, Reference
from papers2bib.name_parts import Name, split_names
from papers2bib.targets import Written
from papers2bib.targets.keys import DEFAULT_PATTERN, assign_keys, key_maker
from papers2bib.targets.plain import plain_text

_KINDS = {"inproceedings": "paper-conference", "article": "article-journal"}


class CslTarget:
    """How to write CSL-JSON; a bad `key_pattern` raises ConfigError when the target is made."""

    def __init__(self, abstract: bool = False, key_pattern: str | None = None) -> None:
        key_maker(key_pattern or DEFAULT_PATTERN)
        self._abstract, self._pattern = abstract, key_pattern
        self._items: list[str] = []

    def write(self, references: Iterable[Reference]) -> Iterator[Written]:
        """One item for each reference, in the order given; `whole` has all of them as a file."""
        everything = list(references)
        keys = assign_keys([one.paper for one in everything], self._pattern)
        for reference, key in zip(everything, keys, strict=True):
            item = item_of(reference.paper, key, abstract=self._abstract)
            self._items.append(json.dumps(item, ensure_ascii=False, indent=2))
            yield Written(reference, key, self._items[-1], reference.warnings)

    def whole(self) -> bytes:
        """The file of all items written so far."""
        return ("[\n" + ",\n".join(self._items) + "\n]\n").encode("utf-8", "replace")


def item_of(paper: Paper, key: str, *, abstract: bool = False) -> dict[str, Any]:
    """What an item says of the paper; nothing is written of what is not known."""
    published = _KINDS.get(paper.kind, "") if paper.venue else ""
    arxiv, doi = paper.id("arxiv"), paper.id("doi")
    home = PaperId("arxiv", arxiv) if arxiv else PaperId("doi", doi) if doi else None
    said: Mapping[str, Any] = {
        "id": key,
        "type": published or "article",
        "title": plain_text(paper.title),
        "author": [_name(name) for name in split_names(paper.authors)],
        "issued": _date(paper.issued if published and paper.issued else paper.published),
        **(_publication(paper) if published else {"genre": "preprint"}),
        "DOI": doi,
        "number": f"arXiv:{arxiv}" if arxiv and not published else "",
        "archive": "arXiv" if arxiv else "",
        "archive_location": arxiv,
        "URL": home.url if home else paper.url,
        "abstract": plain_text(paper.abstract) if abstract else "",
        "note": "Withdrawn" if paper.withdrawn else "",
    }
    return {name: value for name, value in said.items() if value}


def _publication(paper: Paper) -> dict[str, str]:
    return {
        "container-title": plain_text(paper.venue),
        "volume": paper.volume,
        "issue": paper.number if paper.kind == "article" else "",
        "page": paper.pages,
        "publisher": plain_text(paper.publisher),
    }


def _name(name: Name) -> dict[str, str]:
    if name.group or not name.given:
        return {"literal": plain_text(f"{name.particle} {name.family}".strip())}
    parts = {
        "family": name.family, "given": name.given, "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }  # fmt: skip
    return {part: plain_text(value) for part, value in parts.items() if value}


def _date(date: Date | None) -> dict[str, list[list[int]]]:
    parts = [part for part in (date.year, date.month, date.day) if part] if date and date.year else []
    return {"date-parts": [parts]} if parts else {}
