"""DBLP: hits of its search as papers; what is asked for; replies that are none."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from fake_session import FakeSession, Given

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Paper
from papers2bib.session import Reply
from papers2bib.sources.dblp import Dblp, read_hit, read_hits

if TYPE_CHECKING:
    from requests import PreparedRequest

INFO: dict[str, Any] = {
    "authors": {"author": [{"@pid": "1/2", "text": "Ada Lovelace 0001"}, {"text": "Jo&atilde;o Cheese"}]},
    "title": "Cheese &apos;Lattices&apos;.",
    "venue": "CheeseConf",
    "year": "2021",
    "type": "Conference and Workshop Papers",
    "key": "conf/cheese/Lovelace21",
    "doi": "10.1000/CHEESE.7",
    "ee": "https://doi.org/10.1000/CHEESE.7",
}


def hits(*infos: dict[str, Any], total: str = "") -> dict[str, Any]:
    several = {"hit": [{"info": one} for one in infos]} if infos else {}
    return {"result": {"hits": {"@total": total or str(len(infos)), **several}}}


class Served(FakeSession):
    """Gives one reply to everything."""

    def __init__(self, body: object) -> None:
        super().__init__()
        self._body = body

    def reply(self, request: "PreparedRequest") -> Given:
        return 200, self._body


def test_a_hit_is_read_in_full() -> None:
    assert read_hit(INFO) == Paper(
        source="dblp",
        title="Cheese 'Lattices'",
        ids=(PaperId("doi", "10.1000/cheese.7"), PaperId("dblp", "conf/cheese/Lovelace21")),
        authors=("Ada Lovelace", "João Cheese"),
        journal_ref="CheeseConf 2021",
        url="https://doi.org/10.1000/CHEESE.7",
    )


_CONFERENCE = INFO | {"venue": "ECCV (12)", "volume": "13672", "pages": "1-17"}
_JOURNAL = INFO | {
    "type": "Journal Articles",
    "venue": "J. Mach. Learn. Res.",
    "volume": "22",
    "number": "3",
    "pages": "1:1-1:9",
}


def test_a_known_conference_is_told_by_its_full_name() -> None:
    found = read_hit(_CONFERENCE)
    assert found
    assert (found.kind, found.venue) == ("inproceedings", "European Conference on Computer Vision")
    assert (found.issued, found.pages, found.volume, found.journal_ref) == (Date(2021), "1-17", "", "")


def test_a_known_journal_is_told_by_its_full_name() -> None:
    found = read_hit(_JOURNAL)
    assert found
    assert (found.kind, found.venue) == ("article", "Journal of Machine Learning Research")
    assert (found.volume, found.number, found.pages) == ("22", "3", "1:1-1:9")


@pytest.mark.parametrize(
    "change",
    [
        {"venue": "EMNLP (Findings)"},
        {"venue": "CVPR Workshops"},
        {"venue": "ICLR (Workshop)"},
        {"venue": "ACL/IJCNLP (1)"},
        {"venue": "NeurIPS Datasets and Benchmarks"},
        {"venue": "CheeseConf"},
        {"type": "Journal Articles"},
        {"type": "Informal and Other Publications"},
        {"year": "soon"},
    ],
)
def test_of_any_other_only_its_words_are_told(change: dict[str, Any]) -> None:
    found = read_hit(_CONFERENCE | change)
    assert found
    assert (found.kind, found.venue, found.issued) == ("", "", None)
    assert found.journal_ref.startswith(change.get("venue", "ECCV"))


def test_one_author_and_one_hit_may_come_alone() -> None:
    alone = INFO | {"authors": {"author": {"text": "Ada Lovelace"}}}
    body = {"result": {"hits": {"@total": "1", "hit": {"info": alone}}}}
    [paper] = read_hits(Reply("dblp", json.dumps(body).encode())).value
    assert paper.authors == ("Ada Lovelace",)


def test_a_preprint_has_its_arxiv_id_and_no_venue() -> None:
    found = read_hit(
        INFO | {"key": "journals/corr/abs-2101-00001", "volume": "abs/2101.00001", "venue": "CoRR"}
    )
    assert found
    assert (found.id("arxiv"), found.journal_ref) == ("2101.00001", "")


def test_no_hit_is_an_answer_that_is_asked_for_again_soon() -> None:
    answer = read_hits(Reply("dblp", json.dumps(hits()).encode()))
    assert (answer.value, answer.whole) == ([], False)


@pytest.mark.parametrize("body", [[], {}, {"result": {"hits": []}}, {"result": None}])
def test_a_reply_without_hits_is_none(body: object) -> None:
    with pytest.raises(SourceReplyError):
        read_hits(Reply("dblp", json.dumps(body).encode()))


@pytest.mark.parametrize("field", sorted(INFO))
@pytest.mark.parametrize("value", [None, 3, {}, [None], [3]])
def test_odd_fields_break_nothing(field: str, value: object) -> None:
    found = read_hit(INFO | {field: value})
    assert found is None or found.title


def test_titles_are_asked_one_by_one_as_words() -> None:
    session = Served(hits(INFO))
    source = Dblp(session, Settings())
    listings = [Listing("Cheese: 'Lattices'!", "x:1"), Listing("…", "x:2")]
    portions = list(source.portions(listings))
    assert portions == [(listings[0],)]
    assert len(list(source.search(portions[0]))) == 1
    assert session.urls == ["https://dblp.org/search/publ/api?q=cheese+lattices&format=json&h=100"]
    assert list(source.lookup([PaperId("doi", "10.1000/cheese.7")])) == []
