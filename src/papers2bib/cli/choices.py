"""The file of a person's choices: read as decisions, written as open rows, and never overwritten unread."""

import json
from pathlib import Path

from papers2bib.decisions import Decision, Decisions, parse_decisions
from papers2bib.errors import ConfigError
from papers2bib.model import Match
from papers2bib.report import dump, row


def load(path: Path | None, *, new: bool) -> Decisions:
    """The decisions in a file; none without one, nor where `new` allows it not to be there yet."""
    return Decisions() if path is None else parse_decisions(_lines(path, new=new), str(path))


def filled_rows(unresolved: Path | None, decisions: Path | None) -> list[str]:
    """The rows of an earlier file that writing `unresolved` must keep, because a person filled them in.

    Raises ConfigError where this run does not apply them (`decisions` is another file): they would be lost.
    """
    if unresolved is None or not unresolved.is_file():
        return []
    filled = [line for line in _lines(unresolved, new=True) if line.strip() and not _is_untouched(line)]
    if filled and not same_file(unresolved, decisions):
        raise ConfigError(
            f"{unresolved}: holds {len(filled)} rows that somebody filled in, and they would be overwritten: "
            f"give --decisions {unresolved} as well, or another name to --unresolved"
        )
    return filled


def same_file(one: Path | None, other: Path | None) -> bool:
    """Whether two names mean one file, there or not."""
    return one is not None and other is not None and one.resolve() == other.resolve()


def open_row(match: Match, decision: Decision | None) -> bytes:
    """The row of an open listing with `choose` to be filled in, or as it was filled in before."""
    chosen = str(decision.paper) if decision and decision.paper else None
    return dump(row(match) | {"choose": chosen})


def _lines(path: Path, *, new: bool) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        if new:
            return []
        raise ConfigError(f"{path}: no such file: --unresolved FILE makes one to fill in") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as a file of decisions ({error})") from error


def _is_untouched(line: str) -> bool:
    try:
        found = json.loads(line)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("choose") is None
