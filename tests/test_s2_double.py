"""The double of the Semantic Scholar API answers as documented, with what the service was seen to do."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests
from s2_double import SemanticScholarDouble
from served_papers import served
from small_facts import ATTENTION, GROUND_RING, UBOOST
from web_double import WebDouble

PAPERS = [served(ATTENTION), served(GROUND_RING), served(UBOOST)]
SHA = PAPERS[0]["s2_id"]
UNKNOWN = "0" * 40


class Client:
    """Asks one double."""

    def __init__(self, url: str, session: requests.Session) -> None:
        self.url, self.session = f"{url}/graph/v1/paper", session

    def get(self, path: str, **query: str) -> requests.Response:
        return self.session.get(f"{self.url}/{path}", params=query)

    def batch(self, ids: Any, fields: str = "title") -> requests.Response:
        return self.session.post(f"{self.url}/batch", params={"fields": fields}, json={"ids": ids})


@pytest.fixture(scope="module")
def double() -> Iterator[WebDouble]:
    with WebDouble(SemanticScholarDouble(PAPERS, key="right")) as one:
        yield one


@pytest.fixture(scope="module")
def ask(double: WebDouble) -> Iterator[Client]:
    with requests.Session() as session:
        session.trust_env = False
        yield Client(double.url, session)


def test_a_batch_comes_in_order_with_null_for_what_is_unknown(ask: Client) -> None:
    reply = ask.batch([UNKNOWN, "ARXIV:hep-th/9108004", SHA, "ArXiv:0000.0000", SHA])
    assert reply.status_code == 200
    titles = [paper and paper["title"] for paper in reply.json()]
    assert titles == [None, GROUND_RING["title"], ATTENTION["title"], None, ATTENTION["title"]]


@pytest.mark.parametrize(
    "name",
    [
        "ARXIV:hep-th/9108004",
        "arXiv:hep-th/9108004",
        "DOI:10.1016/0550-3213(92)90454-J",
        "doi:10.1016/0550-3213(92)90454-j",
        "10.1016/0550-3213(92)90454-J",
        "DOI:10.48550/arXiv.hep-th/9108004",
        f"CorpusId:{PAPERS[1]['corpus_id']}",
        PAPERS[1]["s2_id"],
    ],
)
def test_a_paper_goes_by_several_ids(ask: Client, name: str) -> None:
    assert ask.batch([name]).json() == [{"paperId": PAPERS[1]["s2_id"], "title": GROUND_RING["title"]}]
    for path in (name, quote(name, safe="")):
        assert ask.get(path).json()["title"] == GROUND_RING["title"]


def test_ids_take_no_version(ask: Client) -> None:
    assert ask.batch(["ARXIV:1706.03762v2"]).json() == [None]


@pytest.mark.parametrize("ids", [[], [SHA] * 501, "all", ["1706.03762"], [SHA, ""], [SHA, 7], ["FOO:1"]])
def test_a_batch_is_refused_for_one_bad_id(ask: Client, ids: object) -> None:
    reply = ask.batch(ids)
    assert reply.status_code == 400
    assert set(reply.json()) == {"error"}


def test_the_largest_batch_is_answered(ask: Client) -> None:
    assert len(ask.batch([SHA] * 500).json()) == 500


@pytest.mark.parametrize("field", ["unknown", "matchScore", "authors.shoes", "citationStyles"])
def test_a_field_is_refused(ask: Client, field: str) -> None:
    reply = ask.batch([SHA], f"title,{field}")
    assert reply.status_code == 400
    assert reply.json() == {"error": f"Unrecognized or unsupported fields: [{field}]"}


def test_single_papers_have_fields_that_batches_lack(ask: Client) -> None:
    assert "bibtex" in ask.get(SHA, fields="citationStyles").json()["citationStyles"]


def test_an_unknown_paper_is_not_found(ask: Client) -> None:
    reply = ask.get("DOI:10.1101/2024.04.01.587366")
    assert reply.status_code == 404
    assert reply.json() == {"error": "Paper with id DOI:10.1101/2024.04.01.587366 not found"}


def test_a_match_is_the_nearest_title_however_far(ask: Client) -> None:
    right = ask.get("search/match", query="uBoost: boosting method for uniform selection", fields="title")
    wrong = ask.get("search/match", query="A boosting method for horse races")
    (one,), (other,) = right.json()["data"], wrong.json()["data"]
    assert one["paperId"] == other["paperId"] == PAPERS[2]["s2_id"]
    assert one["matchScore"] > other["matchScore"] > 30


def test_a_match_of_nothing_known_is_not_found(ask: Client) -> None:
    reply = ask.get("search/match", query="askldjrq3rjaw938h")
    assert (reply.status_code, reply.json()) == (404, {"error": "Title match not found"})
    assert ask.get("search/match").status_code == 400


def test_a_wrong_key_is_forbidden_and_no_key_is_none(ask: Client) -> None:
    url = f"{ask.url}/{SHA}"
    wrong = ask.session.get(url, headers={"x-api-key": "wrong"})
    assert (wrong.status_code, wrong.json()) == (403, {"message": "Forbidden"})
    assert ask.session.get(url, headers={"x-api-key": "right"}).status_code == 200
    assert ask.session.get(url).status_code == 200


def test_a_preprint_has_a_doi_and_a_venue_of_its_own(ask: Client) -> None:
    fields = "externalIds,venue,journal,year,publicationDate"
    preprint = ask.get("ARXIV:1706.03762", fields=fields).json()
    assert preprint["externalIds"]["DOI"] == "10.48550/arXiv.1706.03762"
    assert preprint["journal"] == {"name": "ArXiv", "volume": "abs/1706.03762"}
    assert (preprint["venue"], preprint["year"]) == ("arXiv.org", 2017)
    assert ask.get("ARXIV:1305.7248", fields=fields).json()["externalIds"]["DOI"] == UBOOST["doi"]


def kinds(value: object) -> object:
    """The names of a JSON value's members in order, with the kinds of their values."""
    if isinstance(value, dict):
        return [(name, kinds(one)) for name, one in value.items()]
    return type(value).__name__


