"""A collection comes back as a .bib file: as people have it, the same bytes on every machine."""

import re
from pathlib import Path

import pytest
from zotero_double import READ_ONLY, ZoteroDouble
from zotero_pushing import PLACE, Computer, papers, tops, writes_of
from zotero_world import ADA, BOB, world

from papers2bib.errors import TargetError


@pytest.fixture
def double() -> ZoteroDouble:
    made = world()
    made.limits.lift()
    return made


@pytest.fixture
def ada(double: ZoteroDouble, tmp_path: Path) -> Computer:
    return Computer(double, tmp_path / "ada")


def test_what_was_pushed_comes_back_under_its_keys(double: ZoteroDouble, ada: Computer) -> None:
    outcomes = ada.push(papers(5))
    text = ada.pull()
    for one in outcomes:
        assert f"@misc{{{one.step.wish.citation_key},\n" in text
    assert text.count("@") == 5
    asked = len(double.requests)
    assert ada.pull() == text
    assert len(double.requests) - asked == 2
    assert writes_of(double, asked) == []


def test_a_correction_of_a_coauthor_is_written_as_it_is(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(2))
    key = tops(double)[0]["key"]
    double.person(PLACE, BOB).edit(
        key, creators=[{"creatorType": "author", "firstName": "Zoë", "lastName": "van den Berg"}]
    )
    assert 'author = {van den Berg, Zo{\\"e}}' in ada.pull()


def test_two_machines_write_the_same_bytes(double: ZoteroDouble, ada: Computer, tmp_path: Path) -> None:
    bob = Computer(double, tmp_path / "bob", BOB)
    ada.push(papers(6))
    bob.push(papers(9)[3:])
    double.person(PLACE, BOB).edit(tops(double)[0]["key"], title="Corrected by Hand")
    ada.push(papers(6))
    assert ada.pull() == bob.pull()
    assert "Corrected" in ada.pull()


def test_collections_below_are_taken_in_when_asked_for(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(2))
    ada.push(papers(3)[2:], collection="Reading")
    assert ada.pull("Reading").count("@") == 1
    assert ada.pull("Reading", recursive=True).count("@") == 3


def test_what_is_in_the_trash_and_children_are_no_entries(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(3))
    double.person(PLACE, BOB).trash(tops(double)[0]["key"])
    assert ada.pull().count("@") == 2


def test_items_without_a_key_get_one_and_no_key_is_there_twice(double: ZoteroDouble, ada: Computer) -> None:
    bob = double.person(PLACE, BOB)
    [shelf] = bob.create({"name": "Hand"}, kind="collections")
    said = [
        {"itemType": "book", "title": "Trees", "citationKey": "same"},
        {"itemType": "book", "title": "Stones", "citationKey": "same"},
        {"itemType": "book", "title": "Rivers", "date": "2020"},
        {"itemType": "book", "title": "Old", "extra": "Citation Key: old1999"},
    ]
    made = bob.create(*[{**one, "collections": [shelf]} for one in said])
    text = ada.pull("Hand")
    keys = [line.removeprefix("@book{").rstrip(",") for line in text.splitlines() if line.startswith("@")]
    older, younger = sorted(made[:2])  # of one second
    assert keys == ["anon2020rivers", "old1999", "same", f"same-{younger}"]
    assert text.index("Trees" if older == made[0] else "Stones") < text.index(f"same-{younger}")
    assert re.findall(r"zotero-citationkey = {(.*)}", text) == ["", "same"]


def test_a_key_that_may_only_read_is_enough(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(1))
    ada.secret = double.key(ADA, READ_ONLY).secret
    assert ada.pull().count("@") == 1


def test_a_collection_that_is_not_there_is_named(double: ZoteroDouble, ada: Computer) -> None:
    with pytest.raises(TargetError, match="there is no collection Nowhere"):
        ada.pull("Nowhere")
