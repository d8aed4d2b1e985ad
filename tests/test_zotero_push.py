"""A push brings in what is new, writes what has changed, and keeps what people did."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from zotero_double import READ_ONLY, ZoteroDouble
from zotero_pushing import (
    PLACE,
    Computer,
    actions,
    children,
    paper,
    papers,
    published,
    requests_of,
    tops,
    writes_of,
)
from zotero_world import ADA, BOB, GROUP, world

from papers2bib.errors import ConfigError, Papers2bibError, TargetError
from papers2bib.ids import PaperId
from papers2bib.zotero.plan import Action


@pytest.fixture
def double() -> ZoteroDouble:
    return world()


@pytest.fixture
def ada(double: ZoteroDouble, tmp_path: Path) -> Computer:
    return Computer(double, tmp_path / "ada")


def only(double: ZoteroDouble) -> dict[str, Any]:
    [found] = tops(double)
    return found


@pytest.mark.parametrize(("group", "place", "most"), [(None, f"users/{ADA}", 2), (GROUP, PLACE, 3)])
def test_pushed_twice_it_is_there_once_and_nothing_is_written(
    double: ZoteroDouble, ada: Computer, group: int | None, place: str, most: int
) -> None:
    ada.group = group
    assert actions(ada.push(papers(75))) == {Action.CREATE: 75}
    assert len(double.requests) <= 12
    before, asked, version = double.contents(place), len(double.requests), double.library(place).version
    assert actions(ada.push(papers(75))) == {Action.SAME: 75}
    assert len(requests_of(double, asked)) <= most
    assert double.contents(place) == before
    assert double.library(place).version == version
    assert len(tops(double, place)) == 75


def test_items_stand_in_the_collection_with_tags_and_links(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)], tags=("seminar",))
    item = only(double)
    shelves = double.contents(PLACE)["collections"]
    [inner] = item["collections"]
    assert shelves[inner]["name"] == "Alignment"
    assert shelves[shelves[inner]["parentCollection"]]["name"] == "Reading"
    assert item["tags"] == [{"tag": "cs.CL", "type": 1}, {"tag": "cs.LG", "type": 1}, {"tag": "seminar"}]
    links = sorted((one["title"], one["linkMode"], one["url"]) for one in children(double, item["key"]))
    assert links == [
        ("Code: lab/code1", "linked_url", "https://github.com/lab/code1"),
        ("PDF: arXiv:2401.00001", "linked_url", "https://arxiv.org/pdf/2401.00001"),
    ]


def test_without_attachments_there_are_none(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)], attachments=False)
    assert children(double, only(double)["key"]) == []


def test_a_dry_run_writes_nothing_and_tells_the_same(double: ZoteroDouble, ada: Computer) -> None:
    dry = ada.push(papers(3), dry_run=True)
    assert writes_of(double) == []
    assert [one.step for one in dry] == [one.step for one in ada.push(papers(3))]


def test_a_changed_record_updates_just_its_fields(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1), paper(2)])
    before = len(double.log)
    changed = replace(paper(1), abstract="We study it anew.")
    assert actions(ada.push([changed, paper(2)])) == {Action.UPDATE: 1, Action.SAME: 1}
    [written] = [one for one in double.log[before:] if one.asked.method == "POST"]
    [sent] = json.loads(written.asked.body)
    assert sent.keys() == {"key", "version", "abstractNote"}


def test_a_field_that_is_unknown_now_clears_nothing(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    assert actions(ada.push([replace(paper(1), abstract="", code="")])) == {Action.SAME: 1}
    assert only(double)["abstractNote"] == "We study case 1."


EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "A better title"},
    "a field emptied": {"abstractNote": ""},
    "creators": {"creators": [{"creatorType": "author", "firstName": "Eve", "lastName": "Other"}]},
    "type": {"itemType": "report"},
    "date": {"date": "March 2024"},
    "tags": {"tags": [{"tag": "mine"}]},
    "all tags removed": {"tags": []},
    "extra": {"extra": "read by Bob"},
    "taken out of the collection": {"collections": []},
    "citation key": {"citationKey": "bob2024"},
    "ids removed": {"archiveID": "", "DOI": "", "url": "", "extra": ""},
}


@pytest.mark.parametrize("copies", ["kept", "lost"])
@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_what_a_colleague_edits_survives(double: ZoteroDouble, ada: Computer, edit: str, copies: str) -> None:
    ada.push(papers(3), tags=("seminar",))
    bob = double.person(PLACE, BOB)
    key = next(one["key"] for one in tops(double) if one["title"] == paper(1).title)
    bob.edit(key, **EDITS[edit])
    bob.create({"itemType": "note", "parentItem": key, "note": "<p>Good</p>"})
    before, asked = double.contents(PLACE), len(double.requests)
    if copies == "lost":
        ada.forget_copies()
    outcomes = ada.push(papers(3), tags=("seminar",))
    assert writes_of(double, asked) == []
    assert double.contents(PLACE) == before
    assert outcomes[1].action in (Action.KEEP, Action.SAME)


def test_where_both_changed_a_field_theirs_stays_and_it_is_said_once(
    double: ZoteroDouble, ada: Computer
) -> None:
    ada.push([paper(1)])
    key = only(double)["key"]
    double.person(PLACE, BOB).edit(key, title="Bob's title")
    changed = replace(paper(1), title="Our Basalt Networks 1", abstract="New.")
    [outcome] = ada.push([changed])
    assert outcome.action is Action.CONFLICT
    assert (only(double)["title"], only(double)["abstractNote"]) == ("Bob's title", "New.")
    assert actions(ada.push([changed])) == {Action.KEEP: 1}


@pytest.mark.parametrize("how", ["trash", "delete"])
@pytest.mark.parametrize("copies", ["kept", "lost"])
def test_what_people_throw_away_stays_away_unless_it_is_asked_for(
    double: ZoteroDouble, ada: Computer, how: str, copies: str
) -> None:
    ada.push(papers(2))
    bob = double.person(PLACE, BOB)
    key = next(one["key"] for one in tops(double) if one["title"] == paper(1).title)
    getattr(bob, how)(key)
    asked = len(double.requests)
    if copies == "lost":
        ada.forget_copies()
    assert actions(ada.push(papers(2))) == {Action.SAME: 1, Action.SKIP: 1}
    assert writes_of(double, asked) == []
    ada.push(papers(2), restore=True)
    assert len(tops(double)) == 2
    assert len(children(double, key)) == 2


def test_a_computer_that_never_pushed_makes_no_second_item_of_what_was_deleted(
    double: ZoteroDouble, ada: Computer, tmp_path: Path
) -> None:
    ada.push(papers(2))
    double.person(PLACE, BOB).delete(*[one["key"] for one in tops(double)])
    assert actions(Computer(double, tmp_path / "bob", BOB).push(papers(2))) == {Action.SKIP: 2}


def test_a_link_that_was_thrown_away_is_not_attached_again(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    bob = double.person(PLACE, BOB)
    bob.delete(children(double, only(double)["key"])[0]["key"])
    ada.push([replace(paper(1), abstract="New.")])
    assert len(children(double, only(double)["key"])) == 1


BY_HAND: list[dict[str, Any]] = [
    {"itemType": "journalArticle", "DOI": "10.1000/CONF.1"},
    {"itemType": "webpage", "url": "https://arxiv.org/abs/2401.00001v2"},
    {"itemType": "preprint", "archiveID": "arXiv:2401.00001"},
    {"itemType": "document", "title": paper(1).title, "extra": "arXiv: 2401.00001 [cs.LG]"},
    {"itemType": "conferencePaper", "DOI": "10.48550/arXiv.2401.00001"},
    {"itemType": "report", "title": paper(1).title.upper(), "citationKey": "basaltson2024basalt"},
    {"itemType": "book", "title": paper(1).title, "extra": "Citation Key: basaltson2024basalt"},
    {
        "itemType": "book",
        "title": f"{paper(1).title}.",
        "creators": [{"creatorType": "author", "firstName": "A.", "lastName": "Basaltson"}],
    },
]


@pytest.mark.parametrize("item", BY_HAND, ids=lambda item: f"{item['itemType']} {list(item)[-1]}")
def test_an_item_made_by_hand_is_recognised_and_completed(
    double: ZoteroDouble, ada: Computer, item: dict[str, Any]
) -> None:
    bob = double.person(PLACE, BOB)
    [shelf] = bob.create({"name": "Bob's"}, kind="collections")
    [key] = bob.create({**item, "collections": [shelf], "tags": [{"tag": "bob"}]})
    ada.push([published(1)])
    found = only(double)
    assert found["key"] == key
    assert len(found["collections"]) == 2
    assert shelf in found["collections"]
    assert found["abstractNote"] == "We study case 1."
    assert {"tag": "bob"} in found["tags"]
    assert {name: found[name] for name in item if name != "extra"} == {
        name: value for name, value in item.items() if name != "extra"
    }
    assert str(item.get("extra", "")) in found["extra"]
    asked = len(double.requests)
    ada.push([published(1)])
    assert writes_of(double, asked) == []


STRANGERS: list[dict[str, Any]] = [
    {"itemType": "preprint", "archiveID": "arXiv:2401.99999", "title": paper(1).title},
    {"itemType": "book", "title": "Another Thing Entirely", "citationKey": "basaltson2024basalt"},
    {"itemType": "book", "title": "A Survey of Everything", "extra": "reviews arXiv:2401.00001"},
    {"itemType": "book", "title": paper(1).title},
]


@pytest.mark.parametrize("item", STRANGERS, ids=lambda item: list(item)[-1])
def test_another_paper_is_not_taken_for_it(double: ZoteroDouble, ada: Computer, item: dict[str, Any]) -> None:
    [key] = double.person(PLACE, BOB).create(item)
    before = double.contents(PLACE)["items"][key]
    assert actions(ada.push([paper(1)])) == {Action.CREATE: 1}
    assert double.contents(PLACE)["items"][key] == before


def test_a_published_version_turns_the_preprint_in_place(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    before = only(double)
    bob = double.person(PLACE, BOB)
    bob.edit(before["key"], tags=[*before["tags"], {"tag": "bob"}], shortTitle="Basalt")
    [outcome] = ada.push([published(1)])
    after = only(double)
    assert outcome.action is Action.UPDATE
    assert after["key"] == before["key"]
    assert after["itemType"] == "conferencePaper"
    assert after["proceedingsTitle"] == published(1).venue
    assert (after["DOI"], after["publisher"], after["date"]) == ("10.1000/conf.1", "Press", "2024-07")
    assert after["extra"] == "arXiv:2401.00001 [cs.LG]"
    assert (after["shortTitle"], after["collections"]) == ("Basalt", before["collections"])
    assert {"tag": "bob"} in after["tags"]
    assert actions(ada.push([published(1)])) == {Action.SAME: 1}


def test_without_a_publisher_the_repository_does_not_become_one(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    ada.push([replace(published(1), publisher="")])
    assert only(double)["publisher"] == ""


def test_the_type_stays_where_a_persons_words_would_be_lost_with_it(
    double: ZoteroDouble, ada: Computer
) -> None:
    ada.push([paper(1)])
    double.person(PLACE, BOB).edit(only(double)["key"], genre="Position paper")
    [outcome] = ada.push([published(1)])
    assert outcome.action is Action.CONFLICT
    assert (only(double)["itemType"], only(double)["genre"]) == ("preprint", "Position paper")
    assert actions(ada.push([published(1)])) == {Action.KEEP: 1}


def test_the_item_is_found_again_when_the_paper_has_learnt_another_id(
    double: ZoteroDouble, ada: Computer
) -> None:
    only_doi = replace(published(1), ids=(PaperId("doi", "10.1000/conf.1"),))
    ada.push([only_doi])
    ada.push([published(1)])
    assert "arXiv:2401.00001" in only(double)["extra"]


def test_a_renamed_collection_is_still_the_one(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    bob = double.person(PLACE, BOB)
    [shelf] = only(double)["collections"]
    bob.edit(shelf, kind="collections", name="Alignment 2024")
    ada.push(papers(3))
    assert len(double.contents(PLACE)["collections"]) == 2
    assert all(one["collections"] == [shelf] for one in tops(double))


def test_a_collection_that_people_made_is_used(double: ZoteroDouble, ada: Computer) -> None:
    bob = double.person(PLACE, BOB)
    [above] = bob.create({"name": "Reading"}, kind="collections")
    [shelf] = bob.create({"name": "Alignment", "parentCollection": above}, kind="collections")
    ada.push([paper(1)])
    assert only(double)["collections"] == [shelf]
    assert len(double.contents(PLACE)["collections"]) == 2


def test_a_collection_in_the_trash_is_not_filled(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    [shelf] = only(double)["collections"]
    double.person(PLACE, BOB).edit(shelf, kind="collections", deleted=True)
    with pytest.raises(TargetError, match="is in the trash"):
        ada.push(papers(2))
    ada.push(papers(2), restore=True)
    assert not double.contents(PLACE)["collections"][shelf].get("deleted")


def test_a_deleted_collection_is_made_again_and_filled(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(2))
    double.person(PLACE, BOB).delete(*double.contents(PLACE)["collections"], kind="collections")
    ada.push(papers(3))
    assert len(double.contents(PLACE)["collections"]) == 2


def test_an_item_may_stand_in_two_lists(double: ZoteroDouble, ada: Computer) -> None:
    ada.push([paper(1)])
    ada.push([paper(1)], collection="Other")
    assert len(only(double)["collections"]) == 2


def test_collections_are_named_and_not_numbered_where_changes_are_told(
    double: ZoteroDouble, ada: Computer
) -> None:
    ada.push([paper(1)])
    [outcome] = ada.push([paper(1)], collection="Other", dry_run=True)
    [difference] = outcome.step.differences
    assert (difference.theirs, difference.ours) == (["Reading/Alignment"], ["Reading/Alignment", "Other"])
    assert ada.notes[-1] == "the collection Other is not there yet, or in the trash"


def test_a_library_that_is_no_longer_used_leaves_the_client_to_others(double: ZoteroDouble) -> None:
    import gc

    from papers2bib.zotero.access import Place
    from papers2bib.zotero.server import Door

    with double.client() as client:
        door = Door(client, "https://api.zotero.org", double.key(ADA).secret)
        assert door.library(Place("user", ADA)).version() == 1
        gc.collect()
        assert not client.is_closed
        assert door.library(Place("group", GROUP)).version() == 1


def test_references_that_are_one_item_are_told_apart(double: ZoteroDouble, ada: Computer) -> None:
    double.person(PLACE, BOB).create(
        {"itemType": "book", "title": "T", "DOI": "10.1000/a", "url": "https://arxiv.org/abs/2401.00002"}
    )
    one = replace(paper(1), ids=(PaperId("doi", "10.1000/a"),))
    outcomes = ada.push([one, paper(2)])
    assert [outcome.action for outcome in outcomes] == [Action.UPDATE, Action.SKIP]


def test_a_full_library_costs_a_request_for_each_hundred_items(double: ZoteroDouble, ada: Computer) -> None:
    bob = double.person(PLACE, BOB)
    for start in range(0, 250, 50):
        bob.create(*[{"itemType": "book", "title": f"B{start + n}"} for n in range(50)])
    ada.push(papers(75))
    assert len(double.requests) <= 12 + 3


def test_one_bad_item_does_not_stop_the_others(double: ZoteroDouble, ada: Computer) -> None:
    outcomes = ada.push([paper(1), replace(paper(2), abstract="x" * 70_000), paper(3)])
    assert [one.failure is None for one in outcomes] == [True, False, True]
    assert outcomes[1].failure
    assert outcomes[1].failure.code == 413
    assert len(tops(double)) == 2


REFUSED: list[tuple[str, str]] = [
    ("no key", "ZOTERO_API_KEY is not set"),
    ("wrong key", "is wrong or was revoked"),
    ("read-only key", "may only read group 7"),
    ("no right to the group", "does not reach group 7"),
    ("unknown group", "there is no group 8"),
    ("admins only", "only its admins may edit"),
    ("left the group", "cannot see it"),
]


@pytest.mark.parametrize(("case", "words"), REFUSED, ids=[case for case, _ in REFUSED])
def test_what_cannot_be_written_is_refused_in_one_line_before_anything_is(
    double: ZoteroDouble, tmp_path: Path, case: str, words: str
) -> None:
    bob = Computer(double, tmp_path, BOB)
    if case == "wrong key":
        bob.secret = "0123456789abcdefghijklmn"
    elif case == "read-only key":
        bob.secret = double.key(BOB, READ_ONLY).secret
    elif case == "no right to the group":
        bob.secret = double.key(BOB, {"user": {"library": True, "write": True}}).secret
    elif case == "unknown group":
        bob.group = 8
    elif case == "admins only":
        double.groups[GROUP].editing = "admins"
    elif case == "left the group":
        double.groups[GROUP].remove(BOB)
    elif case == "no key":
        bob.secret = ""
    with pytest.raises(Papers2bibError, match=words) as refused:
        bob.push(papers(2))
    assert "\n" not in str(refused.value)
    assert isinstance(refused.value, ConfigError) == (case == "no key")
    assert len(double.requests) <= 2
    assert writes_of(double) == []


def test_a_wrong_key_is_shown_once_and_never_again(double: ZoteroDouble, tmp_path: Path) -> None:
    stranger = Computer(double, tmp_path, secret="0123456789abcdefghijklmn")
    with pytest.raises(TargetError):
        stranger.push(papers(2))
    assert double.requests == ["GET /keys/current"]


@pytest.mark.parametrize("path", ["", "/", "Reading//Alignment", " "])
def test_a_collection_has_a_name(ada: Computer, path: str) -> None:
    with pytest.raises(ConfigError, match="--collection"):
        ada.push([paper(1)], collection=path)


def test_the_key_is_in_no_file_and_in_no_words(double: ZoteroDouble, ada: Computer, tmp_path: Path) -> None:
    outcomes = ada.push(papers(3))
    double.keys.pop(ada.secret)
    with pytest.raises(TargetError) as refused:
        ada.push(papers(4))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert all(ada.secret.encode() not in path.read_bytes() for path in files)
    assert ada.secret not in f"{outcomes} {refused.value} {ada.settings} {ada.notes}"
    assert all(ada.secret not in one.asked.target for one in double.log)


def test_a_collection_that_cannot_be_made_is_named_and_nothing_is_written(
    double: ZoteroDouble, ada: Computer
) -> None:
    with pytest.raises(TargetError, match="cannot be made"):
        ada.push(papers(2), collection="x" * 300)
    assert tops(double) == []


def test_runs_of_one_machine_write_one_after_the_other(double: ZoteroDouble, ada: Computer) -> None:
    from filelock import FileLock

    ada.push([paper(1)])
    [lock] = (ada.folder / "data").rglob("*.lock")
    ada.patience = 0.0
    with FileLock(lock), pytest.raises(TargetError, match="another run is writing"):
        ada.push(papers(2))
    assert actions(ada.push(papers(2))) == {Action.SAME: 1, Action.CREATE: 1}


def test_a_machine_behind_a_proxy_asks_through_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from papers2bib.config import Settings
    from papers2bib.zotero.status import zotero_status

    double = world()
    monkeypatch.setenv("no_proxy", "")
    with double.served() as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        settings = Settings(zotero_url="http://zotero.invalid", zotero_key="k" * 24, patience=0.0)
        with pytest.raises(TargetError):
            list(zotero_status(settings))
    assert len(double.log) == 1


def test_a_key_of_our_making_gives_way_to_one_of_a_bib_file() -> None:
    from papers2bib.model import Listing, Reference
    from papers2bib.zotero.push import _keys

    listed = Listing("T", "refs.bib:1", key="deltason2024delta")
    references = [Reference(paper(3)), Reference(paper(1), (listed,)), Reference(paper(2), (listed,))]
    keys = ["deltason2024delta-2", "deltason2024delta", "cedarson2024cedar"]
    assert _keys(references, None) == keys
