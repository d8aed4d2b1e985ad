"""Trials: facts in, what a list would say of a paper compared with the paper itself and with others out."""

import datetime
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from papers2bib.catalogue.facts import Fact, paper, parse_fact, read_lines
from papers2bib.date_evidence import day, years
from papers2bib.differences import Difference, Kind
from papers2bib.ids import PaperId
from papers2bib.levels import Closeness, Day, People
from papers2bib.links import link_key
from papers2bib.model import Date, Paper
from papers2bib.name_evidence import off, people, some
from papers2bib.title_evidence import closeness, closest, is_remark, sizes
from papers2bib.titles import title_key

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from hiding import HidingCatalogue, are_twins

PLAUSIBLE = 3
"""Titles that are further apart, in letters or words, are of no interest."""


def _is_plausible(found: Difference) -> bool:
    return len(sizes(found.edits)) == 1 or _distance(found) <= PLAUSIBLE


def _distance(found: Difference) -> int:
    return sum(sizes(found.edits).values())


class Named(NamedTuple):
    """The people of a listing that names so many of them, perhaps by no more than their family names."""

    by_surname: bool
    number: int
    level: People


@dataclass(frozen=True)
class Compared:
    """A listing that says all it can, compared with one paper."""

    kinds: Mapping[Kind, int]
    closeness: Closeness
    people: tuple["Named", ...]
    by_them: bool
    off: int | None
    day: Day | None
    years: int | None
    link: bool | None


def compared(
    listed: Paper, venue_year: int | None, known: Paper, titles: Sequence[str] = ()
) -> Compared | None:
    """What a list that says this of a paper has in common with a known one (by all its titles, or by these).

    None where the titles are too far apart to be of interest.
    """
    title = min((closest(listed.title, one) for one in titles or (known.title, *known.titles)), key=_distance)
    close = closeness(title, listed.title)
    if close is Closeness.FAR and not _is_plausible(title):
        return None
    everybody = people(listed.authors, known.authors)
    both_code = bool(listed.code and known.code)
    return Compared(
        sizes(title.edits),
        close,
        tuple(_people(listed.authors, known.authors)),
        everybody is not None and everybody.agree,
        off(len(listed.authors), len(known.authors)) if listed.authors and known.authors else None,
        day(_days(listed.published, known.published)) if _exact(listed) and _exact(known) else None,
        years(venue_year - known.published.year) if venue_year and known.published else None,
        link_key(listed.code) == link_key(known.code) if both_code else None,
    )


def _people(listed: Sequence[str], known: Sequence[str]) -> Iterator[Named]:
    """All of the authors listed, and the first alone."""
    surnames = [name.split()[-1] for name in listed if name.split()]
    for by_surname, names in ((False, listed), (True, surnames)):
        for part in {len(names): names, 1: names[:1]}.values():
            if found := people(part, known):
                yield Named(by_surname, some(len(part)), found)


def _exact(one: Paper) -> bool:
    return one.published is not None and one.published.exact


def _days(one: Date | None, other: Date | None) -> int:
    days = [datetime.date(day.year, day.month, day.day) for day in (one, other) if day]
    return (days[0] - days[1]).days


@dataclass(frozen=True)
class Equal:
    """How often a title belongs to papers of other people, too."""

    papers: Counter[int]
    """By the number of letters."""
    shared: Counter[int]
    remarks: tuple[int, int]
    """Remarks on other papers: how many, and how many of these share their title."""
    pairs: tuple[tuple[Paper, Paper], ...]
    """Papers, each with another one of its title."""


def equal_titles(facts: Sequence[Path]) -> Equal:
    """Every fact, those of one title brought together."""
    lengths: Counter[int] = Counter()
    places: defaultdict[int, int] = defaultdict(int)
    for fact in _facts(facts):
        places[hash(title_key(fact["title"]))] += 1
    groups: defaultdict[str, list[Paper]] = defaultdict(list)
    remarks = 0
    for fact in _facts(facts):
        key = title_key(fact["title"])
        if is_remark(fact["title"]):
            remarks += 1
        else:
            lengths[len(key)] += 1
        if places[hash(key)] > 1:
            groups[key].append(paper(fact))
    pairs = [pair for group in groups.values() for one in group for pair in _rivals(one, group)]
    told = [(one, other) for one, other in pairs if not is_remark(one.title)]
    shared = Counter(len(title_key(one.title)) for one, _ in told)
    return Equal(lengths, shared, (remarks, len(pairs) - len(told)), tuple(pairs))


def _rivals(one: Paper, group: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    """The paper with the first of those of its title that is another work."""
    others = (other for other in group if other is not one and not are_twins(one, other))
    return islice(((one, other) for other in others), 1)


def _facts(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for path in paths for _, line in read_lines(path))


def others(catalogue: Path, offsets: Sequence[int], trials: int, seed: int) -> Iterator[list[Compared]]:
    """For each of some papers drawn by chance: what is found in its place when it is not there."""
    hiding, chance = HidingCatalogue(catalogue), random.Random(seed)
    for number in chance.sample(range(len(hiding.catalogue)), trials):
        one = hiding.catalogue.paper(number)
        year = one.published.year + chance.choice(offsets) if one.published else None
        found = (compared(one, year, other) for other in hiding.search_without(one.title, one))
        yield [other for other in found if other]


def same(catalogue: Path, published: Sequence[Path]) -> Iterator[Compared | None]:
    """Papers as their publishers list them, compared with their records on arXiv (where they name the id).

    By the title on arXiv alone: that of the publisher is among the other titles of many records.
    """
    hiding = HidingCatalogue(catalogue)
    for path in published:
        for _, line in read_lines(path):
            fact = parse_fact(line)
            if (one := PaperId.arxiv(fact.get("arxiv_id", ""))) is None:
                continue
            for known in hiding.catalogue.lookup([one]):
                yield compared(paper(fact), _year(fact), known, [known.title])


def _year(fact: Fact) -> int | None:
    year = fact.get("year", "")
    return int(year) if year.isdecimal() else None
