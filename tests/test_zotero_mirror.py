"""A copy of a library is right in the end, wherever its reading is cut off, whatever others do meanwhile."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
from command import process
from filelock import FileLock
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from web_talk import Answered, Asked
from zotero_double import ZoteroDouble, faults
from zotero_double.faults import Fault
from zotero_double.people_at_work import Person
from zotero_double.transport import Transport
from zotero_pushing import PLACE, SHELF, Computer, actions, papers, tops, writes_of
from zotero_world import ADA, BOB, GROUP, world

from papers2bib.config import Settings
from papers2bib.errors import TargetError
from papers2bib.model import Paper
from papers2bib.zotero.access import Place
from papers2bib.zotero.enrich import bare_listings
from papers2bib.zotero.identity import Index
from papers2bib.zotero.mirror import Mirror
from papers2bib.zotero.plan import Action
from papers2bib.zotero.push import Errand
from papers2bib.zotero.server import Door, Server
from papers2bib.zotero.wire import open_client

PAGE, COUNT = 5, 22
REQUESTS = 5 + 3
"""Those of a first reading: the pages, then the collections with their keys, and what was deleted."""


class KilledError(BaseException):
    """The program ends here and now."""


def _killed(asked: object, honest: Callable[[], Answered]) -> Answered:
    honest()
    raise KilledError


@dataclass
class Library:
    """A library with items in two collections, and a copy of it in a folder."""

    folder: Path
    double: ZoteroDouble = field(default_factory=world)
    keys: list[str] = field(default_factory=list)
    """Of the items, the oldest first."""
    shelves: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """What the copy has told of its progress."""

    def __post_init__(self) -> None:
        self.double.limits.lift()
        self.shelves = self.bob.create({"name": "One"}, {"name": "Two"}, kind="collections")
        books = [
            {"itemType": "book", "title": f"Book {n}", "collections": [self.shelves[n % 2]]}
            for n in range(COUNT)
        ]
        self.keys = self.bob.create(*books)

    @property
    def bob(self) -> Person:
        """Somebody who works there by hand."""
        return self.double.person(PLACE, BOB)

    @property
    def path(self) -> Path:
        """The file of the copy."""
        return self.folder / "copy.sqlite"

    def update(self) -> list[Asked]:
        """Bring the copy up to date; what comes back are the requests for it."""
        before = len(self.double.log)
        with self.server() as server, closing(Mirror(self.path, self.said.append)) as mirror:
            mirror.update(server)
        return [one.asked for one in self.double.log[before:]]

    @contextmanager
    def server(self) -> Iterator[Server]:
        """The library by small pages."""
        said = Settings(zotero_key=self.double.key(ADA).secret)
        with open_client(said, below=Transport(self.double.handle), clock=self.double.clock) as client:
            yield Door(client, said.zotero_url, said.zotero_key, page=PAGE).library(Place("group", GROUP))

    def check(self) -> None:
        """The copy holds what the library holds, and knows the way there."""
        person = self.bob
        items = person.do("GET", "items?includeTrashed=1&limit=100")
        assert len(items) < 100
        shelves = person.do("GET", "collections?limit=100")
        with closing(Mirror(self.path)) as mirror:
            assert {one["key"]: one for one in mirror.items.values()} == {
                one["key"]: one["data"] for one in items
            }
            assert mirror.collections == {one["key"]: one["data"] for one in shelves}
            assert mirror.deleted == set(person.do("GET", "deleted?since=0")["items"])
            assert mirror.version == self.double.library(PLACE).version
        assert len(self.update()) == 1


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


Event = Callable[[Library], object]
EVENTS: dict[str, Event] = {
    "an old item is edited": lambda one: one.bob.edit(one.keys[1], title="Corrected"),
    "a new item is edited": lambda one: one.bob.edit(one.keys[-2], title="Corrected"),
    "an old item is deleted": lambda one: one.bob.delete(one.keys.pop(0)),
    "a new item is deleted": lambda one: one.bob.delete(one.keys.pop()),
    "many are deleted": lambda one: one.bob.delete(*[one.keys.pop(0) for _ in range(4)]),
    "one is thrown away": lambda one: one.bob.trash(one.keys[3]),
    "one is made": lambda one: one.keys.extend(one.bob.create({"itemType": "book", "title": "New"})),
    "one is made again": lambda one: _made_again(one),
    "one changes places": lambda one: one.bob.edit(one.keys[2], collections=[one.shelves[-1]]),
    "a collection is deleted": lambda one: _shelf_deleted(one),
    "a collection is made": lambda one: one.shelves.extend(
        one.bob.create({"name": "Three"}, kind="collections")
    ),
    "nothing is changed in two writes": lambda one: _written_as_they_are(one),
    "nothing": lambda one: None,
}


def _made_again(library: Library) -> None:
    key = library.keys[4]
    library.bob.delete(key)
    library.bob.create({"key": key, "version": 0, "itemType": "book", "title": "Back"})


def _shelf_deleted(library: Library) -> None:
    if len(library.shelves) > 1:
        library.bob.delete(library.shelves.pop(0), kind="collections")


def _written_as_they_are(library: Library) -> None:
    for key in library.keys[:2]:
        library.bob.edit(key, title=library.bob.data(key)["title"])


def starts(asked: list[Asked]) -> list[int]:
    """Where the pages that were asked for begin."""
    return [int(one.query["start"]) for one in asked if "start" in one.query and one.path.endswith("/items")]


def test_a_first_reading_takes_the_pages_and_tells_how_far_it_is(library: Library) -> None:
    asked = library.update()
    assert len(asked) == REQUESTS
    assert starts(asked) == [0, 5, 10, 15, 20]
    assert library.said[0] == "Zotero: 5 of 22 items read"
    assert library.said[-1] == "Zotero: 22 of 22 items read"
    library.check()


@pytest.mark.parametrize("at", range(REQUESTS))
def test_cut_off_it_goes_on_where_it_stopped(library: Library, at: int) -> None:
    library.double.break_with(Fault(_killed).after(at))
    with pytest.raises(KilledError):
        library.update()
    asked = library.update()
    assert starts(asked)[0] == min(PAGE * at, COUNT)
    assert len(asked) <= REQUESTS - min(at, 5) + 2
    library.check()


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("at", range(REQUESTS))
def test_what_others_do_between_the_two_runs_is_seen(library: Library, at: int, event: str) -> None:
    library.double.break_with(Fault(_killed).after(at))
    with pytest.raises(KilledError):
        library.update()
    EVENTS[event](library)
    library.update()
    library.check()


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("at", range(REQUESTS))
def test_what_others_do_while_it_is_read_is_seen(library: Library, at: int, event: str) -> None:
    library.double.break_with(faults.meanwhile(lambda: EVENTS[event](library)).after(at))
    library.update()
    library.check()


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("at", range(0, REQUESTS, 2))
def test_the_same_holds_where_much_has_changed_since(library: Library, at: int, event: str) -> None:
    library.update()
    for key in library.keys:
        library.bob.edit(key, place="Here")
    library.double.break_with(faults.meanwhile(lambda: EVENTS[event](library)).after(at))
    library.update()
    library.check()


MOMENTS = st.integers(0, REQUESTS + 4)


@seed(20261126)
@settings(max_examples=40, deadline=None)
@given(
    history=st.lists(
        st.tuples(st.booleans(), MOMENTS, st.sampled_from(sorted(EVENTS)), st.sampled_from(sorted(EVENTS))),
        max_size=6,
    )
)
def test_after_any_history_the_copy_is_the_library(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[bool, int, str, str]]
) -> None:
    library = Library(tmp_path_factory.mktemp("history"))
    for killed, at, during, after in history:
        happening = faults.meanwhile(partial(EVENTS[during], library))
        library.double.break_with(happening.after(at // 2))
        if killed:
            library.double.break_with(Fault(_killed).after(at))
        with suppress(KilledError):
            library.update()
        library.double.mend()
        if len(library.keys) > 10:
            EVENTS[after](library)
    library.update()
    library.check()


def test_a_list_whose_order_does_not_last_is_completed_by_its_versions(library: Library) -> None:
    def change(asked: Asked, honest: Callable[[], Answered]) -> Answered:
        return library.double.answer(replace(asked, target=asked.target.replace("start=10", "start=0")))

    library.double.break_with(Fault(change).on(lambda asked: asked.query.get("start") == "10"))
    asked = library.update()
    assert [len(one.query["itemKey"].split(",")) for one in asked if "itemKey" in one.query] == [PAGE]
    library.check()


def items_in_memory() -> int:
    """How many items there are as dictionaries, whoever holds them."""
    return sum(type(one) is dict and "itemType" in one and "version" in one for one in gc.get_objects())


def test_no_more_than_a_page_of_items_is_in_memory(library: Library) -> None:
    before, counts = items_in_memory(), []

    def count(_: str) -> None:
        counts.append(items_in_memory() - before)

    with library.server() as server, closing(Mirror(library.path, count)) as mirror:
        mirror.update(server)
        index = Index(mirror.items)
        counts.append(items_in_memory() - before)
        assert len(mirror.items) == COUNT
        assert len(index.find(Paper("test", "Book 7"), "")) == 1
    assert len(counts) == 6
    assert max(counts) <= 2 * PAGE


def test_another_library_at_the_address_is_read_from_its_beginning(library: Library) -> None:
    library.update()
    library.double.delete_group(GROUP)
    library.double.add_group(GROUP, owner=ADA).bump()
    library.double.groups[GROUP].add(BOB)
    library.update()
    library.check()
    assert library.said[-1] == "Zotero: 0 of 0 items read"


@pytest.mark.parametrize("count", [0, 18])
def test_half_of_one_library_is_never_taken_for_another(library: Library, count: int) -> None:
    library.double.break_with(Fault(_killed).after(2))
    with pytest.raises(KilledError):
        library.update()
    library.double.delete_group(GROUP)
    library.double.add_group(GROUP, owner=ADA)
    library.double.groups[GROUP].add(BOB)
    if count:
        library.bob.create(*[{"itemType": "book", "title": f"Other {n}"} for n in range(count)])
    library.update()
    library.check()


def test_a_copy_of_an_earlier_release_is_used_on(library: Library) -> None:
    library.update()
    with closing(sqlite3.connect(library.path)) as tables:
        tables.execute("drop table reading")
    library.bob.edit(library.keys[0], title="Corrected")
    assert starts(library.update()) == [0]
    library.check()


def test_others_who_never_stop_writing_are_told_of_and_what_came_is_kept(library: Library) -> None:
    library.double.break_with(faults.meanwhile(lambda: library.bob.edit(library.keys[0])).for_ever())
    with pytest.raises(TargetError, match="run it again later"):
        library.update()
    library.double.mend()
    assert starts(library.update()) == [COUNT]
    library.check()


@pytest.fixture
def ada(tmp_path: Path) -> Computer:
    """A machine, and a group's library of some hundreds of items, of which Bob made two of ours by hand."""
    double = world()
    double.limits.lift()
    bob = double.person(PLACE, BOB)
    for start in range(0, 250, 50):
        bob.create(*[{"itemType": "book", "title": f"Book {start + n}"} for n in range(50)])
    for one in papers(2):
        given, family = one.authors[0].split()
        author = {"creatorType": "author", "firstName": given, "lastName": family}
        bob.create({"itemType": "preprint", "title": one.title, "creators": [author]})
    return Computer(double, tmp_path / "ada")


