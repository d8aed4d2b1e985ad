"""The ways into libraries, and where their files lie: settings in; a door, a library and paths out."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from papers2bib.config import Settings
from papers2bib.errors import ConfigError
from papers2bib.session.clock import Clock
from papers2bib.zotero.access import Place, check_group, check_key
from papers2bib.zotero.server import Door
from papers2bib.zotero.wire import open_client

Way = tuple[Door, Place]
"""Into a library, as long as its connection is open."""


@contextmanager
def entering(
    settings: Settings,
    group: int | None,
    *,
    write: bool,
    note: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
) -> Iterator[Way]:
    """The way into a library that may be read, or written; raises ConfigError and TargetError without one."""
    with open_client(settings, below=below, clock=clock, note=note) as client:
        if not settings.zotero_key:
            raise ConfigError("ZOTERO_API_KEY is not set: make a key at zotero.org/settings/keys")
        door = Door(client, settings.zotero_url, settings.zotero_key)
        key = door.who()
        place = check_key(key, group, write=write)
        if group is not None and write:
            check_group(door.group(group), int(key["userID"]))
        yield door, place


def folder(settings: Settings, kind: str) -> Path:
    """Where state (`data`) or copies (`cache`) of libraries lie."""
    import platformdirs

    if kind == "data":
        return (settings.data or platformdirs.user_data_path("papers2bib", appauthor=False)) / "zotero"
    return (settings.cache or platformdirs.user_cache_path("papers2bib", appauthor=False)) / "zotero"


def file_name(settings: Settings, place: Place) -> str:
    """The name of a library's files: servers are told apart."""
    return f"{place.kind}-{place.number}-{_named(settings.zotero_url)}"


def copy_file(settings: Settings, place: Place) -> Path:
    """Where the copy of a library lies."""
    return folder(settings, "cache") / f"{file_name(settings, place)}.sqlite"


def schema_file(settings: Settings, url: str = "") -> Path:
    """Where the item types of a server are kept, if not of the one at `zotero_url`."""
    return folder(settings, "cache") / f"schema-{_named(url or settings.zotero_url)}.json"


def _named(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:8]
