"""A copy of a library as a careful client keeps it: what changed since a version, and what was deleted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zotero_double.double import ZoteroDouble
from zotero_double.talk import asked_for


@dataclass
class Mirror:
    """Items and collections by key, with the version up to which they are known."""

    double: ZoteroDouble
    place: str
    secret: str
    version: int = 0
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    collections: dict[str, dict[str, Any]] = field(default_factory=dict)

    def update(self) -> None:
        """Bring in what has changed, page by page.

        A deleted collection takes others with it, and itself out of items, without a word in the log or a
        new version: so the keys of all collections are asked for.
        """
        changed, now = self._all(f"items?since={self.version}&includeTrashed=1")
        self.items |= {each["key"]: each["data"] for each in changed}
        shelves, _ = self._all(f"collections?since={self.version}")
        self.collections |= {each["key"]: each["data"] for each in shelves}
        there, _ = self._get("collections?format=versions")
        self.collections = {key: data for key, data in self.collections.items() if key in there}
        gone, _ = self._get(f"deleted?since={self.version}")
        for key in gone["items"]:
            self.items.pop(key, None)
        for data in self.items.values():
            if "collections" in data:
                data["collections"] = [key for key in data["collections"] if key in there]
        self.version = now

    def _all(self, path: str) -> tuple[list[Any], int]:
        """All pages of a list, and the version of the library."""
        found: list[Any] = []
        while True:
            page, headers = self._get(f"{path}&limit=5&start={len(found)}&sort=dateAdded")
            found += page
            if len(found) >= int(headers["Total-Results"]):
                return found, int(headers["Last-Modified-Version"])

    def _get(self, path: str) -> tuple[Any, Mapping[str, str]]:
        target = f"/{self.place}/{path}"
        answered = self.double.answer(asked_for("GET", target, {"Zotero-API-Key": self.secret}))
        assert answered.status == 200, answered.body
        return json.loads(answered.body), answered.headers
