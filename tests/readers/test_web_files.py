"""Files and addresses of all kinds read from the web: GitHub, mirrors, and what is said of the rest."""

import pytest
from canned import Canned, CannedSession
from hf_samples import PAPER, RESIDUAL
from web_reading import API, LOGIN, TODAY, Told, page

from papers2bib.config import Settings
from papers2bib.errors import SourceUnavailable
from papers2bib.readers.walk import read
from papers2bib.readers.web import WebFile, WebPage, fetch

ITEMS = [{"paper": PAPER}, {"paper": RESIDUAL}]
README = b"# Papers\n\n- **Attention Is All You Need** [paper](https://arxiv.org/abs/1706.03762)\n"


def test_the_readme_of_a_repository_is_read_like_a_file() -> None:
    session = CannedSession({"/o/r/HEAD/README.md": README})
    told = Told(session, "https://github.com/o/r")
    assert told.titles == ["Attention Is All You Need"]
    assert told.listings[0].origin == "https://raw.githubusercontent.com/o/r/HEAD/README.md:3"
    assert session.urls == ["https://raw.githubusercontent.com/o/r/HEAD/README.md"]
    assert session.whole == [False]


def test_readmes_of_other_names_are_found() -> None:
    session = CannedSession({"/o/r/HEAD/README.rst": b"1. Attention Is All You Need\n2. Deep Image Prior\n"})
    told = Told(session, "https://github.com/o/r")
    assert told.titles == ["Attention Is All You Need", "Deep Image Prior"]
    assert session.targets[0] == "/o/r/HEAD/README.md"


def test_a_file_of_a_repository_is_read_by_what_it_is() -> None:
    session = CannedSession({"/o/r/main/refs.bib": b"@misc{a, title={Deep Image Prior}}"})
    assert Told(session, "https://github.com/o/r/blob/main/refs.bib").titles == ["Deep Image Prior"]
    assert Told(session, "https://raw.githubusercontent.com/o/r/main/refs.bib", form="bibtex").titles


@pytest.mark.parametrize(
    "address",
    ["https://github.com/o/r/blob/master/list.md", "https://raw.githubusercontent.com/o/r/main/list.md"],
)
def test_a_file_is_found_where_the_branch_has_another_name_by_now(address: str) -> None:
    session = CannedSession({"/o/r/HEAD/list.md": README})
    assert Told(session, address).titles == ["Attention Is All You Need"]
    assert len(session.urls) == 2


def test_a_file_of_another_branch_is_not_looked_for_elsewhere() -> None:
    session = CannedSession({"/o/r/HEAD/list.md": README})
    told = Told(session, "https://github.com/o/r/blob/v1.0/list.md")
    assert (told.titles, len(told.problems), len(session.urls)) == ([], 1, 1)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (404, "there is no such file: check the address"),
        (LOGIN, "github: answered with a web page in place of the file"),
        (b" \n", "github: answered with nothing"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary, not a list"),
        (SourceUnavailable("github", "no answer in time"), "github: no answer in time"),
    ],
)
def test_what_is_no_list_is_one_line_and_the_rest_goes_on(body: Canned, said: str) -> None:
    session = CannedSession({"/o/r/main/list.md": body, API: ITEMS})
    told = Told(session, "https://github.com/o/r/blob/main/list.md", "hf:2025-10-31")
    assert len(told.listings) == 2
    (problem,) = told.problems
    assert problem.startswith(f"https://raw.githubusercontent.com/o/r/main/list.md: {said}")
    assert "\n" not in problem


def test_a_page_saved_in_a_repository_is_a_list() -> None:
    session = CannedSession({"/o/r/main/saved.html": page("2025-10-31", [PAPER])})
    assert Told(session, "https://github.com/o/r/blob/main/saved.html").titles == [
        "Attention Is All You Need"
    ]


def test_the_same_page_is_read_once() -> None:
    session = CannedSession({API: ITEMS})
    told = Told(session, "hf:2025-10-31", "https://huggingface.co/papers/date/2025-10-31", "hf:2025-10-30")
    assert len(told.listings) == 4


def test_what_cannot_be_an_address_is_one_line() -> None:
    told = Told(CannedSession({API: ITEMS}), "https://example.org/list.md", "hf:2025-10-31")
    assert len(told.listings) == 2
    assert told.problems[0].startswith("https://example.org/list.md: not an address to read from: give ")


def test_without_the_web_an_address_is_one_line() -> None:
    problems: list[str] = []
    assert list(read(["hf:today"], problem=lambda error: problems.append(str(error)))) == []
    assert problems == ["hf:today: the web is not asked: save the page and give its file"]


def test_a_mirror_is_asked_in_place_of_the_service() -> None:
    here = Settings(hf_url="http://127.0.0.1:9", github_url="http://127.0.0.1:8/raw")
    session = CannedSession({API: ITEMS, "/raw/o/r/HEAD/README.md": README})
    day = fetch("https://huggingface.co/papers/date/2025-10-31", session, here, TODAY)
    assert isinstance(day, WebPage)
    assert day.origin == "http://127.0.0.1:9/papers/date/2025-10-31"
    file = fetch("https://github.com/o/r", session, here, TODAY)
    assert isinstance(file, WebFile)
    assert (file.origin, file.body) == ("http://127.0.0.1:8/raw/o/r/HEAD/README.md", README)
    assert all(url.startswith("http://127.0.0.1:") for url in session.urls)
