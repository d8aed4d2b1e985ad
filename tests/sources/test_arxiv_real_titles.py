"""Real titles: how many requests they make, and how damaged they may be to be found all the same."""

import gzip
import json
import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from arxiv_query import Indexed, parse
from canned import CannedSession
from damage import cut_to_half, misspelt, without_a_word

from papers2bib import read
from papers2bib.config import Settings
from papers2bib.model import Listing
from papers2bib.sources.arxiv import ArxivTitles, ArxivWords
from papers2bib.sources.arxiv_query import phrases, stretches

pytestmark = pytest.mark.facts

EVERY = 500


@pytest.fixture(scope="module")
def titles(shared: Path) -> list[str]:
    """One title in five hundred, of all years and fields."""
    with gzip.open(shared / "catalogue" / "arxiv.jsonl.gz", "rb") as lines:
        return [json.loads(line)["title"] for line in islice(lines, 0, None, EVERY)]


def found(query: Callable[[Listing], str], listed: str, title: str) -> bool:
    clause = query(Listing(listed, "list.txt:1"))
    return bool(clause and parse(clause)(Indexed({"arxiv_id": "2503.00001", "title": title})))


def widely(listed: str, title: str) -> bool:
    """In the first step or the second."""
    return found(phrases, listed, title) or found(stretches, listed, title)


def test_two_pages_of_daily_papers_are_three_requests(shared: Path) -> None:
    listings = list(read([str(shared / "seeds")]))
    portions = list(ArxivTitles(CannedSession(), Settings()).portions(listings))
    assert sum(map(len, portions)) == len(listings) == 90
    assert len(portions) <= 3
    assert len(list(ArxivWords(CannedSession(), Settings()).portions(listings))) <= 15


def test_every_title_is_found_as_it_is(titles: list[str]) -> None:
    lacking = [title for title in titles if not found(phrases, title, title)]
    assert len(lacking) <= len(titles) * 0.002, lacking


@pytest.mark.parametrize(
    ("damage", "least"),
    [(misspelt, 0.80), (without_a_word, 0.95), (cut_to_half, 0.75)],
)
def test_damaged_titles_are_found(
    titles: list[str], damage: Callable[[str, random.Random], str], least: float
) -> None:
    chance = random.Random(0)
    share = sum(widely(damage(title, chance), title) for title in titles) / len(titles)
    print(f"{damage.__name__}: {share:.1%} of {len(titles)}")
    assert share >= least
