"""Coverage: the records of a catalogue in, how many there are of each year and field out."""

from collections import Counter
from collections.abc import Iterable, Mapping

from papers2bib.catalogue.records import Record

Coverage = Mapping[str, Mapping[str, int]]
"""`years` and `fields` → how many records there are of each; "" where it is not known."""
COMPUTING = "cs"


def coverage(records: Iterable[Record]) -> Coverage:
    """How many records there are by year and by primary category, both in their order."""
    years: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for record in records:
        years[str(record.year or "")] += 1
        fields[record.primary] += 1
    return {"years": dict(sorted(years.items())), "fields": dict(sorted(fields.items()))}


def joined(coverages: Iterable[Coverage]) -> Coverage:
    """The sums of several."""
    years: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for one in coverages:
        years.update(one["years"])
        fields.update(one["fields"])
    return {"years": dict(sorted(years.items())), "fields": dict(sorted(fields.items()))}
