"""The weights of evidence: whole, in order, and those that the facts give."""

import sys
from itertools import pairwise
from math import log2
from pathlib import Path

import pytest

from papers2bib import weights
from papers2bib.differences import Kind
from papers2bib.levels import Closeness, Day, Overlap, People, Stated
from papers2bib.matching import SURE

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from fit_weights import kinds
from trials import others, same

COST = 100
"""Open references that cost as much as a wrong one."""
ENOUGH = 40
"""So many cases give a rate within a bit."""


def test_the_threshold_follows_from_the_cost_of_a_wrong_reference() -> None:
    assert pytest.approx(COST / (COST + 1), abs=0.001) == SURE


def test_longer_titles_are_worth_more() -> None:
    bits = [level.bits for _, level in weights.TITLE_EQUAL]
    assert all(less <= more for less, more in pairwise(bits))
    assert weights.NAME_EQUAL.bits < bits[-1]


def test_every_difference_costs_what_its_kind_is_worth_less_than_none() -> None:
    assert set(weights.TITLE_KINDS) == set(Kind)
    for kind in (Kind.NUMBER, Kind.OTHER_WORK, Kind.SWAPPED, Kind.LOST):
        assert all(level.bits < weights.TITLE_KINDS[Kind.TYPO][0].bits for level in weights.TITLE_KINDS[kind])


@pytest.mark.parametrize("title", list(Closeness))
def test_people_who_agree_are_for_it_and_others_against(title: Closeness) -> None:
    table = weights.PEOPLE[title]
    for number in (1, 2, 3):
        assert table[People.ALL, number].bits > 0 > table[People.NONE, number].bits
        assert table[People.ALL, number].bits >= table[People.FAMILY, number].bits


@pytest.mark.parametrize("title", list(Closeness))
@pytest.mark.parametrize("by_them", [False, True])
def test_numbers_of_authors_and_days_are_told_in_every_context(title: Closeness, by_them: bool) -> None:
    counts, days = weights.COUNTS[title, by_them], weights.DAYS_OTHER[title, by_them]
    assert sorted(counts) == [0, 1, 2, 3]
    assert counts[0].bits > 0 > counts[3].bits
    assert set(days) == set(Day)


@pytest.mark.parametrize("kind", list(Stated))
def test_what_is_stated_of_days_is_a_distribution(kind: Stated) -> None:
    assert sum(weights.DAYS_SAME[kind].values()) == pytest.approx(1)


def test_every_overlap_of_abstracts_has_a_weight() -> None:
    assert set(weights.ABSTRACTS) == set(Overlap)
    assert weights.ABSTRACTS[Overlap.MOST].bits > 0 > weights.ABSTRACTS[Overlap.NONE].bits


@pytest.mark.facts
def test_the_facts_give_these_weights(shared: Path, full_catalogue: Path) -> None:
    """Counted anew over fewer papers, drawn otherwise, those of which there are enough come out alike."""
    trials = 1500
    told = [one for one in same(full_catalogue, [shared / "catalogue" / "published.jsonl.gz"]) if one]
    found = kinds(told, list(others(full_catalogue, [0], trials, seed=7)))
    compared = 0
    for kind, levels in found.items():
        for level, known in zip(levels, weights.TITLE_KINDS[kind], strict=True):
            if known.other * trials >= ENOUGH:
                assert abs(log2(level.other / known.other)) <= 1.0, (kind, level, known)
                compared += 1
    assert compared >= 3
