"""Takes a request that reads a library, gives the reply."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote_plus

from web_talk import Answered

from . import lists
from .library import Collection, Item, Search, valid_key
from .queries import check_format, since_of
from .talk import NotModelledError, RefusalError, nothing, reply
from .visit import Visit

_LISTS = frozenset({"items", "collections", "searches", "settings", "tags"})


def read(visit: Visit) -> Answered:
    """The reply to a request that reads."""
    kind, *rest = visit.parts
    single = (
        len(rest) == 1
        and kind in ("items", "collections", "searches")
        and rest[0] not in ("top", "trash", "tags")
    )
    if single:
        return _single(visit, kind, rest[0])
    if not visit.rights.read:
        raise RefusalError(403, "Forbidden")
    known = visit.call.headers.get("if-modified-since-version", "")
    if kind in _LISTS and known.isdecimal() and visit.library.version <= int(known):
        return nothing(304)
    return _list(visit, kind, tuple(rest))


def _single(visit: Visit, kind: str, key: str) -> Answered:
    found = getattr(visit.library, kind).get(key)
    check_known(visit, kind, key, found)
    check_format(visit.call.one("format", "json"), ("json",))
    if visit.call.one("include", "data") != "data":
        raise NotModelledError("include")
    show: dict[str, Callable[[Any], Any]] = {
        "items": visit.viewer.item,
        "collections": visit.viewer.collection,
        "searches": visit.viewer.search,
    }
    return reply(show[kind](found), Last_Modified_Version=found.version)


def check_known(visit: Visit, kind: str, key: str, found: Item | Collection | Search | None) -> None:
    """Refuse an object that is not there, or that one may not see: then nothing is said of it."""
    if not valid_key(key):
        raise RefusalError(404, "Not found")
    if found is None:
        raise RefusalError(
            404,
            {"items": "Item does not exist", "collections": "Collection not found"}.get(
                kind, "Search not found"
            ),
        )
    hidden = isinstance(found, Item) and found.kind == "note" and not visit.rights.notes
    if hidden or not visit.rights.read:
        raise RefusalError(404, "Not found")


def _list(visit: Visit, kind: str, rest: tuple[str, ...]) -> Answered:
    if kind == "deleted":
        return _deleted(visit)
    if kind == "settings" and not rest:
        return reply({}, Last_Modified_Version=visit.library.version)
    if kind == "tags" or rest[-1:] == ("tags",):
        return _tags(visit, (kind, *rest))
    if kind == "searches" and not rest:
        return _shown(visit, lists.others(visit.library.searches.values(), visit.query), visit.viewer.search)
    found = _some(visit, (kind, *rest))
    if found is None:
        raise RefusalError(404, "<h1>Not Found</h1>\n<p>The page you requested could not be found.</p>\n")
    if kind == "collections" and rest[1:2] != ("items",):
        return _shown(visit, lists.others(found, visit.query), visit.viewer.collection)
    matching = lists.items(found, visit.query, notes=visit.rights.notes)
    return _shown(visit, matching, visit.viewer.item)


def _shown(visit: Visit, found: list[Any], show: Callable[[Any], Any]) -> Answered:
    links, version = visit.links(len(found)), visit.library.version
    return lists.listed(found, visit.query, links, version, show, bodiless=visit.call.method == "HEAD")


def _some(visit: Visit, parts: tuple[str, ...]) -> Iterable[Any] | None:
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
    return _inside(visit, parts[1], top=parts[3:] == ("top",)) if parts[2] == "items" else None


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


def _inside(visit: Visit, collection: str, *, top: bool) -> list[Item]:
    """The items of a collection, with their children unless only the top ones are asked for."""
    items = visit.library.items
    inside = [item for item in items.values() if collection in item.collections]
    children = visit.library.children
    below = [] if top else [items[key] for item in inside for key in children.get(item.key, ())]
    return inside + below


def _tags(visit: Visit, parts: tuple[str, ...]) -> Answered:
    if parts[0] == "tags":
        found: Iterable[Item] = visit.library.items.values()
    elif parts[0] == "items" and len(parts) == 3 and parts[1] not in ("top", "trash"):
        found = [item for item in visit.library.items.values() if item.key == parts[1]]
    else:
        found = (
            _some(
                visit, parts[:-1] if parts[-2] != parts[1] or parts[0] == "items" else (*parts[:-1], "items")
            )
            or ()
        )
    counts = _counts(visit)
    mine = {tag for item in found for tag in item.tags}
    named = [tag for tag in counts if tag in mine and _tag_matches(visit, tag[0], parts)]
    if len(parts) == 2 and parts[0] == "tags" and not named:
        raise RefusalError(404, "Not found")
    headers = {"Total-Results": len(named), "Last-Modified-Version": visit.library.version}
    shown = [
        visit.viewer.tag(*tag, counts[tag], quote_plus(tag[0])) for tag in lists.page(named, visit.query)
    ]
    return reply(shown, Link=visit.links(len(named)), **headers)


def _tag_matches(visit: Visit, name: str, parts: tuple[str, ...]) -> bool:
    if parts[0] == "tags" and len(parts) == 2:
        return name == parts[1]
    return visit.call.one("q") in name


def _counts(visit: Visit) -> dict[tuple[str, int], int]:
    """By tag the number of items that have it, in the order in which they came up."""
    counts: dict[tuple[str, int], int] = {}
    for item in visit.library.items.values():
        for tag in item.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return counts


def _deleted(visit: Visit) -> Answered:
    visit.allow("GET")
    since = since_of(visit.call, required=True)
    log = visit.library.deleted.items()
    found: dict[str, list[str]] = {
        kind: [] for kind in ("collections", "items", "searches", "tags", "settings")
    }
    for (kind, key), version in sorted(log):
        if version > since:
            found[kind].append(key)
    return reply(found, Last_Modified_Version=visit.library.version)
