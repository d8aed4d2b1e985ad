"""What a client of the Zotero web API must cope with, as the double lets it happen."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from zotero_double import ZoteroDouble
from zotero_double.people_at_work import Person
from zotero_world import ADA, BOB, BOOK, GROUP, asking, world

PLACE = f"groups/{GROUP}"


@pytest.fixture
def double() -> ZoteroDouble:
    return world()


@pytest.fixture
def bob(double: ZoteroDouble) -> Person:
    return double.person(PLACE, BOB)


def keyed(key: str, **more: Any) -> dict[str, Any]:
    return {**BOOK, "key": key, "version": 0, **more}


def failures(person: Person, *objects: Mapping[str, Any], kind: str = "items") -> dict[str, int]:
    """The codes of the objects of a list that failed, by their places."""
    failed = person.do("POST", kind, objects)["failed"]
    return {place: each["code"] for place, each in failed.items()}


def test_each_object_of_a_list_has_its_own_version(bob: Person) -> None:
    answered = bob.ask("POST", "items", [keyed("AAAA2222"), keyed("BBBB2222")])
    made = json.loads(answered.body)["successful"]
    assert [made[place]["version"] for place in "01"] == [2, 3]
    assert answered.headers["Last-Modified-Version"] == "3"
    assert bob.ask("GET", "items/AAAA2222").headers["Last-Modified-Version"] == "2"
    assert bob.ask("GET", "items").headers["Last-Modified-Version"] == "3"


def test_a_write_that_changes_nothing_raises_the_librarys_version_alone(bob: Person) -> None:
    bob.create(keyed("AAAA2222"))
    answered = bob.ask("PATCH", "items/AAAA2222", {"title": " A "}, If_Unmodified_Since_Version=2)
    assert (answered.status, answered.headers["Last-Modified-Version"]) == (204, "2")
    assert bob.ask("GET", "items").headers["Last-Modified-Version"] == "3"
    assert bob.data("AAAA2222")["version"] == 2


def test_an_item_with_tags_is_never_unchanged(bob: Person) -> None:
    bob.create(keyed("AAAA2222", tags=[{"tag": "t"}]))
    report = bob.do("POST", "items", [bob.data("AAAA2222")])
    assert report["successful"]["0"]["version"] == 3


def test_only_stale_versions_are_refused(bob: Person) -> None:
    bob.create(keyed("AAAA2222"))
    for known, status in ((1, 412), (2, 204), (99, 204)):
        change = {"title": f"{known}"}
        answered = bob.ask("PATCH", "items/AAAA2222", change, If_Unmodified_Since_Version=known)
        assert answered.status == status
    assert failures(bob, {"key": "AAAA2222", "version": 3, "title": "x"}) == {"0": 412}
    assert bob.ask("POST", "items", [BOOK], If_Unmodified_Since_Version=1).status == 412


def test_the_version_of_a_group_is_not_that_of_its_library(double: ZoteroDouble, bob: Person) -> None:
    bob.create(keyed("AAAA2222"), keyed("BBBB2222"))
    found = asking(double).get(f"users/{ADA}/groups?format=versions")
    assert found.json() == {str(GROUP): 2}
    assert double.library(PLACE).version == 3


def test_a_deleted_collection_takes_others_with_it_and_items_out_of_it_silently(bob: Person) -> None:
    bob.create({"name": "A", "key": "SSSS2222", "version": 0}, kind="collections")
    inner = {"name": "B", "key": "TTTT2222", "version": 0, "parentCollection": "SSSS2222"}
    bob.create(inner, kind="collections")
    bob.create(keyed("AAAA2222", collections=["TTTT2222"]))
    bob.delete("SSSS2222", kind="collections")
    assert bob.do("GET", "deleted?since=0")["collections"] == ["SSSS2222"]
    assert bob.do("GET", "collections") == []
    assert bob.do("GET", "items?since=4&format=versions") == {}
    assert bob.data("AAAA2222")["collections"] == []


def test_relations_are_shown_on_both_sides_and_vanish_silently(bob: Person) -> None:
    there = {"dc:relation": f"http://zotero.org/{PLACE}/items/AAAA2222"}
    back = {"dc:relation": f"http://zotero.org/{PLACE}/items/BBBB2222"}
    bob.create(keyed("AAAA2222"), keyed("BBBB2222"))
    bob.edit("BBBB2222", relations=there)
    assert bob.data("AAAA2222")["relations"] == back
    assert bob.do("GET", "items?format=versions") == {"AAAA2222": 4, "BBBB2222": 4}
    bob.delete("AAAA2222")
    assert (bob.data("BBBB2222")["relations"], bob.data("BBBB2222")["version"]) == ({}, 4)


def test_what_is_in_the_trash_is_shown_to_those_who_ask_for_it(bob: Person) -> None:
    note = {"itemType": "note", "note": "n", "parentItem": "AAAA2222", "key": "NNNN2222", "version": 0}
    bob.create(keyed("AAAA2222"), note)
    bob.trash("AAAA2222")
    assert bob.do("GET", "items?format=versions") == {"NNNN2222": 3}
    assert bob.do("GET", "items?format=versions&since=3") == {}
    assert bob.do("GET", "items?format=versions&since=3&includeTrashed=1") == {"AAAA2222": 4}
    assert bob.do("GET", "items/trash?format=versions") == {"AAAA2222": 4}
    assert failures(bob, keyed("AAAA2222")) == {"0": 412}
    assert bob.do("GET", "deleted?since=0")["items"] == []


def test_children_are_deleted_with_their_parent(bob: Person) -> None:
    note = {"itemType": "note", "note": "n", "parentItem": "AAAA2222", "key": "NNNN2222", "version": 0}
    bob.create(keyed("AAAA2222"), note)
    bob.delete("AAAA2222")
    assert bob.do("GET", "deleted?since=3")["items"] == ["AAAA2222", "NNNN2222"]


def test_a_good_reply_may_hold_failures_of_all_kinds(bob: Person) -> None:
    bob.create(keyed("AAAA2222"))
    objects = [
        BOOK,
        {**BOOK, "publicationTitle": "of no book"},
        {**BOOK, "collections": ["ZZZZ9999"]},
        {"key": "AAAA2222", "version": 1, "title": "x"},
        {**BOOK, "extra": "x" * 70_000},
        {"key": "AAAA2222", "title": "x"},
        {**BOOK, "deleted": "yes"},
        {"itemType": "attachment", "linkMode": "imported_file", "title": "f"},
        {"key": "ZZZZ9999", "version": 5, **BOOK},
    ]
    codes = {"1": 400, "2": 409, "3": 412, "4": 413, "5": 428, "6": 500, "7": 403, "8": 404}
    assert failures(bob, *objects) == codes


def test_a_failure_says_what_is_missing(bob: Person) -> None:
    note = {"itemType": "note", "note": "n", "parentItem": "ZZZZ9999"}
    failed = bob.do("POST", "items", [note])["failed"]["0"]
    assert failed["message"] == "Parent item ZZZZ9999 not found"
    assert failed["data"] == {"parentItem": "ZZZZ9999"}


def test_parents_come_before_their_children(bob: Person) -> None:
    note = {"itemType": "note", "note": "n", "parentItem": "AAAA2222"}
    assert failures(bob, note, keyed("AAAA2222")) == {"0": 409}
    inner = {"name": "B", "parentCollection": "SSSS2222"}
    outer = {"name": "A", "key": "SSSS2222", "version": 0}
    assert failures(bob, inner, outer, kind="collections") == {"0": 409}


def test_a_token_is_used_up_unless_the_last_object_failed(bob: Person) -> None:
    bad = {**BOOK, "foo": 1}
    statuses = [
        bob.ask("POST", "items", objects, Zotero_Write_Token=token).status
        for token, objects in (("token1", [bad, BOOK]), ("token2", [BOOK, bad]))
        for _ in range(2)
    ]
    assert statuses == [200, 412, 200, 200]
    assert len(bob.do("GET", "items")) == 3


def test_put_needs_what_patch_does_not_and_restores(bob: Person) -> None:
    bob.create(keyed("AAAA2222", publisher="P", deleted=1))
    assert bob.ask("PUT", "items/AAAA2222", {**BOOK, "version": 2}).status == 400
    whole = {**BOOK, "version": 2, "tags": [], "collections": [], "relations": {}}
    assert bob.ask("PUT", "items/AAAA2222", whole).status == 204
    data = bob.data("AAAA2222")
    assert (data["publisher"], "deleted" in data) == ("P", False)


def test_many_are_deleted_without_a_version_and_one_is_not(bob: Person) -> None:
    bob.create(keyed("AAAA2222"), keyed("BBBB2222"))
    assert bob.ask("DELETE", "items/AAAA2222").status == 428
    assert bob.ask("DELETE", "tags?tag=x").status == 428
    assert bob.ask("DELETE", "items?itemKey=AAAA2222,BBBB2222").status == 204
    assert bob.ask("DELETE", "items/AAAA2222", If_Unmodified_Since_Version=9).status == 412


def test_malformed_keys_alone_ask_for_everything(bob: Person) -> None:
    bob.create(keyed("AAAA2222"), keyed("BBBB2222"))
    assert bob.do("GET", "items?format=versions&itemKey=bad") == {"BBBB2222": 3, "AAAA2222": 2}
    assert bob.do("GET", "items?format=versions&itemKey=bad,AAAA2222") == {"AAAA2222": 2}


def test_items_that_are_asked_for_by_key_come_on_one_page(bob: Person) -> None:
    keys = [*bob.create(*[BOOK] * 50), *bob.create(*[BOOK] * 10)]
    found = bob.do("GET", f"items?itemKey={','.join(keys[:40])}")
    assert {each["key"] for each in found} == set(keys[:40])


def test_a_change_of_collections_alone_leaves_the_date_of_modification(
    double: ZoteroDouble, bob: Person
) -> None:
    bob.create({"name": "A", "key": "SSSS2222", "version": 0}, kind="collections")
    bob.create(keyed("AAAA2222"))
    made = bob.data("AAAA2222")["dateModified"]
    double.clock.advance(60)
    bob.edit("AAAA2222", collections=["SSSS2222"])
    assert bob.data("AAAA2222")["dateModified"] == made
    bob.edit("AAAA2222", title="B")
    assert bob.data("AAAA2222")["dateModified"] > made


def test_items_of_a_group_name_who_made_and_who_changed_them(double: ZoteroDouble, bob: Person) -> None:
    bob.create(keyed("AAAA2222"))
    made = bob.do("GET", "items/AAAA2222")["meta"]
    double.person(PLACE, ADA).edit("AAAA2222", title="B")
    changed = bob.do("GET", "items/AAAA2222")["meta"]
    assert (made["createdByUser"]["id"], "lastModifiedByUser" in made) == (BOB, False)
    assert (changed["createdByUser"]["id"], changed["lastModifiedByUser"]["id"]) == (BOB, ADA)


def test_who_has_left_a_group_sees_it_no_more(double: ZoteroDouble, bob: Person) -> None:
    bob.create(keyed("AAAA2222"))
    double.groups[GROUP].remove(BOB)
    former = asking(double, BOB)
    assert former.get(f"{PLACE}/items").status_code == 403
    assert former.get(f"{PLACE}/items/AAAA2222").status_code == 404
    assert former.get(PLACE).status_code == 404
    assert former.post(f"{PLACE}/items", BOOK).status_code == 403
    assert former.get(f"users/{BOB}/groups").json() == []


def test_a_child_that_is_put_into_a_collection_is_a_child_no_more(bob: Person) -> None:
    bob.create({"name": "A", "key": "SSSS2222", "version": 0}, kind="collections")
    note = {"itemType": "note", "note": "n", "parentItem": "AAAA2222", "key": "NNNN2222", "version": 0}
    bob.create(keyed("AAAA2222"), note)
    bob.edit("NNNN2222", collections=["SSSS2222"])
    assert "parentItem" not in bob.data("NNNN2222")
    taken_out = bob.ask("DELETE", "collections/SSSS2222/items/NNNN2222")
    assert (taken_out.status, bob.data("NNNN2222")["collections"]) == (500, ["SSSS2222"])


@pytest.mark.parametrize(
    ("field", "sent", "kept"),
    [
        ("title", "  a\x00\x07b \u00a0", "ab \u00a0"),
        ("abstractNote", "a\r\nb\tc ", "a\nb\tc"),
        ("accessDate", "2024-01-02T03:04:05+02:00", "2024-01-02T01:04:05Z"),
        ("accessDate", "2024-01-02 03:04:05", "2024-01-02T03:04:05Z"),
        ("accessDate", "2024-01-02", "2024-01-02"),
        ("accessDate", "CURRENT_TIMESTAMP", "2026-11-21T16:43:00Z"),
        ("title", None, ""),
        ("deleted", True, 1),
        (
            "tags",
            [{"tag": " b "}, {"tag": "a", "type": 1}, {"tag": ""}],
            [{"tag": "a", "type": 1}, {"tag": "b"}],
        ),
    ],
)
def test_values_are_kept_as_the_server_keeps_them(bob: Person, field: str, sent: Any, kept: Any) -> None:
    [key] = bob.create({"itemType": "book", field: sent})
    assert bob.data(key)[field] == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("words", "<p>words</p>"),
        ('<p onclick="x()">a<br>b &nbsp;</p>', "<p>a<br />b \u00a0</p>"),
        ("<script>x()</script><p>a</p>", "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p><a>a</a></p>"),
        ("<ul><li>a</li></ul>", "<ul>\n<li>a</li>\n</ul>"),
        ("", ""),
    ],
)
def test_notes_are_cleaned(bob: Person, sent: str, kept: str) -> None:
    [key] = bob.create({"itemType": "note", "note": sent})
    assert bob.data(key)["note"] == kept


def test_a_library_that_one_may_not_see_has_no_objects(double: ZoteroDouble) -> None:
    [key] = double.person(f"users/{ADA}", ADA).create(BOOK)
    bob = asking(double, BOB)
    assert bob.get(f"users/{ADA}/items").status_code == 403
    assert bob.get(f"users/{ADA}/items/{key}").status_code == 404
    assert bob.post(f"users/{ADA}/items", BOOK).status_code == 403


def test_a_public_group_is_read_by_all(double: ZoteroDouble) -> None:
    double.add_group(8, owner=ADA, name="Open Reading", type="PublicOpen", reading="all")
    anybody = asking(double, BOB)
    anybody.headers = {}
    assert anybody.get("groups/8/items").status_code == 200
    page = anybody.get("groups/8").json()["links"]["alternate"]["href"]
    assert page == "https://www.zotero.org/groups/open_reading"
    assert anybody.post("groups/8/items", BOOK).text == "An API key is required for write requests."
    double.delete_group(8)
    assert anybody.get("groups/8/items").status_code == 404


@pytest.mark.parametrize(("many", "status"), [(50, 200), (51, 413)])
def test_fifty_objects_are_written_at_once(bob: Person, many: int, status: int) -> None:
    assert bob.ask("POST", "items", [BOOK] * many).status == status
    assert bob.ask("POST", "collections", [{"name": "A"}] * many).status == status


@pytest.mark.parametrize(
    ("asked", "got", "links"),
    [
        ("", 25, {"next": "start=25", "last": "start=50"}),
        ("?limit=200", 60, {}),
        ("?limit=20&start=20", 20, {"first": "", "prev": "", "next": "start=40", "last": "start=40"}),
        ("?start=80", 0, {"first": "", "prev": "start=55", "last": "start=35"}),
    ],
)
def test_lists_come_in_pages(bob: Person, asked: str, got: int, links: Mapping[str, str]) -> None:
    bob.create(*[BOOK] * 40)
    bob.create(*[BOOK] * 20)
    answered = bob.ask("GET", f"items{asked}")
    assert (len(json.loads(answered.body)), answered.headers["Total-Results"]) == (got, "60")
    told = {name: address for address, name in re.findall(r'<(.*?)>; rel="(.*?)"', answered.headers["Link"])}
    assert told.pop("alternate") == f"https://www.zotero.org/{PLACE}/items"
    assert told.keys() == links.keys()
    assert all(links[name] in address for name, address in told.items())


def test_nothing_is_sent_to_those_who_know_the_version(bob: Person) -> None:
    bob.create(BOOK)
    for kind in ("items", "collections", "tags", "searches", "settings"):
        assert bob.ask("GET", kind, If_Modified_Since_Version=2).status == 304
    assert bob.ask("GET", "items", If_Modified_Since_Version=1).status == 200
    assert bob.ask("GET", "deleted?since=0", If_Modified_Since_Version=2).status == 200


def test_tags_are_counted_and_deleted_from_items(bob: Person) -> None:
    manual, automatic = {"tag": "a"}, {"tag": "b", "type": 1}
    bob.create(keyed("AAAA2222", tags=[manual, automatic]), keyed("BBBB2222", tags=[manual]))
    found = {each["tag"]: each["meta"] for each in bob.do("GET", "tags")}
    assert found == {"a": {"type": 0, "numItems": 2}, "b": {"type": 1, "numItems": 1}}
    assert [each["key"] for each in bob.do("GET", "items?tag=A&tag=-b")] == ["BBBB2222"]
    bob.do("DELETE", "tags?tag=a", If_Unmodified_Since_Version=3)
    assert bob.do("GET", "items?format=versions") == {"BBBB2222": 4, "AAAA2222": 4}
    assert bob.do("GET", "deleted?since=3")["tags"] == ["a"]
