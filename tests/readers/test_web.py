"""Pages of Hugging Face read from their addresses: the requests, the listings, and what goes wrong."""

import datetime

import pytest
from canned import Canned, CannedSession
from hf_samples import PAPER, RESIDUAL
from web_reading import API, LOGIN, SETTINGS, TODAY, Told, page

from papers2bib.errors import ReaderError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.web import fetch

ITEMS = [{"paper": PAPER, "numComments": 2}, {"paper": RESIDUAL}]


def test_a_page_of_a_day_gives_all_that_is_said_of_its_papers() -> None:
    session = CannedSession({API: ITEMS})
    told = Told(session, "https://huggingface.co/papers/date/2025-10-31")
    assert told.listings == [
        Listing(
            title="Attention Is All You Need",
            origin="https://huggingface.co/papers/date/2025-10-31:1",
            ids=(PaperId("arxiv", "1706.03762"),),
            authors=("Ashish Vaswani", "Noam Shazeer"),
            n_authors=2,
            date=Date(2017, 6, 12),
            listed=Date(2025, 10, 31),
            abstract="Only attention. Nothing else.",
            urls=("https://github.com/tensorflow/tensor2tensor", "https://attention.example.org/"),
            votes=42,
        ),
        Listing(
            title="Deep Residual Learning for Image Recognition",
            origin="https://huggingface.co/papers/date/2025-10-31:2",
            ids=(PaperId("arxiv", "1512.03385"),),
            listed=Date(2025, 10, 31),
        ),
    ]
    assert session.urls == ["https://huggingface.co/api/daily_papers?date=2025-10-31&limit=100"]
    assert (told.notes, told.problems) == ([], [])


@pytest.mark.parametrize(
    ("address", "asked", "origin", "listed"),
    [
        ("hf:2025-10-31", f"{API}?date=2025-10-31&limit=100", "/papers/date/2025-10-31", Date(2025, 10, 31)),
        ("hf:2026-W12", f"{API}?week=2026-W12&limit=100", "/papers/week/2026-W12", Date(2026, 3, 22)),
        ("hf:2026-03", f"{API}?month=2026-03&limit=100", "/papers/month/2026-03", Date(2026, 3)),
        ("hf:today", f"{API}?date=2026-11-20&limit=100", "/papers/date/2026-11-20", Date(2026, 11, 20)),
        ("hf:TODAY", f"{API}?date=2026-11-20&limit=100", "/papers/date/2026-11-20", Date(2026, 11, 20)),
        ("https://hf.co/papers?q=a%26b", "/api/papers/search?q=a&b&limit=100", "/papers?q=a%26b", None),
    ],
)  # fmt: skip
def test_an_address_is_one_request(address: str, asked: str, origin: str, listed: Date | None) -> None:
    session = CannedSession({asked.partition("?")[0]: ITEMS})
    told = Told(session, address)
    assert session.targets == [asked]
    assert [one.origin for one in told.listings] == [f"https://huggingface.co{origin}:{n}" for n in (1, 2)]
    assert {one.listed for one in told.listings} == {listed}


@pytest.mark.parametrize("address", ["hf:today", "hf:2026-11-18", "hf:2026-W47", "https://hf.co/papers?q=x"])
def test_what_may_soon_be_another_page_is_not_kept_for_long(address: str) -> None:
    session = CannedSession({API: ITEMS, "/api/papers/search": ITEMS})
    Told(session, address)
    assert session.whole == [False]


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2026-11-22", ["2026-11-20", "2026-11-19"]),
        ("2026-11-23", ["2026-11-23", "2026-11-20", "2026-11-19"]),
        ("2026-11-20", ["2026-11-20", "2026-11-19"]),
    ],
)
def test_the_newest_page_is_the_last_that_holds_papers(today: str, asked: list[str]) -> None:
    session = CannedSession({API: [], f"{API}?date=2026-11-19&limit=100": ITEMS})
    told = Told(session, "hf:today", today=datetime.date.fromisoformat(today))
    assert session.targets == [f"{API}?date={day}&limit=100" for day in asked]
    assert told.listings[0].origin == "https://huggingface.co/papers/date/2026-11-19:1"


def test_a_page_that_nobody_has_begun_yet_is_asked_for_again_on_that_day() -> None:
    session = CannedSession({API: []})
    Told(session, "hf:2026-11-20", "hf:2026-11-19", "hf:2026-W47")
    begun = [f"{API}?date=2026-11-20&limit=100", f"{API}?week=2026-W47&limit=100"]
    assert [
        target for target, url in zip(session.targets, session.urls, strict=True) if url in session.passing
    ] == begun


