"""What a listing says decides which paper it means; where it does not decide, nobody guesses."""

import pytest

from papers2bib.ids import PaperId
from papers2bib.matching import SURE, decide, score
from papers2bib.model import Date, Listing, Paper, Verdict

TITLE = "Overcoming catastrophic forgetting in neural networks"


def paper(title: str, arxiv: str = "2401.00001", **facts: object) -> Paper:
    return Paper("test", title, ids=(PaperId("arxiv", arxiv),), **facts)  # type: ignore[arg-type] # any field


def listing(title: str, **said: object) -> Listing:
    return Listing(title, "list.txt:1", **said)  # type: ignore[arg-type] # any field


FIRST = paper(TITLE, "1612.00796", authors=("James Kirkpatrick", "Raia Hadsell"), published=Date(2016, 12, 2))
SECOND = paper(TITLE, "2507.10485", authors=("Brandon Shuen Yi Loke",), published=Date(2025, 7, 14))
GAIA = paper("GAIA", "1512.03658", authors=("C. Cacciari",), published=Date(2015, 12, 11))


def verdict(asked: Listing, *pool: Paper) -> tuple[Verdict, str]:
    match = decide(asked, pool)
    return match.verdict, match.paper.id("arxiv") if match.paper else ""


def test_a_long_title_that_only_one_paper_has_is_enough() -> None:
    assert verdict(listing(TITLE.upper()), FIRST) == (Verdict.MATCHED, "1612.00796")


def test_a_title_that_two_papers_have_is_ambiguous_and_both_are_offered() -> None:
    match = decide(listing(TITLE), [FIRST, SECOND])
    assert match.verdict is Verdict.AMBIGUOUS
    assert {one.paper for one in match.candidates} == {FIRST, SECOND}
    assert "2 papers fit" in match.problems[0]


@pytest.mark.parametrize(
    "said",
    [
        {"authors": ("Brandon Shuen Yi Loke",)},
        {"date": Date(2025, 7, 14)},
        {"date": Date(2025, 7, 13), "n_authors": 1},
        {"ids": (PaperId("arxiv", "2507.10485"),)},
    ],
)
def test_author_date_or_id_tell_papers_of_one_title_apart(said: dict[str, object]) -> None:
    assert verdict(listing(TITLE, **said), FIRST, SECOND) == (Verdict.MATCHED, "2507.10485")


def test_a_short_name_with_nothing_else_listed_is_not_proof() -> None:
    assert verdict(listing("GAIA"), GAIA) == (Verdict.AMBIGUOUS, "")
    assert verdict(listing("ZeRO++"), paper("ZeRO++"))[0] is Verdict.AMBIGUOUS


def test_a_short_name_with_its_author_or_day_is() -> None:
    assert verdict(listing("GAIA", authors=("C. Cacciari",)), GAIA)[0] is Verdict.MATCHED
    assert verdict(listing("GAIA", date=Date(2015, 12, 11)), GAIA)[0] is Verdict.MATCHED


@pytest.mark.parametrize(
    "said",
    [
        {"authors": ("Ada Lovelace", "Alan Turing")},
        {"date": Date(2001, 5, 6), "n_authors": 9},
        {"ids": (PaperId("arxiv", "1101.00001"),)},
        {"n_authors": 40, "date": Date(2023, 1, 1)},
    ],
)
def test_an_equal_title_does_not_outweigh_what_contradicts_it(said: dict[str, object]) -> None:
    match = decide(listing(TITLE, **said), [FIRST])
    assert match.verdict is not Verdict.MATCHED
    assert match.candidates[0].paper == FIRST
    assert match.problems


@pytest.mark.parametrize(
    ("listed", "recorded"),
    [
        ("3rd Place Solution for the MeViS Track", "1st Place Solution for the MeViS Track"),
        ("Qwen2.5-Omni Technical Report of All", "Qwen3.5-Omni Technical Report of All"),
        ("Semi-Supervised Co-Training: Image Recognition", "Semi-Supervised Co-Training: Image Segmentation"),
        ("Reproducibility Study of Null-Space Constrained Edits", "Null-Space Constrained Edits"),
        ("Code Generation with Large Models", "Code Generation with Large Models: A Survey"),
        ("Line Identifications from Stellar Spectra. II", "Line Identifications from Stellar Spectra. III"),
        ("Bounds for Symmetric Tensor Products", "Bounds for Asymmetric Tensor Products"),
    ],
)
def test_a_title_that_tells_another_paper_is_never_matched_on_likeness(listed: str, recorded: str) -> None:
    assert verdict(listing(listed), paper(recorded)) == (verdict(listing(listed), paper(recorded))[0], "")


@pytest.mark.parametrize(
    "listed",
    [
        "Overcoming catastrophic forgeting in neural netwoks",
        "Overcoming catastrophic forgetting in neuralnetworks",
        r"\textbf{Overcoming} Catastrophic Forgetting in {N}eural Networks (Extended Abstract)",
    ],
)
def test_a_damaged_title_still_finds_its_paper(listed: str) -> None:
    assert verdict(listing(listed), FIRST) == (Verdict.MATCHED, "1612.00796")


def test_other_small_words_may_tell_another_paper_so_that_a_person_is_asked() -> None:
    match = decide(listing("Overcoming catastrophic forgetting of neural network"), [FIRST])
    assert match.verdict is Verdict.AMBIGUOUS
    assert match.candidates[0].paper == FIRST


