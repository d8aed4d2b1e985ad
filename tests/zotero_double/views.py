"""Takes objects of a library, gives them as the web API shows them in JSON."""

from collections.abc import Callable
from typing import Any

from . import relations, schema
from .library import Collection, Item, Library, Search
from .people import Group, User
from .values import parsed_date

_FILES = ("imported_file", "imported_url", "embedded_image")
_READERS_FILES = ("application/pdf", "application/epub+zip", "text/html")


class Viewer:
    """Shows the objects of one library to one who may see notes or not; `url` is the root of the web API."""

    def __init__(self, url: str, library: Library, name_of: Callable[[int], User], *, notes: bool) -> None:
        self.url, self.library, self.name_of, self.notes = url, library, name_of, notes
        owner = library.owner
        self.page = owner.page if isinstance(owner, Group) else f"https://www.zotero.org/{owner.username}"
        self.card = {
            "type": library.kind,
            "id": owner.id,
            "name": owner.name,
            "links": {"alternate": {"href": self.page, "type": "text/html"}},
        }

    def item(self, item: Item) -> dict[str, Any]:
        """An item with all that surrounds its data."""
        links = self._links("items", item.key, item.parent)
        return self._wrapped(item, links, self._item_meta(item), self.item_data(item))

    def collection(self, collection: Collection) -> dict[str, Any]:
        """A collection with all that surrounds its data."""
        links = self._links("collections", collection.key, collection.parent)
        others = self.library.collections.values()
        inside = [item for item in self.library.items.values() if collection.key in item.collections]
        meta = {
            "numCollections": sum(other.parent == collection.key for other in others),
            "numItems": sum(not item.trashed for item in inside),
        }
        data = {
            "key": collection.key,
            "version": collection.version,
            "name": collection.name,
            "parentCollection": collection.parent or False,
            "relations": dict(collection.relations),
        }
        return self._wrapped(
            collection, links, meta, data | ({"deleted": True} if collection.trashed else {})
        )

    def search(self, search: Search) -> dict[str, Any]:
        """A saved search with what surrounds its data."""
        data = {"name": search.name, "conditions": list(search.conditions)}
        whole = self._wrapped(search, {"self": self._links("searches", search.key, "")["self"]}, {}, data)
        whole["data"] = {"key": search.key, "version": search.version, **data}
        del whole["meta"]
        return whole

    def tag(self, name: str, kind: int, count: int, quoted: str) -> dict[str, Any]:
        """A tag with the number of items that have it."""
        place = f"{self.library.path}/tags/{quoted}"
        links = {
            "self": {"href": f"{self.url}/{place}", "type": "application/json"},
            "alternate": {"href": f"http://zotero.org/{place}", "type": "text/html"},
        }
        return {"tag": name, "links": links, "meta": {"type": kind, "numItems": count}}

    def item_data(self, item: Item) -> dict[str, Any]:
        """What can be written of an item, empty fields too."""
        data: dict[str, Any] = {"key": item.key, "version": item.version}
        data |= {"parentItem": item.parent} if item.parent else {}
        data["itemType"] = item.kind
        data |= {"linkMode": item.link_mode} if item.kind == "attachment" else {}
        data |= {name: item.fields.get(name, "") for name in schema.FIELDS[item.kind]}
        if schema.CREATORS[item.kind]:
            data["creators"] = [dict(creator) for creator in item.creators]
        data |= _special(item)
        data |= {"deleted": 1} if item.trashed else {}
        data["tags"] = [{"tag": name} | ({"type": kind} if kind else {}) for name, kind in item.tags]
        data |= {} if item.parent else {"collections": sorted(item.collections)}
        data["relations"] = relations.document(relations.shown(self.library, item))
        return data | {"dateAdded": item.added, "dateModified": item.modified}

    def _wrapped(self, each: Item | Collection | Search, links: Any, meta: Any, data: Any) -> dict[str, Any]:
        whole = {"key": each.key, "version": each.version, "library": self.card, "links": links}
        return whole | {"meta": meta, "data": data}

    def _links(self, kind: str, key: str, parent: str) -> dict[str, Any]:
        place = f"{self.url}/{self.library.path}/{kind}"
        links = {
            "self": {"href": f"{place}/{key}", "type": "application/json"},
            "alternate": {"href": f"{self.page}/{kind}/{key}", "type": "text/html"},
        }
        up = {"up": {"href": f"{place}/{parent}", "type": "application/json"}}
        return links | (up if parent else {})

    def _item_meta(self, item: Item) -> dict[str, Any]:
        meta: dict[str, Any] = {}
        if item.created_by:
            meta["createdByUser"] = self.name_of(item.created_by).document()
            if item.modified_by != item.created_by:
                meta["lastModifiedByUser"] = self.name_of(item.modified_by).document()
        if summary := creator_summary(item):
            meta["creatorSummary"] = summary
        if date := parsed_date(date_of(item)):
            meta["parsedDate"] = date
        if item.kind == "annotation" or (item.kind == "attachment" and not _holds_annotations(item)):
            return meta
        children = (self.library.items[key] for key in self.library.children.get(item.key, ()))
        shown = [child for child in children if not child.trashed and (self.notes or child.kind != "note")]
        return meta | {"numChildren": len(shown)}


def _holds_annotations(item: Item) -> bool:
    return item.link_mode != "linked_url" and item.special.get("contentType") in _READERS_FILES


def _special(item: Item) -> dict[str, Any]:
    """What notes, attachments and annotations alone show."""
    if item.kind == "note":
        return {"note": item.note}
    if item.kind == "annotation":
        return dict(item.special)
    if item.kind != "attachment":
        return {}
    shown: dict[str, Any] = {"note": item.note}
    names = ["contentType", "charset"]
    names += ["path"] if item.link_mode == "linked_file" else []
    names += ["filename"] if item.link_mode in _FILES else []
    shown |= {name: item.special.get(name, "") for name in names}
    files = {name: item.special.get(name) for name in ("md5", "mtime")}
    return shown | (files if item.link_mode in _FILES else {})


def date_of(item: Item) -> str:
    """The date in the field that holds it for the item's type."""
    return next((item.fields[name] for name in item.fields if "date" in (name, schema.BASE.get(name))), "")


def title_of(item: Item) -> str:
    """The title in the field that holds it for the item's type."""
    return next((item.fields[name] for name in item.fields if "title" in (name, schema.BASE.get(name))), "")


def creator_summary(item: Item) -> str:
    """The names that stand for all: of authors, else editors, else contributors."""
    primary = (schema.CREATORS[item.kind] or ("",))[0]
    for role in (primary, "editor", "contributor"):
        names = [c.get("name", c.get("lastName", "")) for c in item.creators if c["creatorType"] == role]
        if names:
            return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return ""
