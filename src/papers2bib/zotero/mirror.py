"""A copy of a library on this machine: what changed since last time in, all items and collections out."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from papers2bib.errors import TargetError
from papers2bib.zotero.server import Report, Server
from papers2bib.zotero.tables import open_tables, told
from papers2bib.zotero.wire import NAME

_TABLES = """
create table if not exists objects (kind text, key text, data text, primary key (kind, key));
create table if not exists deleted (key text primary key);
create table if not exists version (number integer);
"""
_TRIES = 5
Data = dict[str, Any]


class Mirror:
    """The library up to `version`; a cache: a damaged file is begun anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.version = 0
        self.items: dict[str, Data] = {}
        self.collections: dict[str, Data] = {}
        self.deleted: set[str] = set()
        try:
            self._load()
        except (sqlite3.DatabaseError, ValueError):
            with suppress(OSError):
                path.unlink()
            with told(path):
                self._load()

    def close(self) -> None:
        """Close the file."""
        self._tables.close()

    def update(self, server: Server) -> None:
        """Bring in what has changed: one request where nothing has, three or four and the pages otherwise."""
        for _ in range(_TRIES):
            items, version = server.items(self.version)
            if version == self.version:
                return
            if version < self.version:
                self._forget()  # another library stands at this address now
            elif self._rest(server, items, version):
                return
        raise TargetError(NAME, "others write to the library faster than it can be read: run it again later")

    def take(self, kind: str, report: Report) -> None:
        """Remember what we have written ourselves.

        The versions say whether somebody else wrote in between: then it is asked for next time.
        """
        store = self.items if kind == "items" else self.collections
        store |= report.written
        self.deleted -= report.written.keys()
        versions = sorted(int(data["version"]) for data in report.written.values())
        whole = versions == list(range(self.version + 1, self.version + 1 + len(versions)))
        if whole and not report.unchanged:
            self.version += len(versions)
        self._save({kind: report.written}, ())

    def _rest(self, server: Server, items: Iterable[Data], version: int) -> bool:
        """The rest of what has changed up to the same version; False where it has moved on."""
        known, at = server.collection_versions()
        if at != version:
            return False
        shelves: list[Data] = []
        if any(one > self.version or key not in self.collections for key, one in known.items()):
            shelves, at = server.collections(self.version)
        gone, then = server.deleted(self.version)
        if at != version or then != version:
            return False
        changed = {data["key"]: data for data in items}
        self.items = {k: v for k, v in (self.items | changed).items() if k not in gone}
        self.collections |= {data["key"]: data for data in shelves}
        self.collections = {key: data for key, data in self.collections.items() if key in known}
        self.deleted = (self.deleted | set(gone)) - set(changed)
        self.version = version
        for data in self.items.values():
            if "collections" in data:
                data["collections"] = [key for key in data["collections"] if key in known]
        self._save({"items": changed, "collections": self.collections}, gone)
        return True

    def _load(self) -> None:
        self._tables = open_tables(self._path, _TABLES)
        found: dict[str, dict[str, Data]] = {"items": {}, "collections": {}}
        for kind, key, data in self._tables.execute("select kind, key, data from objects"):
            found[kind][key] = json.loads(data)
        self.items, self.collections = found["items"], found["collections"]
        for item in self.items.values():
            if "collections" in item:
                item["collections"] = [key for key in item["collections"] if key in self.collections]
        self.deleted = {key for (key,) in self._tables.execute("select key from deleted")}
        row = self._tables.execute("select number from version").fetchone()
        self.version = row[0] if row else 0

    def _forget(self) -> None:
        self.items, self.collections, self.deleted, self.version = {}, {}, set(), 0
        with told(self._path), self._tables as tables:
            for table in ("objects", "deleted", "version"):
                tables.execute(f"delete from {table}")

    def _save(self, changed: Mapping[str, Mapping[str, Data]], gone: Iterable[str]) -> None:
        """Write what has changed, whole or not at all."""
        with told(self._path), self._tables as tables:
            for kind, objects in changed.items():
                rows = [(kind, key, json.dumps(data)) for key, data in objects.items()]
                tables.executemany("insert or replace into objects values (?, ?, ?)", rows)
                tables.executemany("delete from deleted where key = ?", [(key,) for key in objects])
            tables.executemany("delete from objects where kind = 'items' and key = ?", [(k,) for k in gone])
            tables.executemany("insert or ignore into deleted values (?)", [(key,) for key in gone])
            shelves = [(key,) for key in self._stale()]
            tables.executemany("delete from objects where kind = 'collections' and key = ?", shelves)
            tables.execute("delete from version")
            tables.execute("insert into version values (?)", (self.version,))

    def _stale(self) -> list[str]:
        rows = self._tables.execute("select key from objects where kind = 'collections'")
        return [key for (key,) in rows if key not in self.collections]
