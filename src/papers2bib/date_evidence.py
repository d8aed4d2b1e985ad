"""What dates say: from the dates of a listing and of a paper to evidence in bits."""

import datetime
import re

from papers2bib import weights
from papers2bib.levels import Closeness, Day, Level, Stated
from papers2bib.model import Date, Evidence, Listing, Paper

_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = ((1, Day.SAME), (7, Day.WEEK), (60, Day.MONTHS), (1095, Day.LATER))


def weigh_date(listing: Listing, paper: Paper, title: Closeness, by_them: bool) -> Evidence | None:
    """The date that stands with the paper: its submission, or (if later) the day somebody read it.

    `by_them`: the listed authors are the paper's.
    """
    if listing.date is None or paper.published is None:
        return None
    apart = _apart(listing.date, paper.published)
    if apart is None:
        return _parts(listing.date, paper.published)
    said = f"submitted {_days(apart)} the listed date" if apart else "submitted on the listed day"
    same, other = weights.DAYS_SAME[stated(listing, paper)], weights.DAYS_OTHER[title, by_them]
    return Evidence(Level(same[day(apart)], other[day(apart)]).bits, said)


def day(apart: int) -> Day:
    """The level of a date that is so many days after the submission."""
    if apart < -1:
        return Day.BEFORE
    return next((level for end, level in _ENDS if apart <= end), Day.YEARS)


def stated(listing: Listing, paper: Paper) -> Stated:
    """What the listed date is: lists that tell of the authors give the day of submission with them."""
    if listing.n_authors is None and not listing.authors:
        return Stated.READ
    return Stated.SUBMITTED if paper.date_precision in {"", "announced"} else Stated.UNSURE


def _parts(listed: Date, known: Date) -> Evidence | None:
    pairs = [(listed.year, known.year), (listed.month, known.month), (listed.day, known.day)]
    same = [a == b for a, b in pairs if a and b]
    if not same:
        return None
    bits = weights.DATE_PART_AGREES * len(same) if all(same) else weights.DATE_PART_DIFFERS
    return Evidence(bits, f"submitted {known}, listed {listed}")


def weigh_listed(listing: Listing, paper: Paper) -> Evidence | None:
    """The date of a heading or page: the paper was not submitted later, and probably not long before."""
    if (
        listing.listed is None
        or paper.published is None
        or not (listing.listed.year and paper.published.year)
    ):
        return None
    apart = _apart(_latest(listing.listed), _latest(paper.published))
    if apart is None:
        return None
    late = next((bits for days, bits in weights.AFTER_THE_LIST if apart < days), None)
    new = weights.NEW_ON_THE_LIST if 0 <= apart <= 14 and listing.listed.exact else None
    bits = late or new
    return Evidence(bits, f"submitted {_days(apart)} the list's date") if bits else None


def weigh_venue(listing: Listing, paper: Paper) -> Evidence | None:
    """The year in a venue's name: most papers are submitted in that year or the year before."""
    year = _YEAR.search(listing.venue)
    if not year or not paper.published or not paper.published.year:
        return None
    level = weights.VENUE_YEARS[years(int(year[0]) - paper.published.year)]
    return Evidence(level.bits, f"submitted in {paper.published.year}, listed with {listing.venue}")


def years(apart: int) -> int:
    """So many years from submission to publication as the table of weights tells apart: -2 to 5."""
    return max(-2, min(apart, 5))


def _latest(date: Date) -> Date:
    """The last day that a date may mean."""
    month = date.month or 12
    return Date(date.year, month, date.day or (28 if month == 2 else 30))


def _apart(listed: Date, known: Date) -> int | None:
    """Days from the known date to the listed one, where both are exact days of the calendar."""
    if not (listed.exact and known.exact):
        return None
    try:
        days = [datetime.date(one.year, one.month, one.day) for one in (listed, known)]
    except ValueError:
        return None
    return (days[0] - days[1]).days


def _days(apart: int) -> str:
    days = abs(apart)
    return f"{days} day{'s' * (days != 1)} {'before' if apart >= 0 else 'after'}"