def copy_of(machine: Computer) -> Path:
    [path] = (machine.folder / "cache").rglob("group-*.sqlite")
    return path


@pytest.mark.parametrize("at", range(2, 9))
def test_a_push_whose_first_reading_was_cut_off_heeds_what_was_done_since(ada: Computer, at: int) -> None:
    ada.double.break_with(Fault(_killed).after(at))
    with pytest.raises(KilledError):
        ada.push(papers(4))
    bob = ada.double.person(PLACE, BOB)
    [first, second] = [one["key"] for one in tops(ada.double) if one["itemType"] == "preprint"][:2]
    bob.edit(first, abstractNote="Bob's words")
    bob.delete(second)
    bob.delete(*[one["key"] for one in tops(ada.double) if one["title"].startswith("Book 4")])
    ada.push(papers(4))
    found = [one for one in tops(ada.double) if one["itemType"] == "preprint"]
    assert sorted(one["title"] for one in found) == sorted(one.title for one in papers(4))
    assert bob.data(first)["abstractNote"] == "Bob's words"
    asked = len(ada.double.requests)
    assert Action.CREATE not in actions(ada.push(papers(4)))
    assert writes_of(ada.double, asked) == []


def test_completing_tells_how_far_the_reading_has_come(ada: Computer) -> None:
    said: list[str] = []
    ada.double.person(PLACE, BOB).create({"name": "Reading"}, kind="collections")
    bare_listings(
        Errand("Reading", GROUP),
        ada.settings,
        busy=said.append,
        below=Transport(ada.double.handle),
        clock=ada.double.clock,
    )
    assert said[0] == "Zotero: 100 of 252 items read"


