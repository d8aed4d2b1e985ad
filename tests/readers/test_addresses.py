"""Addresses: what is one, which page or file it means, and what cannot be read from."""

from pathlib import Path

import pytest

from papers2bib.config import Settings
from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.readers.addresses import (
    DailyPage,
    PaperPage,
    Place,
    RepositoryFile,
    SearchPage,
    is_address,
    place,
)
from papers2bib.readers.hf_period import Period

SETTINGS = Settings()


def page(period: str) -> DailyPage:
    return DailyPage(Period.parse(period))


@pytest.mark.parametrize(
    "path", ["https://huggingface.co/papers", "HTTP://x.org", "hf:today", "HF:2025-10-31", "hf:?", "ftp://x.org/list",
             str(Path("https://huggingface.co/papers")), "file:///etc/passwd"],
)  # fmt: skip
def test_what_is_meant_for_the_web(path: str) -> None:
    assert is_address(path)


@pytest.mark.parametrize(
    "path",
    [
        "list.txt",
        "-",
        "./hf:today",
        "a/https://b",
        "C:\\lists\\a.txt",
        "C:/lists",
        "huggingface.co",
        "",
        "hf",
    ],
)
def test_what_is_a_path(path: str) -> None:
    assert not is_address(path)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("hf:today", DailyPage()),
        ("hf:2025-10-31", page("2025-10-31")),
        ("hf:2026-W12", page("2026-W12")),
        ("HF:2026-w9", page("2026-W09")),
        ("hf:2026-03", page("2026-03")),
        ("https://huggingface.co/papers", DailyPage()),
        ("http://www.huggingface.co:80/papers/", DailyPage()),
        ("https:/huggingface.co/papers", DailyPage()),
        ("HTTPS://HuggingFace.co/papers#top", DailyPage()),
        ("https://hf.co/papers/date/2025-10-31", page("2025-10-31")),
        ("https://huggingface.co/papers?date=2025-10-31", page("2025-10-31")),
        ("https://huggingface.co/papers/week/2026-W12?x=y", page("2026-W12")),
        ("https://huggingface.co/papers/month/2026-03", page("2026-03")),
        ("https://huggingface.co/papers?q=reward+models%20%26%20more", SearchPage("reward models & more")),
        ("https://huggingface.co/papers?q=", DailyPage()),
        ("https://huggingface.co/papers/2504.11457", PaperPage(PaperId("arxiv", "2504.11457"))),
        ("https://huggingface.co/papers/2504.11457v2", PaperPage(PaperId("arxiv", "2504.11457"))),
    ],
)
def test_a_page_of_hugging_face(address: str, meant: Place) -> None:
    assert place(address, SETTINGS) == meant


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("https://github.com/Owner/repo", "Owner/repo/HEAD/README.md"),
        ("https://www.github.com/Owner/repo.git", "Owner/repo/HEAD/README.md"),
        ("https://github.com/Owner/repo/?tab=readme-ov-file#papers", "Owner/repo/HEAD/README.md"),
        ("https://github.com/Owner/repo/tree/main", "Owner/repo/main/README.md"),
        ("https://github.com/Owner/repo/tree/main/2024/cvpr", "Owner/repo/main/2024/cvpr/README.md"),
        ("https://github.com/Owner/repo/blob/main/a%20list.md", "Owner/repo/main/a%20list.md"),
        ("https://github.com/Owner/repo/raw/v1/papers.bib?raw=true", "Owner/repo/v1/papers.bib"),
        ("https://github.com/Owner/repo/blob/main/論文.md", "Owner/repo/main/%E8%AB%96%E6%96%87.md"),
        ("https://github.com/Owner/repo/blob/main/a%2F..%2Fb.md", "Owner/repo/main/a%2F..%2Fb.md"),
        ("https://raw.githubusercontent.com/Owner/repo/main/x/y.md?token=1", "Owner/repo/main/x/y.md"),
    ],
)
def test_a_file_at_github(address: str, first: str) -> None:
    meant = place(address, SETTINGS)
    assert isinstance(meant, RepositoryFile)
    assert meant.paths[0] == first
    assert len(set(meant.paths)) == len(meant.paths)


def test_the_readme_of_a_repository_has_several_names() -> None:
    meant = place("https://github.com/Owner/repo", SETTINGS)
    assert isinstance(meant, RepositoryFile)
    assert "Owner/repo/HEAD/README" in meant.paths
    assert all(path.lower().startswith("owner/repo/head/readme") for path in meant.paths)


@pytest.mark.parametrize(
    "address",
    [
        "hf:", "hf:tomorrow", "hf:2025-13-40", "hf:2026-W54", "hf:2026", "hf://datasets/x",
        "https://huggingface.co", "https://huggingface.co/", "https://huggingface.co/papers/trending",
        "https://huggingface.co/papers/date/2025-13-40", "https://huggingface.co/papers/date/2026-W12",
        "https://huggingface.co/papers?date=soon", "https://huggingface.co/papers/date/2025-10-31/x",
        "https://huggingface.co/papers/../../etc", "https://huggingface.co/datasets/a/b", "https://hf.co/a/b",
        "https://github.com", "https://github.com/owner", "https://github.com/owner/repo/issues/3",
        "https://github.com/owner/repo/tree", "https://github.com/owner/repo/blob/main", "https://github.com/a/../b",
        "https://raw.githubusercontent.com/owner/repo/main", "https://gist.github.com/a/b",
        "https://example.org/papers", "https://huggingface.co.example.org/papers", "https://arxiv.org/abs/1706.03762",
        "https://huggingface.co@example.org/papers", "https://example.org/https://huggingface.co/papers",
        "https://huggingface.co:8443/papers", "https://huggingface.co:x/papers", "https://[::1", "https://",
        "ftp://huggingface.co/papers", "file:///etc/passwd", "http://127.0.0.1/papers", "http://localhost:80/",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line_that_says_what_is_possible(address: str) -> None:
    with pytest.raises(ReaderError) as raised:
        place(address, SETTINGS)
    assert raised.value.origin == address
    assert "hf:today" in str(raised.value)
    assert "github.com" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_addresses_of_the_settings_are_understood_beside_the_known_ones() -> None:
    here = Settings(hf_url="http://127.0.0.1:8000/hf", github_url="http://127.0.0.1:8001")
    assert place("http://127.0.0.1:8000/hf/papers/date/2025-10-31", here) == page("2025-10-31")
    assert place("https://huggingface.co/papers/date/2025-10-31", here) == page("2025-10-31")
    assert place("http://127.0.0.1:8001/o/r/HEAD/README.md", here) == RepositoryFile(("o/r/HEAD/README.md",))
    for other in (
        "http://127.0.0.1:8000/papers",
        "http://127.0.0.1:8000/hfx/papers",
        "http://127.0.0.1:80010/o/r/H/x",
    ):
        with pytest.raises(ReaderError):
            place(other, here)
