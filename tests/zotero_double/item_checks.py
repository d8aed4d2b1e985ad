"""Takes an item as it is sent, refuses what the server refuses before it looks at anything else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import relations, schema
from .creator_checks import check_creators
from .library import Item, Library, valid_key
from .talk import RefusalError
from .values import TIME_FORMS, as_time

_ANY = frozenset({"key", "version", "inPublications"})
_FILE = frozenset({"contentType", "charset", "filename", "md5", "mtime", "path"})
_STORED_ONLY = frozenset({"filename", "md5", "mtime"})


def bad(message: str) -> RefusalError:
    return RefusalError(400, message)


def check(library: Library, item: Item | None, json: Mapping[str, Any], *, partial: bool) -> dict[str, Any]:
    """Refuse what cannot be kept; what comes back says of a child with collections that it is one no more."""
    json = dict(json)
    child = _is_child(item, json, partial=partial)
    for name in _required(item, json, child, partial=partial):
        if json.get(name) is None:
            raise bad(f"'{name}' property not provided")
    kind = json.get("itemType") or (item.kind if item else "")
    link_mode = str(json.get("linkMode", item.link_mode if item else ""))
    sent = _Sent(library, item, kind, link_mode, child)
    for name, value in json.items():
        _one(sent, name, value)
    return json


def _is_child(item: Item | None, json: dict[str, Any], *, partial: bool) -> bool:
    """Whether it will be a child; collections written to a child alone make it a top-level item."""
    if item and item.parent and partial and "parentItem" not in json:
        if not json.get("collections"):
            return True
        json["parentItem"] = False
    return bool(json.get("parentItem"))


def _required(item: Item | None, json: Mapping[str, Any], child: bool, *, partial: bool) -> list[str]:
    if partial:
        return []
    if json.get("itemType") == "attachment":
        return ["linkMode"]
    return ["itemType"] if item is None else ["itemType", "tags", "relations"] + ["collections"] * (not child)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a single property is judged by."""

    library: Library
    item: Item | None
    kind: str
    link_mode: str
    child: bool


def _one(sent: _Sent, name: str, value: Any) -> None:
    """Refuse a property that is unknown, or a value that it cannot have."""
    if name in _CHECKS:
        _CHECKS[name](sent, value)
    elif name in _FILE:
        _file(sent, name)
    elif name in TIME_FORMS:
        _time(name, value)
    elif name.startswith("annotation"):
        if sent.kind != "annotation":
            raise bad(f"'{name}' is valid only for annotation items")
    elif name not in _ANY | schema.ALL_FIELDS:
        raise bad(f"Invalid property '{name}'")


def _list(name: str, value: Any) -> None:
    if not isinstance(value, list):
        raise bad(f"'{name}' property must be an array")


def _parent(sent: _Sent, value: Any) -> None:
    if value is not False and not valid_key(value):
        raise bad("'parentItem' must be a valid item key or false")


def _note(sent: _Sent, value: Any) -> None:
    if sent.kind not in ("note", "attachment"):
        raise bad("'note' property is valid only for note and attachment items")


def _deleted(sent: _Sent, value: Any) -> None:
    if value not in (True, False, 0, 1):
        raise RefusalError(500, "An error occurred")


def _type(sent: _Sent, kind: Any) -> None:
    if not isinstance(kind, str):
        raise bad("'itemType' must be a string")
    if kind not in schema.FIELDS:
        raise bad(f"'{kind}' is not a valid itemType")
    if sent.child and kind not in schema.NAMELESS:
        raise bad("Child item must be note, attachment, or annotation")


def _tags(sent: _Sent, tags: Any) -> None:
    _list("tags", tags)
    for tag in tags:
        if not isinstance(tag, dict):
            raise bad("Tag must be an object")
        if not tag:
            raise bad("Tag object is empty")
        for name, value in tag.items():
            if name not in ("tag", "type"):
                raise bad(f"Invalid tag property '{name}'")
            if name == "type" and not re.fullmatch(r"-?\d+", str(value)):
                raise bad(f"Invalid tag type '{value}'")
        if len(str(tag.get("tag", ""))) > 255:
            words = str(tag["tag"])
            raise RefusalError(413, f"Tag '{words[:50]}…' too long", data={"tag": words})


def _collections(sent: _Sent, keys: Any) -> None:
    _list("collections", keys)
    if sent.child and keys:
        raise bad("Child items cannot be assigned to collections")
    for key in keys:
        if not valid_key(key):
            raise bad(f"'{key}' is not a valid collection key")


def _creators(sent: _Sent, creators: Any) -> None:
    _list("creators", creators)
    check_creators(creators, sent.kind, new=sent.item is None)


def _relations(sent: _Sent, value: Any) -> None:
    if not isinstance(value, dict) and value != []:
        raise bad("'relations' property must be an object")
    for predicate, uri in relations.pairs(value):
        if predicate not in relations.PREDICATES:
            raise bad(f"Unsupported predicate '{predicate}'")
        if not relations.ITEM.fullmatch(uri):
            raise bad("'relations' values currently must be Zotero item URIs")


def _link_mode(sent: _Sent, value: Any) -> None:
    if value not in schema.LINK_MODES:
        raise bad(f"'{value}' is not a valid linkMode")
    if sent.item is not None and sent.item.link_mode != value:
        raise bad("Cannot change attachment linkMode")
    if value == "linked_file" and sent.library.kind == "group":
        raise bad("Linked files can only be added to user libraries")


def _file(sent: _Sent, name: str) -> None:
    if sent.kind != "attachment":
        raise bad(f"'{name}' is valid only for attachment items")
    if name in _STORED_ONLY and not sent.link_mode.startswith(("imported_", "embedded_")):
        raise bad(f"'{name}' is valid only for imported and embedded-image attachments")
    if name == "path" and sent.link_mode != "linked_file":
        raise bad("'path' is valid only for linked file attachment items")


def _time(name: str, value: Any) -> None:
    if value not in (None, "") and as_time(name, str(value)) is None:
        raise bad(f"'{name}' must be in {TIME_FORMS[name]} ({value})")


_CHECKS: Mapping[str, Callable[[_Sent, Any], None]] = {
    "itemType": _type,
    "parentItem": _parent,
    "tags": _tags,
    "collections": _collections,
    "creators": _creators,
    "relations": _relations,
    "note": _note,
    "linkMode": _link_mode,
    "deleted": _deleted,
}
