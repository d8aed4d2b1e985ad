"""Pages of Daily Papers: how a whole page is asked for, and how long the answer is kept."""

import datetime
from typing import Any

import pytest
from canned import CannedSession

from papers2bib.config import Settings
from papers2bib.errors import SourceRefused, SourceUnavailable
from papers2bib.readers.hf_api import papers_near, papers_of
from papers2bib.readers.hf_period import Period
from papers2bib.session.services import huggingface

SERVICE = huggingface(Settings())
TODAY = datetime.date(2026, 11, 21)
DAY = Period.day(datetime.date(2025, 10, 31))


def items(start: int, count: int) -> list[dict[str, Any]]:
    return [{"paper": {"id": f"2510.{at:05}", "title": f"Paper {at}"}} for at in range(start, start + count)]


def test_a_page_is_one_request() -> None:
    session = CannedSession({"/api/daily_papers": items(0, 30)})
    found = papers_of(session, SERVICE, DAY, TODAY)
    assert [one.title for one in found if one] == [f"Paper {at}" for at in range(30)]
    assert session.targets == ["/api/daily_papers?date=2025-10-31&limit=100"]


def test_a_long_page_is_asked_for_to_its_end() -> None:
    first = "/api/daily_papers?week=2026-W12&limit=100"
    session = CannedSession(
        {first: items(0, 100), f"{first}&p=1": items(98, 100), f"{first}&p=2": items(198, 3)}
    )
    week = Period.parse("2026-W12")
    assert week
    found = papers_of(session, SERVICE, week, TODAY)
    assert [one.title for one in found if one] == [f"Paper {at}" for at in range(201)]
    assert len(session.urls) == 3


def test_a_service_that_gives_the_same_page_for_ever_is_asked_twice() -> None:
    session = CannedSession({"/api/daily_papers": items(0, 100)})
    assert len(papers_of(session, SERVICE, DAY, TODAY)) == 100
    assert len(session.urls) == 2


def test_items_that_are_no_papers_count_among_the_hundred() -> None:
    first = "/api/daily_papers?date=2025-10-31&limit=100"
    session = CannedSession({first: [{}, *items(1, 99)], f"{first}&p=1": []})
    assert len(papers_of(session, SERVICE, DAY, TODAY)) == 100
    assert len(session.urls) == 2


@pytest.mark.parametrize(
    ("period", "count", "long"),
    [
        ("2026-11-21", 30, False),
        ("2026-11-18", 30, False),
        ("2026-11-17", 30, True),
        ("2025-10-31", 0, False),
        ("2026-W47", 30, False),
        ("2026-W46", 30, True),
        ("2026-11", 30, False),
        ("2026-10", 30, True),
    ],
)
def test_a_page_that_may_grow_is_kept_for_a_day_alone(period: str, count: int, long: bool) -> None:
    session = CannedSession({"/api/daily_papers": items(0, count)})
    asked = Period.parse(period)
    assert asked
    papers_of(session, SERVICE, asked, TODAY)
    assert session.whole == [long]


def test_what_the_service_refuses_is_told() -> None:
    with pytest.raises(SourceRefused):
        papers_of(CannedSession(), SERVICE, DAY, TODAY)


@pytest.mark.parametrize("broken", [500, 404, b"<html></html>"])
def test_a_page_that_breaks_off_is_no_page(broken: int | bytes) -> None:
    first = "/api/daily_papers?date=2025-10-31&limit=100"
    session = CannedSession({first: items(0, 100), f"{first}&p=1": broken})
    with pytest.raises(SourceUnavailable, match="breaks off after 100 papers"):
        papers_of(session, SERVICE, DAY, TODAY)


@pytest.mark.parametrize(
    ("period", "odd"),
    [("2025-10-31", True), ("2025-11-01", False), ("2025-11-02", False), ("2026-W12", True)],
)
def test_an_empty_page_is_doubted_unless_it_is_a_weekend(period: str, odd: bool) -> None:
    session = CannedSession({"/api/daily_papers": []})
    asked = Period.parse(period)
    assert asked
    assert papers_of(session, SERVICE, asked, TODAY) == []
    assert len(session.doubted) == odd


def test_the_end_of_a_page_of_a_hundred_papers_is_not_doubted() -> None:
    first = "/api/daily_papers?date=2025-10-31&limit=100"
    session = CannedSession({first: items(0, 100), f"{first}&p=1": []})
    assert len(papers_of(session, SERVICE, DAY, TODAY)) == 100
    assert session.doubted == []


def test_a_search_that_finds_nothing_is_doubted() -> None:
    session = CannedSession({"/api/papers/search": []})
    assert papers_near(session, SERVICE, "Attention", 20) == []
    assert len(session.doubted) == 1
