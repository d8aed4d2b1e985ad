"""How well a catalogue covers a venue and year: counts of records in, shares of what appeared out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from papers2bib.model import Date
from papers2bib.venues import venues_in

_SIZES = """
NeurIPS 2017:679 2018:1011 2019:1428 2020:1898 2021:2508 2022:2835 2023:3540 2024:4496
ICML 2017:434 2018:621 2019:774 2020:1086 2021:1184 2022:1235 2023:1828 2024:2610
ICLR 2018:336 2019:502 2020:687 2021:860 2022:1095 2023:1574 2024:2260
CVPR 2017:783 2018:979 2019:1294 2020:1467 2021:1660 2022:2074 2023:2359 2024:2716
ICCV 2017:621 2019:1075 2021:1612 2023:2156
ECCV 2018:776 2020:1358 2022:1645 2024:2387
AAAI 2017:783 2018:1102 2019:1343 2020:1864 2021:1961 2022:1624 2023:2021
IJCAI 2017:781 2018:870 2019:965 2020:778 2021:721 2022:862 2023:846
ACL 2021:710 2022:701
EMNLP 2020:751 2021:847 2022:828 2023:2107
ICRA 2023:1345
NAACL 2021:477 2022:442
AISTATS 2019:360 2020:423 2021:455 2022:493 2023:496
UAI 2019:118 2020:142 2021:205 2022:230 2023:243
COLT 2019:118 2020:120 2021:140 2022:155 2023:170
KDD 2019:321 2020:338 2021:394 2022:449
"""
"""Papers that the proceedings hold, of the venues and years that are known."""
KNOWN_WELL = 0.9
"""Where the catalogue holds such a share, a paper that it lacks is likely not there."""


def _sizes() -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for line in _SIZES.strip().splitlines():
        short, *years = line.split()
        found |= {(short, int(year)): int(count) for year, _, count in (one.partition(":") for one in years)}
    return found


SIZES = _sizes()


@dataclass(frozen=True)
class Coverage:
    """What the catalogues that are asked hold."""

    held: Mapping[str, int] = field(default_factory=dict)
    """`NeurIPS 2022` → so many papers."""
    newest: Date = field(default_factory=Date)
    """The day of the newest record."""

    def share(self, short: str, year: int) -> float | None:
        """The share of the papers of a venue and year that is held, 0 to 1; None where it is not known."""
        size = SIZES.get((short, year))
        return min(1.0, self.held.get(f"{short} {year}", 0) / size) if size else None

    def is_known_well(self, venue: str, year: int) -> bool:
        """Whether nearly all papers are held of the venue that a name stands for."""
        return any((self.share(one, year) or 0.0) >= KNOWN_WELL for one in venues_in(venue))

    def is_newer(self, year: int) -> bool:
        """Whether papers of that year may have appeared after the catalogue was made."""
        return bool(self.newest.year) and year >= self.newest.year

    def said(self, short: str, year: int) -> str:
        """The coverage of a venue and year, in words."""
        count = self.held.get(f"{short} {year}", 0)
        share = self.share(short, year)
        if share is None:
            return f"holds {count:,} papers of {short} {year}; how many there are is not known"
        return f"holds {share:.0%} of {short} {year}".replace("%", " %")
