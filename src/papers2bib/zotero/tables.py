"""Small SQLite files for one library each: a path and its tables in, a connection out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from papers2bib.errors import TargetError


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong with a file, in words for a person."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise TargetError(str(path), f"cannot be used ({str(error).lower()})") from error


def open_tables(path: Path, tables: str) -> sqlite3.Connection:
    """The file, made if it is not there; every `with connection` is written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30)
    connection.executescript(tables)
    return connection
