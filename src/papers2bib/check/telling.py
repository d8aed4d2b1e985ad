"""Telling: what a check found in, lines for people, JSON, or commands for GitHub's log out."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from papers2bib.bibfile.places import Places
from papers2bib.check.checking import Checked
from papers2bib.check.codes import Weight

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it is told: where it is, what it is, and both values where a record says otherwise."""

    file: str
    line: int
    column: int
    code: str
    key: str
    message: str
    weight: str
    cited: str = ""
    recorded: str = ""


def told(done: Checked, data: bytes, name: str) -> Iterator[Told]:
    """The findings of a file, with lines and columns, counted from 1."""
    places = Places(data)
    for one in done.findings:
        place, found = places.at(one.at), one.finding
        yield Told(
            name,
            place.line,
            place.column,
            found.code,
            one.key,
            found.message,
            Weight(found.weight).value,
            found.cited,
            found.recorded,
        )


def written(lines: Sequence[Told], done: Sequence[Checked], form: str) -> str:
    """All findings in one of the forms `text`, `json`, `github`."""
    if form == "json":
        return _json(lines, done)
    return "".join(f"{_github(one) if form == 'github' else text(one)}\n" for one in lines)


def text(one: Told) -> str:
    """`file:line:col: code: key: message`, with nothing that a terminal would obey."""
    line = f"{one.file}:{one.line}:{one.column}: {one.code}: {one.key}: {one.message}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def _json(lines: Sequence[Told], done: Sequence[Checked]) -> str:
    judged = [pair for one in done for pair in one.judged]
    verdicts = [{"key": entry.key, "verdict": judgement.outcome.value} for entry, judgement in judged]
    counts = Counter(verdict["verdict"] for verdict in verdicts)
    whole = {"findings": [asdict(one) for one in lines], "entries": verdicts, "counts": counts}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _github(one: Told) -> str:
    """A command as https://docs.github.com/actions/reference/workflow-commands-for-github-actions has it."""
    where = f"file={_property(one.file)},line={one.line},col={one.column},title={_property(one.code)}"
    return f"::{_COMMANDS[one.weight]} {where}::{_escaped(f'{one.key}: {one.message}')}"


def _escaped(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(said: str) -> str:
    return _escaped(said).replace(":", "%3A").replace(",", "%2C")
