"""arXiv's snapshot at Kaggle: one of its records in, the fact that it states out.

The snapshot (https://www.kaggle.com/datasets/Cornell-University/arxiv) holds one JSON object a line, with the
fields of arXiv's own records: titles are wrapped and hold LaTeX, and null stands for what is not known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate
from typing import Any, TypeGuard, TypeVar

from papers2bib.accents import decode_accents
from papers2bib.links import links

T = TypeVar("T")
_CODE_HOST = re.compile(r"\bgit(?:hub|lab|ee)?\.|bitbucket|codeberg|sourceforge|4open", re.IGNORECASE)
_TEXTS = ("id", "title", "comments", "journal-ref", "doi", "categories", "abstract")
_LISTS = ("authors_parsed", "versions")


def is_snapshot(record: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a JSON value is a record of the snapshot, and no fact."""
    return isinstance(record, dict) and "id" in record and "arxiv_id" not in record


def from_snapshot(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fact; raises ValueError for a field of the wrong kind."""
    texts = {name: _typed(record, name, "") for name in _TEXTS}
    if not texts["id"]:
        raise ValueError("no arXiv id")
    lists: dict[str, list[Any]] = {name: _typed(record, name, []) for name in _LISTS}
    categories = texts["categories"].split()
    return {
        "arxiv_id": texts["id"],
        "title": _one_line(texts["title"]),
        "authors": list(_names(lists["authors_parsed"])),
        "published": _submitted(lists["versions"]),
        "categories": categories,
        "primary": categories[0] if categories else "",
        "doi": _one_line(texts["doi"]),
        "venue": _one_line(texts["journal-ref"]),
        "code_url": _code(f"{texts['abstract']} {texts['comments']}"),
    }


def _typed(record: Mapping[str, Any], name: str, empty: T) -> T:
    value = empty if record.get(name) is None else record[name]
    if not isinstance(value, type(empty)):
        raise ValueError(f'"{name}" is no {"text" if isinstance(empty, str) else "list"}')
    return value


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _names(parsed: Iterable[Any]) -> Iterator[str]:
    """Given name first; what stands behind family name, given name and suffix is an affiliation."""
    for parts in parsed:
        if not (isinstance(parts, list) and all(isinstance(part, str) for part in parts)):
            raise ValueError('"authors_parsed" is no list of names')
        family, given, suffix = [*parts, "", "", ""][:3]
        if name := _one_line(f"{given} {family} {suffix}"):
            yield decode_accents(name)


def _submitted(versions: Iterable[Any]) -> str:
    """The ISO date of version 1, or ""."""
    for version in versions:
        if not isinstance(version, dict):
            raise ValueError('"versions" is no list of objects')
        if version.get("version") == "v1":
            found = parsedate(str(version.get("created")))
            return f"{found[0]:04}-{found[1]:02}-{found[2]:02}" if found else ""
    return ""


def _code(prose: str) -> str:
    found = links(prose).code if _CODE_HOST.search(prose) else ()
    return found[0] if found else ""
