import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from papers2bib.catalogue.build import build
from papers2bib.errors import CatalogueError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Listing
from papers2bib.sources import catalogue as module
from papers2bib.sources.catalogue import CatalogueSource

ATTENTION = {"arxiv_id": "1706.03762", "title": "Attention Is All You Need", "authors": ["Ashish Vaswani"]}
GAIA = {
    "arxiv_id": "2311.12983",
    "title": "GAIA: a benchmark for General AI Assistants",
    "authors": ["Grégoire Mialon"],
}


def made(path: Path, *facts: Mapping[str, Any]) -> Path:
    lines = path.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(fact) + "\n" for fact in facts), encoding="utf8")
    build([lines], path)
    return path


def search(source: CatalogueSource, *listed: str) -> list[str]:
    return [paper.title for paper in source.search([Listing(title, "list:1") for title in listed])]


def test_each_listing_gets_its_papers(tmp_path: Path) -> None:
    source = CatalogueSource([made(tmp_path / "one.p2b", ATTENTION, GAIA)])
    assert search(source, "GAIA", "Attention is all you need") == [GAIA["title"], ATTENTION["title"]]
    assert {paper.source for paper in source.lookup([PaperId("arxiv", "2311.12983")])} == {source.name}


def test_several_files_are_asked_in_turn(tmp_path: Path) -> None:
    source = CatalogueSource([made(tmp_path / "one.p2b", ATTENTION), made(tmp_path / "two.p2b", GAIA)])
    assert search(source, "Attention is all you need", "GAIA") == [ATTENTION["title"], GAIA["title"]]
    assert len(list(source.lookup([PaperId("arxiv", "1706.03762"), PaperId("arxiv", "2311.12983")]))) == 2


def test_a_paper_in_two_files_is_given_once(tmp_path: Path) -> None:
    paths = [made(tmp_path / "one.p2b", ATTENTION), made(tmp_path / "two.p2b", ATTENTION)]
    assert search(CatalogueSource(paths), "Attention is all you need") == [ATTENTION["title"]]


def test_a_later_file_replaces_the_record_of_an_id_and_its_old_title_still_leads_there(
    tmp_path: Path,
) -> None:
    renamed = ATTENTION | {"title": "A New Simple Network Architecture, the Transformer"}
    source = CatalogueSource([made(tmp_path / "old.p2b", ATTENTION), made(tmp_path / "new.p2b", renamed)])
    (paper,) = source.search([Listing(ATTENTION["title"], "list:1")])  # type: ignore[arg-type] # a plain dict
    assert (paper.title, paper.titles) == (renamed["title"], (ATTENTION["title"],))


def test_without_any_catalogue_the_source_is_unavailable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "shipped", lambda: tmp_path / "absent.p2b")
    with pytest.raises(SourceUnavailable, match="build one and name it with --catalogue"):
        CatalogueSource()


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Attention Is All You Need", encoding="utf8")
    with pytest.raises(CatalogueError, match=r"list\.txt: not a papers2bib catalogue"):
        CatalogueSource([tmp_path / "list.txt"])
