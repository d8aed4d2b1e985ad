"""Fit the weights of evidence: facts in, `src/papers2bib/weights.py` out.

    python tools/fit_weights.py FACTS.jsonl.gz… --catalogue FACTS.p2b --published PUBLISHED.jsonl.gz

How often something is seen where a listing means a paper is counted over papers that their publishers list
and that name their arXiv id; where it means another paper, over papers that are searched for in a catalogue
from which they (and their twins) are hidden. What facts cannot tell (how often people misspell a title or
cut it off) is stated in `stated.py` beside this script.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import TypeVar

import stated
from render import render
from trials import Compared, Equal, compared, equal_titles, others, same

from papers2bib.differences import Kind
from papers2bib.levels import Closeness, Day, Level, People

OUTPUT = Path(__file__).parents[1] / "src" / "papers2bib" / "weights.py"
EDGES = (1, 8, 12, 16, 20, 25, 30, 37, 45, 60, 80)
"""Lengths of titles, in letters, from which on a rate of its own is counted."""
BELIEF = 10
"""So many cases are taken over from papers of any closeness where one of them has few."""
Seen = TypeVar("Seen", bound=Hashable)


def title_equal(equal: Equal, alike: float) -> list[tuple[int, Level]]:
    """By length: how often a listed title is the paper's, and how often it is that of another paper."""
    table: list[tuple[int, Level]] = []
    least = 1.0
    for begin, end in zip(EDGES, (*EDGES[1:], 10_000), strict=True):
        lengths = [one for one in equal.papers if begin <= one < end]
        papers, shared = (sum(counts[one] for one in lengths) for counts in (equal.papers, equal.shared))
        middle = round(sum(one * equal.papers[one] for one in lengths) / max(1, papers))
        least = min(least, (shared + 1) / (papers + 2))
        table.append((middle, Level(alike, least)))
    return table


def kinds(told: Sequence[Compared], found: Sequence[Sequence[Compared]]) -> dict[Kind, list[Level]]:
    """For each kind of edit and its size: how often it alone parts a title from others that are found."""
    ours = Counter(one for trial in told for one in _alone(trial))
    theirs = Counter(one for trial in found for other in trial for one in _alone(other))
    return {
        kind: [
            Level(
                stated.KINDS.get((kind, size), (ours[kind, size] + 0.5) / (len(told) + 1)),
                (theirs[kind, size] + 0.5) / (len(found) + 1),
            )
            for size in (1, 2, 3)
        ]
        for kind in Kind
    }


def _alone(one: Compared) -> Iterable[tuple[Kind, int]]:
    return one.kinds.items() if len(one.kinds) == 1 else ()


def levels(
    ours: Sequence[Compared], theirs: Sequence[Compared], seen: Callable[[Compared], Iterable[Seen]]
) -> dict[Seen, Level]:
    """How often each level is seen, in these cases and, to a small part, in all of `theirs`."""
    same_counts, other_counts = (Counter(x for one in some for x in seen(one)) for some in (ours, theirs))
    sizes = sum(same_counts.values()), sum(other_counts.values())
    return {
        one: Level((same_counts[one] + 0.5) / (sizes[0] + 1), (other_counts[one] + 0.5) / (sizes[1] + 1))
        for one in sorted({*same_counts, *other_counts}, key=str)
    }


def smoothed(
    pool: dict[Seen, Level], some: Sequence[Compared], seen: Callable[[Compared], Iterable[Seen]]
) -> dict[Seen, Level]:
    """The levels of a pool, with the rates of others counted in some of its cases."""
    counts = Counter(x for one in some for x in seen(one))
    size = sum(counts.values())
    return {
        one: Level(level.same, (counts[one] + BELIEF * level.other) / (size + BELIEF))
        for one, level in pool.items()
    }


