"""What a check comes to: findings on entries, and a verdict on each entry."""

from dataclasses import dataclass
from enum import StrEnum

from papers2bib.check.codes import Weight


class Outcome(StrEnum):
    """The verdict on an entry."""

    VERIFIED = "verified"
    """A record of the paper is known, and nothing in it contradicts the entry."""
    DIFFERS = "differs"
    """A record contradicts it."""
    ABSENT = "not in the catalogue"
    TOO_NEW = "too new"
    """Newer than the catalogue."""
    OUTSIDE = "outside"
    """No paper: a book, a thesis, software, a page on the web."""
    UNCHECKED = "could not check"
    """A source failed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell about an entry."""

    code: str
    weight: Weight
    message: str
    fields: tuple[str, ...] = ()
    """The field of the entry that it is about: the first one of these that it has."""
    cited: str = ""
    recorded: str = ""
    """Both values, where a record says otherwise."""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place."""

    key: str
    at: int
    """In bytes, from the start of the file."""
    finding: Finding


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one entry, and all that is to be told of it."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()


def outcome_of(findings: tuple[Finding, ...], otherwise: Outcome) -> Outcome:
    """Differs if a record contradicts the entry."""
    return Outcome.DIFFERS if any(one.weight is Weight.ERROR for one in findings) else otherwise
