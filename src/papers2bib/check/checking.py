"""Checking a file: its bytes and catalogues in; a verdict on each entry and all findings, in order, out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from papers2bib.bibfile.spans import scan
from papers2bib.check.entries import Entry, entries
from papers2bib.check.files import file_findings
from papers2bib.check.findings import Judgement, Located, Outcome
from papers2bib.check.ignoring import Ignore, said_by, without

Judge = Callable[[Sequence[Entry]], Sequence[Judgement]]
"""Takes entries, gives a verdict on each."""


@dataclass(frozen=True)
class Checked:
    """What the check of one file came to."""

    judged: Sequence[tuple[Entry, Judgement]]
    findings: Sequence[Located]
    counts: Counter[Outcome] = field(default_factory=Counter)

    @property
    def is_complete(self) -> bool:
        """Whether every paper in it was verified, and at least one, if it has any entry."""
        open_ones = (
            self.counts[Outcome.ABSENT] + self.counts[Outcome.TOO_NEW] + self.counts[Outcome.UNCHECKED]
        )
        return not open_ones and (not self.judged or self.counts[Outcome.VERIFIED] > 0)


def check(data: bytes, judge: Judge, ignored: Collection[Ignore] = ()) -> Checked:
    """Check the entries of a .bib file; raises ConfigError for a suppression that is none."""
    spans = scan(data)
    found = list(entries(spans))
    judged = list(zip(found, judge(found), strict=True))
    everything = [*ignored, *(one for entry in found for one in said_by(entry))]
    located = [*file_findings(spans, found), *_located(judged)]
    places = {entry.key: entry.place("papers2bib") for entry in found}
    kept = [_placed(one, places) for one in without(located, everything)]
    kept.sort(key=lambda one: one.at)
    return Checked(judged, kept, Counter(judgement.outcome for _, judgement in judged))


def _located(judged: Sequence[tuple[Entry, Judgement]]) -> Iterator[Located]:
    for entry, judgement in judged:
        for one in judgement.findings:
            yield Located(entry.key, entry.place(*one.fields), one)


def _placed(one: Located, places: dict[str, int]) -> Located:
    """A suppression that hit nothing, at its place."""
    return one if one.at >= 0 else Located(one.key, places.get(one.key, 0), one.finding)
