import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.names import NameAgreement, best_agreements, compare, fold

EQUAL, INITIALS, FAMILY, DIFFERENT = (
    NameAgreement.EQUAL,
    NameAgreement.INITIALS,
    NameAgreement.FAMILY,
    NameAgreement.DIFFERENT,
)


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("Kaiming He", "He Kaiming", EQUAL),
        ("Dosovitskiy, Alexey", "Alexey Dosovitskiy", EQUAL),
        ("Xiao-Ming Li", "Xiaoming Li", EQUAL),
        ("Xiao Ming Li", "Xiaoming Li", EQUAL),
        ("Jürgen Müller", "Juergen Mueller", EQUAL),
        ("Jürgen Müller", "Jurgen Muller", EQUAL),
        (r"J. M\"uller", "J. Müller", EQUAL),
        ("Łukasz Kaiser", "Lukasz Kaiser", EQUAL),
        ("John Smith Jr.", "John Smith", EQUAL),
        ("Juan García-López", "Juan Garcia Lopez", EQUAL),
        ("The ATLAS Collaboration", "ATLAS Collaboration", EQUAL),
        ("ALEXEY DOSOVITSKIY", "Alexey Dosovitskiy", EQUAL),
        ("王伟", "王伟", EQUAL),
        ("A. Dosovitskiy", "Alexey Dosovitskiy", INITIALS),
        ("Dosovitskiy A.", "Alexey Dosovitskiy", INITIALS),
        ("J.-L. Starck", "Jean-Luc Starck", INITIALS),
        ("JL Starck", "Jean-Luc Starck", INITIALS),
        ("J. Mueller", "Jürgen Müller", INITIALS),
        ("Geoffrey Hinton", "Geoffrey E. Hinton", INITIALS),
        ("G. E. Hinton", "Geoffrey Everest Hinton", INITIALS),
        ("L. van der Maaten", "Laurens Maaten", INITIALS),
        ("D. O'Neil", "Daniel Oneil", INITIALS),
        ("K. He", "He Kaiming", INITIALS),
        ("G. Hinton", "John Hinton", FAMILY),
        ("Hinton", "G. Hinton", FAMILY),
        ("Yue Wang", "Yu Wang", FAMILY),
        ("Jia Li", "Jian Li", FAMILY),
        ("Kun Li", "Li K. Zhang", DIFFERENT),
        ("Li Wang", "Wang Chen", DIFFERENT),
        ("Ada Lovelace", "Charles Babbage", DIFFERENT),
        ("", "Plato", DIFFERENT),
        ("", "", DIFFERENT),
    ],
)
def test_two_names_are_compared(one: str, other: str, agreement: NameAgreement) -> None:
    assert (compare(one, other), compare(other, one)) == (agreement, agreement)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jean-Luc O'Neil", ("jeanluc", "oneil")),
        ("A.V. Kavokin", ("a", "v", "kavokin")),
        ("Kavokin, A.V.", ("kavokin", "a", "v")),
        ("Martin Luther King, Jr.", ("martin", "luther", "king")),
        ("for the CDF Collaboration", ("cdf", "collaboration")),
        ("The Anh Han", ("the", "anh", "han")),
        (":", ()),
    ],
)
def test_a_name_is_folded(name: str, words: tuple[str, ...]) -> None:
    assert fold(name) == words


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_has_no_direction(one: str, other: str) -> None:
    assert compare(one, other) is compare(other, one)


_WORDS = st.sampled_from(
    "Müller Mueller J. Jean-Luc García Li Xiao-Ming Xiaoming van der Maaten Collaboration Ø. Jr.".split()
)
_NAMES = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(_NAMES, max_size=4), st.lists(_NAMES, max_size=6))
def test_the_best_agreement_among_many_is_that_of_comparing_each_with_each(
    listed: list[str], known: list[str]
) -> None:
    each = [max((compare(name, one) for one in known), default=DIFFERENT) for name in listed]
    assert best_agreements(listed, tuple(known)) == each
