import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.catalogue.codec import little_endian
from papers2bib.catalogue.columns import cut, words


@given(st.binary(max_size=40), st.data())
def test_a_word_is_the_bytes_from_a_place_on(text: bytes, data: st.DataObject) -> None:
    at, size = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
    found = cut(words(text)[np.array([at])], np.array([size]))
    assert found.tolist() == [int.from_bytes(text[at : at + min(size, 8)], "little")]


def test_a_column_takes_four_bytes_a_number() -> None:
    assert little_endian([1, 1 << 31]) == b"\1\0\0\0\0\0\0\x80"
