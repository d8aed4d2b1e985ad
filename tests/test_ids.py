"""Identifiers: the many ways people write them, and the one form that comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.ids import PaperId, arxiv_month, arxiv_order

ARXIV = PaperId("arxiv", "2504.11457")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2504.11457", "2504.11457"),
        (" arXiv:2504.11457v2 ", "2504.11457"),
        ("ARXIV:2504.11457", "2504.11457"),
        ("2504.11457v12.pdf", "2504.11457"),
        ("0704.0001", "0704.0001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("arXiv:Cond-Mat/0102536v1", "cond-mat/0102536"),
    ],
)
def test_an_arxiv_id_has_one_form(written: str, value: str) -> None:
    assert PaperId.arxiv(written) == PaperId("arxiv", value)


@pytest.mark.parametrize("text", ["2513.11457", "2504.114", "1234", "poetry/9901001", "", "10.1000/xyz"])
def test_what_is_no_arxiv_id_is_none(text: str) -> None:
    assert PaperId.arxiv(text) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1109/CVPR.2016.90", PaperId("doi", "10.1109/cvpr.2016.90")),
        ("10.1109/CVPR.2016.90.", PaperId("doi", "10.1109/cvpr.2016.90")),
        ("10.48550/arXiv.2504.11457", ARXIV),
        ("10.48550/ARXIV.2504.11457v1", ARXIV),
    ],
)
def test_a_doi_is_lower_case_and_arxivs_own_is_the_arxiv_id(written: str, expected: PaperId) -> None:
    assert PaperId.doi(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2504.11457", ARXIV),
        ("https://arxiv.org/abs/2504.11457v3", ARXIV),
        ("http://arxiv.org/pdf/2504.11457.pdf", ARXIV),
        ("huggingface.co/papers/2504.11457", ARXIV),
        ("https://doi.org/10.1145/3292500.3330701", PaperId("doi", "10.1145/3292500.3330701")),
        ("s2:ABC123", PaperId("s2", "abc123")),
        ("dblp:conf/aaai/AhmadHWTPS10", PaperId("dblp", "conf/aaai/AhmadHWTPS10")),
        ("https://dblp.org/rec/conf/aaai/AhmadHWTPS10.html", PaperId("dblp", "conf/aaai/AhmadHWTPS10")),
        ("https://dblp.uni-trier.de/rec/html/phd/Knuth63", PaperId("dblp", "phd/Knuth63")),
    ],
)
def test_a_person_may_write_an_id_or_its_url(written: str, expected: PaperId) -> None:
    assert PaperId.parse(written) == expected


@pytest.mark.parametrize(
    "text", ["", "none of them", "s2:", "see the paper", "https://example.org/2504.11457"]
)
def test_what_names_no_paper_is_not_parsed(text: str) -> None:
    assert PaperId.parse(text) is None


def test_ids_are_found_in_prose_in_order_and_once() -> None:
    prose = (
        "See [it](https://arxiv.org/abs/2504.11457v2), arXiv:1706.03762, and (doi:10.1000/Abc(1)2). "
        "Again https://huggingface.co/papers/2504.11457; pages 2504.11458 are no id."
    )
    assert PaperId.find(prose) == (ARXIV, PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/abc(1)2"))


def test_brackets_around_a_doi_are_not_part_of_it() -> None:
    assert PaperId.find("(10.1000/xyz)") == (PaperId("doi", "10.1000/xyz"),)


def test_an_id_has_a_page() -> None:
    assert ARXIV.url == "https://arxiv.org/abs/2504.11457"
    assert PaperId("doi", "10.1000/x").url == "https://doi.org/10.1000/x"
    assert PaperId("dblp", "phd/Knuth63").url == "https://dblp.org/rec/phd/Knuth63"
    assert str(ARXIV) == "arxiv:2504.11457"


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2504.11457", (2025, 4)),
        ("hep-th/9108002", (1991, 8)),
        ("math/0309136", (2003, 9)),
        ("0704.0001", (2007, 4)),
    ],
)
def test_an_arxiv_id_tells_its_month(value: str, month: tuple[int, int]) -> None:
    assert arxiv_month(value) == month


def test_arxiv_ids_sort_by_time() -> None:
    by_time = [
        "hep-th/9108002",
        "cs/0001001",
        "math/0309136",
        "0704.0001",
        "0704.0002",
        "1412.9999",
        "1501.00001",
    ]
    assert sorted(sorted(by_time), key=arxiv_order) == by_time


@given(st.text(max_size=60))
def test_any_text_is_searched_without_complaint(text: str) -> None:
    for found in PaperId.find(text):
        assert PaperId.parse(str(found)) == found
