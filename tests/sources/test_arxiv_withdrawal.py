"""Notices that a paper has been withdrawn, told from everything else that is withdrawn."""

import pytest

from papers2bib.sources.withdrawal import is_withdrawn

ABSTRACT = "We prove a theorem."


@pytest.mark.parametrize(
    "comment",
    [
        "Withdrawn",
        "(withdrawn)",
        "10 pages, withdrawn",
        "Paper withdrawn",
        "12 pages; paper withdrawn by author",
        "Withdrawn by arXiv admins",
        "Withdrawn due to a gap in section 3",
        "Withdrawn for revision: more runs are wanted",
        "Withdrawn as it is wrong",
        "withdrawn from arXiv by its author",
        "Withdrawal due to errors: (1) a sign",
        "This paper has been withdrawn by the authors. See arXiv:2405.00001 instead.",
        "This article has been\n  withdrawn  by arXiv administrators as its authorship is disputed",
        "arXiv admin note: This paper has been withdrawn by arXiv due to disputed authorship",
        "arXiv admin note: This version has been removed by arXiv administrators",
        "This submissions has been withdrawn",
        "The manuscript is withdrawn pending a further analysis",
        "The paper has been withdrawn effective May 2, 2015.",
        "Paper is withdrawn because the data are lost.",
        "3 figures. This paper is hereby withdrawn.",
        "- Paper withdrawn by the author - 5 pages",
        "This paper was retracted by its authors",
        "Therefore, the current version is being withdrawn",
        "The following paper has been withdrawn from consideration for publication",
        "Accordingly I ask that this work be withdrawn",
        "Hence I seek the withdrawal of this paper, which misleads",
        "We withdraw this submission since an experiment was faulty",
        "The authors have withdrawn this manuscript",
        "After some thought we have decided to withdraw the manuscript",
        "This paper makes claims that are not proven, and needs to be withdrawn",
    ],
)
def test_a_comment_that_withdraws_the_paper(comment: str) -> None:
    assert is_withdrawn("A Title", ABSTRACT, comment)


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "10 pages, 5 figures",
        "Not withdrawn",
        "Withdrawn from ICLR 2024",
        "ICLR 2024 withdrawn submission",
        "Submitted to NeurIPS 2023, withdrawn",
        "This paper was withdrawn from ICML 2022",
        "This paper was withdrawn by the authors from ICML 2022",
        "We withdrew this paper from the workshop",
        "Accepted at a workshop; withdrawn from the proceedings as nobody could attend",
        "It could be withdrawn if a journal takes it",
        "The paper will be withdrawn if no proof is found",
        "A previous version of this manuscript was withdrawn due to an error",
        "Replaces the withdrawn manuscript arXiv:1911.03628",
        "A corrected version of arXiv:2105.14712, which was withdrawn",
        "A merger of version 1 with the withdrawn paper arXiv:2407.18191.",
        "v3: the claims of v2 are withdrawn",
        "Section 6 is withdrawn. Lemma 6.1 is new.",
        "Theorem 2 has been withdrawn",
        "New title. Withdrawn as erroneous: definition 4",
        "arXiv admin note: text overlap with arXiv:1234.5678",
    ],
)
def test_a_comment_on_another_withdrawal(comment: str) -> None:
    assert not is_withdrawn("A Title", ABSTRACT, comment)


@pytest.mark.parametrize(
    ("abstract", "withdrawn"),
    [
        ("This submission has been withdrawn by arXiv administrators because it is a hoax.", True),
        ("[This paper has been withdrawn by the author, see arXiv:1811.01918] As the web grows", True),
        ("Withdrawn. Never submitted.", True),
        ("The manuscript was withdrawn because of an error in the data.", True),
        ("We study nets. This paper has been withdrawn because of a flaw.", True),
        ("Famous claims. The paper was withdrawn by its authors in 2015, and is still cited.", False),
        ("We bound the work withdrawn from a quantum battery.", False),
        ("The work withdrawn by the engine is bounded.", False),
        ("Withdrawal of a plate from a bath is studied.", False),
        ("Withdrawal by users of their consent is a right.", False),
        ("Papers are withdrawn from journals for many reasons.", False),
        ("We study whether a paper has been withdrawn from a benchmark.", False),
        ("We withdraw the assumption of convexity.", False),
    ],
)
def test_an_abstract_counts_only_as_a_notice(abstract: str, withdrawn: bool) -> None:
    assert is_withdrawn("A Title", abstract, "12 pages") is withdrawn


@pytest.mark.parametrize(
    ("title", "withdrawn"),
    [
        ("Entangled Games Are Easy (withdrawn)", True),
        ("On Models of ZF [Withdrawn]", True),
        ("Withdrawn", True),
        ("This Paper Has Been Withdrawn", True),
        ("Thick films coating a plate withdrawn from a bath", False),
        ("False-name-proofness with Bid Withdrawal", False),
    ],
)
def test_a_title_may_say_it_too(title: str, withdrawn: bool) -> None:
    assert is_withdrawn(title, ABSTRACT, "") is withdrawn
