"""Takes a request that reads a library, gives the reply."""

from collections.abc import Callable
from typing import Any

from web_talk import Answered

from . import lists
from .library import Collection, Item, Search, valid_key
from .places import objects_at
from .queries import check_format, since_of
from .tags import read_tags
from .talk import NO_PAGE, NotModelledError, RefusalError, nothing, reply
from .visit import Visit

_ABSENT = {
    "items": "Item does not exist",
    "collections": "Collection not found",
    "searches": "Search not found",
}
_LISTS = frozenset({"items", "collections", "searches", "settings", "tags"})


def read(visit: Visit) -> Answered:
    """The reply to a request that reads."""
    kind, *rest = visit.parts
    if kind in _ABSENT and len(rest) == 1 and rest[0] not in ("top", "trash", "tags"):
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
        raise RefusalError(404, _ABSENT[kind])
    hidden = isinstance(found, Item) and found.kind == "note" and not visit.rights.notes
    if hidden or not visit.rights.read:
        raise RefusalError(404, "Not found")


def _list(visit: Visit, kind: str, rest: tuple[str, ...]) -> Answered:
    if kind == "deleted":
        return _deleted(visit)
    if kind == "settings" and not rest:
        return reply({}, Last_Modified_Version=visit.library.version)
    if kind == "tags" or rest[-1:] == ("tags",):
        return read_tags(visit)
    if kind == "searches" and not rest:
        return _shown(visit, lists.others(visit.library.searches.values(), visit.query), visit.viewer.search)
    found = objects_at(visit, (kind, *rest))
    if found is None:
        raise RefusalError(404, NO_PAGE)
    if kind == "collections" and rest[1:2] != ("items",):
        return _shown(visit, lists.others(found, visit.query), visit.viewer.collection)
    matching = lists.items(found, visit.query, notes=visit.rights.notes)
    return _shown(visit, matching, visit.viewer.item)


def _shown(visit: Visit, found: list[Any], show: Callable[[Any], Any]) -> Answered:
    links, version = visit.links(len(found)), visit.library.version
    return lists.listed(found, visit.query, links, version, show, bodiless=visit.call.method == "HEAD")


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
