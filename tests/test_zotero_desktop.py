"""The Zotero on this computer is written to with its person's leave, and what people did there stays."""

import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from zotero_desk import Desk
from zotero_double import ZoteroDouble
from zotero_double.transport import Transport
from zotero_pushing import PLACE, Computer, actions, children, paper, papers, published, tops
from zotero_world import ADA, BOB, GROUP, world

from papers2bib.errors import TargetError
from papers2bib.zotero.keys import made_key, paper_name
from papers2bib.zotero.plan import Action

OWN = f"users/{ADA}"


@pytest.fixture
def double() -> ZoteroDouble:
    return world()


@pytest.fixture
def ada(double: ZoteroDouble, tmp_path: Path) -> Desk:
    return Desk(double, tmp_path / "ada")


@pytest.mark.parametrize(("group", "place"), [(None, OWN), (GROUP, PLACE)])
def test_pushed_twice_it_is_there_once_under_keys_of_zotero(
    double: ZoteroDouble, ada: Desk, group: int | None, place: str
) -> None:
    ada.group = group
    assert actions(ada.push(papers(75))) == {Action.CREATE: 75}
    before, version, wrote = double.contents(place), double.library(place).version, len(ada.writes)
    assert wrote == 2 + 2 + 3  # two collections, 75 items, 150 links
    assert actions(ada.push(papers(75))) == {Action.SAME: 75}
    assert (double.contents(place), double.library(place).version, len(ada.writes)) == (
        before,
        version,
        wrote,
    )
    items = tops(double, place)
    assert len(items) == 75
    assert not {one["key"] for one in items} & {
        made_key(f"{kind}/{number}", "item", paper_name(one))
        for one in papers(75)
        for kind, number in (("users", 0), ("users", ADA), ("groups", GROUP))
    }
    assert ada.desktop.prompts == ["papers2bib"]


def test_collections_and_links_stand_where_they_belong(double: ZoteroDouble, ada: Desk) -> None:
    ada.push([paper(1)], tags=("seminar",))
    [item] = tops(double)
    shelves = double.contents(PLACE)["collections"]
    [inner] = item["collections"]
    assert (shelves[inner]["name"], len(shelves)) == ("Alignment", 2)
    assert shelves[shelves[inner]["parentCollection"]]["name"] == "Reading"
    assert {"tag": "seminar"} in item["tags"]
    assert sorted(one["title"] for one in children(double, item["key"])) == [
        "Code: lab/code1",
        "PDF: arXiv:2401.00001",
    ]


def test_a_changed_record_updates_its_item(double: ZoteroDouble, ada: Desk) -> None:
    ada.push([paper(1)])
    [before] = tops(double)
    assert actions(ada.push([published(1)])) == {Action.UPDATE: 1}
    [after] = tops(double)
    assert (after["key"], after["itemType"]) == (before["key"], "conferencePaper")


EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "A better title"},
    "a field emptied": {"abstractNote": ""},
    "type": {"itemType": "report"},
    "tags": {"tags": [{"tag": "mine"}]},
    "all tags removed": {"tags": []},
    "extra": {"extra": "read by Bob"},
    "taken out of the collection": {"collections": []},
    "ids removed": {"archiveID": "", "DOI": "", "url": "", "extra": ""},
}


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_what_a_person_edits_survives(double: ZoteroDouble, ada: Desk, edit: str) -> None:
    ada.push(papers(3), tags=("seminar",))
    person = double.person(PLACE, BOB)
    person.edit(tops(double)[0]["key"], **EDITS[edit])
    before, wrote = double.contents(PLACE), len(ada.writes)
    ada.push(papers(3), tags=("seminar",))
    assert (double.contents(PLACE), len(ada.writes)) == (before, wrote)


@pytest.mark.parametrize("how", ["trashed", "deleted", "link trashed", "link deleted"])
def test_what_a_person_throws_away_stays_away(double: ZoteroDouble, ada: Desk, how: str) -> None:
    ada.push(papers(2))
    person = double.person(PLACE, BOB)
    key = tops(double)[0]["key"]
    gone = children(double, key)[0]["key"] if how.startswith("link") else key
    (person.delete if how.endswith("deleted") else person.trash)(gone)
    before = double.contents(PLACE)
    ada.push(papers(2))
    assert double.contents(PLACE) == before
    ada.push(papers(2), restore=True)
    assert len(tops(double)) == 2
    assert len(children(double, tops(double)[0]["key"])) == 2


def test_what_the_web_brought_here_is_found_and_not_made_again(double: ZoteroDouble, ada: Desk) -> None:
    bob = Computer(double, ada.folder / "bob", BOB)
    bob.push(papers(3))
    before = double.contents(PLACE)
    assert actions(ada.push(papers(3))) == {Action.SAME: 3}
    assert double.contents(PLACE) == before
    assert ada.desktop.prompts == []
    assert ada.pull() == bob.pull()


class Losing(Transport):
    """A connection that breaks off after a request to an address has been heard, for so many times."""

    def __init__(self, desk: Desk, end: str) -> None:
        super().__init__(desk.desktop.handle)
        self._end = end

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = super().handle_request(request)
        if request.method == "POST" and request.url.path.endswith(self._end):
            raise httpx2.ReadError("gone")
        return response


