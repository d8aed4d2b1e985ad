"""Real reading lists, where they lie beside the repository, are read into the titles of their answer keys."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from papers2bib.model import Date, Listing
from papers2bib.readers.walk import read

pytestmark = pytest.mark.facts


def plain(title: str) -> str:
    """The title with invisible characters and runs of blanks folded, as a reader may do."""
    return " ".join(re.sub("[\u00ad\u200b\ufeff]", "", unicodedata.normalize("NFC", title)).split())


def complaints_and_listings(*paths: Path) -> tuple[list[str], list[Listing]]:
    said: list[str] = []
    listings = list(read(paths, note=said.append, problem=lambda error: said.append(str(error))))
    return said, listings


@pytest.mark.parametrize("name", ["stripped.txt", "list.md"])
def test_every_list_is_read_into_the_titles_of_its_key(shared: Path, name: str) -> None:
    keys = sorted((shared / "lists").glob("*/key.json"))
    assert keys
    for key in keys:
        said, listings = complaints_and_listings(key.with_name(name))
        wanted = [plain(one["title"]) for one in json.loads(key.read_text(encoding="utf-8"))]
        assert [plain(one.title) for one in listings] == wanted, key.parent.name
        assert said == [], key.parent.name


def test_the_links_of_a_list_give_its_ids(shared: Path) -> None:
    for key in sorted((shared / "lists").glob("*/key.json")):
        lines = key.with_name("list.md").read_text(encoding="utf-8").split("\n")
        for listing in complaints_and_listings(key.with_name("list.md"))[1]:
            line = lines[int(listing.origin.rpartition(":")[2]) - 1]
            linked = re.findall(r"\]\(https?://arxiv\.org/abs/([a-z./\d-]+?)(?:v\d+)?\)", line)
            assert [one.value for one in listing.ids if one.value in linked] == linked


def test_the_daily_papers_pages_hold_90_listings_of_75_papers(shared: Path) -> None:
    said, listings = complaints_and_listings(shared / "seeds")
    assert said == []
    assert (len(listings), len({one.title for one in listings})) == (90, 75)
    assert all(len(one.abstract) > 1000 for one in listings)
    assert sum(one.n_authors is None for one in listings) == 1
    assert [one.title[:8] for one in listings if one.date is None] == ["Learning"]
    assert [one.date for one in listings if one.date and not one.date.year] == [Date(0, 1, 5)]
    assert {one.listed.month for one in listings if one.listed} == {1, 4}


def test_a_folder_of_mixed_files_is_read_without_a_word_of_json_and_programs(shared: Path) -> None:
    said, listings = complaints_and_listings(shared / "lists")
    keys = [json.loads(key.read_text(encoding="utf-8")) for key in (shared / "lists").glob("*/key.json")]
    assert len(listings) >= 2 * sum(map(len, keys))
    assert len(said) <= 1
