"""Settings of a run, gathered once by the command line and passed on as an argument."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sources need to know."""

    offline: bool = False
    """Ask nothing on the web: what the catalogues lack is missing, not unanswered."""
    catalogues: tuple[Path, ...] = ()
    """Catalogue files to ask instead of the shipped one."""
