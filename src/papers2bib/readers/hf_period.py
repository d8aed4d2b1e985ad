"""The day, week or month of a page of Daily Papers: its name in, its days out."""

import datetime
import re
from calendar import monthrange
from typing import NamedTuple, Self

from papers2bib.model import Date

FIRST = datetime.date(2023, 5, 4)
"""The day of the oldest page."""

_PERIOD = re.compile(r"(\d{4})-(?:(\d\d)-(\d\d)|(?:W(\d\d?))|(\d\d))", re.IGNORECASE | re.ASCII)


class Period(NamedTuple):
    """The day, week or month of a page, as its address names it."""

    kind: str
    """`date`, `week` or `month`."""
    value: str
    """`2025-10-31`, `2026-W12` or `2026-03`."""
    first: datetime.date
    last: datetime.date

    @classmethod
    def day(cls, day: datetime.date) -> Self:
        """The period of one day."""
        return cls("date", day.isoformat(), day, day)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """A period as addresses name it, or None where no calendar has it."""
        if not (found := _PERIOD.fullmatch(text)):
            return None
        year, month, day, week, whole_month = (int(part) if part else 0 for part in found.groups())
        try:
            if week:
                monday, sunday = (datetime.date.fromisocalendar(year, week, weekday) for weekday in (1, 7))
                return cls("week", f"{year:04}-W{week:02}", monday, sunday)
            if day:
                return cls.day(datetime.date(year, month, day))
            first = datetime.date(year, whole_month, 1)
            return cls("month", text, first, first.replace(day=monthrange(year, whole_month)[1]))
        except ValueError:
            return None

    @property
    def is_weekend(self) -> bool:
        """A day on which nothing is listed."""
        return self.kind == "date" and self.first.weekday() > 4

    @property
    def path(self) -> str:
        """Where Hugging Face shows the page."""
        return f"/papers/{self.kind}/{self.value}"

    @property
    def listed(self) -> Date:
        """The date of the page, by which its papers were submitted."""
        return Date(self.last.year, self.last.month, 0 if self.kind == "month" else self.last.day)
