"""Semantic Scholar asked through the session: a server on the loopback, what is kept, and what goes wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from faults import FAULTS
from s2_double import SemanticScholarDouble
from served_papers import served
from single_run import found_in_a_run
from small_facts import ATTENTION, GROUND_RING, UBOOST
from web_double import WebDouble
from web_talk import Answered, Fault

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Listing, Paper, Verdict
from papers2bib.sources.semantic_scholar import SemanticScholar

PAPERS = [served(ATTENTION), served(GROUND_RING), served(UBOOST)]
IDS = [PaperId("arxiv", paper["arxiv_id"]) for paper in PAPERS]
UNKNOWN = PaperId("arxiv", "2611.00001")
TITLE = Listing(str(UBOOST["title"]), "list.txt:1", authors=tuple(UBOOST["authors"]))
NONE_KNOWN = Answered(400, b'{"error":"No valid paper ids given"}')
Ask = Callable[..., list[Paper]]


@pytest.fixture
def double() -> Iterator[WebDouble]:
    with WebDouble(SemanticScholarDouble(PAPERS, key="right"), elsewhere="http://127.0.0.1:9") as one:
        yield one


@pytest.fixture
def ask(double: WebDouble, tmp_path: Path) -> Ask:
    """What a run of its own gets for ids or for a listing."""

    def asked(*wanted: PaperId | Listing, **options: object) -> list[Paper]:
        settings = Settings(s2_url=double.url, cache=tmp_path, **options)  # type: ignore[arg-type]  # by name
        return found_in_a_run(SemanticScholar, settings, *wanted)

    return asked


def test_many_ids_take_one_request_and_the_next_run_none(double: WebDouble, ask: Ask) -> None:
    found = ask(*IDS, UNKNOWN, PaperId("doi", UBOOST["doi"].lower()))
    assert {one.id("s2") for one in found} == {paper["s2_id"] for paper in PAPERS}
    assert {one.title for one in found} == {paper["title"] for paper in PAPERS}
    assert double.count == 1
    assert ask(*IDS, UNKNOWN, PaperId("doi", UBOOST["doi"].lower())) == found
    assert double.count == 1


def test_a_title_is_found_and_known_the_next_time_without_the_web(double: WebDouble, ask: Ask) -> None:
    pool = ask(TITLE)
    match = decide(TITLE, pool)
    assert match.verdict is Verdict.MATCHED
    assert match.paper
    assert match.paper.id("arxiv") == UBOOST["arxiv_id"]
    assert ask(TITLE, offline=True) == pool
    assert double.count == 1


def test_the_nearest_title_is_not_the_listed_one(ask: Ask) -> None:
    far = Listing("A boosting method for horse races", "list.txt:1")
    pool = ask(far)
    assert len(pool) == 1
    assert decide(far, pool).verdict is Verdict.MISSING


def test_no_match_is_an_answer(double: WebDouble, ask: Ask) -> None:
    none = Listing("askldjrq3rjaw938h", "list.txt:1")
    assert ask(none) == ask(none) == []
    assert double.count == 1


def test_a_batch_of_unknown_ids_alone_is_an_answer(double: WebDouble, ask: Ask) -> None:
    double.break_with(Fault(change=lambda _: NONE_KNOWN))
    assert ask(UNKNOWN) == ask(UNKNOWN) == []
    assert double.count == 1


def test_an_id_that_is_refused_is_left_out_alone(double: WebDouble, ask: Ask) -> None:
    refused = Fault(change=lambda _: Answered(400, b'{"error":"Bad id"}'))
    double.break_with(refused.on(lambda asked: UNKNOWN.value.encode() in asked.body))
    assert {one.id("arxiv") for one in ask(*IDS, UNKNOWN)} == {one.value for one in IDS}


def test_a_key_is_shown_and_a_wrong_one_told(ask: Ask) -> None:
    assert len(ask(*IDS, s2_key="right", refresh=True)) == len(IDS)
    with pytest.raises(SourceUnavailable, match="refuses access"):
        ask(*IDS, s2_key="wrong", refresh=True)


@pytest.mark.parametrize("name", ["500 once", "429", "429 with seconds", "429 with a date"])
def test_what_passes_is_waited_for(double: WebDouble, ask: Ask, name: str) -> None:
    double.break_with(FAULTS[name])
    assert len(ask(*IDS)) == len(IDS)


@pytest.mark.parametrize(
    "name", ["200 Rate exceeded.", "200 HTML", "empty body", "truncated", "expanding", "503 for ever", "403"]
)
def test_what_is_no_answer_is_told_and_not_kept(double: WebDouble, ask: Ask, name: str) -> None:
    double.break_with(FAULTS[name])
    for wanted in (IDS, [TITLE]):
        with pytest.raises((SourceUnavailable, SourceReplyError)):
            ask(*wanted)
    double.mend()
    assert len(ask(*IDS)) == len(IDS)
    assert len(ask(TITLE)) == 1


@pytest.mark.parametrize("name", ["wrong paper with a high score", "near miss with a high score"])
def test_a_wrong_paper_is_not_matched(double: WebDouble, ask: Ask, name: str) -> None:
    double.break_with(FAULTS[name])
    assert decide(TITLE, ask(TITLE)).verdict is not Verdict.MATCHED
    assert not {one.id("arxiv") for one in ask(*IDS)} - {one.value for one in IDS}


def test_records_of_nulls_are_read(double: WebDouble, ask: Ask) -> None:
    double.break_with(FAULTS["null in every optional field"])
    assert ask(*IDS) == [], "nothing says that they are the papers asked for"
    (found,) = ask(TITLE)
    assert found == Paper("semantic_scholar", found.title, ids=found.ids, url=found.url)
