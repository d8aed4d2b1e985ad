"""The double of the desktop program: what its local API asks of writers, to httpx and to pyzotero alike."""

import json
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
from pyzotero import errors, zotero
from zotero_double.desktop import Desktop
from zotero_double.transport import Transport
from zotero_world import ADA, BOOK, GROUP, world

ROOT = "http://127.0.0.1:23119/api"
ITEMS = f"{ROOT}/users/0/items"


@pytest.fixture
def desktop() -> Desktop:
    return Desktop(world(), ADA)


@pytest.fixture
def client(desktop: Desktop) -> httpx2.Client:
    return httpx2.Client(transport=Transport(desktop.handle))


def post(client: httpx2.Client, url: str, body: Any, **headers: str) -> httpx2.Response:
    return client.post(
        url, json=body, headers={name.replace("_", "-"): said for name, said in headers.items()}
    )


def leave(client: httpx2.Client, desktop: Desktop) -> Mapping[str, str]:
    """The headers of a writer who may write."""
    asked = post(client, f"{ROOT}/local/authorize", {"appName": "test"}, Zotero_Server_ID=desktop.database)
    return {"Zotero_Server_ID": desktop.database, "Zotero_API_Key": asked.json()["key"]}


def test_reading_takes_no_leave_and_tells_the_database(client: httpx2.Client, desktop: Desktop) -> None:
    for url in (f"{ROOT}/", ITEMS, f"{ROOT}/users/{ADA}/items", f"{ROOT}/groups/{GROUP}/collections"):
        reply = client.get(url)
        assert (reply.status_code, reply.headers["Zotero-Server-ID"]) == (200, desktop.database)
    assert client.get(f"{ROOT}/users/2/items").status_code == 400
    assert client.get(ITEMS, headers={"Zotero-Server-ID": "another"}).status_code == 412


def test_a_writer_must_name_the_database_and_have_leave(client: httpx2.Client, desktop: Desktop) -> None:
    here = desktop.database
    assert post(client, ITEMS, [BOOK]).status_code == 428
    assert post(client, f"{ROOT}/local/authorize", {"appName": "test"}).status_code == 428
    assert post(client, ITEMS, [BOOK], Zotero_Server_ID="another").status_code == 412
    refused = post(client, ITEMS, [BOOK], Zotero_Server_ID=here)
    assert (refused.status_code, refused.text.startswith("API key required")) == (401, True)
    assert "Zotero-Server-ID" not in refused.headers
    wrong = post(client, ITEMS, [BOOK], Zotero_Server_ID=here, Zotero_API_Key="wrong")
    assert (wrong.status_code, wrong.text) == (401, "Invalid or expired API key")
    assert client.get(ITEMS).json() == []
    assert post(client, ITEMS, [BOOK], **leave(client, desktop)).json()["success"].keys() == {"0"}


def test_a_body_that_is_not_called_json_is_empty(client: httpx2.Client, desktop: Desktop) -> None:
    headers = {name.replace("_", "-"): said for name, said in leave(client, desktop).items()}
    assert client.post(ITEMS, content=json.dumps([BOOK]), headers=headers).status_code == 400


def test_new_objects_get_their_keys_from_the_program(client: httpx2.Client, desktop: Desktop) -> None:
    may = leave(client, desktop)
    own = {**BOOK, "key": "ABCD2345", "version": 0}
    report = post(client, ITEMS, [BOOK, own, BOOK], **may).json()
    assert report["success"].keys() == {"0", "2"}
    assert report["failed"]["1"]["code"] == 400
    assert "primaryData" in report["failed"]["1"]["message"]
    made = report["successful"]["2"]["data"]
    stale = [{"key": made["key"], "title": "B"}, {"key": made["key"], "version": 1, "title": "B"}]
    failed = post(client, ITEMS, stale, **may).json()["failed"]
    assert {place: one["code"] for place, one in failed.items()} == {"0": 428, "1": 412}
    known = [{"key": made["key"], "version": made["version"], "title": "B"}]
    assert post(client, ITEMS, known, **may).json()["successful"]["0"]["data"]["title"] == "B"


def test_leave_for_once_is_for_one_request(client: httpx2.Client, desktop: Desktop) -> None:
    desktop.answer = "Allow"
    may = leave(client, desktop)
    assert post(client, ITEMS, [BOOK], **may).status_code == 200
    assert post(client, ITEMS, [BOOK], **may).status_code == 401


def test_a_person_is_asked_five_times_a_minute(client: httpx2.Client, desktop: Desktop) -> None:
    for _ in range(5):
        leave(client, desktop)
    asked = post(client, f"{ROOT}/local/authorize", {"appName": "test"}, Zotero_Server_ID=desktop.database)
    assert (asked.status_code, asked.headers["Retry-After"]) == (429, "60")


def test_before_version_10_nobody_writes(client: httpx2.Client, desktop: Desktop) -> None:
    desktop.version = 9
    assert "Zotero-Server-ID" not in client.get(ITEMS).headers
    assert post(client, ITEMS, [BOOK]).status_code == 400
    assert post(client, f"{ROOT}/local/authorize", {"appName": "test"}).status_code == 404


def test_pyzotero_gets_leave_and_writes(client: httpx2.Client, desktop: Desktop) -> None:
    zot = zotero.Zotero("0", "user", local=True, client=client)
    with pytest.raises(errors.LocalAPIKeyRequiredError):
        zot.create_items([dict(BOOK)])
    assert zot.authorize_local("test")["remember"]
    assert zot.create_items([dict(BOOK)])["success"]
    [item] = zot.items()
    zot.update_item({**item["data"], "title": "B"})
    [after] = zot.items()
    assert after["data"]["title"] == "B"
    desktop.answer = "Deny"
    with pytest.raises(errors.LocalAPIDeniedError):
        zot.authorize_local("test")
    zot.server_id = "another"
    with pytest.raises(errors.ServerIDMismatchError):
        zot.items()
