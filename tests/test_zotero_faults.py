"""Whatever goes wrong in a push, the library is right in the end, and nobody's work is lost."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command import process
from web_talk import Answered, Ending
from zotero_double import ZoteroDouble, faults
from zotero_double.faults import Fault
from zotero_pushing import PLACE, Computer, actions, paper, papers, tops, writes_of
from zotero_world import ADA, BOB, GROUP, world

from papers2bib.catalogue.build import build
from papers2bib.errors import TargetError
from papers2bib.zotero.plan import Action

COUNT = 120
REQUESTS = 15
"""Those of a push of so many papers with their links into an empty library, the first one of a machine."""


@pytest.fixture
def double() -> ZoteroDouble:
    return world()


@pytest.fixture
def ada(double: ZoteroDouble, tmp_path: Path) -> Computer:
    return Computer(double, tmp_path / "ada")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the library holds after a push in which nothing went wrong."""
    double = world()
    Computer(double, tmp_path_factory.mktemp("undisturbed")).push(papers(COUNT))
    assert len(double.requests) == REQUESTS
    return double.contents(PLACE)


class KilledError(BaseException):
    """The program ends here and now."""


def killed(double: ZoteroDouble, at: int) -> Fault:
    """The program is ended once a request has been handled; its reply is not seen."""

    def change(asked: object, honest: Callable[[], Answered]) -> Answered:
        honest()
        raise KilledError

    return Fault(change).after(at)


@pytest.mark.parametrize("at", range(REQUESTS))
def test_cut_off_anywhere_and_run_again_all_is_as_if_undisturbed(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any], at: int
) -> None:
    double.break_with(killed(double, at))
    with pytest.raises(KilledError):
        ada.push(papers(COUNT))
    ada.push(papers(COUNT))
    assert double.contents(PLACE) == undisturbed
    asked = len(double.requests)
    assert actions(ada.push(papers(COUNT))) == {Action.SAME: COUNT}
    assert writes_of(double, asked) == []


