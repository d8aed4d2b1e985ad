"""Whatever is written to the double, in whatever order: versions, the log and the objects fit together."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from web_talk import Answered
from zotero_double.double import ZoteroDouble
from zotero_double.library import Item
from zotero_double.talk import asked_for
from zotero_mirror import Mirror

PLACE = "groups/7"
KEYS = st.sampled_from(["AAAA2222", "BBBB2222", "CCCC2222", "DDDD2222", "EEEE2222", "FFFF2222"])
WORDS = st.sampled_from(["", "one", "two", " two ", "three"])
TAGS = st.lists(st.fixed_dictionaries({"tag": WORDS}, optional={"type": st.sampled_from([0, 1])}), max_size=2)
KINDS = st.sampled_from(["book", "preprint", "conferencePaper", "note"])
PLACES = st.integers(0, 9)
AHEAD = st.sampled_from([-1, 0, 0, 0, 0, 3])
"""How far the version that a writer knows is from the true one."""
WRONG: Mapping[str, Any] = {
    "unknown property": {"foo": 1},
    "unknown collection": {"collections": ["ZZZZ9999"]},
    "unknown parent": {"itemType": "note", "parentItem": "ZZZZ9999"},
    "no type": {"itemType": "nonsense"},
    "tags that are none": {"tags": ["x"]},
    "creator of another type": {"creators": [{"creatorType": "castMember", "name": "x"}]},
}


class Writing(RuleBasedStateMachine):
    """Somebody writes at random to a library; a mirror follows now and then."""

    @initialize()
    def open(self) -> None:
        self.double = ZoteroDouble()
        self.double.limits.lift()
        self.double.add_user(1)
        self.library = self.double.add_group(7, owner=1)
        self.secret = self.double.add_key(1).secret
        self.mirror = Mirror(self.double, PLACE, self.secret)
        self.versions: dict[str, int] = {}
        self.reached = 1
        self.tokens = 0
        shelves = [{"name": "top", "key": "TTTT2222", "version": 0}]
        shelves.append({"name": "inner", "key": "SSSS2222", "version": 0, "parentCollection": "TTTT2222"})
        self.send("POST", "collections", shelves)
        for key, shelf in (("AAAA2222", "TTTT2222"), ("BBBB2222", "SSSS2222")):
            self.send(
                "POST", "items", [{"itemType": "book", "key": key, "version": 0, "collections": [shelf]}]
            )
        self.add_child(0)

    def send(self, method: str, path: str, body: Any = None, **headers: object) -> Answered:
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        sent = b"" if body is None else json.dumps(body).encode()
        self.double.clock.advance(1)
        target = f"/{PLACE}/{path}"
        return self.double.handle(asked_for(method, target, {"Zotero-API-Key": self.secret, **named}, sent))

    def state(self) -> Any:
        """All that is in the library, with versions."""
        library = self.library
        return library.version, dict(library.items), dict(library.collections), dict(library.deleted)

    def picked(self, place: int) -> Item | None:
        """An item of the library, if it has any."""
        items = list(self.library.items.values())
        return items[place % len(items)] if items else None

    def shelf(self, place: int) -> list[str]:
        """The keys of one collection, or of none."""
        keys = [*self.library.collections, ""]
        return [key for key in (keys[place % len(keys)],) if key]

    @rule(place=PLACES)
    def add_child(self, place: int) -> None:
        parents = [key for key, item in self.library.items.items() if item.kind != "note"]
        if parents:
            note = {"itemType": "note", "note": "a", "parentItem": parents[place % len(parents)]}
            report = json.loads(self.send("POST", "items", [note]).body)
            assert report["success"]

    @rule(key=KEYS, kind=KINDS, title=WORDS, tags=TAGS, place=PLACES)
    def create(self, key: str, kind: str, title: str, tags: Any, place: int) -> None:
        item: dict[str, Any] = {"itemType": kind, "key": key, "version": 0, "tags": tags}
        item |= {"note": f"<p>{title}</p>"} if kind == "note" else {"title": title}
        item["collections"] = self.shelf(place)
        there, before = self.library.items.get(key), self.state()
        report = json.loads(self.send("POST", "items", [item]).body)
        if there is not None:
            assert report["failed"]["0"]["code"] == 412
            assert self.state() == before
        else:
            assert report["success"] == {"0": key}
            assert self.library.items[key].version == self.library.version == before[0] + 1

    @rule(title=WORDS, place=PLACES)
    def shelve(self, title: str, place: int) -> None:
        parent = self.shelf(place)
        body = {"name": title, "parentCollection": parent[0] if parent else False}
        report = json.loads(self.send("POST", "collections", [body]).body)
        assert bool(report["success"]) == bool(title)

    @rule(place=PLACES, other=PLACES)
    def move_shelf(self, place: int, other: int) -> None:
        moved, target = self.shelf(place), self.shelf(other)
        if moved and moved != target:
            version = self.library.collections[moved[0]].version
            body = {"parentCollection": target[0] if target else False}
            path = f"collections/{moved[0]}"
            assert self.send("PATCH", path, body, If_Unmodified_Since_Version=version).status == 204

    @rule(
        place=PLACES,
        ahead=AHEAD,
        change=st.one_of(
            st.fixed_dictionaries({"tags": TAGS}),
            st.fixed_dictionaries({"deleted": st.sampled_from([0, 1])}),
            st.fixed_dictionaries({"extra": WORDS}),
            st.fixed_dictionaries({"itemType": st.sampled_from(["book", "preprint", "conferencePaper"])}),
        ),
    )
    def patch(self, place: int, ahead: int, change: Mapping[str, Any]) -> None:
        item = self.picked(place)
        if item is None or (item.kind == "note" and change.keys() & {"extra", "itemType"}):
            return
        before = self.state()
        known = max(0, item.version + ahead)
        answered = self.send("PATCH", f"items/{item.key}", change, If_Unmodified_Since_Version=known)
        if known < item.version:
            assert answered.status == 412
            assert answered.headers["Last-Modified-Version"] == str(item.version)
            assert self.state() == before
        else:
            assert answered.status == 204
            assert self.library.items[item.key].version in (item.version, self.library.version)

    @rule(place=PLACES, other=PLACES)
    def put_into_a_collection(self, place: int, other: int) -> None:
        item = self.picked(place)
        if item is not None and not item.parent:
            change = {"key": item.key, "version": item.version, "collections": self.shelf(other)}
            report = json.loads(self.send("POST", "items", [change]).body)
            assert not report["failed"]
            assert sorted(self.library.items[item.key].collections) == self.shelf(other)

    @rule(place=PLACES)
    def send_back_as_it_is(self, place: int) -> None:
        item = self.picked(place)
        if item is None:
            return
        data = json.loads(self.send("GET", f"items/{item.key}").body)["data"]
        version = self.library.version
        report = json.loads(self.send("POST", "items", [data]).body)
        assert self.library.version == version + 1
        if item.tags:
            assert self.library.items[item.key].version == version + 1
        else:
            assert report["unchanged"] == {"0": item.key}
            assert self.library.items[item.key] == item

    @rule(place=PLACES, wrong=st.sampled_from(sorted(WRONG)), new=st.booleans())
    def send_something_wrong(self, place: int, wrong: str, new: bool) -> None:
        item = self.picked(place)
        body = {"itemType": "book", **WRONG[wrong]}
        if not new and item is not None and item.kind != "note":
            body = {"key": item.key, "version": item.version, **WRONG[wrong]}
        before = self.state()
        report = json.loads(self.send("POST", "items", [body]).body)
        assert report["failed"].keys() == {"0"}
        assert self.state() == before

    @rule(title=WORDS, good=st.lists(st.booleans(), min_size=1, max_size=4))
    def send_twice_with_a_token(self, title: str, good: list[bool]) -> None:
        self.tokens += 1
        bodies = [{"itemType": "book", "title": title} | ({} if fine else {"foo": 1}) for fine in good]
        first = json.loads(self.send("POST", "items", bodies, Zotero_Write_Token=f"token{self.tokens}").body)
        assert [str(n) in first["success"] for n in range(len(good))] == good
        before = self.state()
        again = self.send("POST", "items", bodies, Zotero_Write_Token=f"token{self.tokens}")
        assert (again.status == 412) == good[-1]
        assert (self.state() == before) == (good[-1] or not any(good))

    @rule(place=PLACES, ahead=AHEAD)
    def delete(self, place: int, ahead: int) -> None:
        item = self.picked(place)
        if item is None:
            return
        before, known = self.state(), max(0, item.version + ahead)
        answered = self.send("DELETE", f"items/{item.key}", If_Unmodified_Since_Version=known)
        if known < item.version:
            assert (answered.status, self.state()) == (412, before)
        else:
            assert answered.status == 204
            assert item.key not in self.library.items
            assert self.library.deleted["items", item.key] == self.library.version

    @rule(behind=st.sampled_from([0, 0, 1]), keys=st.lists(KEYS, max_size=3))
    def delete_several(self, behind: int, keys: list[str]) -> None:
        known = self.library.version - behind
        path = f"items?itemKey={','.join(keys)}"
        answered = self.send("DELETE", path, If_Unmodified_Since_Version=known)
        assert answered.status == (412 if behind else 204)
        assert behind or not self.library.items.keys() & set(keys)

    @rule(place=PLACES)
    def delete_shelf(self, place: int) -> None:
        for key in self.shelf(place):
            below = set(self.library.below(key)) | {key}
            versions = {each.key: each.version for each in self.library.items.values()}
            self.send("DELETE", f"collections/{key}", If_Unmodified_Since_Version=self.library.version)
            assert not self.library.collections.keys() & below
            assert all(not item.collections & below for item in self.library.items.values())
            assert versions == {each.key: each.version for each in self.library.items.values()}

    @rule(tag=WORDS)
    def delete_tag(self, tag: str) -> None:
        had = {item.key for item in self.library.items.values() if tag in dict(item.tags)}
        self.send("DELETE", f"tags?tag={tag.strip()}", If_Unmodified_Since_Version=self.library.version)
        assert all(self.library.items[key].version == self.library.version for key in had)
        assert not any(tag in dict(item.tags) for item in self.library.items.values())

    @rule()
    def follow(self) -> None:
        self.mirror.update()
        assert self.mirror.version == self.library.version
        nothing = self.send("GET", f"items?format=versions&since={self.library.version}")
        assert json.loads(nothing.body) == {}
        assert self.mirror.items == {
            key: json.loads(self.send("GET", f"items/{key}").body)["data"] for key in self.library.items
        }
        assert self.mirror.collections == {
            key: json.loads(self.send("GET", f"collections/{key}").body)["data"]
            for key in self.library.collections
        }

    @invariant()
    def versions_only_rise(self) -> None:
        now = {each.key: each.version for each in self.library.items.values()}
        assert all(version >= self.versions.get(key, 0) for key, version in now.items())
        assert max([0, *now.values()]) <= self.library.version
        assert self.library.version >= self.reached
        self.versions |= now
        self.reached = self.library.version

    @invariant()
    def nobody_is_without_a_parent_or_a_collection(self) -> None:
        library = self.library
        for item in library.items.values():
            assert not item.parent or item.parent in library.items
            assert item.collections <= library.collections.keys()
            assert item.key in library.children[item.parent]
        assert set(library.below("")) == library.collections.keys()

    @invariant()
    def what_is_there_is_not_in_the_log(self) -> None:
        library = self.library
        gone = {key for kind, key in library.deleted if kind in ("items", "collections")}
        assert not gone & (library.items.keys() | library.collections.keys())


TestWriting = Writing.TestCase
TestWriting.settings = settings(max_examples=60, stateful_step_count=40)
