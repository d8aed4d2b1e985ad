"""Takes creators as they are sent, refuses those that an item of a type cannot have."""

from collections.abc import Mapping, Sequence
from typing import Any

from . import schema
from .talk import RefusalError


def check_creators(creators: Sequence[Mapping[str, Any]], kind: str, *, new: bool) -> None:
    """Refuse creators; a nameless one may stand alone in a new item, as the template has it."""
    for creator in creators:
        if not isinstance(creator, dict) or "creatorType" not in creator:
            raise RefusalError(400, "creator object must contain 'creatorType'")
        if not any(str(creator.get(name) or "").strip() for name in ("name", "firstName", "lastName")):
            if len(creators) == 1 and new:
                continue
            raise RefusalError(400, "creator object must contain 'firstName'/'lastName' or 'name'")
        for name in creator:
            _check_part(creator, name, kind)


def _check_part(creator: Mapping[str, Any], name: str, kind: str) -> None:
    if name == "creatorType":
        role = creator[name]
        if role not in schema.ALL_CREATORS:
            raise RefusalError(400, f"'{role}' is not a valid creator type")
        if role != "author" and role not in schema.CREATORS.get(kind, ()):
            raise RefusalError(400, f"'{role}' is not a valid creator type for item type '{kind}'")
    elif name in ("firstName", "lastName"):
        other = "lastName" if name == "firstName" else "firstName"
        if "name" in creator:
            raise RefusalError(400, f"'{name}' and 'name' creator fields are mutually exclusive")
        if creator.get(other) is None:
            raise RefusalError(400, f"'{other}' creator field must be set if '{name}' is set")
    elif name != "name":
        raise RefusalError(400, f"Invalid creator property '{name}'")
