"""arXiv as a source: how many requests come of ids and listings, and what happens when replies are odd."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import arxiv  # type: ignore[import-untyped]  # no types
import pytest
from arxiv_double import ArxivDouble
from canned import CannedSession
from fake_session import FakeSession, Given
from small_facts import ATTENTION
from web_talk import Asked, Record, undisguised

from papers2bib.config import Settings
from papers2bib.errors import SourceRefused, SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Paper
from papers2bib.sources import arxiv as module
from papers2bib.sources.arxiv import LONGEST_URL, ArxivTitles, ArxivWords
from papers2bib.sources.arxiv_question import MOST_REFUSED, MOST_REQUESTS

if TYPE_CHECKING:
    from requests import PreparedRequest

SETTINGS = Settings()


class Arxiv(FakeSession):
    """A session behind which arXiv knows some papers and refuses requests in which one of some texts is."""

    def __init__(self, papers: Iterable[Record] = (), refused: Sequence[str] = ()) -> None:
        super().__init__()
        self._double = ArxivDouble(papers)
        self._refused = refused

    def reply(self, request: "PreparedRequest") -> Given:
        url = str(request.url)
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if any(one in str(query) for one in self._refused):
            return SourceRefused("arxiv", "refuses the request (HTTP 400)")
        asked = Asked("arxiv", 0.0, "GET", url, parts.path, query, {}, b"")
        answered = self._double.answer(asked, undisguised)
        return answered.status, answered.body

    @property
    def queries(self) -> list[str]:
        return [dict(parse_qsl(urlsplit(url).query)).get("search_query", "") for url in self.urls]


def record(number: int, title: str, **known: Any) -> Record:
    more = {"authors": ["Ann Lee"], "published": "2025-03-01", "categories": ["cs.LG"], **known}
    return {"arxiv_id": f"2503.{number:05}", "title": title, **more}


def listing(title: str, **known: Any) -> Listing:
    return Listing(title, "list.txt:1", **known)


def numbered(count: int) -> list[str]:
    return [f"Paper Number {at} Has a Rather Long Title Among All" for at in range(count)]


def ids_of(papers: Iterable[Paper]) -> list[str]:
    return [paper.id("arxiv") for paper in papers]


def keep(pool: list[Paper], papers: Iterator[Paper]) -> None:
    """What comes before a failure is kept."""
    while True:
        pool.append(next(papers))


def found(step: ArxivTitles | ArxivWords, listings: Sequence[Listing]) -> list[str]:
    """What all portions find."""
    return [one for portion in step.portions(listings) for one in ids_of(step.search(portion))]


class TestIds:
    def test_a_hundred_are_one_request(self) -> None:
        session = Arxiv([record(at, "T") for at in range(150)])
        ids = [PaperId("arxiv", f"2503.{at:05}") for at in range(150)]
        assert sorted(ids_of(ArxivTitles(session, SETTINGS).lookup(ids))) == [one.value for one in ids]
        assert session.whats == ["100 ids", "50 ids"]
        assert all(
            "max_results=" + what.split()[0] in url
            for url, what in zip(session.urls, session.whats, strict=True)
        )
        assert session.whole == [True, True]

    def test_old_ids_go_with_their_slash(self) -> None:
        session = Arxiv([record(1, "T", arxiv_id="hep-th/9108004")])
        found = ArxivTitles(session, SETTINGS).lookup([PaperId("arxiv", "hep-th/9108004")])
        assert ids_of(found) == ["hep-th/9108004"]

    @pytest.mark.parametrize(
        "impossible",
        [
            PaperId("doi", "10.1/x"),
            PaperId("s2", "abc"),
            PaperId("arxiv", "1201.56789"),
            PaperId("arxiv", "2503.1234"),
            PaperId("arxiv", "0703.0001"),
            PaperId("arxiv", "hep-th/0704001"),
        ],
    )
    def test_what_no_paper_there_can_have_is_not_asked_for(self, impossible: PaperId) -> None:
        session = Arxiv()
        assert list(ArxivTitles(session, SETTINGS).lookup([impossible])) == []
        assert session.urls == []

    def test_one_that_is_refused_does_not_spoil_the_others(self) -> None:
        session = Arxiv([record(at, "T") for at in range(100)], refused=["2503.00077"])
        pool: list[Paper] = []
        with pytest.raises(SourceRefused):
            keep(pool, ArxivTitles(session, SETTINGS).lookup(_ids(100)))
        assert len(pool) == 99
        assert len(session.urls) <= 15

    def test_where_all_is_refused_it_is_given_up_soon(self) -> None:
        session = Arxiv([record(at, "T") for at in range(100)], refused=["2503"])
        with pytest.raises(SourceRefused):
            list(ArxivTitles(session, SETTINGS).lookup(_ids(100)))
        assert len(session.urls) == MOST_REFUSED + 1

    def test_the_second_step_does_not_ask_again(self) -> None:
        session = Arxiv()
        assert list(ArxivWords(session, SETTINGS).lookup(_ids(3))) == []
        assert session.urls == []


class TestPortions:
    def test_many_titles_are_one_request_of_safe_length(self) -> None:
        session = Arxiv([record(at, title) for at, title in enumerate(numbered(40))])
        step = ArxivTitles(session, SETTINGS)
        assert len(found(step, [listing(title) for title in numbered(40)])) == 40
        assert 1 <= len(session.urls) <= 3
        assert max(map(len, session.urls)) <= LONGEST_URL
        assert all(session.whole)

    @pytest.mark.parametrize("step", [ArxivTitles, ArxivWords])
    def test_no_address_is_too_long(self, step: type[ArxivTitles] | type[ArxivWords]) -> None:
        session = Arxiv()
        odd = ["é" * 300, "x" * 3000, "α–β " * 300, "word " * 999, "Deep: " * 99]
        titles = [*numbered(99), *odd, *(f"Words {at} (ünlike) øther's: {at} ways" * 3 for at in range(50))]
        for portion in step(session, SETTINGS).portions([listing(title) for title in titles]):
            list(step(session, SETTINGS).search(portion))
        assert session.urls
        assert max(map(len, session.urls)) <= LONGEST_URL

    def test_every_listing_with_words_is_in_one_portion(self) -> None:
        titles = [listing(title) for title in [*numbered(60), "GAIA", "Mamba", "—", ""]]
        portions = list(ArxivTitles(Arxiv(), SETTINGS).portions(titles))
        assert sorted(one.title for portion in portions for one in portion) == sorted(
            one.title for one in titles[:62]
        )

    def test_short_titles_stay_among_themselves_and_are_few(self) -> None:
        short = [listing(f"Net {at}") for at in range(20)]
        portions = list(ArxivTitles(Arxiv(), SETTINGS).portions([*short, *map(listing, numbered(5))]))
        assert [len({one.title[:3] for one in portion}) for portion in portions] == [1] * len(portions)
        assert max(len(portion) for portion in portions if portion[0].title.startswith("Net")) <= 8

    def test_titles_alike_are_asked_for_once(self) -> None:
        session = Arxiv()
        same = [listing("Attention Is All You Need"), listing("Attention is all you need!", venue="NIPS")]
        (portion,) = ArxivTitles(session, SETTINGS).portions(same)
        assert list(portion) == same
        list(ArxivTitles(session, SETTINGS).search(portion))
        assert session.queries == ['ti:"attention is all you need"']

    def test_a_list_in_another_order_is_asked_for_alike(self) -> None:
        titles = [listing(title) for title in numbered(60)]
        step = ArxivTitles(Arxiv(), SETTINGS)
        assert list(step.portions(titles)) == list(step.portions(titles[::-1]))

    def test_words_leave_out_what_would_find_anything(self) -> None:
        assert (
            list(ArxivWords(Arxiv(), SETTINGS).portions([listing("GAIA"), listing("—"), listing("A B C")]))
            == []
        )


FLOOD = [record(at, f"Mamba Applied to Problem {at}") for at in range(600)]


class TestFloods:
    """More papers answer than one reply holds."""

    def test_no_title_is_lacking_because_of_another_one(self) -> None:
        rare = record(900, "Zebra Stripes and What They Are Good For Then")
        session = Arxiv([*FLOOD, rare])
        pool = ids_of(ArxivTitles(session, SETTINGS).search([listing("Mamba"), listing(rare["title"])]))
        assert rare["arxiv_id"] in pool
        assert len(session.urls) <= 4

    def test_what_the_list_says_besides_narrows_the_search(self) -> None:
        mamba = record(
            900, "Mamba Applied to Many Things More, in Words", published="2024-12-01", authors=["Albert Gu"]
        )
        for known in ({"date": Date(2024, 12, 2), "n_authors": 1}, {"authors": ("Albert Gu",)}):
            session = Arxiv([*FLOOD, mamba])
            pool = ids_of(ArxivTitles(session, SETTINGS).search([listing("Mamba", **known)]))
            assert mamba["arxiv_id"] in pool
            assert len(session.urls) == 2
            assert session.queries[0] == 'ti:"mamba"'

    def test_a_title_that_is_found_is_not_asked_for_again(self) -> None:
        session = Arxiv([record(900, "Mamba"), *FLOOD])
        assert "2503.00900" in ids_of(ArxivTitles(session, SETTINGS).search([listing("Mamba")]))
        assert (len(session.urls), session.whole) == (1, [True])

    def test_a_title_alone_is_asked_for_once(self) -> None:
        session = Arxiv(FLOOD)
        assert len(ids_of(ArxivTitles(session, SETTINGS).search([listing("Mamba")]))) == module.MOST_HITS
        assert (len(session.urls), session.whole) == (1, [False])

    def test_there_is_an_end_to_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOST_HITS", 1)
        session = Arxiv([record(at, f"Net {at // 2} and More") for at in range(100)])
        with pytest.raises(SourceReplyError, match="more papers like these"):
            list(ArxivTitles(session, SETTINGS).search([listing(f"Net {at}") for at in range(50)]))
        assert len(session.urls) == MOST_REQUESTS

    def test_words_are_parted_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOST_HITS", 2)
        titles = [f"Graph Kernels for Molecule {name} Prediction Tasks" for name in ("Ox", "Ra", "Ti", "Zn")]
        session = Arxiv([record(at, title) for at, title in enumerate(titles)])
        misspelt = [listing(title.replace("Kernels", "Kernals")) for title in titles]
        assert set(ids_of(ArxivWords(session, SETTINGS).search(misspelt))) == {
            f"2503.0000{at}" for at in range(4)
        }


class TestWords:
    TITLE = "Preference Orchestrator: Prompt-Aware Multi-Objective Alignment for Large Language Models"

    @pytest.mark.parametrize(
        "listed",
        [
            "Preference Orchestrater: Prompt-Aware Multi-Objctive Alignment for Large Language Models",
            "Orchestrator: Prompt-Aware Multi-Objective Alignment for Large Language Models",
            "Preference Orchestrator: Prompt-Aware Alignment for Large Language Models",
            "Preference Orchestrator: Steering Models by Their Prompts",
            "Prompt-Aware Multi-Objective Alignment of Large Language Models",
        ],
    )
    def test_damaged_titles_are_found(self, listed: str) -> None:
        session = Arxiv([record(1, self.TITLE), record(2, "Multi-Objective Alignment"), *FLOOD[:9]])
        assert found(ArxivWords(session, SETTINGS), [listing(listed)]) == ["2503.00001"]
        assert len(session.urls) == 1

    def test_several_listings_go_into_one_request(self) -> None:
        titles = numbered(6)
        session = Arxiv([record(at, title) for at, title in enumerate(titles)])
        step = ArxivWords(session, SETTINGS)
        assert len(set(found(step, [listing(title.replace("Rather", "Rahter")) for title in titles]))) == 6
        assert len(session.urls) <= 2


class TestFailures:
    def test_a_title_that_is_refused_does_not_spoil_the_others(self) -> None:
        titles = numbered(20)
        session = Arxiv([record(at, title) for at, title in enumerate(titles)], refused=["number 7 "])
        pool: list[Paper] = []
        with pytest.raises(SourceRefused):
            keep(pool, ArxivTitles(session, SETTINGS).search([listing(title) for title in titles]))
        assert len(pool) == 19

    def test_a_refused_title_alone_is_an_error(self) -> None:
        session = Arxiv(refused=["attention"])
        with pytest.raises(SourceRefused):
            list(ArxivTitles(session, SETTINGS).search([listing("Attention Is All You Need")]))
        assert len(session.urls) == 1

    @pytest.mark.parametrize(
        "error", [SourceUnavailable("arxiv", "is down"), SourceReplyError("arxiv", "odd")]
    )
    def test_other_failures_pass_through(self, error: Exception) -> None:
        session = CannedSession({"/api/query": error})
        titles, words = ArxivTitles(session, SETTINGS), ArxivWords(session, SETTINGS)
        one = [listing(TestWords.TITLE)]
        for papers in (titles.lookup(_ids(3)), titles.search(one), words.search(one)):
            with pytest.raises(type(error)):
                list(papers)
        assert len(session.urls) == 3

    def test_a_listing_without_words_asks_nothing(self) -> None:
        session = Arxiv()
        assert list(ArxivTitles(session, SETTINGS).search([listing("—")])) == []
        assert session.urls == []


PAPER = Paper(
    source="catalogue",
    title=ATTENTION["title"],
    ids=(PaperId("arxiv", "1706.03762"),),
    authors=("Ashish Vaswani",),
    published=Date(2017, 6, 12),
    categories=("cs.CL",),
)


@pytest.mark.parametrize(
    ("paper", "completes"),
    [
        (PAPER, False),
        (replace(PAPER, authors=()), True),
        (replace(PAPER, categories=()), True),
        (replace(PAPER, published=None), True),
        (replace(PAPER, published=Date(2017, 6)), True),
        (replace(PAPER, date_precision="interpolated"), True),
        (replace(PAPER, authors=(), ids=(PaperId("doi", "10.1/x"),)), False),
        (replace(PAPER, authors=(), source="arxiv"), False),
    ],
)
def test_it_completes_papers_of_arxiv_that_lack_what_it_knows(paper: Paper, completes: bool) -> None:
    assert ArxivTitles(Arxiv(), SETTINGS).completes(paper) is completes
    assert not ArxivWords(Arxiv(), SETTINGS).completes(paper)


def test_both_steps_are_of_one_service() -> None:
    steps = [ArxivTitles(Arxiv(), SETTINGS), ArxivWords(Arxiv(), SETTINGS)]
    assert [(step.name, step.batch_size, step.left_out) for step in steps] == [("arxiv", 100, "")] * 2


def test_the_package_still_has_the_private_session_that_is_replaced() -> None:
    client = arxiv.Client(page_size=1, delay_seconds=0, num_retries=0)
    assert client._session.get
    assert client.query_url_format.endswith("/api/query?{}")


def test_a_mirror_is_asked_at_its_own_address() -> None:
    session = CannedSession({"/mirror/api/query": b"Rate exceeded."})
    with pytest.raises(SourceReplyError, match="Rate exceeded"):
        list(ArxivTitles(session, Settings(arxiv_url="http://localhost:9/mirror")).lookup(_ids(1)))
    assert session.urls[0].startswith("http://localhost:9/mirror/api/query?search_query=&id_list=2503.00000&")


def _ids(count: int) -> list[PaperId]:
    return [PaperId("arxiv", f"2503.{at:05}") for at in range(count)]
