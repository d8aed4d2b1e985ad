"""Targets of references: each writes them somewhere, and is idempotent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from papers2bib.model import Reference


@dataclass(frozen=True, slots=True)
class Written:
    """One reference as written: under which citation key, as which text, and what a person should know."""

    reference: Reference
    key: str
    text: str
    warnings: tuple[str, ...] = ()


class Target(Protocol):
    """Where references go."""

    def write(self, references: Iterable[Reference]) -> Iterator[Written]:
        """Write each reference once; what is there already is found by its ids."""
        ...
