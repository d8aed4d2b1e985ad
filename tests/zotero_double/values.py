"""Takes single values as they are sent, gives them as the server keeps them."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from .clock import stamp

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SQL = "UTC 'YYYY-MM-DD hh:mm:ss' format"
TIME_FORMS: Mapping[str, str] = {
    "accessDate": "ISO 8601 or UTC 'YYYY-MM-DD[ hh:mm:ss]' format or 'CURRENT_TIMESTAMP'",
    "dateAdded": f"ISO 8601 or {_SQL}",
    "dateModified": f"ISO 8601 or {_SQL}",
}
"""What may stand in fields of times."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([ T])\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?")


def as_text(value: Any) -> str:
    """A field's value: trimmed, without control characters, lines ended in one way."""
    if value is None or value is False:
        return ""
    words = str(value)
    if words.isprintable():
        return words.strip(" ")
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines).strip(" \t\n\x0b")


def as_time(name: str, value: str, now: float = 0.0) -> str | None:
    """A time in UTC as Zotero writes it; None where it is none. A day of access stays a day."""
    if name == "accessDate":
        if value == "CURRENT_TIMESTAMP":
            return stamp(now)
        if _DAY.fullmatch(value):
            return value
    if not _MOMENT.fullmatch(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return stamp((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def as_tags(tags: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    """Tags with their types, each once, the empty ones left out."""
    named = {(as_text(tag.get("tag")), int(tag.get("type", 0))) for tag in tags}
    return tuple(sorted(tag for tag in named if tag[0]))


def as_creators(creators: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, str], ...]:
    """Creators trimmed; those from the first nameless one on are lost."""
    kept: list[Mapping[str, str]] = []
    for creator in creators:
        parts = {name: as_text(value) for name, value in creator.items()}
        if not any(parts.get(name) for name in ("name", "firstName", "lastName")):
            break
        kept.append(parts)
    return tuple(kept)


def parsed_date(date: str) -> str:
    """What the server reads of a date: a day, a month, a year, or nothing."""
    if found := re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?!\d)", date):
        return found[0]
    found = re.search(r"(?<!\d)\d{4}(?!\d)", date)
    return found[0] if found else ""


def shortened(words: str, length: int = 50) -> str:
    return words[:length] + "…"
