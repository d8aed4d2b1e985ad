"""Crossref: publishers' records as papers; what is asked for; replies that are none."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fake_session import FakeSession, Given

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Paper
from papers2bib.session import Reply
from papers2bib.sources.crossref import Crossref, read_work, read_works

if TYPE_CHECKING:
    from requests import PreparedRequest

WORK: dict[str, Any] = {
    "DOI": "10.1000/Cheese.7",
    "type": "journal-article",
    "title": ["Cheese <i>Lattices</i>\n in  Gardens"],
    "subtitle": ["A Survey"],
    "author": [{"given": "Ada", "family": "Lovelace"}, {"name": "The Cheese Group"}, {"family": "Babbage"}],
    "container-title": ["Journal of Cheese"],
    "issued": {"date-parts": [[2021, 3]]},
    "volume": "7",
    "issue": "2",
    "page": "1-9",
    "publisher": "Curd & Co.",
}


class Served(FakeSession):
    """Gives one reply to everything."""

    def __init__(self, *works: dict[str, Any], body: object = None) -> None:
        super().__init__()
        self._body = body if body is not None else {"status": "ok", "message": {"items": list(works)}}

    def reply(self, request: "PreparedRequest") -> Given:
        return 200, self._body


def test_a_record_is_read_in_full() -> None:
    assert read_work(WORK) == Paper(
        source="crossref",
        title="Cheese Lattices in Gardens",
        titles=("Cheese Lattices in Gardens: A Survey",),
        ids=(PaperId("doi", "10.1000/cheese.7"),),
        authors=("Ada Lovelace", "The Cheese Group", "Babbage"),
        kind="article",
        venue="Journal of Cheese",
        issued=Date(2021, 3),
        volume="7",
        number="2",
        pages="1-9",
        publisher="Curd & Co.",
    )


@pytest.mark.parametrize(
    "change", [{"type": "posted-content"}, {"container-title": []}, {"issued": {"date-parts": [[None]]}}]
)
def test_what_is_not_certain_to_be_published_has_no_venue(change: dict[str, Any]) -> None:
    found = read_work(WORK | change)
    assert found
    assert (found.kind, found.venue, found.pages) == ("", "", "")


@pytest.mark.parametrize(
    ("change", "withdrawn"),
    [
        ({"updated-by": [{"DOI": "10.1000/note", "type": "retraction", "source": "retraction-watch"}]}, True),
        ({"updated-by": [{"type": "correction"}, {"type": "withdrawal"}]}, True),
        ({"updated-by": [{"type": "erratum"}, {"type": "expression_of_concern"}]}, False),
        ({"update-to": [{"type": "retraction"}]}, False),
        ({"title": ["RETRACTED ARTICLE: Cheese Lattices in Gardens"]}, True),
        ({"title": ["Retracted Articles: A Cheese Lattice"]}, False),
    ],
)
def test_a_paper_that_was_taken_back_is_marked(change: dict[str, Any], withdrawn: bool) -> None:
    found = read_work(WORK | change)
    assert found
    assert found.withdrawn is withdrawn
    assert not found.title.startswith("RETRACTED")


def test_notices_are_asked_for() -> None:
    session = Served(WORK)
    list(Crossref(session, Settings()).lookup([PaperId("doi", "10.1000/cheese.7")]))
    assert "updated-by" in session.urls[0]


@pytest.mark.parametrize("field", ["title", "DOI"])
@pytest.mark.parametrize("value", [None, [], 3])
def test_a_record_without_title_or_doi_is_passed_over(field: str, value: object) -> None:
    assert read_work(WORK | {field: value}) is None


@pytest.mark.parametrize("field", sorted([*WORK, "updated-by"]))
@pytest.mark.parametrize("value", [None, 3, "x", {}, [None]])
def test_odd_fields_break_nothing(field: str, value: object) -> None:
    found = read_work(WORK | {field: value})
    assert found is None or found.ids


@pytest.mark.parametrize("body", [[], {}, {"message": None}, {"message": {"items": None}}])
def test_a_reply_without_works_is_none(body: object) -> None:
    with pytest.raises(SourceReplyError):
        read_works(Reply("crossref", json.dumps(body).encode()))


def test_several_dois_are_one_request_and_others_are_not_asked() -> None:
    session = Served(WORK)
    ids = [PaperId("doi", "10.1000/cheese.7"), PaperId("doi", "10.1000/a,b"), PaperId("arxiv", "1706.03762")]
    assert [one.title for one in Crossref(session, Settings()).lookup(ids)] == ["Cheese Lattices in Gardens"]
    assert len(session.urls) == 1
    assert "filter=doi%3A10.1000%2Fcheese.7&rows=1" in session.urls[0]


def test_a_work_that_was_not_asked_for_is_not_given() -> None:
    assert list(Crossref(Served(WORK), Settings()).lookup([PaperId("doi", "10.1000/other")])) == []


def test_a_title_is_asked_with_its_first_author_by_itself() -> None:
    session = Served(WORK)
    source = Crossref(session, Settings())
    listings = [Listing("Cheese & Lattices", "x:1", authors=("Ada Lovelace", "B")), Listing("", "x:2")]
    portions = list(source.portions(listings))
    assert portions == [(listings[0],)]
    assert [one.id("doi") for one in source.search(portions[0])] == ["10.1000/cheese.7"]
    assert "query.bibliographic=cheese+and+lattices+Ada+Lovelace&rows=5" in session.urls[0]


@pytest.mark.facts
def test_every_recorded_list_of_works_is_read(shared: Path) -> None:
    folder = shared / "recordings" / "crossref"
    read = 0
    for path in sorted(folder.glob("title_search*.json")):
        if path.name.endswith(".meta.json"):
            continue
        found = read_works(Reply("crossref", path.read_bytes()))
        assert all(one.title and one.id("doi") for one in found), path
        read += 1
    assert read >= 8
