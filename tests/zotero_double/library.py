"""One library: its version, its items, collections and searches, and what was deleted from it."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .people import Group, User

ALPHABET = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""What keys of objects are made of."""


def valid_key(key: object) -> bool:
    return isinstance(key, str) and len(key) == 8 and all(letter in ALPHABET for letter in key)


@dataclass(frozen=True, slots=True)
class Item:
    """One item; a change makes another one."""

    key: str
    kind: str
    version: int = 0
    number: int = 0
    """Counts the items of a library in the order in which they were made."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Those that are not empty."""
    creators: tuple[Mapping[str, str], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    """Names with their types, 1 for automatic ones."""
    collections: frozenset[str] = frozenset()
    relations: frozenset[tuple[str, str]] = frozenset()
    """Predicates and addresses, as they were written to this item."""
    parent: str = ""
    trashed: bool = False
    note: str = ""
    special: Mapping[str, Any] = field(default_factory=dict)
    """What attachments and annotations alone have."""
    added: str = ""
    modified: str = ""
    created_by: int = 0
    modified_by: int = 0

    @property
    def link_mode(self) -> str:
        return str(self.special.get("linkMode", ""))


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection; a change makes another one."""

    key: str
    name: str
    version: int = 0
    number: int = 0
    parent: str = ""
    relations: Mapping[str, Any] = field(default_factory=dict)
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search."""

    key: str
    name: str
    conditions: tuple[Mapping[str, Any], ...]
    version: int = 0
    number: int = 0


class Library:
    """The objects of a library by their keys; who changes one takes a version by `bump`."""

    def __init__(self, number: int, owner: User | Group, keys: random.Random) -> None:
        self.number = number
        self.owner = owner
        self.version = 1
        self.items: dict[str, Item] = {}
        self.collections: dict[str, Collection] = {}
        self.searches: dict[str, Search] = {}
        self.deleted: dict[tuple[str, str], int] = {}
        """By kind (items, collections, searches, tags) and key the version of the deletion."""
        self.draw_key: Callable[[], str] = lambda: "".join(keys.choices(ALPHABET, k=8))
        self.children: defaultdict[str, set[str]] = defaultdict(set)
        self.related: set[str] = set()
        """The keys of items that have relations of their own."""
        self._made = 0

    @property
    def kind(self) -> str:
        return "group" if isinstance(self.owner, Group) else "user"

    @property
    def path(self) -> str:
        """Its place in the web API: users/1, groups/2."""
        return f"{self.kind}s/{self.owner.id}"

    def bump(self) -> int:
        """The next version."""
        self.version += 1
        return self.version

    def new_number(self) -> int:
        self._made += 1
        return self._made

    def new_key(self) -> str:
        """A key that no object of this library has."""
        while (key := self.draw_key()) in self.items.keys() | self.collections.keys() | self.searches.keys():
            continue
        return key

    def put(self, item: Item) -> None:
        """Keep an item in the place of the one with its key."""
        if (before := self.items.get(item.key)) is not None:
            self.children[before.parent].discard(item.key)
        self.items[item.key] = item
        self.children[item.parent].add(item.key)
        (self.related.add if item.relations else self.related.discard)(item.key)
        self.deleted.pop(("items", item.key), None)
        for name, _ in item.tags:
            self.deleted.pop(("tags", name), None)

    def delete_item(self, key: str, version: int) -> None:
        """Delete an item and its children; relations to them vanish without a new version of their items."""
        for child in sorted(self.children.pop(key, ())):
            self.delete_item(child, version)
        item = self.items.pop(key)
        self.children[item.parent].discard(key)
        self.related.discard(key)
        self.deleted["items", key] = version
        uri = self.uri(key)
        for other in [self.items[key] for key in sorted(self.related)]:
            kept = frozenset(pair for pair in other.relations if pair[1] != uri)
            if kept != other.relations:
                self.put(replace(other, relations=kept))

    def delete_collection(self, key: str, version: int) -> None:
        """Delete a collection and those in it; the log names the top one, items lose the keys silently."""
        gone = set(self.below(key)) | {key}
        for each in gone:
            del self.collections[each]
        self.deleted["collections", key] = version
        for item in list(self.items.values()):
            if item.collections & gone:
                self.put(replace(item, collections=item.collections - gone))

    def below(self, key: str) -> Iterator[str]:
        """The collections in a collection, at any depth."""
        for each in self.collections.values():
            if each.parent == key:
                yield each.key
                yield from self.below(each.key)

    def uri(self, key: str) -> str:
        """The address by which relations name an item."""
        return f"http://zotero.org/{self.path}/items/{key}"
