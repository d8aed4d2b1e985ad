"""Takes a table of a page, gives the elements that hold the titles in the column named so, and its rows."""

from collections.abc import Iterator
from typing import NamedTuple

from papers2bib.readers import records
from papers2bib.readers.html_titles import likely, sample
from papers2bib.readers.html_tree import Node, rows
from papers2bib.readers.html_words import spoken

_DEEPEST_HEADER = 3
_LEADS = frozenset({"a", "b", "strong", "i", "em", "span"})


class Row(NamedTuple):
    """A row of a table with a header: its title, the cell of it, and the others by their column's name."""

    title: Node
    cell: Node
    fields: dict[str, Node]


def headed_rows(table: Node) -> list[Row]:
    """The rows of a table one column of which is named as titles are, and holds what reads as titles."""
    all_rows = list(rows(table))
    for at, row in enumerate(all_rows[:_DEEPEST_HEADER]):
        names = {cell.column: spoken(cell) for cell in _cells(row)}
        name = records.title_column(names.values()) if len(names) > 1 else None
        if name is not None:
            column = next(number for number, text in names.items() if text == name)
            found = list(_titled(all_rows[at + 1 :], column, names))
            return found if _read_as_titles(found) else []
    return []


def _titled(body: list[Node], column: int, names: dict[int, str]) -> Iterator[Row]:
    for row in body:
        cells = {cell.column: cell for cell in _cells(row)}
        cell = cells.pop(column, None)
        if cell is not None and cell.text:
            yield Row(_lead(cell), cell, {names[at]: one for at, one in cells.items() if names.get(at)})


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.children if cell.tag in ("td", "th")]


def _lead(cell: Node) -> Node:
    """What in a cell holds the title: the first of its parts, or all of it."""
    parts = [one for one in cell.children if one.text.strip()]
    if len(parts) == 1 and parts[0].children:
        return _lead(parts[0])
    first = parts[0] if parts else cell
    apart = not first.inline or any(one.tag == "br" or not one.inline for one in cell.children)
    if len(parts) > 1 and (apart or first.tag in _LEADS) and likely(spoken(first)):
        return _lead(first)
    return cell


def _read_as_titles(found: list[Row]) -> bool:
    worth = [likely(spoken(row.title)) for row in sample(found)]
    return sum(worth) > 0.3 * len(worth)
