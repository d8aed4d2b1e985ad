"""Takes a query and the objects of a library, gives those that match in their order, and the reply."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from web_talk import Answered

from .library import Collection, Item, Search
from .notes import first_line
from .queries import Query
from .schema import label
from .talk import reply, text
from .views import creator_summary, date_of, title_of

T = TypeVar("T")
Object = TypeVar("Object", Item, Collection, Search)


def items(found: Iterable[Item], query: Query, *, notes: bool) -> list[Item]:
    """The items that a query asks for, sorted."""
    matching = [item for item in found if _matches(item, query) and (notes or item.kind != "note")]
    return in_order(matching, query, lambda item: _sorted_by(item, query.sort))


def others(found: Iterable[Collection | Search], query: Query) -> list[Any]:
    """The collections or searches that a query asks for, sorted: the latest change first."""
    matching = [
        each for each in found if each.version > query.since and (not query.keys or each.key in query.keys)
    ]
    return in_order(matching, query, lambda each: each.name.lower() if query.sort == "title" else "")


def in_order(found: Sequence[Object], query: Query, value: Callable[[Object], str]) -> list[Object]:
    """Sorted by a value, then version and age; the objects without a value stand last either way."""
    valued = [(value(each), each.version, each.number, each) for each in found]
    valued.sort(key=lambda entry: entry[:3], reverse=query.descending)
    full = [entry[3] for entry in valued if entry[0]]
    return full + [entry[3] for entry in valued if not entry[0]]


def _matches(item: Item, query: Query) -> bool:
    if (item.trashed and not query.trashed) or item.version <= query.since:
        return False
    if query.keys and item.key not in query.keys:
        return False
    if query.kinds and (item.kind in query.kinds[1]) != query.kinds[0]:
        return False
    if query.tags:
        mine = {name.lower() for name, _ in item.tags}
        if any(bool(mine & names) != wanted for wanted, names in query.tags):
            return False
    return all(_says(item, word) for word in query.words)


def _says(item: Item, word: str) -> bool:
    """Whether a word stands in the title, the first line of the note, a creator, or is the year."""
    names = (f"{c.get('firstName', '')} {c.get('lastName', c.get('name', ''))}" for c in item.creators)
    texts = (title_of(item), first_line(item.note) if item.kind == "note" else "", *names)
    return any(word in each.lower() for each in texts) or date_of(item)[:4] == word


def _sorted_by(item: Item, sort: str) -> str:
    if sort == "dateModified":
        return item.modified
    if sort == "dateAdded":
        return item.added
    if sort == "title":
        return (title_of(item) or first_line(item.note)).lower()
    if sort == "creator":
        return creator_summary(item).lower()
    if sort == "itemType":
        return label(item.kind)
    return date_of(item) if sort == "date" else item.fields.get(sort, "")


def page(found: Sequence[T], query: Query) -> Sequence[T]:
    """The part of a list that is asked for; before its first entry there is nothing."""
    if query.start < 0:
        return ()
    end = None if query.limit is None else query.start + query.limit
    return found[query.start : end]


def listed(
    found: Sequence[Any],
    query: Query,
    links: str,
    version: int,
    show: Callable[[Any], Any],
    *,
    bodiless: bool,
) -> Answered:
    """The reply with a page of objects, as keys, as versions, or as they are shown."""
    part = page(found, query)
    headers = {"Total-Results": str(len(found)), "Link": links, "Last-Modified-Version": str(version)}
    if query.format == "keys":
        return text(200, "\n".join(each.key for each in part) + "\n", headers, "text/plain;charset=UTF-8")
    if query.format == "versions":
        return reply({each.key: each.version for each in part}, **headers)
    return reply([] if bodiless else [show(each) for each in part], **headers)
