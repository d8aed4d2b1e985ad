"""Zotero's item types and their fields: the server's document in, what an item may hold out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLD_APART = ("itemType", "creators", "tags", "collections", "relations")


@dataclass(frozen=True, slots=True)
class Schema:
    """The item types by name; see https://www.zotero.org/support/dev/web_api/v3/types_and_fields."""

    fields: Mapping[str, Mapping[str, str]]
    """By item type its fields, each with the base field that it stands for (itself, if none)."""
    creators: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Schema":
        """The schema as `/schema` gives it; raises KeyError and TypeError for another document."""
        types = document["itemTypes"]
        return cls(
            {
                one["itemType"]: {
                    each["field"]: each.get("baseField", each["field"]) for each in one["fields"]
                }
                for one in types
            },
            {one["itemType"]: tuple(each["creatorType"] for each in one["creatorTypes"]) for one in types},
        )

    def has(self, kind: str, field: str) -> bool:
        """Whether items of a type have a field."""
        return field in self.fields.get(kind, ())

    def fitted(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """An item without the fields that its type does not have on this server."""
        kind = item["itemType"]
        return {name: value for name, value in item.items() if name in TOLD_APART or self.has(kind, name)}

    def carried(self, field: str, old: str, new: str) -> str:
        """The field into which the server moves a value when an item changes its type, or ""."""
        if self.has(new, field):
            return field
        base = self.fields.get(old, {}).get(field, field)
        return next((name for name, one in self.fields.get(new, {}).items() if one == base), "")
