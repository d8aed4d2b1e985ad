"""Queries for listings: what is asked of arXiv, and that its grammar takes anything we ask."""

import re
from typing import Any
from urllib.parse import quote_plus

import pytest
from arxiv_query import Indexed, parse
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.model import Date, Listing
from papers2bib.sources.arxiv_query import (
    both,
    is_short,
    narrowing,
    phrases,
    size,
    stretches,
    together,
)

DAY = Date(2025, 3, 1)
TITLES = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["deep", "AND", "ti:x", '"', "(", ")", "$k$", "\\'e", "ANDNOT", "-", "é", "…", "[", "nets"]
    ),
    max_size=12,
).map(" ".join)


def listing(title: str, **known: Any) -> Listing:
    return Listing(title, "list.txt:1", **known)


def finds(clause: str, title: str, **known: Any) -> bool:
    """Whether a paper of this title answers the clause, as a double of the service reads it."""
    record = {"arxiv_id": "2503.00001", "title": title, "published": "2025-03-01", "authors": [], **known}
    return bool(parse(clause)(Indexed(record)))


@pytest.mark.parametrize(
    ("title", "clause"),
    [
        ("Attention Is All You Need", 'ti:"attention is all you need"'),
        ("Non-invasive: (a) “test” OR not", 'ti:"non invasive a test or not"'),
        ("0", 'ti:"0"'),
        (
            "One two three four five six seven eight nine ten eleven",
            'ti:"one two three four five six seven eight nine ten"',
        ),
        (
            "Deep nets for the $k$-means of Shannon's tame sets",
            '(ti:"deep nets for the" AND ti:"means of" AND ti:"tame sets")',
        ),
        ("Æther Bridge", '(ti:"æther bridge" OR ti:"aether bridge")'),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_title_is_asked_for_as_a_phrase_of_its_sure_words(title: str, clause: str) -> None:
    assert phrases(listing(title)) == clause


@pytest.mark.parametrize(
    ("title", "recorded"),
    [
        ("attention is all you need", "Attention Is All You Need"),
        ("Attention Is All You Need", "Attention is all you need: a retrospective"),
        ("Heat-Bath Random Walks", "Heat bath random walks"),
        ("Deep Nets for $k$-Means of Tame Sets", "Deep nets for K-means of tame sets"),
        ("α-Divergence Bounds", "Alpha-divergence bounds"),
        ("The Poincaré Map", "The Poincare map"),
        ("A Very Long Title that Ends in the Mid…", "A very long title that ends in the middle"),
    ],
)
def test_typography_does_not_matter(title: str, recorded: str) -> None:
    assert finds(phrases(listing(title)), recorded)


DAMAGED = "Preference Orchestrator: Prompt-Aware Multi-Objective Alignment for Large Language Models"


@pytest.mark.parametrize(
    "recorded",
    [
        "Preference Orchestrator: Prompt-Aware Multi-Objective Alignment for Large Language Models",
        "Preferense Orchestrator: Prompt-Aware Multi-Objectve Alignment for Large Language Models",
        "Orchestrator: Prompt-Aware Multi-Objective Alignment for Large Language Models",
        "Prompt-Aware Multi-Objective Alignment of Language Models",
        "The Preference Orchestrator: Novel Prompt-Aware Multi-Objective Alignment for Language Models",
        "Preference Orchestrator: Something Else Altogether",
        "PrefOrc: Prompt-Aware Multi-Objective Alignment for Large Language Models",
    ],
)
def test_slips_and_changed_words_and_sides_do_not_matter_for_stretches(recorded: str) -> None:
    assert finds(stretches(listing(DAMAGED)), recorded)
    assert recorded == DAMAGED or not finds(phrases(listing(DAMAGED)), recorded)


@pytest.mark.parametrize(
    "recorded",
    [
        "Large Language Models",
        "Multi-Objective Alignment",
        "Prompt-Aware Decoding for Large Language Models",
        "A Preference Model",
    ],
)
def test_other_papers_on_the_subject_do_not_answer(recorded: str) -> None:
    assert not finds(stretches(listing(DAMAGED)), recorded)


def test_a_coined_name_before_a_colon_is_enough_a_common_word_is_not() -> None:
    assert finds(stretches(listing("SparseLoCo: Training")), "SparseLoCo")
    assert stretches(listing("Sparsity: Training")) == ""


def test_of_three_words_two_neighbours_are_enough() -> None:
    assert finds(stretches(listing("Paretto Adaptation of the Domain")), "Pareto adaptation of the domain")
    assert stretches(listing("Pareto $k$ Domain Adaptation")) == stretches(listing("Domain Adaptation")) == ""


def test_titles_of_few_words_are_sought_where_the_list_tells_more() -> None:
    title = "Pareto Domian Adaptation"
    assert stretches(listing(title)) == '(ti:"pareto domian" OR ti:"domian adaptation")'
    dated = stretches(listing(title, date=DAY, n_authors=8))
    assert finds(dated, "Pareto Domain Adaptation", published="2025-03-03")
    assert not finds(dated, "Pareto Domain Adaptation", published="2025-03-04")
    named = stretches(listing(title, authors=("F. Lv", "Jian Liang")))
    assert finds(named, "Pareto Domain Adaptation", authors=["Fangrui Lv", "Jian Liang"])
    assert not finds(named, "Pareto Domain Adaptation", authors=["Somebody Else"])
    assert finds(stretches(listing("Pareto Adaptaton", date=DAY, n_authors=8)), "Pareto Adaptation")
    assert stretches(listing("Paretto", date=DAY, n_authors=8)) == ""


@pytest.mark.parametrize(
    ("known", "clause"),
    [
        ({"date": DAY, "n_authors": 3}, "submittedDate:[202502270000 TO 202503032359]"),
        ({"date": DAY}, "submittedDate:[202403010000 TO 202503032359]"),
        ({"date": DAY, "authors": ("Ann Lee",)}, 'au:"lee"'),
        (
            {"date": DAY, "n_authors": 3, "authors": ("Ann Lee",)},
            "submittedDate:[202502270000 TO 202503032359]",
        ),
        ({"authors": ("Jürgen Müller", "Le Cun, Yann")}, '(au:"muller" OR au:"le cun")'),
        ({"authors": ("OpenAI", "Sean O'Neil", "Ann Roy-Smith", "Ann Lee")}, ""),
        ({"authors": ("李明",)}, ""),
        ({"date": Date(0, 1, 5), "n_authors": 2}, ""),
        ({"date": Date(2024, 2, 30), "n_authors": 2}, ""),
        ({"date": Date(1, 1, 1)}, ""),
        ({"listed": DAY}, ""),
    ],
)
def test_what_else_the_list_says_narrows_a_search(known: dict[str, Any], clause: str) -> None:
    assert narrowing(listing("GAIA", **known)) == clause


def test_short_titles_are_parts_of_many_others() -> None:
    assert [is_short(listing(one)) for one in ("GAIA", "Language Models", "Natural Language Generation")] == [
        True,
        True,
        False,
    ]


def test_clauses_are_joined_once_each() -> None:
    assert together(["ti:a", "ti:b", "ti:a"]) == "(ti:a OR ti:b)"
    assert together(["ti:a"]) == both("ti:a", "") == "ti:a"


def test_the_size_of_a_clause_is_that_in_an_address() -> None:
    clauses = ['ti:"a b"', "(ti:c AND ti:é)"]
    assert sum(map(size, clauses)) >= len(quote_plus(together(clauses))) - len("%28%29")


@given(TITLES)
def test_any_title_makes_a_query_that_is_understood(title: str) -> None:
    one = listing(title, date=DAY, n_authors=2)
    for clause in filter(None, (phrases(one), stretches(one), both(phrases(one), narrowing(one)))):
        parse(clause)
        assert quote_plus(clause)
        assert len(re.findall('ti:"', clause)) + len(re.findall(r"ti:\w", clause)) == clause.count("ti:")


@given(TITLES)
def test_a_title_is_found_by_its_own_query(title: str) -> None:
    if clause := phrases(listing(title)):
        assert finds(clause, title) or not title.isascii() or "\\" in title or "$" in title or "…" in title
