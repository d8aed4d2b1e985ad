"""Records in the shape of arXiv's snapshot at Kaggle, and what becomes of them."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.catalogue.build import build
from papers2bib.catalogue.facts import paper, parse_fact
from papers2bib.catalogue.query import Catalogue
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

DIPHOTON: dict[str, Any] = {
    "id": "0704.0001",
    "submitter": "Pavel Nadolsky",
    "authors": "C. Bal\\'azs, E. L. Berger, P. M. Nadolsky, C.-P. Yuan",
    "title": "Calculation of prompt diphoton production cross sections at Tevatron and\n  LHC energies",
    "comments": "37 pages, 15 figures; published version",
    "journal-ref": "Phys.Rev.D76:013009,2007",
    "doi": "10.1103/PhysRevD.76.013009",
    "report-no": "ANL-HEP-PR-07-12",
    "categories": "hep-ph",
    "license": None,
    "abstract": "  A calculation, invented here.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Balázs", "C.", ""], ["Berger", "E. L.", ""], ["Nadolsky", "P. M.", ""]],
}


def built(folder: Path, *records: object) -> tuple[list[Paper], list[str]]:
    """The papers of a catalogue of some records, and what was complained of."""
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    (folder / "snapshot.json").write_text("\n".join(lines), encoding="utf-8")
    problems: list[str] = []
    build([folder / "snapshot.json"], folder / "out.p2b", report=problems.append)
    return list(Catalogue.open(folder / "out.p2b").papers()), problems


def one(folder: Path, **more: Any) -> Paper:
    """The paper of the record with other fields."""
    (paper,), problems = built(folder, DIPHOTON | more)
    assert problems == []
    return paper


def test_every_field_that_a_reference_needs_is_taken(tmp_path: Path) -> None:
    assert one(tmp_path) == Paper(
        source="catalogue",
        title="Calculation of prompt diphoton production cross sections at Tevatron and LHC energies",
        ids=(PaperId("arxiv", "0704.0001"), PaperId("doi", "10.1103/physrevd.76.013009")),
        authors=("C. Balázs", "E. L. Berger", "P. M. Nadolsky"),
        published=Date(2007, 4, 2),
        journal_ref="Phys.Rev.D76:013009,2007",
        categories=("hep-ph",),
    )


def test_null_and_absent_fields_are_unknown(tmp_path: Path) -> None:
    absent = {name: None for name in DIPHOTON if name not in {"id", "title"}}
    bare = Paper("catalogue", "On Sets", ids=(PaperId("arxiv", "math/0001001"),))
    assert one(tmp_path, **absent, id="math/0001001", title="On Sets") == bare
    papers, _ = built(tmp_path, {"id": "math.GT/0001001", "title": "On Sets"})
    assert papers == [bare]


def test_the_first_category_is_the_primary_one(tmp_path: Path) -> None:
    assert one(tmp_path, categories="stat.ML cs.LG math.ST").categories == ("stat.ML", "cs.LG", "math.ST")


@pytest.mark.parametrize(
    ("parsed", "names"),
    [
        ([["King", "Martin Luther", "Jr."]], ("Martin Luther King Jr.",)),
        ([["van der Waals", "J. D.", "", "Univ. of Amsterdam", "ITFA"]], ("J. D. van der Waals",)),
        ([["ATLAS Collaboration", "", ""]], ("ATLAS Collaboration",)),
        ([['Schr\\"odinger', "E.", ""], ["Erd{\\H o}s", "P.", ""]], ("E. Schrödinger", "P. Erdős")),
        ([["Plato"]], ("Plato",)),
        ([["", "", ""]], ()),
    ],
)
def test_names_are_put_together(tmp_path: Path, parsed: list[list[str]], names: tuple[str, ...]) -> None:
    assert one(tmp_path, authors_parsed=parsed).authors == names


@pytest.mark.parametrize(
    ("versions", "day"),
    [
        ([{"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"}], None),
        ([{"version": "v1", "created": "Wed, 31 Dec 1997 23:59:59 GMT"}], Date(1997, 12, 31)),
        ([{"version": "v1", "created": "long ago"}], None),
        ([{"version": "v1"}], None),
    ],
)
def test_the_date_is_that_of_version_1(tmp_path: Path, versions: object, day: Date | None) -> None:
    assert one(tmp_path, versions=versions).published == day


@pytest.mark.parametrize(
    ("abstract", "comments", "code"),
    [
        ("Code: https://github.com/pavel/resbos.git.", None, "https://github.com/pavel/resbos"),
        ("None.", "see github.com/pavel/resbos/tree/main", "https://github.com/pavel/resbos"),
        ("See https://example.org/resbos", "", ""),
    ],
)
def test_the_first_repository_of_abstract_or_comments_is_the_code(
    tmp_path: Path, abstract: str, comments: str | None, code: str
) -> None:
    assert one(tmp_path, abstract=abstract, comments=comments).code == code


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"id": 704.0001}, '"id" is no text'),
        ({"id": None}, "no arXiv id"),
        ({"id": "0704.1"}, "'0704.1' is no arXiv id"),
        ({"title": " \n"}, "no title"),
        ({"categories": ["hep-ph"]}, '"categories" is no text'),
        ({"authors_parsed": "Balázs"}, '"authors_parsed" is no list'),
        ({"authors_parsed": [["Balázs", None]]}, '"authors_parsed" is no list of names'),
        ({"versions": {"v1": "now"}}, '"versions" is no list'),
        ({"versions": ["v1"]}, '"versions" is no list of objects'),
    ],
)
def test_a_record_that_cannot_be_used_is_named_and_passed_over(
    tmp_path: Path, wrong: dict[str, object], reason: str
) -> None:
    papers, problems = built(tmp_path, DIPHOTON | wrong, DIPHOTON | {"id": "0704.0002"}, '{"id": ')
    assert [str(paper.ids[0]) for paper in papers] == ["arxiv:0704.0002"]
    assert [problem.partition(": ")[0] for problem in problems] == [
        f"{tmp_path / 'snapshot.json'}:{line}" for line in (1, 3)
    ]
    assert reason in problems[0]


def test_the_title_of_the_latest_record_counts(tmp_path: Path) -> None:
    papers, _ = built(tmp_path, DIPHOTON, DIPHOTON | {"title": "Diphoton production"})
    assert [paper.title for paper in papers] == ["Diphoton production"]


ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.text(max_size=5), inside)),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(DIPHOTON)), ANY))
def test_whatever_stands_in_a_record_is_read_or_said_to_be_wrong(wrong: dict[str, object]) -> None:
    line = json.dumps(DIPHOTON | wrong).encode()
    with suppress(ValueError):
        assert paper(parse_fact(line)).title