@pytest.mark.parametrize("end", ["/collections", "/items", "/authorize"])
def test_a_run_that_broke_off_is_repeated_and_nothing_is_there_twice(
    double: ZoteroDouble, ada: Desk, end: str
) -> None:
    with pytest.raises(TargetError, match="broke off"):
        ada.push(papers(3), below=Losing(ada, end))
    ada.push(papers(3))
    assert sorted(one["title"] for one in tops(double)) == sorted(one.title for one in papers(3))
    assert [len(children(double, one["key"])) for one in tops(double)] == [2, 2, 2]
    assert len(double.contents(PLACE)["collections"]) == 2
    assert actions(ada.push(papers(3))) == {Action.SAME: 3}


# leave to write


def test_leave_for_once_is_asked_for_with_each_request(double: ZoteroDouble, ada: Desk) -> None:
    ada.desktop.answer = "Allow"
    ada.push(papers(3))
    assert len(tops(double)) == 3
    assert len(ada.desktop.prompts) == 4
    assert ada.desktop.keys == {}
    assert list(ada.folder.rglob("*.key")) == []


def test_a_person_who_is_asked_too_often_is_told_how_to_be_spared(double: ZoteroDouble, ada: Desk) -> None:
    ada.desktop.answer = "Allow"
    with pytest.raises(TargetError, match="choose “Always Allow”"):
        ada.push(papers(75))
    ada.desktop.answer = "Always Allow"
    double.clock.advance(61)
    ada.push(papers(75))
    assert len(tops(double)) == 75


def test_lasting_leave_is_kept_for_its_owner_alone(double: ZoteroDouble, ada: Desk) -> None:
    ada.push([paper(1)])
    [secret] = ada.desktop.keys
    holding = [one for one in ada.folder.rglob("*") if one.is_file() and secret.encode() in one.read_bytes()]
    [file] = holding
    assert file.suffix == ".key"
    assert "data" in file.parts
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret not in "".join(ada.notes)
    ada.push(papers(3))
    assert len(ada.desktop.prompts) == 1


@pytest.mark.parametrize("how", ["taken back", "another database", "damaged"])
def test_leave_that_holds_no_more_is_asked_for_anew(double: ZoteroDouble, ada: Desk, how: str) -> None:
    ada.push([paper(1)])
    if how == "taken back":
        ada.desktop.clear_authorizations()
    elif how == "another database":
        ada.desktop.database = "riiZoBgm2345"
    else:
        for file in ada.folder.rglob("*.key"):
            file.write_text("not a key\r\nX-Evil: 1", encoding="ascii")
    assert actions(ada.push([paper(1), paper(2)])) == {Action.SAME: 1, Action.CREATE: 1}
    assert len(ada.desktop.prompts) == 2
    ada.push(papers(4))
    assert len(ada.desktop.prompts) == 2


def test_no_leave_is_asked_for_where_nothing_is_to_be_written(double: ZoteroDouble, ada: Desk) -> None:
    ada.push(papers(2), dry_run=True)
    Computer(double, ada.folder / "bob", BOB).push(papers(2))
    ada.push(papers(2))
    ada.pull()
    assert ada.desktop.prompts == []
    assert ada.writes == []


WORDS = {
    "denied": "was told not to let papers2bib write",
    "no answer": "nobody answered within 3 s: run it again",
    "too old": "too old to be written to: update it to Zotero 10",
    "not enabled": "Allow other applications",
    "no group": "knows no such library",
    "readers only": "may not edit this library",
}


@pytest.mark.parametrize("case", WORDS)
def test_where_nothing_can_be_written_one_line_says_why(double: ZoteroDouble, ada: Desk, case: str) -> None:
    ada.patience = 3
    ada.desktop.answer = {"denied": "Deny", "no answer": ""}.get(case, "Always Allow")
    ada.desktop.version = 9 if case == "too old" else 10
    ada.desktop.enabled = case != "not enabled"
    ada.group = 8 if case == "no group" else GROUP
    double.groups[GROUP].editing = "admins"
    double.groups[GROUP].owner = BOB if case == "readers only" else ADA
    double.groups[GROUP].members.add(ADA)
    before = double.contents(PLACE)
    with pytest.raises(TargetError, match=WORDS[case]) as told:
        ada.push(papers(2))
    assert "\n" not in str(told.value)
    assert double.contents(PLACE) == before
    assert not any(secret in str(told.value) for secret in ada.desktop.keys)


def test_before_zotero_10_it_is_read_and_a_dry_run_says_what_would_be(
    double: ZoteroDouble, ada: Desk
) -> None:
    Computer(double, ada.folder / "bob", BOB).push(papers(2))
    ada.desktop.version = 7
    assert ada.pull().count("@") == 2
    assert actions(ada.push(papers(3), dry_run=True)) == {Action.SAME: 2, Action.CREATE: 1}


def test_a_read_asks_for_everything_and_not_for_what_was_synced_alone(
    double: ZoteroDouble, ada: Desk
) -> None:
    Computer(double, ada.folder / "bob", BOB).push(papers(2))
    ada.pull()
    assert all("since" not in one.query for one in ada.desktop.log)


def test_a_link_that_was_learnt_later_is_attached(double: ZoteroDouble, ada: Desk) -> None:
    ada.push([replace(paper(1), code="")])
    ada.push([paper(1)])
    [item] = tops(double)
    assert len(children(double, item["key"])) == 2
