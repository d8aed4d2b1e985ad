"""Open listings written, chosen by a person, and applied from then on; no choice is ever lost."""

import json
from pathlib import Path

import pytest
from command import ATTENTION, SHARED_TITLE, UNKNOWN, Command, write_list

OPEN = Path("open.jsonl")


def rows() -> list[dict[str, object]]:
    return [json.loads(line) for line in OPEN.read_text(encoding="utf-8").splitlines()]


def choose(*choices: str | None) -> None:
    """Fill in the rows in order, as a person does in an editor."""
    filled = [row | {"choose": choice} for row, choice in zip(rows(), choices, strict=True)]
    OPEN.write_text("".join(json.dumps(row) + "\n" for row in filled), encoding="utf-8")


@pytest.fixture
def first(command: Command) -> Command:
    """A first run that left two listings open."""
    write_list(ATTENTION, SHARED_TITLE, UNKNOWN)
    assert command("list.txt", "--offline", "-o", "refs.bib", "--unresolved", OPEN).status == 1
    return command


def test_the_open_listings_are_written_with_a_choice_to_fill_in(first: Command) -> None:
    assert [(row["title"], row["choose"]) for row in rows()] == [(SHARED_TITLE, None), (UNKNOWN, None)]
    candidates = rows()[0]["candidates"]
    assert isinstance(candidates, list)
    assert {one["ids"]["arxiv"] for one in candidates} == {"1612.00796", "2507.10485"}


def test_choices_settle_the_listings_for_good(first: Command) -> None:
    choose("arxiv:2507.10485", "none")
    found = first("list.txt", "--offline", "--decisions", OPEN)
    assert found.status == 0
    assert b"{2507.10485}" in found.out
    assert "3 listings in 1 file: 2 matched, 0 ambiguous, 1 missing, 0 unanswered" in found.err
    assert UNKNOWN not in found.err


def test_a_chosen_paper_that_is_not_found_stays_open_with_its_choice(first: Command) -> None:
    choose("1612.00796", "2101.00001")
    found = first("list.txt", "--offline", "--decisions", OPEN, "--unresolved", "still.jsonl")
    assert found.status == 1
    still = [json.loads(line) for line in Path("still.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["title"], row["choose"]) for row in still] == [(UNKNOWN, "arxiv:2101.00001")]


def test_one_file_may_hold_choices_and_take_the_open_listings(first: Command) -> None:
    choose("2507.10485", None)
    both = ("list.txt", "--offline", "-o", "refs.bib", "--decisions", OPEN, "--unresolved", OPEN)
    first(*both)
    assert [(row["title"], row["choose"]) for row in rows()] == [
        (SHARED_TITLE, "2507.10485"),
        (UNKNOWN, None),
    ]
    before = OPEN.read_bytes()
    first(*both)
    assert OPEN.read_bytes() == before


def test_one_file_for_both_need_not_be_there_the_first_time(command: Command) -> None:
    write_list(UNKNOWN)
    assert command("list.txt", "-q", "--decisions", OPEN, "--unresolved", OPEN).status == 1
    assert [row["choose"] for row in rows()] == [None]


def test_choices_that_a_run_would_overwrite_unread_stop_it(first: Command) -> None:
    choose("2507.10485", None)
    before = OPEN.read_bytes()
    found = first("list.txt", "--unresolved", OPEN, "-o", "refs.bib")
    assert found.status == 2
    assert "open.jsonl: holds 1 rows that somebody filled in" in found.err
    assert OPEN.read_bytes() == before


def test_a_row_that_cannot_be_understood_is_named(first: Command) -> None:
    choose("perhaps the second", None)
    found = first("list.txt", "--decisions", OPEN)
    assert (found.status, found.out) == (2, b"")
    assert found.err.startswith('papers2bib: open.jsonl:1: "choose" is "perhaps the second"')
