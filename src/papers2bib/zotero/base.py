"""What was last pushed to a library, by paper: state that stays on this machine, written before and after."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papers2bib.zotero.plan import Pushed, Step
from papers2bib.zotero.tables import open_tables, told

_TABLES = """
create table if not exists pushed (made text primary key, item text, said text);
create table if not exists pending (made text primary key, item text, said text, version integer);
"""
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Pending:
    """What may have been written: the answer has not been seen."""

    item: str
    said: Data
    version: int


class Base:
    """What was pushed, by the made keys of the papers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with told(path):
            self._tables = open_tables(path, _TABLES)
            rows = self._tables.execute("select made, item, said from pushed")
            self.pushed = {made: Pushed(item, json.loads(said)) for made, item, said in rows}
            waiting = self._tables.execute("select made, item, said, version from pending")
            self._pending = {
                made: _Pending(item, json.loads(said), version) for made, item, said, version in waiting
            }

    def close(self) -> None:
        """Close the file."""
        self._tables.close()

    def intend(self, steps: Iterable[Step]) -> None:
        """Remember what is about to be written: after a crash it may be there."""
        new = {step.made: _Pending(step.item, step.said, step.version) for step in steps}
        self._pending |= new
        rows = [(made, one.item, json.dumps(one.said), one.version) for made, one in new.items()]
        with told(self._path), self._tables as tables:
            tables.executemany("insert or replace into pending values (?, ?, ?, ?)", rows)

    def settle(self, steps: Iterable[Step]) -> None:
        """Remember that the library holds it, or has something of its own instead."""
        self._settle({step.made: Pushed(step.item, step.said) for step in steps})

    def name(self, given: Mapping[str, str]) -> None:
        """Remember links, by their made keys, that the library holds under keys of its own."""
        self._settle({made: Pushed(item, {}) for made, item in given.items()})

    def resolve(self, items: Mapping[str, Data]) -> None:
        """Find out from the library which of the things intended have come true."""
        arrived = {}
        for made, one in self._pending.items():
            data = items.get(one.item)
            before = self.pushed.get(made)
            if data is not None and data["version"] != one.version and _arrived(one, before, data):
                arrived[made] = Pushed(one.item, one.said)
        self._settle(arrived)
        self._pending.clear()
        with told(self._path), self._tables as tables:
            tables.execute("delete from pending")

    def _settle(self, new: Mapping[str, Pushed]) -> None:
        changed = {made: one for made, one in new.items() if self.pushed.get(made) != one}
        self.pushed |= changed
        for made in new:
            self._pending.pop(made, None)
        rows = [(made, one.item, json.dumps(one.said)) for made, one in changed.items()]
        with told(self._path), self._tables as tables:
            tables.executemany("insert or replace into pushed values (?, ?, ?)", rows)
            tables.executemany("delete from pending where made = ?", [(made,) for made in new])


def _arrived(one: _Pending, before: Pushed | None, data: Data) -> bool:
    """Whether an item shows any of what was intended and was not so before; a new one does by being there."""
    if one.version == 0:
        return True
    said = before.said if before else {}
    new = {name: value for name, value in one.said.items() if value != said.get(name)}
    return any(_shows(data, name, value, said.get(name)) for name, value in new.items())


def _shows(data: Data, name: str, value: Any, before: Any) -> bool:
    if name == "tags":
        names = {tag["tag"] for tag in data.get("tags", ())}
        return bool((set(value) - set(before or ())) & names)
    if name == "collections":
        return bool((set(value) - set(before or ())) & set(data.get("collections", ())))
    if name == "extra":
        lines = set(str(data.get("extra") or "").split("\n"))
        return bool((set(value) - set(before or ())) & lines)
    return bool(value) and data.get(name) == value