def test_a_day_without_papers_is_noted() -> None:
    told = Told(CannedSession({API: []}), "hf:2025-11-01", "hf:today")
    assert told.problems == []
    assert told.notes == [
        f"https://huggingface.co/papers/date/{day}: holds no papers" for day in ("2025-11-01", "2026-11-20")
    ]


@pytest.mark.parametrize(
    "address", ["hf:2026-11-21", "hf:2026-W48", "hf:2026-12", "hf:2023-05-03", "hf:2023-04"]
)
def test_a_page_of_the_future_or_of_long_ago_is_not_asked_for(address: str) -> None:
    session = CannedSession()
    told = Told(session, address)
    assert session.urls == []
    assert "there is no such page: the pages begin on 2023-05-04, and today is 2026-11-20" in told.problems[0]


def test_one_paper() -> None:
    session = CannedSession({"/api/papers/1706.03762": PAPER})
    (one,) = Told(session, "https://huggingface.co/papers/1706.03762").listings
    assert (one.title, one.n_authors, one.listed) == ("Attention Is All You Need", 2, None)
    assert one.origin == "https://huggingface.co/papers/1706.03762:1"


@pytest.mark.parametrize("canned", [404, LOGIN, RESIDUAL, {}, SourceUnavailable("huggingface", "down")])
def test_one_paper_of_which_no_more_is_known_is_its_id(canned: Canned) -> None:
    session = CannedSession({"/api/papers/1706.03762": canned})
    told = Told(session, "https://huggingface.co/papers/1706.03762")
    assert [(one.title, one.ids) for one in told.listings] == [("", (PaperId("arxiv", "1706.03762"),))]
    assert told.problems == []


@pytest.mark.parametrize("canned", [404, 400, LOGIN, b"", {"error": "no"}, [1]])
@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("hf:2025-10-31", "/papers/date/2025-10-31"),
        ("hf:2026-W12", "/papers/week/2026-W12"),
        ("hf:today", "/papers"),
        ("https://hf.co/papers?q=attention", "/papers"),
    ],
)
def test_where_the_api_does_not_answer_the_page_itself_is_read(
    address: str, path: str, canned: Canned
) -> None:
    there = page("2025-10-31", [PAPER, RESIDUAL])
    session = CannedSession({API: canned, "/api/papers/search": canned, path: there})
    told = Told(session, address)
    assert told.problems == []
    assert told.titles == ["Attention Is All You Need", RESIDUAL["title"]]
    assert told.listings[0].ids == (PaperId("arxiv", "1706.03762"),)
    assert told.listings[0].origin.startswith(f"https://huggingface.co{path}")
    assert session.whole == [False]


def test_the_page_itself_is_read_as_what_it_is_whatever_format_is_asked_for() -> None:
    session = CannedSession({"/papers/date/2025-10-31": page("2025-10-31", [PAPER])})
    assert Told(session, "hf:2025-10-31", form="titles").titles == ["Attention Is All You Need"]


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (LOGIN, "huggingface: answered with a page that lists no papers"),
        (page("2026-11-20", [PAPER]), "huggingface: answered with the page of 2026-11-20"),
        (404, "huggingface: refuses the request (HTTP 404)"),
        (SourceUnavailable("huggingface", "cannot be reached"), "huggingface: cannot be reached"),
    ],
)
def test_a_page_that_is_not_there_is_one_line_and_the_rest_goes_on(there: Canned, said: str) -> None:
    session = CannedSession({"/papers/date/2025-10-31": there, f"{API}?date=2025-10-30&limit=100": ITEMS})
    told = Told(session, "hf:2025-10-31", "hf:2025-10-30")
    assert len(told.listings) == 2
    origin = "https://huggingface.co/papers/date/2025-10-31"
    assert told.problems == [f"{origin}: {said}; run again later, or save the page and give its file"]


def test_items_that_are_no_papers_are_named_and_the_rest_is_read() -> None:
    told = Told(CannedSession({API: [{"paper": RESIDUAL}, {"paper": {}}, {"paper": PAPER}]}), "hf:2025-10-31")
    assert len(told.listings) == 2
    assert told.problems == [
        "https://huggingface.co/papers/date/2025-10-31:2: neither a title nor an id there"
    ]


def test_errors_name_the_page() -> None:
    with pytest.raises(ReaderError) as raised:
        fetch("hf:today", CannedSession(), SETTINGS, TODAY)
    assert raised.value.origin == "https://huggingface.co/papers"
