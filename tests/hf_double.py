"""Takes papers, speaks the papers API of Hugging Face over them, and shows the web pages of Daily Papers."""

import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from hf_paper import item, page, single
from rapidfuzz import fuzz, process
from web_talk import Answered, Asked, Disguise, Record

LARGEST_PAGE, MOST_FOUND = 100, 120
LONGEST_QUERY = 250
WINDOW = 300
"""Seconds of a window in which requests are counted: https://huggingface.co/docs/hub/rate-limits."""
_PERIODS = {"date": "day", "week": "week", "month": "month"}


class Refused(Exception):  # noqa: N818 - reads as what it is
    """A request that the API does not answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def _as_first_seen(paper: Record) -> Record:
    return {**paper, "title": paper.get("first_title") or paper["title"]}


class HuggingFaceDouble:
    """The API below `/api` and the pages below `/papers`; `today` is its day (by default this one, UTC).

    It has the papers with a `daily` day, under the titles that they had on that day. In a window of 300 s it
    answers `quota` requests to the API, and 100 for pages.
    """

    name = "huggingface"

    def __init__(
        self, papers: Iterable[Record], *, today: date | None = None, quota: int = 500, token: str = ""
    ) -> None:
        known = [_as_first_seen(paper) for paper in papers if paper["arxiv_id"] and paper.get("daily")]
        known.sort(key=lambda paper: (paper["daily"], paper.get("upvotes", 0)), reverse=True)
        self._papers = known
        self._texts = [f"{paper['title']} {paper.get('abstract', '')}".lower() for paper in self._papers]
        self._titles = [paper["title"].lower() for paper in self._papers]
        self._today, self._token = today, token
        self._windows = {"api": _Window(quota), "pages": _Window(100)}

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """JSON below `/api`, else HTML."""
        kind = "api" if asked.path.startswith("/api/") else "pages"
        headers, allowed = self._windows[kind].take(kind)
        if not allowed:
            return Answered(429, b'{"error":"Too Many Requests"}', headers=headers)
        try:
            self._admit(asked)
            said = self._json(asked, disguise) if kind == "api" else self._page(asked, disguise)
        except Refused as refused:
            said = Answered(refused.status, json.dumps({"error": str(refused)}).encode())
        return Answered(said.status, said.body, said.content_type, {**said.headers, **headers})

    def _admit(self, asked: Asked) -> None:
        right = f"Bearer {self._token}"
        if self._token and asked.headers.get("authorization", right) != right:
            raise Refused(401, "Invalid credentials in Authorization header")

    def _json(self, asked: Asked, disguise: Disguise) -> Answered:
        place = asked.path.removeprefix("/api/")
        if place == "daily_papers":
            found = _paged(self._listed(asked.query), asked.query)
        elif place == "papers/search":
            found = self._near(asked.query)
        else:
            return _reply(single(disguise(self._one(place))))
        return _reply([item(disguise(record)) for record in found])

    def _page(self, asked: Asked, disguise: Disguise) -> Answered:
        _, _, place = asked.path.partition("/papers/")
        kind, _, value = place.partition("/")
        if asked.path == "/papers" and "q" in asked.query:
            return _html(self._near(asked.query), {"query": asked.query["q"]}, disguise)
        if asked.path in ("/papers", "/papers/trending"):
            kind, value = "date", self._newest()
        if kind not in _PERIODS:
            raise Refused(404, "Sorry, we can't find the page you are looking for.")
        try:
            found = self._listed({kind: value})
        except Refused:
            return Answered(302, b"", "text/html", {"Location": "/papers"})
        return _html(found, {"dateString": value, "periodType": _PERIODS[kind]}, disguise)

    def _newest(self) -> str:
        """The newest day that has papers and is over or at hand."""
        today = self._day().isoformat()
        return max((one["daily"] for one in self._papers if one["daily"] <= today), default=today)

    def _day(self) -> date:
        return self._today or datetime.now(UTC).date()

    def _listed(self, query: Mapping[str, str]) -> Sequence[Record]:
        """The papers of a day, week or month from many votes to few, else all from new to old."""
        if query.get("sort", "publishedAt") not in ("publishedAt", "trending"):
            raise Refused(400, "Invalid sort")
        kind = next((kind for kind in _PERIODS if kind in query), "")
        if query.get("sort") == "trending" or not kind:
            return self._papers
        first = _first_day(kind, query[kind])
        if first > self._day():
            raise Refused(400, f"{kind} must not be in the future")
        found = [one for one in self._papers if _within(kind, query[kind], one["daily"])]
        return sorted(found, key=lambda one: -one.get("upvotes", 0))

    def _near(self, query: Mapping[str, str]) -> Sequence[Record]:
        """What has most words of a query, or words like them; there is always something."""
        sought = query.get("q", "")[:LONGEST_QUERY].lower()
        if not sought:
            raise Refused(400, "q is required")
        most = _number(query, "limit", MOST_FOUND)
        best = process.extract(sought, self._texts, scorer=fuzz.token_set_ratio, limit=most)
        best.sort(key=lambda hit: (hit[1], fuzz.ratio(sought, self._titles[hit[2]])), reverse=True)
        return [self._papers[number] for _, _, number in best]

    def _one(self, place: str) -> Record:
        name = place.removeprefix("papers/")
        found = [paper for paper in self._papers if place.startswith("papers/") and paper["arxiv_id"] == name]
        if not found:
            raise Refused(404, "Paper not found")
        return found[0]


class _Window:
    """Requests of one kind within fixed stretches of time."""

    def __init__(self, quota: int) -> None:
        self.quota, self._used, self._began = quota, 0, time.monotonic()

    def take(self, kind: str) -> tuple[dict[str, str], bool]:
        """The headers that tell what is left, and whether this request is still allowed."""
        if time.monotonic() - self._began > WINDOW:
            self._used, self._began = 0, time.monotonic()
        self._used += 1
        left, seconds = max(0, self.quota - self._used), int(self._began + WINDOW - time.monotonic())
        policy = f'"fixed window";"{kind}";q={self.quota};w={WINDOW}'
        told = {"RateLimit": f'"{kind}";r={left};t={seconds}', "RateLimit-Policy": policy}
        return told, self._used <= self.quota


def _reply(value: Any) -> Answered:
    return Answered(200, json.dumps(value).encode(), "application/json; charset=utf-8")


def _html(found: Sequence[Record], props: Mapping[str, Any], disguise: Disguise) -> Answered:
    return Answered(200, page([disguise(record) for record in found], props), "text/html; charset=utf-8")


def _paged(found: Sequence[Record], query: Mapping[str, str]) -> Sequence[Record]:
    size, start = _number(query, "limit", 50), _number(query, "p", 0)
    if not 0 < size <= LARGEST_PAGE:
        raise Refused(400, f"limit must be from 1 to {LARGEST_PAGE}")
    return found[start * size : (start + 1) * size]


def _number(query: Mapping[str, str], name: str, otherwise: int) -> int:
    if not re.fullmatch(r"\d+", text := query.get(name, str(otherwise))):
        raise Refused(400, f"{name} must be a number")
    return int(text)


def _first_day(kind: str, value: str) -> date:
    """The first day of a date (YYYY-MM-DD), week (YYYY-Www) or month (YYYY-MM)."""
    try:
        if kind == "week" and (found := re.fullmatch(r"(\d{4})-W(\d\d)", value)):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if kind != "week" and re.fullmatch(r"\d{4}-\d\d-\d\d" if kind == "date" else r"\d{4}-\d\d", value):
            return date.fromisoformat(value if kind == "date" else f"{value}-01")
    except ValueError:
        pass
    raise Refused(400, f"Invalid {kind}")


def _within(kind: str, value: str, day: str) -> bool:
    if kind == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return value == f"{year}-W{week:02}"
    return day.startswith(value)
