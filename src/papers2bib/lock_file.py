"""The file of a lock: JSON in, a Lock out, and back, sorted and a fact a line, to be read in a review."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from papers2bib.errors import ConfigError
from papers2bib.ids import PaperId
from papers2bib.lock import Lock, Locked, Row, known_fields
from papers2bib.model import Date, Evidence, Paper, Reference, Verdict

_VERSION = 1
_DATES = ("published", "issued")
_OF_REFERENCE = ("warnings", "written")
_TEXTS = ("titles", "authors", "categories", "links")


def parse_lock(data: bytes, name: str) -> Lock:
    """The lock that a file holds; raises ConfigError for anything that `lock_text` has not written."""
    try:
        whole = json.loads(data)
        if whole["version"] != _VERSION:
            raise ValueError(f"its version is {whole['version']}")
        papers = {one: _locked(said) for one, said in whole["papers"].items()}
        rows = {str(one["said"]): _row(one) for one in whole["listings"]}
        if lost := [row.title for row in rows.values() if row.paper not in {"", *papers}]:
            raise ValueError(f"it lacks the paper of {lost[0]!r}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"{error} is not there" if isinstance(error, KeyError) else error
        hint = "restore it, or delete it to have all looked up again"
        raise ConfigError(f"{name}: is no lock of papers2bib ({what}): {hint}") from error
    return Lock(rows, papers)


def lock_text(lock: Lock) -> bytes:
    """The file: listings by title, papers by name, fields by name, one to a line."""
    listings = sorted(lock.rows.items(), key=lambda one: (one[1].title, one[0]))
    papers = (
        f"    {_json(name)}: {{\n{_joined(_field_lines(one))}    }}"
        for name, one in sorted(lock.papers.items())
    )
    return (
        f'{{\n  "listings": [\n{_joined(f"    {_json(_listing(said, row))}" for said, row in listings)}  ],\n'
        f'  "papers": {{\n{_joined(papers)}  }},\n  "version": {_VERSION}\n}}\n'
    ).encode()


def _joined(lines: Iterable[str]) -> str:
    text = ",\n".join(lines)
    return f"{text}\n" if text else ""


def _field_lines(one: Locked) -> Iterator[str]:
    reference = one.reference
    for name in sorted(known_fields(reference.paper)):
        fact = {
            "value": _plain(getattr(reference.paper, name)),
            "source": reference.provenance.get(name, ""),
            "date": one.days[name],
        }
        yield f"      {_json(name)}: {_json(fact)}"
    for name in _OF_REFERENCE:
        if values := getattr(reference, name):
            yield f"      {_json(name)}: {_json(list(values))}"


def _listing(said: str, row: Row) -> Mapping[str, Any]:
    told: dict[str, Any] = {"title": row.title, "said": said, "verdict": str(row.verdict)}
    if row.paper:
        told |= {"paper": row.paper, "score": row.score}
        told["evidence"] = [[one.bits, one.because] for one in row.evidence]
    if row.decided:
        told["decided"] = True
    return told | ({"problems": list(row.problems)} if row.problems else {})


def _json(value: object) -> str:
    """JSON with letters as they are, and escapes for what cannot be seen."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return value
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)


def _row(one: Mapping[str, Any]) -> Row:
    evidence = tuple(Evidence(float(bits), str(because)) for bits, because in one.get("evidence", ()))
    row = Row(
        str(one["title"]),
        Verdict(one["verdict"]),
        str(one.get("paper", "")),
        float(one.get("score", 0)),
        evidence,
        tuple(map(str, one.get("problems", ()))),
        decided=one.get("decided") is True,
    )
    if bool(row.paper) is not (row.verdict is Verdict.MATCHED):
        raise ValueError(f"{row.title!r} is {row.verdict} and names {row.paper or 'no paper'}")
    return row


def _locked(said: Mapping[str, Any]) -> Locked:
    facts = {name: one for name, one in said.items() if name not in _OF_REFERENCE}
    values: dict[str, Any] = {"title": ""} | {name: _value(name, one["value"]) for name, one in facts.items()}
    provenance = {name: str(one["source"]) for name, one in facts.items() if one["source"]}
    paper = Paper(source=provenance.get("title", ""), **values)
    warnings, written = (tuple(map(str, said.get(name, ()))) for name in _OF_REFERENCE)
    days = {name: str(one["date"]) for name, one in facts.items()}
    return Locked(Reference(paper, (), provenance, warnings, written=written), days)


def _value(name: str, value: object) -> object:
    if name not in Paper.__dataclass_fields__:
        raise ValueError(f"{name} is no field")
    if name == "ids" and isinstance(value, list):
        parts = (str(one).partition(":") for one in value)
        return tuple(PaperId(scheme, rest) for scheme, _, rest in parts)
    if name in _TEXTS and isinstance(value, list):
        return tuple(map(str, value))
    if name in _DATES and (date := Date.parse(str(value))):
        return date
    if (
        isinstance(value, bool)
        if name == "withdrawn"
        else isinstance(value, str) and name not in (*_TEXTS, "ids")
    ):
        return value
    raise ValueError(f"{name} cannot be {json.dumps(value)[:40]}")
