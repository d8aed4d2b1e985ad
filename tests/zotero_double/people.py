"""Users, groups and keys: who may read and write which library, and how the web API tells of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

FULL: Mapping[str, Any] = {
    "user": {"library": True, "files": True, "notes": True, "write": True},
    "groups": {"all": {"library": True, "write": True}},
}
"""What a key may do that may do everything."""
READ_ONLY: Mapping[str, Any] = {
    "user": {"library": True, "files": True, "notes": True},
    "groups": {"all": {"library": True, "write": False}},
}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account."""

    id: int
    username: str
    name: str

    def document(self) -> dict[str, Any]:
        """The person as the metadata of a group's item names them."""
        page = {"href": f"https://www.zotero.org/{self.username}", "type": "text/html"}
        return {"id": self.id, "username": self.username, "name": self.name, "links": {"alternate": page}}


@dataclass(slots=True)
class Group:
    """A group, and the version of what is said about it, which is not that of its library."""

    id: int
    name: str
    owner: int
    members: set[int] = field(default_factory=set)
    admins: set[int] = field(default_factory=set)
    type: str = "Private"
    reading: str = "members"
    editing: str = "members"
    file_editing: str = "none"
    version: int = 1
    created: str = ""

    @property
    def public(self) -> bool:
        return self.type != "Private"

    @property
    def page(self) -> str:
        """The address for people: public groups have their name in it."""
        slug = re.sub(r"[^a-z0-9_]+", "_", self.name.lower())
        return f"https://www.zotero.org/groups/{slug if self.public else self.id}"

    def has(self, user: int) -> bool:
        return user == self.owner or user in self.members | self.admins

    def leads(self, user: int) -> bool:
        return user == self.owner or user in self.admins

    def add(self, user: int) -> None:
        self.members.add(user)
        self.version += 1

    def remove(self, user: int) -> None:
        self.members.discard(user)
        self.admins.discard(user)
        self.version += 1

    def document(self, url: str, size: int, reader: int) -> dict[str, Any]:
        """The group as `/groups/ID` gives it to a user, or to nobody (0)."""
        links = {
            "self": {"href": f"{url}/groups/{self.id}", "type": "application/json"},
            "alternate": {"href": self.page, "type": "text/html"},
        }
        meta: dict[str, Any] = {"created": self.created, "lastModified": self.created, "numItems": size}
        data: dict[str, Any] = {
            "id": self.id, "version": self.version, "name": self.name, "owner": self.owner,
            "type": self.type, "description": "", "url": "", "libraryEditing": self.editing,
            "libraryReading": self.reading, "fileEditing": self.file_editing,
        }  # fmt: skip
        data |= {"admins": sorted(self.admins)} if self.admins else {}
        data |= {"members": sorted(self.members)} if self.members else {}
        meta |= {"isAdmin": self.leads(reader)} if reader else {}
        return {"id": self.id, "version": self.version, "links": links, "meta": meta, "data": data}


@dataclass(slots=True)
class Key:
    """What a key may do, in the words of `/keys/KEY`: change `access` and the next request meets it."""

    secret: str = field(repr=False)
    user: User
    access: Mapping[str, Any] = field(default_factory=lambda: FULL)

    def own(self, right: str) -> bool:
        """Whether it may do that in its user's library: library, notes, write."""
        return bool(self.access.get("user", {}).get(right))

    def group(self, group: int, right: str) -> bool:
        """Whether it may do that in a group that its user belongs to: library, write."""
        groups = self.access.get("groups", {})
        return any(bool(groups.get(name, {}).get(right)) for name in ("all", str(group)))

    def document(self, groups: Iterable[Group]) -> dict[str, Any]:
        """The key's permissions; of a group that the user has left nothing is said."""
        mine = {str(group.id) for group in groups if group.has(self.user.id)} | {"all"}
        access: dict[str, Any] = {}
        if self.own("library"):
            rights = ("library", "files", "notes", "write")
            access["user"] = {r: True for r in rights if r in ("library", "files") or self.own(r)}
        named = {name: dict(rights) for name, rights in self.access.get("groups", {}).items() if name in mine}
        access |= {"groups": named} if named else {}
        user = self.user
        return {
            "key": self.secret, "userID": user.id, "username": user.username,
            "displayName": user.name, "access": access,
        }  # fmt: skip
