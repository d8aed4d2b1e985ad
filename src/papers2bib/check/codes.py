"""The codes of findings: what each means, when it can be wrong, and how much it weighs."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding weighs; only a contradiction is an error."""

    ERROR = "error"
    """A record says otherwise."""
    WARNING = "warning"
    """It is likely wrong, or to be mended."""
    NOTE = "note"
    """Good to know; it leaves the exit status alone."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: what it means, when it can be wrong, and an entry that has it."""

    name: str
    meaning: str
    wrong: str
    example: str
    says: str
    """What is reported of the example."""
    about_file: bool = False
    """It is about the form of the file, not about whether the paper is cited as it is."""


CODES: dict[str, Code] = {}


def explained(name: str) -> str:
    """A code in words for people."""
    one = CODES[name]
    example = "\n".join(f"    {line}" for line in one.example.splitlines())
    return f"{one.name}: {one.meaning}\n\nIt can be wrong: {one.wrong}\n\nExample:\n{example}\n  is reported as\n    {one.says}\n"
