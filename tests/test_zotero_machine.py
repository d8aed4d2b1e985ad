"""Whatever happens, in whatever order: nothing is there twice, no edit is lost, nothing leaves the trash.

And a .bib file that is pulled then holds what the collection holds, the same bytes on both machines.

Two people push, complete and pull from their own machines while records change, requests fail, programs are
killed, and Bob works in the library by hand. Hypothesis draws the histories from a seed: each run meets the
same ones; PAPERS2BIB_TEST_SEED chooses others.
"""

import io
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from web_talk import Answered
from zotero_double import faults
from zotero_double import schema as double_schema
from zotero_double.faults import Fault
from zotero_pushing import PLACE, SHELF, Computer, actions, paper, published, writes_of
from zotero_world import ADA, BOB, world

from papers2bib.errors import TargetError
from papers2bib.model import Paper
from papers2bib.readers.bibtex import entry_fields
from papers2bib.zotero.entries import item_of_entry
from papers2bib.zotero.identity import ids_of
from papers2bib.zotero.plan import Action
from papers2bib.zotero.schema import Schema

COUNT = 8
NUMBERS = st.integers(0, COUNT - 1)
MOMENTS = st.integers(0, 9)
WHO = st.sampled_from(["ada", "bob"])
TROUBLE: dict[str, Fault] = {
    "too many": faults.too_many(seconds=3),
    "maintenance": faults.maintenance(),
    "error": faults.broken(),
    "lost": faults.lost(),
    "bad gateway": faults.broken_reply(),
    "cut": faults.cut(),
    "unheard": faults.unheard(),
}
FIELDS = ("title", "abstractNote", "date", "genre", "shortTitle", "url", "itemType")

SCHEMA = Schema.of(json.loads(double_schema.DOCUMENT))

