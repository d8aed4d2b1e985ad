import random
from collections.abc import Callable

import pytest
from damage import cut_to_half, misspelt, without_a_word
from small_facts import ATTENTION, FACTS, GROUND_RING, UBOOST, Make

from papers2bib.catalogue.query import Catalogue
from papers2bib.ids import PaperId

WORDS = (
    "adaptive bayesian causal deep entropy federated graph hashing inference joint kernel latent"
    " manifold neural optimal policy quantum robust sparse transport unsupervised variational wavelet"
    " spectral attention gradient descent learning networks estimation dynamics regularized invariant"
    " representations under uncertainty"
).split()


def titles(catalogue: Catalogue, listed: str) -> list[str]:
    return [paper.title for paper in catalogue.search(listed)]


@pytest.mark.parametrize(
    "listed",
    [
        "Attention Is All You Need",
        "attention is all you need",
        "ATTENTION IS ALL YOU NEED.",
        "Attention  Is\tAll -- You Need",
        "{Attention} Is \\textbf{All} You Need",
        "Attenton Is Al You Need",
        "Attention All You Need",
        "Is All You Need Attention Is All You Need",
        "Attention Is All You Need (Extended Abstract)",
    ],
)
def test_a_title_is_found_however_it_was_damaged(make: Make, listed: str) -> None:
    assert titles(make(*FACTS), listed)[:1] == [ATTENTION["title"]]


@pytest.mark.parametrize(
    "listed",
    [
        "uBoost: A boosting method for producing uniform selection efficiencies from multi",
        "uBoost: A boosting method for producing uni…",
        "uBoost",
        "uBoost: something else altogether",
        "uBoost: boosting for uniform efficiencies",
        "uBoost: boosting for uniform eficiencies",
    ],
)
def test_a_title_is_found_by_its_beginning_its_nickname_and_its_other_titles(make: Make, listed: str) -> None:
    assert titles(make(*FACTS), listed) == [UBOOST["title"]]


@pytest.mark.parametrize("listed", ["", "…", "Quantum supremacy in the kitchen of a large family", "Ring"])
def test_what_is_not_there_is_not_found(make: Make, listed: str) -> None:
    assert titles(make(*FACTS), listed) == []


def test_all_papers_of_one_title_are_given(make: Make) -> None:
    catalogue = make(ATTENTION, ATTENTION | {"arxiv_id": "2001.00001", "title": "Attention is all you need"})
    assert len(catalogue.search("Attention Is All You Need")) == 2


def test_a_short_exact_title_comes_with_those_that_it_is_the_nickname_of(make: Make) -> None:
    short = ATTENTION | {"arxiv_id": "2001.00001", "title": "uBoost"}
    assert set(titles(make(short, UBOOST), "uBoost")) == {"uBoost", UBOOST["title"]}


def test_titles_that_differ_in_one_word_are_all_given_for_a_damaged_one(make: Make) -> None:
    one = ATTENTION | {"title": "Deep Co-Training for Semi-Supervised Image Recognition"}
    other = ATTENTION | {
        "arxiv_id": "2001.00001",
        "title": "Deep Co-Training for Semi-Supervised Image Segmentation",
    }
    found = titles(make(one, other), "Deep Co-Training for Semi-Suprevised Image Recognition")
    assert found == [one["title"], other["title"]]


def test_hundreds_of_titles_that_begin_alike_are_told_apart(make: Make) -> None:
    facts = [
        ATTENTION | {"arxiv_id": f"2001.{n:05}", "title": f"A survey on large language models, part {n}"}
        for n in range(1, 601)
    ]
    catalogue = make(*facts)
    assert titles(catalogue, "A survey on large language models, part 417") == [facts[416]["title"]]
    assert facts[416]["title"] in titles(catalogue, "A survy on large language models, part 417")


def test_every_one_of_many_nicknames_leads_to_its_paper(make: Make) -> None:
    facts = [
        ATTENTION | {"arxiv_id": f"2001.{n:05}", "title": f"Net{n * n}: a network for problem {n}"}
        for n in range(1, 1201)
    ]
    catalogue = make(*facts)
    assert [
        n for n, fact in enumerate(facts, 1) if fact["title"] not in titles(catalogue, f"Net{n * n}")
    ] == []


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (PaperId("arxiv", "hep-th/9108004"), [GROUND_RING["title"]]),
        (PaperId("arxiv", "1706.03762"), [ATTENTION["title"]]),
        (PaperId("doi", "10.1016/0550-3213(92)90454-j"), [GROUND_RING["title"]]),
        (PaperId("arxiv", "1706.03763"), []),
        (PaperId("arxiv", "0001.99999"), []),
        (PaperId("doi", "10.1000/absent"), []),
        (PaperId("s2", "abc"), []),
    ],
)
def test_papers_are_found_by_id(make: Make, one: PaperId, found: list[str]) -> None:
    assert [paper.title for paper in make(*FACTS).lookup([one])] == found


def test_two_ids_of_one_paper_give_it_once(make: Make) -> None:
    ids = [PaperId("arxiv", "1305.7248"), PaperId("doi", "10.1088/1748-0221/8/12/p12013")]
    assert len(list(make(*FACTS).lookup(ids))) == 1


@pytest.mark.parametrize(("damage", "least"), [(misspelt, 0.99), (without_a_word, 0.99), (cut_to_half, 0.95)])
def test_damaged_titles_lead_to_their_papers(
    make: Make, damage: Callable[[str, random.Random], str], least: float
) -> None:
    chance = random.Random(7)
    facts = [
        ATTENTION
        | {"arxiv_id": f"2001.{n:05}", "title": " ".join(chance.sample(WORDS, chance.randint(4, 9)))}
        for n in range(1, 1501)
    ]
    catalogue = make(*facts)
    found = [fact["title"] in titles(catalogue, damage(fact["title"], chance)) for fact in facts[:500]]
    assert sum(found) / len(found) >= least
