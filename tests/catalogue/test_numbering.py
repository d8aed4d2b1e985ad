import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.catalogue.codec import get_number, get_text, put_number, put_text
from papers2bib.catalogue.numbering import arxiv_number, arxiv_text, number_month
from papers2bib.ids import arxiv_month, arxiv_order

IDS = ["hep-th/9108002", "math/0309136", "cs/0703999", "0704.0001", "1412.9999", "1501.00001", "2504.11457"]


@pytest.mark.parametrize("one", IDS)
def test_an_arxiv_id_comes_back_from_its_number(one: str) -> None:
    assert arxiv_text(arxiv_number(one)) == one
    assert number_month(arxiv_number(one)) == arxiv_month(one)


def test_numbers_sort_as_arxiv_numbered_its_papers() -> None:
    assert sorted(IDS, key=arxiv_number) == sorted(IDS, key=arxiv_order) == IDS


@pytest.mark.parametrize("one", ["cs/5001001", "math/0801001", "1501.0001", "0704.00001"])
def test_an_id_that_arxiv_cannot_have_given_out_has_no_number(one: str) -> None:
    with pytest.raises(ValueError, match="never gave out"):
        arxiv_number(one)


@given(st.lists(st.integers(0, 1 << 40)), st.text())
def test_numbers_and_texts_come_back_from_their_bytes(numbers: list[int], text: str) -> None:
    blob = bytearray()
    for number in numbers:
        put_number(blob, number)
    put_text(blob, text)
    at = 0
    for number in numbers:
        found, at = get_number(bytes(blob), at)
        assert found == number
    assert get_text(bytes(blob), at) == (text, len(blob))
