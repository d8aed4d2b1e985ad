"""Three-way merge: what was last pushed, what the library says and what we say in, what to write out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Choice(StrEnum):
    """What becomes of a difference: theirs stays in all cases but WRITE."""

    WRITE = "write"
    KEEP = "keep"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the library says one thing and we another."""

    field: str
    theirs: Any
    ours: Any
    choice: Choice


def merge_field(ours: Any, theirs: Any, base: Any, *, known: bool) -> Choice | None:
    """What to do about one value; None where there is nothing to do.

    `base` is what was last pushed, empty where it was nothing. Not `known`, it was never pushed from here:
    then what the library says is somebody's own, and only empty fields are ours to fill. An empty value of
    ours never clears theirs.
    """
    if not ours or ours == theirs:
        return None
    if not known:
        return Choice.KEEP if theirs else Choice.WRITE
    if (theirs or None) == (base or None):
        return Choice.WRITE
    return Choice.KEEP if ours == base else Choice.CONFLICT


def merge_fields(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, Any] | None
) -> list[Difference]:
    """The differences in all that we say."""
    pushed = base or {}
    found = []
    for field, value in ours.items():
        choice = merge_field(value, theirs.get(field), pushed.get(field), known=base is not None)
        if choice:
            found.append(Difference(field, theirs.get(field), value, choice))
    return found


def missing(ours: Iterable[str], theirs: Sequence[str], base: Sequence[str]) -> list[str]:
    """Of a set (tags, collections, lines), what to add: what was pushed before and is gone stays away."""
    return [one for one in dict.fromkeys(ours) if one not in theirs and one not in base]
