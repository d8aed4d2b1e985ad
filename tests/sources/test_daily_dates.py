"""Which days' pages may answer which listings."""

import datetime

import pytest

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.sources.daily_dates import days

TODAY = datetime.date(2026, 11, 21)
ID = (PaperId("arxiv", "1706.03762"),)


def listing(
    date: str | Date = "", listed: str | Date = "", *, n_authors: int | None = 3, at: str = "list.txt:1"
) -> Listing:
    def read(said: str | Date) -> Date | None:
        return said if isinstance(said, Date) else Date.parse(said)

    return Listing("Title", at, n_authors=n_authors, date=read(date), listed=read(listed))


def found(*listings: Listing) -> list[tuple[str, int, int]]:
    return [(str(day.date), len(day.listed), len(day.guessed)) for day in days(listings, TODAY)]


def test_a_known_page_is_its_day() -> None:
    assert found(*[listing(listed="2025-10-31")] * 3) == [("2025-10-31", 3, 0)]


@pytest.mark.parametrize(
    ("submitted", "day"),
    [
        ("2025-10-27", "2025-10-28"),
        ("2025-10-31", "2025-11-03"),
        ("2025-11-01", "2025-11-03"),
        ("2025-11-02", "2025-11-03"),
        ("2025-12-31", "2026-01-01"),
    ],
)
def test_without_a_page_it_is_the_weekday_after_the_submission(submitted: str, day: str) -> None:
    assert found(listing(submitted)) == [(day, 0, 1)]


@pytest.mark.parametrize(
    "one",
    [
        listing(),
        listing("2025-10"),
        listing("2025-02-31"),
        listing(Date(0, 10, 27)),
        listing("2025-10-27", n_authors=None),
        listing("2023-05-01"),
        listing("2026-11-20"),
        listing("9999-12-31"),
        listing(listed="2025-11-01"),
        listing(listed="2023-05-03"),
        listing(listed="2026-11-23"),
        listing(listed="2025-10"),
        listing(listed=Date(0, 10, 31)),
    ],
)
def test_a_day_that_is_unknown_or_has_no_page_is_none(one: Listing) -> None:
    assert found(one) == []


def test_a_page_of_a_weekend_is_some_other_page_and_its_papers_are_guessed() -> None:
    assert found(listing("2025-10-27", "2025-11-02")) == [("2025-10-28", 0, 1)]


@pytest.mark.parametrize(
    ("listed", "submitted", "day"),
    [
        (Date(0, 10, 31), ["2025-10-29", "2025-10-30", "2025-10-17"], "2025-10-31"),
        (Date(0, 1, 5), ["2025-12-30", "2026-01-02", "2019-01-21"], "2026-01-05"),
        (Date(0, 11, 20), [Date(0, 11, 18), Date(0, 11, 19), Date(0, 11, 10)], "2026-11-20"),
        (Date(0, 12, 18), [Date(0, 12, 17), Date(0, 12, 16), Date(0, 12, 10)], "2025-12-18"),
        (Date(0, 10, 31), ["2025-10-29", "2025-10-30", ""], "2025-10-31"),
        (Date(0, 2, 29), ["2024-02-28", "2024-02-28", "2024-02-27"], "2024-02-29"),
    ],
)
def test_a_page_without_a_year_takes_it_from_its_papers(
    listed: Date, submitted: list[str | Date], day: str
) -> None:
    assert found(*[listing(date, listed) for date in submitted]) == [(day, 3, 0)]


def test_a_page_on_which_most_papers_are_old_is_no_daily_page() -> None:
    page = [listing(date, Date(0, 10, 31)) for date in ("2025-10-29", "2019-01-21", "2020-01-21")]
    assert [day for day, listed, _ in found(*page) if listed] == []


def test_pages_of_two_files_have_each_their_year() -> None:
    one = [listing("2024-10-30", Date(0, 10, 31), at=f"a.txt:{n}") for n in range(3)]
    other = [listing("2025-10-30", Date(0, 10, 31), at=f"b.txt:{n}") for n in range(2)]
    assert found(*one, *other) == [("2024-10-31", 3, 0), ("2025-10-31", 2, 0)]


def test_what_has_an_id_is_found_by_it_unless_it_stands_on_a_daily_page() -> None:
    named = Listing("Title", "list.md:1", ids=ID, listed=Date(2025, 10, 31))
    guessed = Listing("Title", "list.md:1", ids=ID, date=Date(2025, 10, 30), n_authors=3)
    on_page = Listing("Title", "page:1", ids=ID, listed=Date(2025, 10, 31), n_authors=3)
    assert found(named, guessed) == []
    assert found(on_page) == [("2025-10-31", 1, 0)]


def test_the_fullest_days_come_first() -> None:
    few, many = [listing(listed="2025-10-30")] * 2, [listing(listed="2025-10-31")] * 3
    assert [day for day, _, _ in found(*few, *many)] == ["2025-10-31", "2025-10-30"]


@pytest.mark.parametrize(
    ("listed", "guessed", "worth"), [(3, 0, True), (2, 2, False), (2, 3, True), (0, 4, False), (0, 5, True)]
)
def test_a_day_is_worth_a_request_from_three_listed_or_five_in_all(
    listed: int, guessed: int, worth: bool
) -> None:
    listings = [listing(listed="2025-10-31")] * listed + [listing("2025-10-30")] * guessed
    (day,) = days(listings, TODAY)
    assert day.worth_asking is worth
