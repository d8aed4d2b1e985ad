"""CSL-JSON is valid by its schema, whatever the papers are."""

import json
from pathlib import Path

import pytest
from command import Command
from csl_schema import faults
from hypothesis import given
from hypothesis import strategies as st
from papers import HOSTILE_TITLES

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper, Reference
from papers2bib.targets.csl import CslTarget

ROOT = Path(__file__).resolve().parents[2]
WORDS = st.text(max_size=20) | st.sampled_from(HOSTILE_TITLES)
DATES = st.none() | st.builds(
    Date, st.sampled_from([0, 1999, 2025]), st.sampled_from([0, 1, 12]), st.sampled_from([0, 31])
)
PAPERS = st.builds(
    Paper,
    source=st.just("catalogue"),
    title=WORDS,
    ids=st.lists(
        st.sampled_from(
            [PaperId("arxiv", "2504.11457"), PaperId("doi", "10.5555/x_y<z>"), PaperId("s2", "a1b2")]
        ),
        unique=True,
    ).map(tuple),
    authors=st.lists(
        WORDS | st.sampled_from(["The ATLAS Collaboration", "Ludwig van Beethoven", "Sammy Davis Jr."])
    ).map(tuple),
    published=DATES,
    kind=st.sampled_from(["", "inproceedings", "article"]),
    venue=WORDS,
    issued=DATES,
    volume=WORDS,
    number=WORDS,
    pages=WORDS,
    publisher=WORDS,
    abstract=WORDS,
    url=st.sampled_from(["", "https://a.example/b"]),
    withdrawn=st.booleans(),
)
GOOD = {"id": "a", "type": "article"}


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        ({}, "not a list"),
        ([[]], "0: no object"),
        ([{"id": "a"}], "0: lacks type"),
        ([{"type": "book"}], "0: lacks id"),
        ([GOOD, {"id": "b", "type": "inproceedings"}], "1: type cannot be 'inproceedings'"),
        ([GOOD | {"doi": "10.5555/x"}], "0: doi is no variable"),
        ([GOOD | {"title": None}], "0: title cannot be None"),
        ([GOOD | {"volume": True}], "0: volume cannot be True"),
        ([GOOD | {"author": ["A"]}], "0: author cannot be ['A']"),
        ([GOOD | {"author": [{"last": "A"}]}], "0: author cannot be [{'last': 'A'}]"),
        ([GOOD | {"issued": {"date-parts": [[]]}}], "0: issued cannot be {'date-parts': [[]]}"),
        ([GOOD | {"issued": {"date-parts": [2025]}}], "0: issued cannot be {'date-parts': [2025]}"),
        ([GOOD | {"issued": {"year": 2025}}], "0: issued cannot be {'year': 2025}"),
    ],
)
def test_what_the_schema_forbids_is_found(items: object, fault: str) -> None:
    assert faults(items) == [fault]


@given(st.lists(PAPERS, max_size=3), st.booleans())
def test_any_papers_make_valid_items(papers: list[Paper], abstract: bool) -> None:
    target = CslTarget(abstract)
    written = list(target.write(map(Reference, papers)))
    items = json.loads(target.whole())
    assert faults(items) == []
    assert [one["id"] for one in items] == [one.key for one in written]


@pytest.mark.parametrize(
    "source",
    [*sorted((ROOT / "tests" / "cases").glob("*/list.*")), *sorted((ROOT / "examples").glob("*.*"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_lists_make_valid_items(command: Command, source: Path, shipped_catalogue: Path) -> None:
    asked = ("--offline", "--catalogue", shipped_catalogue, "--format", "csljson", "--abstract")
    items = json.loads(command(source, *asked).out)
    assert items
    assert faults(items) == []


@pytest.mark.facts
def test_the_seeds_make_valid_items(command: Command, shared: Path, shipped_catalogue: Path) -> None:
    asked = ("--offline", "--catalogue", shipped_catalogue, "--format", "csljson")
    items = json.loads(command(shared / "seeds", *asked).out)
    assert len(items) >= 75
    assert faults(items) == []
