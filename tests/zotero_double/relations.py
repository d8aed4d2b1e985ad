"""Takes items of a library, gives their relations as the server shows them: on both sides."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .library import Item, Library

PREDICATES = frozenset({"owl:sameAs", "dc:replaces", "dc:relation"})
BOTH_WAYS = "dc:relation"
ITEM = re.compile(r"http://zotero\.org/(users|groups)/[0-9]+/(publications/)?items/[A-Z0-9]{8}")


def pairs(relations: Any) -> frozenset[tuple[str, str]]:
    """Predicates and addresses of relations as they come in JSON; a list may be empty in their place."""
    found = relations.items() if isinstance(relations, Mapping) else ()
    return frozenset((name, uri) for name, uris in found for uri in _several(uris))


def _several(uris: Any) -> Iterable[str]:
    return [str(uri) for uri in (uris if isinstance(uris, list) else [uris])]


def shown(library: Library, item: Item) -> frozenset[tuple[str, str]]:
    """The item's own relations, and those of other items to it."""
    mine = library.uri(item.key)
    reverse = {
        (BOTH_WAYS, library.uri(key))
        for key in library.related
        if (BOTH_WAYS, mine) in library.items[key].relations
    }
    return item.relations | reverse


def document(found: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Relations as JSON: one address, or a list of several."""
    grouped: dict[str, list[str]] = {}
    for name, uri in sorted(found):
        grouped.setdefault(name, []).append(uri)
    return {name: uris[0] if len(uris) == 1 else uris for name, uris in grouped.items()}


def written(library: Library, item: Item, wanted: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """What the item keeps of its own when it is to show the wanted ones: not what the other side holds."""
    others = shown(library, item) - item.relations
    return (wanted - others) | (item.relations & wanted)


def newly_named(library: Library, before: Item, after: Item) -> list[str]:
    """The keys of the items that get a relation to them: they get a new version with it."""
    added = after.relations - before.relations
    keys = (
        uri.rpartition("/")[2] for name, uri in added if name == BOTH_WAYS and library.uri(uri[-8:]) == uri
    )
    return sorted(key for key in keys if key in library.items and key != after.key)
