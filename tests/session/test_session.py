"""The door to the web: what is kept, what is asked again, what is waited for, and what is given up."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from scripted import EMPTY, GOOD, SPOILED, Caller, Script, doubting, read, said
from unreachable import nobody
from web_double import WebDouble
from web_talk import Answered, Ending

from papers2bib import __version__
from papers2bib.config import Settings
from papers2bib.errors import (
    ConfigError,
    SourceError,
    SourceNotAsked,
    SourceRefused,
    SourceReplyError,
    SourceUnavailable,
)
from papers2bib.session import Answer, Reply, Service
from papers2bib.session.services import arxiv, huggingface, semantic_scholar

DAY = 86_400


@contextmanager
def told(cache: Path, *replies: Answered) -> Iterator[tuple[Caller, WebDouble]]:
    """A caller of a service that gives these replies."""
    with WebDouble(Script(replies)) as double:
        yield Caller(double.url, cache), double


def kept_until(cache: Path) -> list[float]:
    """Days from now until which each answer is kept."""
    with sqlite3.connect(cache / "answers.sqlite") as database:
        found = database.execute("SELECT expires FROM responses").fetchall()
    return [(until - time.time()) / DAY for (until,) in found]


def test_what_was_answered_is_not_asked_again_in_a_later_run(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, double):
        assert [caller.ask(), caller.ask()] == ["Adam", "Adam"]
        assert double.count == 1
    assert caller.ask() == "Adam"  # and the service need not be there


def test_an_answer_is_kept_for_a_month_and_one_with_something_lacking_for_a_day(tmp_path: Path) -> None:
    with told(tmp_path / "a", GOOD) as (caller, _):
        caller.ask()
    with told(tmp_path / "b", EMPTY) as (caller, _):
        caller.ask()
    assert kept_until(tmp_path / "a") == pytest.approx([30], abs=0.01)
    assert kept_until(tmp_path / "b") == pytest.approx([1], abs=0.01)


def test_answers_whose_time_has_passed_are_asked_for_anew_and_leave_the_file(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, double):
        caller.ask()
        with sqlite3.connect(tmp_path / "answers.sqlite") as database:
            database.execute("UPDATE responses SET expires = ?", [time.time() - 1])
        database.close()
        with caller.session():
            assert kept_until(tmp_path) == []
        assert caller.ask() == "Adam"
        assert double.count == 2


def test_refresh_asks_again_but_not_twice_in_one_run(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, double):
        caller.ask()
        with caller.session(refresh=True) as session:
            for _ in range(3):
                session.ask(caller.service, caller.request(), read)
        assert double.count == 2


def test_offline_gives_what_was_kept_and_asks_nothing(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, double):
        caller.ask()
        with caller.session(offline=True) as session:
            assert session.ask(caller.service, caller.request(), read) == "Adam"
            with pytest.raises(SourceNotAsked):
                session.ask(caller.service, caller.request("/others"), read)
        assert double.count == 1


def test_a_reply_that_is_no_answer_is_asked_for_again_and_never_kept(tmp_path: Path) -> None:
    with told(tmp_path, SPOILED, GOOD) as (caller, double):
        assert caller.ask() == "Adam"
        assert double.count == 2
    with told(tmp_path / "other", SPOILED) as (caller, double):
        with pytest.raises(SourceReplyError, match="no JSON"):
            caller.ask()
        assert double.count == 3
        assert kept_until(tmp_path / "other") == []


def test_a_reply_kept_by_mistake_is_asked_for_anew(tmp_path: Path) -> None:
    def credulous(reply: object) -> Answer[str]:
        return Answer("")

    with told(tmp_path, SPOILED, GOOD) as (caller, double):
        caller.ask(credulous)
        assert caller.ask() == "Adam"
        assert double.count == 2


def test_a_doubtful_answer_is_believed_when_it_comes_twice(tmp_path: Path) -> None:
    with told(tmp_path / "a", EMPTY, GOOD) as (caller, _):
        assert caller.ask(doubting) == "Adam"
    assert kept_until(tmp_path / "a") == pytest.approx([30], abs=0.01)
    with told(tmp_path / "b", EMPTY) as (caller, double):
        assert caller.ask(doubting) == ""
        assert double.count == 2
    assert kept_until(tmp_path / "b") == pytest.approx([1], abs=0.01)


def test_a_service_that_fails_once_is_asked_again(tmp_path: Path) -> None:
    for number, once in enumerate((said(500), said(503), said(429), said(408))):
        with told(tmp_path / str(number), once, GOOD) as (caller, double):
            assert caller.ask() == "Adam"
            assert double.count == 2


def in_seconds(seconds: int) -> str:
    return str(seconds)


def as_date(seconds: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("when", [in_seconds, as_date])
def test_retry_after_is_obeyed_in_seconds_and_as_a_date(tmp_path: Path, when: Callable[[int], str]) -> None:
    with told(tmp_path, said(429, {"Retry-After": when(20)}), GOOD) as (caller, _):
        assert caller.ask() == "Adam"
        assert 15 < caller.clock.slept < 22


def test_a_retry_after_that_is_in_no_calendar_says_nothing(tmp_path: Path) -> None:
    for number, when in enumerate(("Fri, 31 Dec 99999 23:59:59 GMT", "soon", "-5", "")):
        with told(tmp_path / str(number), said(429, {"Retry-After": when}), GOOD) as (caller, double):
            assert (caller.ask(), double.count) == ("Adam", 2)


def test_the_window_of_the_ratelimit_header_is_waited_for(tmp_path: Path) -> None:
    limits = {"RateLimit": '"api";r=0;t=40', "RateLimit-Policy": '"fixed window";"api";q=500;w=300'}
    with told(tmp_path / "a", said(429, limits), GOOD) as (caller, _):
        assert caller.ask() == "Adam"
        assert 39 < caller.clock.slept < 42
    with (
        told(tmp_path / "b", Answered(body=GOOD.body, headers=limits)) as (caller, _),
        caller.session() as session,
    ):
        session.ask(caller.service, caller.request("/one"), read)
        assert caller.clock.slept < 1
        session.ask(caller.service, caller.request("/two"), read)
        assert 38 < caller.clock.slept < 42


def test_who_is_busy_and_names_no_time_is_not_pestered(tmp_path: Path) -> None:
    with told(tmp_path, said(429, {"Retry-After": "0"})) as (caller, double):
        with pytest.raises(SourceUnavailable):
            caller.ask()
        assert double.count < 10


def test_who_wants_hours_is_given_up_at_once(tmp_path: Path) -> None:
    with told(tmp_path, said(429, {"Retry-After": "7200"})) as (caller, double), caller.session() as session:
        for _ in range(2):
            with pytest.raises(SourceUnavailable, match="7200 s"):
                session.ask(caller.service, caller.request(), read)
        assert double.count == 1
        assert caller.clock.slept == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_waited_for_as_long_as_patience_lasts(tmp_path: Path, status: int) -> None:
    with told(tmp_path, said(status)) as (caller, double), caller.session(patience=60.0) as session:
        with pytest.raises(SourceUnavailable, match=str(status)) as caught:
            session.ask(caller.service, caller.request(), read)
        assert 20 < caller.clock.slept <= 60
        assert caught.value.status == status
        before = double.count
        assert before > 3
        with pytest.raises(SourceUnavailable):
            session.ask(caller.service, caller.request("/others"), read)
        assert double.count == before


def test_a_service_out_of_order_is_given_up_after_three_requests(
    tmp_path: Path,
) -> None:
    with told(tmp_path, said(500)) as (caller, double), caller.session() as session:
        for path, count in (("/one", 3), ("/two", 6), ("/three", 9), ("/four", 9)):
            with pytest.raises(SourceUnavailable, match="500"):
                session.ask(caller.service, caller.request(path), read)
            assert double.count == count


def test_one_failure_does_not_keep_others_from_being_asked(tmp_path: Path) -> None:
    with told(tmp_path, *[said(500)] * 3, GOOD) as (caller, _), caller.session() as session:
        with pytest.raises(SourceUnavailable):
            session.ask(caller.service, caller.request("/one"), read)
        assert session.ask(caller.service, caller.request("/two"), read) == "Adam"


@pytest.mark.parametrize("status", [401, 403])
def test_who_refuses_access_is_asked_once_in_a_run(tmp_path: Path, status: int) -> None:
    with told(tmp_path, said(status)) as (caller, double), caller.session() as session:
        for _ in range(2):
            with pytest.raises(SourceUnavailable, match=f"refuses access .HTTP {status}."):
                session.ask(caller.service, caller.request(), read)
        assert double.count == 1


@pytest.mark.parametrize("status", [400, 404, 414])
def test_a_refused_request_is_not_repeated_and_concerns_itself_alone(tmp_path: Path, status: int) -> None:
    with told(tmp_path, said(status), GOOD) as (caller, double), caller.session() as session:
        with pytest.raises(SourceRefused):
            session.ask(caller.service, caller.request("/one"), read)
        assert session.ask(caller.service, caller.request("/two"), read) == "Adam"
        assert double.count == 2


def test_a_status_that_the_source_expects_is_an_answer(tmp_path: Path) -> None:
    with told(tmp_path, said(404, body=b"{}")) as (caller, double):
        for _ in range(2):
            with caller.session() as session:
                assert session.ask(caller.service, caller.request(), read, expected=(200, 404)) == ""
        assert double.count == 1


HALF = Answered(body=GOOD.body, length=1000, ending=Ending.RESET)
SHORT = Answered(body=GOOD.body, length=1000, ending=Ending.CLOSED)
RUBBISH = Answered(body=b"\x1f\x8b rubbish", headers={"Content-Encoding": "gzip"})
HUGE = Answered(body=b'{"title": "' + b"x" * 200_000 + b'"}')
MOVED = said(301, {"Location": "http://[::1"})


@pytest.mark.parametrize(
    ("reply", "words", "count"),
    [
        (HALF, "broke off", 3),
        (SHORT, "broke off", 3),
        (RUBBISH, "damaged", 3),
        (HUGE, "more than", 1),
        (MOVED, "redirects", 1),
    ],
    ids=["reset", "short", "gzip", "huge", "moved"],
)
def test_a_reply_that_is_none_is_not_kept_and_asked_for_again_where_that_may_help(
    tmp_path: Path, reply: Answered, words: str, count: int
) -> None:
    with told(tmp_path, reply) as (caller, double):
        with pytest.raises(SourceUnavailable, match=words):
            caller.ask()
        assert double.count == count
    assert kept_until(tmp_path) == []


def test_an_answer_that_will_soon_be_another_is_not_kept(tmp_path: Path) -> None:
    def passing(reply: Reply) -> Answer[str]:
        return Answer(read(reply).value, whole=False, passing=True)

    with told(tmp_path, EMPTY, GOOD) as (caller, _):
        assert [caller.ask(passing), caller.ask(), caller.ask(passing)] == ["", "Adam", "Adam"]


def test_a_redirect_to_another_host_is_not_followed(tmp_path: Path) -> None:
    with told(tmp_path / "other", GOOD) as (_, other):
        elsewhere = said(302, {"Location": other.url + "/papers"})
        with told(tmp_path, elsewhere) as (caller, _):
            caller.secrets = {"x-api-key": "hidden"}
            with pytest.raises(SourceUnavailable, match="redirects"):
                caller.ask()
        assert other.count == 0


def test_who_does_not_answer_is_waited_for_no_longer_than_patience(tmp_path: Path) -> None:
    with told(tmp_path, Answered(ending=Ending.SILENT)) as (caller, _):
        began = time.monotonic()
        with pytest.raises(SourceUnavailable, match="no answer in time"):
            caller.ask(patience=1.0)
        assert time.monotonic() - began < 4


def test_one_service_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, _), nobody() as address:
        other = Service("other", address)
        with caller.session(other) as session:
            with pytest.raises(SourceUnavailable, match="other: cannot be reached"):
                session.ask(other, caller.request(), read)
            assert session.ask(caller.service, caller.request(), read) == "Adam"


def test_where_no_service_can_be_reached_it_is_the_web(tmp_path: Path) -> None:
    with nobody() as here, nobody() as there:
        caller, other = Caller(here, tmp_path), Service("other", there)
        with caller.session(other) as session:
            began = time.monotonic()
            for service in (caller.service, other):
                with pytest.raises(SourceUnavailable) as caught:
                    session.ask(service, caller.request(), read)
                assert caught.value.source == "the web"
            assert time.monotonic() - began < 5


def test_requests_name_the_program_its_home_and_a_contact(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, double):
        caller.ask(contact="ada@example.org")
        agent = double.asked[0].headers["user-agent"]
    assert agent.startswith(f"papers2bib/{__version__} (+https://")
    assert agent.endswith("; mailto:ada@example.org)")


def test_keys_are_sent_and_found_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "s3cr3t-" + "0123456789abcdef"
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    settings = Settings.from_environment({"S2_API_KEY": secret, "HF_TOKEN": secret})
    caplog.set_level(0)
    cache = tmp_path / "answers"
    with told(cache, GOOD, said(403), GOOD) as (caller, double):
        caller.secrets = {**semantic_scholar(settings).secrets, **huggingface(settings).secrets}
        caller.ask()
        with pytest.raises(SourceUnavailable) as caught:
            caller.ask(refresh=True)
        headers = double.asked[0].headers
    assert headers["x-api-key"] == secret
    assert headers["authorization"] == f"Bearer {secret}"
    assert secret not in repr(settings) + repr(caller.service) + repr(caught.getrepr()) + caplog.text
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if secret.encode() in path.read_bytes()]


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "é"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ConfigError, match="S2_API_KEY") as caught:
        Settings.from_environment({"S2_API_KEY": key})
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    "localhost:80 ftp://host/x http:// https://host/?q=1 https://me:s3cr3t@host http://host:99999 http://[::1"
    " http://a..b".split(),
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="PAPERS2BIB_S2_URL") as caught:
        Settings.from_environment({"PAPERS2BIB_S2_URL": address})
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "given", ["http://mirror.example", "http://mirror.example/", "http://mirror.example/api/query"]
)
def test_an_address_may_be_given_with_or_without_its_well_known_path(given: str) -> None:
    settings = Settings.from_environment({"PAPERS2BIB_ARXIV_URL": given})
    assert arxiv(settings).root == "http://mirror.example/api/query"


def spoil(cache: Path, data: bytes) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "answers.sqlite").write_bytes(data)


def test_a_damaged_file_of_answers_is_set_aside_with_a_note(tmp_path: Path) -> None:
    spoil(tmp_path, b"this is no database, but it was one once " * 100)
    with told(tmp_path, GOOD) as (caller, double):
        assert [caller.ask(), caller.ask()] == ["Adam", "Adam"]
        assert double.count == 1
    assert len(caller.notes) == 1
    assert "set aside" in caller.notes[0]
    assert [path for path in tmp_path.iterdir() if "damaged" in path.name]


def test_a_file_damaged_in_the_middle_costs_its_answers_and_no_run(tmp_path: Path) -> None:
    with told(tmp_path, GOOD) as (caller, _):
        with caller.session() as session:
            for number in range(40):
                session.ask(caller.service, caller.request(f"/{number}"), read)
        whole = (tmp_path / "answers.sqlite").read_bytes()
        spoil(tmp_path, whole[:4096] + b"\xff" * (len(whole) - 4096))
        assert caller.ask() == "Adam"
    assert any("set aside" in note for note in caller.notes)


def test_where_nothing_can_be_written_answers_are_kept_for_the_run_with_a_note(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no directory", encoding="utf-8")
    with told(blocked / "cache", GOOD) as (caller, double):
        with caller.session() as session:
            for _ in range(2):
                assert session.ask(caller.service, caller.request(), read) == "Adam"
        assert double.count == 1
    assert len(caller.notes) == 1
    assert "this run alone" in caller.notes[0]


def test_no_error_names_an_address_with_what_was_asked(tmp_path: Path) -> None:
    replies: Sequence[Answered] = (said(404), said(403), SPOILED, HALF)
    for number, reply in enumerate(replies):
        with told(tmp_path / str(number), reply) as (caller, _), pytest.raises(SourceError) as caught:
            caller.ask()
        assert "http" not in str(caught.value)
        assert "\n" not in str(caught.value)
