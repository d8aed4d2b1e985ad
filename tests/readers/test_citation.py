"""Citations: what stands around a title is told apart, and titles that look alike stay as typed."""

import pytest

from papers2bib.readers.citation import is_tag
from papers2bib.readers.details import Details
from papers2bib.readers.title_line import part

TITLE = "Attention Is All You Need"


def told(line: str) -> tuple[str, Details]:
    title, rest = part(line)
    details = Details()
    for one in rest:
        details.add(one)
    return title, details


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("`2017.06` {}", "date 2017-06"),
        ("[2017/06] {}", "date 2017-06"),
        ("[2017] {}", "issued 2017"),
        ("(*NIPS 2017*) {}", "venue NIPS 2017"),
        ("[NIPS'17]: {}", "venue NIPS'17"),
        ("(Findings of EMNLP 2020) {}", "venue Findings of EMNLP 2020"),
        ("{} (NIPS 2017)", "venue NIPS 2017"),
        ("{} [NIPS 2017 Oral]", "venue NIPS 2017"),
        ("{}. NIPS 2017.", "venue NIPS 2017"),
        ("{} - Vaswani et al., NIPS 2017", "venue NIPS 2017"),
        ("{} — Vaswani et al. (2017)", "issued 2017"),
        ("{}, Ashish Vaswani et al., ACM Computing Surveys 2017.", "venue ACM Computing Surveys 2017"),
        ("{} (Vaswani et al., 2017)", "issued 2017"),
        ("{} (Vaswani and Shazeer, 2017)", "issued 2017"),
        ("{} (Vaswani, Shazeer, & Parmar, 2017)", "issued 2017"),
        ("Vaswani et al. (2017): {}", "issued 2017"),
        ("《{}》, NIPS 2017", "venue NIPS 2017"),
        ("{}（NIPS 2017）", "venue NIPS 2017"),
    ],
)
def test_tags_names_and_venues_around_a_title_are_told_apart(line: str, said: str) -> None:
    title, details = told(line.format(TITLE))
    assert title == TITLE
    name, _, value = said.partition(" ")
    assert str(getattr(details, name)) == value


@pytest.mark.parametrize(
    "title",
    [
        "Reply to Chen, Li et al.",
        "A Comment on the Work of Smith et al. (2021)",
        "Vision Transformers, Large Language Models, Ling Yang et al.",
        "Where Are We Now? Evaluating NLP in 2020",
        "A Workshop on the Behaviour of Persons (WBP 2016)",
        "A Title With Brackets (Of Its Own)",
        "(Almost) Certain Things",
        "[Re] A Reproduction of Attention",
        "Mr. Right. A Story of 2020",
        "Deep Blue, Big Data. A Survey",
        "GPT 4. ICLR 2021",
        "Galaxies Observed by J. Doe et al. and the Theory of Dust",
    ],
)
def test_titles_that_look_like_citations_stay_as_typed(title: str) -> None:
    assert told(title)[0] == title


@pytest.mark.parametrize(
    "line",
    [
        "J. Doe, M.-W. Moe, and K. Lee. {}. NIPS 2017.",
        "Jane Doe, Max Moe, and Kim Lee. {}. In NIPS, pages 3-14, 2017.",
        "Jane Doe, Max Moe, and Kim Lee. 2017. {}. In NIPS 2017.",
        "Doe, J., Moe, M., & Lee, K. (2017). {}. NIPS 2017.",
        "Doe, J., Moe, M., Lee, K.: {}. In: NIPS (2017)",
        'J. Doe, M. Moe and K. Lee, "{}," in NIPS, 2017.',
    ],
)
def test_a_reference_gives_its_title_its_names_and_its_venue(line: str) -> None:
    title, details = told(line.format(TITLE))
    assert title == TITLE
    assert [name.replace(",", " ").split()[0][0] for name in details.authors] in (
        ["J", "M", "K"],
        ["D", "M", "L"],
    )
    assert details.venue.replace(",", "") == "NIPS 2017"


def test_the_id_of_a_reference_is_found() -> None:
    title, details = told(f"Ashish Vaswani et al. {TITLE}. arXiv:1706.03762, 2017.")
    assert (title, details.authors, [str(one) for one in details.ids]) == (
        TITLE,
        ("Ashish Vaswani",),
        ["arxiv:1706.03762"],
    )


def test_the_id_in_the_title_of_a_comment_is_that_of_another_paper() -> None:
    assert not told("Comment on arXiv:1706.03762 and the like")[1].ids
    assert told("A Study (arXiv:1706.03762) of Attention")[1].ids


@pytest.mark.parametrize(("text", "tagged"), [("[CVPR 2022]", True), ("May 2022", True), ("Code", False)])
def test_a_tag_says_when_or_where(text: str, tagged: bool) -> None:
    assert is_tag(text) is tagged


def test_a_long_line_takes_no_time() -> None:
    line = "Jane Doe, " * 140 + "2017"
    assert told(line)[0] == line
