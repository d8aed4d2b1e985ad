"""Calibration: scores and whether they were right in, how far scores can be trusted out."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

EDGES = (0.0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.01)
"""Scores from which on bins are formed."""


class Scored(NamedTuple):
    """The score of a candidate, and whether it was the paper."""

    score: float
    right: bool


class Bin(NamedTuple):
    """The mean score of some candidates, how many there are, and the share that was right."""

    score: float
    number: int
    right: float


def binned(scored: Sequence[Scored]) -> list[Bin]:
    """The candidates by their scores; bins without any are left out."""
    found = []
    for low, high in pairwise(EDGES):
        some = [one for one in scored if low <= one.score < high]
        if some:
            score, right = (sum(values) / len(some) for values in zip(*some, strict=True))
            found.append(Bin(score, len(some), right))
    return found


def error(scored: Sequence[Scored]) -> float:
    """Expected calibration error: how far scores and shares are apart, on the average."""
    return sum(one.number * abs(one.score - one.right) for one in binned(scored)) / max(1, len(scored))


def bins(scored: Sequence[Scored]) -> str:
    """The bins as a table."""
    rows = (f"| {one.score:.4f} | {one.number} | {one.right:.4f} |" for one in binned(scored))
    return "\n".join(["| mean score | candidates | right |", "|---|---|---|", *rows])


def curve(scored: Sequence[Scored], held: int, asked: int) -> list[tuple[float, float]]:
    """Wrong of all asked and found of those held, in per cent, as the least score that counts falls."""
    points, right, wrong = [], 0, 0
    for one in sorted(scored, reverse=True):
        right, wrong = right + one.right, wrong + (not one.right)
        points.append((100 * wrong / asked, 100 * right / held))
    return points
