"""Periods that the addresses of Daily Papers name."""

import pytest

from papers2bib.model import Date
from papers2bib.readers.hf_period import Period


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "listed"),
    [
        ("2025-10-31", "date", "2025-10-31", "2025-10-31", Date(2025, 10, 31)),
        ("2026-W12", "week", "2026-03-16", "2026-03-22", Date(2026, 3, 22)),
        ("2024-02", "month", "2024-02-01", "2024-02-29", Date(2024, 2)),
    ],
)
def test_a_period_is_a_day_a_week_or_a_month(
    text: str, kind: str, first: str, last: str, listed: Date
) -> None:
    period = Period.parse(text)
    assert period is not None
    assert (period.kind, period.value, period.listed) == (kind, text, listed)
    assert (str(period.first), str(period.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2025",
        "2025-13",
        "2025-10-32",
        "2025-02-29",
        "2026-W54",
        "2026-W00",
        "2026-W",
        "0000-01-01",
    ],
)
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    assert Period.parse(text) is None


def test_a_week_is_written_in_one_way() -> None:
    assert Period.parse("2026-w9") == Period.parse("2026-W09")
