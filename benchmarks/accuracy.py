"""Measure accuracy: lists with their answers in, how many titles lead to the right paper out, as tables.

    python benchmarks/accuracy.py LISTS… --catalogue CATALOGUE.p2b [--chart docs/accuracy.svg]

Each of LISTS is a folder as `questions.py` says. Prints, with 95 % intervals: what becomes of each list; the
same by two rules that other tools use; by how much the list tells; with each listed paper hidden in turn, so
that every match is wrong; and how far scores can be trusted. Search results are the same for all of these.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import rules
from calibration import Scored, bins, curve, error
from chart import chart
from hiding import HidingCatalogue
from judging import Outcome, Share, Tally, judge
from questions import Question, questions

from papers2bib import Listing, Paper, Verdict
from papers2bib.matching import decide

TOLD: tuple[tuple[str, Callable[[Listing], Listing]], ...] = (
    ("title alone", lambda one: Listing(one.title, one.origin)),
    ("+ number of authors", lambda one: Listing(one.title, one.origin, n_authors=one.n_authors)),
    ("+ dates, venue", lambda one: replace(one, ids=(), authors=(), abstract="", urls=())),
    ("+ authors", lambda one: replace(one, ids=(), abstract="", urls=())),
    ("+ abstract, links", lambda one: replace(one, ids=())),
)
"""What is left of a listing, each time more."""
_NUMBERS = "listings right wrong offered missed declined".split()


@dataclass(frozen=True)
class Trial:
    """A question with what a search finds: as the catalogue is, and where the paper meant is hidden."""

    question: Question
    held: bool
    """The catalogue has the paper."""
    pool: Sequence[Paper]
    without: Sequence[Paper] = ()

    def outcome(self, rule: Callable[[Listing, Sequence[Paper]], rules.Answer]) -> Outcome:
        """What a rule makes of it."""
        return judge(self.question, rule(self.question.listing, self.pool), held=self.held)


def trials(asked: Iterable[Question], catalogue: HidingCatalogue) -> list[Trial]:
    """Each question with its pools."""
    found = []
    for one in asked:
        title, papers = one.listing.title, catalogue.catalogue
        listed = list(papers.lookup(one.listing.ids))
        meant = next(iter(papers.lookup([one.answer])), None) if one.answer else None
        without = catalogue.search_without(title, meant) if meant else ()
        found.append(Trial(one, meant is not None, [*listed, *catalogue.search(title)], without))
    return found


def tally(some: Sequence[Trial], rule: Callable[[Listing, Sequence[Paper]], rules.Answer]) -> Tally:
    """What a rule makes of some trials."""
    on_arxiv = sum(one.question.answer is not None for one in some)
    return Tally((one.outcome(rule) for one in some), on_arxiv)


def row(name: str, found: Tally) -> str:
    """One row of a table."""
    counts = [found.counts.total(), *(found.counts[one] for one in Outcome)]
    return f"| {name} | {' | '.join(map(str, counts))} | {found.found} | {found.wrong} | {found.whole} |"


def head(name: str) -> str:
    """The head of a table of rows."""
    columns = [name, *_NUMBERS, "found %", "wrong %", "right of all on arXiv %"]
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


def by_list(lists: dict[str, list[Trial]]) -> None:
    """What becomes of each list, and of all by each rule."""
    everything = [one for some in lists.values() for one in some]
    print(head("list"))
    for name, some in lists.items():
        print(row(name, tally(some, rules.evidence)))
    print(row("**all**", tally(everything, rules.evidence)))
    print(f"\n{head('rule')}")
    for rule in (rules.evidence, rules.same_letters, rules.first_similar):
        print(row(rule.__name__.replace("_", " "), tally(everything, rule)))


def by_what_is_told(everything: Sequence[Trial]) -> None:
    """The same with less of each listing, where a list tells anything besides titles."""
    some = [one for one in everything if one.question.has_evidence]
    print(f"\n{head('listings that tell more, by')}")
    for name, told in TOLD:
        less = [
            replace(one, question=replace(one.question, listing=told(one.question.listing))) for one in some
        ]
        print(row(name, tally(less, rules.evidence)))


def hidden(everything: Sequence[Trial]) -> None:
    """Every listed paper hidden in turn: whatever is matched then is wrong."""
    print("\n| paper hidden, the list tells | trials | matched % | offered % |\n|---|---|---|---|")
    for name, more in (("more than a title", True), ("titles alone", False)):
        some = [one for one in everything if one.held and one.question.has_evidence is more]
        verdicts = [decide(one.question.listing, one.without).verdict for one in some]
        shares = (Share(verdicts.count(one), len(some)) for one in (Verdict.MATCHED, Verdict.AMBIGUOUS))
        print(f"| {name} | {len(some)} | {' | '.join(map(str, shares))} |")


def scored(everything: Iterable[Trial], *, hiding: bool) -> list[Scored]:
    """The score of each trial's best candidate, and whether it is the paper; also where that is hidden."""
    found = []
    for one in everything:
        for pool in (one.pool, one.without) if hiding and one.held else (one.pool,):
            if best := decide(one.question.listing, pool).candidates[:1]:
                right = pool is one.pool and one.question.answer in best[0].paper.ids
                found.append(Scored(best[0].score, right))
    return found


def picture(everything: Sequence[Trial]) -> str:
    """Found papers against wrong ones, by threshold, with the rules of peers as points."""
    held = sum(one.held for one in everything)
    told, bare = ([one for one in everything if one.question.has_evidence is more] for more in (True, False))
    curves = {
        name: curve(scored(some, hiding=False), sum(one.held for one in some), len(some))
        for name, some in (("all", everything), ("more than a title listed", told), ("titles alone", bare))
        if some
    }
    marks = {}
    for rule in (rules.evidence, rules.same_letters, rules.first_similar):
        counts = tally(everything, rule).counts
        share = 100 * counts[Outcome.WRONG] / len(everything), 100 * counts[Outcome.RIGHT] / held
        marks[rule.__name__.replace("_", " ")] = share
    return chart(curves, marks, lowest=80)


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("lists", nargs="+", type=Path)
    ask.add_argument("--catalogue", type=Path, required=True)
    ask.add_argument("--file", default="", help="name of the list in each folder")
    ask.add_argument("--chart", type=Path, help="write found papers against wrong ones as SVG")
    args = ask.parse_args()
    catalogue = HidingCatalogue(args.catalogue)
    lists = {one.name: trials(questions(one, args.file), catalogue) for one in args.lists}
    everything = [one for some in lists.values() for one in some]
    by_list(lists)
    by_what_is_told(everything)
    hidden(everything)
    found = scored(everything, hiding=True)
    print(f"\n{bins(found)}\n\nexpected calibration error {error(found):.4f}")
    if args.chart:
        args.chart.write_text(picture(everything), encoding="utf-8")


if __name__ == "__main__":
    main()
