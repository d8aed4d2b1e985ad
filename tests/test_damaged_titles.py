"""The lasting test set of damaged titles and the shipped catalogue: found again, hardly ever mistaken."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from papers2bib.catalogue.query import Catalogue
from papers2bib.matching import decide
from papers2bib.model import Listing, Match, Verdict

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "damaged_titles.jsonl").read_text(encoding="utf-8").splitlines()
]


@dataclass(frozen=True)
class Shares:
    """Shares of damaged titles."""

    right: float
    shown: float
    """Right, or the paper is among those that are offered."""
    wrong: float


@pytest.fixture(scope="module")
def catalogue(shipped_catalogue: Path) -> Catalogue:
    return Catalogue.open(shipped_catalogue)


def matches(catalogue: Catalogue, damage: str, *, counted: bool) -> Iterator[tuple[Mapping[str, Any], Match]]:
    for row in ROWS:
        if row["damage"] == damage:
            number = row["n_authors"] if counted else None
            listing = Listing(row["title"], "damaged_titles.jsonl", n_authors=number)
            yield row, decide(listing, catalogue.search(listing.title))


def shares(catalogue: Catalogue, damage: str, *, counted: bool = False) -> Shares:
    right = shown = wrong = total = 0
    for row, match in matches(catalogue, damage, counted=counted):
        ids = [one.paper.id("arxiv") for one in match.candidates]
        total += 1
        matched = match.verdict is Verdict.MATCHED
        right += matched and ids[0] == row["arxiv_id"]
        wrong += matched and ids[0] != row["arxiv_id"]
        shown += match.verdict is not Verdict.MISSING and row["arxiv_id"] in ids
    assert total == 250
    return Shares(100 * right / total, 100 * shown / total, 100 * wrong / total)


@pytest.mark.parametrize(
    ("damage", "right", "shown"),
    [("misspelt", 85, 97), ("without_a_word", 0, 97), ("cut_to_half", 15, 97)],
)
def test_damaged_titles_lead_to_their_papers(
    catalogue: Catalogue, damage: str, right: float, shown: float
) -> None:
    found = shares(catalogue, damage)
    assert found.right >= right
    assert found.shown >= shown
    assert found.wrong <= 0.4


def test_half_a_title_of_thirty_letters_that_ends_in_dots_is_enough_half_of_the_time(
    catalogue: Catalogue,
) -> None:
    rows = [row for row in ROWS if row["damage"] == "cut_to_half" and len(row["title"]) >= 30]
    matched = [decide(Listing(row["title"] + "…", "list"), catalogue.search(row["title"])) for row in rows]
    right = [
        one.paper and one.paper.id("arxiv") == row["arxiv_id"] for one, row in zip(matched, rows, strict=True)
    ]
    assert sum(map(bool, right)) >= 0.5 * len(rows)
    assert not [one for one, fits in zip(matched, right, strict=True) if one.paper and not fits]


def test_a_title_without_a_word_is_not_taken_for_the_paper_alone(catalogue: Catalogue) -> None:
    """What is lost may be what tells it from another paper: mostly a person must say."""
    assert shares(catalogue, "without_a_word").right < 50
