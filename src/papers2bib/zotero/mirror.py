"""A copy of a library on this machine: what changed since last time in, all items and collections out."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from papers2bib.errors import TargetError
from papers2bib.zotero.kept import KeptItems
from papers2bib.zotero.server import AT_ONCE, Report, Server
from papers2bib.zotero.tables import alone, is_damage, open_tables, told
from papers2bib.zotero.wire import NAME

_TABLES = """
create table if not exists objects (kind text, key text, data text, primary key (kind, key));
create table if not exists deleted (key text primary key);
create table if not exists version (number integer);
create table if not exists reading (start integer);
"""
_TRIES = 5
Data = dict[str, Any]


@contextmanager
def open_mirror(
    path: Path, patience: float, note: Callable[[str], None], busy: Callable[[str], None]
) -> Iterator["Mirror"]:
    """The copy of a library, for one run at a time; raises TargetError where it cannot be had."""
    other = "another run is reading this library"
    with alone(path.with_suffix(".lock"), patience, other, note), closing(Mirror(path, busy)) as mirror:
        yield mirror


class Mirror:
    """The library up to `version`; a cache: a damaged file is begun anew.

    Items stay in the file. While an update is under way, `objects` holds some that are newer than `version`,
    and `reading` says how many of those that changed since have come: the next update goes on from there.
    `busy` hears of every page.
    """

    def __init__(self, path: Path, busy: Callable[[str], None] = lambda _: None) -> None:
        self._path, self._busy = path, busy
        self.version = 0
        self.collections: dict[str, Data] = {}
        self.deleted: set[str] = set()
        self._start = 0
        try:
            self._load()
        except (sqlite3.DatabaseError, ValueError):
            with suppress(OSError):
                path.unlink()
            with told(path):
                self._load()
        self.items = KeptItems(self._tables, self.collections, self._failed)

    def close(self) -> None:
        """Close the file."""
        self._tables.close()

    def inside(self, shelves: Set[str]) -> Iterable[Data]:
        """The items that stand in one of the collections."""
        return self.items.inside(shelves)

    def update(self, server: Server) -> None:
        """Bring in what has changed: one request where nothing has, three or four and the pages otherwise.

        What has come is kept whatever happens then, but counts once all is there as it was at one version.
        """
        for _ in range(_TRIES):
            version, complete = self._arrive(server)
            if version < self.version:
                self._forget()  # another library stands at this address now
                continue
            settled = version == self.version and not self._start
            if settled or self._rest(server, version if complete else self._missed(server)):
                return
        raise TargetError(NAME, "others write to the library faster than it can be read: run it again later")

    def take(self, kind: str, report: Report) -> None:
        """Remember what we have written ourselves.

        The versions say whether somebody else wrote in between: then it is asked for next time.
        """
        versions = sorted(int(data["version"]) for data in report.written.values())
        whole = versions == list(range(self.version + 1, self.version + 1 + len(versions)))
        if whole and not report.unchanged:
            self.version += len(versions)
        with self._writing():
            self._put(kind, report.written.values())
            self._set_version()

    def _arrive(self, server: Server) -> tuple[int, bool]:
        """Keep what has changed, page by page; the library's version then, and whether that is surely all.

        It may not be where others write meanwhile: what they delete moves items to a page that has been read.
        """
        begun = self._start > 0
        seen: set[str] = set()
        versions = set()
        while True:
            page = server.items_from(self.version, self._start)
            if page.version < self.version or (page.version == self.version and not self._start):
                return page.version, True
            self._start += len(page.items)
            self._keep(page.items)
            seen.update(data["key"] for data in page.items)
            versions.add(page.version)
            self._busy(f"Zotero: {self._start:,} of {page.total:,} items read")
            if not page.items or self._start >= page.total:
                return page.version, not begun and len(versions) == 1 and len(seen) == page.total

    def _missed(self, server: Server) -> int:
        """Keep what the pages did not show as it is now, by the versions of all; the library's version."""
        there, version = server.item_versions(self.version)
        known = self.items.versions()
        lacking = [key for key, at in there.items() if known.get(key) != at]
        for start in range(0, len(lacking), AT_ONCE):
            self._keep(server.items_named(lacking[start : start + AT_ONCE]))
        if not self.version:  # all that there is was told
            with self._writing():
                self._drop("items", known.keys() - there.keys())
        return version

    def _rest(self, server: Server, version: int) -> bool:
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
        self.version, self._start = version, 0
        self.deleted.update(gone)
        with self._writing() as tables:
            self._put("collections", shelves)
            self._drop("collections", self.collections.keys() - known.keys())
            self._drop("items", gone)
            tables.executemany("insert or ignore into deleted values (?)", [(key,) for key in gone])
            tables.execute("delete from reading")
            self._set_version()
        return True

    def _load(self) -> None:
        self._tables = open_tables(self._path, _TABLES)
        rows = self._tables.execute("select key, data from objects where kind = 'collections'")
        found = {key: json.loads(data) for key, data in rows}
        self.deleted = {key for (key,) in self._tables.execute("select key from deleted")}
        self.version = self._number("number", "version")
        self._start = self._number("start", "reading")
        self.collections |= found

    def _number(self, column: str, table: str) -> int:
        row = self._tables.execute(f"select {column} from {table}").fetchone()
        return int(row[0]) if row else 0

    def _forget(self) -> None:
        self.collections.clear()
        self.deleted.clear()
        self.version = self._start = 0
        with self._writing() as tables:
            for table in ("objects", "deleted", "version", "reading"):
                tables.execute(f"delete from {table}")

    def _keep(self, items: Iterable[Data]) -> None:
        """Write a page and how far we are, whole or not at all."""
        with self._writing() as tables:
            self._put("items", items)
            tables.execute("delete from reading")
            tables.execute("insert into reading values (?)", (self._start,))

    def _put(self, kind: str, objects: Iterable[Data]) -> None:
        found: Mapping[str, Data] = {data["key"]: data for data in objects}
        if kind == "collections":
            self.collections |= found
        rows = [(kind, key, json.dumps(data)) for key, data in found.items()]
        self._tables.executemany("insert or replace into objects values (?, ?, ?)", rows)
        self._tables.executemany("delete from deleted where key = ?", [(key,) for key in found])
        self.deleted -= found.keys()

    def _drop(self, kind: str, keys: Iterable[str]) -> None:
        rows = [(kind, key) for key in keys]
        self._tables.executemany("delete from objects where kind = ? and key = ?", rows)
        if kind == "collections":
            for _, key in rows:
                del self.collections[key]

    def _set_version(self) -> None:
        self._tables.execute("delete from version")
        self._tables.execute("insert into version values (?)", (self.version,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """What is done in here is done whole or not at all."""
        try:
            with self._tables as tables:
                yield tables
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> TargetError:
        """What to tell of a file that cannot be read on; a damaged one is removed, to be made anew."""
        if not is_damage(error):
            return TargetError(str(self._path), f"cannot be used ({str(error).lower()})")
        self.close()
        with suppress(OSError):
            self._path.unlink()
        return TargetError(str(self._path), "was damaged and has been removed: run it again")
