"""Each fault of the doubles that puts something else into a reply does so."""

from collections.abc import Iterator

import pytest
import requests
from asking import PAPERS, PATHS, Client, asking, titles
from faults import FAULTS
from small_facts import ATTENTION, GROUND_RING

every_service = pytest.mark.parametrize("service", PATHS)


@pytest.fixture
def ask() -> Iterator[Client]:
    with asking() as one:
        yield one


@every_service
def test_a_reply_holds_something_else(ask: Client, service: str) -> None:
    honest = ask(service)
    limit = ask.broken(service, "200 Rate exceeded.")
    assert (limit.status_code, limit.content) == (200, b"Rate exceeded.")
    assert limit.headers["Content-Type"] == honest.headers["Content-Type"]
    page = ask.broken(service, "200 HTML")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html")
    assert ask.broken(service, "empty body").content == b""
    half = ask.broken(service, "truncated").content
    assert half == honest.content[: len(honest.content) // 2]


@every_service
def test_a_reply_is_empty_once(ask: Client, service: str) -> None:
    reply = ask.broken(service, "empty once")
    assert (reply.status_code, titles(service, reply.content)) == (200, [])
    assert titles(service, ask(service).content) != []


def test_a_web_page_is_empty_once_and_has_no_nulls(ask: Client) -> None:
    url = f"{ask.web.huggingface.url}/papers/date/{PAPERS[0]['daily']}"
    honest = ask.session.get(url).text
    ask.web.huggingface.break_with(FAULTS["empty once"])
    assert "&quot;dailyPapers&quot;: []" in ask.session.get(url).text
    ask.web.huggingface.break_with(FAULTS["null in every optional field"])
    assert ATTENTION["title"] in ask.session.get(url).text != honest


def test_an_empty_batch_is_a_list(ask: Client) -> None:
    ask.web.semantic_scholar.break_with(FAULTS["empty once"])
    url = f"{ask.web.semantic_scholar.url}/graph/v1/paper/batch"
    assert ask.session.post(url, json={"ids": ["ARXIV:1706.03762"]}).json() == []


@every_service
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("wrong paper with a high score", "A Field Guide to the Cheeses of Valley"),
        ("near miss with a high score", "Attention Is All You Revisited"),
        ("wrong paper under the right id", "A Field Guide to the Cheeses of Valley"),
        ("right paper under another title", "Observations on a Matter of Some Weight"),
    ],
)
def test_another_paper_comes(ask: Client, service: str, name: str, title: str) -> None:
    honest, other = ask(service), ask.broken(service, name)
    assert len(titles(service, other.content)) == len(titles(service, honest.content))
    assert any(one.startswith(title) for one in titles(service, other.content))
    assert ATTENTION["title"] not in titles(service, other.content)
    shown = other.text.partition("<updated>")[2] if service == "arxiv" else other.text
    shown = shown.replace(PATHS["arxiv"].partition("?")[2], "")
    same_id = "1706.03762" in shown or PAPERS[0]["s2_id"] in shown
    assert same_id == ("right" in name)
    assert ("Vaswani" in other.text) == (name == "right paper under another title")


def test_a_wrong_match_scores_as_high_as_the_right_one(ask: Client) -> None:
    def score(reply: requests.Response) -> float:
        return float(reply.json()["data"][0]["matchScore"])

    honest = score(ask("semantic_scholar"))
    assert score(ask.broken("semantic_scholar", "wrong paper with a high score")) == honest > 150


def test_what_need_not_be_known_is_null(ask: Client) -> None:
    name = "null in every optional field"
    (match,) = ask.broken("semantic_scholar", name).json()["data"]
    assert (match["title"], match["authors"]) == (ATTENTION["title"], None)
    first = ask.broken("huggingface", name).json()[0]
    assert (first["summary"], first["paper"]["authors"]) == (None, None)
    assert first["paper"]["title"] in (ATTENTION["title"], GROUND_RING["title"])
    feed = ask.broken("arxiv", name).text
    assert "<summary></summary>" in feed
    assert "<name> </name>" in feed
    assert "<category" not in feed


@every_service
def test_a_reply_is_large(ask: Client, service: str) -> None:
    honest = ask(service)
    assert len(ask.broken(service, "10 MB reply").content) == 10_000_000 + len(honest.content)
    packed = ask.broken(service, "10 MB reply, packed")
    assert int(packed.headers["Content-Length"]) < 100_000
    assert packed.content.strip() == honest.content.strip()


def test_a_reply_expands_when_it_is_read(ask: Client) -> None:
    feed = ask.broken("arxiv", "expanding").text
    assert feed.index("<!DOCTYPE feed [") < feed.index("<feed")
    assert feed.count("&e9;") == 3
    assert feed.count("&e1;") == 10
    with pytest.raises(RecursionError):
        ask.broken("semantic_scholar", "expanding").json()
