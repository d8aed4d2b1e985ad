"""Updates: what is in the small file beside a catalogue, and what is not."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dblp_dump import ATTENTION_NIPS, GENTRY, NIPS, NIPS_TITLE, dump
from small_facts import ATTENTION, FACTS, GROUND_RING, UBOOST, write_facts

from papers2bib.catalogue.build import build
from papers2bib.catalogue.overlay import renewed
from papers2bib.catalogue.query import Catalogue
from papers2bib.catalogue.update import Updated, is_update, update
from papers2bib.errors import ConfigError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

NEW: dict[str, Any] = {
    "arxiv_id": "2311.12983",
    "title": "GAIA: a benchmark for General AI Assistants",
    "authors": ["Grégoire Mialon", "Thomas Scialom"],
    "published": "2023-11-21",
    "categories": ["cs.CL"],
    "primary": "cs.CL",
}
NEWER = NEW | {"arxiv_id": "2507.10485", "title": "Newer still", "published": "2025-07-14"}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A catalogue of the small facts."""
    build([write_facts(tmp_path / "base.jsonl", FACTS)], tmp_path / "base.p2b")
    return tmp_path / "base.p2b"


def updated(base: Path, *facts: Mapping[str, Any], **more: Any) -> list[Paper]:
    """The papers of an update by some facts."""
    update([write_facts(base.with_name("month.jsonl"), facts)], base.with_name("month.p2b"), base, **more)
    return list(Catalogue.open(base.with_name("month.p2b")).papers())


def titles(base: Path, *facts: Mapping[str, Any], **more: Any) -> list[str]:
    """Their titles."""
    return [paper.title for paper in updated(base, *facts, **more)]


def test_it_holds_only_what_the_catalogue_has_not_or_otherwise(base: Path) -> None:
    renamed = UBOOST | {"title": "uBoost, second edition"}
    assert titles(base, ATTENTION, NEW, renamed, GROUND_RING) == [renamed["title"], NEW["title"]]


def test_it_says_beside_what_it_lies_and_how_new_it_is(base: Path) -> None:
    updated(base, NEW)
    catalogue = Catalogue.open(base.with_name("month.p2b"))
    assert (catalogue.info["beside"], catalogue.info["newest"]) == ("base.p2b", "2023-11-21")
    assert is_update(catalogue)
    assert not is_update(Catalogue.open(base))


def test_of_a_dump_without_news_the_update_is_empty_but_knows_the_date(base: Path) -> None:
    assert updated(base, *FACTS) == []
    assert Catalogue.open(base.with_name("month.p2b")).info["newest"] == "2017-06-12"


def test_earlier_updates_stay(base: Path) -> None:
    assert titles(base, NEW) == [NEW["title"]]
    assert titles(base, NEWER) == [NEW["title"], NEWER["title"]]
    assert titles(base, NEW | {"title": "GAIA, once more"}) == ["GAIA, once more", NEWER["title"]]
    assert Catalogue.open(base.with_name("month.p2b")).info["sources"] == ["month.jsonl"]


def test_what_the_catalogue_has_meanwhile_leaves_the_update(base: Path) -> None:
    updated(base, NEW, ATTENTION | {"title": "Attention, renamed"})
    build([write_facts(base.with_name("next.jsonl"), [*FACTS, NEW, NEWER])], base)
    assert titles(base) == []


def test_an_update_that_is_newer_than_the_catalogue_stays_over_it(base: Path) -> None:
    updated(base, NEWER, ATTENTION | {"title": "Attention, renamed"})
    build([write_facts(base.with_name("next.jsonl"), [*FACTS, NEW])], base)
    assert titles(base) == ["Attention, renamed", NEWER["title"]]


def test_a_record_that_says_less_loses_nothing(base: Path) -> None:
    (paper,) = updated(base, {"arxiv_id": "1305.7248", "title": "Boosting, renamed", "authors": []})
    assert paper == Paper(
        source="catalogue",
        title="Boosting, renamed",
        titles=("uBoost: boosting for uniform efficiencies", UBOOST["title"]),
        ids=(PaperId("arxiv", "1305.7248"), PaperId("doi", "10.1088/1748-0221/8/12/p12013")),
        authors=("Justin Stevens", "Mike Williams"),
        published=Date(2013, 5, 30),
        date_precision="interpolated",
        code="https://github.com/example/uboost",
    )


KNOWN = Paper("catalogue", "Known", published=Date(2020, 5, 1), kind="article", venue="J. X", pages="1-2")


PROCEEDINGS = {"kind": "inproceedings", "venue": "Proc. Y", "pages": ""}
LATER = {"published": Date(2020, 5, 2)}


