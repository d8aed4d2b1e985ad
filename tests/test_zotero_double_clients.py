"""Clients that were written for the real server work with the double: without sockets and with them."""

import json
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest
import pyzotero._client
from pyzotero import zotero, zotero_errors
from zotero_double import VirtualClock, ZoteroDouble, faults, schema
from zotero_double.people import READ_ONLY
from zotero_world import ADA, BOB, BOOK, GROUP, Asking, asking, pyzotero_of, world


@pytest.fixture
def double() -> ZoteroDouble:
    return world()


@pytest.fixture(params=["without sockets", "by sockets"])
def group(request: pytest.FixtureRequest, double: ZoteroDouble) -> Iterator[zotero.Zotero]:
    """Pyzotero on the library of the group."""
    secret = double.key(ADA).secret
    if request.param == "without sockets":
        yield pyzotero_of(double, secret)
        return
    with double.served() as root:
        served = zotero.Zotero(str(GROUP), "group", secret)
        served.endpoint = root
        yield served


def test_pyzotero_makes_items_from_templates_and_reads_them_back(group: zotero.Zotero) -> None:
    item = group.item_template("preprint")
    item |= {"title": "Attention", "repository": "arXiv", "archiveID": "arXiv:1706.03762"}
    item["creators"] = [{"creatorType": "author", "firstName": "Ashish", "lastName": "Vaswani"}]
    item["tags"] = [{"tag": "read"}, {"tag": "cs.CL", "type": 1}]
    group.check_items([item])
    [key] = group.create_items([item])["success"].values()
    found = group.item(key)
    assert found["data"]["archiveID"] == "arXiv:1706.03762"
    assert found["meta"]["creatorSummary"] == "Vaswani"
    assert found["data"]["tags"] == [{"tag": "cs.CL", "type": 1}, {"tag": "read"}]


def test_pyzotero_reads_all_pages(group: zotero.Zotero, double: ZoteroDouble) -> None:
    for start in range(0, 130, 50):
        group.create_items([{**BOOK, "title": f"{n}"} for n in range(start, min(start + 50, 130))])
    everything = group.everything(group.items())
    assert sorted(int(each["data"]["title"]) for each in everything) == list(range(130))
    assert (group.num_items(), group.last_modified_version()) == (130, 131)
    assert len(group.item_versions(since=100)) == 31


def test_pyzotero_updates_moves_and_deletes(group: zotero.Zotero) -> None:
    [shelf] = group.create_collections([{"name": "S"}])["success"].values()
    [key] = group.create_items([dict(BOOK)])["success"].values()
    group.addto_collection(shelf, group.item(key))
    group.add_tags(group.item(key), "new")
    group.update_item({**group.item(key)["data"], "title": "B"})
    [found] = group.collection_items(shelf)
    assert (found["data"]["title"], found["data"]["tags"]) == ("B", [{"tag": "new"}])
    assert group.collection_tags(shelf) == group.tags() == ["new"]
    with pytest.raises(zotero_errors.PreConditionFailedError):
        group.delete_item({**found, "version": 1})
    group.delete_item(found)
    group.delete_collection(group.collection(shelf))
    gone = group.deleted(since=0)
    assert (gone["items"], gone["collections"]) == ([key], [shelf])


def test_pyzotero_attaches_links_to_an_item(group: zotero.Zotero) -> None:
    [key] = group.create_items([dict(BOOK)])["success"].values()
    link = group.item_template("attachment", "linked_url")
    link |= {"title": "Code", "url": "https://example.org/code"}
    [child] = group.create_items([link], parentid=key)["success"].values()
    assert [each["key"] for each in group.children(key)] == [child]
    assert group.item(key)["meta"]["numChildren"] == 1


def test_pyzotero_learns_what_its_key_may_do(group: zotero.Zotero) -> None:
    assert group.key_info()["access"]["groups"] == {"all": {"library": True, "write": True}}
    me = zotero.Zotero(str(ADA), "user", group.api_key, client=group.client)
    me.endpoint = group.endpoint
    [found] = me.groups()
    assert (found["data"]["name"], found["meta"]["isAdmin"]) == ("Reading", True)


