"""Takes a path in a library, gives the objects that are behind it."""

from collections.abc import Iterable
from typing import Any

from .library import Item
from .talk import RefusalError
from .visit import Visit


def objects_at(visit: Visit, parts: tuple[str, ...]) -> Iterable[Any] | None:
    """The objects behind a path: items of all kinds, collections; None for a path that leads nowhere."""
    library = visit.library
    if parts[0] == "items":
        return _items(visit, parts[1:])
    if parts == ("collections",):
        return library.collections.values()
    if parts == ("collections", "top"):
        return [each for each in library.collections.values() if not each.parent]
    if parts[0] != "collections" or len(parts) < 3:
        return None
    if parts[1] not in library.collections:
        raise RefusalError(404, "Collection not found")
    if parts[2:] == ("collections",):
        return [each for each in library.collections.values() if each.parent == parts[1]]
    return inside(visit, parts[1], top=parts[3:] == ("top",)) if parts[2] == "items" else None


def _items(visit: Visit, rest: tuple[str, ...]) -> Iterable[Item] | None:
    items = visit.library.items
    if not rest:
        return items.values()
    if rest == ("top",):
        return [item for item in items.values() if not item.parent]
    if rest == ("trash",):
        visit.query = visit.query.with_trash()
        return [item for item in items.values() if item.trashed]
    if rest[1:] != ("children",):
        return None
    if rest[0] not in items:
        raise RefusalError(404, "Item not found")
    return [items[key] for key in visit.library.children.get(rest[0], ())]


def inside(visit: Visit, collection: str, *, top: bool) -> list[Item]:
    """The items of a collection, with their children unless only the top ones are asked for."""
    items = visit.library.items
    inside = [item for item in items.values() if collection in item.collections]
    children = visit.library.children
    below = [] if top else [items[key] for item in inside for key in children.get(item.key, ())]
    return inside + below
