"""The ways into libraries, and where their files lie: settings in; a door, a library and paths out."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx2

from papers2bib.config import Settings
from papers2bib.errors import ConfigError, TargetError, TargetRefused
from papers2bib.session.clock import Clock
from papers2bib.zotero.access import Place, check_group, check_key, is_open
from papers2bib.zotero.desktop import Present, check_writable, desktop
from papers2bib.zotero.mirror import Mirror, open_mirror
from papers2bib.zotero.server import Door
from papers2bib.zotero.wire import open_client


@dataclass(frozen=True, slots=True)
class Way:
    """Into a library, as long as its connection is open."""

    door: Door
    place: Place
    files: str
    """The name of its files on this machine: other servers have others."""
    schema: Path
    """Where the item types of the server are kept."""
    copy: Callable[[], AbstractContextManager[Mirror | Present]]
    """Opens what is known of the library here."""


@contextmanager
def entering(
    settings: Settings,
    group: int | None,
    *,
    write: bool,
    local: bool = False,
    note: Callable[[str], None] = lambda _: None,
    busy: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
) -> Iterator[Way]:
    """The way into a library that may be read, or written; raises ConfigError and TargetError without one.

    `local` leads through the Zotero that runs on this computer. `busy` hears how far the reading of a library
    has come.
    """
    if local:
        with _beside(settings, group, write=write, note=note, below=below) as way:
            yield way
        return
    url = settings.zotero_url
    with open_client(settings, below=below, clock=clock, note=note) as client:
        door = Door(client, url, settings.zotero_key)
        place = _place(door, settings, group, write=write)
        name = _name(place, url)
        path = folder(settings, "cache") / f"{name}.sqlite"
        copy = partial(open_mirror, path, settings.patience, note, busy)
        yield Way(door, place, name, _schema(settings, url), copy)


@contextmanager
def _beside(
    settings: Settings,
    group: int | None,
    *,
    write: bool,
    note: Callable[[str], None],
    below: httpx2.BaseTransport | None,
) -> Iterator[Way]:
    """The way into a library of the Zotero beside us; what is remembered of it belongs to its database."""
    url, place = settings.zotero_local_url, Place("user", 0) if group is None else Place("group", group)
    keys = folder(settings, "data")
    with desktop(url, keys, patience=settings.patience, note=note, below=below) as desk:
        if write:
            check_writable(desk)
        name = f"local-{_name(place, desk.database or url)}"
        yield Way(desk, place, name, _schema(settings, url), lambda: closing(Present()))


def _place(door: Door, settings: Settings, group: int | None, *, write: bool) -> Place:
    """The library that is meant; what everybody may read needs no key."""
    if not settings.zotero_key:
        if group is not None and not write and _is_open(door, group):
            return Place("group", group)
        raise ConfigError("ZOTERO_API_KEY is not set: make a key at zotero.org/settings/keys")
    key = door.who()
    try:
        place = check_key(key, group, write=write)
    except TargetError:
        if group is None or write or not _is_open(door, group):
            raise
        return Place("group", group)
    if group is not None and write:
        check_group(door.group(group), int(key["userID"]))
    return place


def _is_open(door: Door, group: int) -> bool:
    """Whether everybody may read the library of a group."""
    with suppress(TargetRefused):
        return is_open(door.group(group))
    return False


def folder(settings: Settings, kind: str) -> Path:
    """Where state (`data`) or copies (`cache`) of libraries lie."""
    import platformdirs

    if kind == "data":
        return (settings.data or platformdirs.user_data_path("papers2bib", appauthor=False)) / "zotero"
    return (settings.cache or platformdirs.user_cache_path("papers2bib", appauthor=False)) / "zotero"


def _name(place: Place, server: str) -> str:
    return f"{place.kind}-{place.number}-{_short(server)}"


def _schema(settings: Settings, url: str) -> Path:
    return folder(settings, "cache") / f"schema-{_short(url)}.json"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