@pytest.mark.parametrize("at", range(3, REQUESTS))
def test_what_people_do_after_a_push_was_cut_off_is_kept(
    double: ZoteroDouble, ada: Computer, at: int
) -> None:
    double.break_with(killed(double, at))
    with pytest.raises(KilledError):
        ada.push(papers(COUNT))
    bob = double.person(PLACE, BOB)
    mine = tops(double)[:4]
    changes: list[dict[str, Any]] = [
        {"title": "Mine"},
        {"abstractNote": ""},
        {"collections": []},
        {"tags": []},
    ]
    for item, change in zip(mine, changes, strict=False):
        bob.edit(item["key"], **change)
    edited = [bob.data(item["key"]) for item in mine]
    ada.push(papers(COUNT))
    assert [bob.data(item["key"]) for item in mine] == edited
    assert len(tops(double)) == COUNT


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of the papers, for a process of its own."""
    folder = tmp_path_factory.mktemp("catalogue")
    rows = [
        {
            "arxiv_id": one.id("arxiv"),
            "title": one.title,
            "authors": one.authors,
            "published": str(one.published),
            "categories": one.categories,
            "primary": one.categories[0],
        }
        for one in papers(COUNT)
    ]
    (folder / "facts.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    build([folder / "facts.jsonl"], folder / "made.p2b")
    listed = [
        {"title": one.title, "arxiv_id": one.id("arxiv"), "authors": one.authors} for one in papers(COUNT)
    ]
    (folder / "list.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in listed), encoding="utf-8")
    return folder


def test_a_process_killed_after_any_request_leaves_what_the_next_run_completes(
    catalogue: Path, tmp_path: Path
) -> None:
    def run(double: ZoteroDouble, root: str, state: Path, kill_after: int | None) -> int:
        running = process(
            *("zotero", "push", catalogue / "list.jsonl", "--offline", "--group", GROUP),
            *("--collection", "Reading/Alignment", "--catalogue", catalogue / "made.p2b", "-q"),
            ZOTERO_API_KEY=double.key(ADA).secret,
            PAPERS2BIB_ZOTERO_URL=root,
            PAPERS2BIB_CACHE=str(state / "cache"),
            PAPERS2BIB_DATA=str(state / "data"),
        )
        if kill_after is not None:
            double.break_with(faults.afterwards(running.kill).after(kill_after))
        running.communicate()
        return running.returncode

    results, at = [], 0
    while True:
        double = world()
        double.limits.lift()
        with double.served() as root:
            first = run(double, root, tmp_path / str(at), at)
            double.mend()
            assert first == 0 or run(double, root, tmp_path / str(at), None) == 0
        results.append(double.contents(PLACE))
        if first == 0:
            break
        at += 1
    assert at >= 10
    assert len(tops(double)) == COUNT
    assert all(result == results[-1] for result in results)


TROUBLE: dict[str, Fault] = {
    "429": faults.too_many(seconds=7),
    "429 three times": faults.too_many(seconds=7).first(3),
    "429 until a date": faults.instead(429, "Later", Retry_After="Sat, 21 Nov 2026 16:43:05 GMT"),
    "maintenance": faults.maintenance(),
    "maintenance for a while": faults.maintenance(seconds=20),
    "an error": faults.broken(),
    "lost": faults.lost(),
    "lost in silence": faults.lost(Ending.SILENT),
    "cut in half": faults.cut(),
    "bad gateway": faults.broken_reply(),
    "unheard": faults.unheard(),
    "refused connection": faults.unheard(Ending.REFUSED),
    "slowed": faults.slowed(9),
}


MOMENTS = [
    (trouble, at) for trouble in TROUBLE for at in range(0, REQUESTS, 1 if trouble in ("429", "lost") else 4)
]


@pytest.mark.parametrize(("trouble", "at"), MOMENTS)
def test_trouble_with_any_request_is_got_over(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any], trouble: str, at: int
) -> None:
    double.break_with(replace(TROUBLE[trouble]).after(at))
    outcomes = ada.push(papers(COUNT))
    assert all(one.failure is None for one in outcomes)
    assert double.contents(PLACE) == undisturbed


@pytest.mark.parametrize("code", [409, 412, 428, 500])
@pytest.mark.parametrize("at", range(4))
def test_objects_refused_in_the_middle_of_a_good_reply_are_sent_again(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any], code: int, at: int
) -> None:
    def change(asked: Any, honest: Callable[[], Answered]) -> Answered:
        objects = json.loads(asked.body)
        kept = {place: one for place, one in enumerate(objects) if place % 3}
        answered = double.answer(replace(asked, body=json.dumps(list(kept.values())).encode()))
        said = json.loads(answered.body)
        places = list(kept)
        for kind in ("successful", "success", "unchanged", "failed"):
            said[kind] = {str(places[int(place)]): one for place, one in said[kind].items()}
        said["failed"] |= {str(place): {"code": code, "message": "No"} for place in range(0, len(objects), 3)}
        return replace(answered, body=json.dumps(said).encode())

    double.break_with(Fault(change).on(faults.to(f"/{PLACE}/items", "POST")).after(at))
    outcomes = ada.push(papers(COUNT))
    assert all(one.failure is None for one in outcomes)
    assert double.contents(PLACE) == undisturbed


def test_every_lost_reply_in_one_run_is_got_over(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any]
) -> None:
    for at in range(0, 24, 2):
        double.break_with(faults.lost().after(at))
    ada.push(papers(COUNT))
    assert double.contents(PLACE) == undisturbed


def test_a_wish_to_be_left_alone_is_obeyed_by_the_next_request(double: ZoteroDouble, ada: Computer) -> None:
    double.backoff = 4
    ada.push(papers(3))
    assert double.clock.slept == [4.0] * (len(double.requests) - 1)


def test_a_long_outage_ends_the_run_in_one_line_that_says_what_to_do(
    double: ZoteroDouble, ada: Computer
) -> None:
    double.down = True
    with pytest.raises(TargetError, match=r"HTTP 503.*run it again later") as error:
        ada.push(papers(3))
    assert "\n" not in str(error.value)
    assert sum(double.clock.slept) <= 120


def test_a_batch_that_is_too_large_goes_in_halves(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any]
) -> None:
    def change(asked: Any, honest: Callable[[], Answered]) -> Answered:
        large = asked.method == "POST" and len(asked.body) > 6_000
        return faults.too_large().change(asked, honest) if large else honest()

    double.break_with(Fault(change).for_ever())
    ada.push(papers(COUNT))
    assert double.contents(PLACE) == undisturbed


@pytest.mark.parametrize("at", range(REQUESTS))
def test_another_pusher_at_any_moment_makes_no_duplicates(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any], tmp_path: Path, at: int
) -> None:
    bob = Computer(double, tmp_path / "bob", BOB)
    busy: list[int] = []

    def push_all() -> None:
        if not busy:
            busy.append(1)
            bob.push(papers(COUNT))

    double.break_with(faults.meanwhile(push_all).after(at))
    outcomes = ada.push(papers(COUNT))
    assert all(one.failure is None for one in outcomes)
    assert double.contents(PLACE) == undisturbed
    asked = len(double.requests)
    assert actions(ada.push(papers(COUNT))) == {Action.SAME: COUNT}
    assert writes_of(double, asked) == []


def edits_of(bob: Any, key: str, shelf: str) -> Iterator[Callable[[], object]]:
    yield lambda: bob.edit(key, title="Bob's own title")
    yield lambda: bob.edit(key, tags=[{"tag": "bob"}])
    yield lambda: bob.edit(key, collections=[])
    yield lambda: bob.trash(key)
    yield lambda: bob.delete(key)
    yield lambda: bob.delete(shelf, kind="collections")


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("at", [0, 1])
def test_a_colleague_who_writes_between_our_read_and_write_is_respected(
    double: ZoteroDouble, ada: Computer, number: int, at: int
) -> None:
    ada.push(papers(60))
    bob = double.person(PLACE, BOB)
    [key] = [one["key"] for one in tops(double) if one["title"] == paper(55).title]
    [shelf] = bob.data(key)["collections"]
    double.break_with(faults.meanwhile(list(edits_of(bob, key, shelf))[number]).on(faults.writes).after(at))
    changed = [replace(one, title=f"New {one.title}", abstract="New.") for one in papers(60)]
    outcomes = ada.push(changed)
    assert all(one.failure is None for one in outcomes)
    others = [one for one in tops(double) if one["key"] != key]
    assert all(one["abstractNote"] == "New." for one in others)
    assert len(others) == 59
    if number == 4:
        assert key not in double.contents(PLACE)["items"]
        return
    item = bob.data(key)
    expected: dict[int, bool] = {
        0: item["title"] == "Bob's own title" and item["abstractNote"] == "New.",
        1: {"tag": "bob"} in item["tags"] and item["abstractNote"] == "New.",
        2: item["collections"] == [] and item["abstractNote"] == "New.",
        3: item.get("deleted") == 1,
        5: item["abstractNote"] == "New.",
    }
    assert expected[number], item


def test_a_key_revoked_midway_ends_the_run_and_is_not_tried_again(
    double: ZoteroDouble, ada: Computer, undisturbed: dict[str, Any]
) -> None:
    double.break_with(
        faults.afterwards(lambda: double.keys.pop(ada.secret))
        .on(faults.to(f"/{PLACE}/items", "POST"))
        .after(1)
    )
    with pytest.raises(TargetError, match="revoked"):
        ada.push(papers(COUNT))
    refused = [one for one in double.log if one.answered and one.answered.status == 403]
    assert len(refused) == 1
    ada.secret = double.key(ADA).secret
    ada.push(papers(COUNT))
    assert double.contents(PLACE) == undisturbed


def test_a_locked_out_address_is_told_so_and_asks_no_more(double: ZoteroDouble, ada: Computer) -> None:
    for _ in range(6):
        double.limits.wrong_key()
    with pytest.raises(TargetError, match="wait five minutes"):
        ada.push(papers(1))
    assert len(double.requests) == 1


def test_the_limits_of_the_server_are_kept_to(double: ZoteroDouble, ada: Computer) -> None:
    double.limits.burst = 3
    double.limits.rate = 1
    ada.push(papers(COUNT))
    assert len(tops(double)) == COUNT


@pytest.mark.parametrize("status", [301, 302, 307])
def test_the_key_does_not_follow_the_server_elsewhere(
    double: ZoteroDouble, ada: Computer, status: int
) -> None:
    double.break_with(faults.instead(status, "", Location="https://elsewhere.example/keys/current"))
    with pytest.raises(TargetError, match="sends us elsewhere"):
        ada.push(papers(1))
    assert len(double.requests) == 1


@pytest.mark.parametrize("body", ["", "<html>Welcome</html>", "[]", "{}", '{"userID": 1, "access": []}'])
def test_a_server_that_is_no_zotero_is_seen_as_one(double: ZoteroDouble, ada: Computer, body: str) -> None:
    double.break_with(faults.instead(200, body))
    with pytest.raises(TargetError, match=r"PAPERS2BIB_ZOTERO_URL|does not reach"):
        ada.push(papers(1))


def test_a_damaged_copy_is_made_anew(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(3))
    for path in (ada.folder / "cache").rglob("*.*"):
        path.write_bytes(b"damaged" * 300)
    asked = len(double.requests)
    assert actions(ada.push(papers(3))) == {Action.SAME: 3}
    assert writes_of(double, asked) == []


def test_damaged_state_is_not_thrown_away(double: ZoteroDouble, ada: Computer) -> None:
    ada.push(papers(3))
    [state] = (ada.folder / "data").rglob("*.sqlite")
    state.write_bytes(b"damaged" * 300)
    with pytest.raises(TargetError, match="cannot be used"):
        ada.push(papers(3))
    assert state.read_bytes() == b"damaged" * 300


def test_directories_that_cannot_be_written_are_named(double: ZoteroDouble, ada: Computer) -> None:
    ada.folder.mkdir()
    (ada.folder / "data").write_text("a file")
    with pytest.raises(TargetError, match="data"):
        ada.push(papers(3))
    assert writes_of(double) == []
