"""Takes listings, gives those that the Daily Papers page of one day may answer, day by day."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from papers2bib.model import Date, Listing
from papers2bib.readers.hf_period import FIRST

LEAST_LISTED, LEAST_GUESSED = 3, 5
"""Listings of a day that are worth a request: by lists that name the page, and with guesses."""
_FRESH = datetime.timedelta(days=14)
"""How old a paper may be to be put on a page."""
_DAY = datetime.timedelta(days=1)


@dataclass(slots=True)
class Day:
    """Listings that one day's page may answer."""

    date: datetime.date
    listed: list[Listing] = field(default_factory=list)
    """The list says that they stand on this page."""
    guessed: list[Listing] = field(default_factory=list)
    """More than half of all papers stand on the page of the weekday after their submission."""

    @property
    def worth_asking(self) -> bool:
        """Whether a request for the page spares others."""
        return len(self.listed) >= LEAST_LISTED or len(self.listings) >= LEAST_GUESSED

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All of them."""
        return (*self.listed, *self.guessed)


def days(listings: Iterable[Listing], today: datetime.date) -> list[Day]:
    """The days whose pages may answer the listings, those that answer most first.

    No weekends, on which nothing is listed, and no day after `today` (UTC).
    """
    found: dict[datetime.date, Day] = {}
    for one, listed, guessed in _dated(listings, today):
        if date := listed or guessed:
            day = found.setdefault(date, Day(date))
            (day.listed if listed else day.guessed).append(one)
    return sorted(found.values(), key=lambda day: (-len(day.listings), day.date))


def _dated(
    listings: Iterable[Listing], today: datetime.date
) -> Iterator[tuple[Listing, datetime.date | None, datetime.date | None]]:
    pages: dict[tuple[str, Date | None], list[Listing]] = defaultdict(list)
    for one in listings:
        pages[one.origin.rpartition(":")[0], one.listed].append(one)
    for (_, listed), page in pages.items():
        day = _open(_page_day(listed, page, today), today)
        for one in page:
            yield one, day if _may_be_listed(one) else None, _open(_guess(one, today), today)


def _open(day: datetime.date | None, today: datetime.date) -> datetime.date | None:
    return day if day and FIRST <= day <= today and day.weekday() < 5 else None


def _page_day(listed: Date | None, page: Sequence[Listing], today: datetime.date) -> datetime.date | None:
    """The day of a page; without a year, in the year to which the dates of most of its papers point."""
    if listed is None or listed.year:
        return _date(listed)
    dated = [_year(listed, one.date, today) for one in page if one.date]
    year, votes = next(iter(Counter(dated).most_common(1)), (0, 0))
    return _date(Date(year, listed.month, listed.day)) if year and votes * 2 >= len(dated) else None


def _year(listed: Date, submitted: Date, today: datetime.date) -> int:
    """The year in which a page of this day may hold a paper submitted then, or 0.

    Pages leave the year out of dates in the year in which they are saved.
    """
    for year in (submitted.year, submitted.year + 1) if submitted.year else (today.year, today.year - 1):
        day = _date(replace(listed, year=year))
        sent = _date(replace(submitted, year=submitted.year or year))
        if day and sent and sent <= day <= today and day - sent <= _FRESH:
            return year
    return 0


def _may_be_listed(listing: Listing) -> bool:
    """With an id it is asked for elsewhere among many, unless it comes from a page of Daily Papers itself."""
    return not listing.ids or listing.n_authors is not None


def _guess(listing: Listing, today: datetime.date) -> datetime.date | None:
    date = _date(listing.date)
    if listing.ids or listing.n_authors is None or date is None or date > today:
        return None
    return date + _DAY * (7 - date.weekday() if date.weekday() in (4, 5) else 1)


def _date(date: Date | None) -> datetime.date | None:
    """The day of the calendar, if it is one."""
    if date is None or not date.exact:
        return None
    try:
        return datetime.date(date.year, date.month, date.day)
    except ValueError:
        return None
