"""What goes wrong on demand goes wrong as it does on the web: written or not, answered or not."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from web_talk import Ending
from zotero_double import faults
from zotero_double.people import READ_ONLY
from zotero_double.talk import NotModelledError
from zotero_world import ADA, BOB, BOOK, GROUP, asking, world

ITEMS = f"groups/{GROUP}/items"
NOT_WRITTEN = {
    "429": faults.too_many(7),
    "503": faults.maintenance(120),
    "413": faults.too_large(),
    "500": faults.broken(),
}


@pytest.mark.parametrize("name", NOT_WRITTEN)
def test_a_refused_request_writes_nothing_and_the_next_one_does(name: str) -> None:
    double = world()
    ada = asking(double)
    double.break_with(NOT_WRITTEN[name].first(1))
    assert ada.post(ITEMS, BOOK).status_code == int(name)
    assert not double.library(f"groups/{GROUP}").items
    assert ada.post(ITEMS, BOOK).status_code == 200
    assert len(double.library(f"groups/{GROUP}").items) == 1


def test_refusals_say_when_to_come_back() -> None:
    double = world()
    double.break_with(faults.too_many(7).on(faults.writes), faults.maintenance().on(faults.reads))
    ada = asking(double)
    assert ada.post(ITEMS, BOOK).headers["Retry-After"] == "7"
    assert "Retry-After" not in ada.get(ITEMS).headers


def test_a_lost_reply_leaves_what_was_written() -> None:
    double = world()
    double.break_with(faults.lost())
    with pytest.raises(httpx2.ReadError):
        asking(double).post(ITEMS, BOOK)
    assert len(double.library(f"groups/{GROUP}").items) == 1


@pytest.mark.parametrize(
    ("ending", "error"),
    [
        (Ending.DROPPED, httpx2.ReadError),
        (Ending.REFUSED, httpx2.ConnectError),
        (Ending.SILENT, httpx2.ReadTimeout),
    ],
)
def test_a_request_that_was_not_heard_writes_nothing(ending: Ending, error: type[Exception]) -> None:
    double = world()
    double.break_with(faults.unheard(ending))
    with pytest.raises(error):
        asking(double).post(ITEMS, BOOK)
    assert not double.library(f"groups/{GROUP}").items


def test_half_a_reply_and_a_gateways_error_hide_what_was_written() -> None:
    double = world()
    double.break_with(faults.cut(), faults.broken_reply().after(1))
    ada = asking(double)
    with pytest.raises(httpx2.RemoteProtocolError):
        ada.post(ITEMS, BOOK)
    assert ada.post(ITEMS, BOOK).status_code == 502
    assert len(double.library(f"groups/{GROUP}").items) == 2


def test_a_fault_waits_for_its_turn() -> None:
    double = world()
    double.break_with(faults.broken().on(faults.to(f"/{ITEMS}", "POST")).after(1).first(2))
    ada = asking(double)
    statuses = [ada.post(ITEMS, BOOK).status_code for _ in range(4)]
    assert (statuses, ada.get(ITEMS).status_code) == ([200, 500, 500, 200], 200)


def test_faults_are_mended() -> None:
    double = world()
    double.break_with(faults.broken().for_ever())
    double.mend()
    assert asking(double).get(ITEMS).status_code == 200


def test_a_colleague_writes_between_reading_and_writing() -> None:
    double = world()
    ada, bob = asking(double), double.person(f"groups/{GROUP}", BOB)
    [key] = bob.create(BOOK)
    double.break_with(faults.meanwhile(lambda: bob.edit(key, title="by Bob")).on(faults.writes))
    version = ada.get(f"{ITEMS}/{key}").json()["version"]
    assert ada.patch(f"{ITEMS}/{key}", version, title="by Ada").status_code == 412
    assert bob.data(key)["title"] == "by Bob"
    assert ada.get(f"{ITEMS}/{key}").json()["meta"]["createdByUser"]["username"] == "bob"


def test_a_colleague_writes_between_two_objects_of_a_list() -> None:
    double = world()
    bob = double.person(f"groups/{GROUP}", BOB)
    double.around.between = lambda: bob.create(BOOK)
    report = asking(double).post(ITEMS, BOOK, BOOK, BOOK)
    versions = [each["version"] for each in report.json()["successful"].values()]
    assert (versions, report.headers["Last-Modified-Version"]) == ([2, 4, 6], "6")


def test_people_at_work_trash_restore_and_delete() -> None:
    double = world()
    bob = double.person(f"groups/{GROUP}", BOB)
    [shelf] = bob.create({"name": "S"}, kind="collections")
    [key] = bob.create({**BOOK, "collections": [shelf]})
    bob.trash(key)
    assert double.contents(f"groups/{GROUP}")["items"][key]["deleted"] == 1
    bob.restore(key)
    bob.delete(shelf, kind="collections")
    assert double.contents(f"groups/{GROUP}")["items"][key]["collections"] == []
    bob.delete(key)
    assert double.contents(f"groups/{GROUP}") == {"items": {}, "collections": {}}
    assert not double.log


def test_people_at_work_are_hindered_by_nothing() -> None:
    double = world()
    bob = double.person(f"groups/{GROUP}", BOB)
    ada = asking(double)
    double.down = True
    assert ada.get(ITEMS).status_code == 503
    bob.create(BOOK)
    double.down, double.read_only = False, True
    assert (ada.get(ITEMS).status_code, ada.post(ITEMS, BOOK).status_code) == (200, 503)
    double.limits.use_up(BOB)
    double.break_with(faults.broken().for_ever())
    bob.create(BOOK)
    assert len(double.library(f"groups/{GROUP}").items) == 2


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", ITEMS, 405),
        ("POST", f"{ITEMS}/AAAA2222", 405),
        ("POST", f"groups/{GROUP}/deleted", 405),
        ("PROPFIND", ITEMS, 501),
        ("GET", "nothing", 404),
        ("GET", f"groups/{GROUP}/nothing", 404),
        ("GET", "users/abc/items", 400),
        ("GET", "users/99/items", 404),
        ("GET", "items/new?itemType=nonsense", 400),
        ("OPTIONS", ITEMS, 200),
    ],
)
def test_what_does_not_exist_is_refused(method: str, path: str, status: int) -> None:
    ada = asking(world())
    body = b"[{}]" if method in ("PUT", "POST") else b""
    address = f"{ada.root}/{path}"
    assert ada.client.request(method, address, content=body, headers=ada.headers).status_code == status


def test_a_key_is_revoked_midway() -> None:
    double = world()
    ada = asking(double)
    secret = ada.headers["Zotero-API-Key"]
    double.break_with(faults.afterwards(lambda: double.keys.pop(secret)))
    assert [ada.post(ITEMS, BOOK).status_code for _ in range(2)] == [200, 403]


def test_a_permission_is_lost_midway() -> None:
    double = world()
    ada = asking(double)
    key = double.keys[ada.headers["Zotero-API-Key"]]

    def lower() -> None:
        key.access = READ_ONLY

    double.break_with(faults.meanwhile(lower).after(1))
    assert [ada.post(ITEMS, BOOK).status_code for _ in range(2)] == [200, 403]
    assert ada.get(ITEMS).status_code == 200


def test_whoever_asks_too_often_is_refused_until_time_has_passed() -> None:
    double = world()
    ada = asking(double)
    statuses = [ada.get("keys/current").status_code for _ in range(101)]
    assert statuses == [200] * 100 + [429]
    assert ada.get(ITEMS).headers["Retry-After"] == "10"
    assert asking(double, BOB).get(ITEMS).status_code == 200
    double.clock.sleep(0.2)
    assert [ada.get(ITEMS).status_code for _ in range(3)] == [200, 200, 429]
    double.clock.sleep(10)
    assert [ada.get(ITEMS).status_code for _ in range(101)] == [200] * 100 + [429]
    double.limits.lift()
    assert ada.get(ITEMS).status_code == 200


def test_six_wrong_keys_lock_out_the_right_ones_for_a_while() -> None:
    double = world()
    ada, wrong = asking(double), asking(double)
    wrong.headers = {"Zotero-API-Key": "A" * 24}
    assert [wrong.get(ITEMS).status_code for _ in range(7)] == [403] * 6 + [429]
    assert "Retry-After" not in ada.get(ITEMS).headers
    assert ada.get(ITEMS).text == "Too many authentication failures"
    double.clock.advance(301)
    assert ada.get(ITEMS).status_code == 200


def test_a_write_token_is_forgotten_after_half_a_day() -> None:
    double = world()
    ada = asking(double)
    statuses = [ada.post(ITEMS, BOOK, Zotero_Write_Token="a" * 8).status_code for _ in range(2)]
    double.clock.advance(43_201)
    statuses.append(ada.post(ITEMS, BOOK, Zotero_Write_Token="a" * 8).status_code)
    assert statuses == [200, 412, 200]


def _at_once(double_request: Callable[[], httpx2.Response], times: int) -> list[httpx2.Response]:
    with ThreadPoolExecutor(times) as pool:
        return [each.result() for each in [pool.submit(double_request) for _ in range(times)]]


def test_six_requests_of_one_user_at_once_are_one_too_many() -> None:
    double = world()
    ada = asking(double)
    all_there = threading.Barrier(6)
    sixth = threading.Event()

    def wait() -> None:
        all_there.wait(timeout=20)
        sixth.wait(timeout=20)

    double.around.between = wait
    with ThreadPoolExecutor(5) as pool:
        five = [pool.submit(ada.post, ITEMS, BOOK, BOOK) for _ in range(5)]
        all_there.wait(timeout=20)
        refused = ada.post(ITEMS, BOOK)
        sixth.set()
        assert [each.result().status_code for each in five] == [200] * 5
    assert (refused.status_code, refused.text) == (429, "Concurrent request limit exceeded")
    assert refused.headers["Retry-After"] == "3"
    assert len(double.library(f"groups/{GROUP}").items) == 10


def test_of_writers_who_know_the_same_version_one_succeeds() -> None:
    double = world()
    double.limits.lift()
    ada = asking(double)
    replies = _at_once(lambda: ada.post(ITEMS, *[BOOK] * 20, If_Unmodified_Since_Version="1"), 8)
    assert sorted(each.status_code for each in replies) == [200] + [412] * 7
    assert len(double.library(f"groups/{GROUP}").items) == 20


def test_each_object_of_writers_at_once_has_a_version_of_its_own() -> None:
    double = world()
    double.limits.lift()
    ada = asking(double)
    reports = [each.json() for each in _at_once(lambda: ada.post(ITEMS, *[BOOK] * 20), 8)]
    versions = [each["version"] for report in reports for each in report["successful"].values()]
    assert sorted(versions) == list(range(2, 162))


def test_every_reply_asks_to_wait_where_the_server_is_under_load() -> None:
    double = world()
    ada = asking(double)
    double.break_with(faults.slowed(4))
    assert ada.get(ITEMS).headers["Backoff"] == "4"
    double.backoff = 5
    assert ada.get(ITEMS).headers["Backoff"] == "5"
    assert ada.get(f"{ITEMS}/ZZZZ9999").headers["Backoff"] == "5"


def test_what_is_not_modelled_is_an_error_of_the_test() -> None:
    double = world()
    with pytest.raises(NotModelledError, match="atom"):
        asking(double).get(f"{ITEMS}?format=atom")


def test_the_log_tells_what_was_asked_and_answered() -> None:
    double = world()
    ada = asking(double)
    ada.get(ITEMS)
    ada.post(ITEMS, BOOK)
    assert double.requests == [f"GET /{ITEMS}", f"POST /{ITEMS}"]
    assert [each.answered.status for each in double.log if each.answered] == [200, 200]
    assert json.loads(double.log[1].asked.body) == [BOOK]
    assert ada.headers["Zotero-API-Key"] not in repr(double.log)


def test_a_key_that_may_not_write_here_may_write_there() -> None:
    double = world()
    ada = asking(double)
    only = {"user": {"library": True}, "groups": {str(GROUP): {"library": True, "write": True}}}
    ada.headers = {"Zotero-API-Key": double.key(ADA, only).secret}
    assert ada.post(ITEMS, BOOK).status_code == 200
    assert ada.post(f"users/{ADA}/items", BOOK).status_code == 403
    assert ada.get("keys/current").json()["access"]["user"] == {"library": True, "files": True}
