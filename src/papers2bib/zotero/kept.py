"""The items of a library in a file: a connection in; items by key, by collection, or one by one out."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, ValuesView
from typing import Any

Data = dict[str, Any]


class KeptItems(Mapping[str, Data]):
    """Items by their keys, each read from the file when it is asked for; none stays in memory.

    Of the collections that an item says to be in, only those that are there are shown. What goes wrong
    raises what `failed` makes of it.
    """

    def __init__(
        self,
        tables: sqlite3.Connection,
        collections: Mapping[str, Data],
        failed: Callable[[Exception], Exception],
    ) -> None:
        self._tables, self._collections, self._failed = tables, collections, failed

    def __getitem__(self, key: str) -> Data:
        for data in self._read("key = ?", key):
            return data
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._rows("key", "true"):
            yield key

    def __len__(self) -> int:
        return sum(count for (count,) in self._rows("count(*)", "true"))

    def __contains__(self, key: object) -> bool:
        return any(True for _ in self._rows("key", "key = ?", str(key)))

    def values(self) -> ValuesView[Data]:
        """All items, read in one go."""
        return _Values(self)

    def read(self) -> Iterator[Data]:
        """The same, as they come."""
        return self._read("true")

    def inside(self, shelves: Iterable[str]) -> Iterator[Data]:
        """The items that stand in one of the collections."""
        within = (
            "select 1 from json_each(data, '$.collections') where value in (select value from json_each(?))"
        )
        return self._read(f"exists ({within})", json.dumps(sorted(shelves)))

    def versions(self) -> dict[str, int]:
        """The version of each item."""
        return dict(self._rows("key, json_extract(data, '$.version')", "true"))

    def _read(self, where: str, *values: str) -> Iterator[Data]:
        for (text,) in self._rows("data", where, *values):
            try:
                data = json.loads(text)
            except ValueError as error:
                raise self._failed(error) from error
            if "collections" in data:
                data["collections"] = [key for key in data["collections"] if key in self._collections]
            yield data

    def _rows(self, what: str, where: str, *values: str) -> Iterator[Any]:
        try:
            yield from self._tables.execute(
                f"select {what} from objects where kind = 'items' and {where}", values
            )
        except sqlite3.Error as error:
            raise self._failed(error) from error


class _Values(ValuesView[Data]):
    """All items, without a look-up for each."""

    def __init__(self, items: KeptItems) -> None:
        super().__init__(items)
        self._items = items

    def __iter__(self) -> Iterator[Data]:
        return self._items.read()
