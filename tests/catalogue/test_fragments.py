from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.catalogue import terms
from papers2bib.catalogue.fragments import FRAGMENTS, count, rarest

MANY = 1 << 16
KEYS = st.lists(
    st.text("aeioubcdxyz014µß", max_size=90).map(str.encode) | st.binary(max_size=120), max_size=12
)


def stretches(key: bytes) -> Iterator[list[bytes]]:
    """The fragments of each stretch of a key, one after the other, as a plain loop finds them."""
    gram = terms.SHORT_GRAM if len(key) < terms.SHORT_KEY else terms.GRAM
    parts = min(FRAGMENTS, len(key) // gram)
    for part in range(parts):
        begin, end = len(key) * part // parts, len(key) * (part + 1) // parts
        yield [
            key[at : at + gram]
            for at in range(begin, end - gram + 1)
            if len(key) < terms.LONG_KEY or terms.ANCHORS[key[at]]
        ]


def posted(keys: list[bytes], titles: int) -> list[tuple[int, int]]:
    owners, found = rarest(keys, count(keys, titles))
    return list(zip(owners.tolist(), found.tolist(), strict=True))


@given(KEYS)
def test_the_rarest_fragment_of_each_stretch_is_taken(keys: list[bytes]) -> None:
    times = Counter(one for key in keys for some in stretches(key) for one in some)
    best = [
        (number, terms.fragment(min(some, key=times.__getitem__)))
        for number, key in enumerate(keys)
        for some in stretches(key)
        if some
    ]
    assert sorted(posted(keys, MANY)) == sorted(best)


@given(KEYS, st.data())
def test_one_damage_leaves_all_fragments_but_one(keys: list[bytes], data: st.DataObject) -> None:
    for number, key in enumerate(keys):
        own = [term for other, term in posted(keys, MANY) if other == number]
        assert set(own) <= terms.grams(key)
        if key:
            at = data.draw(st.integers(0, len(key) - 1))
            damaged = key[:at] + b"\xff" + key[at + 1 :]
            assert sum(term not in terms.grams(damaged) for term in own) <= 1


def test_keys_are_looked_up_in_any_number() -> None:
    keys = [f"title{number}ofmany{number % 7}papersonthesamesubject".encode() for number in range(5000)]
    found = Counter(number for number, _ in posted(keys, len(keys)))
    assert set(found) == set(range(len(keys)))


@pytest.mark.parametrize("keys", [[], [b""], [b"abcd"]])
def test_what_is_too_short_has_no_fragments(keys: list[bytes]) -> None:
    assert posted(keys, 1) == []
