"""Reads addresses through a session of canned replies, and tells what came of it."""

import datetime
import html
import json
from typing import Any

from canned import CannedSession

from papers2bib.config import Settings
from papers2bib.readers.walk import read
from papers2bib.readers.web import fetch

SETTINGS = Settings()
TODAY = datetime.date(2026, 11, 20)
"""A Friday."""
API = "/api/daily_papers"
LOGIN = b"\n<!DOCTYPE html>\n<html><body>Log in</body></html>"


class Told:
    """Listings, notes and problems of reading addresses."""

    def __init__(
        self, session: CannedSession, *paths: str, form: str | None = None, today: datetime.date = TODAY
    ) -> None:
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.listings = list(
            read(
                paths,
                form,
                note=self.notes.append,
                problem=lambda error: self.problems.append(str(error)),
                fetch=lambda address: fetch(address, session, SETTINGS, today),
            )
        )

    @property
    def titles(self) -> list[str]:
        return [one.title for one in self.listings]


def page(day: str, papers: list[dict[str, Any]]) -> bytes:
    """The page of a day as browsers get it."""
    props = html.escape(json.dumps({"dateString": day, "dailyPapers": [{"paper": one} for one in papers]}))
    list_ = f'<div data-target="DailyPapers" data-props="{props}"></div>'
    return f"<!doctype html><html><body>{list_}</body></html>".encode()
