"""On two saved pages of Daily Papers: every paper is found, and all that is written of it is in the facts."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import Command
from doubles import Web
from fast_clock import Fast
from served_papers import invented, served

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
def known(shared: Path, rows: Rows) -> dict[str, dict[str, Any]]:
    """The facts on the papers of the report, and on one in two hundred of the others."""
    wanted = {row["ids"]["arxiv"] for row in rows}
    found = {}
    for name in ("arxiv.jsonl.gz", "arxiv_more.jsonl.gz"):
        with gzip.open(shared / "catalogue" / name, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % 200 == 0 or line[13 : line.index('"', 13)] in wanted:
                    fact = json.loads(line)
                    found[fact["arxiv_id"]] = fact
    return found


@pytest.fixture(scope="module")
def facts(rows: Rows, known: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The facts on the papers of the report."""
    wanted = {row["ids"]["arxiv"] for row in rows}
    return {name: fact for name, fact in known.items() if name in wanted}


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


@pytest.fixture
def web(
    known: dict[str, dict[str, Any]], rows: Rows, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Web]:
    """The services, at a clock that does not wait; what is listed has the listed day, which was arXiv's."""
    from papers2bib import read

    days = {
        row["ids"]["arxiv"]: str(listing.date)
        for listing, row in zip(read([shared / "seeds"]), rows, strict=True)
        if listing.date and listing.date.exact
    }
    monkeypatch.setattr("papers2bib.session.door.Clock", Fast)
    papers = [served(fact | {"published": days.get(name, fact["published"])}) for name, fact in known.items()]
    with Web(papers) as services:
        for name, value in services.environment.items():
            monkeypatch.setenv(name, value)
        yield services


def reported() -> Rows:
    return [json.loads(line) for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]


def test_without_a_catalogue_the_web_finds_them_all_in_eight_requests(
    command: Command, web: Web, rows: Rows, shared: Path
) -> None:
    args = [shared / "seeds", "--report", "r.jsonl", "--sources", "huggingface,arxiv,semantic_scholar"]
    found = command(*args)
    assert found.status == 0, found.err
    assert [row["ids"]["arxiv"] for row in reported()] == [row["ids"]["arxiv"] for row in rows]
    for row in reported():
        assert row["ids"]["s2"] == invented({"arxiv_id": row["ids"]["arxiv"]})["s2_id"]
    assert web.count <= 8
    web.forget()
    assert command(*args) == found
    assert web.count == 0


def test_with_the_shipped_catalogue_they_take_two_requests(
    command: Command, web: Web, rows: Rows, shared: Path, shipped_catalogue: Path
) -> None:
    found = command(shared / "seeds", "--report", "r.jsonl", "--catalogue", shipped_catalogue)
    assert found.status == 0, found.err
    assert [row["ids"]["arxiv"] for row in reported()] == [row["ids"]["arxiv"] for row in rows]
    assert all(row["ids"]["s2"] for row in reported())
    assert web.count <= 2
