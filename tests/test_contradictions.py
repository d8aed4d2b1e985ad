"""Accounts of one id: a new title by the same people is the same paper, other people are another one."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from papers2bib.contradictions import contradiction
from papers2bib.ids import PaperId
from papers2bib.model import Paper

ARXIV = PaperId("arxiv", "2504.11457")
TITLE = "Aligning Generative Models for Image Denoising"
FAR = "Sparse Attention over Long Protein Sequences"
PEOPLE = ("Ada Lovelace", "Alan Turing")
OTHERS = ("Grace Hopper", "Edsger Dijkstra")


def paper(title: str = TITLE, authors: tuple[str, ...] = PEOPLE, *ids: PaperId) -> Paper:
    return Paper("semantic_scholar", title, ids=ids or (ARXIV,), authors=authors)


@pytest.mark.parametrize(
    ("known", "account"),
    [
        (paper(), paper()),
        (paper(), paper(r"{A}ligning generative models for image denoising.")),
        (paper(), paper("Aligning Generative Models for Image Denoising: A Study", ())),
        (paper(), paper(FAR)),
        (paper(), paper(FAR, ("A. Lovelace", "A. Turing"))),
        (paper(), paper(FAR, ("Turing, Alan", "Lovelace, Ada"))),
        (paper(authors=PEOPLE[:1]), paper(FAR, PEOPLE[:1])),
        (paper(), paper(FAR, PEOPLE[:1])),
        (paper(), paper(TITLE, ())),
        (paper(authors=("OpenAI",)), paper(TITLE, OTHERS)),
        (paper(authors=()), paper(TITLE, OTHERS)),
        (paper(), paper("", ())),
        (paper(), Paper("list", "")),
    ],
)
def test_accounts_that_may_be_of_one_paper_do_not_contradict_each_other(known: Paper, account: Paper) -> None:
    assert contradiction(known, account) == ""
    assert contradiction(account, known) == ""


@pytest.mark.parametrize(
    ("known", "account", "by"),
    [
        (paper(), paper(FAR, OTHERS), " by other people"),
        (paper(), paper(FAR, ()), " by unknown people"),
        (paper(authors=()), paper(FAR, OTHERS), " by unknown people"),
        (paper(authors=("OpenAI",)), paper(FAR, OTHERS), " by unknown people"),
        (paper(), paper(TITLE, OTHERS), " by other people"),
        (paper("GAIA"), paper("GAIA", OTHERS), " by other people"),
    ],
)
def test_another_title_or_other_people_are_another_paper(known: Paper, account: Paper, by: str) -> None:
    assert contradiction(known, account) == f"calls arxiv:2504.11457 '{account.title}'{by}"
    assert contradiction(account, known) == f"calls arxiv:2504.11457 '{known.title}'{by}"


def test_a_title_is_near_if_any_title_of_the_paper_is() -> None:
    known = Paper("arxiv", TITLE, titles=(FAR,), ids=(ARXIV,), authors=PEOPLE)
    assert contradiction(known, paper(FAR, ())) == ""


def test_another_arxiv_id_is_another_paper_whatever_else_agrees() -> None:
    doi = PaperId("doi", "10.1000/a")
    known, account = (
        paper(TITLE, PEOPLE, ARXIV, doi),
        paper(TITLE, PEOPLE, PaperId("arxiv", "2401.00001"), doi),
    )
    assert contradiction(known, account) == "has doi:10.1000/a under arxiv:2401.00001, not arxiv:2504.11457"


def facts(shared: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(shared / "catalogue" / "arxiv.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@pytest.mark.facts
def test_no_earlier_title_of_a_real_paper_contradicts_it(shared: Path) -> None:
    retitled = ((one, title) for one in facts(shared) for title in one.get("alt_titles", ()))
    papers = [(paper(one["title"], tuple(one["authors"])), title) for one, title in islice(retitled, 3000)]
    assert len(papers) == 3000
    assert [title for one, title in papers if contradiction(one, paper(title, one.authors))] == []


@pytest.mark.facts
def test_real_papers_contradict_each_other(shared: Path) -> None:
    some = islice(facts(shared), 0, 640_000, 200)
    papers = [paper(one["title"], tuple(one["authors"])) for one in some]
    agreeing = [pair for pair in pairwise(papers) if not contradiction(*pair)]
    assert len(papers) > 3000
    assert len(agreeing) <= len(papers) // 1000
