"""arXiv asked through the session: a server on the loopback, what is kept, and what goes wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from arxiv_double import ArxivDouble
from faults import FAULTS
from served_papers import served
from single_run import found_in_a_run
from small_facts import ATTENTION, GROUND_RING, UBOOST
from web_double import WebDouble

from papers2bib.config import Settings
from papers2bib.errors import SourceNotAsked, SourceRefused, SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Listing, Paper, Verdict
from papers2bib.sources.arxiv import ArxivTitles, ArxivWords

PAPERS = [served(ATTENTION), served(GROUND_RING), served(UBOOST)]
IDS = [PaperId("arxiv", paper["arxiv_id"]) for paper in PAPERS]
UNKNOWN = PaperId("arxiv", "2611.00001")
LISTINGS = [
    Listing(str(fact["title"]), "list.txt:1", authors=tuple(fact["authors"]))
    for fact in (ATTENTION, GROUND_RING, UBOOST)
]
MISSPELT = Listing(
    "uBoost: A bosting method for producing uniform selecton efficiencies from multivariate classifiers",
    "list.txt:1",
    authors=tuple(UBOOST["authors"]),
)
Ask = Callable[..., list[Paper]]


@pytest.fixture
def double() -> Iterator[WebDouble]:
    with WebDouble(ArxivDouble(PAPERS), elsewhere="http://127.0.0.1:9") as one:
        yield one


@pytest.fixture
def ask(double: WebDouble, tmp_path: Path) -> Ask:
    """What a run of its own gets for ids or for listings."""

    def asked(
        *wanted: PaperId | Listing,
        step: type[ArxivTitles] | type[ArxivWords] = ArxivTitles,
        **options: object,
    ) -> list[Paper]:
        settings = Settings(arxiv_url=double.url, cache=tmp_path, **options)  # type: ignore[arg-type]  # by name
        return found_in_a_run(step, settings, *wanted)

    return asked


def test_many_ids_take_one_request_and_the_next_run_none(double: WebDouble, ask: Ask) -> None:
    found = ask(*IDS)
    assert {one.ids[0] for one in found} == set(IDS)
    assert {one.title for one in found} == {paper["title"] for paper in PAPERS}
    assert ask(*IDS) == ask(*IDS, offline=True) == found
    assert double.count == 1


def test_many_titles_take_one_request_and_are_matched(double: WebDouble, ask: Ask) -> None:
    pool = ask(*LISTINGS)
    assert [decide(one, pool).paper for one in LISTINGS] == sorted(
        pool, key=lambda one: IDS.index(one.ids[0])
    )
    assert ask(*LISTINGS, offline=True) == pool
    assert double.count == 1


def test_a_misspelt_title_is_found_by_its_words(double: WebDouble, ask: Ask) -> None:
    assert ask(MISSPELT) == []
    match = decide(MISSPELT, ask(MISSPELT, step=ArxivWords))
    assert match.paper
    assert match.paper.id("arxiv") == UBOOST["arxiv_id"]
    assert double.count == 3  # an empty feed is asked for twice


def test_an_unknown_id_is_asked_for_twice_and_known_to_be_unknown_for_a_day(
    double: WebDouble, ask: Ask
) -> None:
    assert ask(UNKNOWN) == []
    assert double.count == 2
    assert ask(UNKNOWN, offline=True) == []


def test_an_empty_feed_for_no_reason_is_not_believed(double: WebDouble, ask: Ask) -> None:
    double.break_with(FAULTS["empty once"])
    assert {one.ids[0] for one in ask(*IDS)} == set(IDS)
    assert double.count == 2


def test_the_service_is_told_who_asks(double: WebDouble, ask: Ask) -> None:
    ask(*IDS, contact="me@lab.example")
    assert "mailto:me@lab.example" in double.asked[0].headers["user-agent"]
    assert "arxiv.py" not in double.asked[0].headers["user-agent"]


@pytest.mark.parametrize("status", [400, 200])
def test_an_error_entry_is_a_refusal(tmp_path: Path, status: int) -> None:
    with WebDouble(ArxivDouble(PAPERS, error_status=status)) as double:
        settings = Settings(arxiv_url=double.url, cache=tmp_path)
        odd = PaperId("arxiv", "math.gt/0309136")  # not in canonical form
        with pytest.raises(SourceRefused):
            found_in_a_run(ArxivTitles, settings, odd)
    assert double.count == 1


@pytest.mark.parametrize(
    "fault",
    [
        "200 Rate exceeded.",
        "200 HTML",
        "empty body",
        "truncated",
        "gzip garbage",
        "expanding",
        "500 once",
        "403",
    ],
)
def test_faults_are_no_answers_and_nothing_of_them_is_kept(double: WebDouble, ask: Ask, fault: str) -> None:
    double.break_with(FAULTS[fault].for_ever())
    with pytest.raises((SourceReplyError, SourceUnavailable)):
        ask(*LISTINGS)
    with pytest.raises(SourceNotAsked):
        ask(*LISTINGS, offline=True)
    double.mend()
    assert len(ask(*LISTINGS)) == 3


def test_a_wrong_paper_is_not_matched(double: WebDouble, ask: Ask) -> None:
    double.break_with(FAULTS["wrong paper with a high score"])
    pool = ask(*LISTINGS)
    assert not any(decide(one, pool).verdict is Verdict.MATCHED for one in LISTINGS)