@pytest.mark.parametrize(
    ("known", "new", "result"),
    [
        ({}, {}, {}),
        ({}, {"published": None}, {}),
        ({}, {"published": Date(2020, 5), "date_precision": "month"}, {}),
        ({"date_precision": "interpolated"}, LATER, LATER),
        ({}, PROCEEDINGS, PROCEEDINGS),
        ({}, {"kind": "", "venue": "", "pages": ""}, {}),
        ({"code": "https://a"}, {"code": ""}, {"code": "https://a"}),
        ({"titles": ("KNOWN!", "B")}, {"titles": ("b", "C")}, {"titles": ("KNOWN!", "B", "C")}),
        ({"categories": ("cs.LG",)}, {"categories": ()}, {"categories": ("cs.LG",)}),
    ],
)
def test_the_newer_account_counts_where_it_says_something(
    known: dict[str, Any], new: dict[str, Any], result: dict[str, Any]
) -> None:
    assert renewed(replace(KNOWN, **known), replace(KNOWN, **new)) == replace(KNOWN, **result)


@pytest.mark.parametrize(
    ("since", "kept"),
    [
        (Date(2023), [NEW["title"], NEWER["title"]]),
        (Date(2023, 11, 21), [NEW["title"], NEWER["title"]]),
        (Date(2023, 11, 22), [NEWER["title"]]),
        (Date(2026), []),
    ],
)
def test_older_papers_may_be_left_out(base: Path, since: Date, kept: list[str]) -> None:
    assert titles(base, NEW, NEWER, since=since) == kept


def test_papers_that_the_catalogue_holds_are_renewed_however_old(base: Path) -> None:
    renamed = GROUND_RING | {"title": "Ground ring, renamed"}
    assert titles(base, renamed, NEW, since=Date(2026)) == ["Ground ring, renamed"]


def test_papers_without_a_date_are_never_too_old(base: Path) -> None:
    undated = {name: value for name, value in NEW.items() if name != "published"}
    assert titles(base, undated, since=Date(2026)) == [NEW["title"]]


def test_publications_give_a_venue_to_papers_that_are_in_no_dump(base: Path) -> None:
    told = dump(base.with_name("dblp.xml"), ATTENTION_NIPS, NIPS, GENTRY)
    (paper,) = updated(base, published=[told])
    assert (paper.title, paper.venue, paper.published) == (
        ATTENTION["title"],
        NIPS_TITLE,
        Date(2017, 6, 12),
    )


def test_dblp_adds_papers_of_its_own_once(base: Path) -> None:
    told = dump(base.with_name("dblp.xml"), ATTENTION_NIPS, NIPS, GENTRY)
    for _ in range(2):
        update([told], base.with_name("month.p2b"), base)
        found = list(Catalogue.open(base.with_name("month.p2b")).papers())
        assert [paper.kind for paper in found] == ["inproceedings", "article"]


def test_a_paper_renamed_and_published_gets_both(base: Path) -> None:
    told = dump(base.with_name("dblp.xml"), ATTENTION_NIPS, NIPS)
    (paper,) = updated(base, ATTENTION | {"title": "The Transformer"}, published=[told])
    assert (paper.title, paper.titles, paper.venue) == ("The Transformer", (ATTENTION["title"],), NIPS_TITLE)


def test_a_file_that_no_update_wrote_is_not_replaced(base: Path) -> None:
    for content in (b"my thesis", base.read_bytes()):
        base.with_name("month.p2b").write_bytes(content)
        with pytest.raises(ConfigError, match="not written by"):
            updated(base, NEW)
        assert base.with_name("month.p2b").read_bytes() == content


def test_an_update_that_cannot_be_read_any_more_is_made_anew_with_a_word(base: Path) -> None:
    updated(base, NEW)
    month = base.with_name("month.p2b")
    month.write_bytes(month.read_bytes()[:-1])
    problems: list[str] = []
    assert titles(base, NEWER, report=problems.append) == [NEWER["title"]]
    (problem,) = problems
    assert problem.startswith(f"{month}: damaged catalogue")
    assert problem.endswith("what it held is not taken over")


def test_several_processes_give_the_same_bytes(base: Path) -> None:
    facts = write_facts(base.with_name("month.jsonl"), [NEW, ATTENTION, NEWER])
    told = dump(base.with_name("dblp.xml"), GENTRY, NIPS, ATTENTION_NIPS)
    for processes in (1, 2):
        output = base.with_name(f"{processes}.p2b")
        assert update([facts, told], output, base, processes=processes) == Updated(4, 0, "2025-07-14")
    assert base.with_name("1.p2b").read_bytes() == base.with_name("2.p2b").read_bytes()
