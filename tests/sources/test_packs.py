"""Things in packs: none lost, none too heavy, and few of them new where a list has changed."""

from hypothesis import given
from hypothesis import strategies as st

from papers2bib.sources.packs import packs

NAMES = [f"Title number {number} of a long list" for number in range(400)]


@given(st.lists(st.text(max_size=30)), st.integers(1, 60))
def test_all_things_are_in_packs_in_order_and_none_is_too_heavy(things: list[str], limit: int) -> None:
    found = list(packs(things, limit, name=str, weight=len))
    assert [one for pack in found for one in pack] == things
    assert all(pack for pack in found)
    assert all(len(pack) == 1 or sum(map(len, pack)) <= limit for pack in found)


def test_what_fits_into_one_pack_is_one() -> None:
    assert list(packs(NAMES[:75], 75, name=str)) == [tuple(NAMES[:75])]
    assert list(packs([], 75, name=str)) == []


def test_packs_are_more_than_half_full_on_the_whole() -> None:
    assert len(list(packs(NAMES, 20, name=str))) <= len(NAMES) / 20 * 2


def test_one_more_thing_changes_but_few_packs() -> None:
    before = set(packs(NAMES, 20, name=str))
    for at in (0, 57, 200, 399):
        after = list(packs([*NAMES[:at], "Another title", *NAMES[at:]], 20, name=str))
        assert len([pack for pack in after if pack not in before]) <= 3
