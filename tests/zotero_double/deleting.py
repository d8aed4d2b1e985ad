"""Takes a request that deletes objects or tags of a library, gives the reply."""

from dataclasses import replace

from web_talk import Answered

from .talk import nothing
from .visit import Visit
from .writes import KINDS


def delete_many(visit: Visit, kind: str) -> Answered:
    with visit.around.lock:
        visit.check_library()
        keys = visit.call.one(f"{KINDS[kind]}Key").split(",")
        return deleted(visit, kind, keys)


def deleted(visit: Visit, kind: str, keys: list[str]) -> Answered:
    """Delete what is there of some objects: one version for all, even for none."""
    library = visit.library
    version = library.bump()
    for key in keys:
        if kind == "items" and key in library.items:
            library.delete_item(key, version)
        elif kind == "collections" and key in library.collections:
            library.delete_collection(key, version)
        elif kind == "searches" and key in library.searches:
            del library.searches[key]
            library.deleted["searches", key] = version
    return nothing(204, Last_Modified_Version=version)


def delete_tags(visit: Visit) -> Answered:
    """Take tags from all items that have them; the items get a new version."""
    visit.check_library(required=True)
    library = visit.library
    version = library.bump()
    names = {name.strip() for name in visit.call.one("tag").split("||")}
    for item in list(library.items.values()):
        kept = tuple(tag for tag in item.tags if tag[0] not in names)
        if kept != item.tags:
            library.put(replace(item, tags=kept, version=version))
            library.deleted |= {("tags", name): version for name, _ in item.tags if name in names}
    return nothing(204, Last_Modified_Version=version)
