"""Decisions: what a person may write into `choose`, and which listings it then holds for."""

import json

import pytest

from papers2bib.decisions import Decision, Decisions, parse_decisions
from papers2bib.errors import ConfigError
from papers2bib.ids import PaperId
from papers2bib.model import Listing

ARXIV = PaperId("arxiv", "2311.12983")


def decided(*rows: dict[str, object]) -> Decisions:
    return parse_decisions([json.dumps(row) for row in rows], "open.jsonl")


def listing(title: str = "GAIA", origin: str = "list.txt:3") -> Listing:
    return Listing(title, origin)


@pytest.mark.parametrize(
    ("choose", "paper"),
    [
        ("arxiv:2311.12983", ARXIV),
        ("2311.12983v2", ARXIV),
        ("https://arxiv.org/abs/2311.12983", ARXIV),
        ("10.1000/ABC", PaperId("doi", "10.1000/abc")),
        ("none", None),
        (" NONE ", None),
    ],
)
def test_a_choice_is_an_id_a_url_or_none(choose: str, paper: PaperId | None) -> None:
    decisions = decided({"origin": "list.txt:3", "title": "GAIA", "choose": choose})
    assert decisions.find(listing()) == Decision(paper)


def test_null_leaves_the_listing_open() -> None:
    assert decided({"origin": "list.txt:3", "title": "GAIA", "choose": None}).find(listing()) is None


def test_a_listing_that_moved_is_found_by_its_title_however_it_is_typed() -> None:
    decisions = decided({"origin": "list.txt:3", "title": "The {GAIA} Benchmark", "choose": "2311.12983"})
    assert decisions.find(listing("the GAIA benchmark", "other.md:90")) == Decision(ARXIV)


def test_the_place_decides_between_listings_of_one_title() -> None:
    decisions = decided(
        {"origin": "list.txt:3", "title": "GAIA", "choose": "2311.12983"},
        {"origin": "list.txt:9", "title": "GAIA", "choose": "none"},
    )
    assert decisions.find(listing(origin="list.txt:3")) == Decision(ARXIV)
    assert decisions.find(listing(origin="list.txt:9")) == Decision(None)
    assert decisions.find(listing(origin="elsewhere.txt:1")) is None


def test_a_place_counts_only_with_its_title() -> None:
    decisions = decided({"origin": "list.txt:3", "title": "GAIA", "choose": "none"})
    assert decisions.find(listing("Gemini", "list.txt:3")) is None


def test_blank_lines_and_further_keys_are_passed_over() -> None:
    lines = ["", json.dumps({"title": "GAIA", "choose": "none", "verdict": "missing", "note": "mine"}), "  "]
    assert parse_decisions(lines, "d").find(listing()) == Decision(None)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"title": "GAIA"}',
        '{"choose": "none"}',
        '{"title": "GAIA", "choose": "perhaps the first"}',
        '{"title": "GAIA", "choose": 2311.12983}',
    ],
)
def test_a_row_that_cannot_be_understood_is_named(line: str) -> None:
    with pytest.raises(ConfigError, match=r"^open\.jsonl:2: "):
        parse_decisions(["", line], "open.jsonl")


def test_a_listing_without_a_title_goes_by_its_ids() -> None:
    untitled = Listing("", "list.txt:7", ids=(ARXIV,))
    other = Listing("", "list.txt:7", ids=(PaperId("arxiv", "2401.00001"),))
    decisions = decided({"origin": "list.txt:7", "title": untitled.name, "choose": "none"})
    assert decisions.find(untitled) == Decision(None)
    assert decisions.find(other) is None
