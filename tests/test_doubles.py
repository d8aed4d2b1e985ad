"""The server behind the doubles of the web APIs: it counts, records, and ends when it is told to."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from requests.exceptions import ChunkedEncodingError
from web_double import WebDouble
from web_talk import Answered, Asked, Disguise, Ending, Fault, Situation


class Echo:
    """Says what path it was asked for."""

    name = "echo"

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        return Answered(200, asked.path.encode(), "text/plain")


class Broken:
    """Fails."""

    name = "broken"

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        raise LookupError("a mistake in the speaker")


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as one:
        one.trust_env = False
        yield one


@pytest.fixture
def double() -> Iterator[WebDouble]:
    with WebDouble(Echo()) as one:
        yield one


def ending(how: Ending, body: bytes = b"half", length: int | None = None) -> Fault:
    return Fault(change=lambda situation: Answered(200, body, length=length, ending=how))


def test_requests_are_counted_and_recorded(double: WebDouble, session: requests.Session) -> None:
    before = time.monotonic()
    session.post(f"{double.url}/a/b?x=1&x=2&y=", data=b"body", headers={"X-Api-Key": "k"})
    assert double.count == 1
    asked = double.asked[0]
    assert (asked.service, asked.method, asked.path, asked.body) == ("echo", "POST", "/a/b", b"body")
    assert asked.target == "/a/b?x=1&x=2&y="
    assert asked.query == {"x": "2", "y": ""}
    assert asked.headers["x-api-key"] == "k"
    assert before <= asked.time <= time.monotonic()


def test_counting_can_start_again(double: WebDouble, session: requests.Session) -> None:
    session.get(double.url)
    double.forget()
    assert double.count == 0


def test_several_requests_are_answered_side_by_side(double: WebDouble, session: requests.Session) -> None:
    double.latency = 0.2
    before = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        paths = list(pool.map(lambda n: session.get(f"{double.url}/{n}").text, range(5)))
    assert paths == [f"/{n}" for n in range(5)]
    assert 0.2 <= time.monotonic() - before < 0.8


def test_a_fault_ends_after_its_number_of_requests(double: WebDouble, session: requests.Session) -> None:
    failing = Fault(change=lambda situation: Answered(500))
    double.break_with(failing.first(2))
    assert [session.get(double.url).status_code for _ in range(3)] == [500, 500, 200]
    double.break_with(failing.on(lambda asked: asked.path == "/bad").first(1))
    said = [session.get(double.url + path).status_code for path in ("/good", "/bad", "/bad")]
    assert said == [200, 500, 200]
    double.break_with(failing.for_ever())
    assert {session.get(double.url).status_code for _ in range(5)} == {500}
    double.mend()
    assert session.get(double.url).status_code == 200


def test_a_fault_sees_the_honest_reply(double: WebDouble, session: requests.Session) -> None:
    def shout(situation: Situation) -> Answered:
        return Answered(200, situation.honest.body.upper())

    double.break_with(Fault(change=shout))
    assert session.get(f"{double.url}/quiet").text == "/QUIET"


def test_a_body_is_cut_short_by_a_reset(double: WebDouble, session: requests.Session) -> None:
    double.break_with(ending(Ending.RESET, length=100))
    with pytest.raises(ChunkedEncodingError, match=r"(?i)reset|aborted"):
        session.get(double.url)


def test_a_body_is_cut_short_by_a_close(double: WebDouble, session: requests.Session) -> None:
    double.break_with(ending(Ending.CLOSED, length=100))
    with pytest.raises(ChunkedEncodingError, match="IncompleteRead"):
        session.get(double.url)


def test_a_silent_server_lets_the_client_time_out(double: WebDouble, session: requests.Session) -> None:
    double.break_with(ending(Ending.SILENT))
    with pytest.raises(requests.ReadTimeout):
        session.get(double.url, timeout=0.2)
    assert double.count == 1


def test_it_ends_at_once_although_it_owes_a_reply(session: requests.Session) -> None:
    with ThreadPoolExecutor(1) as pool:
        with WebDouble(Echo()) as double:
            double.break_with(ending(Ending.SILENT))
            waiting = pool.submit(session.get, double.url)
            while not double.count:
                time.sleep(0.01)
            before = time.monotonic()
        assert time.monotonic() - before < 1
        assert isinstance(waiting.exception(timeout=5), requests.ConnectionError)


def test_a_server_that_is_down_refuses_even_kept_connections(
    double: WebDouble, session: requests.Session
) -> None:
    session.get(double.url)
    url = double.url
    double.break_with(Fault(down=True))
    with pytest.raises(requests.ConnectionError, match=r"(?i)refused"):
        session.get(double.url)
    double.mend()
    assert double.url == url
    assert session.get(f"{url}/back").text == "/back"
    assert double.count == 2


def test_a_server_goes_down_at_a_request(double: WebDouble, session: requests.Session) -> None:
    double.break_with(ending(Ending.REFUSED).on(lambda asked: asked.path == "/second"))
    assert session.get(f"{double.url}/first").text == "/first"
    with pytest.raises(requests.ConnectionError):
        session.get(f"{double.url}/second")
    with pytest.raises(requests.ConnectionError, match=r"(?i)refused"):
        session.get(f"{double.url}/first")
    assert [asked.path for asked in double.asked] == ["/first", "/second"]


def test_a_mistake_in_a_speaker_is_raised_at_the_end(session: requests.Session) -> None:
    double = WebDouble(Broken())
    double.open()
    with pytest.raises(requests.ConnectionError):
        session.get(double.url)
    with pytest.raises(LookupError, match="a mistake"):
        double.__exit__(None, None, None)
