"""Values as the server keeps them: what we would send in, what would come back out."""

import re
from collections.abc import Iterable, Mapping

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Creators = list[dict[str, str]]


def text(value: str) -> str:
    """A field: trimmed, without control characters, lines ended in one way."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines).strip(" \t\n")


def line(value: str) -> str:
    """The same on one line, as fields that are no abstracts are shown."""
    return " ".join(text(value).split())


def creators(people: Iterable[Mapping[str, str]]) -> Creators:
    """Creators with trimmed names, the nameless ones left out."""
    trimmed = [{name: text(str(value)) for name, value in person.items()} for person in people]
    return [one for one in trimmed if any(one.get(name) for name in ("name", "firstName", "lastName"))]
