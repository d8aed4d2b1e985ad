"""Takes a line of a list, gives the date it states, as far as it states it, without inventing a year."""

import datetime
import re

from papers2bib.model import Date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_LONGEST = 500
"""Characters of a line that are searched for dates."""
_DIGIT = re.compile(r"\d")
_FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}(?![\w])", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-?\s?W(?:eek\s?)?(?P<week>[0-5]?\d)",
        rf"{_YEAR}(?P<sep>[-/.])(?P<month_number>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?:T[\d:.]+Z?)?",
        rf"{_YEAR}\s?[年년]\s?(?P<month_number>[01]?\d)\s?[月월](?:\s?(?P<day>[0-3]?\d)\s?[日일])?",
        rf"{_MONTH}\s+{_DAY}(?:\s*[-–—]\s*(?P<last>[0-3]?\d))?(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}[-./](?P<month_number>0[1-9]|1[0-2])",
        rf"{_MONTH}\s+{_DAY}(?:\s*[-–—]\s*(?P<last>[0-3]?\d))?",
        rf"{_DAY}\s+{_MONTH}",
    )
)


def find_dates(text: str) -> list[tuple[Date, str]]:
    """Every date of a line in order, each with the words that state it, in ISO 8601, English or 年月日."""
    text = text[:_LONGEST]
    if not _DIGIT.search(text):
        return []
    found: list[tuple[int, Date, str]] = []
    for form in _FORMS:
        for hit in form.finditer(text):
            date = _date(hit.groupdict())
            if date and all(not start <= hit.start() < start + len(words) for start, _, words in found):
                found.append((hit.start(), date, hit[0]))
    return [(date, words) for _, date, words in sorted(found)]


def heading_date(text: str) -> Date | None:
    """The date of a heading; of a span (a week), its end. A bare year is the name of a thing, not a date."""
    dates = find_dates(text)
    return dates[-1][0] if dates else None


def only_date(text: str) -> Date | None:
    """The date of a text that states one date and nothing else, else None."""
    bare = text.strip(" \t()[]·|•-–—.,")
    dates = find_dates(bare)
    return dates[0][0] if len(dates) == 1 and dates[0][1] == bare else None


def _date(parts: dict[str, str | None]) -> Date | None:
    year = int(parts.get("year") or 0)
    if week := parts.get("week"):
        return _end_of_week(year, int(week))
    month = _MONTHS.index(name[:3].lower()) + 1 if (name := parts.get("month")) else 0
    month = month or int(parts.get("month_number") or 0)
    day = int(parts.get("last") or parts.get("day") or 0)
    return _valid(year, month, day)


def _valid(year: int, month: int, day: int) -> Date | None:
    """The date if a calendar has it; 2000, a leap year, stands for an unknown year."""
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return Date(year, month, day)


def _end_of_week(year: int, week: int) -> Date | None:
    """The Sunday that ends a week of ISO 8601."""
    try:
        sunday = datetime.date.fromisocalendar(year, week, 7)
    except ValueError:
        return None
    return Date(sunday.year, sunday.month, sunday.day)
