"""Takes names of item types, gives their fields and creators, and what the web API tells of them."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .schema_table import BASE_FIELDS, ITEM_TYPES, LABELS, SHORTHANDS, VERSION
from .talk import RefusalError

LINK_MODES = ("imported_file", "imported_url", "linked_file", "linked_url", "embedded_image")
NAMELESS = frozenset({"attachment", "note", "annotation"})
"""Item types without creators, which may be children."""
UNNAMED_FIELDS = frozenset({"dateAdded", "dateModified", "itemType"})


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for row in re.split(r"\n(?! )", table.strip()):
        name, _, rest = row.partition(":")
        yield name, rest


def _spelt_out(words: str) -> str:
    for shorthand, meaning in SHORTHANDS.items():
        words = words.replace(shorthand, meaning)
    return words


FIELDS: Mapping[str, tuple[str, ...]] = {
    name: tuple(_spelt_out(rest.partition("/")[0]).split()) for name, rest in _rows(ITEM_TYPES)
}
CREATORS: Mapping[str, tuple[str, ...]] = {
    name: tuple(rest.partition("/")[2].split()) for name, rest in _rows(ITEM_TYPES)
}
BASE: Mapping[str, str] = {field: base for base, fields in _rows(BASE_FIELDS) for field in fields.split()}
_USED = frozenset[str]().union(*FIELDS.values())
ALL_FIELDS = _USED | frozenset(BASE.values())
ALL_CREATORS = frozenset[str]().union(*CREATORS.values())
_LABELS = {name: label.strip() for name, label in _rows(LABELS)}


def label(name: str) -> str:
    """What people see of a name."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return _LABELS.get(name, words[:1].upper() + words[1:])


def same_field(field: str, kind: str) -> str:
    """The field of another item type that says the same, or nothing."""
    if field in FIELDS[kind]:
        return field
    base = BASE.get(field, field)
    alike = (other for other in FIELDS[kind] if BASE.get(other, other) == base and base != field)
    return next(alike, "")


def template(kind: str, link_mode: str) -> dict[str, Any]:
    """A new item of that type, empty, as `/items/new` gives it."""
    item: dict[str, Any] = {"itemType": kind}
    if kind == "attachment":
        item["linkMode"] = link_mode
    fields = [field for field in FIELDS[kind] if not (field == "url" and link_mode == "imported_file")]
    for field in fields:
        item[field] = ""
        if field in ("title", "caseName", "subject", "nameOfAct") and CREATORS[kind]:
            item["creators"] = [{"creatorType": CREATORS[kind][0], "firstName": "", "lastName": ""}]
    if kind in ("note", "attachment"):
        item["note"] = ""
    item |= {"tags": [], "collections": [], "relations": {}}
    if kind == "attachment":
        item |= {"contentType": "", "charset": ""}
        item |= {"filename": "", "md5": None, "mtime": None} if link_mode.startswith("imported") else {}
    return item


def _document() -> bytes:
    types = [
        {
            "itemType": kind,
            "fields": [{"field": f} | ({"baseField": BASE[f]} if f in BASE else {}) for f in fields],
            "creatorTypes": [
                {"creatorType": c} | ({"primary": True} if place == 0 else {})
                for place, c in enumerate(CREATORS[kind])
            ],
        }
        for kind, fields in FIELDS.items()
    ]
    locale = {
        "itemTypes": {kind: label(kind) for kind in FIELDS},
        "fields": {field: label(field) for field in sorted(ALL_FIELDS | UNNAMED_FIELDS)},
        "creatorTypes": {creator: label(creator) for creator in sorted(ALL_CREATORS)},
    }
    dates = {"fields": {"date": {"type": "date"}, "filingDate": {"type": "date"}}}
    schema = {"version": VERSION, "itemTypes": types, "meta": dates, "locales": {"en-US": locale}}
    return json.dumps(schema).encode()


DOCUMENT = _document()
ETAG = f'"{hashlib.md5(DOCUMENT, usedforsecurity=False).hexdigest()}"'


def _named(key: str, names: Iterator[str] | list[str]) -> list[dict[str, str]]:
    return [{key: name, "localized": label(name)} for name in names]


def answer(path: str, query: Mapping[str, str]) -> Any:
    """What `/itemTypes` and the like say, or None for another path."""
    kind = query.get("itemType", "")
    if path == "/itemTypes":
        kinds = [kind for kind in FIELDS if kind not in ("attachment", "annotation")]
        return _named("itemType", sorted(kinds, key=label))
    if path == "/itemFields":
        return _named("field", sorted(_USED, key=lambda field: (label(field), field)))
    if path == "/creatorFields":
        return [
            {"field": name, "localized": name[0].upper() + name[1:].removesuffix("Name")}
            for name in ("firstName", "lastName", "name")
        ]
    if path == "/itemTypeFields":
        return _named("field", list(FIELDS[_known(kind)]))
    if path == "/itemTypeCreatorTypes":
        return _named("creatorType", sorted(CREATORS[_known(kind)], key=label))
    if path == "/items/new":
        return _new(kind, query.get("linkMode", ""))
    return None


def _known(kind: str) -> str:
    if not kind:
        raise RefusalError(400, "'itemType' not provided")
    if kind not in FIELDS:
        raise RefusalError(400, f"Invalid item type '{kind}'")
    return kind


def _new(kind: str, link_mode: str) -> dict[str, Any]:
    if _known(kind) == "attachment" and not link_mode:
        raise RefusalError(400, "linkMode required for itemType=attachment")
    return template(kind, link_mode)
