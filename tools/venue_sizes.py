"""How many papers venues took: facts on publications in, the module `papers2bib.check.sizes` out.

    python tools/venue_sizes.py PUBLISHED.jsonl.gz

Of a venue and year the size is what its main track accepted by public record (`accepted.txt` beside this
file), or what the facts hold where that is more or where they lack nearly no page of the proceedings; else it
is not known.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from papers2bib.catalogue.facts import full_venue, parse_fact, read_lines
from papers2bib.titles import title_key
from papers2bib.venues import is_side_track, venues_in

ACCEPTED = Path(__file__).parent / "accepted.txt"
OUTPUT = Path(__file__).parents[1] / "src" / "papers2bib" / "check" / "sizes.py"
FIRST, LEAST = 2013, 40
"""The first year, and the fewest papers of proceedings that are counted."""
WHOLE = 0.98
"""Proceedings are whole if the facts hold so many of their pages, and pages of so many of their papers."""
LONGEST = 100
_A_LINE = 10
_PAGES = re.compile(r"(\d+)\D+(\d+)")
Place = tuple[str, int]


class Held:
    """What the facts hold of one venue and year."""

    def __init__(self) -> None:
        self.titles: set[str] = set()
        self.paged = 0
        self.pages: dict[str, set[int]] = defaultdict(set)
        """Pages by the title of the volume."""

    def add(self, title: str, volume: str, pages: str) -> None:
        """Count one paper."""
        self.titles.add(title_key(title))
        if found := _PAGES.fullmatch(pages):
            first, last = map(int, found.groups())
            if 0 < first <= last < first + LONGEST:
                self.pages[volume].update(range(first, last + 1))
                self.paged += 1

    @property
    def is_whole(self) -> bool:
        """Whether nearly every page of its volumes is that of a paper."""
        there, last = sum(map(len, self.pages.values())), sum(map(max, self.pages.values()))
        return there >= WHOLE * last > 0 and self.paged >= WHOLE * len(self.titles) >= WHOLE * LEAST


def held_of(path: Path) -> dict[Place, Held]:
    """What the facts hold, by venue and year."""
    held: dict[Place, Held] = defaultdict(Held)
    for _, line in read_lines(path):
        fact = parse_fact(line)
        said, year = full_venue(fact), str(fact.get("year", ""))[:4]
        if said and year.isdigit() and fact.get("type") == "inproceedings":
            for short in _main_tracks(said):
                held[short, int(year)].add(fact["title"], said, fact.get("pages", ""))
    return held


@lru_cache(maxsize=1 << 16)
def _main_tracks(said: str) -> frozenset[str]:
    """The venue, unless it is a side track, or may be one of several."""
    found = venues_in(said)
    return found if len(found) == 1 and not is_side_track(said) else frozenset()


def accepted() -> dict[Place, int]:
    """What main tracks accepted, by public record."""
    lines = (line.split() for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    pairs = ((short, *one.split(":")) for short, *years in lines for one in years)
    return {(short, int(year)): int(count) for short, year, count in pairs}


def sizes(held: dict[Place, Held], said: dict[Place, int]) -> dict[Place, int]:
    """The sizes that are known."""
    whole = {place: len(one.titles) for place, one in held.items() if place in said or one.is_whole}
    known = {place for place in said.keys() | whole.keys() if place[1] >= FIRST}
    return {place: max(said.get(place, 0), whole.get(place, 0)) for place in sorted(known)}


def module(known: dict[Place, int], source: str) -> Iterator[str]:
    """The lines of the module."""
    yield '"""How many papers venues took, by year; made by tools/venue_sizes.py, which says from what.\n'
    yield f'Made of {source} on {date.today()}.\n"""\n'
    yield 'TABLE = """'
    for short in dict.fromkeys(short for short, _ in known):
        years = [f"{year}:{count}" for (one, year), count in known.items() if one == short]
        yield from (f"{short} | {' '.join(years[at : at + _A_LINE])}" for at in range(0, len(years), _A_LINE))
    yield '"""\n"""A venue | year:papers."""\n'


def main(path: Path) -> None:
    """Write the module."""
    known = sizes(held_of(path), accepted())
    OUTPUT.write_text("\n".join(module(known, path.name)), encoding="utf-8")
    print(f"{len(known)} sizes of {len({short for short, _ in known})} venues")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
