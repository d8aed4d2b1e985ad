"""Takes the day, week or month of a page of Daily Papers, gives the papers that Hugging Face lists there."""

import datetime
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from papers2bib.model import Date
from papers2bib.readers.hf_entries import Entry, entries
from papers2bib.session.reply import Answer, Reply

if TYPE_CHECKING:
    from papers2bib.session import Service, Session

FIRST = datetime.date(2023, 5, 4)
"""The day of the oldest page."""
FULL = 100
"""Papers in one reply, at most."""

_MOST_REPLIES = 50
_UNSETTLED = datetime.timedelta(days=3)
"""So long papers are still being put on a page that is over."""
_PERIOD = re.compile(r"(\d{4})-(?:(\d\d)-(\d\d)|(?:W(\d\d?))|(\d\d))", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
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
    def listed(self) -> Date:
        """The date of the page, by which its papers were submitted."""
        return Date(self.last.year, self.last.month, 0 if self.kind == "month" else self.last.day)


def papers_of(
    session: "Session", service: "Service", period: Period, today: datetime.date
) -> list[Entry | None]:
    """All papers of a page in its order, and None for each entry that is no paper.

    One request where there are fewer than 100. Raises what `Session.ask` raises.
    """
    settled = today - period.last > _UNSETTLED
    found: dict[Entry | int, Entry | None] = {}
    for number in range(_MOST_REPLIES):
        more = {"p": str(number)} if number else {}
        asked = {period.kind: period.value, "limit": str(FULL), **more}
        part = _part(session, service, asked, settled, f"the page of {period.value}")
        known = len(found)
        found |= {entry or known + at: entry for at, entry in enumerate(part)}
        if len(part) < FULL or len(found) == known:
            break
    return list(found.values())


def _part(
    session: "Session", service: "Service", asked: Mapping[str, str], settled: bool, what: str
) -> list[Entry | None]:
    from requests import Request

    def read(reply: Reply) -> Answer[list[Entry | None]]:
        found = entries(reply)
        return Answer(found, whole=settled and bool(found))

    request = Request("GET", f"{service.root}/api/daily_papers", params=dict(asked))
    return session.ask(service, request, read, what=what)
