"""Rows of a report read back: the lines of a file in, one typed row for each listing out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Evidence


@dataclass(frozen=True, slots=True)
class Offered:
    """A candidate as reported."""

    title: str
    ids: tuple[PaperId, ...]
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one source said."""

    source: str
    facts: Mapping[str, str]
    """Field of Paper → its value in words."""
    unused: bool = False
    """It is of another paper, by the look of it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A field of a reference: its value in words, and the source or sources that it was taken from."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is reported of one listing."""

    origin: str
    title: str
    verdict: str
    key: str
    ids: tuple[PaperId, ...]
    candidates: tuple[Offered, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    fields: Mapping[str, Chosen]
    said: tuple[Told, ...]


def read_rows(lines: Iterable[str], name: str) -> Iterator[Row]:
    """The rows of the report `name`; empty lines count for nothing.

    Raises ReaderError for the first line that is none, or that a newer or broken report holds.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _row(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise ReaderError(f"{name}:{number}", f"is no row of a report ({error})") from error


def _row(value: object) -> Row:
    row = _object(value, "it")
    if not {"origin", "title", "verdict"} <= row.keys():
        raise ValueError("origin, title or verdict is not there")
    return Row(
        origin=_text(row, "origin"),
        title=_text(row, "title"),
        verdict=_text(row, "verdict"),
        key=_text(row, "key"),
        ids=_ids(row),
        candidates=tuple(map(_offered, _list(row, "candidates"))),
        problems=tuple(map(_words, _list(row, "problems"))),
        warnings=tuple(map(_words, _list(row, "warnings"))),
        fields={name: _chosen(one) for name, one in _object(row.get("fields") or {}, "fields").items()},
        said=tuple(map(_told, _list(row, "said"))),
    )


def _offered(value: object) -> Offered:
    one = _object(value, "a candidate")
    evidence = tuple(map(_evidence, _list(one, "evidence")))
    return Offered(_text(one, "title"), _ids(one), _number(one.get("score")), evidence)


def _evidence(value: object) -> Evidence:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("evidence is no pair of bits and words")
    return Evidence(_number(value[0]), _words(value[1]))


def _chosen(value: object) -> Chosen:
    one = _object(value, "a field")
    return Chosen(_words(one.get("value")), _text(one, "source"))


def _told(value: object) -> Told:
    one = _object(value, "what a source said")
    facts = {name: _words(said) for name, said in one.items() if name not in {"source", "unused"}}
    return Told(_text(one, "source"), facts, unused=bool(one.get("unused")))


def _ids(one: Mapping[str, Any]) -> tuple[PaperId, ...]:
    ids = _object(one.get("ids") or {}, "ids")
    return tuple(PaperId(scheme, _words(value)) for scheme, value in ids.items() if value)


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is no object")
    return value


def _list(one: Mapping[str, Any], name: str) -> list[object]:
    found = one.get(name) or []
    if not isinstance(found, list):
        raise ValueError(f"{name} is no list")
    return found


def _text(one: Mapping[str, Any], name: str) -> str:
    found = one.get(name) or ""
    if not isinstance(found, str):
        raise ValueError(f"{name} is no text")
    return found


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number is expected for bits and scores")
    return float(value)


def _words(value: object) -> str:
    """A value of a field for people: members of lists apart, ids as they are cited."""
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}:{_words(one)}" for name, one in value.items())
    return "yes" if value is True else str(value)
