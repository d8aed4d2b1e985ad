"""Takes a saved search as it is sent, keeps it: what it finds is the client's own matter."""

from collections.abc import Mapping
from typing import Any

from .library import Library, Search
from .talk import RefusalError
from .values import as_text


def write(library: Library, before: Search | None, key: str, json: Mapping[str, Any]) -> tuple[Search, bool]:
    """Write a saved search, or make one; what comes back says whether it has changed."""
    name = as_text(json.get("name", before.name if before else ""))
    sent = json.get("conditions", list(before.conditions) if before else [])
    if not name:
        raise RefusalError(400, "'name' property not provided")
    if not isinstance(sent, list):
        raise RefusalError(400, "'conditions' must be an array")
    conditions = tuple(sent)
    if not conditions:
        raise RefusalError(400, "'conditions' cannot be empty")
    version = library.bump()
    if before and (before.name, before.conditions) == (name, conditions):
        return before, False
    number = before.number if before else library.new_number()
    after = Search(key or library.new_key(), name, conditions, version, number)
    library.searches[after.key] = after
    library.deleted.pop(("searches", after.key), None)
    return after, True
