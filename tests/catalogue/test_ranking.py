from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.catalogue import ranking
from papers2bib.catalogue.ranking import pack_names, rank

NAMES = st.text("ab\1é ", min_size=1, max_size=30)
USES = st.lists(st.lists(NAMES, max_size=5), max_size=20)


def two_bytes(numbers: bytes) -> list[int]:
    return [int.from_bytes(numbers[at : at + 2], "big") for at in range(0, len(numbers), 2)]


@given(USES)
def test_each_use_is_told_by_the_numbers_of_its_names(uses: list[list[str]]) -> None:
    names, packed = rank(list(map("\0".join, uses)))
    told = [(count, [names[number].decode() for number in two_bytes(numbers)]) for count, numbers in packed]
    assert told == [(len(use), use) for use in uses]
    assert names == sorted({name.encode() for use in uses for name in use})


@given(USES, st.integers(0, 8))
def test_the_common_names_come_first(uses: list[list[str]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "COMMON_NAMES", most)
        names, _ = rank(list(map("\0".join, uses)))
    counts = Counter(name.encode() for use in uses for name in use)
    common = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    assert names == sorted(common) + sorted(counts.keys() - set(common))


def test_numbers_take_as_many_bytes_as_they_need() -> None:
    ranks = [0, 300, 49_151, 49_152, 49_152 + (63 << 16) - 1, 49_152 + (63 << 16), 5_000_000]
    packed, ends = pack_names(np.array(ranks))
    assert np.diff(ends).tolist() == [2, 2, 2, 3, 3, 5, 5]
    assert packed[:6].hex() == "0000012cbfff"
    assert packed[6:12].hex() == "c00000feffff"
    assert packed[12:].hex() == f"ff{49_152 + (63 << 16):08x}ff{5_000_000:08x}"