def test_pyzotero_waits_in_virtual_time(double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyzotero._client, "time", double.clock)
    double.limits.use_up(ADA)
    before = time.monotonic()
    assert pyzotero_of(double, double.key(ADA).secret).items() == []
    assert double.clock.slept == [10]
    assert time.monotonic() - before < 10
    assert double.requests == [f"GET /groups/{GROUP}/items"] * 2


def test_pyzotero_is_told_who_may_not_write(double: ZoteroDouble) -> None:
    reader = pyzotero_of(double, double.key(BOB, READ_ONLY).secret)
    with pytest.raises(zotero_errors.UserNotAuthorisedError, match="Write access denied"):
        reader.create_items([dict(BOOK)])
    double.groups[GROUP].editing = "admins"
    with pytest.raises(zotero_errors.UserNotAuthorisedError, match="Write access denied"):
        pyzotero_of(double, double.key(BOB).secret).create_items([dict(BOOK)])


def test_a_reply_is_lost_on_a_real_connection(double: ZoteroDouble) -> None:
    double.break_with(faults.lost(), faults.cut().after(1))
    with double.served() as root, httpx2.Client() as client:
        ada = Asking(client, double.key(ADA).secret, root)
        with pytest.raises(httpx2.TransportError):
            ada.post(f"groups/{GROUP}/items", BOOK)
        with pytest.raises(httpx2.RemoteProtocolError):
            ada.post(f"groups/{GROUP}/items", BOOK)
        assert len(ada.get(f"groups/{GROUP}/items").json()) == 2


def test_an_error_of_the_double_is_raised_where_it_is_served(double: ZoteroDouble) -> None:
    def ask() -> None:
        with double.served() as root, httpx2.Client() as client:
            Asking(client, double.key(ADA).secret, root).get(f"groups/{GROUP}/items?format=atom")

    with pytest.raises(NotImplementedError):
        ask()


def test_nothing_listens_once_the_block_has_ended(double: ZoteroDouble) -> None:
    with double.served() as root:
        port = urlsplit(root).port
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", port or 0), timeout=5)


def test_the_schema_is_sent_once(double: ZoteroDouble) -> None:
    ada = asking(double)
    first = ada.get("schema")
    kinds = {each["itemType"]: each for each in first.json()["itemTypes"]}
    assert {"field": "repository", "baseField": "publisher"} in kinds["preprint"]["fields"]
    assert len(kinds) == 40
    again = ada.get("schema", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert json.loads(schema.DOCUMENT)["version"] == int(
        ada.get("itemTypes").headers["Zotero-Schema-Version"]
    )


def test_a_preprint_that_is_published_keeps_what_the_new_type_has(double: ZoteroDouble) -> None:
    bob = double.person(f"groups/{GROUP}", BOB)
    made = {
        "itemType": "preprint",
        "title": "T",
        "repository": "arXiv",
        "archiveID": "arXiv:1",
        "DOI": "10.1/x",
    }
    [key] = bob.create({**made, "creators": [{"creatorType": "reviewedAuthor", "name": "R"}]})
    bob.edit(key, itemType="conferencePaper", proceedingsTitle="P")
    data = bob.data(key)
    kept = {name: data[name] for name in ("title", "publisher", "DOI", "proceedingsTitle")}
    assert kept == {"title": "T", "publisher": "arXiv", "DOI": "10.1/x", "proceedingsTitle": "P"}
    assert "archiveID" not in data
    assert data["creators"] == [{"creatorType": "contributor", "name": "R"}]


def test_the_clock_stands_still_until_somebody_waits() -> None:
    clock = VirtualClock(start=0)
    clock.sleep(3)
    clock.advance(4)
    assert (clock.now(), clock.slept) == (7, [3])


def test_keys_are_drawn_alike_each_time() -> None:
    drawn = [world().person(f"groups/{GROUP}", BOB).create(BOOK, BOOK) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 2
