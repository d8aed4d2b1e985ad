"""Takes one object and the version that its writer knew, writes it or refuses it: nothing in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import relations, searches, shelves
from .item_changes import changed
from .library import Collection, Item, Library, Search, valid_key
from .people import Group
from .talk import RefusalError

Object = Item | Collection | Search
NO_VERSION = "Either If-Unmodified-Since-Version or {} property must be provided for {}-based writes"
KINDS = {"items": "item", "collections": "collection", "searches": "search"}


@dataclass(slots=True)
class Writer:
    """Writes objects of one kind to a library for a user; one writer serves one request."""

    library: Library
    kind: str
    user: int
    now: float
    known: dict[str, int] = field(default_factory=dict)
    """Versions before this request of items that it gave new ones by relations to them."""

    @property
    def store(self) -> Mapping[str, Object]:
        library = self.library
        stores: Mapping[str, Mapping[str, Object]] = {
            "items": library.items,
            "collections": library.collections,
            "searches": library.searches,
        }
        return stores[self.kind]

    def word(self) -> str:
        return KINDS[self.kind].capitalize()

    def from_list(self, json: Any, place: int, *, guarded: bool) -> tuple[Object, bool]:
        """Write one object of a list; `guarded` says that the library's version has been checked."""
        noun = KINDS[self.kind]
        if not isinstance(json, dict):
            raise RefusalError(
                400, f"Invalid value for index {place} in uploaded data; expected JSON {noun} object"
            )
        json = editable(json)
        if f"{noun}Key" in json:
            raise RefusalError(400, f"'{noun}Key' property is now 'key'")
        key, version = self._identified(json, noun)
        before = self.store.get(key)
        if key and version is None and not guarded:
            raise RefusalError(428, NO_VERSION.format("'version'", "'key'"))
        if before is None and version:
            raise RefusalError(
                404, f"{self.word()} doesn't exist (expected version {version}; use 0 instead)"
            )
        if before is not None and version is not None:
            self.check(before, version)
        return self.write(before, key, json, partial=True)

    def _identified(self, json: Mapping[str, Any], noun: str) -> tuple[str, int | None]:
        """The key and the version that an object gives itself."""
        key, version = json.get("key", ""), json.get("version")
        if not isinstance(key, str):
            raise RefusalError(400, "'key' must be a string")
        if key and not valid_key(key):
            raise RefusalError(400, f"'{key}' is not a valid {noun} key")
        if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
            raise RefusalError(400, "'version' must be an integer")
        return key, version

    def check(self, before: Object, version: int) -> None:
        """Refuse to write to an object that has changed since a version; versions to come are no matter."""
        found = self.known.get(before.key, before.version)
        if found > version:
            said = (
                f"{self.word()} has been modified since specified version (expected {version}, found {found})"
            )
            raise RefusalError(412, said, {"Last-Modified-Version": str(found)})

    def write(
        self, before: Object | None, key: str, json: Mapping[str, Any], *, partial: bool
    ) -> tuple[Object, bool]:
        """Write an object; what comes back is the object as it is now, and whether it has changed."""
        if self.kind == "items":
            assert before is None or isinstance(before, Item)
            return self._item(before, key, json, partial=partial)
        if self.kind == "collections":
            return shelves.write(self.library, self.library.collections.get(key), key, json, partial=partial)
        return searches.write(self.library, self.library.searches.get(key), key, json)

    def _item(
        self, before: Item | None, key: str, json: Mapping[str, Any], *, partial: bool
    ) -> tuple[Item, bool]:
        outcome = changed(self.library, before, key, json, self.now, partial=partial)
        self._check_files(outcome.item)
        version = self.library.bump()
        if before is not None and not outcome.changes:
            return before, False
        after = replace(
            outcome.item,
            key=key or self.library.new_key(),
            version=version,
            number=before.number if before else self.library.new_number(),
            created_by=before.created_by if before else self._writer(),
            modified_by=self._writer(),
        )
        self._touch(before, after)
        self.library.put(after)
        return after, True

    def _touch(self, before: Item | None, after: Item) -> None:
        """Give new versions to the items that an item, unless it is new, gets relations to."""
        for key in relations.newly_named(self.library, before, after) if before else ():
            other = self.library.items[key]
            self.known.setdefault(key, other.version)
            self.library.put(replace(other, version=after.version))

    def _writer(self) -> int:
        return self.user if self.library.kind == "group" else 0

    def _check_files(self, item: Item) -> None:
        owner = self.library.owner
        if (
            isinstance(owner, Group)
            and owner.file_editing == "none"
            and item.link_mode.startswith("imported")
        ):
            raise RefusalError(403, f"Cannot edit item {item.key} in library {self.library.number}")


def editable(json: Any) -> Any:
    """The data of an object that comes with all that surrounds it."""
    return json["data"] if isinstance(json, dict) and isinstance(json.get("data"), dict) else json
