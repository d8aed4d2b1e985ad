"""BibLaTeX and CSL-JSON: the particulars of each format, and that the programs they are for take them."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing, Paper, Reference
from papers2bib.targets.bibtex import BibtexTarget
from papers2bib.targets.csl import CslTarget

PREPRINT = Paper(
    source="arxiv",
    title=r"Gödel & {\'E}mile: $O(n^2)$ <i>Proofs</i>",
    ids=(PaperId("arxiv", "2501.00001"),),
    authors=("Ludwig van Beethoven", "Émile Borel", "The ATLAS Collaboration"),
    published=Date(2025, 1, 2),
    categories=("cs.LO",),
)
ARTICLE = replace(
    PREPRINT, kind="article", venue="Annals of Gardens", issued=Date(2026, 3), volume="7", number="2",
    pages="1-9", ids=(*PREPRINT.ids, PaperId("doi", "10.5555/x_y")),
)  # fmt: skip


def biblatex(paper: Paper, *keys: str) -> str:
    listings = tuple(Listing(paper.title, "a.bib:1", key=key) for key in keys)
    (written,) = BibtexTarget(utf8=True, biblatex=True).write([Reference(paper, listings)])
    return written.text


def csl(*papers: Paper) -> list[dict[str, object]]:
    target = CslTarget()
    assert len(list(target.write(map(Reference, papers)))) == len(papers)
    items = json.loads(target.whole())
    assert isinstance(items, list)
    return items


def test_a_preprint_is_online_for_biblatex() -> None:
    text = biblatex(PREPRINT, "borel25", "not a key", "borel25")
    assert text.startswith("@online{vanbeethoven2025")
    for line in (
        "ids = {borel25}",
        "date = {2025-01-02}",
        "eprinttype = {arXiv}",
        "eprintclass = {cs.LO}",
        "Émile",
    ):
        assert line in text
    assert "Émile" in text
    assert "year" not in text


def test_an_article_has_a_journaltitle_and_its_own_date() -> None:
    text = biblatex(ARTICLE)
    assert text.startswith("@article{")
    for line in (
        "@article{",
        "journaltitle = {Annals of Gardens}",
        "date = {2026-03}",
        "doi = {10.5555/x_y}",
    ):
        assert line in text


def test_items_hold_what_the_schema_knows_and_plain_text() -> None:
    preprint, article = csl(PREPRINT, ARTICLE)
    assert preprint["title"] == "Gödel & Émile: O(n^2) Proofs"
    assert preprint["type"] == "article"
    assert preprint["issued"] == {"date-parts": [[2025, 1, 2]]}
    assert preprint["author"] == [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "Borel", "given": "Émile"},
        {"literal": "The ATLAS Collaboration"},
    ]
    assert (article["type"], article["container-title"], article["issue"]) == (
        "article-journal",
        "Annals of Gardens",
        "2",
    )
    assert article["DOI"] == "10.5555/x_y"


def test_no_items_are_an_empty_list() -> None:
    assert csl() == []


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_cites_them(tmp_path: Path) -> None:
    target = CslTarget()
    keys = [one.key for one in target.write(map(Reference, (PREPRINT, ARTICLE)))]
    (tmp_path / "refs.json").write_bytes(target.whole())
    text = " ".join(f"[@{key}]" for key in keys)
    command = ["pandoc", "--citeproc", "--bibliography", "refs.json", "-t", "plain"]
    done = subprocess.run(command, input=text.encode(), cwd=tmp_path, capture_output=True, check=True)
    assert b"not found" not in done.stderr
    assert "Annals of Gardens" in done.stdout.decode()
    assert "Beethoven" in done.stdout.decode()
