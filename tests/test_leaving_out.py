"""With the listed paper hidden every match is wrong: how often that happens; how far to trust scores."""

import sys
from pathlib import Path

import pytest

from papers2bib.matching import SURE, decide
from papers2bib.model import Verdict

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from accuracy import Trial, scored, trials
from calibration import error
from hiding import HidingCatalogue
from questions import questions

pytestmark = pytest.mark.facts


@pytest.fixture(scope="module")
def everything(shared: Path, full_catalogue: Path) -> list[Trial]:
    """All listings of the real lists whose answers are known."""
    catalogue = HidingCatalogue(full_catalogue)
    folders = sorted(one.parent for one in (shared / "lists").glob("*/key.json"))
    return [trial for folder in folders for trial in trials(questions(folder), catalogue)]


def wrong(everything: list[Trial], *, evidence: bool) -> float:
    """The share of hidden papers for which another one is matched, in per cent."""
    some = [one for one in everything if one.held and one.question.has_evidence is evidence]
    assert len(some) > 3000
    matched = [decide(one.question.listing, one.without).verdict is Verdict.MATCHED for one in some]
    return 100 * sum(matched) / len(some)


def test_where_the_list_tells_more_than_a_title_one_in_two_thousand_is_mistaken(
    everything: list[Trial],
) -> None:
    assert wrong(everything, evidence=True) <= 0.05


def test_by_titles_alone_one_in_five_hundred_is_mistaken(everything: list[Trial]) -> None:
    assert wrong(everything, evidence=False) <= 0.2


def test_scores_are_shares(everything: list[Trial]) -> None:
    found = scored(everything, hiding=True)
    sure = [one.right for one in found if one.score >= SURE]
    assert error(found) <= 0.02
    assert sum(sure) >= SURE * len(sure)
