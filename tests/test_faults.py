"""Each fault of the doubles does to a client what its name says: errors, statuses, redirects."""

import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import pytest
import requests
from asking import PATHS, Client, asking, titles
from faults import FAULTS
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from small_facts import ATTENTION
from web_talk import Asked

every_service = pytest.mark.parametrize("service", PATHS)


@pytest.fixture
def ask() -> Iterator[Client]:
    with asking() as one:
        yield one


def seen(ask: Client, service: str) -> object:
    """What comes of a request: an error, or status and body."""
    try:
        reply = ask(service, timeout=0.3, allow_redirects=False)
    except requests.RequestException as error:
        return type(error)
    return reply.status_code, reply.content


def test_a_web_leads_papers2bib_to_its_servers(ask: Client) -> None:
    assert ask.web.environment["PAPERS2BIB_ARXIV_URL"] == ask.web.arxiv.url
    assert len(set(ask.web.environment.values())) == 4
    for service in PATHS:
        assert ATTENTION["title"] in titles(service, ask(service).content)
    assert [one.service for one in ask.web.asked] == list(PATHS)
    ask.web.forget()
    assert ask.web.count == 0


@every_service
@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_shows_and_can_be_mended(ask: Client, service: str, name: str) -> None:
    honest = seen(ask, service)
    double = ask.web.services[service]
    double.break_with(FAULTS[name])
    assert seen(ask, service) != honest
    double.mend()
    assert seen(ask, service) == honest


@every_service
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("refused", requests.ConnectionError),
        ("timeout", requests.ReadTimeout),
        ("reset mid-body", ChunkedEncodingError),
        ("truncated, all promised", ChunkedEncodingError),
        ("gzip garbage", ContentDecodingError),
    ],
)
def test_nothing_can_be_read(ask: Client, service: str, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask.broken(service, name, timeout=0.3)


@every_service
@pytest.mark.parametrize(
    ("name", "status", "later"),
    [
        ("429", 429, 200),
        ("429 with seconds", 429, 200),
        ("429 with a date", 429, 200),
        ("429 with two hours", 429, 429),
        ("500 once", 500, 200),
        ("503 for ever", 503, 503),
        ("403", 403, 403),
    ],
)
def test_an_error_befalls_one_request_or_all(
    ask: Client, service: str, name: str, status: int, later: int
) -> None:
    assert ask.broken(service, name).status_code == status
    assert ask(service).status_code == later


@every_service
def test_a_service_tells_when_to_come_back(ask: Client, service: str) -> None:
    first = ask.broken(service, "429").headers
    assert "Retry-After" not in first
    assert ("RateLimit" in first) == (service == "huggingface")
    assert ask.broken(service, "429 with seconds").headers["Retry-After"] == "1"
    assert ask.broken(service, "429 with two hours").headers["Retry-After"] == "7200"
    date = parsedate_to_datetime(ask.broken(service, "429 with a date").headers["Retry-After"])
    assert 0 < date.timestamp() - time.time() <= 2


@every_service
def test_a_redirect_leads_to_another_host(ask: Client, service: str) -> None:
    reply = ask.broken(service, "redirect to another host", allow_redirects=False)
    assert reply.headers["Location"].startswith("http://localhost:")
    assert ask.web.elsewhere.count == 0
    ask(service)
    assert ask.web.elsewhere.asked[0].target == PATHS[service]
    assert ask.web.elsewhere.asked[0].headers["x-api-key"] == "secret"


def test_a_fault_can_befall_other_requests(ask: Client) -> None:
    def of_ring(asked: Asked) -> bool:
        return "ring" in asked.target

    ask.web.huggingface.break_with(FAULTS["500 once"].first(2).on(of_ring))
    root = f"{ask.web.huggingface.url}/api/papers/search?q="
    statuses = [ask.session.get(root + query).status_code for query in ("ring", "rose", "ring", "ring")]
    assert statuses == [500, 200, 500, 200]
