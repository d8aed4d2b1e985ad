import json
from pathlib import Path
from typing import Any

import pytest
from small_facts import ATTENTION, write_facts

from papers2bib.catalogue.build import build
from papers2bib.catalogue.query import Catalogue
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

BOOK = "Advances in Neural Information Processing Systems 30"
NEURIPS = {
    "arxiv_id": "1706.03762",
    "title": "Attention is All you Need",
    "authors": ATTENTION["authors"],
    "type": "inproceedings",
    "booktitle": BOOK,
    "venue": "NeurIPS",
    "year": "2017",
    "pages": "5998–6008",
}
EMNLP = "Proceedings of the 2020 Conference on Empirical Methods in Natural Language Processing"


def known(folder: Path, *published: dict[str, Any], **more: Any) -> Paper:
    """The paper after a build with these facts on publications."""
    facts = write_facts(folder / "facts.jsonl", [ATTENTION | more])
    build([facts], folder / "out.p2b", published=[write_facts(folder / "published.jsonl", published)])
    (paper,) = Catalogue.open(folder / "out.p2b").papers()
    return paper


def inferred(**more: Any) -> dict[str, Any]:
    return {name: value for name, value in NEURIPS.items() if name != "arxiv_id"} | {
        "arxiv_id_inferred": "1706.03762",
        **more,
    }


def test_a_publication_gives_the_paper_its_venue(tmp_path: Path) -> None:
    paper = known(tmp_path, NEURIPS | {"doi": "10.1000/Nips"})
    assert (paper.kind, paper.venue, paper.issued) == ("inproceedings", BOOK, Date(2017))
    assert paper.pages == "5998–6008"
    assert paper.title == ATTENTION["title"]
    assert paper.ids == (PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/nips"))


def test_the_title_of_the_proceedings_becomes_another_title(tmp_path: Path) -> None:
    assert known(tmp_path, NEURIPS | {"title": "All You Need Is Attention"}).titles == (
        "All You Need Is Attention",
    )


@pytest.mark.parametrize("listed", ["All you need is attention", "All You Ned Is Attenntion", "all you need"])
def test_the_title_of_the_proceedings_leads_to_the_paper(tmp_path: Path, listed: str) -> None:
    paper = known(tmp_path, NEURIPS | {"title": "All You Need Is Attention"})
    assert Catalogue.open(tmp_path / "out.p2b").search(listed) == [paper]


@pytest.mark.parametrize(
    "published",
    [
        inferred(),
        NEURIPS | {"authors": ATTENTION["authors"][:3]},
        NEURIPS | {"authors": [f"{name} 0001" for name in ATTENTION["authors"]]},
        NEURIPS | {"status": "Poster"},
        NEURIPS | {"booktitle": EMNLP, "year": "2020"},
        NEURIPS | {"booktitle": f"Findings of {EMNLP}", "year": "2020", "status": "Long Findings"},
        NEURIPS | {"type": "article", "journal": "Neural Computation", "booktitle": ""},
    ],
)
def test_a_certain_publication_is_taken(tmp_path: Path, published: dict[str, Any]) -> None:
    assert known(tmp_path, published).kind == published["type"]


@pytest.mark.parametrize(
    "published",
    [
        inferred(authors=ATTENTION["authors"][:4]),
        inferred(authors=[*ATTENTION["authors"][:4], "Aidan Gomez"]),
        NEURIPS | {"authors": ["Ann Other", "Ben Other"]},
        NEURIPS | {"authors": []},
        NEURIPS | {"booktitle": ""},
        NEURIPS | {"year": ""},
        NEURIPS | {"type": ""},
        NEURIPS | {"status": "Workshop"},
        NEURIPS | {"status": "Long Findings", "booktitle": EMNLP, "year": "2020"},
        NEURIPS | {"doi": "10.18653/v1/2020.findings-emnlp.1", "booktitle": EMNLP, "year": "2020"},
        NEURIPS
        | {"booktitle": "Conference on Empirical Methods in Natural Language Processing", "year": "2023"},
        NEURIPS | {"booktitle": "NIPS 2016, Barcelona"},
    ],
)
def test_a_doubtful_publication_is_left_out(tmp_path: Path, published: dict[str, Any]) -> None:
    paper = known(tmp_path, published)
    assert (paper.kind, paper.venue, paper.issued, paper.pages) == ("", "", None, "")


def test_publications_that_disagree_are_left_out(tmp_path: Path) -> None:
    other = NEURIPS | {"booktitle": "Neural Computation Workshop", "year": "2018"}
    assert known(tmp_path, NEURIPS, other).kind == ""
    assert known(tmp_path, NEURIPS, other, NEURIPS).kind == ""
    assert known(tmp_path, NEURIPS, NEURIPS).kind == "inproceedings"


def test_a_publication_elsewhere_that_the_paper_itself_names_is_believed(tmp_path: Path) -> None:
    assert known(tmp_path, NEURIPS, published_as=[{"venue": "ICML", "year": "2017"}]).kind == ""
    assert known(tmp_path, NEURIPS, published_as=[{"venue": "NIPS", "year": "2018"}]).kind == ""
    assert known(tmp_path, NEURIPS, published_as=[{"venue": "NIPS", "year": "2017"}]).kind == "inproceedings"
    assert known(tmp_path, NEURIPS, published_as=[{"venue": BOOK, "year": "2017"}]).kind == "inproceedings"


def test_a_doi_of_another_publication_is_believed(tmp_path: Path) -> None:
    assert known(tmp_path, NEURIPS, doi="10.1109/tpami.2018.1").kind == ""
    assert known(tmp_path, NEURIPS | {"doi": "10.1000/nips"}, doi="10.1109/tpami.2018.1").kind == ""
    assert known(tmp_path, NEURIPS, doi="10.1000/neurips.2017.1").kind == "inproceedings"


def test_a_bad_line_among_the_publications_is_reported(tmp_path: Path) -> None:
    published = tmp_path / "published.jsonl"
    published.write_text(json.dumps(NEURIPS) + "\n{\n", encoding="utf8")
    problems: list[str] = []
    facts = write_facts(tmp_path / "facts.jsonl", [ATTENTION])
    build([facts], tmp_path / "out.p2b", published=[published], report=problems.append)
    assert [problem.startswith(f"{published}:2: ") for problem in problems] == [True]


PEOPLE = ATTENTION["authors"]


def test_a_publication_is_found_by_its_people_and_year(tmp_path: Path) -> None:
    known(tmp_path, NEURIPS)
    catalogue = Catalogue.open(tmp_path / "out.p2b")
    shuffled = [f"{name[0]}. {name.split()[-1]}" for name in reversed(PEOPLE)]
    assert [one.title for one in catalogue.by_people(shuffled, 2017)] == [ATTENTION["title"]]
    assert catalogue.by_people(PEOPLE, 2018) == []
    assert catalogue.by_people(PEOPLE[1:], 2017) == []


def test_a_preprint_is_not_found_by_its_people(tmp_path: Path) -> None:
    known(tmp_path)
    assert Catalogue.open(tmp_path / "out.p2b").by_people(PEOPLE, 2017) == []


def test_formulas_that_dblp_wrote_as_macros_are_formulas_again(tmp_path: Path) -> None:
    known(tmp_path, NEURIPS | {"title": r"Attention Is \textdollar\textbackslashell_1\textdollar-Sparse"})
    (paper,) = Catalogue.open(tmp_path / "out.p2b").papers()
    assert paper.titles == (r"Attention Is $\ell_1$-Sparse",)
