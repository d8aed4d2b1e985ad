"""The double of the arXiv API answers as its manual says."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
import requests
from arxiv_double import ArxivDouble
from served_papers import served
from small_facts import ATTENTION, GROUND_RING, UBOOST
from web_double import WebDouble

ATOM = {"a": "http://www.w3.org/2005/Atom", "o": "http://a9.com/-/spec/opensearch/1.1/"}
CHOICE = {
    "arxiv_id": "2202.12139",
    "title": "A Non-Invasive Test: Can “Cats” Choose?",
    "authors": ["OpenAI"],
    "published": "2022-02-24",
    "categories": ["cs.AI", "cs.CY"],
    "comment": "9 lives & 1 box",
    "abstract": "A < B.",
}
PAPERS = [
    served(ATTENTION, version=7, updated="2023-08-02", affiliations=[["Brain", "Mind"], []]),
    served(GROUND_RING),
    served(UBOOST, categories=["hep-ex"]),
    served(CHOICE, **CHOICE),
    *(
        served({"arxiv_id": f"2401.{n:05}", "title": f"Tale {n}", "published": "2024-01-09"})
        for n in range(12)
    ),
]


class Client:
    """Asks one double."""

    def __init__(self, url: str, session: requests.Session) -> None:
        self.url, self.session = f"{url}/api/query", session

    def __call__(self, **query: object) -> requests.Response:
        return self.session.get(self.url, params={name: str(value) for name, value in query.items()})

    def ids(self, **query: object) -> list[str]:
        reply = self(**query)
        assert reply.status_code == 200, reply.text
        places = (
            entry.findtext("a:id", "", ATOM)
            for entry in ET.fromstring(reply.content).findall("a:entry", ATOM)
        )
        return [place.removeprefix("http://arxiv.org/abs/") for place in places]

    def total(self, **query: object) -> str | None:
        return ET.fromstring(self(**query).content).findtext("o:totalResults", None, ATOM)


@pytest.fixture(scope="module")
def ask() -> Iterator[Client]:
    with WebDouble(ArxivDouble(PAPERS)) as double, requests.Session() as session:
        session.trust_env = False
        yield Client(double.url, session)


def test_ids_are_looked_up_and_unknown_ones_left_out(ask: Client) -> None:
    assert set(ask.ids(id_list="hep-th/9108004,1706.03762,0000.0000")) == {"hep-th/9108004v1", "1706.03762v7"}
    assert ask.total(id_list="hep-th/9108004,1706.03762,0000.0000") == "2"


def test_a_version_is_shown_if_it_exists(ask: Client) -> None:
    assert ask.ids(id_list="1706.03762v2") == ["1706.03762v2"]
    assert ask.ids(id_list="1706.03762v9") == []
    assert "<updated>2017-06-12" in ask(id_list="1706.03762v1").text
    assert "<updated>2023-08-02" in ask(id_list="1706.03762").text


def test_a_list_of_ids_is_cut_to_ten_unless_more_are_asked_for(ask: Client) -> None:
    ids = ",".join(f"2401.{n:05}" for n in range(12))
    assert len(ask.ids(id_list=ids)) == 10
    assert ask.total(id_list=ids) == "12"
    assert len(ask.ids(id_list=ids, max_results=12)) == 12
    assert len(ask.ids(id_list=ids, start=10)) == 2
    assert ask.ids(id_list=ids, start=50) == []


def test_ids_may_be_posted(ask: Client) -> None:
    reply = ask.session.post(ask.url, data={"id_list": "1305.7248", "max_results": "1"})
    assert "http://arxiv.org/abs/1305.7248v1" in reply.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('ti:"attention is all you need"', ["1706.03762"]),
        ('ti:"attention all you need"', []),
        ('ti:"ATTENTION" AND au:vaswani', ["1706.03762"]),
        ('au:"edward witten"', ["hep-th/9108004"]),
        ('au:"witten edward"', []),
        ('au:"vaswani noam"', []),
        ('(ti:"ground ring" OR ti:"is all you")', ["1706.03762", "hep-th/9108004"]),
        ("ti:(ground ring) OR ti:uboost", ["hep-th/9108004", "1305.7248"]),
        ("ti:string ANDNOT au:witten", []),
        ("cat:hep-th AND ti:string OR ti:uboost", ["hep-th/9108004", "1305.7248"]),
        ("cat:hep-th AND (ti:string OR ti:uboost)", ["hep-th/9108004"]),
        ("string ground", ["hep-th/9108004"]),
        ("string uboost", []),
        ("non-invasive", []),
        ("non invasive", ["2202.12139"]),
        ('ti:"non-invasive"', ["2202.12139"]),
        ('ti:"can cats choose"', ["2202.12139"]),
        ("co:box", ["2202.12139"]),
        ("id:1706.03762", ["1706.03762"]),
        ("submittedDate:[201706120000 TO 201706122359]", ["1706.03762"]),
        ('ti:"uboost" AND submittedDate:[201706120000 TO 201706122359]', []),
        ('all:"xqzjwqvx"', []),
        ('ti:"?"', []),
    ],
)
def test_a_search_finds(ask: Client, query: str, found: list[str]) -> None:
    ids = ask.ids(search_query=query)
    assert sorted(re.sub(r"v\d+$", "", one) for one in ids) == sorted(found)


def test_a_search_among_ids_finds_those_of_them_that_answer_it(ask: Client) -> None:
    assert ask.ids(search_query="ti:string", id_list="hep-th/9108004,1706.03762") == ["hep-th/9108004v1"]


def test_the_shortest_title_comes_first_unless_a_date_is_sorted_by(ask: Client) -> None:
    query = 'ti:"string" OR ti:"uboost" OR ti:"is all"'
    oldest = ask.ids(search_query=query, sortBy="submittedDate", sortOrder="ascending")
    assert oldest == ["hep-th/9108004v1", "1305.7248v1", "1706.03762v7"]
    assert ask.ids(search_query=query, sortBy="lastUpdatedDate") == oldest[::-1]
    assert ask.ids(search_query=query)[0] == "1706.03762v7"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"id_list": "abc"}, "incorrect id format for abc"),
        ({"id_list": "1706.03762,"}, "incorrect id format for "),
        ({"id_list": "1706.03762.pdf"}, "incorrect id format for 1706.03762.pdf"),
        ({}, "both empty"),
        ({"id_list": "1706.03762", "max_results": "many"}, "max_results must be an integer"),
        ({"id_list": "1706.03762", "start": "-1"}, "start must be non-negative"),
        ({"search_query": "ti:a", "max_results": "30001"}, "30000"),
        ({"search_query": "ti:a", "sortBy": "age"}, "sortBy must be in"),
        ({"search_query": 'ti:"not closed'}, "cannot read"),
        ({"search_query": "(ti:a OR ti:b"}, "not closed"),
        ({"search_query": "ti:a)"}, "unexpected"),
        ({"search_query": "ti:a AND"}, "ends too early"),
        ({"search_query": "OR ti:a"}, "unexpected"),
        ({"search_query": "ti:GAIA: a benchmark"}, "cannot read"),
        ({"search_query": "title:a"}, "unknown field"),
        ({"search_query": "submittedDate:[2017 TO 2018]"}, "does not take the range"),
    ],
)
def test_a_request_is_refused(ask: Client, query: dict[str, str], says: str) -> None:
    reply = ask(**query)
    assert reply.status_code == 400
    entry = ET.fromstring(reply.content).find("a:entry", ATOM)
    assert entry is not None
    assert entry.findtext("a:title", "", ATOM) == "Error"
    assert entry.findtext("a:id", "", ATOM).startswith("https://arxiv.org/api/errors#")
    assert says in entry.findtext("a:summary", "", ATOM)


def test_an_address_that_is_too_long_is_refused(ask: Client) -> None:
    assert ask(search_query="a" * 7900).status_code == 200
    assert ask(search_query="a" * 8000).status_code == 414


def test_a_group_that_is_the_only_author_has_a_blank_in_front(ask: Client) -> None:
    assert "<name> OpenAI</name>" in ask(id_list="2202.12139").text
