"""Decisions: which paper a person said a listing means, from rows of a file to an answer for a listing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from papers2bib.errors import ConfigError
from papers2bib.ids import PaperId
from papers2bib.model import Listing
from papers2bib.titles import title_key


class Decision(NamedTuple):
    """A person's word on one listing: this paper, or (None) no paper at all."""

    paper: PaperId | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions by listing; a listing that moved to another line or file is still found by its title."""

    by_place: dict[tuple[str, str], Decision] = field(default_factory=dict)
    by_title: dict[str, set[Decision]] = field(default_factory=dict)

    def find(self, listing: Listing) -> Decision | None:
        """The decision made for this very place, else the only one made for its title, else None."""
        key = title_key(listing.name)
        if found := self.by_place.get((listing.origin, key)):
            return found
        same_title = self.by_title.get(key, set())
        return next(iter(same_title)) if len(same_title) == 1 else None

    def add(self, origin: str, title: str, decision: Decision) -> None:
        """Record a decision for the listing with this origin and title."""
        key = title_key(title)
        self.by_place[origin, key] = decision
        self.by_title.setdefault(key, set()).add(decision)


def parse_decisions(lines: Iterable[str], name: str) -> Decisions:
    """Decisions from JSON Lines as `--unresolved` writes them, `choose` filled in by a person.

    `choose` is an id (`arxiv:2504.11457`, a DOI, a URL) or `"none"`; null leaves the listing open.
    Raises ConfigError with `name:line` for a row that cannot be understood.
    """
    decisions = Decisions()
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, f"{name}:{number}")
            if row["choose"] is not None:
                decision = Decision(_chosen(row["choose"], f"{name}:{number}"))
                decisions.add(str(row.get("origin", "")), str(row["title"]), decision)
    return decisions


def _row(line: str, place: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ConfigError(
            f"{place}: not JSON ({error}): give one object a line, as --unresolved does"
        ) from error
    if not isinstance(row, dict) or not row.get("title") or "choose" not in row:
        raise ConfigError(f'{place}: a decision needs "title" and "choose" (an id, "none" or null)')
    return row


def _chosen(choose: object, place: str) -> PaperId | None:
    if isinstance(choose, str) and choose.strip().lower() == "none":
        return None
    if isinstance(choose, str) and (found := PaperId.parse(choose)):
        return found
    raise ConfigError(
        f'{place}: "choose" is {json.dumps(choose)}: '
        'give an arXiv id, a DOI, one of their URLs, "none" or null'
    )
