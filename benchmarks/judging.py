"""Judging: a question and what a rule answers in, outcomes, their shares and how sure these are out."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from questions import Question
from rules import Answer

_SURE = 1.96
"""Standard deviations of a normal distribution that hold 95 % of it."""


class Outcome(StrEnum):
    """What becomes of a listing."""

    RIGHT = "right"
    WRONG = "wrong"
    OFFERED = "offered"
    """Nothing is chosen, but the paper is among those shown."""
    MISSED = "missed"
    """The catalogue has the paper, and it is not shown."""
    DECLINED = "declined"
    """Nothing is chosen, and the catalogue has not the paper."""


def judge(question: Question, answer: Answer, *, held: bool) -> Outcome:
    """The outcome of one question; `held`: the catalogue has the paper that is meant."""
    if answer.chosen:
        return Outcome.RIGHT if question.answer in answer.chosen.ids else Outcome.WRONG
    if not held:
        return Outcome.DECLINED
    return Outcome.OFFERED if any(question.answer in one.ids for one in answer.offered) else Outcome.MISSED


class Share(NamedTuple):
    """A share with its 95 % interval by Wilson's score (https://doi.org/10.1080/01621459.1927.10502953)."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float]:
        """From 0 to 1."""
        if not self.whole:
            return 0.0, 1.0
        share, n = self.part / self.whole, self.whole
        middle = (share + _SURE**2 / (2 * n)) / (1 + _SURE**2 / n)
        half = _SURE / (1 + _SURE**2 / n) * sqrt(share * (1 - share) / n + _SURE**2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        share = self.part / max(1, self.whole)
        return f"{100 * share:.2f} ({100 * low:.2f}–{100 * high:.2f})"


class Tally:
    """How many listings came to which outcome."""

    def __init__(self, outcomes: Iterable[Outcome], on_arxiv: int) -> None:
        self.counts = Counter(outcomes)
        self._on_arxiv = on_arxiv

    @property
    def found(self) -> Share:
        """Those right of those whose paper the catalogue has (a wrong answer may hide one that it has)."""
        right, wrong = self.counts[Outcome.RIGHT], self.counts[Outcome.WRONG]
        held = right + wrong + self.counts[Outcome.OFFERED] + self.counts[Outcome.MISSED]
        return Share(right, held)

    @property
    def wrong(self) -> Share:
        """Those wrong of all."""
        return Share(self.counts[Outcome.WRONG], self.counts.total())

    @property
    def whole(self) -> Share:
        """Those right of all that are on arXiv, whatever the catalogue lacks."""
        return Share(self.counts[Outcome.RIGHT], self._on_arxiv)
