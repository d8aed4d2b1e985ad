"""The report: rows with the promised keys, in order, and the tally that makes the exit status."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest

from papers2bib.ids import PaperId
from papers2bib.model import Candidate, Date, Evidence, Listing, Match, Paper, Reference, Verdict
from papers2bib.report import Report, Tally, dump, fields, is_open, row, said
from papers2bib.targets import Written

KEYS = (
    "origin title verdict ids key score because evidence fields candidates problems said warnings"
).split()
PAPER = Paper(
    "catalogue",
    "Attention Is All You Need",
    ids=(PaperId("arxiv", "1706.03762"), PaperId("s2", "204e")),
    authors=("Ashish Vaswani", "Noam Shazeer"),
    published=Date(2017, 6, 12),
)


def listing(title: str = "attention is all you need", line: int = 1) -> Listing:
    return Listing(title, f"list.txt:{line}")


def matched(found: Listing) -> Match:
    return Match(found, Verdict.MATCHED, (Candidate(PAPER, 0.98765, (Evidence(14.0, "title equal"),)),))


def missing(found: Listing, *, decided: bool = False) -> Match:
    return Match(found, Verdict.MISSING, problems=("not there",), decided=decided)


def written(*listings: Listing) -> Written:
    provenance = {"title": "catalogue", "authors": "catalogue", "published": "catalogue"}
    return Written(Reference(PAPER, listings, provenance), "vaswani2017attention", "@misc{…}\n")


def rows(matches: Iterable[Match], outcome: Iterable[Written]) -> list[dict[str, object]]:
    with Report() as report:
        for match in matches:
            report.add(match)
        return [json.loads(line) for line in report.lines(outcome)]


def test_a_row_has_the_promised_keys_and_the_title_as_listed() -> None:
    found = row(matched(listing()))
    assert sorted(found) == sorted(KEYS)
    assert found["title"] == "attention is all you need"
    assert found["ids"] == {"arxiv": "1706.03762", "doi": None, "s2": "204e"}
    assert (found["score"], found["because"]) == (0.9877, ["title equal"])
    assert found["evidence"] == [[14.0, "title equal"]]


def test_an_open_row_names_no_id_but_shows_the_candidates() -> None:
    match = Match(
        listing(),
        Verdict.AMBIGUOUS,
        (Candidate(PAPER, 0.5, (Evidence(4.04, "title equal"),)),),
        ("too short",),
    )
    found = row(match)
    assert found["ids"] == {"arxiv": None, "doi": None}
    assert found["problems"] == ["too short"]
    assert found["candidates"] == [
        {
            "ids": {"arxiv": "1706.03762", "doi": None, "s2": "204e"},
            "title": "Attention Is All You Need",
            "score": 0.5,
            "because": ["title equal"],
            "evidence": [[4.0, "title equal"]],
        }
    ]


def test_rows_stay_in_order_and_twins_carry_the_same_key() -> None:
    one, other = listing(line=1), listing("Attention is all you need!", line=7)
    found = rows([matched(one), missing(listing("No Such Paper", 3)), matched(other)], [written(one, other)])
    assert [r["origin"] for r in found] == ["list.txt:1", "list.txt:3", "list.txt:7"]
    assert [r["key"] for r in found] == ["vaswani2017attention", None, "vaswani2017attention"]


def test_every_field_names_its_value_and_source() -> None:
    assert fields(written().reference) == {
        "title": {"value": "Attention Is All You Need", "source": "catalogue"},
        "authors": {"value": ["Ashish Vaswani", "Noam Shazeer"], "source": "catalogue"},
        "published": {"value": "2017-06-12", "source": "catalogue"},
    }


def test_a_row_holds_what_each_source_said_but_no_abstract_twice() -> None:
    told = Paper("arxiv", "T", ids=PAPER.ids, issued=Date(2025), abstract="long", withdrawn=True)
    mistaken = Paper("semantic_scholar", "Another Paper", links=("https://a.org",))
    reference = Reference(
        PAPER, (), {}, accounts=(told, Paper("list", "", abstract="long")), unused=(mistaken,)
    )
    assert said(reference) == [
        {
            "source": "arxiv",
            "title": "T",
            "issued": "2025",
            "withdrawn": True,
            "ids": {"arxiv": "1706.03762", "s2": "204e"},
        },
        {
            "source": "semantic_scholar",
            "unused": True,
            "title": "Another Paper",
            "links": ["https://a.org"],
        },
    ]


def test_the_row_of_a_reference_holds_its_warnings() -> None:
    one = listing()
    warned = replace(written(one), warnings=("withdrawn: by its authors",))
    [found] = rows([matched(one)], [warned])
    assert found["warnings"] == ["withdrawn: by its authors"]


@pytest.mark.parametrize(
    "title", ["caf\u00e9 \u6570", "a\x1b[31m\x9b2J", "a\u2028b\u0085c", "bad\udce9", "\u202etxt"]
)
def test_a_row_is_one_line_that_no_terminal_obeys(title: str) -> None:
    line = dump({"title": title})
    assert json.loads(line) == {"title": title}
    assert len(line.decode().splitlines()) == 1
    assert all(c.isprintable() for c in line.decode().removesuffix("\n"))


def test_letters_of_any_script_stay_legible() -> None:
    assert dump({"title": "数"}) == '{"title": "数"}\n'.encode()


@pytest.mark.parametrize(
    ("matches", "problems", "status"),
    [
        ([matched(listing())], 0, 0),
        ([matched(listing())], 1, 1),
        ([matched(listing()), missing(listing())], 0, 1),
        ([missing(listing(), decided=True)], 0, 0),
        ([Match(listing(), Verdict.UNANSWERED)], 0, 1),
        ([Match(listing(), Verdict.AMBIGUOUS)], 0, 1),
    ],
)
def test_the_exit_status_is_zero_only_when_nothing_is_left(
    matches: list[Match], problems: int, status: int
) -> None:
    tally = Tally(problems=problems)
    for match in matches:
        tally.add(match)
    assert tally.exit_status == status


def test_the_tally_counts_listings_and_the_files_they_stand_in() -> None:
    tally = Tally()
    for one in (listing(line=1), listing(line=2), Listing("x", "C:\\lists\\a.txt:4")):
        tally.add(missing(one))
    assert (tally.listings, tally.files) == (3, {"list.txt", "C:\\lists\\a.txt"})


def test_a_decided_none_is_not_open() -> None:
    assert is_open(missing(listing()))
    assert not is_open(missing(listing(), decided=True))
