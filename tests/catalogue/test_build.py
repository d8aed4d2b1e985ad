import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from small_facts import ATTENTION, FACTS, GROUND_RING, UBOOST, Make, write_facts

from papers2bib.catalogue.build import build
from papers2bib.catalogue.query import Catalogue
from papers2bib.errors import SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper


def test_every_field_of_a_fact_comes_back(make: Make) -> None:
    (paper,) = make(*FACTS).lookup([PaperId("arxiv", "1305.7248")])
    assert paper == Paper(
        source="catalogue",
        title=UBOOST["title"],
        titles=tuple(UBOOST["alt_titles"]),
        ids=(PaperId("arxiv", "1305.7248"), PaperId("doi", "10.1088/1748-0221/8/12/p12013")),
        authors=("Justin Stevens", "Mike Williams"),
        published=Date(2013, 5, 30),
        date_precision="interpolated",
        code="https://github.com/example/uboost",
    )


def test_the_primary_category_comes_first(make: Make) -> None:
    fact = ATTENTION | {"categories": ["stat.ML", "cs.CL"], "primary": "cs.CL"}
    assert [paper.categories for paper in make(fact).papers()] == [("cs.CL", "stat.ML")]


def test_records_without_categories_or_date_are_kept_and_found(make: Make) -> None:
    catalogue = make({"arxiv_id": "1706.03762", "title": ATTENTION["title"]}, UBOOST)
    assert [paper.categories for paper in catalogue.papers()] == [(), ()]
    assert [paper.title for paper in catalogue.search(ATTENTION["title"])] == [ATTENTION["title"]]


def test_papers_stand_in_the_order_in_which_arxiv_numbered_them(make: Make) -> None:
    doi_only = {"title": "Only a DOI", "doi": "10.1000/x"}
    catalogue = make(doi_only, *FACTS)
    assert [paper.title for paper in catalogue.papers()] == [
        GROUND_RING["title"],
        UBOOST["title"],
        ATTENTION["title"],
        "Only a DOI",
    ]


def test_a_later_record_replaces_an_earlier_one_of_its_id(make: Make) -> None:
    catalogue = make(ATTENTION, GROUND_RING, ATTENTION | {"title": "Attention Is Not All You Need"})
    assert len(catalogue) == 2
    assert [paper.title for paper in catalogue.lookup([PaperId("arxiv", "1706.03762")])] == [
        "Attention Is Not All You Need"
    ]


def test_a_published_record_keeps_its_venue(make: Make) -> None:
    fact = {
        "title": "Deep Residual Learning for Image Recognition",
        "authors": ["Kaiming He"],
        "type": "inproceedings",
        "booktitle": "IEEE Conference on Computer Vision and Pattern Recognition",
        "venue": "CVPR",
        "year": "2016",
        "pages": "770–778",
        "publisher": "IEEE Computer Society",
        "volume": "1",
        "number": "2",
        "doi": "10.1109/CVPR.2016.90",
    }
    (paper,) = make(fact).papers()
    assert (paper.kind, paper.venue, paper.issued) == ("inproceedings", fact["booktitle"], Date(2016))
    assert (paper.pages, paper.publisher, paper.volume, paper.number) == (
        "770–778",
        "IEEE Computer Society",
        "1",
        "2",
    )
    assert paper.journal_ref == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "truncated"),
        ("[]", "Expected `object`, got `array`"),
        ('{"x":' + "[" * 100_000, "nested too deeply"),
        ('{"arxiv_id": "1706.03762"}', "no title"),
        ('{"title": "No id"}', "neither an arXiv id nor a DOI"),
        ('{"title": "X", "arxiv_id": "1799.00001"}', "no arXiv id"),
        ('{"title": "X", "arxiv_id": "cs/5001001"}', "never gave out"),
        ('{"title": 5, "arxiv_id": "1706.03762"}', "Expected `str`, got `int` - at `$.title`"),
        ('{"title": "X", "authors": ["Ann", 5], "arxiv_id": "1706.03762"}', "at `$.authors[1]`"),
        ('{"title": "X", "authors": "Ann", "arxiv_id": "1706.03762"}', "at `$.authors`"),
        ('{"title": "\\ud800", "arxiv_id": "1706.03762"}', "surrogate"),
    ],
)
def test_a_line_that_cannot_be_used_is_reported_and_skipped(tmp_path: Path, line: str, reason: str) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(f"{json.dumps(ATTENTION)}\n\n{line}\n", encoding="utf8")
    problems: list[str] = []
    built = build([facts], tmp_path / "out.p2b", report=problems.append)
    assert (built.records, built.skipped) == (1, 1)
    assert problems[0].startswith(f"{facts}:3: ")
    assert reason in problems[0]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_compressed_facts_are_unpacked(tmp_path: Path, suffix: str, pack: Any) -> None:
    facts = tmp_path / f"facts.jsonl{suffix}"
    facts.write_bytes(pack(json.dumps(ATTENTION).encode()))
    assert build([facts], tmp_path / "out.p2b").records == 1


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_facts_cut_off_in_the_middle_are_an_error_and_leave_no_file(tmp_path: Path, suffix: str) -> None:
    facts = tmp_path / f"facts.jsonl{suffix}"
    content = json.dumps(ATTENTION).encode() * 99
    packed = gzip.compress(content) if suffix == ".gz" else lzma.compress(content)
    facts.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(SourceUnavailable, match="cannot be read"):
        build([facts], tmp_path / "out.p2b")
    assert list(tmp_path.iterdir()) == [facts]


def test_the_same_facts_give_the_same_bytes_however_many_processes_build(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts.jsonl", FACTS)
    for name, processes in (("one", 1), ("again", 1), ("two", 2)):
        build([facts], tmp_path / name, processes=processes)
    assert (
        (tmp_path / "one").read_bytes()
        == (tmp_path / "again").read_bytes()
        == (tmp_path / "two").read_bytes()
    )


def test_a_catalogue_of_nothing_answers_nothing(make: Make) -> None:
    catalogue = make()
    assert len(catalogue) == 0
    assert catalogue.search("Attention Is All You Need") == []
    assert list(catalogue.lookup([PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/x")])) == []


def test_the_header_says_what_the_catalogue_holds(make: Make) -> None:
    info = make(*FACTS).info
    assert (info["records"], info["titles"], info["newest"]) == (3, 4, "2017-06-12")
    assert (info["created"], info["sources"]) == ("2017-06-12", ["small.jsonl"])
    assert "CC0" in info["licence"]


def test_progress_is_told_by_stage_with_the_share_of_bytes_read(tmp_path: Path) -> None:
    told: list[tuple[str, int, float]] = []
    build(
        [write_facts(tmp_path / "facts.jsonl", FACTS)],
        tmp_path / "out.p2b",
        progress=lambda *said: told.append(said),
    )
    assert told == [("papers", 3, 1.0), ("index", 3, 0.0), ("write", 3, 0.0)]


def test_an_existing_file_stays_when_the_build_fails(tmp_path: Path) -> None:
    output = tmp_path / "out.p2b"
    build([write_facts(tmp_path / "facts.jsonl", FACTS)], output)
    with pytest.raises(SourceUnavailable):
        build([tmp_path / "absent.jsonl"], output)
    assert len(Catalogue.open(output)) == 3
