"""Coverage: records in, as far as they are counted, out how many there are of each year, field and venue."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from papers2bib.catalogue.records import Counted
from papers2bib.titles import title_key

Counts = Mapping[str, int]
"""A year or a category ("" where it is not known) → how many records there are of it."""
_UNKNOWN = "not known"
_SMALL = 0.01
"""What has a lesser share is counted together with its like."""
_TINY = 0.001
"""And below this one with all others."""


def coverage(counted: Iterable[Counted], titles: Iterable[tuple[str, Sequence[str]]]) -> dict[str, Any]:
    """How many records there are by `years` and by `fields` (primary categories), and with their `venues`.

    `held` counts the titles by venue and year (`NeurIPS 2022`), given titles with what holds them.
    """
    years: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    venues = 0
    for (year, field, has_venue), records in Counter(counted).items():
        years[str(year or "")] += records
        fields[field] += records
        venues += records * has_venue
    known = {(place, title_key(title)) for title, held in titles for place in held}
    held = Counter(place for place, _ in known)
    counts = {"years": years, "fields": fields, "held": held}
    return {**{name: dict(sorted(count.items())) for name, count in counts.items()}, "venues": venues}


def by_year(years: Counts) -> list[tuple[str, int]]:
    """Years with their counts, those together that come before the first one of any weight."""
    known = [year for year in sorted(years) if year]
    least = _SMALL * sum(years.values())
    first = next((at for at, year in enumerate(known) if years[year] >= least), len(known))
    early, late = known[:first], known[first:]
    together = [(_span(early), sum(years[year] for year in early))] if early else []
    return [*together, *((year, years[year]) for year in late), *_unknown(years)]


def by_field(fields: Counts) -> list[tuple[str, int]]:
    """Categories of any weight with their counts, the others by archive (`math`), the largest first."""
    total = sum(fields.values())
    found = {name: count for name, count in fields.items() if name and count >= _SMALL * total}
    archives = {name.partition(".")[0] for name in found}
    smaller: Counter[str] = Counter()
    for name, count in fields.items():
        if name and name not in found:
            archive = name.partition(".")[0]
            smaller[f"other {archive}" if archive in archives else archive] += count
    tiny = sum(count for count in smaller.values() if count < _TINY * total)
    found |= {name: count for name, count in smaller.items() if count >= _TINY * total}
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [*ranked, *([("others", tiny)] if tiny else []), *_unknown(fields)]


def _span(years: list[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _unknown(counts: Counts) -> list[tuple[str, int]]:
    return [(_UNKNOWN, counts[""])] if counts.get("") else []
