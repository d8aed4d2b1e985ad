"""The keys of a pulled file hang on no order, and what happens to one item moves the keys of no other."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from zotero_double import schema as double_schema

from papers2bib.zotero.pull import Wanted, written
from papers2bib.zotero.schema import Schema

SCHEMA = Schema.of(json.loads(double_schema.DOCUMENT))
Item = Mapping[str, Any]


def item(place: int, said: tuple[str, str, str]) -> Item:
    """An item of an age, with a title and a citation key or none."""
    title, key, second = said
    return {
        "key": f"ABCD{place + 1000}",
        "itemType": "preprint",
        "title": title,
        "citationKey": key,
        "dateAdded": f"2026-01-01T00:00:0{second}Z",
    }


SAID = st.tuples(
    st.sampled_from(["Trees", "Stones"]),
    st.sampled_from(["", "a", "A", "b", "anontrees"]),
    st.sampled_from("123"),
)
LIBRARIES = st.lists(SAID, min_size=1, max_size=7).map(
    lambda all_said: [item(place, said) for place, said in enumerate(all_said)]
)


def keys(items: Iterable[Item]) -> dict[str, str]:
    """By item its key in the file."""
    found = written(items, SCHEMA, Wanted("R"))
    assert len({one.key.lower() for one in found}) == len(found)
    return {one.item: one.key for one in found}


def wish(one: Item) -> str:
    """What an item asks for."""
    return str(one["citationKey"] or f"anon{one['title']}").lower()


@given(LIBRARIES, st.randoms(use_true_random=False))
def test_items_in_another_order_have_the_same_keys(library: list[Item], chance: Any) -> None:
    mixed = library.copy()
    chance.shuffle(mixed)
    assert keys(mixed) == keys(library)


@given(LIBRARIES, SAID, st.integers(0, 6))
def test_an_edit_moves_the_keys_of_no_item_that_asks_for_another(
    library: list[Item], said: tuple[str, str, str], place: int
) -> None:
    place %= len(library)
    edited = [item(place, said) if at == place else one for at, one in enumerate(library)]
    before, after = keys(library), keys(edited)
    touched = {wish(library[place]), wish(edited[place])}
    for at, one in enumerate(library):
        if at != place:
            plain = wish(one)
            assert before[one["key"]] == after[one["key"]] or plain in touched
            assert after[one["key"]].lower() in (plain, f"{plain}-{one['key']}".lower())


@given(LIBRARIES, SAID)
def test_an_item_that_is_added_later_takes_the_key_of_none_with_one_of_its_own(
    library: list[Item], said: tuple[str, str, str]
) -> None:
    title, key, _ = said
    before, after = keys(library), keys([*library, item(9, (title, key, "9"))])
    for one in library:
        assert before[one["key"]] == after[one["key"]] or not one["citationKey"]
        assert before[one["key"]] == after[one["key"]] or key


@given(LIBRARIES)
def test_no_key_behind_another_is_ever_that_of_a_second_item(library: list[Item]) -> None:
    for gone in range(len(library)):
        left = keys(library[:gone] + library[gone + 1 :])
        for name, key in left.items():
            assert "-" not in key or key.endswith(f"-{name}")