def people_tables(
    told: Sequence[Compared], found: Sequence[Compared]
) -> dict[Closeness, dict[tuple[People, int], Level]]:
    """By closeness of the titles: how often so much of so many listed authors agrees."""
    tables: dict[Closeness, dict[tuple[People, int], Level]] = {title: {} for title in Closeness}
    for number in (1, 2, 3):
        for level, title in product(People, Closeness):
            some = [one for one in found if one.closeness is title]
            ours, theirs, pooled = (_share(cases, level, number) for cases in (told, some, found))
            usual = (pooled[0] + 0.5) / (pooled[1] + 1)
            other = (theirs[0] + BELIEF * usual) / (theirs[1] + BELIEF)
            if not level.agree and level is not People.SURNAMES:
                other = max(other, usual)  # where it is rare by chance it still is no agreement
            if ours[0] or pooled[0]:
                tables[title][level, number] = Level((ours[0] + 0.5) / (ours[1] + 1), other)
    return tables


def _share(cases: Sequence[Compared], level: People, number: int) -> tuple[int, int]:
    """How many of the comparisons by so many names come to a level, and how many there are."""
    by_surname = level is People.SURNAMES
    seen = [one.level for case in cases for one in case.people if one[:2] == (by_surname, number)]
    return seen.count(level), len(seen)


def contexts(found: Sequence[Compared]) -> dict[tuple[Closeness, bool], list[Compared]]:
    """The cases by closeness of the titles, and whether the people are the same."""
    return {
        (title, by_them): [one for one in found if one.closeness is title and (one.by_them or not by_them)]
        for title, by_them in product(Closeness, (False, True))
    }


def fit(facts: Sequence[Path], catalogue: Path, published: Sequence[Path], trials: int) -> str:
    """The text of the module of weights."""
    told = [one for one in same(catalogue, published) if one]
    offsets = [one.years for one in told if one.years is not None]
    searched = list(others(catalogue, offsets, trials, seed=1))
    equal = equal_titles(facts)
    pairs = [pair for one, other in equal.pairs if (pair := compared(one, None, other))]
    found = [*pairs, *(one for trial in searched for one in trial if one.kinds)]
    alike = sum(not one.kinds for one in told) / len(told)
    shared, papers = sum(equal.shared.values()), sum(equal.papers.values())

    def counted(one: Compared) -> Iterable[int]:
        return () if one.off is None else (one.off,)

    def dated(one: Compared) -> Iterable[Day]:
        return () if one.day is None else (one.day,)

    works = [one for one in found if one.closeness is not Closeness.REMARK]
    count_pool, day_pool = levels(told, works, counted), levels((), works, dated)
    years = levels(
        told,
        [one for trial in searched for one in trial],
        lambda one: () if one.years is None else (one.years,),
    )
    linked = [one.link for one in found if one.link is not None]
    return render(
        trials={"same": len(told), "searched": trials, "facts": papers},
        equal=Level(alike, shared / papers),
        title_equal=title_equal(equal, alike),
        remark=Level(alike, (equal.remarks[1] + 1) / (equal.remarks[0] + 2)),
        kinds=kinds(told, searched),
        people=people_tables(told, found),
        counts={where: smoothed(count_pool, some, counted) for where, some in contexts(found).items()},
        days={
            where: {one: level.other for one, level in smoothed(day_pool, some, dated).items()}
            for where, some in contexts(found).items()
        },
        years={one: Level(max(level.same, stated.YEAR_OFF), level.other) for one, level in years.items()},
        link=Level(stated.LINK, (sum(linked) + 1) / (len(linked) + 2)),
    )


def main() -> None:
    """Fit and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("facts", nargs="+", type=Path)
    ask.add_argument("--catalogue", type=Path, required=True)
    ask.add_argument("--published", action="append", type=Path, required=True)
    ask.add_argument("--trials", type=int, default=30_000)
    ask.add_argument("-o", "--output", type=Path, default=OUTPUT)
    args = ask.parse_args()
    args.output.write_text(fit(args.facts, args.catalogue, args.published, args.trials), encoding="utf-8")


if __name__ == "__main__":
    main()
