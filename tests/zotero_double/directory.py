"""Users, groups, keys and libraries of one service, and how they come to be."""

import random
from collections.abc import Mapping
from typing import Any

from .clock import VirtualClock, stamp
from .library import Library
from .people import FULL, Group, Key, User


class Directory:
    """Who has an account, which groups there are, which keys were given out."""

    def __init__(self, clock: VirtualClock, seed: int) -> None:
        self.clock = clock
        self.random = random.Random(seed)
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}
        self.keys: dict[str, Key] = {}
        self.libraries: dict[str, Library] = {}
        """By their places: users/1, groups/2."""

    def add_user(self, number: int, username: str = "", name: str = "") -> Library:
        """Let somebody have an account; what comes back is their library."""
        username = username or f"user{number}"
        return self._new_library(self.users.setdefault(number, User(number, username, name or username)))

    def add_group(self, number: int, owner: int, name: str = "", **said: Any) -> Library:
        """Let a user found a group; what comes back is its library."""
        created = stamp(self.clock.now())
        group = self.groups[number] = Group(number, name or f"group {number}", owner, created=created, **said)
        return self._new_library(group)

    def add_key(self, user: int, access: Mapping[str, Any] = FULL, secret: str = "") -> Key:
        """Make a key; without a wish of its own it may do everything."""
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        secret = secret or "".join(self.random.choices(letters, k=24))
        self.keys[secret] = Key(secret, self.users[user], access)
        return self.keys[secret]

    def delete_group(self, number: int) -> None:
        """Delete a group with its library."""
        del self.groups[number]
        del self.libraries[f"groups/{number}"]

    def _new_library(self, owner: User | Group) -> Library:
        library = Library(len(self.libraries) + 1, owner, self.random)
        return self.libraries.setdefault(library.path, library)
