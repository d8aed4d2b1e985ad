"""What the commands on Zotero find around them: a double that listens, a key, directories of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from zotero_double import ZoteroDouble
from zotero_world import ADA, world


@contextmanager
def surrounded(monkeypatch: pytest.MonkeyPatch, folder: Path, catalogue: Path) -> Iterator[ZoteroDouble]:
    """The double as a server, and everything that a command reads from its surroundings."""
    monkeypatch.chdir(folder)
    made = world()
    made.limits.lift()
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(catalogue))
    monkeypatch.setenv("PAPERS2BIB_OFFLINE", "1")
    monkeypatch.setenv("PAPERS2BIB_DATA", str(folder / "data"))
    monkeypatch.setenv("PAPERS2BIB_CACHE", str(folder / "cache"))
    monkeypatch.setenv("ZOTERO_API_KEY", made.key(ADA).secret)
    with made.served() as root:
        monkeypatch.setenv("PAPERS2BIB_ZOTERO_URL", root)
        yield made
