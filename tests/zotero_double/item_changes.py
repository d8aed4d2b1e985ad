"""Takes an item and what is written to it, gives the item as it will be and whether that is a change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import notes, relations, schema
from .clock import stamp
from .item_checks import check
from .library import Item, Library
from .talk import RefusalError
from .values import as_creators, as_tags, as_text, as_time, shortened

_SPECIAL = frozenset({"linkMode", "contentType", "charset", "filename", "path"})
_LONGEST = 65_535
_QUIET = frozenset({"collections", "relations"})
"""What may change without a new date of modification."""
_WATCHED = "kind fields creators collections parent trashed note special added".split()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The item as it will be, with no version yet, and what has changed of it; nothing is `unchanged`."""

    item: Item
    changes: frozenset[str]


def changed(
    library: Library, before: Item | None, key: str, json: Mapping[str, Any], now: float, *, partial: bool
) -> Outcome:
    """Write to an item, or to nothing: then it is a new one."""
    partial = partial and before is not None
    wanted = check(library, before, json, partial=partial)
    start = before or Item(key=key, kind=wanted["itemType"], added=stamp(now), modified=stamp(now))
    after = start if partial or before is None else replace(start, trashed=False, parent="")
    after = _of_type(after, wanted.get("itemType") or start.kind)
    after = _with_fields(library, after, wanted, now)
    after = _with_the_rest(library, after, wanted)
    _check_places(library, before, after)
    return _dated(library, start, after, wanted, new=before is None, now=now)


def _of_type(item: Item, kind: str) -> Item:
    """The item under another type: fields that it does not have are lost, or go where they mean the same."""
    if kind == item.kind:
        return item
    carried = {same: value for name, value in item.fields.items() if (same := schema.same_field(name, kind))}
    creators = tuple(
        creator
        if creator["creatorType"] in schema.CREATORS[kind]
        else {**creator, "creatorType": "contributor"}
        for creator in item.creators
    )
    return replace(item, kind=kind, fields=carried, creators=creators)


def _with_fields(library: Library, item: Item, json: Mapping[str, Any], now: float) -> Item:
    fields = dict(item.fields)
    for name in [name for name in json if name in schema.ALL_FIELDS]:
        value = as_text(json[name])
        if name == "accessDate":
            value = as_time(name, value, now) or ""
        if value and name not in schema.FIELDS[item.kind]:
            raise RefusalError(400, f"'{name}' is not a valid field for type '{item.kind}'")
        if len(value.encode()) > _LONGEST:
            _too_long(library, item, name, value)
        fields.pop(name, None)
        fields |= {name: value} if value else {}
    return replace(item, fields=fields)


def _too_long(library: Library, item: Item, name: str, value: str) -> None:
    label, start = schema.label(name), shortened(value)
    where = f"{library.number}/{item.key or library.new_key()}"
    raise RefusalError(
        413,
        f"{label} field value '{start}' too long for item '{where}'",
        data={"field": label, "value": start},
    )


def _with_the_rest(library: Library, item: Item, json: Mapping[str, Any]) -> Item:
    new: dict[str, Any] = {}
    if "tags" in json:
        new["tags"] = as_tags(json["tags"])
    if "creators" in json and schema.CREATORS[item.kind]:
        new["creators"] = as_creators(json["creators"])
    if "collections" in json:
        new["collections"] = frozenset(json["collections"])
    if "parentItem" in json:
        new["parent"] = json["parentItem"] or ""
    if json.get("deleted") is not None:
        new["trashed"] = bool(json["deleted"])
    if "note" in json:
        new["note"] = _note(library, item, str(json["note"] or ""))
    if "relations" in json:
        new["relations"] = relations.written(library, item, relations.pairs(json["relations"]))
    new["special"] = {**item.special, **_special(json)}
    return replace(item, **new)


def _note(library: Library, item: Item, note: str) -> str:
    if len(note) > notes.MAX_LENGTH:
        start = notes.first_line(note)[:79]
        raise RefusalError(413, f"Note '{start}...' too long for item '{library.number}/{item.key}'")
    return notes.cleaned(note)


def _special(json: Mapping[str, Any]) -> dict[str, Any]:
    """What attachments and annotations alone have."""
    if "/" in str(json.get("filename") or ""):
        raise RefusalError(400, f"Stored-file filename '{json['filename']}' cannot contain a directory path")
    found = {name: json[name] for name in json.keys() & {"md5", "mtime"} if json[name]}
    return found | {name: json[name] for name in json if name in _SPECIAL or name.startswith("annotation")}


def _check_places(library: Library, before: Item | None, after: Item) -> None:
    """Refuse a parent or a collection that is not there, or that cannot be one."""
    for key in sorted(after.collections):
        if key not in library.collections:
            raise RefusalError(409, f"Collection {key} not found", data={"collection": key})
    if not after.parent or (before and before.parent == after.parent):
        return
    parent = library.items.get(after.parent)
    if parent is None:
        raise RefusalError(409, f"Parent item {after.parent} not found", data={"parentItem": after.parent})
    fitting = {"annotation": ("attachment",)}.get(after.kind, tuple(schema.FIELDS.keys() - schema.NAMELESS))
    if before is not None and (parent.kind not in fitting or after.kind not in schema.NAMELESS):
        raise RefusalError(500, "An error occurred")
    if parent.kind not in fitting:
        said = {"parentItem": after.parent}
        raise RefusalError(409, "Parent item cannot be a note or attachment", data=said)


def _dated(
    library: Library, before: Item, after: Item, json: Mapping[str, Any], *, new: bool, now: float
) -> Outcome:
    """The item with its dates: that of modification is the server's unless another one is sent."""
    times = {name: as_time(name, str(json[name])) for name in ("dateAdded", "dateModified") if json.get(name)}
    if added := times.get("dateAdded"):
        after = replace(after, added=added)
    changes = {name for name in _WATCHED if getattr(before, name) != getattr(after, name)}
    changes |= {"tags"} if json.get("tags") or before.tags != after.tags else set()
    if "relations" in json and relations.pairs(json["relations"]) != relations.shown(library, before):
        changes.add("relations")
    sent = times.get("dateModified")
    if sent and sent != before.modified:
        changes.add("modified")
        after = replace(after, modified=sent)
    elif changes - _QUIET or new:
        after = replace(after, modified=stamp(now))
    return Outcome(after, frozenset(changes) | ({"new"} if new else frozenset()))
