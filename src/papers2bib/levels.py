"""Levels: how far a listing and a paper may agree, in words, and what a level of agreement is worth."""

from enum import StrEnum
from math import log2
from typing import NamedTuple


class Level(NamedTuple):
    """How often something is seen: where a listing means the paper, and where it means another one."""

    same: float
    other: float

    @property
    def bits(self) -> float:
        """log2 of how much likelier it is if the listing means the paper."""
        return log2(self.same / self.other)


class Closeness(StrEnum):
    """How close a listed title is to that of a paper."""

    EQUAL = "equal"
    """But for typography."""
    REMARK = "equal, of a remark on another paper"
    """Several people may have written one under it."""
    BEGINNING = "its beginning"
    """Cut off, or the name before a colon."""
    NEAR = "near"
    """But for a slip, a small word, or a name put before it or left out."""
    APART = "apart"
    """By a word or two that may tell another paper."""
    FAR = "far"
    """By more than that."""

    @property
    def told_apart(self) -> bool:
        """Something tells that the titles may well be of two papers."""
        return self in {Closeness.APART, Closeness.FAR}


class People(StrEnum):
    """How far the listed authors are among those of a paper."""

    ALL = "all by name"
    MOST = "half or more by name"
    SOME = "some by name"
    SURNAMES = "all by family name, as listed"
    FAMILY = "some by family name alone"
    NONE = "none"

    @property
    def agree(self) -> bool:
        """They are the paper's people, as far as is listed."""
        return self in {People.ALL, People.MOST}


class Day(StrEnum):
    """How a listed date lies to the day on which a paper was submitted."""

    SAME = "the same day, or a day off"
    WEEK = "up to a week later"
    MONTHS = "up to two months later"
    LATER = "up to three years later"
    YEARS = "years later"
    BEFORE = "before"


class Stated(StrEnum):
    """What the date that stands with a listing is, as far as one can tell."""

    SUBMITTED = "a date of submission"
    UNSURE = "a date of submission, the paper's being a guess"
    READ = "perhaps the day of reading"


class Overlap(StrEnum):
    """How much of a listed abstract stands in that of a paper."""

    MOST = "most"
    MUCH = "much"
    LITTLE = "little"
    NONE = "nothing"
