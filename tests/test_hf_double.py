"""The double of Hugging Face's papers API and pages answers as documented."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
import requests
from hf_double import HuggingFaceDouble
from served_papers import served
from small_facts import ATTENTION, GROUND_RING, UBOOST
from web_double import WebDouble

TODAY = date(2025, 10, 31)
MANY = [
    served({"arxiv_id": f"2510.{n:05}", "title": f"Tale {n}"}, daily="2025-10-30", upvotes=n)
    for n in range(120)
]
PAPERS = [
    served(ATTENTION, daily="2025-10-31", upvotes=3, project="https://example.org/a"),
    served(UBOOST, daily="2025-10-31", upvotes=8),
    served(GROUND_RING, daily="2025-09-01"),
    {"arxiv_id": "2510.99999", "title": "Not on Hugging Face"},
    *MANY,
]


class Client:
    """Asks one double."""

    def __init__(self, url: str, session: requests.Session) -> None:
        self.url, self.session = url, session

    def __call__(self, path: str, **query: object) -> requests.Response:
        said = {name: str(value) for name, value in query.items()}
        return self.session.get(self.url + path, params=said, allow_redirects=False)

    def ids(self, **query: object) -> list[str]:
        return [one["paper"]["id"] for one in self("/api/daily_papers", **query).json()]


@pytest.fixture
def ask() -> Iterator[Client]:
    with WebDouble(HuggingFaceDouble(PAPERS, today=TODAY)) as double, requests.Session() as session:
        session.trust_env = False
        yield Client(double.url, session)


def test_the_papers_of_a_day_come_from_many_votes_to_few(ask: Client) -> None:
    assert ask.ids(date="2025-10-31") == ["1305.7248", "1706.03762"]


def test_a_page_holds_at_most_a_hundred(ask: Client) -> None:
    assert ask.ids(date="2025-10-30", limit=100) == [f"2510.{n:05}" for n in range(119, 19, -1)]
    assert ask.ids(date="2025-10-30", limit=100, p=1) == [f"2510.{n:05}" for n in range(19, -1, -1)]
    assert ask.ids(date="2025-10-30", limit=100, p=2) == []
    assert len(ask.ids(date="2025-10-30")) == 50
    assert ask("/api/daily_papers", limit=101).status_code == 400


def test_weeks_and_months_are_answered_too(ask: Client) -> None:
    assert len(ask.ids(week="2025-W44", limit=100)) == 100
    assert ask.ids(week="2025-W36") == ask.ids(month="2025-09") == ["hep-th/9108004"]
    assert ask.ids(sort="trending", date="2025-09-01")[0] == "1305.7248"


def test_a_day_without_papers_is_empty(ask: Client) -> None:
    assert ask("/api/daily_papers", date="2025-10-26").json() == []


@pytest.mark.parametrize(
    "query",
    [
        {"date": "2025-11-01"},
        {"date": "2025-13-40"},
        {"date": "today"},
        {"week": "2025-W45"},
        {"week": "2025-44"},
        {"month": "2025-11"},
        {"sort": "upvotes"},
        {"limit": "many"},
    ],
)
def test_a_request_is_refused(ask: Client, query: dict[str, str]) -> None:
    reply = ask("/api/daily_papers", **query)
    assert reply.status_code == 400
    assert set(reply.json()) == {"error"}


def test_a_paper_is_told_of_in_the_documented_shape(ask: Client) -> None:
    first, second = ask("/api/daily_papers", date="2025-10-31").json()
    assert {"paper", "title", "summary", "publishedAt", "thumbnail", "numComments", "submittedBy"} <= set(
        first
    )
    assert first["paper"]["githubRepo"] == UBOOST["code_url"]
    assert first["title"].split() == UBOOST["alt_titles"][0].split()
    paper = second["paper"]
    assert "githubRepo" not in paper
    assert paper["projectPage"] == "https://example.org/a"
    assert paper["publishedAt"] == "2017-06-12T00:00:00.000Z"
    assert paper["submittedOnDailyAt"] == "2025-10-31T00:00:00.000Z"
    assert [author["name"] for author in paper["authors"]] == ATTENTION["authors"]
    assert set(paper["authors"][0]) == {"_id", "name", "hidden"}


def test_a_search_finds_the_nearest_and_always_something(ask: Client) -> None:
    found = ask("/api/papers/search", q="attention you need, is it all?", limit=3).json()
    assert [found[0]["paper"]["id"], len(found)] == ["1706.03762", 3]
    assert len(ask("/api/papers/search", q="cheese").json()) == 120
    assert ask("/api/papers/search").status_code == 400


def test_single_papers_are_those_that_hugging_face_has(ask: Client) -> None:
    assert ask("/api/papers/hep-th/9108004").json()["title"] == GROUND_RING["title"]
    assert ask("/api/papers/2510.99999").status_code == 404
    assert ask("/api/elsewhere").status_code == 404


def test_each_reply_tells_how_many_requests_are_left() -> None:
    speaker = HuggingFaceDouble(PAPERS, today=TODAY, quota=2)
    with WebDouble(speaker) as double, requests.Session() as session:
        session.trust_env = False
        replies = [session.get(f"{double.url}/api/daily_papers") for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    told = [re.fullmatch(r'"api";r=(\d);t=(\d+)', reply.headers["RateLimit"]) for reply in replies]
    assert [one and one[1] for one in told] == ["1", "0", "0"]
    assert all(one and 0 < int(one[2]) <= 300 for one in told)
    assert replies[0].headers["RateLimit-Policy"] == '"fixed window";"api";q=2;w=300'


def test_a_wrong_token_is_refused() -> None:
    with WebDouble(HuggingFaceDouble(PAPERS, token="right")) as double, requests.Session() as session:
        session.trust_env = False
        said = [
            session.get(f"{double.url}/api/daily_papers", headers=headers).status_code
            for headers in ({"Authorization": "Bearer wrong"}, {"Authorization": "Bearer right"}, {})
        ]
    assert said == [401, 200, 200]


@pytest.mark.parametrize(
    ("path", "query", "ids"),
    [
        ("/papers/date/2025-10-31", {}, ["1305.7248", "1706.03762"]),
        ("/papers", {}, ["1305.7248", "1706.03762"]),
        ("/papers/week/2025-W36", {}, ["hep-th/9108004"]),
        ("/papers/month/2025-09", {}, ["hep-th/9108004"]),
        ("/papers", {"q": "ground ring of string theory"}, ["hep-th/9108004"]),
    ],
)
def test_a_web_page_holds_its_list_as_json(
    ask: Client, path: str, query: dict[str, str], ids: list[str]
) -> None:
    reply = ask(path, **query)
    assert reply.headers["Content-Type"].startswith("text/html")
    props = re.search(r'data-target="DailyPapers" data-props="([^"]*)"', reply.text)
    assert props
    told = json.loads(html.unescape(props[1]))
    assert [one["paper"]["id"] for one in told["dailyPapers"]][: len(ids)] == ids
    assert "".join(f'<a href="/papers/{one}">' for one in ids[:1]) in reply.text


def test_a_web_page_of_no_day_leads_to_the_newest(ask: Client) -> None:
    for path in ("/papers/date/2025-13-40", "/papers/date/2025-11-01", "/papers/week/7"):
        reply = ask(path)
        assert (reply.status_code, reply.headers["Location"]) == (302, "/papers")
    assert ask("/nowhere").status_code == 404