def test_a_later_run_moves_only_what_has_changed(ada: Computer) -> None:
    ada.push(papers(4))
    text = ada.pull()
    assert len(text) > 100
    before = len(ada.double.log)
    assert ada.pull() == text
    ada.double.person(PLACE, BOB).edit(tops(ada.double)[-1]["key"], title="Corrected")
    assert "Corrected" in ada.pull()
    log = ada.double.log[before:]
    assert len(log) == 2 + 4
    assert sum(len(one.answered.body) for one in log if one.answered) < 6_000


def test_damage_that_shows_late_is_told_and_the_copy_made_anew(ada: Computer) -> None:
    ada.push(papers(4))
    text, [state] = ada.pull(), list((ada.folder / "data").rglob("*.sqlite"))
    kept, path = state.read_bytes(), copy_of(ada)
    with closing(sqlite3.connect(path)) as tables, tables:
        tables.execute("update objects set data = '{' where kind = 'items'")
    with pytest.raises(TargetError, match="was damaged and has been removed: run it again"):
        ada.pull()
    assert not path.exists()
    assert ada.pull() == text
    assert state.read_bytes() == kept
    assert actions(ada.push(papers(4)))[Action.CREATE] == 0


@pytest.mark.parametrize("part", range(8))
def test_no_damaged_page_makes_a_wrong_file(ada: Computer, part: int) -> None:
    ada.push(papers(4))
    path = copy_of(ada)
    ada.double.person(PLACE, BOB).edit(tops(ada.double)[-1]["key"], title="Corrected")
    text = Computer(ada.double, ada.folder / "other").pull()
    assert "Corrected" in text
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 8 * part)
        file.write(bytes(size // 8))
    with suppress(TargetError):
        assert ada.pull() == text
    assert ada.pull() == text


def test_one_run_at_a_time_reads_a_library(ada: Computer) -> None:
    ada.push(papers(1))
    ada.patience = 0.0
    with (
        FileLock(copy_of(ada).with_suffix(".lock")),
        pytest.raises(TargetError, match="another run is reading"),
    ):
        ada.pull()
    assert ada.notes[-1] == "Zotero: another run is reading this library; going on once it is done"
    assert ada.pull().count("@") == 1


def test_a_pull_killed_while_it_reads_is_completed_by_the_next(ada: Computer) -> None:
    ada.push(papers(4))
    text = ada.pull()
    with ada.double.served() as root:

        def pull(folder: Path, at: int | None) -> tuple[int, bytes, list[int]]:
            """Status, output, and the pages of one run, killed after so many requests."""
            before = len(ada.double.log)
            running = process(
                *("zotero", "pull", "--group", GROUP, "--collection", SHELF),
                ZOTERO_API_KEY=ada.secret,
                PAPERS2BIB_ZOTERO_URL=root,
                PAPERS2BIB_CACHE=str(folder),
            )
            if at is not None:
                ada.double.break_with(faults.afterwards(running.kill).after(at))
            out, err = running.communicate()
            assert b"items read" not in err  # progress is for terminals
            ada.double.mend()
            return running.returncode, out, starts([one.asked for one in ada.double.log[before:]])

        for at in (3, 4, 6):
            folder = ada.folder / str(at)
            status, out, pages = pull(folder, at)
            assert status < 0
            assert out == b""
            status, out, more = pull(folder, None)
            assert (status, out.decode()) == (0, text)
            assert min(more) >= max(pages)  # the last page may have been on its way
