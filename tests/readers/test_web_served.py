"""Hugging Face over a real session: its pages as lists, its answers as a source, and what may go wrong."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from doubles import Web
from faults import FAULTS
from served_papers import served
from small_facts import ATTENTION, FACTS, UBOOST

from papers2bib.config import Settings
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Verdict
from papers2bib.pipeline import resolve
from papers2bib.readers.walk import read
from papers2bib.readers.web import fetch
from papers2bib.session import Session, open_session
from papers2bib.sources import Source
from papers2bib.sources.huggingface import DailyPapers, PaperSearch

if TYPE_CHECKING:
    from papers2bib.errors import SourceError

TODAY = datetime.date(2025, 10, 31)
PAPERS = [
    served({"arxiv_id": f"2510.{n:05}", "title": f"{word} Networks Learn to Count", "authors": ["A. Person"]},
           daily="2025-10-31", published="2025-10-30", upvotes=20 - n)
    for n, word in enumerate("Wide Deep Thin Odd Even Sparse Dense".split(), 1)
] + [served(fact, daily="2025-10-01") for fact in FACTS]  # fmt: skip
LISTED = Date(2025, 10, 31)
ON_PAGE = [Listing(paper["title"], f"list.txt:{n}", listed=LISTED) for n, paper in enumerate(PAPERS[:7], 1)]


@contextmanager
def served_web(cache: Path, patience: float = 2.0) -> Iterator[tuple[Web, Session, Settings]]:
    """Servers of these papers, a session, and settings that lead there."""
    with Web(PAPERS, today=TODAY) as web:
        settings = Settings.from_environment(web.environment, cache=cache, patience=patience)
        with open_session(settings) as session:
            yield web, session, settings


class Told:
    def __init__(self, session: Session, settings: Settings, *paths: str) -> None:
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.listings = list(
            read(
                paths,
                note=self.notes.append,
                problem=lambda error: self.problems.append(str(error)),
                fetch=lambda address: fetch(address, session, settings, TODAY),
            )
        )


def test_a_day_is_read_in_one_request_and_kept(tmp_path: Path) -> None:
    with served_web(tmp_path) as (web, session, settings):
        first = Told(session, settings, "hf:2025-10-31")
        assert [one.title for one in first.listings] == [paper["title"] for paper in PAPERS[:7]]
        assert {(one.listed, one.date, one.n_authors) for one in first.listings} == {
            (LISTED, Date(2025, 10, 30), 1)
        }
        assert web.count == 1
        assert Told(session, settings, "hf:2025-10-31").listings == first.listings
        assert web.count == 1


@pytest.mark.parametrize(
    "address", ["hf:today", "hf:2025-W44", "hf:2025-10", "https://huggingface.co/papers?q=learn"]
)
def test_every_kind_of_page_holds_the_papers(tmp_path: Path, address: str) -> None:
    with served_web(tmp_path) as (web, session, settings):
        told = Told(session, settings, address)
        assert {one.ids[0].value for one in told.listings} >= {paper["arxiv_id"] for paper in PAPERS[:7]}
        assert (told.problems, web.count) == ([], 1)


def test_the_page_itself_is_read_where_the_api_is_gone(tmp_path: Path) -> None:
    with served_web(tmp_path, patience=9) as (web, session, settings):
        gone = FAULTS["200 HTML"].on(lambda asked: asked.path.startswith("/api/")).for_ever()
        web.huggingface.break_with(gone)
        told = Told(session, settings, "hf:2025-10-31")
        assert [one.title for one in told.listings] == [paper["title"] for paper in PAPERS[:7]]
        assert told.problems == []


def test_the_pages_papers_are_found_again_at_no_cost(tmp_path: Path) -> None:
    with served_web(tmp_path) as (web, session, settings):
        listings = Told(session, settings, "hf:2025-10-31").listings
        matches = list(resolve(listings, [DailyPapers(session, settings, today=TODAY)]))
        assert {match.verdict for match in matches} == {Verdict.MATCHED}
        assert web.count == 1


def test_a_list_without_ids_is_answered_by_one_page(tmp_path: Path) -> None:
    with served_web(tmp_path) as (web, session, settings):
        matches = list(resolve(ON_PAGE, [DailyPapers(session, settings, today=TODAY)]))
        found = [match.candidates[0].paper.id("arxiv") for match in matches]
        assert found == [paper["arxiv_id"] for paper in PAPERS[:7]]
        assert web.count == 1


def test_a_title_is_searched_for_and_what_is_merely_near_is_no_match(tmp_path: Path) -> None:
    known = Listing(ATTENTION["title"], "list.txt:1", authors=tuple(ATTENTION["authors"]))
    unknown = Listing("A Paper That Nobody Wrote on Counting Networks", "list.txt:2")
    with served_web(tmp_path) as (web, session, settings):
        one, other = resolve([known, unknown], [PaperSearch(session, settings)])
        assert one.paper is not None
        assert one.paper.id("arxiv") == "1706.03762"
        assert other.verdict is Verdict.MISSING
        assert web.count == 2


def test_an_id_is_looked_up(tmp_path: Path) -> None:
    with served_web(tmp_path) as (_, session, settings):
        source = PaperSearch(session, settings)
        ids = [PaperId("arxiv", one) for one in ("1305.7248", "2401.00001")]
        assert [paper.title for one in ids for paper in source.lookup([one])] == UBOOST["alt_titles"]


SOURCES: dict[str, Callable[[Session, Settings], Source]] = {
    "daily": lambda session, settings: DailyPapers(session, settings, today=TODAY),
    "search": PaperSearch,
}


@pytest.mark.parametrize("step", SOURCES)
@pytest.mark.parametrize("name", sorted(set(FAULTS) - {"timeout", "429 with a date"}))
def test_no_fault_makes_a_wrong_match(tmp_path: Path, name: str, step: str) -> None:
    errors: list[SourceError] = []
    with served_web(tmp_path) as (web, session, settings):
        source = SOURCES[step](session, settings)
        web.huggingface.break_with(FAULTS[name])
        matches = list(resolve(ON_PAGE[:5], [source], warn=errors.append))
    for paper, match in zip(PAPERS, matches, strict=False):
        found = match.paper
        assert found is None or (found.id("arxiv"), found.title) == (paper["arxiv_id"], paper["title"])
        assert errors or match.verdict is not Verdict.UNANSWERED
        assert match.verdict is not Verdict.MISSING or not errors
    assert web.elsewhere.count == 0


@pytest.mark.parametrize("name", ["empty once", "500 once", "429"])
def test_what_passes_is_waited_for(tmp_path: Path, name: str) -> None:
    with served_web(tmp_path, patience=9) as (web, session, settings):
        web.huggingface.break_with(FAULTS[name])
        told = Told(session, settings, "hf:today")
        assert len(told.listings) == 7
        assert told.problems == []


@pytest.mark.parametrize("name", ["refused", "503 for ever", "403", "200 HTML", "truncated", "expanding"])
def test_what_does_not_pass_is_one_line(tmp_path: Path, name: str) -> None:
    with served_web(tmp_path, patience=1) as (web, session, settings):
        web.huggingface.break_with(FAULTS[name])
        told = Told(session, settings, "hf:2025-10-31", "https://huggingface.co/papers/2510.00001")
        assert [one.ids for one in told.listings] == [(PaperId("arxiv", "2510.00001"),)]
        (problem,) = told.problems
        assert problem.startswith(f"{settings.hf_url}/papers/date/2025-10-31: ")
        assert "\n" not in problem
