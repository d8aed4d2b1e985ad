"""The verb `update`: publications in place of preprints, single fields mended, no other byte touched."""

from pathlib import Path

import pytest
from command import Command
from unreachable import nobody

from papers2bib.catalogue.build import build

PREPRINT = '{"arxiv_id": "1706.03762", "title": "Attention Is All You Need", "published": "2017-06-12",'
PEOPLE = ' "authors": ["Ashish Vaswani", "Noam Shazeer", "Niki Parmar"]'
THERE = (
    ' "type": "inproceedings", "year": "2017", "pages": "5998-6008",'
    ' "booktitle": "Advances in Neural Information Processing Systems 30", "doi": "10.5555/3295222.3295349",'
)
PUBLISHED = '{"title": "Attention is All you Need",' + THERE + PEOPLE + "}\n"
BIB = """% mine
@article{vaswani,\r
  TITLE   = "Attention Is All You Need", % so it is
  author  = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki},
  journal = {arXiv preprint arXiv:1706.03762},
  year    = 2016
}
"""


@pytest.fixture
def known(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command over a preprint and what is said to be its publication."""
    _catalogue(tmp_path, monkeypatch, PUBLISHED)
    return command


def _catalogue(folder: Path, monkeypatch: pytest.MonkeyPatch, published: str) -> None:
    facts = folder / "facts.jsonl"
    facts.write_text(PREPRINT + PEOPLE + "}\n" + published, encoding="utf-8")
    build([facts], folder / "known.p2b")
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(folder / "known.p2b"))


def bib(text: str = BIB) -> Path:
    path = Path("refs.bib")
    path.write_bytes(text.encode())
    return path


def test_a_preprint_becomes_its_publication_and_all_else_stays(known: Command) -> None:
    done = known("update", bib())
    assert done.status == 0
    new = Path("refs.bib").read_bytes().decode()
    for line in ("% mine\n", '  TITLE   = "Attention Is All You Need", % so it is\n', "and Parmar, Niki},\n"):
        assert line in new
    assert "@inproceedings{vaswani,\r\n" in new
    assert "Advances in Neural Information Processing Systems 30" in new
    assert "5998--6008" in new
    assert "10.5555/3295222.3295349" in new
    assert "year    = {2017}" in new
    assert "arXiv preprint" not in new
    assert "the same title, 3 of 3 authors" in done.err


def test_a_second_run_changes_nothing(known: Command) -> None:
    known("update", bib())
    before = Path("refs.bib").read_bytes()
    assert "0 changed" in known("update", "refs.bib").err
    assert Path("refs.bib").read_bytes() == before


def test_a_dry_run_prints_the_diff_alone(known: Command) -> None:
    done = known("update", bib(), "--dry-run")
    assert b"-  journal = {arXiv preprint arXiv:1706.03762}," in done.out
    assert Path("refs.bib").read_bytes().decode() == BIB


def test_a_publication_by_other_people_is_told_and_not_taken(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = PUBLISHED.replace("Noam Shazeer", "Ada Lovelace").replace("Niki Parmar", "Charles Babbage")
    _catalogue(tmp_path, monkeypatch, others)
    done = command("update", bib())
    assert Path("refs.bib").read_bytes().decode() == BIB
    assert "0 changed" in done.err


def test_a_publication_with_somebody_else_is_told(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _catalogue(tmp_path, monkeypatch, PUBLISHED.replace("Niki Parmar", "Ada Lovelace"))
    done = command("update", bib())
    assert done.status == 1
    assert "left as it is" in done.err
    assert Path("refs.bib").read_bytes().decode() == BIB


def test_what_check_found_is_mended_field_by_field(known: Command) -> None:
    known("update", bib())
    fewer = Path("refs.bib").read_bytes().decode().replace(" and Parmar, Niki", "")
    known("update", bib(fewer))
    assert Path("refs.bib").read_bytes().decode() == fewer
    done = known("update", "refs.bib", "--fix", "authors")
    assert Path("refs.bib").read_bytes().decode() == fewer.replace("Noam}", "Noam and Parmar, Niki}")
    assert "author from catalogue" in done.err


def test_an_absent_paper_is_never_mended(known: Command) -> None:
    text = "@article{k, title = {Quantum Cheese}, author = {A. B.}, journal = {J. Cheese}, year = 1999}\n"
    known("update", bib(text), "--fix", "title,authors,year,venue,doi")
    assert Path("refs.bib").read_bytes().decode() == text


def test_a_field_that_cannot_be_mended_is_wrong_usage(known: Command) -> None:
    assert known("update", bib(), "--fix", "cheese").status == 2


def test_the_web_is_asked_for_preprints_that_the_catalogue_has_not_published(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _catalogue(tmp_path, monkeypatch, "")
    monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path / "cache"))
    with nobody() as root:
        for service in ("ARXIV", "S2", "CROSSREF", "DBLP"):
            monkeypatch.setenv(f"PAPERS2BIB_{service}_URL", root)
        done = command("update", bib(), "--online")
    assert "cannot be reached" in done.err
    assert Path("refs.bib").read_bytes().decode() == BIB
