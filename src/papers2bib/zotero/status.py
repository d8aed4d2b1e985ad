"""What a key reaches: settings in, lines on its permissions and on libraries with their versions out."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx2

from papers2bib.config import Settings
from papers2bib.errors import ConfigError, TargetRefused
from papers2bib.session.clock import Clock
from papers2bib.zotero.access import Place, check_key, reach
from papers2bib.zotero.server import Door
from papers2bib.zotero.wire import open_client


def zotero_status(
    settings: Settings, *, below: httpx2.BaseTransport | None = None, clock: Clock | None = None
) -> Iterator[str]:
    """What the key permits and all libraries that it reads; raises ConfigError and TargetError."""
    if not settings.zotero_key:
        raise ConfigError("ZOTERO_API_KEY is not set: make a key at zotero.org/settings/keys")
    with open_client(settings, below=below, clock=clock) as client:
        door = Door(client, settings.zotero_url, settings.zotero_key)
        key = door.who()
        yield f"key of {key.get('username') or 'user'} (user {key['userID']}) at {settings.zotero_url}"
        permitted = list(reach(key))
        yield from (f"  {line}" for line in permitted or ["it permits nothing"])
        user = int(key["userID"])
        if key.get("access", {}).get("user", {}).get("library"):
            place = check_key(key, None, write=False)
            yield f"your library: version {door.library(place).version()}"
        for group in door.groups(user):
            with suppress(TargetRefused):
                yield _group(door, group)


def _group(door: Door, group: dict[str, Any]) -> str:
    data = group["data"]
    place = Place("group", int(data["id"]))
    editing = "its admins edit" if data.get("libraryEditing") == "admins" else "its members edit"
    return f"group {place.number}, {data['name']}: version {door.library(place).version()}, {editing}"
