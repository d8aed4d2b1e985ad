"""One request to one library: who asks, what they may do there, what they ask."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from .clock import VirtualClock
from .library import Library
from .people import Group, Key, User
from .queries import Query, links, query_of
from .talk import Call, RefusalError
from .views import Viewer


@dataclass(frozen=True, slots=True)
class Rights:
    """What a key, or nobody, may do in a library."""

    read: bool
    write: bool
    notes: bool


def rights(library: Library, key: Key | None) -> Rights:
    """What a key may do in a library: its own permissions and those of the person in the group."""
    owner = library.owner
    if not isinstance(owner, Group):
        mine = key is not None and key.user.id == owner.id and key.own("library")
        return Rights(*(bool(mine and key and key.own(right)) for right in ("library", "write", "notes")))
    member = key is not None and owner.has(key.user.id)
    reads = bool(member and key and key.group(owner.id, "library"))
    writes = bool(member and key and key.group(owner.id, "write"))
    leads = key is not None and owner.leads(key.user.id)
    open_to_all = owner.public and owner.reading == "all"
    return Rights(reads or open_to_all, writes and (owner.editing == "members" or leads), notes=True)


@dataclass(slots=True)
class Surroundings:
    """What all requests share."""

    clock: VirtualClock
    users: dict[int, User]
    url: str = "https://api.zotero.org"
    """The root of the web API, as addresses in replies tell it."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    between: Callable[[], object] = lambda: None
    """Called between two objects of one list that is written, while others may write too."""


@dataclass
class Visit:
    """A request with the library that it is for."""

    around: Surroundings
    call: Call
    key: Key | None
    library: Library
    parts: tuple[str, ...]
    """The path behind the library's own."""

    @cached_property
    def rights(self) -> Rights:
        return rights(self.library, self.key)

    @cached_property
    def query(self) -> Query:
        return query_of(self.call)

    @cached_property
    def viewer(self) -> Viewer:
        name_of = self.around.users.__getitem__
        return Viewer(self.around.url, self.library, name_of, notes=self.rights.notes)

    @property
    def user(self) -> int:
        return self.key.user.id if self.key else 0

    def links(self, total: int) -> str:
        """The addresses of other pages of the list that is asked for."""
        page = f"https://www.zotero.org{self.call.path}"
        return links(self.around.url, page, self.call, self.query, total)

    def allow(self, *methods: str) -> None:
        """Refuse other methods."""
        if self.call.method not in methods:
            raise RefusalError(405, "Method not allowed", {"Allow": ", ".join(methods)})

    def known_version(self) -> int | None:
        """The version that the writer says to know, in the header."""
        header = self.call.headers.get("if-unmodified-since-version")
        if header is None:
            return None
        if not header.isdecimal():
            raise RefusalError(400, "Invalid If-Unmodified-Since-Version value")
        return int(header)

    def check_library(self, *, required: bool = False) -> bool:
        """Refuse a writer who knows an older version of the library; true where one was told."""
        known, found = self.known_version(), self.library.version
        if known is None and required:
            raise RefusalError(428, "If-Unmodified-Since-Version not provided")
        if known is not None and found > known:
            said = f"Library has been modified since specified version (expected {known}, found {found})"
            raise RefusalError(412, said)
        return known is not None
