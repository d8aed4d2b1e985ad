"""Collections by path: `Reading/Alignment` and all collections in, its key and what to make out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papers2bib.errors import ConfigError, TargetError
from papers2bib.zotero.keys import made_key


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection, and the objects to send so that it is there, parents first."""

    key: str
    path: str
    missing: tuple[Mapping[str, Any], ...] = ()


def parts_of(path: str) -> list[str]:
    """The names in a path; raises ConfigError for an empty one."""
    parts = [" ".join(part.split()) for part in path.split("/")]
    if not all(parts):
        raise ConfigError(f"--collection {path!r}: give a name, or names with / between them")
    return parts


def find_shelf(
    path: str, collections: Mapping[str, Mapping[str, Any]], library: str, *, restore: bool = False
) -> Shelf:
    """The collection at a path: by its names, else the one that was made for it and bears another name now.

    Raises TargetError where it is in the trash, unless `restore` takes it out.
    """
    parts = parts_of(path)
    above, missing = "", []
    for depth, name in enumerate(parts, 1):
        made = made_key(library, "collection", *parts[:depth])
        key = _named(name, above, collections) or made
        if key not in collections:
            new = {"key": key, "version": 0, "name": name, "parentCollection": above or False}
            missing.append(new)
        elif collections[key].get("deleted"):
            if not restore:
                raise TargetError(
                    "Zotero", f"the collection {name!r} is in the trash: take it out, or give --restore"
                )
            missing.append({"key": key, "version": collections[key]["version"], "deleted": False})
        above = key
    return Shelf(above, "/".join(parts), tuple(missing))


def path_of(key: str, collections: Mapping[str, Mapping[str, Any]]) -> str:
    """The names that lead to a collection."""
    names: list[str] = []
    while key in collections and len(names) < len(collections):
        names.insert(0, str(collections[key]["name"]))
        key = str(collections[key].get("parentCollection") or "")
    return "/".join(names)


def below(key: str, collections: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The keys of all collections under one, those in the trash left out."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        above = waiting.pop()
        inner = {
            each
            for each, data in collections.items()
            if data.get("parentCollection") == above and not data.get("deleted") and each not in found
        }
        found |= inner
        waiting.extend(inner)
    return found


def _named(name: str, above: str, collections: Mapping[str, Mapping[str, Any]]) -> str:
    """The key of a collection by its name and the one above; of several the one that is not in the trash."""
    found: Sequence[tuple[bool, str]] = sorted(
        (bool(data.get("deleted")), key)
        for key, data in collections.items()
        if data["name"] == name and (data.get("parentCollection") or "") == above
    )
    return found[0][1] if found else ""