@pytest.mark.facts
@pytest.mark.parametrize(
    ("name", "single"),
    [("paper_by_arxiv_doi_full", True), ("paper_by_doi_title_only", True), ("batch_three_ids", False)],
)
def test_papers_have_the_shape_of_recorded_ones(shared: Path, name: str, single: bool) -> None:
    said = json.loads((shared / f"recordings/semantic_scholar/{name}.json").read_text(encoding="utf-8"))
    paper: dict[str, Any] = said if single else said[0]
    names = paper.get("externalIds", {})
    fact = {"arxiv_id": names.get("ArXiv", ""), "title": paper.get("title", "?")}
    more = {
        "published": paper.get("publicationDate"),
        "authors": [one["name"] for one in paper.get("authors", ())],
    }
    with WebDouble(SemanticScholarDouble([served(fact, **more)])) as double, requests.Session() as session:
        session.trust_env = False
        reply = Client(double.url, session).get(served(fact)["s2_id"], fields=",".join(paper)).json()
    paper.get("externalIds", {}).pop("DBLP", None)
    if paper.get("publicationTypes"):
        reply["publicationTypes"] = paper["publicationTypes"]
    assert kinds(reply) == kinds(paper)
    assert all(kinds(one) == kinds(paper["authors"][0]) for one in reply.get("authors", ()))


@pytest.mark.facts
@pytest.mark.parametrize(
    ("name", "path", "query"),
    [
        ("bad_fields_400", SHA, {"fields": "unknown"}),
        ("match_not_found_404", "search/match", {"query": "askldjrq3rjaw938h"}),
        ("paper_not_found_404", "0", {}),
        ("paper_not_found_doi_404", "DOI:10.1101/2024.04.01.587366", {}),
    ],
)
def test_errors_are_worded_as_recorded(
    shared: Path, ask: Client, name: str, path: str, query: dict[str, str]
) -> None:
    place = shared / "recordings/semantic_scholar" / name
    meta = json.loads(place.with_suffix(".meta.json").read_text(encoding="utf-8"))
    reply = ask.get(path, **query)
    assert reply.status_code == meta["response"]["status"]
    assert reply.json() == json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
