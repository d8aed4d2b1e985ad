"""Takes a collection and what is written to it, gives the collection as it is then."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .library import Collection, Library, valid_key
from .talk import RefusalError
from .values import as_text, shortened

_KNOWN = frozenset({"key", "version", "name", "parentCollection", "relations", "deleted"})
_LONGEST_NAME = 255


def write(
    library: Library, before: Collection | None, key: str, json: Mapping[str, Any], *, partial: bool
) -> tuple[Collection, bool]:
    """Write to a collection, or make one; what comes back says whether it has changed."""
    start = before or Collection(key=key, name="")
    after = _changed(library, start, json, partial=partial and before is not None)
    _check_parent(library, after)
    version = library.bump()
    if before == after:
        return after, False
    number = after.number or library.new_number()
    after = replace(after, key=key or library.new_key(), version=version, number=number)
    if after.parent in library.below(after.key):
        library.collections[after.parent] = replace(
            library.collections[after.parent], parent="", version=version
        )
    library.collections[after.key] = after
    library.deleted.pop(("collections", after.key), None)
    return after, True


def _changed(library: Library, before: Collection, json: Mapping[str, Any], *, partial: bool) -> Collection:
    for name in json:
        if name not in _KNOWN:
            raise RefusalError(400, f"Invalid property '{name}'")
    if "name" not in json and not partial:
        raise RefusalError(400, "'name' property not provided")
    kept = before if partial else replace(before, parent="", trashed=False)
    after = replace(kept, name=_name(json.get("name", before.name)))
    if "parentCollection" in json:
        after = replace(after, parent=json["parentCollection"] or "")
    if "relations" in json:
        if not isinstance(json["relations"] or {}, dict):
            raise RefusalError(400, "'relations' property must be an object")
        after = replace(after, relations=dict(json["relations"] or {}))
    return replace(after, trashed=bool(json["deleted"])) if "deleted" in json else after


def _name(name: Any) -> str:
    if not isinstance(name, str):
        raise RefusalError(400, "'name' must be a string")
    if not as_text(name):
        raise RefusalError(400, "Collection name cannot be empty")
    if len(name) > _LONGEST_NAME:
        start = shortened(name)
        raise RefusalError(413, f"Collection name '{start}' too long", data={"value": start})
    return as_text(name)


def _check_parent(library: Library, after: Collection) -> None:
    if not after.parent:
        return
    if not valid_key(after.parent) or after.parent == after.key:
        raise RefusalError(500, "An error occurred")
    if after.parent not in library.collections:
        raise RefusalError(
            409, f"Parent collection {after.parent} not found", data={"collection": after.parent}
        )
