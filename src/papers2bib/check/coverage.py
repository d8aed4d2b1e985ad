"""How well a catalogue covers a venue and year: counts of records in, shares of what appeared out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from papers2bib.check.sizes import TABLE
from papers2bib.model import Date
from papers2bib.venues import venues_in

KNOWN_WELL = 0.9
"""Where the catalogue holds such a share, a paper that it lacks is likely not there."""


def _sizes() -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for line in TABLE.strip().splitlines():
        short, _, years = line.partition(" | ")
        found |= {
            (short, int(year)): int(count) for year, _, count in (one.partition(":") for one in years.split())
        }
    return found


SIZES = _sizes()


@dataclass(frozen=True)
class Coverage:
    """What the catalogues that are asked hold."""

    held: Mapping[str, int] | None = field(default_factory=dict)
    """`NeurIPS 2022` → so many papers; None where no file tells."""
    newest: Date = field(default_factory=Date)
    """The day of the newest record."""

    def share(self, short: str, year: int) -> float | None:
        """The share of the papers of a venue and year that is held, 0 to 1; None where it is not known."""
        size = SIZES.get((short, year))
        return min(1.0, self._count(short, year) / size) if size and self.held is not None else None

    def _count(self, short: str, year: int) -> int:
        return (self.held or {}).get(f"{short} {year}", 0)

    def is_known_well(self, venue: str, year: int) -> bool:
        """Whether nearly all papers are held of the venue that a name stands for."""
        return any((self.share(one, year) or 0.0) >= KNOWN_WELL for one in venues_in(venue))

    def is_newer(self, year: int) -> bool:
        """Whether papers of that year may have appeared after the catalogue was made."""
        return bool(self.newest.year) and year >= self.newest.year

    def said(self, short: str, year: int) -> str:
        """The coverage of a venue and year, in words."""
        if self.held is None:
            return f"does not tell how many papers of {short} {year} it holds"
        count, share = self._count(short, year), self.share(short, year)
        if share is None:
            return f"holds {count:,} papers of {short} {year}; how many there are is not known"
        return f"holds {share:.0%} of {short} {year}".replace("%", " %")