HISTORIES = settings(
    max_examples=260,
    stateful_step_count=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def said(item: Mapping[str, Any]) -> str:
    """What an item says of the paper, its abstract left out, in an order of its own."""
    names = {*SCHEMA.fields[item["itemType"]], "itemType", "creators"} - {"abstractNote"}
    return json.dumps({name: item[name] for name in sorted(names) if item.get(name)}, sort_keys=True)


class KilledError(BaseException):
    """The program ends here and now."""


def _killed(asked: object, honest: Callable[[], Answered]) -> Answered:
    honest()
    raise KilledError


class Sharing(RuleBasedStateMachine):
    """A group's library, two machines that push to it, and what people did there by hand."""

    steps = 0
    """Rules that have been applied, in all histories together."""

    @initialize()
    def begin(self) -> None:
        Sharing.steps -= 1  # invariants are looked at after this, too
        self.folder = Path(tempfile.mkdtemp())
        self.double = world()
        self.double.limits.lift()
        self.bob = self.double.person(PLACE, BOB)
        self.machines = {
            "ada": Computer(self.double, self.folder / "ada", ADA),
            "bob": Computer(self.double, self.folder / "bob", BOB),
        }
        self.records: list[Paper] = [paper(number) for number in range(COUNT)]
        self.listed = {0, 1, 2}
        self.edits: dict[str, dict[str, Any]] = {}
        self.tags: dict[str, set[str]] = {}
        self.untagged: set[tuple[str, str]] = set()
        self.unshelved: set[tuple[str, str]] = set()
        self.trashed: set[str] = set()
        self.deleted: set[str] = set()
        self.notes: set[str] = set()
        self.known_to: dict[str, set[str]] = {"ada": set(), "bob": set()}
        self.counter = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def fresh(self) -> str:
        """A word that nobody has used before."""
        self.counter += 1
        return f"word{self.counter}"

    @property
    def wanted(self) -> list[Paper]:
        return [self.records[number] for number in sorted(self.listed)]

    def items(self) -> dict[str, dict[str, Any]]:
        """The items of the library that are no children."""
        return {
            key: data
            for key, data in self.double.contents(PLACE)["items"].items()
            if not data.get("parentItem") and data["itemType"] not in ("note", "attachment")
        }

    @property
    def shelf(self) -> str:
        """The key of the collection that is pushed to; "" before it is made."""
        collections = self.double.contents(PLACE)["collections"].values()
        found = [data["key"] for data in collections if SHELF.endswith(data["name"])]
        return "".join(found)

    def picked(self, place: int, *, in_trash: bool = False) -> str:
        """An item of the library by its place; "" where there is none."""
        found = sorted(key for key, one in self.items().items() if bool(one.get("deleted")) == in_trash)
        return found[place % len(found)] if found else ""

    def settled(self, key: str) -> bool:
        """Whether both machines remember an item: then they see gaps in it as made by people."""
        return all(key in known for known in self.known_to.values())

    # what the pushing machines do

    def pushed(self, who: str) -> Counter[Action]:
        """A push that must not fail, and after which nothing is left to write."""
        outcomes = self.machines[who].push(self.wanted)
        assert all(one.failure is None for one in outcomes)
        self.known_to[who] |= {one.step.item for one in outcomes if one.action is not Action.SKIP}
        return actions(outcomes)

    @rule(who=WHO)
    def push(self, who: str) -> None:
        self.pushed(who)

    @rule(who=WHO)
    def push_twice(self, who: str) -> None:
        self.pushed(who)
        asked, before = len(self.double.requests), self.double.contents(PLACE)
        again = self.pushed(who)
        assert writes_of(self.double, asked) == []
        assert self.double.contents(PLACE) == before
        assert set(again) <= {Action.SAME, Action.KEEP, Action.SKIP}

    @rule(who=WHO, trouble=st.sampled_from(sorted(TROUBLE)), at=MOMENTS)
    def push_with_trouble(self, who: str, trouble: str, at: int) -> None:
        self.double.break_with(replace(TROUBLE[trouble]).after(at))
        self.pushed(who)
        self.double.mend()

    @rule(who=WHO, at=MOMENTS)
    def push_killed(self, who: str, at: int) -> None:
        self.double.break_with(Fault(_killed).after(at))
        with suppress(KilledError):
            self.pushed(who)
        self.double.mend()

    @rule(who=WHO, at=MOMENTS)
    def push_with_a_key_revoked_midway(self, who: str, at: int) -> None:
        machine = self.machines[who]
        revoked = faults.afterwards(lambda: self.double.keys.pop(machine.secret, None))
        self.double.break_with(revoked.after(at))
        asked = len(self.double.log)
        with suppress(TargetError):
            self.pushed(who)
        self.double.mend()
        replies = [one.answered.status for one in self.double.log[asked:] if one.answered]
        assert replies.count(403) <= 1
        machine.secret = self.double.key(machine.user).secret

    @rule(who=WHO, at=MOMENTS, place=NUMBERS, what=st.sampled_from(["title", "tag", "trash", "note"]))
    def push_while_bob_works(self, who: str, at: int, place: int, what: str) -> None:
        work = {"title": self.edit_title, "tag": self.add_tag, "trash": self.trash, "note": self.add_note}
        self.double.break_with(faults.meanwhile(lambda: work[what](place=place)).after(at))
        self.pushed(who)
        self.double.mend()

    @rule(at=MOMENTS)
    def push_from_both(self, at: int) -> None:
        waiting = [True]

        def other() -> None:
            if waiting and waiting.pop():
                self.pushed("bob")

        self.double.break_with(faults.meanwhile(other).after(at))
        self.pushed("ada")
        self.double.mend()

    @rule(who=WHO)
    def sync(self, who: str) -> None:
        self.pushed(who)
        if not self.shelf:
            return
        text, again = (machine.pull() for machine in self.machines.values())
        assert text == again
        inside = [one for one in self.items().values() if self.shelf in one["collections"]]
        entries = entry_fields(io.BytesIO(text.encode()))
        assert sorted(said(item_of_entry(*entry, SCHEMA)) for entry in entries) == sorted(
            said(one) for one in inside if not one.get("deleted")
        )

    def enriched(self, who: str) -> None:
        """Complete what is bare in the collection; what was written is remembered on that machine."""
        if self.shelf:
            outcomes = self.machines[who].enrich(self.records)
            assert all(one.failure is None for one in outcomes)
            self.known_to[who] |= {one.step.item for one in outcomes if one.action is not Action.SKIP}

    @rule(who=WHO)
    def enrich(self, who: str) -> None:
        self.enriched(who)
        asked, before = len(self.double.requests), self.double.contents(PLACE)
        self.enriched(who)
        assert writes_of(self.double, asked) == []
        assert self.double.contents(PLACE) == before

    @rule(who=WHO, at=MOMENTS)
    def enrich_killed(self, who: str, at: int) -> None:
        self.double.break_with(Fault(_killed).after(at))
        with suppress(KilledError):
            self.enriched(who)
        self.double.mend()

    @rule(who=WHO, at=MOMENTS, place=NUMBERS)
    def enrich_while_bob_works(self, who: str, at: int, place: int) -> None:
        self.double.break_with(faults.meanwhile(lambda: self.edit_title(place=place)).after(at))
        self.enriched(who)
        self.double.mend()

    @rule(who=WHO)
    def lose_copies(self, who: str) -> None:
        self.machines[who].forget_copies()

    # what changes in lists and records

    @rule(number=NUMBERS)
    def list_or_unlist(self, number: int) -> None:
        self.listed ^= {number}

    @rule(number=NUMBERS)
    def correct_a_record(self, number: int) -> None:
        self.records[number] = replace(self.records[number], abstract=self.fresh())

    @rule(number=NUMBERS)
    def publish(self, number: int) -> None:
        known = self.records[number]
        self.records[number] = replace(published(number), abstract=known.abstract)

    @rule(number=NUMBERS)
    def learn_a_link(self, number: int) -> None:
        known = self.records[number]
        self.records[number] = replace(known, links=(*known.links[:2], f"https://example.org/{self.fresh()}"))

    # what people do by hand

    def edited(self, key: str, **changes: Any) -> None:
        """A person edits an item: what it says then is theirs."""
        self.bob.edit(key, **changes)
        data = self.bob.data(key)
        mine = {**self.edits.get(key, {}), **changes}
        self.edits[key] = {name: data.get(name) for name in mine if name in FIELDS and name in data}

    @rule(place=NUMBERS)
    def edit_title(self, place: int) -> None:
        if key := self.picked(place):
            self.edited(key, title=self.fresh())

    @rule(place=NUMBERS, field=st.sampled_from(["date", "abstractNote", "shortTitle"]))
    def edit_a_field(self, place: int, field: str) -> None:
        if key := self.picked(place):
            self.edited(key, **{field: self.fresh()})

    @rule(place=NUMBERS)
    def edit_what_only_preprints_have(self, place: int) -> None:
        key = self.picked(place)
        if key and self.bob.data(key)["itemType"] == "preprint":
            self.edited(key, genre=self.fresh())

    @rule(place=NUMBERS, field=st.sampled_from(["abstractNote", "date", "url"]))
    def empty_a_field(self, place: int, field: str) -> None:
        key = self.picked(place)
        if key and self.settled(key):
            self.edited(key, **{field: ""})

    @rule(place=NUMBERS)
    def change_the_type(self, place: int) -> None:
        if key := self.picked(place):
            self.edited(key, itemType="report")

    @rule(place=NUMBERS)
    def add_tag(self, place: int) -> None:
        if key := self.picked(place):
            tag = self.fresh()
            self.bob.edit(key, tags=[*self.bob.data(key)["tags"], {"tag": tag}])
            self.tags.setdefault(key, set()).add(tag)

    @rule(place=NUMBERS)
    def remove_tag(self, place: int) -> None:
        key = self.picked(place)
        tags = self.bob.data(key)["tags"] if key else []
        if tags and self.settled(key):
            self.bob.edit(key, tags=tags[1:])
            self.untagged.add((key, tags[0]["tag"]))
            self.tags.get(key, set()).discard(tags[0]["tag"])

    @rule(place=NUMBERS)
    def take_out_of_the_collection(self, place: int) -> None:
        key = self.picked(place)
        shelves = self.bob.data(key)["collections"] if key else []
        if shelves and self.settled(key):
            self.bob.edit(key, collections=[])
            self.unshelved |= {(key, shelf) for shelf in shelves}

    @rule(place=NUMBERS)
    def add_note(self, place: int) -> None:
        if key := self.picked(place):
            self.notes |= set(self.bob.create({"itemType": "note", "parentItem": key, "note": self.fresh()}))

    @rule(place=NUMBERS)
    def trash(self, place: int) -> None:
        if key := self.picked(place):
            self.bob.trash(key)
            self.trashed.add(key)

    @rule(place=NUMBERS)
    def take_out_of_the_trash(self, place: int) -> None:
        if key := self.picked(place, in_trash=True):
            self.bob.restore(key)
            self.trashed.discard(key)

    @precondition(lambda self: self.counter % 3 == 0)
    @rule(place=NUMBERS)
    def delete(self, place: int) -> None:
        key = self.picked(place) or self.picked(place, in_trash=True)
        if key and self.settled(key):
            self.bob.delete(key)
            self.deleted.add(key)
            self.trashed.discard(key)
            self.edits.pop(key, None)
            self.notes &= self.double.library(PLACE).items.keys()

    @rule(number=NUMBERS, how=st.sampled_from(["url", "archiveID"]), shelved=st.booleans())
    def make_by_hand(self, number: int, how: str, *, shelved: bool) -> None:
        arxiv = self.records[number].id("arxiv")
        known = {ids_of(one).get("arxiv") for one in self.items().values()}
        if arxiv in known or number in self.listed or self.deleted:
            return
        said = {"url": f"https://arxiv.org/abs/{arxiv}", "archiveID": f"arXiv:{arxiv}"}[how]
        word = self.fresh()
        shelves = [self.shelf] if shelved and self.shelf else []
        new = {"itemType": "preprint", how: said, "shortTitle": word, "collections": shelves}
        [key] = self.bob.create(new)
        self.edits[key] = {"shortTitle": word}

    # what must always hold

    @invariant()
    def a_step_was_made(self) -> None:
        Sharing.steps += 1

    @invariant()
    def nothing_is_there_twice(self) -> None:
        found = Counter(ids_of(one).get("arxiv") for one in self.items().values())
        found.pop(None, None)
        assert all(count == 1 for count in found.values()), found
        urls = Counter(
            (one.parent, one.fields.get("url"))
            for one in self.double.library(PLACE).items.values()
            if one.parent and one.kind == "attachment"
        )
        assert all(count == 1 for count in urls.values()), urls

    @invariant()
    def no_edit_is_lost(self) -> None:
        items = self.double.library(PLACE).items
        data = self.double.contents(PLACE)["items"] if self.edits else {}
        for key, fields in self.edits.items():
            assert {name: data[key].get(name) for name in fields} == fields
        for key, tags in self.tags.items():
            assert key in self.deleted or tags <= {name for name, _ in items[key].tags}
        for key, tag in self.untagged - {one for one in self.untagged if one[0] in self.deleted}:
            assert tag not in {name for name, _ in items[key].tags}
        for key, shelf in self.unshelved:
            assert key in self.deleted or shelf not in items[key].collections
        assert self.notes <= items.keys()

    @invariant()
    def what_was_thrown_away_stays_away(self) -> None:
        items = self.double.library(PLACE).items
        assert all(items[key].trashed for key in self.trashed)
        assert not self.deleted & items.keys()


def test_ten_thousand_steps_of_any_kind_leave_the_library_right() -> None:
    Sharing.steps = 0
    chosen = seed(int(os.environ.get("PAPERS2BIB_TEST_SEED", "20261126")))(Sharing)
    run_state_machine_as_test(chosen, settings=HISTORIES)
    assert Sharing.steps >= 10_000
