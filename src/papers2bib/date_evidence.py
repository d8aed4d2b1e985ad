"""What dates say: from the dates of a listing and of a paper to evidence in bits."""

import datetime
import re

from papers2bib.model import Date, Evidence, Listing, Paper

SAME_DAY = 9.0
"""Submitted on the listed day or, for time zones, a day off."""
WITHIN_A_WEEK = 4.0
READ_WITHIN_TWO_MONTHS = 2.0
"""A date alone may be the day of reading: people read what is new."""
READ_LATER = -2.0
NOT_THAT_DAY = -8.0
"""The list states submission dates (they stand with the number of authors), and the paper has another one."""
LISTED_BEFORE_SUBMITTED = -10.0
BEFORE_A_DATE_UNSURE = -4.0
"""The paper's date is a guess, weeks off where a submission was held in moderation."""
PART_AGREES, PART_DIFFERS = 2.5, -3.0
"""Year, month, day: each one that both dates know, and any that differs."""

NEW_ON_THE_LIST = 3.0
"""Submitted in the fortnight before the date of the heading or page."""
AFTER_THE_LIST = ((-31, -8.0), (-10, -3.0), (-3, -1.0))
"""Submitted more than so many days after it; headings are vague by some days."""

VENUE_FITS, VENUE_ODD, VENUE_OTHER = 2.7, -1.0, -5.0
"""Submitted up to three years before the year of the venue; a year after or some years before; else."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def weigh_date(listing: Listing, paper: Paper) -> Evidence | None:
    """The date that stands with the paper: its submission, or (if later) the day somebody read it."""
    if listing.date is None or paper.published is None:
        return None
    apart = _apart(listing.date, paper.published)
    if apart is None:
        return _parts(listing.date, paper.published)
    said = f"submitted {_days(apart)} the listed date" if apart else "submitted on the listed day"
    return Evidence(_day_bits(apart, paper.date_precision, listing.n_authors is not None), said)


def _day_bits(apart: int, precision: str, stated: bool) -> float:
    sure = precision in {"", "announced"}
    if abs(apart) <= 1:
        return SAME_DAY
    if abs(apart) <= 7:
        return WITHIN_A_WEEK if apart > 0 or not sure else 0.0
    if apart < 0:
        return LISTED_BEFORE_SUBMITTED if sure else BEFORE_A_DATE_UNSURE
    if stated and sure:
        return NOT_THAT_DAY
    return READ_WITHIN_TWO_MONTHS if apart <= 60 and not stated else READ_LATER


def _parts(listed: Date, known: Date) -> Evidence | None:
    pairs = [(listed.year, known.year), (listed.month, known.month), (listed.day, known.day)]
    same = [a == b for a, b in pairs if a and b]
    if not same:
        return None
    bits = PART_AGREES * len(same) if all(same) else PART_DIFFERS
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
    late = next((bits for days, bits in AFTER_THE_LIST if apart < days), None)
    new = NEW_ON_THE_LIST if 0 <= apart <= 14 and listing.listed.exact else None
    bits = late or new
    return Evidence(bits, f"submitted {_days(apart)} the list's date") if bits else None


def weigh_venue(listing: Listing, paper: Paper) -> Evidence | None:
    """The year in a venue's name: most papers are submitted in that year or few years before."""
    year = _YEAR.search(listing.venue)
    if not year or not paper.published or not paper.published.year:
        return None
    apart = int(year[0]) - paper.published.year
    bits = VENUE_FITS if 0 <= apart <= 3 else VENUE_ODD if -1 <= apart <= 8 else VENUE_OTHER
    return Evidence(bits, f"submitted in {paper.published.year}, listed with {listing.venue}")


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
