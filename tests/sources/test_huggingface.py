"""Hugging Face as a source: what is asked, how often, and which papers come of it."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from canned import Canned, CannedSession
from hf_samples import PAPER, RESIDUAL

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Date, Listing, Paper, Verdict
from papers2bib.sources.huggingface import DailyPapers, PaperSearch

TODAY = datetime.date(2026, 11, 21)
SETTINGS = Settings()
ATTENTION = Paper(
    source="huggingface",
    title="Attention Is All You Need",
    ids=(PaperId("arxiv", "1706.03762"),),
    authors=("Ashish Vaswani", "Noam Shazeer"),
    published=Date(2017, 6, 12),
    abstract="Only attention. Nothing else.",
    code="https://github.com/tensorflow/tensor2tensor",
    links=("https://attention.example.org/",),
)


def listing(title: str, **known: Any) -> Listing:
    return Listing(title, "list.txt:1", **known)


def on_page(day: Date, count: int) -> list[Listing]:
    return [listing(f"Paper {day} {at}", listed=day) for at in range(count)]


def daily(session: CannedSession) -> DailyPapers:
    return DailyPapers(session, SETTINGS, today=TODAY)


def days_of(source: DailyPapers, listings: list[Listing]) -> list[int]:
    return [len(portion) for portion in source.portions(listings)]


class TestDailyPapers:
    def test_a_day_is_one_request_for_all_its_listings(self) -> None:
        session = CannedSession(
            {"/api/daily_papers": [{"paper": PAPER, "numComments": 2}, {"paper": RESIDUAL}]}
        )
        source = daily(session)
        (portion,) = source.portions(on_page(Date(2025, 10, 31), 3))
        found = list(source.search(portion))
        assert found[0] == ATTENTION
        assert [one.title for one in found] == [ATTENTION.title, RESIDUAL["title"]]
        assert session.urls == ["https://huggingface.co/api/daily_papers?date=2025-10-31&limit=100"]

    def test_each_portion_asks_for_its_own_day(self) -> None:
        session = CannedSession({"/api/daily_papers": []})
        source = daily(session)
        guessed = [listing(f"G{at}", date=Date(2025, 10, 30), n_authors=2) for at in range(2)]
        undated = [replace(one, listed=Date(0, 10, 30)) for one in on_page(Date(2025, 10, 30), 4)]
        undated = [replace(one, date=Date(2024, 10, 29)) for one in undated]
        lists = [*on_page(Date(2025, 10, 31), 3), *on_page(Date(2025, 10, 29), 3), *guessed, *undated]
        for portion in source.portions(lists):
            assert list(source.search(portion)) == []
        asked = [target.split("=")[1][:10] for target in session.targets]
        assert asked == ["2025-10-31", "2024-10-30", "2025-10-29"]

    def test_few_listings_are_not_worth_a_request(self) -> None:
        assert days_of(daily(CannedSession()), on_page(Date(2025, 10, 31), 2)) == []

    def test_five_days_are_asked_for_in_a_run(self) -> None:
        source = daily(CannedSession())
        week = [Date(2025, 10, day) for day in (27, 28, 29, 30, 31)]
        first = [one for size, day in enumerate(week, 3) for one in on_page(day, size)]
        assert days_of(source, first + on_page(Date(2025, 11, 3), 3)) == [7, 6, 5, 4, 3]
        assert days_of(source, on_page(Date(2025, 11, 4), 9)) == []
        assert days_of(source, on_page(Date(2025, 10, 31), 4)) == [4], "kept since it was asked for"

    def test_ids_are_not_looked_up(self) -> None:
        source = daily(CannedSession())
        assert list(source.lookup([PaperId("arxiv", "1706.03762")])) == []
        assert not source.completes(ATTENTION)

    def test_listings_of_no_day_are_no_question(self) -> None:
        session = CannedSession()
        assert list(daily(session).search([listing("A Title")])) == []
        assert session.urls == []

    def test_today_is_today(self) -> None:
        now = datetime.datetime.now(datetime.UTC).date()
        later = [now + datetime.timedelta(days) for days in range(2, 9)]
        listings = [one for day in later for one in on_page(Date(day.year, day.month, day.day), 3)]
        assert days_of(DailyPapers(CannedSession(), SETTINGS), listings) == []

    def test_an_outage_is_told(self) -> None:
        source = daily(CannedSession({"/api/daily_papers": SourceUnavailable("huggingface", "down")}))
        with pytest.raises(SourceUnavailable):
            list(source.search(on_page(Date(2025, 10, 31), 3)))

    def test_the_address_of_the_service_is_a_setting(self) -> None:
        session = CannedSession({"/hf/api/daily_papers": []})
        source = DailyPapers(session, Settings(hf_url="http://127.0.0.1:8/hf"), today=TODAY)
        list(source.search(on_page(Date(2025, 10, 31), 3)))
        assert session.urls == ["http://127.0.0.1:8/hf/api/daily_papers?date=2025-10-31&limit=100"]


class TestPaperSearch:
    @pytest.mark.parametrize("item", [{"paper": PAPER}, PAPER], ids=["nested", "flat"])
    def test_a_title_is_searched_for(self, item: dict[str, Any]) -> None:
        session = CannedSession({"/api/papers/search": [RESIDUAL, item]})
        found = list(PaperSearch(session, SETTINGS).search([listing("Attention Is All You Need")]))
        assert ATTENTION in found
        assert session.targets == ["/api/papers/search?q=Attention Is All You Need&limit=20"]
        assert session.whole == [True]

    def test_what_is_merely_near_is_kept_for_a_day_and_matches_nothing(self) -> None:
        session = CannedSession({"/api/papers/search": [RESIDUAL]})
        wanted = listing("Attention Is All You Need")
        pool = list(PaperSearch(session, SETTINGS).search([wanted]))
        assert len(pool) == 1
        assert session.whole == [False]
        assert decide(wanted, pool).verdict is Verdict.MISSING

    def test_a_long_or_broken_title_is_cut_to_what_can_be_sent(self) -> None:
        session = CannedSession({"/api/papers/search": []})
        list(PaperSearch(session, SETTINGS).search([listing("é" * 300), listing("Half \ud83d & more?")]))
        assert session.targets == [
            f"/api/papers/search?q={'é' * 250}&limit=20",
            "/api/papers/search?q=Half ? & more?&limit=20",
        ]

    def test_no_more_listings_are_asked_about_than_allowed(self) -> None:
        session = CannedSession({"/api/papers/1706.03762": PAPER})
        source = PaperSearch(session, Settings(hf_limit=4))
        ids = [PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/x"), PaperId("s2", "abc")]
        assert list(source.lookup(ids)) == [ATTENTION]
        lists = [listing(""), *(listing(f"T{at}") for at in range(9))]
        assert [one.title for (one,) in source.portions(lists[:3])] == ["T0", "T1"]
        assert [one.title for (one,) in source.portions(lists[3:])] == ["T2"]
        assert list(source.lookup(ids)) == []
        assert session.targets == ["/api/papers/1706.03762"]

    def test_a_limit_of_none_asks_nothing(self) -> None:
        source = PaperSearch(CannedSession(), Settings(hf_limit=0))
        assert list(source.lookup([PaperId("arxiv", "1706.03762")])) == []
        assert list(source.portions([listing("A Title")])) == []

    @pytest.mark.parametrize("canned", [404, {**PAPER, "id": "1512.03385"}, {**PAPER, "title": None}])
    def test_an_id_without_its_page_gives_nothing_and_is_asked_again_soon(self, canned: Canned) -> None:
        session = CannedSession({"/api/papers/1706.03762": canned})
        assert list(PaperSearch(session, SETTINGS).lookup([PaperId("arxiv", "1706.03762")])) == []
        assert session.whole == [False]

    def test_an_old_id_is_one_step_of_the_path(self) -> None:
        session = CannedSession()
        list(PaperSearch(session, SETTINGS).lookup([PaperId("arxiv", "hep-th/9711200")]))
        assert session.urls == ["https://huggingface.co/api/papers/hep-th%2F9711200"]

    @pytest.mark.parametrize("canned", [b"<html></html>", b"", {"error": "x"}, [1, 2], 400])
    def test_what_is_no_answer_is_told(self, canned: Canned) -> None:
        source = PaperSearch(CannedSession({"/api/papers/search": canned}), SETTINGS)
        with pytest.raises(SourceReplyError):
            list(source.search([listing("A Title")]))

    def test_a_paper_is_not_asked_for_to_be_completed(self) -> None:
        assert not PaperSearch(CannedSession(), SETTINGS).completes(ATTENTION)
