"""The answers kept: replies in, the same replies out on later days, in one SQLite file of requests-cache."""

import hashlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests_cache.backends.sqlite import SQLiteCache

T = TypeVar("T")

_UNUSABLE = "answers cannot be kept in {} ({}), so they are kept for this run alone"
_OTHER_TABLES = sqlite3.SQLITE_ERROR
"""No such table or column; what else hinders an operation is not the file's fault."""


class Store:
    """Replies by what was asked, in a file whose directory is made if need be.

    Where it cannot be written, a temporary one takes its place; a file that is no database any more is set
    aside. `note` is told of both. What is kept holds no key: none is in the requests that come here.
    """

    def __init__(self, place: Path, note: Callable[[str], None]) -> None:
        self._note = note
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.folder, self._name = place.parent, place.name
        self.turns = self.folder
        """Where runs side by side find out whose turn it is."""
        self._cache = self._opened()
        self._tried(lambda: self._cache.delete(expired=True, vacuum=False))

    def get(self, request: "PreparedRequest") -> "Response | None":
        """The reply to this very request, unless none is kept, or its time has passed or is yet to come."""
        found = self._tried(lambda: self._cache.get_response(key_of(request)))
        if found is None or found.is_expired or found.created_at > _tomorrow():
            return None
        return found

    def put(self, request: "PreparedRequest", response: "Response", days: int) -> None:
        """Keep a reply for some days."""
        until = datetime.now(UTC) + timedelta(days=days)
        self._tried(lambda: self._cache.save_response(response, key_of(request), until))

    def drop(self, request: "PreparedRequest") -> None:
        """Forget a reply that turned out to be none."""
        self._tried(lambda: self._cache.delete(key_of(request)))

    def close(self) -> None:
        """Let go of the file."""
        self._cache.close()  # type: ignore[no-untyped-call]  # untyped in the library
        if self._temporary:
            self._temporary.cleanup()

    def _tried(self, do: Callable[[], T]) -> T | None:
        """A file that is damaged, or held by another run, costs answers, not the run."""
        try:
            return do()
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError) or error.sqlite_errorcode == _OTHER_TABLES:
                self._set_aside(error)
            return None

    def _opened(self) -> "SQLiteCache":
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return _sound(self.folder / self._name)
        except sqlite3.OperationalError as error:
            return self._elsewhere(error)
        except sqlite3.DatabaseError as error:
            return self._renamed(error)
        except OSError as error:
            return self._elsewhere(error)

    def _set_aside(self, error: Exception) -> None:
        with suppress(sqlite3.Error):
            self._cache.close()  # type: ignore[no-untyped-call]  # untyped in the library
        self._cache = self._renamed(error)

    def _renamed(self, error: Exception) -> "SQLiteCache":
        spoiled = self.folder / self._name
        aside = spoiled.with_name(f"{self._name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
        try:
            spoiled.replace(aside)
            (self.folder / f"{self._name}-journal").unlink(missing_ok=True)
            self._note(f"{spoiled}: damaged ({error}), set aside as {aside.name}; answers are asked for anew")
            return _sound(self.folder / self._name)
        except (OSError, sqlite3.Error) as another:
            return self._elsewhere(another)

    def _elsewhere(self, error: Exception) -> "SQLiteCache":
        self._note(_UNUSABLE.format(self.folder, error))
        self._temporary = tempfile.TemporaryDirectory(prefix="papers2bib-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name)
        self.turns = _meeting_place() or self.folder
        return _sound(self.folder / self._name)


def _sound(path: Path) -> "SQLiteCache":
    """The cache in this file; raises sqlite3's errors where it cannot be read or written."""
    from requests_cache.backends.sqlite import SQLiteCache

    with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")  # requests-cache would try for ever on a file it may not write
        database.execute("CREATE TABLE IF NOT EXISTS made_by (name TEXT PRIMARY KEY)")
        database.execute("INSERT OR IGNORE INTO made_by VALUES ('papers2bib')")
        database.execute("COMMIT")
    return SQLiteCache(path, serializer="json")


def _meeting_place() -> Path | None:
    """A directory of this person's runs alone, for those that share no other; None where it is not ours."""
    person = os.getuid() if hasattr(os, "getuid") else 0
    place = Path(tempfile.gettempdir(), f"papers2bib-{person}")
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        found = place.lstat()
    except OSError:
        return None
    return place if stat.S_ISDIR(found.st_mode) and found.st_uid == person else None


def _tomorrow() -> datetime:
    """Beyond it lies what was kept while a clock went wrong."""
    return datetime.now(UTC) + timedelta(days=1)


def key_of(request: "PreparedRequest") -> str:
    """Method, address and body; requests-cache's own keys would take lists of ids for sets."""
    said = f"{request.method}\0{request.url}\0{request.body!r}"
    return hashlib.sha256(said.encode()).hexdigest()
