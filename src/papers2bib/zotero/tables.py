"""Small SQLite files for one library each: a path and its tables in, a connection out."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from papers2bib.errors import TargetError
from papers2bib.zotero.wire import NAME


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong with a file, in words for a person."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise TargetError(str(path), f"cannot be used ({str(error).lower()})") from error


def is_damage(error: Exception) -> bool:
    """Whether a file holds what nobody has written: another try would meet it again."""
    return not isinstance(error, sqlite3.OperationalError) or "malformed" in str(error)


@contextmanager
def alone(lock: Path, patience: float, other: str, note: Callable[[str], None]) -> Iterator[None]:
    """Let one run at a time of this machine go on; raises TargetError after so many seconds of waiting.

    What the other one does is told: `other` is such as "another run is reading this library".
    """
    from filelock import FileLock, Timeout

    held = FileLock(lock)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            held.acquire(timeout=0)
        except Timeout:
            note(f"Zotero: {other}; going on once it is done")
            held.acquire(timeout=patience)
    except Timeout as error:
        raise TargetError(NAME, f"{other}: wait until it is done") from error
    except OSError as error:
        raise TargetError(str(lock.parent), f"cannot be used ({str(error).lower()})") from error
    try:
        yield
    finally:
        held.release()


def open_tables(path: Path, tables: str) -> sqlite3.Connection:
    """The file, made if it is not there; every `with connection` is written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30)
    connection.executescript(tables)
    return connection
