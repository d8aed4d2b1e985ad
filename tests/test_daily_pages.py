"""On two saved pages of Daily Papers: every paper is found, and all that is written of it is in the facts."""

import gzip
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.facts

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def rows(shared: Path, shipped_catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The report on the pages, made with the catalogue that comes with the package."""
    assert shipped_catalogue.is_file()
    folder = tmp_path_factory.mktemp("pages")
    command = [sys.executable, "-m", "papers2bib", "--offline", str(shared / "seeds")]
    command += ["-o", str(folder / "refs.bib"), "--report", str(folder / "report.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "refs.bib").read_text(encoding="ascii").count("\n@") == 74
    return [json.loads(line) for line in (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def facts(shared: Path, rows: Rows) -> dict[str, dict[str, Any]]:
    """The facts on the papers of the report."""
    wanted = {row["ids"]["arxiv"] for row in rows}
    found = {}
    for name in ("arxiv.jsonl.gz", "arxiv_more.jsonl.gz"):
        with gzip.open(shared / "catalogue" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line[13 : line.index('"', 13)] in wanted:
                    fact = json.loads(line)
                    found[fact["arxiv_id"]] = fact
    return found


def test_ninety_listings_are_seventy_five_papers(rows: Rows) -> None:
    assert len(rows) == 90
    assert {row["verdict"] for row in rows} == {"matched"}
    assert len({row["ids"]["arxiv"] for row in rows}) == len({row["key"] for row in rows}) == 75


def test_authors_are_complete_and_in_order(rows: Rows, facts: dict[str, dict[str, Any]]) -> None:
    assert len(facts) == 75
    for row in rows:
        assert row["fields"]["authors"]["value"] == facts[row["ids"]["arxiv"]]["authors"]


def test_counts_and_dates_of_the_pages_agree_with_the_papers_found(
    rows: Rows, facts: dict[str, dict[str, Any]], shared: Path
) -> None:
    from papers2bib import read

    listings = list(read([shared / "seeds"]))
    assert [listing.title for listing in listings] == [row["title"] for row in rows]
    for listing, row in zip(listings, rows, strict=True):
        fact = facts[row["ids"]["arxiv"]]
        assert listing.n_authors in {None, len(fact["authors"])}, listing.title
        if listing.date and listing.date.exact and fact.get("date_precision") != "month":
            listed = date(listing.date.year, listing.date.month, listing.date.day)
            late = (date.fromisoformat(fact["published"]) - listed).days
            assert late >= -1, listing.title
            # A guessed date is that of the papers announced beside it; the submission may be far older.
            assert late <= 1 or fact.get("date_precision") == "interpolated", listing.title
    assert sum(listing.n_authors is None for listing in listings) == 1


def test_every_field_says_where_it_comes_from(rows: Rows) -> None:
    for row in rows:
        assert all(field["source"] for field in row["fields"].values())
        assert row["because"]
