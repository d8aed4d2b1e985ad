"""What a lock gives back for the same listings, and that its file says all of it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.decisions import Decision, Decisions
from papers2bib.errors import ConfigError
from papers2bib.ids import PaperId
from papers2bib.lock import Lock, said
from papers2bib.lock_file import lock_text, parse_lock
from papers2bib.model import Candidate, Date, Evidence, Listing, Match, Paper, Reference, Verdict

WORDS = st.text(max_size=30)
DATES = st.builds(Date, st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28))
PAPERS = st.builds(
    Paper,
    source=st.just(""),
    title=WORDS,
    titles=st.lists(WORDS).map(tuple),
    ids=st.lists(st.builds(PaperId, st.sampled_from(["arxiv", "doi"]), WORDS), min_size=1).map(tuple),
    authors=st.lists(WORDS).map(tuple),
    published=st.none() | DATES,
    venue=WORDS,
    issued=st.none() | DATES.map(lambda date: replace(date, day=0)),
    abstract=WORDS,
    links=st.lists(WORDS).map(tuple),
    withdrawn=st.booleans(),
)
ATTENTION = Paper(source="arxiv", title="Attention", ids=(PaperId("arxiv", "1706.03762"),))
LISTED = Listing("Attention", "a.txt:1")
OTHER = Listing("Attention", "a.txt:2", authors=("Somebody Else",))


def match(listing: Listing = LISTED, paper: Paper = ATTENTION) -> Match:
    return Match(listing, Verdict.MATCHED, (Candidate(paper, 0.99, (Evidence(9.0, "title equal"),)),))


def locked(paper: Paper = ATTENTION, *, decided: bool = False) -> Lock:
    found = replace(match(paper=paper), decided=decided)
    reference = Reference(
        paper, (LISTED,), {"title": "arxiv"}, ("it was withdrawn",), written=("title", "url")
    )
    return Lock().updated([found], [reference], "2026-01-02")


def missing(listings: Iterable[Listing]) -> Iterator[Match]:
    yield from (Match(one, Verdict.MISSING) for one in listings)


@given(PAPERS)
def test_a_file_says_all_that_a_lock_holds(paper: Paper) -> None:
    lock = locked(paper)
    text = lock_text(lock)
    found = parse_lock(text, "p.lock")
    assert lock_text(found) == text
    assert [replace(one.reference.paper, source="") for one in found.papers.values()] == [paper]
    assert [one.reference.written for one in found.papers.values()] == [("title", "url")]
    assert found.rows == lock.rows


def test_a_file_is_sorted_and_shows_what_cannot_be_seen() -> None:
    papers = [replace(ATTENTION, title="\u202eb", ids=(PaperId("arxiv", one),)) for one in ("2", "1")]
    text = lock_text(Lock().updated([], map(Reference, papers), "2026-01-02")).decode()
    assert list(json.loads(text)["papers"]) == ["arxiv:1", "arxiv:2"]
    assert text.count("\\u202eb") == 2
    assert '"title": {"value": "\\u202eb", "source": "", "date": "2026-01-02"}' in text


def test_the_same_listing_is_not_asked_again_wherever_it_stands() -> None:
    listings = [replace(LISTED, origin="b.txt:7", votes=3), OTHER]
    found = list(locked().resolve(listings, Decisions(), missing))
    assert [one.verdict for one in found] == [Verdict.MATCHED, Verdict.MISSING]
    assert found[0].paper is not None
    assert found[0].paper.ids == ATTENTION.ids
    assert said(LISTED) != said(OTHER)


@pytest.mark.parametrize(("final", "asked"), [(False, 1), (True, 0)])
def test_what_was_open_is_asked_again_unless_the_lock_is_final(final: bool, asked: int) -> None:
    lock = Lock().updated([Match(LISTED, Verdict.AMBIGUOUS)], [], "2026-01-02")
    found = list(lock.resolve([LISTED], Decisions(), missing, final=final))
    assert [one.verdict for one in found].count(Verdict.MISSING) == asked


@pytest.mark.parametrize(
    ("chosen", "verdict"), [("1706.03762", Verdict.MATCHED), ("2501.00001", Verdict.MISSING)]
)
def test_what_a_person_decides_by_now_goes_before_the_lock(chosen: str, verdict: Verdict) -> None:
    decisions = Decisions()
    decisions.add(LISTED.origin, LISTED.title, Decision(PaperId("arxiv", chosen)))
    assert next(locked(decided=True).resolve([LISTED], decisions, missing)).verdict is verdict


def test_a_decision_that_is_locked_holds_without_its_file() -> None:
    settled = Match(LISTED, Verdict.MISSING, problems=("a person decided: none",), decided=True)
    lock = parse_lock(lock_text(Lock().updated([settled], [], "2026-01-02")), "p.lock")
    assert list(lock.resolve([LISTED], Decisions(), lambda _: iter(()))) == [settled]


def test_a_locked_paper_stays_as_it_is_where_another_listing_means_it() -> None:
    later = replace(ATTENTION, venue="NeurIPS", kind="inproceedings")
    found = list(
        locked().references([match(OTHER, later), match()], lambda rest: [Reference(later) for _ in rest])
    )
    assert [(one.paper, one.listings) for one in found] == [(ATTENTION, (OTHER, LISTED))]
    assert found[0].warnings == ("it was withdrawn",)


def test_a_field_keeps_its_day_until_it_changes() -> None:
    later = Reference(replace(ATTENTION, venue="NeurIPS"), (LISTED,), {"title": "arxiv"})
    days = locked().updated([match()], [later], "2026-03-04").papers["arxiv:1706.03762"].days
    assert days == {"title": "2026-01-02", "ids": "2026-01-02", "venue": "2026-03-04"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version": 1', '"version": 2'),
        ('"version": 1', "<<<<<<< HEAD"),
        ('"arxiv:1706.03762": {', '"arxiv:1": {'),
        ('"verdict": "matched"', '"verdict": "missing"'),
        ('"value": "Attention"', '"value": ["Attention"]'),
        ('"title": {', '"titel": {'),
        ('"said"', '"sad"'),
    ],
)
def test_a_file_that_is_no_lock_is_refused_in_one_line(old: str, new: str) -> None:
    text = lock_text(locked()).decode()
    assert old in text
    with pytest.raises(ConfigError, match=r"^p.lock: is no lock of papers2bib \(.*\): restore it") as raised:
        parse_lock(re.sub(re.escape(old), new, text).encode(), "p.lock")
    assert "\n" not in str(raised.value)