def test_another_title_of_the_paper_is_as_good_as_its_own() -> None:
    retitled = paper("Elastic Weights for Lifelong Learning", titles=(TITLE,))
    match = decide(listing(TITLE), [retitled])
    assert match.verdict is Verdict.MATCHED
    assert "another title of it" in match.candidates[0].because[0]


def test_a_family_name_alone_agrees_a_little() -> None:
    asked = listing("GAIA", authors=("Cacciari",), listed=Date(2015, 12, 20))
    match = decide(asked, [GAIA])
    assert match.verdict is Verdict.MATCHED
    assert "1 of 1 listed author (1 by family name alone)" in match.candidates[0].because


def test_another_doi_of_the_paper_is_no_contradiction() -> None:
    known = paper(TITLE, "1612.00796", authors=FIRST.authors)
    both = Paper("test", TITLE, ids=(*known.ids, PaperId("doi", "10.1000/journal")))
    assert verdict(listing(TITLE, ids=(PaperId("doi", "10.1000/proceedings"),)), both)[0] is Verdict.MATCHED


def test_an_id_without_a_title_is_enough() -> None:
    assert verdict(listing("", ids=FIRST.ids), FIRST) == (Verdict.MATCHED, "1612.00796")


def test_an_unknown_id_without_a_title_is_missing() -> None:
    match = decide(listing("", ids=(PaperId("arxiv", "2401.99999"),)), [])
    assert (match.verdict, match.problems) == (Verdict.MISSING, ("no paper found under arxiv:2401.99999",))


def test_an_id_under_a_foreign_title_is_ambiguous() -> None:
    match = decide(listing("A survey of graph neural networks", ids=FIRST.ids), [FIRST])
    assert match.verdict is Verdict.AMBIGUOUS
    assert "title" in match.problems[0]


def test_an_id_whose_title_nearly_agrees_is_matched() -> None:
    asked = listing("Overcoming catastrophic forgetting", ids=FIRST.ids)
    assert verdict(asked, FIRST) == (Verdict.MATCHED, "1612.00796")


def test_a_paper_submitted_after_the_list_was_made_is_not_the_listed_one() -> None:
    assert verdict(listing(TITLE, listed=Date(2017, 1, 1)), SECOND)[0] is not Verdict.MATCHED


def test_what_no_source_has_is_missing_and_unanswered_if_one_could_not_be_asked() -> None:
    assert decide(listing(TITLE), []).verdict is Verdict.MISSING
    unanswered = decide(listing(TITLE), [], ["the web was not asked"])
    assert unanswered.verdict is Verdict.UNANSWERED
    assert "the web was not asked" in unanswered.problems


def test_a_candidate_says_in_words_why() -> None:
    asked = listing(TITLE, authors=("J. Kirkpatrick",), n_authors=2, date=Date(2016, 12, 3))
    found = score(asked, FIRST)
    assert found.because == (
        "title equal",
        "1 of 1 listed author",
        "2 authors",
        "submitted 1 day before the listed date",
    )
    assert found.score > SURE


def test_the_same_record_from_two_sources_does_not_rival_itself() -> None:
    assert verdict(listing(TITLE), FIRST, FIRST)[0] is Verdict.MATCHED


def test_the_order_of_the_pool_does_not_matter() -> None:
    assert decide(listing(TITLE), [FIRST, SECOND]) == decide(listing(TITLE), [SECOND, FIRST])


def test_a_paper_of_the_very_title_is_never_called_missing() -> None:
    nobody = listing(TITLE, authors=("Ada Lovelace", "Alan Turing"), n_authors=30, date=Date(1999, 1, 1))
    match = decide(nobody, [FIRST])
    assert match.verdict is Verdict.AMBIGUOUS
    assert "0 of 2 listed authors" in match.problems[0]


def test_accounts_of_one_paper_by_several_sources_are_no_rivals() -> None:
    shared = PaperId("arxiv", "1706.03762")
    title = "Attention Is All You Need"
    accounts = [
        Paper("huggingface", title, ids=(shared,), authors=("Ashish Vaswani",)),
        Paper("arxiv", title, ids=(shared, PaperId("doi", "10.1000/x")), authors=("Ashish Vaswani",)),
    ]
    found = decide(Listing(title, "list:1", authors=("Ashish Vaswani",)), accounts)
    assert found.verdict is Verdict.MATCHED
    assert len(found.candidates) == 1


def test_a_paper_is_found_in_a_pool_of_many_others() -> None:
    others = [
        Paper("arxiv", f"A Study of Subject {n} in Gardens", ids=(PaperId("arxiv", f"2001.{n:05}"),))
        for n in range(300)
    ]
    wanted = Paper(
        "arxiv", "Quantum Cheese Lattices in Recurrent Gardens", ids=(PaperId("arxiv", "2002.00001"),)
    )
    found = decide(Listing("Quantum Chese Lattices in Recurrent Gardens", "list:1"), [*others, wanted])
    assert found.candidates[0].paper == wanted
    by_id = decide(Listing("Something Else Entirely", "list:1", ids=wanted.ids), [*others, wanted])
    assert by_id.candidates[0].paper == wanted
