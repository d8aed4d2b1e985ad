"""Takes a request for tags, gives the reply: those of all items, or of the items behind a path."""

from collections.abc import Iterable
from urllib.parse import quote_plus

from web_talk import Answered

from . import lists
from .library import Item
from .places import inside, objects_at
from .talk import RefusalError, reply
from .visit import Visit


def read_tags(visit: Visit) -> Answered:
    """The reply with the tags of a library, of some of its items, or of one name."""
    counts = _counts(visit)
    mine = {tag for item in _tagged(visit) for tag in item.tags}
    found = [tag for tag in counts if tag in mine and _matches(visit, tag[0])]
    if _name(visit) and not found:
        raise RefusalError(404, "Not found")
    show = visit.viewer.tag
    shown = [show(*tag, counts[tag], quote_plus(tag[0])) for tag in lists.page(found, visit.query)]
    headers = {"Total-Results": len(found), "Last-Modified-Version": visit.library.version}
    return reply(shown, Link=visit.links(len(found)), **headers)


def _tagged(visit: Visit) -> Iterable[Item]:
    """The items whose tags are asked for."""
    items = visit.library.items
    *path, _ = visit.parts
    if visit.parts[0] == "tags":
        return items.values()
    if path[0] == "collections" and len(path) == 2:
        return inside(visit, path[1], top=False)
    if path[0] == "items" and path[-1] in items:
        return [items[path[-1]]]
    return objects_at(visit, tuple(path)) or ()


def _name(visit: Visit) -> str:
    """The name of the one tag that is asked for."""
    return visit.parts[1] if visit.parts[0] == "tags" and len(visit.parts) == 2 else ""


def _matches(visit: Visit, name: str) -> bool:
    wanted = _name(visit)
    return name == wanted if wanted else visit.call.one("q") in name


def _counts(visit: Visit) -> dict[tuple[str, int], int]:
    """By tag the number of items that have it, in the order in which they came up."""
    counts: dict[tuple[str, int], int] = {}
    for item in visit.library.items.values():
        for tag in item.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return counts
